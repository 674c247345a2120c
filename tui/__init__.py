"""The faces of the scorecard: commands, reports and the screen."""
