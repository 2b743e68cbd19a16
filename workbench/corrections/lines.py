"""The file of corrections: one JSON object a line, only ever appended to, each line with a checksum of itself.

What is here: a correction as a frozen value, its identifier and checksum, reading a file whatever has happened to it,
and appending to it so that a power cut loses no line that was acknowledged. What a line does to the ledger is left to
``applying.py``, who may write one to ``recording.py``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Literal

from filelock import FileLock, Timeout

from workbench.errors import InputError
from workbench.model import content_id

#: Seconds to wait for another writer of the same story.
PATIENCE = 60.0

Fault = Literal["torn", "damaged"]


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a report that a correction speaks of, told so that it is found again when ids have changed.

    ``text_sha256`` is the hash of the report's text, ``quotation`` the words at ``start``:``end`` of it; ``before`` and
    ``after`` are the words next to them.
    """

    text_sha256: str
    report_id: str
    file: str
    start: int | None = None
    end: int | None = None
    quotation: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a correction speaks of, with what lets it be found or made again."""

    entity_id: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a correction hangs on beside the id of a row.

    ``places`` are the stretches of the row (two for a link or a difference), ``entities`` whom it names, ``span`` the
    stretch that an added row or an edited span is to have.
    """

    places: tuple[Place, ...] = ()
    entities: tuple[Named, ...] = ()
    span: Place | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One line: who did what to which field of which row, when and why.

    ``old`` and ``new`` are JSON values, ``undoes`` is the ``correction_id`` of an earlier line.
    """

    act: str
    at: str
    who: str
    table: str | None = None
    row: str | None = None
    anchor: Anchor = field(default_factory=Anchor)
    field: str | None = None
    old: Any = None
    new: Any = None
    reason: str | None = None
    undoes: str | None = None
    correction_id: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is not used: where it stands, what is wrong with it, and its beginning.

    "torn" is a line that was cut while it was written, "damaged" one that is whole and not what was written.
    """

    line: int
    fault: Fault
    text: str

    @property
    def why(self) -> str:
        """The fault in words."""
        cut = "was cut off while it was written"
        return cut if self.fault == "torn" else "does not match its checksum: it was changed after it was written"


@dataclass(frozen=True, slots=True)
class Log:
    """The lines of a file in their order, those that cannot be used apart, and the hash of the file's bytes."""

    corrections: tuple[Correction, ...] = ()
    unread: tuple[Unread, ...] = ()
    sha256: str | None = None


def identified(correction: Correction, known: Iterable[str] = ()) -> Correction:
    """The correction with an identifier derived from its content, another one where an equal line is there already."""
    said = as_object(replace(correction, correction_id=""))
    taken, again = set(known), 0
    while (found := content_id("k", _canonical(said), again)) in taken:
        again += 1
    return replace(correction, correction_id=found)


def line_of(correction: Correction) -> bytes:
    """The line of a correction with its checksum, without a line end."""
    said = as_object(correction)
    text = json.dumps({**said, "checksum": checksum(said)}, ensure_ascii=False, allow_nan=False)
    return text.encode()


def read_log(path: Path) -> Log:
    """The log in that file, empty where there is none; no line stops the reading of the others.

    Raises ``InputError`` when the file is there and cannot be read.
    """
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        return Log()
    except OSError as error:
        raise InputError(f"{path}: the corrections cannot be read: {error.strerror or error}") from error
    corrections: list[Correction] = []
    unread: list[Unread] = []
    for number, line in enumerate(raw.split(b"\n"), 1):
        if line.strip():
            found = _read(line, number)
            if isinstance(found, Unread):
                unread.append(found)
            else:
                corrections.append(found)
    return Log(tuple(corrections), tuple(unread), hashlib.sha256(raw).hexdigest())


def read_raw(path: Path) -> dict[str, bytes]:
    """The lines of a file that can be used as they stand in it, without their line ends, by identifier."""
    found: dict[str, bytes] = {}
    for number, line in enumerate(path.read_bytes().split(b"\n"), 1):
        one = _read(line, number) if line.strip() else None
        if isinstance(one, Correction):
            found.setdefault(one.correction_id, line)
    return found


