"""Scorers: the entry points by which others measure the workbench. Not part of the package."""
