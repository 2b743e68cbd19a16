"""Across reports: which draws on which, where they differ, and how many origins stand behind a figure."""

from workbench.compare.whole import compared

__all__ = ["compared"]
