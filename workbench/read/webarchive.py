"""Web archives: each page that a crawler was given whole, with its address and the day it was fetched.

What is here: the records of a WARC file, packed or not. Pages and plain texts answered with status 200 are read by the
reader of their format; all else is counted in one line, so that nothing is lost without a word.
"""

from __future__ import annotations

import contextlib
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.formats import Allowance, Draft, Refused, Source, parts_of, reads, without_surrogates

#: The suffix whose reader takes a content type.
_READ_AS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_CHUNK = 65_536
_CUT = "it ends in the middle of a record"


class _TooMuch(Exception):
    """The archive unpacks to more than it may."""


class _Unpacked(io.RawIOBase):
    """The bytes of the archive without its packing, no more of them than are allowed; ``damage`` says how it broke off.

    What was unpacked before a damage is given out first: Python's own reader of gzip files would withhold it.
    """

    def __init__(self, raw: bytes, allowance: Allowance) -> None:
        self._packed = raw.startswith(b"\x1f\x8b")
        self._left = raw
        self._unpacker = _unpacker()
        self._allowance = allowance
        self.damage = ""
        self.tail = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        most = _CHUNK if size is None or size < 0 else size
        got = self._unpack(most) if self._packed else self._take(most)
        if len(got) > self._allowance.unpacked_bytes:
            self._allowance.unpacked_bytes = 0
            raise _TooMuch
        self._allowance.unpacked_bytes -= len(got)
        self.tail = (self.tail + got)[-4:]
        return got

    def _take(self, most: int) -> bytes:
        got, self._left = self._left[:most], self._left[most:]
        return got

    def _unpack(self, most: int) -> bytes:
        """The next bytes; a web archive is a row of packed records, each beginning anew."""
        got = b""
        while self._left and not got and not self.damage:
            try:
                got = self._unpacker.decompress(self._left, most)
            except zlib.error as error:
                self.damage = str(error)
            self._left = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                self._left, self._unpacker = self._unpacker.unused_data, _unpacker()
            elif not self._left and len(got) < most:
                self.damage = self.damage or _CUT
        return got


def _unpacker() -> zlib._Decompress:
    return zlib.decompressobj(zlib.MAX_WBITS | 16)


@reads(".warc", ".warc.gz")
def read_web_archive(source: Source) -> Iterator[Draft | Refused]:
    """The reports of all pages in the order of the archive; parts count on from 0 over all of them.

    Raises ``InputError`` when the file is no web archive.
    """
    number = 0
    for part in _parts(source):
        if isinstance(part, Refused) and part.member is None:
            yield part
            continue
        yield replace(part, part=number)
        number += 1


def _parts(source: Source) -> Iterator[Draft | Refused]:
    allowance = source.left()
    stream = _Unpacked(source.raw, allowance)
    passed: Counter[str] = Counter()
    try:
        for record in _records(stream):
            kind = _kind(record)
            why = _why_not(record, kind)
            if why is None and allowance.members < 1:
                yield Refused(None, f"holds more than {source.limits.members:,} pages; the rest is not read")
                break
            if why is None:
                allowance.members -= 1
                yield from _page(record, kind, source, allowance)
            whole = _is_whole(record)
            if why is not None and whole:
                passed[why] += record.rec_type != "warcinfo"
            stream.damage = stream.damage or ("" if whole else _CUT)
        else:
            stream.damage = stream.damage or _open_end(stream)
    except _TooMuch:
        yield Refused(None, f"unpacks to more than {source.limits.unpacked_bytes:,} bytes; the rest is not read")
    except (ArchiveLoadFailed, ValueError, AttributeError):
        stream.damage = stream.damage or "a record in it is none"
    if stream.damage:
        yield Refused(None, f"is damaged; what stands before is read: {stream.damage}"[:200])
    if +passed:
        told = "; ".join(f"{count} {why}" for why, count in sorted((+passed).items()))
        yield Refused(None, f"records that are no page: {told}"[:400], "skipped")


def _open_end(stream: _Unpacked) -> str:
    """What is wrong where the last record is not closed by an empty line."""
    closed = stream.tail.endswith((b"\r\n\r\n", b"\n\n"))
    return "" if closed else _CUT


def _records(stream: _Unpacked) -> Iterator[Any]:
    # warcio prints what it stumbles over; the rows of the files table say it here.
    records = iter(ArchiveIterator(stream))
    while True:
        with contextlib.redirect_stderr(io.StringIO()):
            record = next(records, None)
        if record is None:
            return
        yield record


def _kind(record: Any) -> str:
    """The content type that the answer states, or the record where it is no answer."""
    stated = record.http_headers or record.rec_headers
    return str(stated.get_header("Content-Type") or "") if stated else ""


def _why_not(record: Any, kind: str) -> str | None:
    """Why a record is no page to read, missing when it is one."""
    if record.rec_type not in ("response", "resource"):
        return f"of kind {record.rec_type}"[:40]
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status != "200":
        return f"with status {status}"[:40]
    bare = kind.partition(";")[0].strip().lower()
    if bare not in _READ_AS:
        return f"of type {bare or 'unknown'}"[:60]
    return "robots.txt" if urlsplit(_address(record)).path == "/robots.txt" else None


def _address(record: Any) -> str:
    return without_surrogates(str(record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> "))[0]


def _is_whole(record: Any) -> bool:
    """Whether the record's block goes on to its end; read to there, so that nothing of it is left."""
    left = record.raw_stream
    while left.read(_CHUNK):
        pass
    stated = record.rec_type is not None and record.rec_headers.get_header("Content-Length") is not None
    return stated and not getattr(left, "limit", 0)


def _page(record: Any, kind: str, source: Source, allowance: Allowance) -> Iterator[Draft | Refused]:
    address = _address(record) or "(no address)"
    raw = record.content_stream().read(source.limits.file_bytes + 1)
    if len(raw) > source.limits.file_bytes:
        yield Refused(None, f"is longer than the limit of {source.limits.file_bytes:,} bytes", member=address)
        return
    cut = None if _is_whole(record) else "the page is cut where the archive ends"
    charset = _CHARSET.search(kind)
    inner = Source(
        f"page{_READ_AS[kind.partition(';')[0].strip().lower()]}",
        raw,
        source.limits,
        declared=charset.group(1) if charset else None,
        depth=source.depth + 1,
        allowance=allowance,
    )
    try:
        for part in parts_of(inner):
            if isinstance(part, Draft):
                clues = (*_clues(record), *part.metadata)
                yield replace(part, member=address, metadata=clues, problem=part.problem or cut)
            else:
                yield replace(part, member=address)
    except InputError as error:
        yield Refused(None, str(error), member=address)


def _clues(record: Any) -> Iterator[tuple[str, Evidence]]:
    for field, header in (("url", "WARC-Target-URI"), ("retrieved", "WARC-Date")):
        says = _address(record) if field == "url" else str(record.rec_headers.get_header(header) or "")
        if says:
            yield field, Evidence(None, None, f"{header}: {says}"[:400], f"warc:{header}", says)
