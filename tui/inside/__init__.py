"""The views inside a figure: a dimension's time, the week as a map."""
