"""Which folder is a ledger: told by its manifest and its table of reports, whatever its name.

A ledger is made from reports; where a story or reports are asked for it is neither, and whoever gives one is told so.
"""

from __future__ import annotations

from pathlib import Path

from workbench.errors import InputError

#: The table that every ledger has, as one file or as the first of its partitions.
_REPORTS = ("reports.parquet", "reports/000000.parquet")


def is_ledger(folder: Path) -> bool:
    """Whether a folder is itself a built ledger; a story folder, which has its ledger within it, is none."""
    return (folder / "manifest.json").is_file() and any((folder / name).is_file() for name in _REPORTS)


def refuse_ledger(path: Path) -> None:
    """Raises ``InputError`` for a ledger where a story or reports are asked for, naming what to give instead."""
    if not is_ledger(path):
        return
    folder = path.resolve()
    if folder.name == "ledger":
        instead = f"give the story folder it lies in, {path.parent if path.name == 'ledger' else folder.parent}"
    else:
        again = f"workbench build PATH --ledger {path} brings it up to date"
        instead = f"give the story folder or the reports it was built from ({again})"
    raise InputError(f"{path}: is a ledger, which holds tables and no reports; {instead}")
