"""Reports copied into a story: what is new is kept under a name of its own, what is there already is not kept twice.

What is here: which folder of a story takes new reports, what becomes of each file given, and the rebuild. Nothing is
written over, and nothing is written into a folder of reports that is no story: what is added to a story made from such
a folder lies in the story's own ``reports`` and is read beside it. Reading and building are as in ``build.py``.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from workbench import ledger
from workbench.build import Places, build_story, inputs_of, places_of, report_line
from workbench.errors import InputError
from workbench.limits import Limits
from workbench.read.formats import Draft, Source, parts_of, suffix_of
from workbench.read.neverreports import never_a_report
from workbench.story import Story
from workbench.storyfile import StoryFile, read_story_file


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of one file: its name in the story if it was added, and a word on it."""

    file: Path
    outcome: Literal["added", "skipped", "refused"]
    word: str
    name: str | None = None


@dataclass(slots=True)
class _Here:
    """What the story has already, by the hash of its bytes and of its texts; grows while files are added."""

    folder: Path
    prefix: str
    bytes: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


def add_reports(
    story: Path, files: Sequence[Path], *, model: str | None = None, progress: bool = True
) -> tuple[Story, list[Arrival]]:
    """The story rebuilt with these files among its reports, and what became of each in the order given.

    Only what is new is annotated. Raises ``InputError`` when ``story`` is no story folder, when its story file is
    broken, or when it has no report in the end.
    """
    where = places_of(story)
    if where.folder != story.resolve():
        raise InputError(
            f"{story}: is no story folder, and nothing is written into a folder of reports; "
            f"workbench build {story} makes {where.folder.name}, which takes more reports"
        )
    limits = (read_story_file(where.story_file) if where.story_file else StoryFile()).limits
    here = _here(where, model=model, progress=progress)
    arrivals = [_arrival(file, here, limits) for file in files]
    return build_story(story, model=model, only_if_stale=True, progress=progress), arrivals


def lines_of(story: Story, arrivals: Sequence[Arrival]) -> Iterator[str]:
    """A line for each file that was not refused, and for each that was added what was read of it."""
    for one in arrivals:
        if one.outcome != "refused":
            yield f"{one.outcome}: {one.file}: {one.word}"
        own = story.reports[story.reports["file"] == one.name] if one.name else story.reports.iloc[:0]
        yield from (f"  {report_line(story, report)}" for report in ledger.records(own))


def _here(where: Places, *, model: str | None, progress: bool) -> _Here:
    folder, prefix = _taking(where)
    here = _Here(folder, prefix)
    for path, name in _files(where):
        here.bytes.setdefault(_hash(path.read_bytes()), name)
    if _has_reports(where):
        built = build_story(where.folder, model=model, only_if_stale=True, progress=progress)
        for report in ledger.records(built.reports):
            here.texts.setdefault(report.text_sha256, report.file)
    return here


def _files(where: Places) -> Iterator[tuple[Path, str]]:
    """Each file that the story reads or passes over, with its name in the ledger."""
    if where.reports.is_file():
        yield where.reports, where.reports.name
    for root, prefix in ((where.reports, ""), (where.added, "reports/")):
        for path in sorted(inputs_of(root)) if root else ():
            yield path, prefix + path.relative_to(root or path).as_posix()


def _has_reports(where: Places) -> bool:
    """Whether there is anything to build from before the first file is added."""
    return any(not never_a_report(path.name) for path, _ in _files(where))


def _taking(where: Places) -> tuple[Path, str]:
    """The folder that takes new reports, and what stands before their names in the ledger.

    A story folder that keeps its reports beside its story file goes on to do so: with a folder ``reports`` in it they
    would be reports no longer.
    """
    own = where.folder / "reports"
    if where.reports == where.folder and not own.is_dir() and _has_reports(where):
        return where.folder, ""
    return own, "reports/"


def _arrival(file: Path, here: _Here, limits: Limits) -> Arrival:
    try:
        raw = _bytes(file, limits)
        known = here.bytes.get(_hash(raw))
        if known is not None:
            return Arrival(file, "skipped", f"already here as {known}")
        texts = _texts(file.name, raw, limits)
    except InputError as error:
        return Arrival(file, "refused", str(error))
    known = next((here.texts[text] for text in texts if text in here.texts), None)
    twice = sum(text in here.texts for text in texts)
    if twice == len(texts):
        return Arrival(file, "skipped", f"the same text as {known}")
    name = _kept(file.name, raw, here)
    here.bytes[_hash(raw)] = name
    here.texts.update({text: name for text in texts if text not in here.texts})
    renamed = "" if name == f"{here.prefix}{file.name}" else f" ({file.name} is there already, with other bytes)"
    same = f"; {twice} of its {len(texts)} texts are there already, one as {known}" if twice else ""
    return Arrival(file, "added", f"kept as {name}{renamed}{same}", name)


def _bytes(file: Path, limits: Limits) -> bytes:
    reason = never_a_report(file.name)
    if reason is not None:
        raise InputError(f"is never a report: {reason}")
    try:
        about = file.stat()
        if stat.S_ISDIR(about.st_mode):
            raise InputError("is a folder; name the files in it")
        if not stat.S_ISREG(about.st_mode):
            raise InputError("is not a regular file")
        if about.st_size > limits.file_bytes:
            raise InputError(f"is {about.st_size:,} bytes long; the limit is {limits.file_bytes:,}")
        return file.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from None


def _texts(name: str, raw: bytes, limits: Limits) -> list[str]:
    """The hash of each text in the file. Raises ``InputError`` with the first cause when there is none."""
    parts = parts_of(Source(name, raw, limits))
    texts = [_hash(part.text.encode("utf-8", "surrogatepass")) for part in parts if isinstance(part, Draft)]
    if not texts:
        reasons = [part.reason for part in parts if not isinstance(part, Draft) and part.status != "skipped"]
        raise InputError(reasons[0] if reasons else "holds no records")
    return texts


def _kept(name: str, raw: bytes, here: _Here) -> str:
    """The name under which the bytes now lie among the reports: the file's own, or that with the next free number."""
    here.folder.mkdir(parents=True, exist_ok=True)
    stem = name[: len(name) - len(suffix_of(name))]
    candidate, number = name, 1
    while True:
        try:
            with (here.folder / candidate).open("xb") as out:
                out.write(raw)
            return f"{here.prefix}{candidate}"
        except FileExistsError:
            number += 1
            candidate = f"{stem}-{number}{name[len(stem) :]}"


def _hash(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
