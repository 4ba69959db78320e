-- Which keys a sieve holds: one of another format is made again of the log. What was kept before says none.
alter table log_sieve add column format bigint not null default 0;
