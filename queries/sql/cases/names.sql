-- What the codes of the cases stand for, each name as a type of few bytes, whatever it names. {derived} is the
-- folder of what was made of all exports together.
create temp table names as from read_parquet('{derived}/names.parquet');
create type case_name as enum (
  select name from (
    select name from names where name is not null
    union select unnest(['all', 'email', 'social', 'live', 'none', 'unknown'])
    union select chr(31) || unnest(['nobody', 'bots'])
  ) order by name
);
create table people as
  select part, code, name::case_name as name, lower(name) in (from bots) as is_bot from names where kind = 'person';
create table bots_of_part as select part, code from people where is_bot;
-- A channel on which contacts only open a case is held against email's bounds for the solving.
create table channels as
  select part, code, name::case_name as name, channel_class::class_name as channel_class,
         case when name in (from case_channels) then 'email' else channel_class end::class_name as solve_class
  from names where kind = 'channel';

-- The names of each part, in lists that a code points into: codes count from 1.
create table names_of_part as
select part,
       list(name::case_name order by code) filter (where kind = 'team') as teams,
       list(name::case_name order by code) filter (where kind = 'reason') as reasons,
       list(name::case_name order by code) filter (where kind = 'excluded') as exclusions,
       any_value(c.names) as channels, any_value(c.classes) as classes, any_value(c.solve_classes) as solve_classes,
       any_value(p.names) as people
from names
left join (
  select part, list(name order by code) as names, list(channel_class order by code) as classes,
         list(solve_class order by code) as solve_classes
  from channels group by part
) c using (part)
left join (
  select part, list(name order by code) as names from people group by part
) p using (part)
group by part;
drop table names;

-- Codes that stand where an agent's name does, of what no agent has and of what bots have: no cleaned name holds the
-- character they begin with.
create macro of_nobody() as (chr(31) || 'nobody')::case_name;
create macro of_bots() as (chr(31) || 'bots')::case_name;
create macro is_person(agent) as agent not in (of_nobody(), of_bots());

-- Whose a ticket is when it is counted: who is a bot by name is no person.
create macro whose(agent, agent_is_bot) as
  case when agent_is_bot then of_bots() else coalesce(agent, of_nobody()) end;

-- Whether something belongs to the part of the company that the request is about.
create macro is_chosen(team, channel, whose) as
  (given('team') is null or team = try_cast(given('team') as case_name))
  and (given('channel') is null or channel = try_cast(given('channel') as case_name))
  and (given('agent') is null or whose = try_cast(given('agent') as case_name));

-- Whose a ticket is, where the request or the question (`whole`) asks for that: else all are alike.
create macro asked_of(who, whole) as
  case when not whole and (given('team') is not null or given('agent') is not null) then who else 0 end;

-- Whether a contact reason asks where an order is: any of the settings' words stands in it, however it is written.
create macro asks_for_order(reason) as reason in (
  select name from (select unnest(reasons) as name from names_of_part)
  where list_bool_or(list_transform(given('order_status'), lambda word:
          contains(lower(translate(name::varchar, '_-/', '   ')), word)))
);
