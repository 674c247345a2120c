"""Scorecard → markdown and JSON. No screen."""
