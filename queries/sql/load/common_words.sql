-- The words of a column, the commonest first.
select words({column}) as word, count(*) as n from raw where words({column}) is not null
group by all order by n desc, word limit {most}
