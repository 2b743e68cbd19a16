"""The values the workbench passes from stage to stage: reports, passages and the evidence for a date or a name.

Every value is frozen; a change makes a new one with ``dataclasses.replace``. Offsets are Python ``str`` positions
in ``Report.text``. The tabular form of these values, with the column names other tools rely on, is in ``ledger.py``.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

Bound = Literal["bare", "about", "at least", "more than", "at most", "less than", "range", "vague"]
Stance = Literal["asserted", "assessed", "believed", "reported", "expected", "denied", "demanded", "unknown"]
Role = Literal["title", "byline", "dateline", "caption", "summary", "subhead", "body", "credit", "chrome"]
Part = Literal["headline", "summary", "body", "caption"]
FileStatus = Literal["loaded", "warned", "quarantined", "skipped", "failed"]
SetAsideReason = Literal[
    "date", "time", "age", "duration", "ordinal", "address", "phone", "chrome", "ratio", "name", "other"
]
ClaimType = Literal["demand", "denial", "intention", "estimate", "forecast", "assessment", "report", "background"]
CertaintyClass = Literal["asserted", "hedged", "denied", "unknown"]
PartyKind = Literal["person", "body", "state", "place", "unnamed person", "group", "other"]

#: How a proposed estimand is named whose numbers do not say what they count; where they stand may follow.
UNTOLD = "Numbers, what they count not told"
#: Roles whose text is prose of the report: sentences in them are annotated, and their words count as kept.
PROSE_ROLES: frozenset[Role] = frozenset({"title", "caption", "summary", "subhead", "body"})


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that say so: ``text`` at ``start``:``end`` of the report, and the name of the rule that read it.

    ``start`` and ``end`` are missing when the words stand outside the report's text (a catalog row, page metadata, a
    line of the story file); ``text`` then quotes that place. ``says`` is the reading, for example a day.
    """

    start: int | None
    end: int | None
    text: str
    rule: str
    says: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report with one role, and the name of the rule that gave it that role."""

    start: int
    end: int
    role: Role
    rule: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file, or one part of it, that was given to the workbench, and what became of it.

    ``reason`` is filled whenever ``status`` is not ``loaded``; ``member`` names the file inside an archive or a mail
    that the part is, or the address of the page.
    """

    file: str
    part: int | None
    sha256: str | None
    status: FileStatus
    report_id: str | None = None
    reason: str | None = None
    member: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """One document as published, with its text, its passages and what it says of itself.

    ``outlet`` hosts the text, ``wire`` is whose text it says it is; each of ``title``, ``outlet``, ``wire``, ``byline``
    and ``dateline`` is missing unless words in the report, its metadata or the catalog say so, and ``masthead`` holds
    those words by field. ``published_earliest`` and ``published_latest`` are days (``YYYY-MM-DD``, inclusive) or
    missing; ``published_evidence`` cites a clue for each end that is filled.
    """

    report_id: str
    file: str
    part: int | None
    sha256: str
    encoding: str
    reader: str
    text: str
    passages: tuple[Passage, ...] = ()
    title: str | None = None
    outlet: str | None = None
    wire: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    language: str | None = None
    url: str | None = None
    masthead: tuple[tuple[str, Evidence], ...] = ()
    published_earliest: str | None = None
    published_latest: str | None = None
    published_conflict: bool = False
    published_evidence: tuple[Evidence, ...] = ()
    updated_at: str | None = None
    retrieved_at: str | None = None

    @property
    def text_sha256(self) -> str:
        """The SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a prose passage; ``words`` holds its lemmas and its words as written, a bar between the two."""

    start: int
    end: int
    role: Role
    words: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as worded, with what is counted and what governs it; nothing here depends on a story.

    ``start``:``end`` hold the number with its hedge, ``number_start``:``number_end`` the number alone. ``low``,
    ``best`` and ``high`` are missing where the words leave them open. ``near`` holds the words of the noun phrase and
    its governing verb, ``clause`` those of the whole clause, as lemmas and as written. ``places`` are stretches that
    may name where, the likeliest first. ``direction`` is "up" or "down" for a change, ``hedge`` the words of the bound.
    ``set_aside`` is filled when the number is no estimate.
    """

    start: int
    end: int
    number_start: int
    number_end: int
    value: float | None
    bound: Bound
    low: float | None
    best: float | None
    high: float | None
    unit: str
    sentence: int
    rule: str
    noun: str = ""
    noun_lemma: str = ""
    population: str = ""
    per: str = ""
    near: str = ""
    clause: str = ""
    clause_start: int = 0
    clause_end: int = 0
    trend: str = ""
    direction: str = ""
    hedge: str = ""
    stance: str = ""
    stance_words: str = ""
    superseded: str = ""
    denied: bool = False
    anaphoric: bool = False
    subset: bool = False
    ambiguous: bool = False
    conversion_of: int | None = None
    places: tuple[tuple[int, int], ...] = ()
    set_aside: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: source, cue and content spans, with what the words tell of the source.

    ``sources`` are the stretches of each holder of a joint source ("the U.S." and "South Korea"). ``within`` is the
    place in the report's list of the attribution that this one stands in. ``stance`` is read from the cue alone.
    """

    source: tuple[int, int] | None
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    sentence: int
    stance: Stance
    rule: str
    sources: tuple[tuple[int, int], ...] = ()
    direct: bool = False
    anonymous: bool = False
    anonymity_ground: str = ""
    within: int | None = None
    antecedent: tuple[int, int] | None = None
    told: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or a description of someone or somewhere, with the model's label ("UNNAMED" for an unnamed person)."""

    start: int
    end: int
    text: str
    label: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A checkable statement: a stretch with one predicate, its kind, and how sure the words make it.

    ``attribution`` is the place in the report's list of the attribution that it is the content of, missing in the
    outlet's own voice. ``certainty`` are the stretches that weaken, deny or leave it open, inside it or over it;
    ``denied`` holds when it is refuted, withheld or negated, ``quoted`` when it stands in the source's own words.
    ``predicate`` holds the lemmas of its verbs, ``words`` are like those of a sentence.
    """

    start: int
    end: int
    sentence: int
    kind: ClaimType
    rule: str
    attribution: int | None = None
    certainty: tuple[tuple[int, int], ...] = ()
    certainty_class: CertaintyClass = "asserted"
    denied: bool = False
    quoted: bool = False
    predicate: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one report's prose holds, told without a story file: sentences, numbers, attributions, names, claims.

    ``problem`` says why there is nothing, where the text could not be read.
    """

    sentences: tuple[Sentence, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    problem: str | None = None


def content_id(prefix: str, *parts: object) -> str:
    """An identifier derived from content alone: equal parts give an equal id on every machine and run.

    ``prefix`` names the kind (``r`` for a report, ``e`` for an estimate); twelve hexadecimal digits follow.
    """
    joined = "\x1f".join("" if part is None else str(part) for part in parts)
    return f"{prefix}-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:12]}"
