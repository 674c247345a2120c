-- What is one figure, of the period that is asked about?
-- Its question answers for more than it: here are its own columns alone. Columns: name (what it is grouped under), value, n, and
--   what is told beside it.
select name, {columns}
from (
{question}
) as answered
where side = 'now' and grouping = {grouping}
order by name
