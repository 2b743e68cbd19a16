"""Zip archives: each member goes to its own reader; what is dangerous or no report is refused with a word."""

from __future__ import annotations

import io
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.read.files import LEAD, MORE, page, reading, rows, zipped
from workbench.build import refused
from workbench.ledger import frame
from workbench.limits import Limits


def test_members_are_read_by_the_readers_of_their_formats_and_named(tmp_path: Path) -> None:
    lines = b'{"text": "' + LEAD.encode() + b'"}\n{"text": "' + MORE.encode() + b'"}\n'
    content = zipped({"in/a.html": page("Boat", LEAD, MORE), "b.jsonl": lines, "c.docx": b"x", "d.txt": b""})
    found = reading(tmp_path, "a.zip", content)
    assert [(row.part, row.member, row.status, row.reason) for row in rows(found, "a.zip")] == [
        (0, "in/a.html", "loaded", None),
        (1, "b.jsonl", "loaded", None),
        (2, "b.jsonl", "loaded", None),
        (3, "c.docx", "failed", rows(found, "a.zip")[3].reason),
        (4, "d.txt", "failed", "is empty"),
    ]
    assert (rows(found, "a.zip")[3].reason or "").startswith("no reader takes .docx")
    assert len({report.report_id for report in found.reports}) == 4


def test_what_is_never_a_report_is_skipped_in_an_archive_too(tmp_path: Path) -> None:
    content = zipped(
        {"story.toml": b"x", "catalog.csv": b"file\n", ".hidden/a.txt": b"x", "__MACOSX/a.txt": b"x", "a.txt": b"Boat."}
    )
    found = rows(reading(tmp_path, "a.zip", content), "a.zip")
    assert [row.status for row in found] == ["skipped", "skipped", "skipped", "skipped", "loaded"]


@pytest.mark.parametrize("name", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "..\\a.txt", "C:/a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str) -> None:
    found = rows(reading(tmp_path, "a.zip", zipped({name: LEAD.encode(), "good.txt": MORE.encode()})), "a.zip")
    assert [row.reason for row in found] == ["its name leads out of the archive; it is not read", None]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "plain.txt"]


def test_a_link_and_a_locked_member_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("locked.txt", LEAD)
    # The bit that says so stands in both heads of the second member.
    raw = bytearray(out.getvalue())
    raw[raw.rindex(b"PK\x03\x04") + 6] |= 1
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    found = rows(reading(tmp_path, "a.zip", bytes(raw)), "a.zip")
    assert [row.reason for row in found] == [
        "is a link; it is not followed",
        "is locked with a password; unpack it first",
    ]


def test_an_archive_in_an_archive_is_read_and_one_inside_that_is_not(tmp_path: Path) -> None:
    inmost = zipped({"c.txt": LEAD.encode()})
    inner = zipped({"b.txt": MORE.encode(), "inmost.zip": inmost})
    found = rows(reading(tmp_path, "a.zip", zipped({"inner.zip": inner})), "a.zip")
    assert [(row.member, row.status) for row in found] == [
        ("inner.zip/b.txt", "loaded"),
        ("inner.zip/inmost.zip", "failed"),
    ]
    assert found[1].reason == "is an archive in an archive in an archive; unpack it first"


def test_a_member_that_unpacks_to_far_more_than_its_size_is_refused(tmp_path: Path) -> None:
    content = zipped({"bomb.txt": b"0" * 15_000_000, "good.txt": LEAD.encode()})
    found = rows(reading(tmp_path, "a.zip", content), "a.zip")
    assert [row.reason for row in found] == ["unpacks to more than 200 times its size; it is not read", None]


def test_members_share_what_may_be_unpacked_with_those_of_inner_archives(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": (LEAD + str(n)).encode() * 5 for n in range(3)})
    limits = replace(Limits(), unpacked_bytes=len(inner) + 1_200)
    found = rows(reading(tmp_path, "a.zip", zipped({"inner.zip": inner}), limits=limits), "a.zip")
    assert [row.status for row in found] == ["loaded", "loaded", "failed"]
    assert "the archive unpacks to more than" in (found[2].reason or "")


def test_an_archive_of_more_files_than_may_be_gives_the_first(tmp_path: Path) -> None:
    content = zipped({f"{n}.txt": (LEAD + str(n)).encode() for n in range(5)})
    found = rows(reading(tmp_path, "a.zip", content, limits=replace(Limits(), members=2)), "a.zip")
    assert [row.reason for row in found] == [None, None, "holds more than 2 files; the rest is not read"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 and no more", b"just words"])
def test_what_is_no_archive_is_refused(tmp_path: Path, content: bytes) -> None:
    (row,) = rows(reading(tmp_path, "a.zip", content), "a.zip")
    assert row.status == "failed"
    assert "zip archive" in (row.reason or "")


def test_a_damaged_member_costs_no_other(tmp_path: Path) -> None:
    raw = bytearray(zipped({"bad.txt": LEAD.encode(), "good.txt": MORE.encode()}))
    raw[40] ^= 0xFF
    found = rows(reading(tmp_path, "a.zip", bytes(raw)), "a.zip")
    assert [row.status for row in found] == ["failed", "loaded"]
    assert "cannot be unpacked" in (found[0].reason or "")


def test_a_refusal_names_the_member_and_prints_no_control_character(tmp_path: Path) -> None:
    found = reading(tmp_path, "a.zip", zipped({"x\x1b[2J.docx": b"x"}))
    files = frame("files", [{"file": row.file, "status": row.status, "member": row.member, "reason": "no"}
                            for row in rows(found, "a.zip")])  # fmt: skip
    assert refused(files) == ["a.zip, x\\u001b[2J.docx: no"]
