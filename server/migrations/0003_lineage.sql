-- Backups and restores: what a restored database lacks phones bring back, and phones witness the log.

-- When this database last began anew from a backup.
alter table server add column restored bigint;

-- All up to this seq is in a backup that was read again and found whole: phones may forget their receipts.
alter table association add column backed_up bigint not null default 0;

create table lineage (
    -- For each epoch this database had before a restore, up to which seq it shares that one's past.
    association_id bytea not null references association (id),
    epoch bytea not null,
    seq bigint not null,
    primary key (association_id, epoch)
);

create table witness (
    -- The newest line of the log that a phone says it saw, one a phone, epoch and day. A row that the log
    -- contradicts is never replaced.
    association_id bytea not null,
    device_id bytea not null,
    epoch bytea not null,
    day bigint not null,
    seq bigint not null,
    hash bytea not null,
    -- When it was said.
    at bigint not null,
    primary key (association_id, device_id, epoch, day),
    foreign key (association_id, device_id) references record (association_id, id)
);
