"""A DuckDB that spills into a private folder and fetches nothing."""

from __future__ import annotations

from pathlib import Path

import duckdb

from queries.config.schema import Reading
from queries.sqltext import literal


def open_database(folder: Path, reading: Reading) -> duckdb.DuckDBPyConnection:
    """Open a database in memory within the limits of `reading`; what it spills goes into `folder`."""
    database = duckdb.connect()
    spill = folder / "spill"
    spill.mkdir(mode=0o700, exist_ok=True)
    database.execute(f"set temp_directory = {literal(str(spill))}")
    database.execute(f"set memory_limit = {literal(reading.memory)}")
    if reading.threads:
        database.execute(f"set threads = {reading.threads}")
    database.execute(
        "set global timezone = 'UTC'; set enable_progress_bar = false; "
        "set autoinstall_known_extensions = false; set autoload_known_extensions = false"
    )
    return database
