-- What programs are told of a month for outside, as it was first told: numbers, no person. It is told the same for ever, so
-- that of two answers the difference says nobody.
create table outside_month (
    association_id bytea not null references association (id),
    -- Its first day, counted since 1970.
    first_day bigint not null,
    -- Its rows, JSON.
    told text not null,
    primary key (association_id, first_day)
);
