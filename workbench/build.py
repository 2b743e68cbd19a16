"""A ledger from a path: read, annotate, state and keep, with what has not changed taken from a cache.

What is here: where a path's story file, ledger and cache lie, the fingerprint that tells a stale ledger, the stages in
order, and the summary that is printed. Each stage's own work is in its folder.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from workbench import __version__, ledger
from workbench.annotate import pipeline
from workbench.annotate.cache import AnnotationCache, Annotations, pressed
from workbench.compare import compared
from workbench.corrections import force
from workbench.corrections.applying import roles_by_hand, roles_key
from workbench.corrections.lines import Log, locked, read_log
from workbench.corrections.listing import states
from workbench.corrections.recording import with_lines_of_others
from workbench.errors import InputError
from workbench.ledgerfolder import refuse_ledger
from workbench.limits import Limits
from workbench.model import Annotation, Report, SourceFile
from workbench.read import Reading, read_path
from workbench.read.neverreports import BESIDE_THE_LEDGER
from workbench.read.readings import keep, kept_in
from workbench.rules import ANNOTATING, rules_hash
from workbench.shards.fetching import fetched
from workbench.shards.planning import planned
from workbench.shards.running import finished
from workbench.stating import Before, stated
from workbench.story import Story
from workbench.storyfile import StoryFile, read_story_file
from workbench.terminal import printable
from workbench.turns import turn
from workbench.wholefile import write_whole


@dataclass(frozen=True, slots=True)
class Places:
    """Where the parts of a story lie: what is read, the story file, the ledger and the cache.

    ``added`` is where reports lie that were added to a story made from another folder; they are read beside it.
    """

    reports: Path
    story_file: Path | None
    ledger: Path
    cache: Path
    folder: Path
    added: Path | None = None


#: States of a correction that are worth a word only where there are some.
_STATES = {"undone": "undone", "not understood": "not understood", "damaged": "damaged", "torn": "cut off"}

#: What is said of a story whose ledger cannot be written.
_READ_ONLY = "{} cannot be written: its ledger is opened as it was built, and takes no corrections"

#: Beside the ledger of a path that is no story folder: the path it was built from.
_POINTER = ".reports-path"


def places_of(path: Path, *, story_file: Path | None = None, ledger_folder: Path | None = None) -> Places:
    """Where to read and write for a path: a story folder keeps its own ledger, any other path gets ``NAME.story`` here.

    A ``NAME.story`` folder is a story in its turn: it remembers the path it was built from. Raises ``InputError`` when
    the path or the story file does not exist, and for a ledger, which is neither story nor reports.
    """
    if not path.exists():
        raise InputError(f"{path}: no such file or folder")
    if story_file is not None and not story_file.is_file():
        raise InputError(f"{story_file}: no such story file")
    refuse_ledger(path)
    path = path.resolve()
    ledger.settle(path / "ledger")
    pointer = path / _POINTER
    is_story = path.is_dir() and any(
        (path / name).exists() for name in ("story.toml", "reports", _POINTER, "ledger/manifest.json")
    )
    folder = path if is_story else Path.cwd() / f"{path.stem if path.is_file() else path.name}.story"
    reports = (
        Path(pointer.read_text(encoding="utf-8", errors="surrogateescape").removesuffix("\n"))
        if pointer.is_file()
        else path
    )
    own = folder / "story.toml"
    found = story_file or (own if own.is_file() else None)
    where = (ledger_folder or folder / "ledger").absolute()
    added = folder / "reports"
    elsewhere = reports != folder and added.is_dir()
    return Places(reports, found, where, where.parent / f".{where.name}-cache", folder, added if elsewhere else None)


def _remember(where: Places, story_file: Path | None) -> None:
    """Leaves beside a new ledger what later commands need: the path of the reports and the story file used."""
    if where.folder == where.reports or where.ledger != where.folder / "ledger":
        return
    write_whole(where.folder / _POINTER, f"{where.reports}\n".encode("utf-8", "surrogateescape"))
    own = where.folder / "story.toml"
    if story_file is not None and not own.exists():
        write_whole(own, story_file.read_bytes())


def _stands_alone(where: Places) -> bool:
    """Whether a folder holds a ledger and nothing to rebuild it from: one typed in by hand, or whose reports moved."""
    if not (where.ledger / "manifest.json").is_file():
        return False
    return not where.reports.exists() or (where.reports == where.folder and not _holds_reports(where.folder))


def _holds_reports(folder: Path) -> bool:
    return any(path.name not in ("story.toml", force.FILE_NAME, *BESIDE_THE_LEDGER) for path in inputs_of(folder))


def build_story(
    path: Path | str,
    *,
    story_file: Path | None = None,
    ledger_folder: Path | None = None,
    catalog: Path | None = None,
    model: str | None = None,
    workers: int = 1,
    scheduler: str | None = None,
    partitions: int | None = None,
    only_if_stale: bool = False,
    progress: bool | Callable[[str], None] = True,
) -> Story:
    """The story of a path with its ledger built; with ``only_if_stale`` a fresh ledger is opened as it is.

    ``path`` may be the address of a folder or file elsewhere (``s3://...``), which is then copied into a story folder
    here. ``catalog`` names a catalog that does not lie beside the reports; ``progress`` may be what each step is told
    to. Reports are read by ``workers`` processes, or by those of the Dask scheduler at the address ``scheduler``.
    ``partitions`` is how many files a table's folder holds, 1 one file for each table; without it a ledger keeps the
    form it has. Raises ``InputError`` for a path with no report, a broken story file or a missing model. A file that
    could not be read is a row of ``story.files`` and stops nothing else.
    """
    say = progress if callable(progress) else _say if progress else _hush
    where = places_of(fetched(path, say), story_file=story_file, ledger_folder=ledger_folder)
    story = read_story_file(where.story_file) if where.story_file else StoryFile()
    if only_if_stale and not may_write(where.ledger):
        say(_READ_ONLY.format(where.folder))
        return _opened(where, story)
    form = _form(where.ledger, partitions)
    if only_if_stale and _stands_alone(where):
        return with_lines_of_others(_opened(where, story))
    model = model or model_named()
    log = read_log(where.folder / force.FILE_NAME)
    made_from = roles_key(_fingerprint(where, model, catalog), log)
    if (
        only_if_stale
        and form == _form(where.ledger)
        and _is_fresh(where.ledger, force.fingerprint_with(made_from, log))
    ):
        return _opened(where, story)
    ledger.refuse_foreign(where.ledger)
    if where.reports.is_relative_to(where.ledger):
        raise InputError(f"{where.ledger}: holds the reports themselves; choose another place for the ledger")
    _name_damaged(where.ledger, say)
    with turn(where.cache, say):
        machine = force.kept_machine(where.ledger, made_from) if only_if_stale else None
        if machine is None:
            machine, names = _machine_tables(
                where, story, log, catalog=catalog, model=model, workers=workers, scheduler=scheduler, say=say
            )
            force.keep_machine(where.ledger, machine, made_from, names)
        say("comparing reports")
        stamp = {"model": pipeline.model_version(model), **force.stamped(made_from, log), **form}
        _write(where, story, log, machine, stamp)
        del machine  # it has as many rows as the story that is opened now
        _remember(where, story_file)
    return _opened(where, story)


def _write(
    where: Places, story: StoryFile, log: Log, machine: Mapping[str, pd.DataFrame], stamp: Mapping[str, Any]
) -> None:
    """Leaves the ledger that is made of the machine's tables and the log; ``stamp`` goes into its manifest."""
    found = kept_in(where.cache / "compared")
    tables = force.in_force(machine, story, log, found=found)
    keep(where.cache / "compared", found)
    listed = log.sha256 is not None and where.reports == where.folder
    tables["files"] = force.with_file_row(tables["files"], listed=listed)
    manifest = {
        "workbench": __version__,
        "title": story.title,
        "inputs": {_input_name(file): file.sha256 for file in ledger.records(machine["files"]) if file.sha256},
        **stamp,
    }
    # Whoever records holds the lock while the ledger is written; without corrections there is nobody to wait for.
    with locked(where.folder / force.FILE_NAME) if log.sha256 else nullcontext():
        ledger.write(where.ledger, tables, manifest)


def _form(folder: Path, partitions: int | None = None) -> dict[str, int]:
    """What the manifest says of a ledger's partitions, or is to say: nothing where each table is one file."""
    if partitions is None:
        try:
            partitions = ledger.manifest(folder).get("partitions", 1)
        except InputError:
            partitions = 1
    return {"partitions": partitions} if partitions > 1 else {}


def may_write(folder: Path) -> bool:
    """Whether the ledger can be built, or there is none yet, so that the attempt says what is wrong."""
    return os.access(folder.parent, os.W_OK) or not (folder / "manifest.json").is_file()


def _name_damaged(folder: Path, say: Callable[[str], None]) -> None:
    """Says which tables of the ledger that is about to be built again are not what was written."""
    try:
        for name in ledger.damaged(folder):
            say(f"{ledger.place_of(folder, name)} is damaged or missing; it is built again, and corrections are kept")
    except InputError:
        return


def _opened(where: Places, story_file: StoryFile) -> Story:
    return Story(
        ledger.read(where.ledger),
        story_file,
        where.folder,
        ledger.manifest(where.ledger),
        ledger_folder=where.ledger,
    )


def _machine_tables(
    where: Places,
    story: StoryFile,
    log: Log,
    *,
    catalog: Path | None,
    model: str,
    workers: int,
    scheduler: str | None,
    say: Callable[[str], None],
) -> tuple[dict[str, pd.DataFrame], dict[str, str]]:
    """The machine's own tables, before comparison, and by report the name of what its rows were made from.

    Lines a person restored or masked are read as such.
    """
    say(f"reading {where.reports.name}")
    readings = kept_in(where.cache / "readings")
    reading = read_path(where.reports, story=story, catalog=catalog, added=where.added, readings=readings)
    keep(where.cache / "readings", readings)
    by_hand = replace(reading, reports=_with_roles(reading.reports, log))
    annotations = annotations_of(
        by_hand.reports,
        where.cache,
        model=model,
        workers=workers,
        seconds=story.limits.report_seconds,
        scheduler=scheduler,
        say=say,
    )
    say("stating estimates")
    values = kept_in(where.cache / "stated")
    told = stated(
        by_hand.reports,
        annotations,
        story,
        Before(_version(model), *force.stated_before(where.ledger), values, annotations.names()),
    )
    keep(where.cache / "stated", values)
    frames = {**told.tables, **read_frames(_with_problems(reading, told.problems))}
    return {**frames, "files": force.with_file_row(frames["files"], listed=False)}, told.names


def _with_problems(reading: Reading, problems: Mapping[str, str]) -> Reading:
    """The reading with a file quarantined where its text is kept and its sentences could not be read."""
    files = tuple(
        replace(file, status="quarantined", reason=problems[file.report_id])
        if file.report_id is not None and file.report_id in problems and file.status in ("loaded", "warned")
        else file
        for file in reading.files
    )
    return replace(reading, files=files)


def _with_roles(reports: Sequence[Report], log: Log) -> tuple[Report, ...]:
    """The reports with the roles a person gave to passages."""
    if not log.corrections:
        return tuple(reports)
    roles = roles_by_hand(
        ledger.frame("reports", [_report_row(report) for report in reports]),
        ledger.frame("passages", _passage_rows(reports)),
        log,
    )
    return tuple(
        replace(
            report,
            passages=tuple(
                replace(one, role=roles.get((report.report_id, one.start, one.end), one.role))
                for one in report.passages
            ),
        )
        if any(key[0] == report.report_id for key in roles)
        else report
        for report in reports
    )


def model_named() -> str:
    """The language model that the environment names, or the one that was installed along."""
    return os.environ.get("WORKBENCH_MODEL", "") or pipeline.DEFAULT_MODEL


def _input_name(file: SourceFile) -> str:
    return file.file if file.part is None else f"{file.file}#{file.part}"


def _say(line: str) -> None:
    # A notebook shows the error stream in red, and progress is no error.
    print(f"workbench: {line}", file=sys.stdout if "ipykernel" in sys.modules else sys.stderr, flush=True)


def _hush(line: str) -> None:
    """Says nothing."""


# --- freshness --------------------------------------------------------------------------------------------------------


def _fingerprint(where: Places, model: str, catalog: Path | None) -> str:
    """A hash of everything the machine's tables depend on: the inputs' bytes, the story file, the rules, the model."""
    digest = hashlib.sha256(f"{model}\n{rules_hash()}\n".encode())
    own = where.folder / force.FILE_NAME
    found = [where.reports] if where.reports.is_file() else sorted(inputs_of(where.reports))
    files = [path for path in found if path != own]
    files += sorted(inputs_of(where.added)) if where.added else []
    for path in [*files, *(path for path in (where.story_file, catalog) if path)]:
        name = os.path.relpath(path, where.reports if where.reports.is_dir() else where.reports.parent)
        digest.update(f"{name}\0".encode("utf-8", "surrogateescape"))
        if path.name in BESIDE_THE_LEDGER:
            continue  # no table is made from it; that it is there is a row of the files
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            digest.update(b"unreadable")
    return digest.hexdigest()


def inputs_of(folder: Path) -> Iterator[Path]:
    """The files under a folder that a build may depend on; what cannot be opened is named by the reader, not here."""
    for place, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".") and name != "ledger"]
        yield from (Path(place, name) for name in files if not name.startswith("."))


