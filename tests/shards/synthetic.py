"""Reports made up for the tests of shards: short, all different, with figures in them."""

from __future__ import annotations

from pathlib import Path

_TOLD = """Ferry {name} sinks off Gotska

Published May {day}, 2019

The coast guard said on Monday that {saved} passengers of the {name} had been rescued and at least {lost} drowned.
"We are still looking for {missing} people," said Anna Lund, the harbour master.
"""


def texts(count: int) -> dict[str, str]:
    """So many reports by file name."""
    return {
        f"{number:04}.txt": _TOLD.format(
            name=f"Alma {number}", day=1 + number % 28, saved=90 + number, lost=3 + number % 7, missing=20 + number % 11
        )
        for number in range(count)
    }


def written(folder: Path, count: int) -> Path:
    """The folder with so many reports in it."""
    folder.mkdir(parents=True)
    for name, text in texts(count).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def bytes_of(ledger: Path) -> dict[str, bytes]:
    """The files of a ledger by their place in it."""
    return {path.relative_to(ledger).as_posix(): path.read_bytes() for path in ledger.rglob("*") if path.is_file()}
