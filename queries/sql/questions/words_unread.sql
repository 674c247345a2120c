-- Which words of which column could not be read, and how often?
-- Columns: file, column (as the export names it), word, n.
select source_file as file, "column", value as word, count(*) as n
from rejects where severity = 'value' and value is not null
group by all
order by n desc, word
