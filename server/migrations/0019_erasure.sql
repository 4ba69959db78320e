-- Whoever erases what identifies a person reads what waits for a decision (kind 17) and what people ask about their
-- own data (20): few beside all other records.
create index record_undecided on record (association_id) where kind = 17;
create index record_asked on record (association_id) where kind = 20;
