-- Which share of customers is answered within 15 minutes, 1, 4 and 24 hours?
-- A ticket still waiting counts as missed once it is older than the promise.
-- Columns: side, grouping (promise), name (its seconds), bucket; n, k, value (share).
select t.side, 'promise' as grouping, p.seconds::varchar as name, 0 as bucket, count(*) as n,
       count(*) filter (where t.response_calendar_s <= p.seconds) as k,
       share_of(count(*) filter (where t.response_calendar_s <= p.seconds), count(*))
         as value
from ticket_cases t
cross join (values (900), (3600), (14400), (86400)) p(seconds)
where t.created_within and (t.response_calendar_s is not null or t.waiting_s >= p.seconds)
group by t.side, p.seconds
order by t.side, p.seconds
