"""Every message there is, as a catalogue to fill in: `python -m tests.messages > tui/words/languages/xx.po`.

xgettext and Babel read the code alike (-k say -k count:1,2 -k mark -k marks:1,2); the names in the settings and in the
catalogue of figures are messages too.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

from queries.config import load_config
from queries.config.tables import tables
from queries.exports.helpdesks import presets

TUI = Path(__file__).parents[1] / "tui"
Message = tuple[str, str | None]  # of counted ones the plural too


def messages() -> dict[str, str | None]:
    """Return the ids of all messages, with their plurals."""
    return {one: many for one, many in (*_in_code(), *_in_data()) if one}


def _in_code() -> Iterator[Message]:
    for path in sorted(TUI.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
                texts = [text for text in texts if isinstance(text, str)]
                if name in ("say", "mark") and texts:
                    yield texts[0], None
                elif name in ("count", "marks") and len(texts) > 1:
                    yield texts[0], texts[1]
            elif isinstance(node, ast.FunctionDef) and any(map(_of_click, node.decorator_list)):
                yield ast.get_docstring(node) or "", None  # a command's is its help
    yield "1,234.5", None  # tui/language.py: how numbers are written


def _of_click(decorator: ast.expr) -> bool:
    """Return whether a decorator makes a function a command."""
    made = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(made, ast.Attribute) and made.attr in ("command", "group")


def _in_data() -> Iterator[Message]:
    config = load_config()
    ladder = config.ladder
    for entry in config.figures.values():
        yield from (
            (text, None) for text in (entry.name, entry.short, entry.definition, entry.needs or "")
        )
    yield from ((table.id_of, None) for table in tables().values())
    yield from ((preset.second_file, None) for preset in presets().values())
    yield from ((name, None) for name in ladder.levels.values())
    yield from ((dimension.name, None) for dimension in ladder.dimensions.values())
    yield from ((words, None) for words in ladder.practices.values())
    yield from ((line, None) for advice in ladder.advice_for_measures.values() for line in advice)


def template() -> str:
    """Return the .po file without any translation."""
    lines = [
        'msgid ""',
        'msgstr ""',
        '"Content-Type: text/plain; charset=UTF-8\\n"',
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"',
    ]
    for one, many in messages().items():
        lines += ["", f"msgid {json.dumps(one, ensure_ascii=False)}"]
        if many is None:
            lines.append('msgstr ""')
        else:
            lines.append(f"msgid_plural {json.dumps(many, ensure_ascii=False)}")
            lines += ['msgstr[0] ""', 'msgstr[1] ""']
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(template(), end="")
