"""Mails and saved pages: the message is the report, its head lines are evidence, what hangs on it is not lost."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.read.files import LEAD, MORE, page, pdf, reading, rows, zipped
from workbench.model import PROSE_ROLES


def mail(subject: str = "Night boat stays", **heads: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = heads.pop("sender", "Ann Lee <ann@courier.example>")
    message["Subject"] = subject
    message["Date"] = heads.pop("date", "Tue, 06 May 2031 07:20:00 +0200")
    for name, says in heads.items():
        message[name.replace("_", "-")] = says
    return message


def test_a_mail_is_a_report_under_its_subject_dated_by_its_date_line(tmp_path: Path) -> None:
    message = mail()
    message.set_content(f"{LEAD}\n\n{MORE}\n")
    (report,) = [one for one in reading(tmp_path, "a.eml", message.as_bytes()).reports if one.file == "a.eml"]
    assert report.text.startswith(f"Night boat stays\n\n{LEAD[:40]}")
    assert (report.title, report.byline, report.outlet) == ("Night boat stays", ("Ann Lee",), None)
    assert (report.published_earliest, report.published_latest) == ("2031-05-06", "2031-05-06")
    assert report.published_evidence[0].text == "Date: Tue, 06 May 2031 07:20:00 +0200"
    assert (report.part, report.reader) == (None, "mail, text")


def test_the_sender_of_a_mail_to_many_is_an_outlet(tmp_path: Path) -> None:
    message = mail(sender="Lowland Courier <news@courier.example>", List_Unsubscribe="<mailto:out@courier.example>")
    message.set_content(f"{LEAD}\n")
    report = reading(tmp_path, "a.eml", message.as_bytes()).reports[0]
    assert (report.outlet, report.byline) == ("Lowland Courier", ())


def test_the_date_of_a_mail_sent_on_is_when_we_had_it_not_when_it_came_out(tmp_path: Path) -> None:
    message = mail("Fwd: Night boat stays")
    message.set_content(f"{LEAD}\n")
    report = reading(tmp_path, "a.eml", message.as_bytes()).reports[0]
    assert report.title == "Night boat stays"
    assert (report.retrieved_at, report.published_earliest) == ("2031-05-06T07:20", None)
    assert report.published_latest == "2031-05-06"


def test_plain_text_is_preferred_and_html_is_read_where_there_is_nothing_else(tmp_path: Path) -> None:
    both, only = mail(), mail("Boat")
    both.set_content(f"{LEAD}\n")
    both.add_alternative(page("Other words", MORE).decode(), subtype="html")
    only.set_content(page("Night boat", LEAD, MORE).decode(), subtype="html")
    (tmp_path / "only.eml").write_bytes(only.as_bytes())
    found = {report.file: report for report in reading(tmp_path, "both.eml", both.as_bytes()).reports}
    assert "Other words" not in found["both.eml"].text
    assert MORE in found["only.eml"].text
    assert "<p>" not in found["only.eml"].text


def test_what_hangs_on_a_mail_is_read_by_its_own_reader_and_pictures_are_counted(tmp_path: Path) -> None:
    message, inner = mail(), mail("The letter itself")
    inner.set_content(f"{MORE}\n")
    message.set_content(f"{LEAD}\n")
    message.add_attachment(pdf([[MORE[:60], MORE[60:]]]), maintype="application", subtype="pdf", filename="letter.pdf")
    message.add_attachment(b"\x89PNG\r\n", maintype="image", subtype="png", filename="boat.png")
    message.add_attachment(inner)
    found = reading(tmp_path, "a.eml", message.as_bytes())
    assert [(row.part, row.member, row.status) for row in rows(found, "a.eml")] == [
        (None, None, "skipped"),
        (0, None, "loaded"),
        (1, "letter.pdf", "loaded"),
        (2, "message.eml", "loaded"),
    ]
    assert rows(found, "a.eml")[0].reason == "parts of the message that are no text: 1 of type image/png"


def test_a_mail_that_is_cut_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    message = mail()
    message.set_content(f"{LEAD}\n\n{MORE}\n")
    message.add_alternative(page("Night boat", LEAD).decode(), subtype="html")
    raw = message.as_bytes()
    (row,) = rows(reading(tmp_path, "a.eml", raw[: raw.index(b"<html>")]), "a.eml")
    assert (row.status, row.reason) == (
        "warned",
        "the message is damaged (CloseBoundaryNotFound); what could be read is kept",
    )


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("a.eml", b"", "is empty"),
        ("a.eml", b"just some words\nand no head lines\n", "is no mail: it has no From, Date or Subject"),
        ("a.eml", b"Subject: Nothing\nFrom: a@b.example\n\n\n", "the message holds no text"),
        ("a.mhtml", b"Subject: Nothing\nContent-Type: text/plain\n\nwords\n", "holds no page: no part of it is HTML"),
        ("a.mhtml", b" ", "is empty"),
    ],
)
def test_a_file_without_a_message_is_refused_with_its_cause(
    tmp_path: Path, name: str, content: bytes, cause: str
) -> None:
    (row,) = rows(reading(tmp_path, name, content), name)
    assert (row.status, row.reason) == ("failed", cause)


def test_a_wrong_character_set_and_broken_head_lines_cost_no_message(tmp_path: Path) -> None:
    raw = (
        b"From: \xff\xfe <>>\nSubject: =?utf-8?b?4pyT?= caf\xe9 <script>alert(1)</script>\nDate: =?x?q?=\n"
        b"Content-Type: text/plain; charset=no-such-set\n\n" + LEAD.encode() + b" The caf\xc3\xa9 opens.\n"
    )
    report = reading(tmp_path, "a.eml", raw).reports[0]
    assert "The café opens." in report.text
    assert "<script>alert(1)</script>" in (report.title or "")
    assert report.published_earliest is None


def test_archives_in_mails_do_not_go_on_for_ever(tmp_path: Path) -> None:
    deep = zipped({"a.txt": LEAD.encode()})
    for _ in range(3):
        deep = zipped({"deeper.zip": deep})
    message = mail()
    message.set_content(f"{LEAD}\n")
    message.add_attachment(deep, maintype="application", subtype="zip", filename="a.zip")
    found = rows(reading(tmp_path, "a.eml", message.as_bytes()), "a.eml")
    assert [row.reason for row in found if row.status == "failed"] == [
        "is an archive in an archive in an archive; unpack it first"
    ]


SAVED = f"""From: <Saved by a browser>
Snapshot-Content-Location: https://courier.example/night-boat
Subject: Night boat stays
Date: Wed, 7 May 2031 10:11:12 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="cut-here"