def _is_fresh(folder: Path, fingerprint: str) -> bool:
    try:
        manifest = ledger.manifest(folder)
    except ledger.NewerLedger:
        raise
    except InputError:
        return False
    return bool(manifest.get("fingerprint") == fingerprint) and not ledger.damaged(folder)


def _version(model: str) -> str:
    """The model and the rules by which reports are annotated and stated."""
    return f"{pipeline.model_version(model)} {rules_hash(ANNOTATING)}"


def annotations_of(
    reports: Sequence[Report],
    cache_folder: Path,
    *,
    model: str,
    workers: int,
    seconds: int = Limits().report_seconds,
    scheduler: str | None = None,
    say: Callable[[str], None] = _hush,
) -> Annotations:
    """An annotation for each report, made anew only where its text, the model or a rule has changed."""
    cache = AnnotationCache(cache_folder, _version(model))
    names = [cache.name(report) for report in reports]
    found = cache.found(reports)
    todo = {name: report for name, report in zip(names, reports, strict=True) if name not in found}
    new = sum(name in todo for name in names)
    say(f"annotating {len(reports)} reports: {len(reports) - new} reused, {new} new")
    shards = planned(list(todo), list(todo.values()))
    for part in finished(shards, model=model, seconds=seconds, workers=workers, scheduler=scheduler):
        cache.keep(part)
        found.update(pressed(part))
    cache.keep_only(reports)
    return Annotations([found[name] for name in names])


