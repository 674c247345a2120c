-- What a load left, as tables and views; {derived} is the folder of what was made of all exports together,
-- {rejects} lists the parts.
create table files as from read_parquet('{derived}/files.parquet');
create table superseded as from read_parquet('{derived}/superseded.parquet');
create table told_by_messages as from read_parquet('{derived}/told_by_messages.parquet');
create table follow_ups as from read_parquet('{derived}/follow_ups.parquet');
create table extent as from read_parquet('{derived}/extent.parquet');
create table repliers as from read_parquet('{derived}/repliers.parquet');
create view surveyed as from read_parquet('{derived}/surveyed.parquet');
create view messages as from read_parquet('{derived}/messages.parquet');
create view conversations as from read_parquet('{derived}/conversations.parquet');
create view replies as from read_parquet('{derived}/replies.parquet');
create view rejects as
select f.file as source_file, r.* exclude (part)
from read_parquet({rejects}) r join files f using (part)
order by source_file, source_line;

-- Names that are not people, in small letters; filled from the settings.
create table bots (name varchar);
-- Channels whose contacts open a case; filled from the settings.
create table case_channels (name varchar);
-- The ladder's bounds of each class, in microseconds, inclusive: what a customer waited at most to be within the
-- bound of a level. Those of levels 2 to 4 are in open time where opening hours are set. Filled from the settings.
create table class_bounds (
  channel_class class_name,
  response_2 bigint, response_3 bigint, response_4 bigint, response_5 bigint,
  solve_2 bigint, solve_3 bigint, solve_4 bigint, solve_5 bigint
);
