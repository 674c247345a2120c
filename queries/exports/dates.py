"""Which form a column's dates have, decided over the whole column, never from a sample."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import duckdb

from queries.exports.errors import ExportError
from queries.exports.source import Source
from queries.said import Said, in_words, said
from queries.sqltext import literal, literal_list
from queries.text import clean

_ISO = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_TIMES = ("", "%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%I:%M %p", "%I:%M:%S %p")
_ORDERS = {
    "day-first": "%d{0}%m{0}%{1}",
    "month-first": "%m{0}%d{0}%{1}",
    "year-first": "%Y{0}%m{0}%d",
}
_HALF = 0.5
# Dates in numbers, with a time of day and a zone, as they are read without a second look.
_PLAIN = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    r"([T ,]+\d{1,2}:\d\d(:\d\d(\.\d+)?)?( ?[AaPp][Mm])?( ?(Z|z|UTC|[+-]\d\d(:?\d\d)?))?)?",
    re.ASCII,
)
_SHAPE = re.compile(r"(\d{1,4})([./-])\d{1,2}\2(\d{1,4})([T ,]*)")


@dataclass(frozen=True, slots=True)
class DateForm:
    """How a column's words become a time, and what is said of that (`told`).

    `wall` and `zoned` are DuckDB macros (queries/sql/load/macros.sql) for local times and for times
    with a zone in them, with their further `arguments`. `spelled`: the words are written as dates
    first; `named`: what cannot be read so may name its month in another language.
    """

    wall: str
    zoned: str
    told: Said
    arguments: str = ""
    spelled: bool = False
    named: bool = False

    def wall_time(self, expression: str) -> str:
        """Return the SQL for the local time that `expression` says, NULL where it has a zone."""
        return self._time(self.wall, expression)

    def utc(self, expression: str) -> str:
        """Return the SQL for the UTC time that `expression` says, NULL where it has no zone."""
        return self._time(self.zoned, expression)

    def _time(self, macro: str, expression: str) -> str:
        if not macro:
            return "null::timestamp"
        plain = f"{macro}({expression}{self.arguments})"
        if self.spelled:
            return _spelt(f"{macro}(spelt{self.arguments})", expression)
        if self.named:
            other = "iso_wall" if macro == self.wall else "iso_utc"
            return f"coalesce({plain}, {_spelt(f'{other}(spelt)', expression)})"
        return plain

    def zone(self, otherwise: Said) -> Said:
        """Return which zone the times are in, `otherwise` being that of local times."""
        if not self.wall:
            return said("zone_utc" if self.zoned == "epoch_utc" else "zone_of_value")
        return said("zone_of_value_else", zone=otherwise) if self.zoned else otherwise


ISO = DateForm("iso_wall", "iso_utc", in_words("ISO"))
_NAMED = {
    "epoch seconds": DateForm("", "epoch_utc", in_words("epoch seconds"), ", 1000000"),
    "epoch milliseconds": DateForm("", "epoch_utc", in_words("epoch milliseconds"), ", 1000"),
    "excel serial": DateForm("excel_wall", "", in_words("excel serial")),
}


def by_format(forms: tuple[str, ...]) -> DateForm:
    """Return the form that the settings name: one of queries.config.mapping.NUMBER_FORMATS, or strftime.

    Of several of strftime the first that reads a value counts.
    """
    if forms[0] in _NAMED:
        return _NAMED[forms[0]]
    zoned = any("%z" in form.lower() for form in forms)
    listed = literal(forms[0]) if len(forms) == 1 else literal_list(forms)
    return DateForm(
        "" if zoned else "formed_wall",
        "formed_utc" if zoned else "",
        said("or", parts=forms),
        f", {listed}",
        named=any("%b" in form.lower() for form in forms),
    )


def decide(
    connection: duckdb.DuckDBPyConnection,
    source: Source,
    view: str,
    expression: str,
    header: str,
    order: str | None,
    *,
    spelled: bool = False,
) -> DateForm:
    """Decide the form of the dates in `expression` over the rows of `view`.

    `order` is the user's word (day-first, month-first) or None. What is written in words or signs is looked at
    as it would be `spelled` in numbers. Raises ExportError where both readings, or neither, hold.
    """
    sample = [
        row[0]
        for row in connection.execute(
            f"select x from (select {expression} as x from {view}) where x is not null limit 1000"
        ).fetchall()
    ]
    odd = not spelled and sum(map(_is_plain, sample)) < _HALF * len(sample)
    if odd and _said(connection, view, expression) > _HALF:
        text = f"spelled({expression})"
        form = decide(connection, source, view, text, header, order, spelled=True)
        return replace(form, spelled=True)
    shaped = [match for value in sample if (match := _SHAPE.match(value))]
    if not shaped or any(_ISO.match(value) for value in sample):
        return ISO
    first, mark, last, gap = shaped[0].groups()
    if len(first) == 4:
        return _listed(["year-first"], mark, "Y", gap)
    year = "Y" if len(last) == 4 else "y"
    if order is not None:
        return _listed([order], mark, year, gap)
    day_first, month_first = (
        _listed([name], mark, year, gap) for name in ("day-first", "month-first")
    )
    both = f"""
      select count(*) filter (where d is not null and m is null),
             count(*) filter (where m is not null and d is null),
             min(x) filter (where d is not null and m is null),
             min(x) filter (where m is not null and d is null),
             min(x) filter (where d is not null and m is not null and d <> m)
      from (select x, {day_first.wall_time("x")} as d, {month_first.wall_time("x")} as m
            from (select {expression} as x from {view}) where x is not null)"""
    found = connection.execute(both).fetchone()
    only_day, only_month, day_proof, month_proof, example = found or (0, 0, None, None, None)
    if only_day and only_month:
        raise ExportError(
            source.origin,
            said("mixes_orders", column=header, day_first=day_proof, month_first=month_proof),
        )
    if only_day or only_month:
        form, proof = (day_first, day_proof) if only_day else (month_first, month_proof)
        return replace(form, told=said("shown_by_value", form=form.told, value=clean(proof)))
    if example is None:
        return day_first
    raise ExportError(source.origin, said("order_unclear", column=header, example=example))


def _spelt(read: str, expression: str) -> str:
    # As a variable: a macro writes out what it is given as often as it uses it.
    return f"list_transform([spelled({expression})], lambda spelt: {read})[1]"


def _is_plain(text: str) -> bool:
    # Behind a year that comes first no half of the day is read.
    return _PLAIN.fullmatch(text) is not None and not (text[:4].isdigit() and text[-1] in "mM")


def _said(connection: duckdb.DuckDBPyConnection, view: str, expression: str) -> float:
    """Return which share of the first rows says a date in words."""
    [(n, read)] = connection.execute(
        "select count(*), count(spelled(x)) from (select x from "
        f"(select {expression} as x from {view}) where x is not null limit 1000)"
    ).fetchall()
    return read / n if n else 0.0


def _listed(orders: Iterable[str], mark: str, year: str, gap: str) -> DateForm:
    orders = list(orders)
    forms = [
        _ORDERS[order].format(mark, year) + (gap + time if time else "")
        for order in orders
        for time in (_TIMES if gap else ("",))
    ]
    if gap:
        forms += [_ORDERS[order].format(mark, year) for order in orders]
    listed = "[" + ", ".join(literal(form) for form in dict.fromkeys(forms)) + "]"
    return DateForm("formed_wall", "", in_words(orders[0]), f", {listed}")
