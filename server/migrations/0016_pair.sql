-- What is said of two people goes wherever either of them goes.

-- The other person a record is about, for records about two.
alter table record add column also bytea;

create index record_also on record (association_id, also) where also is not null;

-- Whoever counts seats reads all that was said of pairs of people (21 is their kind).
create index record_pair on record (association_id) where kind = 21;
