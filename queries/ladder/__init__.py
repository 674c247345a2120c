"""Figures → levels → steps. Pure: no database, no files, no clock."""

from queries.ladder.criteria import Result, State
from queries.ladder.dimensions import DimensionResult
from queries.ladder.figures import ChannelFigures, Figure, Figures
from queries.ladder.overall import Assessment, Binding, grade
from queries.ladder.steps import Checklist, Practice, Step

__all__ = [
    "Assessment",
    "Binding",
    "ChannelFigures",
    "Checklist",
    "DimensionResult",
    "Figure",
    "Figures",
    "Practice",
    "Result",
    "State",
    "Step",
    "grade",
]
