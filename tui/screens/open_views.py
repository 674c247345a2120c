"""What is open in each pane, one view inside the other. It knows no screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.panes.targets import OpenSorted
from tui.widgets.lines import View

Place = tuple[int, int, object]  # a pane, a view's place in it, what opened it


class OpenViews:
    """The views of each pane: its own, and those opened inside it."""

    def __init__(self, panes: int) -> None:
        """Begin with nothing in any of them."""
        self._stacks: list[list[View]] = [[] for _ in range(panes)]

    # ── what there is ───────────────────────────────────────────────────────────────────────────

    def first(self, pane: int) -> View | None:
        """Return the pane's own view."""
        return self._stacks[pane][0] if self._stacks[pane] else None

    def last(self, pane: int) -> View | None:
        """Return what the pane shows: the innermost."""
        return self._stacks[pane][-1] if self._stacks[pane] else None

    def above(self, pane: int) -> View | None:
        """Return the view from which the innermost was opened."""
        return self._stacks[pane][-2] if self.is_deep(pane) else None

    def is_deep(self, pane: int) -> bool:
        """Whether anything is open inside the pane."""
        return len(self._stacks[pane]) > 1

    def names(self, pane: int) -> list[str]:
        """Return what the pane's views are called, the outermost first."""
        return [view.name for view in self._stacks[pane]]

    def place(self, pane: int) -> int:
        """Return the innermost view's place in its pane."""
        return len(self._stacks[pane]) - 1

    def opened(self) -> list[Place]:
        """Return what is open inside the panes: the pane, the view's place in it, what opened it."""
        return [
            (pane, place, view.opened)
            for pane, stack in enumerate(self._stacks)
            for place, view in enumerate(stack)
            if view.opened is not None
        ]

    # ── what becomes of it ──────────────────────────────────────────────────────────────────────

    def show(self, views: Iterable[View], *, again: bool) -> None:
        """Show the panes of another scorecard, or of more of the same (`again`), each where its cursor stood.

        What is open inside stays where it can be opened from the new one.
        """
        for pane, view in enumerate(views):
            old = self.first(pane)
            if old is not None:
                view.stand_as(old)
                _sort_as(old, view)
            inside = self._stacks[pane][1:]
            self._stacks[pane] = [view, *(v for v in inside if again or v.opened is not None)]

    def show_instead(self, views: Iterable[View]) -> None:
        """Show these, and nothing inside them."""
        self._stacks = [[view] for view in views]

    def show_again(self, views: Mapping[tuple[int, int], View | None]) -> None:
        """Show views anew where they stand, by pane and place; None: it is not there any more."""
        for (pane, place), view in views.items():
            if view is None or place >= len(self._stacks[pane]):
                continue  # left meanwhile
            old = self._stacks[pane][place]
            if view.opened == old.opened or not isinstance(view.opened, OpenSorted):
                view.stand_as(old)
            _sort_as(old, view)
            self._stacks[pane][place] = view
        for (pane, place), view in sorted(views.items(), reverse=True, key=lambda item: item[0]):
            if view is None and place < len(self._stacks[pane]):
                del self._stacks[pane][place]

    def open(self, pane: int, view: View) -> None:
        """Open a view inside a pane."""
        self._stacks[pane].append(view)

    def replace(self, pane: int, view: View) -> None:
        """Show a view in the place of the innermost."""
        self._stacks[pane][-1] = view

    def close(self, pane: int) -> bool:
        """Close the innermost view; say whether there was one inside the pane's own."""
        if deep := self.is_deep(pane):
            self._stacks[pane].pop()
        return deep

    def close_all(self, pane: int) -> bool:
        """Close every view inside the pane's own; say whether there was one."""
        deep = self.is_deep(pane)
        del self._stacks[pane][1:]
        return deep

    def forget(self, view: View) -> None:
        """Close a view wherever it is open."""
        for stack in self._stacks:
            if view in stack[1:]:
                stack.remove(view)


def _sort_as(old: View, view: View) -> None:
    if view.order is not None and old.order is not None:
        view.order.take(old.order)
