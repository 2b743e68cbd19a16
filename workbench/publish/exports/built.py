"""An export that is made and not yet written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Built:
    """The text of each file, in words what they hold, and what the format had no place for, one sentence each.

    The single file of a format that is one file has the name "".
    """

    files: Mapping[str, str]
    holds: str
    left_out: tuple[str, ...] = ()
