-- Seats are counted by the registrations of one activity, which are few beside its attendance (12 is their kind).
create index record_registration on record (association_id, activity) where kind = 12;
