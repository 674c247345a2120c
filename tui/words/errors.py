"""What is wrong, in words: of each error that `queries` raises its sentences, as a user reads them."""

from __future__ import annotations

from queries.exports.errors import ExportError, ExportsError
from queries.said import SaidError, of_file
from tui.words.facts import sentence


def error_lines(error: BaseException) -> list[str]:
    """Return what is wrong, a line each. Names and values in it are harmless."""
    match error:
        case ExportsError():
            return [line for one in error.errors for line in error_lines(one)]
        case ExportError():
            return [sentence(of_file(error.path, error.told))]
        case SaidError():
            return [sentence(error.told)]
    return [str(error)]


def error_words(error: BaseException) -> str:
    """Return what is wrong, in words."""
    return "\n".join(error_lines(error))
