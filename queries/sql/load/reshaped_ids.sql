-- Did a spreadsheet change how ids are written? Reads `source`, its first rows.
-- {id} is the table's, {text} the words it was read from.
-- Columns: written, id (as it is read), of the first such row; none where there is none.
select {text} as written, {id} as id
from (select {text}, {id} from source limit 1000)
where {id} <> clean({text})
limit 1
