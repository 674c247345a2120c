-- Which cases are held by a part of the figure that was looked at last? None is any more.
-- Columns: Count.
update changed_cases set taken = 0 where taken <> 0
