"""Files on disk → canonical tables in the cache, and what became of every line.

The way of a file: `files` finds it, `load` looks for it in the `cache` by its `identity`. A new one goes
through `reader`: `unpack` and `decode` make it a UTF-8 text, `reading` and `recognise` find its header and
mapping, `physical` counts its lines, `roads` opens it (with `careful` where lines are not records),
`projection` with `dates` and `zones` turns words into values, `account` says what became of each line.
`derive` brings all parts together; `ledger` is what the faces show.
"""
