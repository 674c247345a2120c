-- The words of a column of states, the commonest first, and whether reading knows them.
select word, coalesce(status_word(word), excluded_state(word)) is not null as known
from (select words({column}) as word, count(*) as n from raw group by all)
where word is not null order by n desc, word limit 60
