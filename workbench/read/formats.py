"""Formats: from a file's bytes to drafts of reports, through one small registry of suffixes.

What is here: plain text, JSON, JSON lines and CSV, and the table that says which reader takes which suffix. A new
format joins with ``@reads(".suffix")`` on a function from a ``Source`` to drafts. Other formats are read in modules of
their own (``webpage.py``, ``markdown.py``, ``mail.py``, ``pdf.py``, ``feed.py``, ``columnar.py``, ``webarchive.py``,
``zipped.py``); bytes become text in ``decode.py``; roles of lines are given in ``lines.py``.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from workbench.errors import InputError
from workbench.limits import Limits
from workbench.model import Evidence
from workbench.read.decode import Decoded, decode
from workbench.read.lines import Hint


@dataclass(slots=True)
class Allowance:
    """What may still be unpacked from one file, shared by all that lies inside it."""

    members: int
    unpacked_bytes: int


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of one file with the name and the limits its reader needs.

    ``declared`` is the character set that something outside the bytes names (an HTTP header, a part of a mail).
    ``depth`` counts the archives that the file lies in, and ``allowance`` is what they have left.
    """

    name: str
    raw: bytes
    limits: Limits
    declared: str | None = None
    depth: int = 0
    allowance: Allowance | None = None

    def left(self) -> Allowance:
        """What may still be unpacked: what the archive around it has left, or all that the limits allow."""
        return self.allowance or Allowance(self.limits.members, self.limits.unpacked_bytes)


@dataclass(frozen=True, slots=True)
class Draft:
    """A report before its lines are judged: the text the reader made, and what the format says about it.

    ``metadata`` holds clues from outside the text by field (title, outlet, wire, byline, url, language, published,
    updated, retrieved); ``hints`` are stretches of the text whose place in the markup is known. ``member`` names the
    file inside the file that it came from.
    """

    part: int | None
    text: str
    encoding: str
    reader: str
    metadata: tuple[tuple[str, Evidence], ...] = ()
    hints: tuple[tuple[int, int, Hint], ...] = ()
    problem: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """One part of a file that gave no report, and why; without a part, what is said of the file as a whole.

    Quarantined is what may be readable with other tools, skipped what is no report.
    """

    part: int | None
    reason: str
    status: Literal["failed", "quarantined", "skipped"] = "failed"
    member: str | None = None


Reader = Callable[[Source], Iterable[Draft | Refused]]
_READERS: dict[str, Reader] = {}


def reads(*suffixes: str) -> Callable[[Reader], Reader]:
    """A decorator that puts a reader into the registry under these suffixes (lower case, with the dot)."""

    def register(reader: Reader) -> Reader:
        for suffix in suffixes:
            _READERS[suffix] = reader
        return reader

    return register


def parts_of(source: Source) -> list[Draft | Refused]:
    """What the reader for that file's name makes of its bytes.

    Raises ``InputError`` with the cause when no reader takes its suffix, or when the reader stumbles: a hostile file
    must not stop the others.
    """
    reader = _READERS.get(suffix_of(source.name))
    if reader is None:
        suffix = suffix_of(source.name) or "files without a suffix"
        raise InputError(f"no reader takes {suffix}; the readers take {', '.join(suffixes())}")
    try:
        return list(_within_limit(reader(source), source.limits))
    except InputError:
        raise
    except Exception as error:
        raise InputError(f"the reader failed: {type(error).__name__}: {error}"[:300]) from error


def _within_limit(parts: Iterable[Draft | Refused], limits: Limits) -> Iterator[Draft | Refused]:
    for count, part in enumerate(parts, 1):
        if count > limits.parts:
            yield Refused(count - 1, f"the file holds more than {limits.parts:,} records; the rest is not read")
            return
        yield part


def suffix_of(name: str) -> str:
    """The suffix of a file name in lower case, with its dot: one of two parts where a reader takes it, else the last.

    Empty when there is none.
    """
    base = name.rpartition("/")[2].lower()
    stem, dot, suffix = base.rpartition(".")
    double = f".{stem.rpartition('.')[2]}.{suffix}"
    if double in _READERS and base != double:
        return double
    return f".{suffix}" if dot and stem else ""


