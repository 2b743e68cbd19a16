"""The workbench: who said how many of what, where, as of when, how sure, and on whose word.

This front door imports the standard library only; each name below loads its stage when it is first used.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_HOMES = {
    "InputError": "workbench.errors",
    "Selection": "workbench.look.selection",
    "Story": "workbench.story",
    "charts": "workbench.look.charts",
    "open_story": "workbench.story",
    "setup": "workbench.look.notebook",
    "tables": "workbench.look.tables",
    "write_briefing": "workbench.publish.briefing",
}

__all__ = ["InputError", "Selection", "Story", "charts", "open_story", "setup", "tables", "write_briefing"]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}; it has {', '.join(__all__)}")
    module = importlib.import_module(_HOMES[name])
    return module if name in {"charts", "tables"} else getattr(module, name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
