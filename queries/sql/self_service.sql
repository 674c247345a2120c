-- Which share of recorded contacts is settled without a person?
-- Tickets that a bot alone handled, solved and not reopened ÷ contacts; a lower bound, since visits to
-- a help center are not among the contacts. Parameters: period_start, period_end; team, channel,
--   agent. Columns: n, settled, value (share); all NULL where no export says who handled a ticket.
select case when bool_or(handled_by is not null) then count(*) end as n,
       case when bool_or(handled_by is not null)
            then count(*) filter (where handled_by = 'bot' and status = 'solved' and coalesce(reopens, 0) = 0)
       end as settled,
       settled / n as value
from contacts($period_start, $period_end, $team, $channel, $agent)
