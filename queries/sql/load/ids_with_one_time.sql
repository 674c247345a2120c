-- Of the ids that stand in several rows, how many have the same words in the column of the creation.
select count(*) filter (where times = 1), count(*)
from (select {id} as id, count(*) as n, count(distinct {time}) as times from raw
      where words({id}) is not null group by all)
where n > 1