# --- tables -----------------------------------------------------------------------------------------------------------


def tables_of(reading: Reading, annotations: Sequence[Annotation], story: StoryFile) -> dict[str, pd.DataFrame]:
    """The ledger's tables from reports and their annotations; the order of the files given does not matter."""
    return compared({**read_frames(reading), **stated(reading.reports, annotations, story).tables}, story)


def read_frames(reading: Reading) -> dict[str, pd.DataFrame]:
    """The tables of what was read."""
    return {
        "files": ledger.frame("files", [asdict(file) for file in reading.files]),
        "reports": ledger.frame("reports", [_report_row(report) for report in reading.reports]),
        "passages": ledger.frame("passages", _passage_rows(reading.reports)),
    }


def _report_row(report: Report) -> dict[str, Any]:
    words = dict.fromkeys(("kept", "removed"), 0)
    for passage in report.passages:
        words["removed" if passage.role == "chrome" else "kept"] += len(
            report.text[passage.start : passage.end].split()
        )
    return {
        "report_id": report.report_id,
        "file": report.file,
        "part": report.part,
        "sha256": report.sha256,
        "encoding": report.encoding,
        "reader": report.reader,
        "text": report.text,
        "text_sha256": report.text_sha256,
        "title": report.title,
        "outlet": report.outlet,
        "wire": report.wire,
        "byline": list(report.byline),
        "dateline": report.dateline,
        "language": report.language,
        "url": report.url,
        "published_earliest": report.published_earliest,
        "published_latest": report.published_latest,
        "published_conflict": report.published_conflict,
        "published_evidence": [asdict(clue) for clue in report.published_evidence],
        "updated_at": report.updated_at,
        "retrieved_at": report.retrieved_at,
        "words_kept": words["kept"],
        "words_removed": words["removed"],
        "masthead_evidence": [{"field": name, **asdict(clue)} for name, clue in report.masthead],
    }


