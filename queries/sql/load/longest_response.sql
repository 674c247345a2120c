-- How long did the longest first response take, in microseconds? Tickets created earlier than that before an instant
-- were not answered after it.
-- Reads `case_parts`, told_by_messages. Columns: us; NULL where nobody answered.
select greatest(
  (select max(response_us) from case_parts),
  (select max(date_diff('microsecond', c.created_at, h.replied_at))
   from told_by_messages h join case_parts c on c.part = h.part and c.row = h.row)
) as us
