"""What is wrong, in words: of each error that `queries` raises its sentences, as a user reads them."""

from __future__ import annotations

from collections.abc import Iterable

from queries.config.faults import ConfigError, Fault
from queries.exports.errors import ExportError, ExportsError
from queries.said import SaidError, nearest_of, of_file, said
from queries.text import SHOWN, clean
from tui.language import say
from tui.words.facts import sentence


def error_lines(error: BaseException) -> list[str]:
    """Return what is wrong, a line each. Names and values in it are harmless."""
    match error:
        case ConfigError():
            return [fault_words(fault) for fault in error.faults]
        case ExportsError():
            return [line for one in error.errors for line in error_lines(one)]
        case ExportError():
            return [sentence(of_file(error.path, error.told))]
        case SaidError():
            return [sentence(error.told)]
    return [str(error)]


def fault_words(fault: Fault) -> str:
    """Return what is wrong with a settings file: where, and what to do."""
    code = "fault" + "_of_key" * bool(fault.key) + "_on_line" * bool(fault.line)
    where = {"file": fault.file, "key": fault.key, "line": str(fault.line)}
    return sentence(said(code, **where, what=fault.told))


def hint(word: str, known: Iterable[str]) -> str:
    """Return the nearest of what is known, as what stands behind a word that is not: (did you mean …?)"""
    near = nearest_of(word, known)
    return " " + say("(did you mean {name}?)", name=clean(near, SHOWN)) if near else ""


def error_words(error: BaseException) -> str:
    """Return what is wrong, in words."""
    return "\n".join(error_lines(error))


def own_fault(error: Exception) -> str:
    """Return what is said of a fault that is none of the user's, where Esc goes back from it."""
    return say(
        "This is a fault of rung, not of your data: {fault}. Esc goes back.", fault=_fault(error)
    )


def unexpected(error: Exception) -> str:
    """Return what is said of a fault that nobody foresaw, beside the screen."""
    return say("Unexpected: {fault}", fault=_fault(error))


def _fault(error: Exception) -> str:
    return f"{type(error).__name__}: {clean(str(error), SHOWN)}"
