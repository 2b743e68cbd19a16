"""The one error a user of the workbench is meant to see: what was refused, and why, in one line."""

from __future__ import annotations


class InputError(Exception):
    """A file, folder, story file or option was refused; the message names it and the cause."""
