-- Which share of the tickets with a reason asks where an order is?
-- Words of the settings (reasons → order_status) say which reasons do: asks_for_order (queries/sql/cases/names.sql).
-- Columns: side, grouping, name, bucket; n (tickets with a reason), k (of these, those that ask), value.
with came as (
  select c.reason, count(*) as n from clocked c join kinds k on k.part = c.part and k.kind = c.kind and k.who = c.who
  where c.created_at >= given('period_start') and c.created_at < given('period_end') and k.counts
    and c.reason is not null and (given('reason') is null or c.reason = try_cast(given('reason') as case_name))
  group by c.reason
)
select 'now' as side, 'all' as grouping, 'all' as name, 0 as bucket, coalesce(sum(n), 0) as n,
       summed(n, asks_for_order(reason)) as k, share_of(summed(n, asks_for_order(reason)), sum(n)) as value
from came
