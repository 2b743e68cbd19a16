"""Saved feeds: each entry a report with the words, day and link it states; nothing is fetched."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.read.files import LEAD, MORE, reading, rows
from workbench.limits import Limits

ITEM = f"""<item><title>Night boat &lt;b&gt;stays&lt;/b&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>
<link>https://courier.example/night-boat</link><pubDate>Tue, 06 May 2031 07:20:00 GMT</pubDate>
<author>Ann Lee</author><description>&lt;p&gt;{LEAD}&lt;/p&gt;&lt;p&gt;&lt;b&gt;It&lt;/b&gt; is settled.&lt;/p&gt;
&lt;script&gt;alert(2)&lt;/script&gt;</description></item>"""
RSS = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>Lowland Courier</title><language>en-gb</language>'
    f"{ITEM}<item><title>Nothing but a title</title></item></channel></rss>"
)
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>All papers</title><entry><title>Letter</title>
<source><title>Harbour Post</title></source><link href="https://post.example/1"/>
<published>2031-05-07T09:00:00Z</published><updated>2031-05-08T09:00:00Z</updated>
<summary>Short.</summary><content type="text">{MORE} Fares under &lt; 5 stay.</content></entry></feed>"""


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def test_an_entry_is_a_report_with_what_the_feed_states_of_it(tmp_path: Path) -> None:
    found = reading(tmp_path, "a.rss", RSS.encode())
    report = found.reports[0]
    assert report.text == f"Night boat stays\n\n{LEAD}\nIt is settled."
    assert (report.title, report.outlet, report.byline) == ("Night boat stays", "Lowland Courier", ("Ann Lee",))
    assert (report.url, report.language) == ("https://courier.example/night-boat", "en")
    assert (report.published_earliest, report.published_latest) == ("2031-05-06", "2031-05-06")
    assert report.published_evidence[0].text == "published: Tue, 06 May 2031 07:20:00 GMT"
    assert [(row.part, row.status, row.reason) for row in rows(found, "a.rss")] == [
        (0, "loaded", None),
        (1, "failed", "the entry holds no words beside its title"),
    ]


def test_an_atom_entry_names_its_own_source_and_its_longest_text_is_read(tmp_path: Path) -> None:
    report = reading(tmp_path, "a.xml", ATOM.encode()).reports[0]
    assert report.outlet == "Harbour Post"
    assert report.text.endswith("signed a letter against that. Fares under < 5 stay.")
    assert (report.published_earliest, report.updated_at) == ("2031-05-07", "2031-05-08T09:00")


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("", "is empty"),
        ("<catalogue><book/></catalogue>", "is XML, but no RSS or Atom feed"),
        ("https://courier.example/feed.rss", "is XML, but no RSS or Atom feed"),
        ("/etc/hostname", "is XML, but no RSS or Atom feed"),
        ('<rss version="2.0"><channel><title>x</title></channel></rss>', "is a feed without an entry"),
    ],
)
def test_what_is_no_feed_is_refused_and_an_address_in_it_is_not_asked(tmp_path: Path, content: str, cause: str) -> None:
    (row,) = rows(reading(tmp_path, "a.xml", content.encode()), "a.xml")
    assert (row.status, row.reason) == ("failed", cause)


def test_a_feed_that_is_cut_is_read_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    cut = RSS.replace("</channel>", f"<item><title>Fares</title><description>{MORE}")
    found = rows(reading(tmp_path, "a.rss", cut[: cut.index("signed")].encode()), "a.rss")
    assert [row.status for row in found] == ["warned", "failed", "failed"]
    assert all("the feed is damaged and was read as far as it goes" in (row.reason or "") for row in found)


def test_words_that_stand_for_files_or_for_ever_more_words_stay_unread(tmp_path: Path) -> None:
    names = "".join(f'<!ENTITY n{k} "{f"&n{k - 1};" * 10}">' for k in range(1, 9))
    secret = tmp_path / "elsewhere.secret"
    secret.write_text("the secret words")
    head = f'<!DOCTYPE x [<!ENTITY n0 "ha">{names}<!ENTITY file SYSTEM "{secret.as_uri()}">]>'
    item = f"<item><title>Boat</title><description>{LEAD} &n8; &file;</description></item>"
    found = reading(tmp_path, "a.rss", f'{head}<rss version="2.0"><channel>{item}</channel></rss>'.encode())
    told = "".join(report.text for report in found.reports)
    assert len(told) < 1_000
    assert "secret words" not in told


def test_a_feed_of_a_million_entries_gives_the_first_and_says_that_there_are_more(tmp_path: Path) -> None:
    short = "<item><description>x y</description></item>"
    raw = f'<rss version="2.0"><channel>{ITEM}{short * 400_000}</channel></rss>'.encode()
    found = rows(reading(tmp_path, "a.rss", raw, limits=replace(Limits(), members=50)), "a.rss")
    assert len(found) == 51
    assert found[-1].reason == "the feed holds more than 50 entries; the rest is not read"
    assert {row.status for row in found[:-1]} == {"loaded"}
