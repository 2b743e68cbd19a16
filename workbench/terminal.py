"""Text made fit to be printed in a terminal: names and titles come from files, and could move its cursor."""

from __future__ import annotations

import json


def printable(text: str) -> str:
    """The text as it is, or with everything escaped that is no printable character."""
    return json.dumps(text, ensure_ascii=False)[1:-1] if any(not char.isprintable() for char in text) else text