def _passage_rows(reports: Sequence[Report]) -> Iterator[dict[str, Any]]:
    for report in reports:
        for passage in report.passages:
            yield {"report_id": report.report_id, **asdict(passage)}


# --- summary ----------------------------------------------------------------------------------------------------------


def refused(files: pd.DataFrame) -> list[str]:
    """A line for each file, or file within one, that could not be used: its name and the cause."""
    bad = files[files["status"].isin(["failed", "quarantined"])]
    return [printable(f"{_named(row)}: {row.reason}") for row in ledger.records(bad)]


def _named(row: Any) -> str:
    return str(row.file) if row.member is None else f"{row.file}, {row.member}"


def summary(story: Story) -> str:
    """The build as a table to print: a line a report with its date, words kept and removed, and numbers."""
    names = {report.report_id: _shown_name(report) for report in ledger.records(story.reports)}
    width = max(6, *(len(name) for name in names.values())) if names else 6
    lines = [
        f"{'report':<{width}}  {'published':<25} {'kept':>6} {'removed':>7} {'charted':>7} {'not':>5} {'aside':>5}"
    ]
    for report in ledger.records(story.reports):
        charted, apart, aside = _numbers(story, report)
        lines.append(
            f"{names[report.report_id]:<{width}}  {_when(report):<25} {report.words_kept:>6} {report.words_removed:>7} "
            f"{charted:>7} {apart:>5} {aside:>5}"
        )
    drawn = int(story.estimates["charted"].sum())
    counts = Counter(str(status) for status in story.files["status"])
    states = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    lines.append(
        f"{len(story.reports)} reports ({states} of {len(story.files)} files); {drawn} estimates "
        f"charted, {len(story.estimates) - drawn} kept apart, {len(story.set_aside)} numbers set aside"
    )
    warned = story.files[story.files["status"] == "warned"]
    lines += [f"warning: {printable(f'{row.file}: {row.reason}')}" for row in ledger.records(warned)]
    if story.folder is not None and not may_write(story.ledger_folder or story.folder / "ledger"):
        lines.append(f"warning: {_READ_ONLY.format(story.folder)}")
    lines += _corrected(story)
    basis = sorted(set(story.estimands["basis"].dropna()))
    if basis == ["proposed"]:
        lines.append("estimands are proposed by the machine; write them down to edit with: workbench propose PATH")
    return "\n".join(lines)


