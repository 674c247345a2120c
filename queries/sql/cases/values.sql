-- Which names may a filter name? Parameters: field (team, channel, agent). Columns: name.
select distinct case $field when 'team' then team when 'channel' then channel else agent end as name
from settled
where case $field when 'team' then team when 'channel' then channel else agent end is not null
order by 1
