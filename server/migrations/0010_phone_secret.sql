-- What the server keeps for a phone, so that what is sealed on it opens without its PIN: 64 hexadecimal digits, told
-- only to whoever signs in with the password.
create table phone_secret (
    association_id bytea not null,
    device_id bytea not null,
    secret text not null,
    primary key (association_id, device_id),
    foreign key (association_id, device_id) references record (association_id, id)
);
