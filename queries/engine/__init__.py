"""Questions in, rows out: the cases of a request in a locked-down DuckDB."""
