"""A folder of reports read whole: every file accounted for, every report with its passages and masthead.

What is here: walking the path, what is never a report, limits, refusals, and the order of the steps that other modules
do: ``formats.py`` (bytes to drafts), ``lines.py`` (roles), ``masthead.py``, ``catalog.py`` and ``dating.py``. Nothing
is written, and no link out of the path is followed.
"""

from __future__ import annotations

import fnmatch
import hashlib
import os
import re
import stat
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.ledgerfolder import is_ledger, refuse_ledger
from workbench.limits import Limits
from workbench.model import Evidence, Passage, Report, SourceFile, content_id
from workbench.read.catalog import CatalogRow, read_catalog
from workbench.read.dating import date_reports
from workbench.read.formats import Draft, Refused, Source, parts_of, suffixes
from workbench.read.lines import classify
from workbench.read.masthead import read_masthead
from workbench.read.neverreports import never_a_report
from workbench.read.readings import Readings
from workbench.read.shape import normal, read_lines
from workbench.read.timex import find_times
from workbench.storyfile import StoryFile

_LEDGER_REASON = "the folder of the built ledger"


@dataclass(frozen=True, slots=True)
class Reading:
    """The reports of a path in the order of their files, and what became of each file."""

    reports: tuple[Report, ...]
    files: tuple[SourceFile, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A file or folder met on the walk: its name in the ledger, its place, and why it is no report (if so)."""

    name: str
    path: Path
    skipped: str | None = None
    failed: str | None = None


@dataclass(slots=True)
class _Read:
    """A draft with the file it came from, before its lines are judged."""

    file: str
    sha256: str
    draft: Draft
    clues: tuple[tuple[str, Evidence], ...] = ()
    repeated: frozenset[str] = field(default_factory=frozenset)

    @property
    def report_id(self) -> str:
        return content_id("r", self.sha256, self.draft.part)


def read_path(
    path: Path,
    *,
    story: StoryFile = StoryFile(),
    limits: Limits | None = None,
    catalog: Path | None = None,
    added: Path | None = None,
    readings: Readings | None = None,
) -> Reading:
    """The reports under ``path`` (a file, or a folder with its subfolders) and a row for every file.

    ``added`` is a folder that is read beside it, its files named ``reports/...``. ``catalog`` names a catalog
    elsewhere; otherwise a ``catalog.csv`` beside the reports is used. ``limits`` are those of the story file when
    missing. ``readings`` holds what was read before of the same texts. A refused file is listed as failed with its
    cause, and the rest is read. Raises ``InputError`` when the path does not exist, is a ledger, or holds no file that
    could be a report.
    """
    found = [*_walk(path), *(replace(one, name=f"reports/{one.name}") for one in (_walk(added) if added else ()))]
    if not found:
        raise InputError(f"{path}: holds no files")
    rows, drafts = _read_files(found, limits or story.limits)
    catalog_rows, clues = _catalogs(path, found, catalog, [read.file for read in drafts])
    rows = _with_catalog_rows(rows, catalog_rows)
    if not drafts and not any(row.status == "failed" for row in rows):
        raise InputError(f"{path}: holds no reports; the readers take {', '.join(suffixes())}")
    for read in drafts:
        read.clues = (*_catalog_clues(clues, read.file), *_dated(read.draft.metadata))
    readings = readings or Readings()
    reports = _judge(drafts, story, readings)
    stated = {read.report_id: _date_clues(read.clues) for read in drafts}
    dated = date_reports(reports, story=story, stated=stated, readings=readings) if reports else ()
    return Reading(tuple(dated), tuple(sorted(rows, key=lambda row: (row.file, -1 if row.part is None else row.part))))


# The walk.


def _walk(path: Path) -> Iterator[_Found]:
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    if not path.is_dir():
        yield _Found(_shown(path.name), path, skipped=never_a_report(path.name))
        return
    refuse_ledger(path)
    reports = path / "reports" if (path / "story.toml").is_file() and (path / "reports").is_dir() else None
    root = path.resolve()
    is_story = (path / "story.toml").is_file() or (path / "reports").is_dir()
    if is_story:
        # The row stands there before the first build too, so that the first ledger equals the second.
        yield _Found("ledger/", path / "ledger", skipped=_LEDGER_REASON)
    for found in _walk_folder(path, path, root, listed_ledger=is_story):
        outside = reports is not None and not found.name.startswith("reports/")
        if outside and found.skipped is None:
            yield replace(found, skipped="not in reports/, where a story folder keeps its reports", failed=None)
        else:
            yield found


def _walk_folder(top: Path, folder: Path, root: Path, *, listed_ledger: bool) -> Iterator[_Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _Found(_name(top, folder) + "/", folder, failed=f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        path = Path(entry.path)
        name = _name(top, path)
        if entry.is_symlink() and not _inside(path, root):
            yield _Found(
                name,
                path,
                skipped=never_a_report(entry.name),
                failed="a link that leads out of the folder; not followed",
            )
        elif entry.is_dir(follow_symlinks=False):
            if _is_ours(path):
                continue
            if entry.name.startswith("."):
                yield _Found(name + "/", path, skipped="a hidden folder")
            elif entry.name == "ledger":
                if not (listed_ledger and folder == top):
                    yield _Found(name + "/", path, skipped=_LEDGER_REASON)
            else:
                yield from _walk_folder(top, path, root, listed_ledger=listed_ledger)
        elif entry.is_symlink() and path.is_dir():
            yield _Found(name, path, skipped="a link to a folder that is read in its own place")
        else:
            yield _Found(name, path, skipped=never_a_report(entry.name))


def _is_ours(folder: Path) -> bool:
    """Whether the workbench made this folder: a cache, a ledger being written, a built ledger of any name.

    Such a folder is no input; a row for it would make the second ledger of a story differ from the first.
    """
    if fnmatch.fnmatchcase(folder.name, ".ledger*") or fnmatch.fnmatchcase(folder.name, ".*-cache"):
        return True
    return folder.name != "ledger" and is_ledger(folder)


def _inside(path: Path, root: Path) -> bool:
    try:
        return path.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return False


def _name(top: Path, path: Path) -> str:
    return _shown(path.relative_to(top).as_posix())


def _shown(name: str) -> str:
    """A file name that any table can hold: bytes that are no UTF-8 are written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


# From files to drafts.


def _read_files(found: Sequence[_Found], limits: Limits) -> tuple[list[SourceFile], list[_Read]]:
    rows: list[SourceFile] = []
    drafts: list[_Read] = []
    first: dict[str, str] = {}
    for one in found:
        if one.skipped or one.failed:
            status = "skipped" if one.skipped else "failed"
            rows.append(SourceFile(one.name, None, None, status, reason=one.skipped or one.failed))  # type: ignore[arg-type]  # both words are statuses
            continue
        file_rows, file_drafts = _read_file(one, limits, first)
        rows.extend(file_rows)
        drafts.extend(file_drafts)
    return rows, drafts


def _read_file(found: _Found, limits: Limits, first: dict[str, str]) -> tuple[list[SourceFile], list[_Read]]:
    """The rows and drafts of one file; a file with the bytes of an earlier one is skipped with a word."""
    sha256: str | None = None
    try:
        raw = _bytes(found.path, limits)
        sha256 = hashlib.sha256(raw).hexdigest()
        if sha256 in first:
            same = f"the same bytes as {first[sha256]}"
            return [SourceFile(found.name, None, sha256, "skipped", content_id("r", sha256, None), same)], []
        parts = parts_of(Source(found.name, raw, limits))
    except InputError as error:
        return [SourceFile(found.name, None, sha256, "failed", reason=str(error))], []
    if not parts:
        return [SourceFile(found.name, None, sha256, "failed", reason="holds no records")], []
    rows, drafts = [], []
    for part in parts:
        row, draft = _row(found.name, sha256, part, limits)
        rows.append(row)
        drafts.extend(draft)
    if any(row.report_id for row in rows):
        first[sha256] = found.name
    return rows, drafts


def _bytes(path: Path, limits: Limits) -> bytes:
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InputError("is not a regular file")
        if about.st_size > limits.file_bytes:
            raise InputError(f"is {about.st_size:,} bytes long; the limit is {limits.file_bytes:,}")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from None


def _row(name: str, sha256: str, part: Draft | Refused, limits: Limits) -> tuple[SourceFile, list[_Read]]:
    if isinstance(part, Refused):
        return SourceFile(name, part.part, sha256, part.status, reason=part.reason, member=part.member), []
    if len(part.text) > limits.report_characters:
        reason = f"is {len(part.text):,} characters long; the limit for a report is {limits.report_characters:,}"
        return SourceFile(name, part.part, sha256, "failed", reason=reason, member=part.member), []
    read = _Read(name, sha256, part)
    status = "warned" if part.problem else "loaded"
    row = SourceFile(name, part.part, sha256, status, read.report_id, part.problem, part.member)  # type: ignore[arg-type]  # both words are statuses
    return row, [read]


# The catalog.


def _catalogs(
    path: Path, found: Sequence[_Found], given: Path | None, files: Sequence[str]
) -> tuple[list[SourceFile], dict[str, CatalogRow]]:
    """The rows of the files table for the catalogs that have something to say, and their rows by report file."""
    places = [(one.name, one.path) for one in found if one.path.name == "catalog.csv"]
    if given is not None:
        places = [("catalog.csv", given)]
    elif not path.is_dir() and (path.parent / "catalog.csv").is_file():
        places = [("catalog.csv", path.parent / "catalog.csv")]
    rows: list[SourceFile] = []
    clues: dict[str, CatalogRow] = {}
    for name, place in sorted(places, key=lambda one: (one[0].count("/"), one[0])):
        base = name.removesuffix("catalog.csv")
        try:
            catalog = read_catalog(place)
        except InputError as error:
            rows.append(SourceFile(name, None, None, "failed", reason=f"ignored as a whole: {error}"))
            continue
        named = {_file_of(row.file, base, files): row for row in catalog.values()}
        clues.update({file: row for file, row in named.items() if file is not None})
        lost = [row for row in catalog.values() if _file_of(row.file, base, files) is None]
        if lost and path.is_dir():
            more = f" (and {len(lost) - 1} more)" if len(lost) > 1 else ""
            rows.append(
                SourceFile(
                    name,
                    None,
                    None,
                    "warned",
                    reason=f"line {lost[0].line}: file: {lost[0].file!r} is no report here{more}",
                )
            )
    return rows, clues


def _file_of(name: str, base: str, files: Sequence[str]) -> str | None:
    """The report a catalog's cell names: relative to the catalog, to its reports folder, or a bare name met once."""
    for candidate in (base + name, f"{base}reports/{name}", name):
        if candidate in files:
            return candidate
    ending = sorted({file for file in files if file.endswith("/" + name)})
    return ending[0] if len(ending) == 1 else None


def _with_catalog_rows(rows: Sequence[SourceFile], catalogs: Sequence[SourceFile]) -> list[SourceFile]:
    said = {row.file for row in catalogs}
    return [row for row in rows if row.file not in said] + list(catalogs)


def _catalog_clues(clues: Mapping[str, CatalogRow], file: str) -> tuple[tuple[str, Evidence], ...]:
    return clues[file].clues if file in clues else ()


# Dates from metadata.


def _dated(metadata: Sequence[tuple[str, Evidence]]) -> Iterator[tuple[str, Evidence]]:
    """The clues with dates written as ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``; a date that cannot be read is dropped."""
    for name, clue in metadata:
        if name not in {"published", "updated", "retrieved"}:
            yield name, clue
        elif says := _iso(clue.says or ""):
            rule = "record" if ":" in clue.rule or clue.rule == "front-matter" else clue.rule
            yield name, replace(clue, rule=rule, says=says)


def _iso(value: str) -> str | None:
    if found := re.match(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}))?", value):
        try:
            datetime.fromisoformat(found.group(1))
        except ValueError:
            return None
        midnight = found.group(2) in {None, "00:00"}
        return found.group(1) if midnight else f"{found.group(1)}T{found.group(2)}"
    try:
        return parsedate_to_datetime(value).strftime("%Y-%m-%dT%H:%M")
    except (TypeError, ValueError, IndexError):
        days = [one.value[:10] for one in find_times(value[:200]) if re.match(r"\d{4}-\d{2}-\d{2}", one.value)]
        return days[0] if len(set(days)) == 1 else None


