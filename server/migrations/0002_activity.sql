-- A record of one activity belongs to it for ever, so the record says it itself, as it does for the register:
-- a row in the feed beside it says nothing more. People and their consents are in several, and keep theirs.

-- The activity it is of, for records that are of one.
alter table record add column activity bytea;

update record set activity = (
    select substr(feed.slice, 2) from feed
    where feed.association_id = record.association_id and feed.record_id = record.id and length(feed.slice) = 17
) where kind not in (10, 15);

delete from feed where exists (
    select 1 from record
    where record.association_id = feed.association_id and record.id = feed.record_id and record.activity is not null
);

create index record_activity on record (association_id, activity, seq) where activity is not null;
