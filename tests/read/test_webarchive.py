"""Web archives: each page answered in full is a report; all else is counted, and a cut archive says so."""

from __future__ import annotations

import gzip
from dataclasses import replace
from pathlib import Path

import pytest

from tests.read.files import LEAD, MORE, page, reading, record, rows
from workbench.limits import Limits

CAFE = page("Night boat stays", LEAD, f"{MORE} Cafés stay open.").decode().encode("cp1252")


def archive(*, packed: bool) -> bytes:
    return b"".join(
        [
            record("https://courier.example/boat", CAFE, kind="text/html; charset=windows-1252", packed=packed),
            record("https://courier.example/boat.png", b"\x89PNG", kind="image/png", packed=packed),
            record("https://courier.example/gone", page("Gone", LEAD), status="404 Not Found", packed=packed),
            record("https://courier.example/robots.txt", b"Disallow: /", kind="text/plain", packed=packed),
            record("https://post.example/letter", MORE.encode(), kind="text/plain", packed=packed),
        ]
    )


@pytest.mark.parametrize(("name", "packed"), [("a.warc", False), ("a.warc.gz", True)])
def test_each_page_is_a_report_with_its_address_and_the_day_it_was_fetched(
    tmp_path: Path, name: str, packed: bool
) -> None:
    found = reading(tmp_path, name, archive(packed=packed))
    one, two = (report for report in found.reports if report.file == name)
    assert "Cafés stay open." in one.text
    assert (one.title, one.url, one.outlet) == ("Night boat stays", "https://courier.example/boat", "courier.example")
    assert (one.retrieved_at, one.published_earliest) == ("2031-05-03T10:00", None)
    assert (two.text, two.part) == (MORE, 1)
    assert [(row.part, row.status, row.member) for row in rows(found, name)] == [
        (None, "skipped", None),
        (0, "loaded", "https://courier.example/boat"),
        (1, "loaded", "https://post.example/letter"),
    ]
    assert rows(found, name)[0].reason == (
        "records that are no page: 1 of type image/png; 1 robots.txt; 1 with status 404"
    )


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("share", [0.3, 0.55, 0.9, 0.995])
def test_a_cut_archive_is_read_up_to_the_cut_and_says_so(tmp_path: Path, packed: bool, share: float) -> None:
    raw = b"".join(
        record(f"https://courier.example/{n}", page(f"Boat {n}", LEAD, MORE), packed=packed) for n in range(4)
    )
    name = "a.warc.gz" if packed else "a.warc"
    found = rows(reading(tmp_path, name, raw[: int(len(raw) * share)]), name)
    assert (found[0].reason or "").startswith("is damaged; what stands before is read: ")
    assert [row.status for row in found].count("loaded") >= int(4 * share)
    assert {row.reason for row in found[1:]} <= {
        None,
        "the page is cut where the archive ends",
        "holds no visible text",
        "is empty",
    }


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.warc", b"These are no records.\n\nx"),
        ("a.warc.gz", b"These are not packed."),
        ("a.warc.gz", b"\x1f\x8b\x08"),
    ],
)
def test_what_is_no_web_archive_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    found = rows(reading(tmp_path, name, content), name)
    assert [row.status for row in found] == ["failed"]
    assert "the reader failed" not in (found[0].reason or "")


def test_an_archive_that_unpacks_without_end_is_stopped(tmp_path: Path) -> None:
    good = record("https://courier.example/boat", page("Boat", LEAD, MORE))
    bomb = gzip.compress(good) + gzip.compress(record("https://x.example", b"0" * 5_000_000))
    limits = replace(Limits(), unpacked_bytes=1_000_000)
    found = rows(reading(tmp_path, "a.warc.gz", bomb, limits=limits), "a.warc.gz")
    assert [(row.status, row.reason) for row in found] == [
        ("failed", "unpacks to more than 1,000,000 bytes; the rest is not read"),
        ("loaded", None),
    ]


def test_a_page_packed_inside_its_record_is_stopped_at_the_limit_of_a_file(tmp_path: Path) -> None:
    limits = replace(Limits(), file_bytes=100_000)
    raw = record("https://x.example", b"<p>words</p>" * 10_000)
    (row,) = rows(reading(tmp_path, "a.warc.gz", gzip.compress(raw), limits=limits), "a.warc.gz")
    assert (row.member, row.reason) == ("https://x.example", "is longer than the limit of 100,000 bytes")


def test_an_archive_of_more_pages_than_may_be_gives_the_first(tmp_path: Path) -> None:
    raw = b"".join(record(f"https://courier.example/{n}", page(f"Boat {n}", LEAD, MORE)) for n in range(4))
    found = rows(reading(tmp_path, "a.warc", raw, limits=replace(Limits(), members=2)), "a.warc")
    assert [row.reason for row in found] == ["holds more than 2 pages; the rest is not read", None, None]
