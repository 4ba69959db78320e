-- Numbers of identity cards, where the association has the authorisation to keep them. The key is in no table.
create table cin (
    association_id bytea not null references association (id),
    person_id bytea not null,
    sealed bytea not null,
    -- A keyed hash, by which a number is found again.
    mark bytea not null,
    primary key (association_id, person_id)
);

create index cin_mark on cin (association_id, mark);
