-- Which files of different systems hold the same tickets: the same ids, created at the same instants?
-- Columns: file, other; shared (ids), same (of these, with the same creation in both), least (tickets of the smaller).
with told as (
  select f.file, f.source, w.ticket_id, min(w.created_at) as created_at
  from ticket_words w join files f using (part)
  where not w.rejected
  group by all
),
sizes as (
  select file, count(*) as n from told group by file
)
select a.file, b.file as other, count(*) as shared, count(*) filter (where a.created_at = b.created_at) as same,
       least(any_value(s.n), any_value(o.n)) as least
from told a
join told b on a.ticket_id = b.ticket_id and a.source <> b.source and a.file < b.file
join sizes s on s.file = a.file
join sizes o on o.file = b.file
group by a.file, b.file
order by a.file, b.file
