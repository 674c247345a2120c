-- Which rows are older versions of a ticket, or the same message exported twice?
-- A ticket is an id of a source. Its newest version by updated_at wins, then by its counter; of those that tie
-- there the one that is further. Else the version in the export that reaches furthest, then the later row. Two
-- equal messages in one file are two messages; the same message in two files is one. The customer's last word
-- on a ticket is its rating.
-- Reads `ticket_candidates` (the parts that may share a ticket), `message_parts`, `rating_parts`, files.
-- Columns: table_name, part, row (0-based in its part), excluded (it would not count anyway).
with repeated as (
  select hash(ticket_id) as digest from ticket_candidates where not rejected
  group by digest having count(*) > 1
),
ticket_rows as (
  select p.part, p.file_row_number as row, coalesce(p.line, p.file_row_number) as place, p.ticket_id,
         p.excluded is not null as excluded, f.rank, f.source, p.updated_at, p.version,
         case when p.updated_at is not null then list_position(['open', 'pending', 'solved'], p.status) end as state
  from ticket_candidates p join files f using (part)
  semi join repeated r on r.digest = hash(p.ticket_id)
  where not p.rejected
),
ticket_versions as (
  select part, row, excluded,
         row_number() over (partition by source, ticket_id
                            order by updated_at desc nulls last, version desc nulls last, state desc nulls last,
                                     rank desc, place desc) as version
  from ticket_rows
),
message_rows as (
  select p.part, p.file_row_number as row,
         dense_rank() over (partition by f.ids_of, p.ticket_id, p.sent_at, p.author, p.sender_address, p.agent,
                                         p.public
                            order by f.rank desc) as version
  from message_parts p join files f using (part)
  where not p.rejected and (select count(distinct part) from message_parts) > 1
),
rating_rows as (
  select p.part, p.file_row_number as row, p.excluded is not null as excluded,
         case when p.score is null or p.ticket_id is null
              then dense_rank() over (partition by f.ids_of, p.ticket_id, p.rated_at, p.score, p.agent
                                      order by f.rank desc)
              else row_number() over (partition by f.ids_of, p.ticket_id, p.score is null
                                      order by p.rated_at desc, f.rank desc, p.file_row_number desc) end as version
  from rating_parts p join files f using (part)
  where not p.rejected
)
select 'tickets' as table_name, part, row, excluded from ticket_versions where version > 1
union all
select 'messages', part, row, false from message_rows where version > 1
union all
select 'ratings', part, row, excluded from rating_rows where version > 1
