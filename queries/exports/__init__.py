"""Files on disk → canonical tables, and what became of every row."""
