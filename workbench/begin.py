"""The beginning of a story: a folder read and a draft of its story file, and that draft written and built.

What is here: what stands between an analyst's choices and the files: where the story file goes, that none is lost, and
how many figures are charted before and after. The draft comes from ``draft.py``; the pages that show it are in
``look/newstory``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from workbench.build import Places, annotations_of, build_story, model_named, places_of
from workbench.draft import draft
from workbench.drafttext import toml_of
from workbench.errors import InputError
from workbench.read import Reading, read_path
from workbench.story import Story
from workbench.storydraft import Draft


@dataclass(frozen=True, slots=True)
class Beginning:
    """A folder as it was read, where its story file goes, and the draft that the machine proposes."""

    path: Path
    where: Places
    reading: Reading
    draft: Draft

    @property
    def out(self) -> Path:
        """The story file that is to be written."""
        return self.where.folder / "story.toml"


def begin(folder: str | Path, *, model: str | None = None) -> Beginning:
    """The folder read and its draft made, by the machine alone: a story file that is there is not asked.

    What was annotated is kept for the build. Raises ``InputError`` for a path without a report.
    """
    path = Path(folder)
    where = places_of(path)
    reading = read_path(where.reports, added=where.added)
    notes = list(annotations_of(reading.reports, where.cache, model=model or model_named(), workers=1))
    return Beginning(
        path, where, reading, draft(reading.reports, notes, title=where.folder.name.removesuffix(".story"))
    )


def write(beginning: Beginning, chosen: Draft, *, over: bool = False) -> Path | None:
    """The place of the story file that was there before, if any, after the chosen draft has taken its place.

    Raises ``InputError`` when a story file is there and ``over`` is false: an analyst's work is never overwritten
    unasked.
    """
    out = beginning.out
    out.parent.mkdir(parents=True, exist_ok=True)
    before = None
    if out.exists():
        if not over:
            raise InputError(f"{out}: exists already")
        before = _free(out.parent)
        out.rename(before)
    out.write_text(toml_of(chosen), encoding="utf-8")
    return before


def built(beginning: Beginning, *, model: str | None = None) -> Story:
    """The story with its ledger built by the story file that now lies there."""
    return build_story(beginning.path, model=model, only_if_stale=True, progress=False)


def _free(folder: Path) -> Path:
    """A hidden name beside the story file that nothing has yet: no build reads it."""
    number = 1
    while (place := folder / f".story-before-{number}.toml").exists():
        number += 1
    return place
