-- Which cases does a named part hold, that no part named before it holds?
-- {part} is the part's condition. Parameters: number, the part's; those of the condition. Columns: Count.
update changed_cases set taken = $number where taken = 0 and ({part})
