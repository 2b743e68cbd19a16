"""Writing an export: the format asked for, made, checked and put on the disk, with what it had to leave out and why."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from workbench.errors import InputError
from workbench.look.selection import Selection
from workbench.publish.chosen import EVERYTHING
from workbench.publish.detail import Detail
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, leaving
from workbench.story import Story

Format = Literal["csv", "jsonl", "claimreview", "stix", "webannotation", "bibtex"]
FORMATS: tuple[str, ...] = get_args(Format)
#: The module of each format, whose ``built`` makes it.
_HOMES = {
    "csv": "csvtables", "jsonl": "jsonl", "claimreview": "claimreview", "stix": "stix",
    "webannotation": "webannotation", "bibtex": "bibtex",
}  # fmt: skip
#: With these bytes first, spreadsheet programs read a file as UTF-8.
_MARKED = ".csv"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: the paths, what they hold in words, and what was left out, each with why.

    ``refused`` is how many figures did not leave because the words they cite do not hold them.
    """

    paths: tuple[Path, ...]
    holds: str
    left_out: tuple[str, ...]
    refused: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The same as lines to print."""
        return (f"Wrote {self.holds} to {self.paths[0]}.", *(f"left out: {one}" for one in self.left_out))


def export(
    story: Story, *, to: Format, path: str | Path, selection: Selection = EVERYTHING, detail: Detail = "full"
) -> Exported:
    """What was written to ``path``: a folder for "csv", else one file; the same bytes for the same story and arguments.

    ``selection`` says which figures leave, its ``known_by`` which reports; ``detail`` is how much of the reports' words
    leave. A figure whose cited words do not hold it does not leave. Raises ``InputError`` for a format or level that is
    none, when what was made does not meet its schema (nothing is written then), and when a file cannot be written.
    """
    if to not in FORMATS:
        raise InputError(f"to must be one of {', '.join(FORMATS)}, is {to!r}")
    found = leaving(story, selection, detail)
    make: Callable[[Leaving], Built] = importlib.import_module(f"workbench.publish.exports.{_HOMES[to]}").built
    made = make(found)
    return Exported(write(made, Path(path)), made.holds, (*found.left_out, *made.left_out), found.refused)


def write(made: Built, path: Path) -> tuple[Path, ...]:
    """The paths that were written, the one asked for first. Raises ``InputError`` when one cannot be."""
    targets = {path / name if name else path: text for name, text in made.files.items()}
    try:
        if "" not in made.files:
            path.mkdir(parents=True, exist_ok=True)
        for target, text in targets.items():
            encoding = "utf-8-sig" if target.suffix == _MARKED else "utf-8"
            target.write_text(text, encoding=encoding, newline="")
    except (OSError, UnicodeEncodeError) as error:
        cause = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise InputError(f"{path}: the export cannot be written: {cause}") from error
    return (path, *(target for target in targets if target != path))
