-- What reports read of a stretch of the register, packed, so that a report decodes no record of a mark. Made from the
-- records after a report, and made again where it is not there. A record that is altered later is in a later stretch.
create table report_digest (
    association_id bytea not null references association (id),
    -- The stretch: seq divided by its length.
    stretch bigint not null,
    digest bytea not null,
    primary key (association_id, stretch)
);
