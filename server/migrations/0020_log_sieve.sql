-- What stretches of the log can hold, so that looking for something reads few of them. Made from the log when somebody
-- looks, and made again where it is not there.
create table log_sieve (
    association_id bytea not null references association (id),
    -- The stretch: seq divided by its length.
    stretch bigint not null,
    sieve bytea not null,
    primary key (association_id, stretch)
);