def suffixes() -> list[str]:
    """The suffixes that have a reader, in alphabetical order."""
    return sorted(_READERS)


@reads(".txt", ".text")
def read_text(source: Source) -> Iterator[Draft | Refused]:
    """One report whose text is the whole decoded file."""
    decoded = decode(source.raw, declared=source.declared)
    yield Draft(None, decoded.text, decoded.encoding, "text", problem=decoded.problem)


#: The names under which feeds, scrapers and archives give these fields, best first. Names are compared in lower case
#: without "_", "-", ":" and blanks.
_FIELD_NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article", "maintext", "articlebody", "fulltext", "bodytext", "contenttext"),
    "title": ("title", "headline", "articletitle", "ogtitle"),
    "outlet": (
        "outlet",
        "sitename",
        "ogsitename",
        "publisher",
        "source",
        "newspaper",
        "publication",
        "site",
        "sourcedomain",
        "hostname",
        "domain",
        "channel",
    ),
    "wire": ("wire", "agency", "newsagency"),
    "byline": ("byline", "authors", "author", "creator", "writer"),
    "url": ("url", "link", "canonicalurl", "permalink", "sourceurl", "uri"),
    "language": ("language", "lang", "inlanguage"),
    "published": (
        "published",
        "datepublished",
        "publishedat",
        "publisheddate",
        "publicationdate",
        "pubdate",
        "datepublish",
        "publishdate",
        "publishedtime",
        "articlepublishedtime",
        "date",
        "datetime",
        "firstpublished",
        "posted",
        "postedat",
    ),
    "updated": (
        "updated",
        "datemodified",
        "modified",
        "updatedat",
        "datemodify",
        "lastmodified",
        "articlemodifiedtime",
    ),
    "retrieved": (
        "retrieved",
        "datedownload",
        "retrievedat",
        "crawled",
        "crawldate",
        "downloaded",
        "fetchedat",
        "accessed",
    ),
}


