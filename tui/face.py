"""What shows a sitting, as a sitting sees it: no screen is known here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from tui.jobs import Job
from tui.widgets.lines import View

if TYPE_CHECKING:
    from queries.exports.progress import Progress
    from queries.scorecard import Scorecard


class AnswersFace(Protocol):
    """What shows the answers. `beside` runs a job beside the screen and gives what it returns to `take`.

    A job raises nothing, and of one `group` only the newest matters.
    """

    def beside(self, job: Job, group: str) -> None:
        """Run a job beside the screen."""
        ...

    def tell(self, told: str) -> None:
        """Say a few words for a moment."""
        ...

    def unkept(self, key: str) -> None:
        """Go back to a practice whose answer was not kept, where the screen went on from it."""
        ...


class Face(AnswersFace, Protocol):
    """What shows a sitting, told on the screen's own thread."""

    def show_loading(self, progress: Progress) -> None:
        """Show that a load began."""
        ...

    def show_working(self) -> None:
        """Show that the first figures are worked out."""
        ...

    def show_card(self, card: Scorecard, *, again: bool) -> None:
        """Show figures, or (`again`) more of the same ones."""
        ...

    def opened(self) -> list[tuple[int, int, object]]:
        """Return what is open inside the panes: the pane, the view's place in it, what opened it."""
        ...

    def show_again(self, views: Mapping[tuple[int, int], View | None]) -> None:
        """Show anew what is open, by pane and place; None: it is not there any more."""
        ...

    def show_view(self, pane: int, view: View) -> None:
        """Open a view inside a pane."""
        ...

    def show_failure(self, told: str, *, stopped: bool) -> None:
        """Say what could not be done."""
        ...

    def end(self, error: Exception) -> None:
        """End: the shell says why."""
        ...
