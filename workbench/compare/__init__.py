"""Across reports: which draws on which, where they differ, and how many origins stand behind a figure."""