@reads(".json")
def read_json(source: Source) -> Iterator[Draft | Refused]:
    """One report for an object with a text, or one for each object of a list (or of the one list in an object)."""
    decoded = decode(source.raw)
    try:
        data = json.loads(decoded.text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise InputError(f"is not valid JSON: line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise InputError("is nested too deeply to be read") from None
    except ValueError as error:  # a number of more digits than Python takes
        raise InputError(f"is not valid JSON: {error}") from None
    if isinstance(data, dict) and _pick(data, "text") is None:
        lists = [value for value in data.values() if isinstance(value, list) and value and isinstance(value[0], dict)]
        if len(lists) != 1:
            raise InputError(
                f"holds no text: it needs one of {', '.join(_FIELD_NAMES['text'])}; its keys are {_some(data)}"
            )
        data = lists[0]
    if isinstance(data, dict):
        yield from_record(data, None, decoded, "json")
    elif isinstance(data, list):
        for part, record in enumerate(data):
            yield from_record(record, part, decoded, "json")
    else:
        raise InputError("holds neither an object nor a list of objects")


@reads(".jsonl", ".ndjson")
def read_json_lines(source: Source) -> Iterator[Draft | Refused]:
    """One report for each line that holds an object with a text; parts count the lines that are not blank, from 0."""
    decoded = decode(source.raw)
    part = -1
    for number, line in enumerate(decoded.text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        part += 1
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            cause = "nested too deeply" if isinstance(error, RecursionError) else getattr(error, "msg", str(error))
            yield Refused(part, f"line {number}: is not valid JSON: {cause}")
            continue
        yield from_record(record, part, decoded, "jsonl")


@reads(".csv", ".tsv")
def read_csv(source: Source) -> Iterator[Draft | Refused]:
    """One report for each row, from its text column; the other columns are metadata. Parts count rows from 0."""
    decoded = decode(source.raw)
    # Python's default of 131,072 characters a field is less than a long report.
    csv.field_size_limit(max(csv.field_size_limit(), source.limits.file_bytes))
    text = decoded.text.removeprefix("\ufeff")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        if _column(rows.fieldnames or [], "text") is None:
            raise InputError(
                f"has no text column: it needs one of {', '.join(_FIELD_NAMES['text'])};"
                f" its columns are {_some(rows.fieldnames or [])}"
            )
        for part, row in enumerate(rows):
            if None in row:
                yield Refused(part, f"line {rows.line_num}: the row has more fields than the header")
                continue
            yield from_record({str(key): value for key, value in row.items()}, part, decoded, "csv")
    except csv.Error as error:
        raise InputError(f"is not valid CSV: line {rows.line_num}: {error}") from None


def _delimiter(text: str) -> str:
    header = text.lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t|", key=header.count)


def from_record(record: Any, part: int | None, decoded: Decoded, reader: str) -> Draft | Refused:
    """The draft of one object or row; a refusal when it holds no text."""
    if not isinstance(record, Mapping):
        return Refused(part, f"is no object but {type(record).__name__}")
    key = _pick(record, "text")
    if key is None:
        return Refused(
            part, f"holds no text: it needs one of {', '.join(_FIELD_NAMES['text'])}; its keys are {_some(record)}"
        )
    text, lost = without_surrogates(str(record[key]))
    if not text.strip():
        return Refused(part, f"{key} is empty")
    problem = decoded.problem or (f"{lost} broken characters are shown as U+FFFD" if lost else None)
    metadata = tuple(clue for field in _FIELD_NAMES if field != "text" for clue in _clues(record, field, reader))
    title = next((clue.says for field, clue in metadata if field == "title" and clue.says), "")
    text, hints = under_title(title, text)
    return Draft(part, text, decoded.encoding, reader, metadata, hints, problem)


def under_title(title: str, text: str) -> tuple[str, tuple[tuple[int, int, Hint], ...]]:
    """The text under its title, so that what the headline says is read too; one that opens with it stays as it is."""
    plain = " ".join(title.split())
    if not plain or " ".join(text[: 4 * len(plain) + 40].split()).startswith(plain):
        return text, ()
    return f"{plain}\n\n{text}", ((0, len(plain), "title"),)


def without_surrogates(text: str) -> tuple[str, int]:
    """JSON may escape half of a character, which no file can hold."""
    found = re.subn(r"[\ud800-\udfff]", "\ufffd", text)
    return found[0], found[1]


def _clues(record: Mapping[str, Any], field: str, reader: str) -> Iterator[tuple[str, Evidence]]:
    key = _pick(record, field)
    if key is None:
        return
    for value in record[key] if isinstance(record[key], list) else [record[key]]:
        if isinstance(value, Mapping):
            value = value.get("name") or value.get("title")
        if isinstance(value, str | int | float) and str(value).strip():
            says = without_surrogates(str(value).strip())[0]
            yield field, Evidence(None, None, f"{key}: {says}"[:400], f"{reader}:{key}"[:60], says)


def known_field(name: str) -> str | None:
    """The field of a report that a column of this name holds, or nothing."""
    return next((field for field, names in _FIELD_NAMES.items() if _plain(name) in names), None)


def _plain(key: str) -> str:
    return re.sub(r"[_\-:.\s]", "", key.lower())


def _column(keys: Iterable[str], field: str) -> str | None:
    by_name = {_plain(str(key)): str(key) for key in keys}
    return next((by_name[name] for name in _FIELD_NAMES[field] if name in by_name), None)


def _pick(record: Mapping[str, Any], field: str) -> str | None:
    """The record's key for a field, the best name that holds something."""
    wanted = (str,) if field == "text" else (str, int, float, list, dict)
    return _column([key for key, value in record.items() if isinstance(value, wanted) and value != ""], field)


def _some(keys: Iterable[object]) -> str:
    shown = [" ".join(str(key).split())[:30] for key in keys]  # a name may hold a line end, and a cause is one line
    return ", ".join(shown[:8]) + (" ..." if len(shown) > 8 else "") or "none"
