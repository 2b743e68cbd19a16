"""Mails and saved pages in the form of mails: the message or the page in them, and what their head lines say.

What is here: ``.eml`` files (a newsletter, a press release, a page that somebody sent on) and ``.mhtml`` files (a page
as a browser saves it). Plain text is preferred to HTML in a mail. Files that hang on a mail are read by the reader of
their own format; pictures and the like are counted in one line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import Message
from email.utils import parseaddr
from typing import Any

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.formats import (
    Draft,
    Refused,
    Source,
    parts_of,
    reads,
    suffix_of,
    suffixes,
    under_title,
    without_surrogates,
)

_SENT_ON = re.compile(r"^\s*(?:fwd?|wg|tr)\s*:\s*", re.IGNORECASE)
_REPLY = re.compile(r"^\s*(?:(?:re|fwd?|wg|tr|aw)\s*:\s*)+", re.IGNORECASE)
#: Head lines of a mail that goes to many: its sender is an outlet, not a person.
_TO_MANY = ("List-Id", "List-Unsubscribe", "List-Post")
#: A mail that hangs on a mail is read; one that hangs on that is not.
_DEEPEST = 1
_BODIES = {"text/plain": ".txt", "text/html": ".html"}


@reads(".eml")
def read_mail(source: Source) -> Iterator[Draft | Refused]:
    """One report for the message, and those of the files that hang on it; parts are counted where there are several.

    Raises ``InputError`` when the file is no mail.
    """
    message = _parsed(source.raw)
    if not any(_head(message, name) for name in ("From", "Date", "Subject", "Message-ID")):
        raise InputError("is no mail: it has no From, Date or Subject")
    found = [*_body(message, source), *_attached(message, source)]
    several = len([part for part in found if isinstance(part, Draft) or part.member is not None]) > 1
    number = 0
    for part in found:
        if isinstance(part, Refused) and part.member is None and part.status == "skipped":
            yield part
            continue
        yield replace(part, part=number if several else None)
        number += 1


@reads(".mhtml", ".mht")
def read_saved_page(source: Source) -> Iterator[Draft | Refused]:
    """One report: the page that the file was saved for. Raises ``InputError`` when there is no page in it."""
    message = _parsed(source.raw)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise InputError("holds no page: no part of it is HTML")
    address = _head(message, "Snapshot-Content-Location") or _head(page, "Content-Location")
    saved = _head(message, "Date")
    stated = (("url", "Content-Location", address), ("retrieved", "Date", saved))
    clues = tuple(_clue(field, name, says, "mhtml") for field, name, says in stated if says)
    for part in parts_of(_inner(source, "page.html", page)):
        if isinstance(part, Draft):
            yield replace(part, metadata=(*clues, *part.metadata), problem=part.problem or _damage(message))
        else:
            yield part


def _parsed(raw: bytes) -> Message:
    if not raw.strip():
        raise InputError("is empty")
    return message_from_bytes(raw, policy=policy.default)


def _head(message: Message, name: str) -> str:
    """A head line as words, empty where it is missing or so broken that Python's parser gives up."""
    try:
        says = " ".join(str(message.get(name) or "").split())
    except Exception:  # a hostile head line must not cost the message
        return ""
    return without_surrogates(says)[0]


def _clue(field: str, name: str, says: str, form: str) -> tuple[str, Evidence]:
    return field, Evidence(None, None, f"{name}: {says}"[:400], f"{form}:{name}", says)


# The message.


def _body(message: Message, source: Source) -> Iterator[Draft | Refused]:
    best = _best(message)
    if best is None:
        yield Refused(None, "the message holds no text")
        return
    try:
        parts = parts_of(_inner(source, f"message{_BODIES[best.get_content_type()]}", best))
    except InputError as error:
        yield Refused(None, f"the message: {error}")
        return
    for part in parts:
        yield _with_head(part, message) if isinstance(part, Draft) else part


