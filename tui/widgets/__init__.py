"""The few widgets: one line-rendering list, and the one door for text."""
