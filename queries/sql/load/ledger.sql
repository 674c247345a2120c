-- What became of every row of every file?
-- Columns: part, rows, superseded, excluded, rejected, values_rejected.
with parts as (
  select part, file_row_number as row, rejected, excluded is not null as excluded, 'tickets' as table_name,
         case when not rejected and faults is not null
              then len(list_filter(faults, lambda f: f.severity <> 'kept')) else 0 end as values_rejected
  from ticket_parts
  union all
  select part, file_row_number, rejected, false, 'messages',
         case when not rejected and faults is not null
              then len(list_filter(faults, lambda f: f.severity <> 'kept')) else 0 end
  from message_parts
  union all
  select part, file_row_number, rejected, excluded is not null, 'ratings', 0 from rating_parts
)
select p.part, count(*) as rows,
       count(*) filter (where s.part is not null) as superseded,
       count(*) filter (where not p.rejected and s.part is null and p.excluded) as excluded,
       count(*) filter (where p.rejected) as rejected,
       sum(p.values_rejected)::bigint as values_rejected
from parts p
left join superseded s on s.table_name = p.table_name and s.part = p.part and s.row = p.row
where p.part >= 0
group by p.part
