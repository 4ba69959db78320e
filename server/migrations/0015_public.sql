-- What people find without an account. Both tables say again what records say, so that it is found before the
-- association is known; whoever names an activity or a code first keeps it.

create table open_activity (
    -- Activities whose public page was ever opened.
    activity_id bytea primary key,
    association_id bytea not null,
    foreign key (association_id, activity_id) references record (association_id, id)
);

create table ticket (
    -- The code as it is written, hyphens and all; it counts while the registration says the same.
    code text primary key,
    association_id bytea not null,
    registration_id bytea not null,
    foreign key (association_id, registration_id) references record (association_id, id)
);

-- What the server signs with: sixty-four hexadecimal digits, drawn when it first starts on this database.
alter table server add column secret text;

-- Public pages read activities (kind 6), and of one activity its sessions (9).
create index record_offer on record (association_id) where kind = 6;
create index record_meeting on record (association_id, activity) where kind = 9;
