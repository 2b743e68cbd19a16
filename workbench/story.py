"""A story as one value: its folder, its story file and the frames of its ledger.

Views and exports take a ``Story`` and ask nothing else, so a story typed in by hand works with all of them. Opening a
folder builds its ledger first when there is none or an input has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import ledger
from workbench.storyfile import StoryFile


@dataclass(frozen=True)
class Story:
    """A story's frames under the ledger's columns, each an attribute: ``story.reports``, ``story.estimates``.

    ``known_by`` is the day the story is cut to, missing where it is whole (``workbench.compare.vintage``);
    ``ledger_folder`` is missing for a ledger that lies in the story's folder.
    """

    tables: Mapping[str, pd.DataFrame]
    file: StoryFile = field(default_factory=StoryFile)
    folder: Path | None = None
    manifest: Mapping[str, Any] = field(default_factory=dict)
    known_by: str | None = None
    ledger_folder: Path | None = None

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name.startswith("__") or name not in ledger.TABLES:
            raise AttributeError(f"a story has no table {name!r}; it has {', '.join(ledger.TABLES)}")
        return self.tables[name] if name in self.tables else ledger.frame(name)

    @property
    def title(self) -> str:
        """The title of the story file, or the folder's name."""
        return self.file.title or (self.folder.name.removesuffix(".story") if self.folder else "Untitled story")

    def name_of(self, entity_id: str | None) -> str | None:
        """The shown name of an entity, or missing when the id is missing or unknown."""
        return next((str(row.name) for row in ledger.records(self.entities) if entity_id == row.entity_id), None)


def open_story(path: str | Path, *, progress: bool | Callable[[str], None] = True) -> Story:
    """The story in that folder, its ledger built first where it is missing or stale.

    ``progress`` says whether each step of building is printed, or what it is told to instead. Raises ``InputError``
    when there is nothing to open: no such folder, no report in it, a broken story file.
    """
    from workbench.build import build_story  # the builder loads spaCy; reading a built ledger does not need it

    return build_story(Path(path), only_if_stale=True, progress=progress)
