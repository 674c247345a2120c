-- Which rows are older versions of a ticket, or the same message exported twice?
-- The version in the export that reaches furthest wins, then the later row. Two equal messages in
-- one file are two messages; the same message in two files is one; ratings likewise.
-- Reads `ticket_candidates` (the parts that may share a ticket), `message_parts`, `rating_parts`, files.
-- Columns: table_name, part, row (0-based in its part), excluded (it would not count anyway).
with repeated as (
  select hash(ticket_id) as digest from ticket_candidates where not rejected
  group by digest having count(*) > 1
),
ticket_rows as (
  select p.part, p.file_row_number as row, coalesce(p.line, p.file_row_number) as place, p.ticket_id,
         p.excluded is not null as excluded, f.rank
  from ticket_candidates p join files f using (part)
  semi join repeated r on r.digest = hash(p.ticket_id)
  where not p.rejected
),
ticket_versions as (
  select part, row, excluded,
         row_number() over (partition by ticket_id order by rank desc, place desc) as version
  from ticket_rows
),
message_rows as (
  select p.part, p.file_row_number as row,
         dense_rank() over (partition by p.ticket_id, p.sent_at, p.author, p.sender_address, p.agent, p.public
                            order by f.rank desc) as version
  from message_parts p join files f using (part)
  where not p.rejected and (select count(distinct part) from message_parts) > 1
),
rating_rows as (
  select p.part, p.file_row_number as row, p.excluded is not null as excluded,
         dense_rank() over (partition by p.ticket_id, p.rated_at, p.score, p.agent
                            order by f.rank desc) as version
  from rating_parts p join files f using (part)
  where not p.rejected and (select count(distinct part) from rating_parts) > 1
)
select 'tickets' as table_name, part, row, excluded from ticket_versions where version > 1
union all
select 'messages', part, row, false from message_rows where version > 1
union all
select 'ratings', part, row, excluded from rating_rows where version > 1
