-- What is packed says in which format: one of another is made again of the records. What was packed before says none.
alter table report_digest add column format bigint not null default 0;
