-- Which ratings and messages belong to no ticket?
-- Reads surveyed, messages, known_tickets. Columns: table_name, file, n, of (all of that file), alike (an id of them
--   that looks like a ticket's id, but for zeros that one of them lost), ticket_id (that one).
with lost as (
  select 'ratings' as table_name, source_file as file, ticket_id, part is null as lost from surveyed
  where ticket_id is not null
  union all
  select 'messages', source_file, ticket_id, ticket_part is null from messages
),
told as (
  select table_name, file, count(*) filter (where lost) as n, count(*) as of,
         min(ticket_id) filter (where lost) as example
  from lost group by table_name, file having count(*) filter (where lost) > 0
)
select t.table_name, t.file, t.n, t.of, t.example as alike,
       (select min(k.ticket_id) from known_tickets k where ltrim(k.ticket_id, '0') = ltrim(t.example, '0')) as ticket_id
from told t order by file
