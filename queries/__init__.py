"""Helpdesk exports in, figures and a level out. Knows no screen."""