def _best(message: Message) -> Message | None:
    """The part that is the message: the first plain text that is not empty, or else the first HTML."""
    own = [part for part in _own_parts(message) if not _hangs_on(part) and part.get_content_type() in _BODIES]
    filled = [part for part in own if _payload(part).strip()]
    return min(filled, key=lambda part: part.get_content_type() != "text/plain", default=None)


def _own_parts(message: Message) -> Iterator[Message]:
    """The parts of this message, without those of a message that hangs on it."""
    if message.get_content_type() == "message/rfc822" or not message.is_multipart():
        yield message
        return
    for part in message.get_payload():
        if isinstance(part, Message):
            yield from _own_parts(part)


def _hangs_on(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_content_type() == "message/rfc822"


def _payload(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _inner(source: Source, name: str, part: Message) -> Source:
    declared = part.get_content_charset()
    return replace(source, name=name, raw=_payload(part), declared=declared, depth=source.depth + 1)


def _with_head(draft: Draft, message: Message) -> Draft:
    """The message under its subject, with what its head lines say of it."""
    subject = _REPLY.sub("", _head(message, "Subject"))
    clues = (*_clues(message, subject), *draft.metadata)
    problem = draft.problem or _damage(message)
    if draft.hints:
        return replace(draft, metadata=clues, problem=problem, reader=f"mail, {draft.reader}")
    text, hints = under_title(subject, draft.text)
    return replace(draft, text=text, hints=hints, metadata=clues, problem=problem, reader=f"mail, {draft.reader}")


def _clues(message: Message, subject: str) -> Iterator[tuple[str, Evidence]]:
    if subject:
        yield _clue("title", "Subject", subject, "mail")
    name, _ = parseaddr(_head(message, "From"))
    if name:
        yield _clue("outlet" if any(message.get(head) for head in _TO_MANY) else "byline", "From", name, "mail")
    day = _head(message, "Date")
    if day:
        # Who sends a report on does so after it came out, and only then did we have it.
        yield _clue("retrieved" if _SENT_ON.match(_head(message, "Subject")) else "published", "Date", day, "mail")


def _damage(message: Message) -> str | None:
    """What is wrong with the form of the message, in Python's names for it."""
    names = sorted({type(defect).__name__.removesuffix("Defect") for part in message.walk() for defect in part.defects})
    return f"the message is damaged ({', '.join(names)}); what could be read is kept" if names else None


# What hangs on it.


def _attached(message: Message, source: Source) -> Iterator[Draft | Refused]:
    other: Counter[str] = Counter()
    best = _best(message)
    for part in _own_parts(message):
        if part is best or (part.get_content_type() in _BODIES and not _hangs_on(part)):
            continue
        name = without_surrogates(str(part.get_filename() or ""))[0]
        if part.get_content_type() == "message/rfc822":
            yield from _attached_message(part, source)
        elif _hangs_on(part) and suffix_of(name) in suffixes():
            yield from _attached_file(part, name, source)
        else:
            other[part.get_content_type()] += 1
    if other:
        told = ", ".join(f"{count} of type {kind}" for kind, count in sorted(other.items()))
        yield Refused(None, f"parts of the message that are no text: {told}"[:400], "skipped")


def _attached_message(part: Message, source: Source) -> Iterator[Draft | Refused]:
    if source.depth > _DEEPEST:
        yield Refused(None, "is a mail in a mail in a mail; save it by itself", member="message.eml")
        return
    inner: Any = part.get_payload()
    raw = inner[0].as_bytes() if isinstance(inner, list) and inner else b""
    yield from _read(replace(source, name="message.eml", raw=raw, depth=source.depth + 1), "message.eml")


def _attached_file(part: Message, name: str, source: Source) -> Iterator[Draft | Refused]:
    yield from _read(_inner(source, name, part), name)


def _read(inner: Source, name: str) -> Iterator[Draft | Refused]:
    try:
        for part in parts_of(inner):
            yield replace(part, member=name if part.member is None else f"{name}/{part.member}")
    except InputError as error:
        yield Refused(None, str(error), member=name)
