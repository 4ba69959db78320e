-- The same text serves SQLite and PostgreSQL: common types, ids as sixteen bytes, instants in milliseconds.

create table server (
    -- One row: what is true of the whole database.
    id bigint primary key check (id = 1),
    -- The lineage of this database; a restore from a backup changes it.
    epoch bytea not null,
    created bigint not null
);

create table association (
    id bytea primary key,
    -- The last seq given: version of records, cursor of slices, order of the log. Given under this row's lock.
    seq bigint not null,
    -- The seq and the hash of the log's newest line; zeros before the first.
    log_seq bigint not null,
    log_hash bytea not null,
    created bigint not null
);

create table record (
    association_id bytea not null references association (id),
    id bytea not null,
    kind bigint not null,
    -- The seq of its last change: its version.
    seq bigint not null,
    -- The person it is about, for records that join an activity together with that person (consents).
    about bytea,
    -- What it says, and who last set each field; CBOR.
    fields bytea not null,
    stamps bytea not null,
    primary key (association_id, id)
);

-- The register, which is every record but the team's, is read along this.
create index record_seq on record (association_id, seq);
create index record_about on record (association_id, about) where about is not null;

create table feed (
    -- One row a record and slice it is in, moved to the newest seq when the record changes. The register has
    -- none: there, a record's own seq says the same.
    association_id bytea not null,
    record_id bytea not null,
    slice bytea not null,
    seq bigint not null,
    -- 1 once the record has left the slice.
    gone bigint not null,
    primary key (association_id, record_id, slice),
    foreign key (association_id, record_id) references record (association_id, id)
);

create index feed_seq on feed (association_id, slice, seq);

create table log (
    -- Append-only: every change that arrived, whatever was decided.
    association_id bytea not null references association (id),
    seq bigint not null,
    change_id bytea not null,
    -- The entry and the answer given; CBOR.
    line bytea not null,
    -- SHA-256 of the hash before and this line.
    hash bytea not null,
    primary key (association_id, seq),
    unique (association_id, change_id)
);

create table account (
    association_id bytea not null,
    member_id bytea not null,
    -- A phone in E.164, or a name folded; one server, one meaning.
    login text not null unique,
    -- Argon2id, in its own notation.
    password text not null,
    primary key (association_id, member_id),
    foreign key (association_id, member_id) references record (association_id, id)
);

create table session_token (
    -- SHA-256 of the token in the cookie; found by it before the association is known.
    hash bytea primary key,
    association_id bytea not null,
    member_id bytea not null,
    device_id bytea not null,
    created bigint not null,
    used bigint not null,
    foreign key (association_id, member_id) references account (association_id, member_id),
    foreign key (association_id, device_id) references record (association_id, id)
);

create index session_token_device on session_token (association_id, device_id);
create index session_token_member on session_token (association_id, member_id);

create table invitation_secret (
    -- SHA-256 of the token in the link; found by it before the association is known.
    hash bytea primary key,
    association_id bytea not null,
    invitation_id bytea not null,
    foreign key (association_id, invitation_id) references record (association_id, id)
);
