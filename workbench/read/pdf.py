"""PDF files: the text that each page carries, a line for each paragraph, with a form feed between pages.

What is here: pypdf's text of the pages, in the order in which the file draws it, which is that of the columns in most.
What stands at the head or foot of most pages is set apart by a blank line, and letters drawn as one sign ("\ufb02") are
written as letters. Where a line goes on is told in ``reflow.py``. A file without text is a picture of a text: it is
quarantined, not guessed at. The days inside a PDF tell when the file was made, not when its text came out, and are not
used.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.formats import Draft, Refused, Source, reads, without_surrogates
from workbench.read.reflow import column_width, goes_on, joined, paragraphs, words_of

# What pypdf mends by itself it says in a log; without a handler Python prints that on the command line.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st"}
)
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
#: "7", "- 7 -", "Page 7 of 12".
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_PAGE_NAMES = re.compile(r"\d+")


@reads(".pdf")
def read_pdf(source: Source) -> Iterator[Draft | Refused]:
    """One report, or a quarantined file where there is no text to be had.

    Raises ``InputError`` for a file that is no PDF, is damaged, or has too many pages.
    """
    reader = _opened(source.raw)
    if reader.is_encrypted and not _unlocked(reader):
        yield Refused(None, "is locked with a password; save a copy without one", "quarantined")
        return
    pages, lost = _pages(reader, source)
    empty = [number for number, page in enumerate(pages, 1) if not page.strip()]
    if len(empty) == len(pages):
        yield Refused(None, "no text; needs OCR (its pages are pictures)", "quarantined")
        return
    text = _laid_out(pages)
    yield Draft(None, text, "pdf", f"pypdf {version('pypdf')}", tuple(_title(reader, text)), (), _problem(empty, lost))


def _opened(raw: bytes) -> PdfReader:
    if b"%PDF-" not in raw[:1024]:
        raise InputError("is no PDF file")
    try:
        return PdfReader(io.BytesIO(raw), strict=False)
    except (PyPdfError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"is a damaged PDF file: {error}"[:200]) from None


def _unlocked(reader: PdfReader) -> bool:
    """Whether it opens without a password, as files do that only forbid printing."""
    try:
        return bool(reader.decrypt(""))
    except Exception:  # pypdf raises what its helpers raise: a missing cipher, a broken key
        return False


def _pages(reader: PdfReader, source: Source) -> tuple[list[str], int]:
    """The text of each page, and how many signs in them no table can hold."""
    count = len(reader.pages)
    if count > source.limits.pages:
        raise InputError(f"has {count:,} pages; the limit is {source.limits.pages:,}")
    pages: list[str] = []
    lost, length = 0, 0
    for number in range(count):
        try:
            told, broken = without_surrogates(reader.pages[number].extract_text())
        except Exception as error:  # the page's own program, which may be anything
            raise InputError(f"page {number + 1} is damaged: {type(error).__name__}: {error}"[:200]) from None
        told, controls = _CONTROLS.subn("\ufffd", told.translate(_LIGATURES))
        pages.append(told)
        lost, length = lost + broken + controls, length + len(told)
        if length > source.limits.report_characters:
            raise InputError(f"holds more than {source.limits.report_characters:,} characters, the limit for a report")
    return pages, lost


@dataclass(frozen=True, slots=True)
class _Page:
    """The lines of a page: its head, its prose and its foot."""

    head: tuple[str, ...]
    body: tuple[str, ...]
    foot: tuple[str, ...]


def _laid_out(pages: Sequence[str]) -> str:
    """All pages as one text: a line a paragraph, head and foot between blank lines, a form feed between pages.

    A sentence that goes on over the edge of a page stays one where nothing stands between.
    """
    words = words_of("\n".join(pages))
    running = _running(pages)
    cut = [_cut(page.strip("\n").split("\n"), running) for page in pages]
    usual = column_width([line for page in cut for line in page.body])
    text, last = "", None
    for page in cut:
        width = column_width(page.body) or usual
        body = "\n".join(paragraphs(page.body, width=width, words=words))
        shown = "\n\n".join(piece for piece in ("\n".join(page.head), body, "\n".join(page.foot)) if piece)
        if last is None:
            text = shown
        elif _over_the_edge(last, page, usual):
            text = joined(text, shown, words, by="\f")
        else:
            text = f"{text}\n\f\n{shown}"
        last = page
    return text


def _over_the_edge(one: _Page, two: _Page, width: int) -> bool:
    if one.foot or two.head or not one.body or not two.body:
        return False
    return two.body[0].lstrip()[:1].islower() and goes_on(one.body[-1], two.body[0], width)


def _running(pages: Sequence[str]) -> set[str]:
    """The lines that stand at the head or the foot of most pages."""
    cut = [page.strip("\n").split("\n") for page in pages]
    edges = Counter(edge for lines in cut for edge in {_edge(lines[0]), _edge(lines[-1])})
    return {line for line, count in edges.items() if line and count >= 3 and 2 * count > len(pages)}


def _cut(lines: Sequence[str], running: set[str]) -> _Page:
    first = 1 if len(lines) > 1 and _is_furniture(lines[0], running) else 0
    last = len(lines) - 1 if len(lines) > 1 and _is_furniture(lines[-1], running) else len(lines)
    return _Page(tuple(lines[:first]), tuple(lines[first:last]), tuple(lines[last:]))


def _edge(line: str) -> str:
    return _PAGE_NAMES.sub("#", " ".join(line.split()).lower())


def _is_furniture(line: str, running: set[str]) -> bool:
    return _edge(line) in running or _PAGE_NUMBER.fullmatch(line) is not None


def _title(reader: PdfReader, text: str) -> Iterator[tuple[str, Evidence]]:
    """The title that the file gives itself, where its words stand on the first page: many are names of files."""
    try:
        title = " ".join(str(reader.metadata.title if reader.metadata else "").split())
    except Exception:  # broken metadata are no reason to lose the text
        return
    if title and title in " ".join(text.partition("\f")[0].split()):
        yield "title", Evidence(None, None, f"/Title: {title}"[:400], "pdf:/Title", title)


def _problem(empty: Sequence[int], lost: int) -> str | None:
    told = []
    if empty:
        some = ", ".join(map(str, empty[:8])) + (" ..." if len(empty) > 8 else "")
        told.append(f"no text on page {some}; needs OCR" if len(empty) == 1 else f"no text on pages {some}; needs OCR")
    if lost:
        told.append(f"{lost} broken characters are shown as U+FFFD")
    return "; ".join(told) or None
