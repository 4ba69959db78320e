-- The second factor of a member who signs in with one.
create table second_factor (
    association_id bytea not null,
    member_id bytea not null,
    -- What codes are counted from, sealed; the key is in no table.
    sealed bytea not null,
    -- 1 once a code of it has come back: until then signing in asks for none.
    begun bigint not null,
    -- The step of the newest code that served: none serves twice.
    step bigint not null,
    -- Wrong codes since a right one.
    wrong bigint not null,
    primary key (association_id, member_id),
    foreign key (association_id, member_id) references account (association_id, member_id)
);

create table recovery_code (
    association_id bytea not null,
    member_id bytea not null,
    -- Argon2id, in its own notation. A code that served is no longer here.
    hash text not null,
    primary key (association_id, member_id, hash),
    foreign key (association_id, member_id) references second_factor (association_id, member_id)
);
