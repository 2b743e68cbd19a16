"""PDF files: the text of each page, a form feed between pages; a picture of a text is quarantined, not guessed at."""

from __future__ import annotations

import io
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from tests.read.files import pdf, reading, rows
from workbench.annotate import pipeline
from workbench.limits import Limits
from workbench.model import PROSE_ROLES
from workbench.read.reflow import joined

LINES = [
    "Night boat stays",
    "The ferry board met on Tuesday and chose to keep the night boat",
    "running until the end of October, the board said in a statement, and",
    "about 1,200 people who work nights had signed a letter that asked for",
    "it. The board will look at the fares in June and will then tell the",
    "town how many boats it wants to buy.",
]


def test_a_pdf_gives_a_line_for_each_paragraph_and_a_form_feed_between_pages(tmp_path: Path) -> None:
    report = reading(tmp_path, "a.pdf", pdf([LINES, ["The caf\u00e9 (on board) stays open."]])).reports[0]
    body = " ".join(LINES[1:])
    assert report.text == f"{LINES[0]}\n{body}\n\f\nThe caf\u00e9 (on board) stays open."
    assert report.reader.startswith("pypdf ")


def test_a_sentence_that_goes_on_over_the_edge_of_a_page_is_read_as_one(tmp_path: Path) -> None:
    report = reading(tmp_path, "a.pdf", pdf([LINES[:4], LINES[4:]])).reports[0]
    (note,) = pipeline.annotate([report], model=pipeline.DEFAULT_MODEL)
    sentences = [" ".join(report.text[one.start : one.end].split()) for one in note.sentences]
    assert any(one.startswith("The ferry board met") and one.endswith("asked for it.") for one in sentences)
    assert report.text.count("\f") == 1


def test_narrow_columns_give_paragraphs_too(tmp_path: Path) -> None:
    narrow = textwrap.wrap(" ".join(LINES[1:]), 34)
    report = reading(tmp_path, "a.pdf", pdf([[LINES[0], *narrow]])).reports[0]
    assert report.text == f"{LINES[0]}\n{' '.join(LINES[1:])}"


@pytest.mark.parametrize(
    ("one", "two", "told"),
    [
        ("the passen-", "gers left", "the passengers left"),
        ("a twenty-", "year lease", "a twenty-year lease"),
        ("the north-", "South line", "the north- South line"),
        ("the ves\u00ad", "sel left", "the vessel left"),
        ("the fares,", "which rose", "the fares, which rose"),
    ],
)
def test_a_hyphen_at_the_end_of_a_line_goes_where_the_text_has_the_word_whole(one: str, two: str, told: str) -> None:
    assert joined(one, two, frozenset({"passengers"})) == told


def test_letters_drawn_as_one_sign_are_written_as_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pypdf.PageObject.extract_text", lambda page: "The \ufb02oating \ufb01gure, o\ufb03cially.")
    report = reading(tmp_path, "a.pdf", pdf([LINES])).reports[0]
    assert report.text == "The floating figure, officially."


def test_page_numbers_and_running_heads_stand_apart_from_the_prose(tmp_path: Path) -> None:
    pages = [["Lowland Ferry Board, minutes", *LINES[1:5], f"Page {n} of 3"] for n in range(1, 4)]
    report = reading(tmp_path, "a.pdf", pdf(pages)).reports[0]
    prose = [report.text[p.start : p.end] for p in report.passages if p.role in PROSE_ROLES]
    assert not any("Page 2" in one and "ferry board" in one for one in prose)
    assert not any("minutes" in one and "ferry board" in one for one in prose)


def test_the_day_a_pdf_was_made_is_not_taken_for_the_day_it_came_out(tmp_path: Path) -> None:
    content = pdf([LINES], info={"CreationDate": "D:20310506072000Z", "Title": "minutes-final-2.docx"})
    report = reading(tmp_path, "a.pdf", content).reports[0]
    assert (report.published_earliest, report.published_latest, report.updated_at) == (None, None, None)
    assert report.title != "minutes-final-2.docx"


def test_a_title_that_stands_on_the_first_page_is_the_title(tmp_path: Path) -> None:
    report = reading(tmp_path, "a.pdf", pdf([LINES], info={"Title": "Night boat stays"})).reports[0]
    assert report.title == "Night boat stays"


def test_a_pdf_of_pictures_is_quarantined(tmp_path: Path) -> None:
    (row,) = rows(reading(tmp_path, "a.pdf", pdf([[], []])), "a.pdf")
    assert (row.status, row.reason) == ("quarantined", "no text; needs OCR (its pages are pictures)")


def test_a_pdf_with_one_page_that_is_a_picture_is_read_with_a_warning(tmp_path: Path) -> None:
    (row,) = rows(reading(tmp_path, "a.pdf", pdf([LINES, []])), "a.pdf")
    assert (row.status, row.reason) == ("warned", "no text on page 2; needs OCR")


@pytest.mark.parametrize(("password", "status"), [("", "loaded"), ("secret", "quarantined")])
def test_a_locked_pdf_is_quarantined_unless_it_opens_without_a_password(
    tmp_path: Path, password: str, status: str
) -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf([LINES]))))
    writer.encrypt(password, "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    (row,) = rows(reading(tmp_path, "a.pdf", out.getvalue()), "a.pdf")
    assert row.status == status


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", b"no such thing", pdf([LINES])[:300]])
def test_a_damaged_pdf_is_refused(tmp_path: Path, content: bytes) -> None:
    (row,) = rows(reading(tmp_path, "a.pdf", content), "a.pdf")
    assert row.status in ("failed", "quarantined")
    assert "the reader failed" not in (row.reason or "")


def test_a_pdf_of_too_many_pages_or_words_is_refused(tmp_path: Path) -> None:
    limits = replace(Limits(), pages=2)
    (row,) = rows(reading(tmp_path, "a.pdf", pdf([LINES] * 3), limits=limits), "a.pdf")
    assert row.reason == "has 3 pages; the limit is 2"
    limits = replace(Limits(), report_characters=500)
    (row,) = rows(reading(tmp_path, "a.pdf", pdf([LINES] * 3), limits=limits), "a.pdf")
    assert row.reason == "holds more than 500 characters, the limit for a report"
