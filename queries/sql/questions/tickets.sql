-- How many tickets come in, and which shares of them are answered, settled with one reply, left before anyone
-- solved them, settled without a person, begun by the team?
-- Each share is a column of the cases: yes, no, or NULL for no case. Abandonment is a lower bound: a customer who
-- falls silent after a reply is not seen; so is self-service: visits to a help center are no tickets.
-- Parameters: by, parts. Columns: side, grouping, name, bucket; contacts,
--   contacts_share (of all groups); …_n, …_k (yes), …_share.
with counted as (
  select side, grouping, name, bucket,
         summed(n, contact) as contacts,
         summed(n, answered is not null) as answered_n, summed(n, answered) as answered_k,
         summed(n, one_touch is not null) as touched, summed(n, one_touch) as touched_once,
         -- Of all tickets (guide) too, one reply is known only where some replies are.
         bool_or(one_touch is not null and replies_known) as touches_known,
         summed(n, contact and channel_class = 'live' and started_by = 'customer') as live_contacts,
         summed(n, abandoned is not null) as abandoned_n, summed(n, abandoned) as abandoned_k,
         summed(n, self_served is not null) as served, summed(n, self_served) as served_alone,
         -- Unknown where no export says who handled a ticket.
         bool_or(contact and handled_by is not null) as handlers_known,
         summed(n, begun_by_team is not null) as begun_n, summed(n, begun_by_team) as begun_k
  from (from counted_by($by, $parts) union all by name from counted_by_reason($by, $parts))
  where created_within
  group by side, grouping, name, bucket
)
select side, grouping, name::varchar as name, bucket,
       contacts, share_of(contacts, sum(contacts) over (partition by side, grouping)) as contacts_share,
       answered_n, answered_k, share_of(answered_k, answered_n) as answered_share,
       case when touches_known then touched else 0 end as one_touch_n,
       case when touches_known then touched_once end as one_touch_k,
       case when touches_known then share_of(touched_once, touched) end as one_touch_share,
       live_contacts, abandoned_n, abandoned_k,
       -- Known only where nearly all contacts on live channels say yes or no: a blank is no "no".
       case when abandoned_n >= 0.95 * live_contacts then share_of(abandoned_k, abandoned_n) end as abandoned_share,
       case when handlers_known then served else 0 end as self_served_n,
       case when handlers_known then served_alone end as self_served_k,
       case when handlers_known then share_of(served_alone, served) end as self_served_share,
       begun_n, begun_k, share_of(begun_k, begun_n) as begun_share
from counted
