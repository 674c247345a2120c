"""Layers of settings → one Config: what rung ships, then the sample's or the user's own file."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from collections.abc import Mapping as Map
from pathlib import Path
from typing import Any, get_args, get_origin

from platformdirs import user_config_path as platform_config_path
from pydantic import BaseModel, ValidationError

from queries.config.document import Document, KeyPath, Plain, dotted, parse
from queries.config.faults import ConfigError, Fault
from queries.config.quotes import quotes_needed
from queries.config.schema import Config
from queries.said import Said, nearest, said
from queries.text import clean

_ROOT = Path(__file__).resolve().parents[2]


def shipped(name: str) -> Path:
    """Return a file rung ships: beside pyproject.toml in a checkout, else inside the wheel."""
    base = _ROOT if (_ROOT / "pyproject.toml").is_file() else _ROOT / "queries" / "shipped"
    return base / name


def user_config_path() -> Path:
    """Return where a user's own settings stand."""
    return platform_config_path("rung", appauthor=False) / "config.yaml"


def load_config(own: Path | None = None, *, demo: bool = False) -> Config:
    """Load the shipped settings under the sample's (`demo`) and the user's `own` file.

    Raises ConfigError with every fault found. Paths under exports, and that of the answers,
    are taken relative to the file that names them.
    """
    documents = _documents(own, demo=demo)
    return _validate(_merged(documents), documents)


def settings_in_force(own: Path | None = None, *, demo: bool = False) -> dict[str, Plain]:
    """Return every setting as it is written, the files laid over each other as `load_config` lays them.

    Raises ConfigError where these make no Config.
    """
    documents = _documents(own, demo=demo)
    merged = _merged(documents)
    _validate(merged, documents)
    return merged


def _documents(own: Path | None, *, demo: bool) -> list[Document]:
    files = [shipped("config.yaml")]
    if demo:
        files.append(shipped("sample_data") / "config.yaml")
    if own is not None:
        files.append(own)
    return [_read(path) for path in files]


def _merged(documents: list[Document]) -> dict[str, Plain]:
    merged: Plain = {}
    for document in documents:
        merged = _merge(merged, document.data)
    assert isinstance(merged, dict)  # noqa: S101 - what a document holds is a mapping
    return merged


def writable_by_all(path: Path) -> bool:
    """Return whether anyone on this host could change the settings file."""
    return bool(path.stat().st_mode & stat.S_IWOTH)


def _read(path: Path) -> Document:
    try:
        if path.exists() and not path.is_file():
            raise ConfigError([Fault(str(path), 0, "", said("is_no_file"))])
        raw = path.read_bytes()
    except OSError as error:
        raise ConfigError(
            [Fault(str(path), 0, "", said("cannot_be_read", why=error.strerror))]
        ) from None
    document = parse(raw, str(path))
    answers = document.data.get("answers")
    if isinstance(answers, str):
        document.data["answers"] = str(path.parent / Path(answers).expanduser())
    exports = document.data.get("exports")
    for entry in exports if isinstance(exports, list) else []:
        if isinstance(entry, dict):
            _anchor_paths(entry, path.parent)
    return document


def _anchor_paths(entry: dict[str, Plain], folder: Path) -> None:
    paths = entry.get("paths")
    if isinstance(paths, str):
        paths = [paths]
    if isinstance(paths, list):
        entry["paths"] = [
            str(folder / Path(item).expanduser()) if isinstance(item, str) else item
            for item in paths
        ]


def _merge(base: Plain, over: Plain) -> Plain:
    if isinstance(base, dict) and isinstance(over, dict):
        return base | {key: _merge(base.get(key), value) for key, value in over.items()}
    return over


def _validate(merged: Plain, documents: list[Document]) -> Config:
    faults = list(_unknown_practices(merged, documents))
    try:
        config = Config.model_validate(merged)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            path = tuple(key for key in detail["loc"] if key != "[key]")
            faults.append(_fault(path, _told(dict(detail), path), documents))
    if faults:
        raise ConfigError(faults)
    return config


