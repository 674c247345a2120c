-- Which rows are older versions of a ticket, or the same message exported twice?
-- The version in the export that reaches furthest wins, then the later row. Two equal messages in
-- one file are two messages; the same message in two files is one; ratings likewise.
-- Columns: table_name, part, row (0-based in its part).
with ticket_rows as (
  select p.part, p.file_row_number as row, p.ticket_id, f.rank
  from ticket_parts p join files f using (part)
  where not p.rejected
),
repeated as (select ticket_id from ticket_rows group by ticket_id having count(*) > 1),
ticket_versions as (
  select part, row, row_number() over (partition by ticket_id order by rank desc, row desc) as version
  from ticket_rows semi join repeated using (ticket_id)
),
message_rows as (
  select p.part, p.file_row_number as row, f.rank,
         dense_rank() over (partition by p.ticket_id, p.sent_at, p.author, p.sender_address, p.agent, p.public
                            order by f.rank desc) as version
  from message_parts p join files f using (part)
  where not p.rejected and (select count(distinct part) from message_parts) > 1
),
rating_rows as (
  select p.part, p.file_row_number as row,
         dense_rank() over (partition by p.ticket_id, p.rated_at, p.score, p.agent
                            order by f.rank desc) as version
  from rating_parts p join files f using (part)
  where not p.rejected and (select count(distinct part) from rating_parts) > 1
)
select 'tickets' as table_name, part, row from ticket_versions where version > 1
union all
select 'messages', part, row from message_rows where version > 1
union all
select 'ratings', part, row from rating_rows where version > 1
