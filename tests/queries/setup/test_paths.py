"""Settings name files so that next month's is read too, and none of another form."""

from __future__ import annotations

from pathlib import Path

import pytest

from queries.setup.paths import patterns


@pytest.mark.parametrize(
    ("files", "others", "expected"),
    [
        (["tickets.csv"], ["notes.txt"], ["*.csv"]),
        (["tickets.csv", "b.parquet"], [], ["*.csv", "*.parquet"]),
        (["t_2026-01.csv", "t_2026-02.csv"], ["survey.csv"], ["t_*-*.csv"]),
        (["tickets.csv"], ["survey.csv"], ["tickets.csv"]),
        (["t1.csv"], ["t2.csv"], ["t1.csv"]),  # numbers do not tell them apart
        (["2026.csv"], ["survey.csv"], ["2026.csv"]),  # a name of numbers alone says too little
        (["a[1].csv"], ["b.csv"], ["a[[]*].csv"]),
    ],
)
def test_a_pattern_names_its_files_and_no_others(
    files: list[str], others: list[str], expected: list[str]
) -> None:
    folder = Path("/exports [old]")
    paths, beside = ([folder / name for name in names] for names in (files, others))
    found = patterns(paths, [*paths, *beside])
    assert found == [f"/exports [[]old]/{pattern}" for pattern in expected]