def _unknown_practices(merged: Plain, documents: list[Document]) -> Iterator[Fault]:
    """Yield answers to practices that the ladder does not know: a check across two sections."""
    answers, ladder = (
        merged.get(key) if isinstance(merged, dict) else None for key in ("practices", "ladder")
    )
    known = ladder.get("practices") if isinstance(ladder, dict) else None
    if isinstance(answers, dict) and isinstance(known, dict):
        for key in answers.keys() - known.keys():
            told = nearest(said("no_practice"), key, known)
            yield _fault(("practices", key), told, documents)


def _fault(path: KeyPath, told: Said, documents: list[Document]) -> Fault:
    # The last file that names the key is the one whose value counts.
    document = next((d for d in reversed(documents) if _names(d.data, path)), documents[-1])
    line = document.line(_written(document, path))
    if told == _EMPTY:
        told = quotes_needed(told, [document.written(line)])
    return Fault(document.name, line, dotted(path), told)


def _names(data: Plain, path: KeyPath) -> bool:
    for key in path:
        if isinstance(data, dict) and str(key) in data:
            data = data[str(key)]
        elif isinstance(data, list) and isinstance(key, int) and key < len(data):
            data = data[key]
        else:
            return False
    return True


def _written(document: Document, path: KeyPath) -> KeyPath:
    """Return `path` with mapping keys as text, the way the document numbers its lines."""
    written: list[str | int] = []
    data: Plain = document.data
    for key in path:
        if isinstance(data, list) and isinstance(key, int) and key < len(data):
            written.append(key)
            data = data[key]
        else:
            written.append(str(key))
            data = data.get(str(key)) if isinstance(data, dict) else None
    return tuple(written)


_EMPTY = said("setting_empty")
# The codes of pydantic that have one of ours.
_CODES = {
    "missing": "setting_missing",
    "literal_error": "setting_none_of",
    "int_parsing": "no_whole_number",
    "int_type": "no_whole_number",
    "int_parsing_size": "no_whole_number",
    "int_from_float": "no_whole_number",
    "finite_number": "no_number",
    "greater_than_equal": "setting_too_small",
    "less_than_equal": "setting_too_large",
    "string_type": "setting_no_text",
    "dict_type": "setting_no_group",
    "model_type": "setting_no_group",
    "tuple_type": "setting_no_list",
    "bool_parsing": "setting_no_yes_or_no",
}
# Settings that were there once: what is said of each.
_REPLACED = {
    "reading.tickets_in_memory": "replaced_by_cases_in_memory",
    "ladder.rules.minor_channel": "replaced_by_reach",
    "ladder.rules.share_of_contacts": "replaced_by_every_channel",
    "ladder.rules.or_contacts": "replaced_by_every_channel",
    "ladder.rules.look_back_days": "replaced_by_latest_days",
    "ladder.rules.coverage_tickets_per_day": "replaced_by_hours_written",
}


def _told(detail: dict[str, Any], path: KeyPath) -> Said:
    context = detail.get("ctx", {})
    if detail["type"] == "setting":
        told: Said = context["told"]
        return told
    if detail["type"] == "extra_forbidden":
        if code := _REPLACED.get(dotted(path)):
            return said(code)
        return nearest(said("unknown_key"), str(path[-1]), _known_keys(Config, path[:-1]))
    if detail["input"] is None and detail["type"] != "missing":
        return _EMPTY
    if code := _CODES.get(detail["type"]):
        more = {name: str(value) for name, value in context.items()}
        return said(code, value=clean(str(detail["input"]), 60), **more)
    return said("setting_wrong", what=str(detail["msg"]))


def _known_keys(model: Any, path: KeyPath) -> list[str]:
    """Return the keys allowed at `path` of `model`; [] where any key is."""
    for key in path:
        model = _step(model, str(key))
    model = _unwrap(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        return [field.alias or name for name, field in model.model_fields.items()]
    return []


def _step(model: Any, key: str) -> Any:
    model = _unwrap(model)
    if isinstance(model, type) and issubclass(model, BaseModel):
        for name, field in model.model_fields.items():
            if key in (name, field.alias):
                return field.annotation
        return None
    arguments = get_args(model)
    if isinstance(get_origin(model), type) and issubclass(get_origin(model), Map):
        return arguments[1]
    return arguments[0] if arguments else None


def _unwrap(model: Any) -> Any:
    """Strip Annotated and Optional from a type."""
    while (arguments := get_args(model)) and get_origin(model) not in (dict, tuple, list):
        model = arguments[0]
    return model
