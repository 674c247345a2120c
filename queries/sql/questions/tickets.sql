-- How many tickets come in, and which shares of them are answered, settled with one reply, left before anyone
-- solved them, settled without a person, begun by the team?
-- Each share is a column of the cases: yes, no, or NULL for no case. Abandonment is a lower bound: a customer who
-- falls silent after a reply is not seen; so is self-service: visits to a help center are no tickets.
-- Parameters: by, parts. Columns: side, grouping, name, bucket; contacts,
--   contacts_share (of all groups); …_n, …_k (yes), …_share.
select side, grouping, name, bucket,
       count(*) filter (where contact) as contacts,
       share_of(count(*) filter (where contact),
                sum(count(*) filter (where contact)) over (partition by side, grouping)) as contacts_share,
       count(answered) as answered_n,
       count(*) filter (where answered) as answered_k,
       share_of(count(*) filter (where answered), count(answered)) as answered_share,
       -- Of all tickets (guide) too, one reply is known only where some replies are.
       case when count(*) filter (where one_touch is not null and replies_known) > 0 then count(one_touch) else 0 end
         as one_touch_n,
       case when count(*) filter (where one_touch is not null and replies_known) > 0
            then count(*) filter (where one_touch) end as one_touch_k,
       case when count(*) filter (where one_touch is not null and replies_known) > 0
            then share_of(count(*) filter (where one_touch), count(one_touch)) end as one_touch_share,
       -- Known only where nearly all contacts on live channels say yes or no: a blank is no "no".
       count(*) filter (where contact and channel_class = 'live' and started_by = 'customer') as live_contacts,
       count(abandoned) as abandoned_n,
       count(*) filter (where abandoned) as abandoned_k,
       case when count(abandoned)
                 >= 0.95 * count(*) filter (where contact and channel_class = 'live' and started_by = 'customer')
            then share_of(count(*) filter (where abandoned), count(abandoned)) end as abandoned_share,
       -- Unknown where no export says who handled a ticket.
       case when count(handled_by) filter (where contact) > 0 then count(self_served) else 0 end as self_served_n,
       case when count(handled_by) filter (where contact) > 0
            then count(*) filter (where self_served) end as self_served_k,
       case when count(handled_by) filter (where contact) > 0
            then share_of(count(*) filter (where self_served), count(self_served)) end as self_served_share,
       count(begun_by_team) as begun_n,
       count(*) filter (where begun_by_team) as begun_k,
       share_of(count(*) filter (where begun_by_team), count(begun_by_team)) as begun_share
from tickets_by($by, $parts)
group by side, grouping, name, bucket
