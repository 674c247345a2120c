"""The ledger in words."""

from __future__ import annotations

from queries.exports.recognise import OWN_MAPPING
from tui.language import count, mark, marks, number, say

_SEVERITIES = {
    "row": mark("row dropped"),
    "value": mark("value dropped"),
    "kept": mark("kept"),
}


_TABLES = {
    "tickets": mark("tickets"),
    "messages": mark("messages"),
    "ratings": mark("ratings"),
}


def table_name(table: str) -> str:
    """Return what a table of exports is called; one that settings or data add, by its own name."""
    return say(_TABLES.get(table, table))


def read_as(name: str) -> str:
    """Return what read a file: a preset by its name, or the user's own mapping."""
    return say("your mapping") if name == OWN_MAPPING else name


def severity(code: str) -> str:
    """Return what became of a reject: row dropped, value dropped, kept."""
    return say(_SEVERITIES[code])


def rejects_listed(listed: int, of: int) -> str:
    """Return what stands over a list of rejects."""
    if listed == of:
        return say("Rejected or doubtful, {of} in all:", of=number(of))
    return count(
        "Rejected or doubtful, {of} in all, the first:",
        "Rejected or doubtful, {of} in all, the first {n} of each kind:",
        listed,
        of=number(of),
    )


_CASES = {
    "tickets": marks("{n} ticket, worst first: {behind}", "{n} tickets, worst first: {behind}"),
    "ratings": marks("{n} rating, worst first: {behind}", "{n} ratings, worst first: {behind}"),
    "replies": marks("{n} reply, worst first: {behind}", "{n} replies, worst first: {behind}"),
    "nearest": marks(
        "{n} ticket, nearest to its bound first: {behind}",
        "{n} tickets, nearest to their bound first: {behind}",
    ),
    "cases": marks("{n} case, worst first: {behind}", "{n} cases, worst first: {behind}"),
}
_SOME_CASES = {
    "tickets": mark("{listed} of {n} tickets, worst first: {behind}"),
    "ratings": mark("{listed} of {n} ratings, worst first: {behind}"),
    "replies": mark("{listed} of {n} replies, worst first: {behind}"),
    "nearest": mark("{listed} of {n} tickets, nearest to their bound first: {behind}"),
    "cases": mark("{listed} of {n} cases, worst first: {behind}"),
}


_SORTED = {
    "tickets": mark("{listed} of {n} tickets, by {column}: {behind}"),
    "ratings": mark("{listed} of {n} ratings, by {column}: {behind}"),
    "replies": mark("{listed} of {n} replies, by {column}: {behind}"),
    "cases": mark("{listed} of {n} cases, by {column}: {behind}"),
}


def cases_listed(kind: str, listed: int, of: int, behind: str, column: str = "") -> str:
    """Return what stands over the list of cases behind something, sorted by a `column` where one is named."""
    if listed < of and column:
        told = _SORTED.get(kind, _SORTED["tickets"])
        return say(told, listed=number(listed), n=number(of), column=column, behind=behind)
    if listed < of:
        return say(_SOME_CASES[kind], listed=number(listed), n=number(of), behind=behind)
    return count(*_CASES[kind], of, behind=behind)


def part_of_a_list(first: int, last: int, n: int) -> str:
    """Return which part of a list is seen: 1–18 of 500."""
    return say("{first}–{last} of {n}", first=number(first), last=number(last), n=number(n))
