-- A small number for each name of one part: agents and assignees are people and share theirs.
-- Reads `part_names` (kind, name). Columns: part, kind (person, channel, team, reason, excluded), code, name.
with named as (
  select distinct case when kind in ('agent', 'assignee') then 'person' else kind end as kind, name
  from part_names
)
select $part::bigint as part, kind,
       (row_number() over (partition by kind order by name))::integer as code, name
from named
