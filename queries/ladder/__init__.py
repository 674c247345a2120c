"""Figures → levels → steps. Pure: no database, no files, no clock."""
