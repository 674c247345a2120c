-- Rows of an unknown file, spread evenly over it: every {step}th of the view `raw`.
select {columns} from (select *, row_number() over () - 1 as place from raw) where place % {step} = 0