def _corrected(story: Story) -> list[str]:
    """One line on the analyst's corrections, where there are any, and one for each that could not be read."""
    found = states(story)
    if not found:
        return []
    more = [f"{found[name]} {word}" for name, word in _STATES.items() if name in found]
    said = ", ".join([f"{found.get('in force', 0)} in force", f"{found.get('orphaned', 0)} orphaned", *more])
    broken = story.corrections[story.corrections["state"].isin(["torn", "damaged"])]
    return [f"corrections: {said}", *(f"warning: corrections.jsonl: {why}; it is not used" for why in broken["why"])]


def report_line(story: Story, report: Any) -> str:
    """One report in words: its name, when it came out, and what became of its numbers."""
    charted, apart, aside = _numbers(story, report)
    told = f"numbers: {charted} charted, {apart} kept apart, {aside} set aside"
    return f"{_shown_name(report)}: {_when(report)}; {report.words_kept} words; {told}"


def _numbers(story: Story, report: Any) -> tuple[int, int, int]:
    estimates = story.estimates[story.estimates["report_id"] == report.report_id]
    charted = int(estimates["charted"].sum())
    return charted, len(estimates) - charted, int((story.set_aside["report_id"] == report.report_id).sum())


def _shown_name(report: Any, longest: int = 44) -> str:
    """The file's name for a printed table, its end kept where it is too long, nothing unprintable in it."""
    name = str(report.file).removeprefix("reports/") + ("" if report.part is None else f"#{report.part}")
    safe = printable(name)
    return safe if len(safe) <= longest else f"...{safe[3 - longest :]}"


def _when(report: Any) -> str:
    earliest, latest = report.published_earliest, report.published_latest
    if not earliest and not latest:
        return "undated"
    mark = " !" if report.published_conflict else ""
    return (earliest if earliest == latest else f"{earliest or '...'} to {latest or '...'}") + mark
