-- Which share of customers is answered within 15 minutes, 1, 4 and 24 hours?
-- A ticket still waiting counts as missed once it is older than the promise.
-- Columns: side, grouping (promise), name (its seconds), bucket; n, k, value (share).
with counted as (
  select side, count(response_calendar_s) as answered,
         [count(*) filter (where waiting_s >= 900), count(*) filter (where waiting_s >= 3600),
          count(*) filter (where waiting_s >= 14400), count(*) filter (where waiting_s >= 86400)] as missed,
         [count(*) filter (where response_calendar_s <= 900), count(*) filter (where response_calendar_s <= 3600),
          count(*) filter (where response_calendar_s <= 14400), count(*) filter (where response_calendar_s <= 86400)]
           as kept
  from measured_tickets where created_within group by side
)
select side, 'promise' as grouping, p.seconds::varchar as name, 0 as bucket,
       answered + missed[p.place] as n, kept[p.place] as k,
       share_of(kept[p.place], answered + missed[p.place]) as value
from counted cross join (values (1, 900), (2, 3600), (3, 14400), (4, 86400)) p(place, seconds)
where answered + missed[p.place] > 0
order by side, p.seconds
