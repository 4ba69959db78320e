-- The bytes of the documents of an association's file. Each is also a record, which says what it is.
create table document_file (
    association_id bytea not null,
    document_id bytea not null,
    -- Of the bytes; before them, so that what an association keeps is counted without reading them.
    size bigint not null,
    bytes bytea not null,
    primary key (association_id, document_id),
    foreign key (association_id, document_id) references record (association_id, id)
);
