-- Associations that chose to be found by where they are: it says again what their records say, so that they are found
-- before any is known. The commune is the HCP code as bytes, so that both databases order it alike: all of a region or
-- a province is one range.
create table listed_association (
    association_id bytea primary key references association (id),
    commune bytea not null
);

create index listed_place on listed_association (commune, association_id);
