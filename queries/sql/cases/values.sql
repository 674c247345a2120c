-- Which names may a filter name? Parameters: field (team, channel, agent, reason). Columns: name.
with named as (
  select distinct case $field when 'team' then team when 'channel' then channel
                              when 'agent' then nullif(whose(agent, agent_is_bot), of_nobody())
                              when 'reason' then reason end as name
  from settled
)
select name::varchar as name from named where name is not null order by 1
