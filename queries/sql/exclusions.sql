-- What does not count in the period, and why?
-- Parameters: period_start, period_end; team, channel, agent. Columns: why, n.
select coalesce('excluded: ' || excluded,
                case when started_by <> 'customer' then 'started by ' || started_by
                     when handled_by = 'bot' then 'settled by a bot alone (not in first response)' end) as why,
       count(*) as n
from tickets
where created_at >= $period_start and created_at < $period_end
  and ($team is null or team = $team) and ($channel is null or channel = $channel)
  and ($agent is null or agent = $agent)
group by why
having why is not null
order by n desc, why
