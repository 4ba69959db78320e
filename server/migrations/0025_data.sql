-- What programs read with. Each is also a record, which says its name, what it reads and until when.
create table data_token (
    -- SHA-256 of the token; found by it before the association is known.
    hash bytea primary key,
    association_id bytea not null,
    token_id bytea not null,
    foreign key (association_id, token_id) references record (association_id, id)
);

-- Reports as they were made: totals, no person.
create table kept_report (
    association_id bytea not null references association (id),
    id bytea not null,
    made bigint not null,
    -- The member who kept it; none where it was made by itself, or at the command line.
    made_by bytea,
    -- Whether it is for others than the association's own people.
    outside bigint not null,
    -- Which data it was made of: the newest seq, and the log's newest line.
    seq bigint not null,
    log_seq bigint not null,
    log_hash bytea not null,
    -- What was asked, and what it says; JSON. Empty once it is kept no longer.
    told text not null,
    primary key (association_id, id)
);

create table kept_file (
    association_id bytea not null,
    report_id bytea not null,
    -- Language and kind: ar.pdf.
    name text not null,
    bytes bytea not null,
    primary key (association_id, report_id, name),
    foreign key (association_id, report_id) references kept_report (association_id, id)
);
