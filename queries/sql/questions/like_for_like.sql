-- How does each agent stand beside the team on the same channels?
-- Who takes the hard channel is not last for it: expected is what the team has on the agent's own mix of channels,
-- each channel weighted by the agent's cases on it. `response` and `solve` are within the bound of `level`.
-- Parameters: level. Columns: agent; csat_n, csat_share, csat_expected; response_n,
--   response_share, response_expected; solve_n, solve_share, solve_expected.
with rated as (
  select agent, channel::varchar as channel, count(*) as n, count(*) filter (where score >= 3.5) as k
  from rating_cases where side = 'now' and score is not null and agent <> of_bots() group by all
),
held as (
  select agent::varchar as agent, channel::varchar as channel,
         summed(n, response_within_level >= $level or response_late_from <= $level) as response_n,
         summed(n, response_within_level >= $level) as response_k,
         summed(n, solve_within_level >= $level or solve_late_from <= $level) as solve_n,
         summed(n, solve_within_level >= $level) as solve_k
  from ticket_counts
  where side = 'now' and (response_late_from is not null or solve_late_from is not null)
  group by all
),
counted as (
  select 'csat' as figure, agent, channel, n, k from rated
  union all select 'response', agent, channel, response_n, response_k from held where response_n > 0
  union all select 'solve', agent, channel, solve_n, solve_k from held where solve_n > 0
),
beside as (
  select *, sum(k) over (partition by figure, channel) / sum(n) over (partition by figure, channel) as team
  from counted
),
figures as (
  select agent, figure, sum(n) as n, sum(k) / sum(n) as share, sum(n * team) / sum(n) as expected
  from beside group by agent, figure
)
select agent,
       coalesce(max(n) filter (where figure = 'csat'), 0) as csat_n,
       max(share) filter (where figure = 'csat') as csat_share,
       max(expected) filter (where figure = 'csat') as csat_expected,
       coalesce(max(n) filter (where figure = 'response'), 0) as response_n,
       max(share) filter (where figure = 'response') as response_share,
       max(expected) filter (where figure = 'response') as response_expected,
       coalesce(max(n) filter (where figure = 'solve'), 0) as solve_n,
       max(share) filter (where figure = 'solve') as solve_share,
       max(expected) filter (where figure = 'solve') as solve_expected
from figures
group by agent
