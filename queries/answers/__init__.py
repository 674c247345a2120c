"""The lead's own answers to practices: the log that keeps them, and which of them are in force."""
