-- What does not count in the period, and why?
-- Columns: code (excluded, no_customer, started_by, settled_by_bot), what (spam …, a channel, agent, bot), n.
with why as (
  select case when excluded is not null then 'excluded' when channel_class = 'none' then 'no_customer' when started_by <> 'customer' then 'started_by'
              when handled_by = 'bot' then 'settled_by_bot' end as code,
         case when excluded is not null then excluded::varchar when channel_class = 'none' then channel::varchar
              when started_by <> 'customer' then started_by::varchar
              when handled_by = 'bot' then 'bot' end as what, n
  from ticket_counts where side = 'now' and created_within
)
select code, what, sum(n)::bigint as n from why where code is not null group by code, what order by sum(n) desc, code, what
