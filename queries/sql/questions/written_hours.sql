-- On how many tickets of the period did customers write in each hour of the week?
-- Columns: hour (0: Monday 0–1 h), n.
select hour, count(*) as n from written_hours() group by hour order by hour
