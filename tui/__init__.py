"""The faces of the scorecard: commands, reports and the screen."""

__version__ = "0.1.0"
