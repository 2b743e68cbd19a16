"""Saved RSS and Atom feeds: each entry a report, with the words, the day and the link that the feed gives it.

What is here: the entries of a feed that lies on disk. The feed is handed over as bytes, so no address in it is ever
asked for. What an entry's HTML shows is told by ``webpage.py``.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

import feedparser

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.decode import decode
from workbench.read.formats import Draft, Refused, Source, reads, under_title, without_surrogates
from workbench.read.webpage import shown_text

_ENTRY_END = re.compile(rb"</(?:\w+:)?(?:item|entry)\s*>", re.IGNORECASE)
#: A feed needs none of its own: those of HTML are known.
_ENTITY = "<!ENTITY"

#: A text said to be plain may hold markup all the same, as many titles do.
_TAG = re.compile(r"</[a-z][a-z0-9]{0,9}>", re.IGNORECASE)


@reads(".rss", ".atom", ".xml")
def read_feed(source: Source) -> Iterator[Draft | Refused]:
    """One report for each entry that holds words; parts count the entries from 0.

    Raises ``InputError`` when the file is no feed, or a feed without an entry.
    """
    decoded = decode(source.raw)
    if _ENTITY in decoded.text:
        raise InputError("declares entities of its own, which can unpack without end; it is not read")
    raw, more = _first_entries(source.raw, source.limits.members)
    feed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version"):
        raise InputError("is XML, but no RSS or Atom feed")
    if not feed.entries:
        raise InputError("is a feed without an entry")
    problem = decoded.problem or _damage(feed)
    for part, entry in enumerate(feed.entries):
        yield _draft(part, entry, feed.feed, encoding=str(feed.get("encoding") or "utf-8"), problem=problem)
    if more:
        limit = f"{source.limits.members:,}"
        yield Refused(len(feed.entries), f"the feed holds more than {limit} entries; the rest is not read")


def _first_entries(raw: bytes, most: int) -> tuple[bytes, bool]:
    """The feed with no more than so many entries, and whether it had more: a parser would hold all of them at once."""
    ends = [found.end() for found in _ENTRY_END.finditer(raw)]
    if len(ends) <= most:
        return raw, False
    return raw[: ends[most - 1]] + raw[ends[-1] :], True


def _damage(feed: Any) -> str | None:
    error = feed.get("bozo_exception")
    # A character set that was declared wrongly and read rightly is no damage.
    if not feed.get("bozo") or isinstance(error, feedparser.exceptions.CharacterEncodingOverride):
        return None
    return f"the feed is damaged and was read as far as it goes: {' '.join(str(error).split())}"[:200]


def _draft(part: int, entry: Any, feed: Any, *, encoding: str, problem: str | None) -> Draft | Refused:
    title = " ".join(shown_text(_markup(entry.get("title_detail"))).split())
    words, lost = without_surrogates(_words(entry))
    if not words.strip():
        reason = "the entry holds no words beside its title" if title else "the entry holds no words"
        return Refused(part, f"{reason}; {problem}" if problem else reason)
    title = without_surrogates(title)[0]
    text, hints = under_title(title, words)
    damaged = problem or (f"{lost} broken characters are shown as U+FFFD" if lost else None)
    clues = tuple(_clues(entry, feed, title))
    return Draft(part, text, encoding, f"feedparser {feedparser.__version__}", clues, hints, damaged)


def _words(entry: Any) -> str:
    """The longest text that the entry has: its content, or else its summary."""
    told = [shown_text(_markup(detail)) for detail in [*entry.get("content", []), entry.get("summary_detail")]]
    return max(told, key=len)


def _markup(detail: Mapping[str, Any] | None) -> str:
    """A text of the feed as HTML; one that is plain has its signs written out, so that they are shown as they stand."""
    if not detail or not detail.get("value"):
        return ""
    value = str(detail["value"])
    if "html" in str(detail.get("type")) or _TAG.search(value):
        return value
    signs = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
    return re.sub("[&<>]", lambda sign: signs[sign.group()], value).replace("\n", "<br>")


def _clues(entry: Any, feed: Any, title: str) -> Iterator[tuple[str, Evidence]]:
    """What the entry says of itself, and for its outlet and language what the feed says of all."""
    origin = entry.get("source") or {}
    stated = (
        ("title", "title", title),
        ("outlet", "source", origin.get("title")),
        ("outlet", "feed title", feed.get("title")),
        ("byline", "author", entry.get("author")),
        ("url", "link", entry.get("link")),
        ("language", "language", entry.get("language") or feed.get("language")),
        ("published", "published", entry.get("published")),
        ("updated", "updated", entry.get("updated") if "updated" in entry else None),
    )
    for field, key, value in stated:
        says = without_surrogates(str(value or "").strip())[0]
        if says:
            yield field, Evidence(None, None, f"{key}: {says}"[:400], f"feed:{key}", says)
