"""`say`, `count` and `mark` for whoever makes sentences."""

from tui.language import count, mark, marks, number, say

__all__ = ["count", "mark", "marks", "number", "say"]
