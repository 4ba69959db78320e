-- Erasing a person reads what was handed over to them, which their id does not lead to (16 is its kind).
create index record_delivery on record (association_id) where kind = 16;
