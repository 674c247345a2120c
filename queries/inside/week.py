"""The week as a map: in each two hours of a weekday who wrote, who was late, how many replies were sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from queries.config.catalogue import Cases
from queries.engine.port import Asking
from queries.sqltext import identifier

DAYS = (1, 2, 3, 4, 5, 6, 7)  # 1 is Monday
HOURS = tuple(range(0, 24, 2))


@dataclass(frozen=True, slots=True)
class Cell:
    """Two hours of a weekday: tickets that came, those known at the bound, the late ones, replies sent."""

    volume: int = 0
    n: int = 0
    late: int = 0
    replies: int = 0

    def __add__(self, other: Cell) -> Cell:
        """Return both together."""
        return Cell(
            self.volume + other.volume,
            self.n + other.n,
            self.late + other.late,
            self.replies + other.replies,
        )


@dataclass(frozen=True, slots=True)
class WeekMap:
    """Cells by weekday and even hour; what is absent is empty."""

    cells: Mapping[tuple[int, int], Cell]

    def cell(self, day: int | None = None, hour: int | None = None) -> Cell:
        """Return a cell; without a day or an hour, all of them together."""
        found = Cell()
        for (of_day, of_hour), cell in self.cells.items():
            if day in (None, of_day) and hour in (None, of_hour):
                found += cell
        return found


def week_map(asking: Asking, cases: Cases) -> WeekMap:
    """Return the map of a share: `cases` are those known at its bound, `measured` whether they are within."""
    rows = asking.ask_filled("week_cells", {"known": cases.where, "good": cases.measured})
    return WeekMap(
        {
            (row["day"], row["hour"]): Cell(row["volume"], row["n"], row["late"], row["replies"])
            for row in rows
        }
    )


def in_cell(cases: Cases, day: int, hour: int) -> Cases:
    """Return those of the cases that came in a cell of the map."""
    wall = "wall_time(created_at, given('timezone'))"
    where = f"({cases.where}) and isodow({wall}) = {day:d} and hour({wall}) // 2 * 2 = {hour:d}"
    return cases.model_copy(update={"where": where})


def without(cases: Cases, grouping: str) -> Cases:
    """Return those of the cases that have no name in a grouping: channel, agent, team or reason."""
    return cases.model_copy(update={"where": f"({cases.where}) and {identifier(grouping)} is null"})


def in_part(cases: Cases, part: str) -> Cases:
    """Return those of the cases that came in a part of the week (queries/sql/cases/macros.sql)."""
    wall = "wall_time(created_at, given('timezone'))"
    where = f"({cases.where}) and part_of_week(isodow({wall}) - 1, hour({wall})) = {int(part)}"
    return cases.model_copy(update={"where": where})