@contextmanager
def locked(path: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the lock of a file of corrections: while it is held, nobody else appends to it.

    Raises ``InputError`` when another writer does not let go of it in time, or when the folder cannot be written.
    """
    # The lock lies in the cache folder: beside the reports it would be listed as one of the story's files.
    place = path.parent / ".ledger-cache" / "corrections.lock"
    lock = FileLock(place, timeout=patience)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout:
        raise InputError(f"{path}: another program is writing corrections; try again when it is done") from None
    except OSError as error:
        raise InputError(f"{path}: corrections cannot be written here: {error.strerror or error}") from error
    try:
        yield
    finally:
        lock.release()


def append(path: Path, lines: Iterable[bytes]) -> None:
    """Leaves lines at the end of the file, on the disk before this returns; the caller holds the lock.

    A last line that was cut off stays where it is and gets its line end first, so that the new ones are whole.
    """
    is_new = not path.exists()
    with path.open("ab+") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
        torn = size > 0 and file.read(1) != b"\n"
        file.write((b"\n" if torn else b"") + b"".join(line + b"\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    """Puts the name of a new file on the disk, where the system lets a folder be opened."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def undone(corrections: Sequence[Correction]) -> frozenset[str]:
    """The identifiers of the lines that a later line in force undoes; an undoing may itself be undone."""
    dead: set[str] = set()
    for one in reversed(corrections):
        if one.act == "undo" and one.undoes and one.correction_id not in dead:
            dead.add(one.undoes)
    return frozenset(dead)


def _read(line: bytes, number: int) -> Correction | Unread:
    shown = line[:80].decode("utf-8", "replace")
    try:
        said = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return Unread(number, "torn", shown)
    if not isinstance(said, dict):
        return Unread(number, "damaged", shown)
    found = said.pop("checksum", None)
    if found != checksum(said):
        return Unread(number, "damaged", shown)
    try:
        return _correction(said)
    except (TypeError, ValueError, AttributeError):
        return Unread(number, "damaged", shown)


def _correction(said: Mapping[str, Any]) -> Correction:
    plain = _known(Correction, said)
    anchor = anchor_from(said.get("anchor") or {})
    _check_texts([plain.get(name) for name in ("act", "at", "who", "correction_id")], missing=False)
    _check_texts([plain.get(name) for name in ("table", "row", "field", "reason", "undoes")])
    # A character that no encoding has (half of a pair) would stop the whole ledger from being written.
    json.dumps(said, ensure_ascii=False).encode()
    return Correction(**{**plain, "anchor": anchor})


def _check_texts(values: Iterable[Any], *, missing: bool = True) -> None:
    if not all(isinstance(value, str) or (missing and value is None) for value in values):
        raise ValueError


def anchor_from(said: Mapping[str, Any]) -> Anchor:
    """The anchor of its JSON form."""
    places = tuple(Place(**_known(Place, one)) for one in said.get("places", ()))
    entities = tuple(Named(**_known(Named, one)) for one in said.get("entities", ()))
    span = Place(**_known(Place, said["span"])) if said.get("span") else None
    for place in (*places, *([span] if span else ())):
        _check_texts([value for name, value in asdict(place).items() if name not in ("start", "end")], missing=False)
        if not all(end is None or type(end) is int for end in (place.start, place.end)):
            raise ValueError
    for named in entities:
        _check_texts(asdict(named).values(), missing=False)
    return Anchor(places, entities, span)


def _known(kind: type[Any], said: Mapping[str, Any]) -> dict[str, Any]:
    names = {one.name for one in fields(kind)}
    return {key: value for key, value in said.items() if key in names}


def as_object(correction: Correction) -> dict[str, Any]:
    """The correction as the JSON object of its line, without the checksum."""
    said = asdict(correction)
    return {"correction_id": said.pop("correction_id"), **said}


def _canonical(said: Mapping[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, separators=(",", ":"))


def checksum(said: Mapping[str, Any]) -> str:
    """The checksum of a line's object, itself left out; the order of its keys does not matter."""
    return hashlib.sha256(_canonical(said).encode()).hexdigest()[:16]
