-- What the codes of the cases stand for, each name as a type of few bytes. {derived} is the folder of what was made
-- of all exports together. Nobody's tickets and bots' ratings have names of their own.
create temp table names as from read_parquet('{derived}/names.parquet');
create type agent_name as enum (
  select name from (select name from names where kind = 'person' union select unnest(['Unattributed', 'Bots'])) order by name
);
create type channel_name as enum (
  select name from (select name from names where kind = 'channel' union select 'unknown') order by name
);
create type team_name as enum (
  select name from (select name from names where kind = 'team' union select '') order by name
);
create type reason_name as enum (
  select name from (select name from names where kind = 'reason' union select '') order by name
);
create type exclusion as enum (
  select name from (select name from names where kind = 'excluded' union select '') order by name
);
create table people as
  select part, code, name::agent_name as name, lower(name) in (from bots) as is_bot from names where kind = 'person';
-- A channel on which contacts only open a case is held against email's bounds for the solving.
create table channels as
  select part, code, name::channel_name as name, channel_class::class_name as channel_class,
         case when name in (from case_channels) then 'email' else channel_class end::class_name as solve_class
  from names where kind = 'channel';
create table teams as select part, code, name::team_name as name from names where kind = 'team';
create table reasons as select part, code, name::reason_name as name from names where kind = 'reason';
create table exclusions as select part, code, name::exclusion as name from names where kind = 'excluded';
drop table names;
