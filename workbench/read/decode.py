"""Bytes to text: the encoding of a file, and whether it was stated, proved or guessed.

What is here: byte order marks, strict UTF-8, a declared character set, and charset-normalizer's guess for the rest;
the refusal of binary files. The text is never changed on the way: a byte order mark stays as its first character and
line ends stay as they are. Which format the text is in is left to ``formats.py``.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from charset_normalizer import from_bytes

from workbench.errors import InputError

#: Byte order marks, longest first, because UTF-32's begins with UTF-16's.
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: First bytes of formats that are not text, with the name shown in the refusal.
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP file (or an office document)"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a SQLite database"),
)
#: The legacy encodings a guess is made among; UTF-8 has been ruled out by then.
_LEGACY = (
    "cp1252",
    "cp1250",
    "cp1251",
    "koi8_r",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "iso8859_2",
    "shift_jis",
    "euc_jp",
    "gb18030",
    "big5",
    "euc_kr",
)
_WESTERN = {"cp1252", "cp1250", "cp1254", "iso8859_2"}
_SAMPLE = 65_536
#: Bytes above 127 that a guess between neighbouring code pages needs.
_ENOUGH = 60
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1a\x1b\x85")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text; ``encoding`` says how it was found; ``problem`` is filled when a byte could not be read."""

    text: str
    encoding: str
    problem: str | None = None


def decode(raw: bytes, *, declared: str | None = None) -> Decoded:
    """The text of these bytes with the encoding that gives it back.

    ``declared`` is the character set the file itself names (an HTML meta tag); it is used when the bytes are no UTF-8.
    A byte order mark is kept as character 0. Raises ``InputError`` with the cause for an empty or a binary file.
    """
    if not raw.strip():
        raise InputError("is empty")
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _with_mark(raw, name)
    for signature, what in _SIGNATURES:
        if raw.startswith(signature):
            raise InputError(f"is binary: {what}, not text")
    if b"\0" in raw:
        return _wide_without_mark(raw)
    _refuse_controls(raw)
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _declared(raw, declared) or _damaged_utf8(raw) or _guessed(raw)


def _with_mark(raw: bytes, name: str) -> Decoded:
    try:
        text = raw.decode(name)
    except UnicodeDecodeError as error:
        text = raw.decode(name, "replace")
        return Decoded(text, f"{name} (byte order mark)", f"damaged {name} at byte {error.start}; shown as U+FFFD")
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("is empty")
    if "\0" in text:
        raise InputError("is binary: it holds NUL characters")
    return Decoded(text, f"{name} (byte order mark)")


def _wide_without_mark(raw: bytes) -> Decoded:
    """UTF-16 whose mark was lost: in text of Latin letters every other byte is NUL."""
    sample = raw[:_SAMPLE]
    half = max(len(sample) // 2, 1)
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[offset::2].count(0) > 0.6 * half and sample[1 - offset :: 2].count(0) < 0.05 * half:
            try:
                return Decoded(raw.decode(name), f"{name} (guessed)")
            except UnicodeDecodeError:
                continue
    raise InputError("is binary: it holds NUL bytes")


def _refuse_controls(raw: bytes) -> None:
    sample = raw[:_SAMPLE]
    controls = sum(1 for byte in sample if byte < 32 and byte not in _TEXT_CONTROLS)
    if controls > 0.02 * len(sample):
        raise InputError(f"is binary: {controls} of its first {len(sample)} bytes are control characters")


def _declared(raw: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    # Browsers read these two names as windows-1252 (WHATWG Encoding, table of labels).
    name = "cp1252" if declared.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else declared
    try:
        return Decoded(raw.decode(name), f"{codecs.lookup(name).name} (declared)")
    except (LookupError, UnicodeDecodeError):
        return None


def _damaged_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes; a legacy encoding would spoil every other accented letter of it."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(1 for char in text if char > "\x7f") - broken
    if (broken > 3 and whole < 10 * broken) or whole <= 0:
        return None
    return Decoded(text, "utf-8 (guessed)", f"{broken} bytes are no UTF-8 and are shown as U+FFFD")


def _guessed(raw: bytes) -> Decoded:
    sample = raw[:_SAMPLE]
    high = sum(1 for byte in sample if byte > 127)
    best = from_bytes(sample, cp_isolation=list(_LEGACY), enable_fallback=False).best()
    name = best.encoding if best is not None else "cp1252"
    # Few accented letters among many plain ones are a language of the West or the middle of Europe, and a short text
    # does not tell their code pages apart: the commonest is taken unless there is enough to go by.
    sure = high >= _ENOUGH if name in _WESTERN else high >= max(20, 0.25 * len(sample))
    name = name if sure else "cp1252"
    for candidate in (name, "cp1252"):
        try:
            return Decoded(raw.decode(candidate), f"{_shown(candidate)} (guessed)")
        except UnicodeDecodeError:
            continue
    return Decoded(raw.decode("latin-1"), "iso-8859-1 (guessed)")


def _shown(name: str) -> str:
    return name.replace("cp125", "windows-125") if name.startswith("cp125") else name.replace("_", "-")