def _date_clues(clues: Sequence[tuple[str, Evidence]]) -> list[Evidence]:
    """The clues for the interval of publication. What the catalog states stands alone: it overrides the page."""
    catalog = any(name == "published" and clue.rule == "catalog" for name, clue in clues)
    stated = []
    for name, clue in clues:
        if name == "published" and (clue.rule == "catalog" or not catalog):
            stated.append(clue)
        elif name == "updated":
            stated.append(replace(clue, rule=f"{clue.rule}-updated"))
    return stated


# From drafts to reports.


def _judge(drafts: Sequence[_Read], story: StoryFile, readings: Readings) -> list[Report]:
    reports = [_report(read, story, readings) for read in drafts]
    repeated = _repeated_lines(reports)
    for at, (read, report) in enumerate(zip(drafts, reports, strict=True)):
        if report.outlet is not None and repeated.get(report.outlet):
            read.repeated = repeated[report.outlet]
            reports[at] = _report(read, story, readings)
    return reports


def _report(read: _Read, story: StoryFile, readings: Readings) -> Report:
    draft = read.draft
    titles = [clue.says for name, clue in read.clues if name == "title" and clue.rule != "catalog"]
    passages = _passages(draft, titles[0] if titles else None, read.repeated, readings)
    head = read_masthead(draft.text, passages, read.clues, story=story)
    says = {name: clue.says for name, clue in reversed(read.clues)}
    return Report(
        report_id=read.report_id,
        file=read.file,
        part=draft.part,
        sha256=read.sha256,
        encoding=draft.encoding,
        reader=draft.reader,
        text=draft.text,
        passages=passages,
        title=head.title,
        outlet=head.outlet,
        wire=head.wire,
        byline=head.byline,
        dateline=head.dateline,
        language=head.language,
        url=head.url,
        masthead=head.evidence,
        updated_at=says.get("updated"),
        retrieved_at=says.get("retrieved"),
    )


def _passages(draft: Draft, title: str | None, repeated: frozenset[str], readings: Readings) -> tuple[Passage, ...]:
    def judged() -> list[tuple[Any, ...]]:
        found = classify(draft.text, hints=draft.hints, title=title, repeated=repeated)
        return [astuple(one) for one in found]

    given = (draft.text, draft.hints, title, sorted(repeated))
    return tuple(Passage(*one) for one in readings.of("passages", given, judged))


def _repeated_lines(reports: Sequence[Report]) -> dict[str, frozenset[str]]:
    """By outlet, short lines that are no sentences and stand in at least three of its reports.

    Only within one outlet: what two hosts of one wire text share is the report itself.
    """
    by_outlet: defaultdict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.outlet is not None:
            by_outlet[report.outlet].append(report)
    found = {}
    for outlet, own in by_outlet.items():
        counts = Counter(
            line for report in own for line in {normal(one.text) for one in read_lines(report.text) if not one.prose}
        )
        found[outlet] = frozenset(line for line, count in counts.items() if line and count >= 3)
    return {outlet: lines for outlet, lines in found.items() if lines}
