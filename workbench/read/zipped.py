"""Zip archives: each member read by the reader of its own format, within limits on number, size and packing.

What is here: which members are read, and the refusal with a word of those that are not: a name that leads out of the
archive, a link, a locked member, one that unpacks to too much. An archive inside an archive is read, one inside that is
not. Nothing is written to disk.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace

from workbench.errors import InputError
from workbench.read.formats import Allowance, Draft, Refused, Source, parts_of, reads
from workbench.read.neverreports import never_a_report

#: A member that comes to no more than this may be packed as tightly as it likes.
_SMALL = 1_000_000
_DEEPEST = 1
#: Folders that an operating system adds for itself.
_SYSTEM = ("__MACOSX/",)


@reads(".zip")
def read_zip(source: Source) -> Iterator[Draft | Refused]:
    """The reports of all members, in the order of the archive; parts count on from 0 over all of them.

    Raises ``InputError`` when it is no zip archive or lies too deep in others.
    """
    if source.depth > _DEEPEST:
        raise InputError("is an archive in an archive in an archive; unpack it first")
    allowance = source.left()
    for number, part in enumerate(_parts(source, allowance)):
        yield replace(part, part=number)


def _parts(source: Source, allowance: Allowance) -> Iterator[Draft | Refused]:
    with _opened(source.raw) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if allowance.members < 1:
                yield Refused(None, f"holds more than {source.limits.members:,} files; the rest is not read")
                return
            allowance.members -= 1
            yield from _member(archive, info, source, allowance)


def _opened(raw: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise InputError(f"is no whole zip archive: {error}") from None


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, allowance: Allowance
) -> Iterator[Draft | Refused]:
    name = info.filename
    try:
        _refuse_strange(info)
        if skipped := _skipped(name):
            yield Refused(None, skipped, "skipped", name)
            return
        raw = _unpacked(archive, info, source, allowance)
        inner = Source(name, raw, source.limits, depth=source.depth + 1, allowance=allowance)
        for part in parts_of(inner):
            yield replace(part, member=name if part.member is None else f"{name}/{part.member}")
    except InputError as error:
        yield Refused(None, str(error), member=name)


def _skipped(name: str) -> str | None:
    if name.startswith(_SYSTEM):
        return "made by an operating system for itself"
    return next((reason for piece in name.split("/") if (reason := never_a_report(piece))), None)


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: Source, allowance: Allowance) -> bytes:
    """The bytes of a member. Raises ``InputError`` for one that is not to be unpacked, or cannot be."""
    limit = source.limits.file_bytes
    if info.file_size > limit:
        raise InputError(f"is {info.file_size:,} bytes long; the limit is {limit:,}")
    if info.file_size > max(_SMALL, source.limits.packing * info.compress_size):
        raise InputError(f"unpacks to more than {source.limits.packing} times its size; it is not read")
    if info.file_size > allowance.unpacked_bytes:
        raise InputError(f"the archive unpacks to more than {source.limits.unpacked_bytes:,} bytes; this is not read")
    try:
        with archive.open(info) as member:
            # The size that a member states may be a lie; one byte more than may be is asked for to see it.
            raw = member.read(min(limit, allowance.unpacked_bytes) + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, OSError) as error:
        raise InputError(f"cannot be unpacked: {error}") from None
    allowance.unpacked_bytes = max(0, allowance.unpacked_bytes - len(raw))
    if len(raw) > info.file_size:
        raise InputError("is longer than the archive says; it is not read")
    return raw


def _refuse_strange(info: zipfile.ZipInfo) -> None:
    pieces = info.filename.replace("\\", "/").split("/")
    if ".." in pieces or pieces[0] == "" or ":" in pieces[0]:
        raise InputError("its name leads out of the archive; it is not read")
    if stat.S_ISLNK(info.external_attr >> 16):
        raise InputError("is a link; it is not followed")
    if info.flag_bits & 0x1:
        raise InputError("is locked with a password; unpack it first")
