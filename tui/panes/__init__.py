"""The four panes: each knows one question and how its answer looks as lines."""