--cut-here
Content-Type: text/html; charset=windows-1252
Content-Location: https://courier.example/night-boat

<html><head><meta property="og:site_name" content="Lowland Courier">
<meta property="article:published_time" content="2031-05-06T07:20:00Z"></head><body><nav>Home</nav>
<article><h1>Night boat stays</h1><p>{LEAD}</p><p>{MORE} Caf\u00e9s stay open.</p></article>
<script>document.title = "changed"</script></body></html>
--cut-here
Content-Type: text/html
Content-Location: cid:frame-of-an-advert

<html><body><p>Buy a bicycle, buy it today, and buy another one for your neighbour.</p></body></html>
--cut-here--
"""


def test_a_saved_page_is_read_as_a_page_with_its_address_and_the_day_it_was_saved(tmp_path: Path) -> None:
    report = reading(tmp_path, "a.mhtml", SAVED.encode("cp1252")).reports[0]
    assert (report.url, report.outlet) == ("https://courier.example/night-boat", "Lowland Courier")
    assert (report.published_earliest, report.retrieved_at) == ("2031-05-06", "2031-05-07T10:11")
    assert "Cafés stay open." in report.text
    assert "bicycle" not in report.text
    assert "changed" not in report.text
    prose = [report.text[p.start : p.end] for p in report.passages if p.role in PROSE_ROLES]
    assert "Home" not in prose


def test_a_saved_page_that_is_cut_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    raw = SAVED.encode("cp1252")
    (row,) = rows(reading(tmp_path, "a.mht", raw[: raw.index(b"signed a letter")]), "a.mht")
    assert row.status == "warned"
    assert "CloseBoundaryNotFound" in (row.reason or "")
