-- How long does a customer wait for each reply?
-- Per reply the mean of the waits, per ticket (guide) their sum ÷ tickets. Needs messages.
-- Parameters: by, parts. Columns: side, grouping, name, bucket; n (replies or tickets), value in seconds.
with counted as (
  select side, grouping, name, bucket, sum(wait_s) as waited,
         case given('response_per') when 'ticket' then count(distinct hash(part, row, ticket_id)) else count(*) end as n
  from replies_by($by, $parts)
  group by side, grouping, name, bucket
)
select side, grouping, name, bucket, n, waited / nullif(n, 0) as value
from counted
