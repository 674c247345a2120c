-- From when to when do the data reach?
-- Columns: data_start, data_end: the first and the latest instant seen in the exports (UTC).
with instants as (
  select min(created_at) as first, greatest(max(created_at), max(first_response_at), max(resolved_at)) as last
  from tickets
  union all select min(sent_at), max(sent_at) from messages
  union all select min(rated_at), max(rated_at) from ratings
)
select min(first) as data_start, max(last) as data_end from instants
