"""What is proposed for an unknown export, in words: no code without a sentence, no blank in one."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from queries.config import load_config
from queries.exports.propose import ChoiceCode, DoubtCode, Kind, ReasonCode, propose
from tui.report.proposed import proposed
from tui.words.proposals import CHOICES, DOUBTS, KINDS, REASONS

CASES = sorted((Path(__file__).parents[1] / "cases" / "propose").iterdir())


def test_every_code_has_words() -> None:
    assert set(KINDS) == set(get_args(Kind))
    assert set(REASONS) == set(get_args(ReasonCode))
    assert set(DOUBTS) == set(get_args(DoubtCode))
    assert set(CHOICES) == set(get_args(ChoiceCode))


@pytest.mark.parametrize("folder", CASES[::4], ids=lambda folder: folder.name)
def test_every_field_stands_with_its_columns_values_and_reason(folder: Path) -> None:
    [proposal] = propose(folder / "export.csv", load_config())
    text = proposed([proposal], Path("config.yaml"))
    lines = text.splitlines()
    for field in proposal.fields.values():
        [place] = [n for n, line in enumerate(lines) if line.startswith(f"  {field.field} ")]
        assert all(header in lines[place] for header in field.headers)
        assert all(sample in lines[place] for sample in field.samples)
        assert lines[place + 1].strip()
    assert text.count("  ? ") == len(proposal.doubts)
    assert "{" not in text.partition("exports:")[0]


def test_hostile_names_and_values_come_out_harmless(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    rows = [f"{n},2026-08-{1 + n % 28:02} 10:00,\x1b[31mAnn {n % 3}\u202e" for n in range(40)]
    path.write_text("\n".join(["Ticket,Created,Agent \x1b[2J", *rows]), encoding="utf-8")
    text = proposed(propose(path, load_config()), Path("config.yaml"))
    assert not {"\x1b", "\u202e"} & set(text)
    assert "Agent" in text
