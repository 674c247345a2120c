"""Figures: asked as the catalogue says, compared, and put beside each other."""
