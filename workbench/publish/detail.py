"""How much of the reports' own words a briefing lets out: all, short quotations, or none.

What is here: the pieces of each text that may leave at a level of detail, and the story with every other word of a
report taken out before any view is made of it, so that no table, picture or tooltip can let one through. Titles,
outlets, bylines and names stay at each level: they say what is cited. The words that stand for what is left out are put
in by ``WITHHELD`` where the page is laid out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

import pandas as pd

from workbench import ledger
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look.html import Html
from workbench.look.joined import sentence_span
from workbench.story import Story

Detail = Literal["full", "snippet", "none"]
#: The most words of a report that one quotation may hold at the level "snippet".
QUOTATION = 40
#: The most reports whose texts a file holds whole, at the level "full".
WHOLE_TEXTS = 150
#: Stands for a character that may not leave; no report that we know of writes with it.
BLOCK = "\u2588"
#: What a reader sees in place of words that were left out.
WITHHELD = "[…]"

_WORD = re.compile(r"\S+")
_BLOCKS = re.compile(rf"{BLOCK}(?:[{BLOCK}\s]*{BLOCK})?")
_QUOTED = re.compile(r"“([^”]*)”")
#: So many words in a row that also stand in a report are taken for the report's, whoever wrote them down.
RUN = 5
#: Fields of an estimate or a claim that hold a report's own words, which a correction may bear as old or new value.
_OWN_WORDS = frozenset({"phrase", "population", "certainty", "text"})

#: Tables in which a person writes words of their own.
_WRITTEN = ("corrections", "opinions", "sources", "credibility", "discrepancies")
#: How many words of a report in a row may leave in what a person wrote, by level.
MOST_WORDS: Mapping[Detail, int] = {"snippet": QUOTATION, "none": 0}


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text that is in the page."""

    start: int
    text: str


@dataclass(frozen=True, slots=True)
class Withheld:
    """A story as it may leave, and the pieces of each report's text that leave with it.

    ``counted`` is the same story with the texts whole, for what must be counted anew from them; what it says in words
    is cut like the rest.
    """

    story: Story
    counted: Story
    pieces: Mapping[str, Sequence[Piece]]


def check(detail: str) -> None:
    """Raises ``InputError`` for a level that is none."""
    if detail not in get_args(Detail):
        raise InputError(f"detail must be one of {', '.join(get_args(Detail))}, is {detail!r}")


def withheld(story: Story, spans: Mapping[str, Iterable[tuple[int, int]]], detail: Detail) -> Withheld:
    """The story at a level of detail; ``spans`` are, by report, what a short quotation must hold (a holder's name).

    At "full" it is the story itself, with the texts of the ``WHOLE_TEXTS`` reports that give most figures. At "snippet"
    the sentence of each figure leaves, cut to ``QUOTATION`` words around it. At "none" no word of a text does: figures
    keep our reading of them, their places and the hash of their words.
    """
    texts = {row["report_id"]: row["text"] or "" for row in plain_rows(story.reports)}
    if detail == "full":
        known = whole_texts(story)
        rest = {} if len(known) == len(texts) else _snippets(story, texts, spans)
        whole = {key: (Piece(0, text),) for key, text in texts.items() if key in known}
        return Withheld(
            story, story, whole | {key: _pieces(texts[key], one) for key, one in rest.items() if key not in known}
        )
    kept: Mapping[str, tuple[tuple[int, int], ...]] = (
        dict.fromkeys(texts, ()) if detail == "none" else _snippets(story, texts, spans)
    )
    masked = {key: _masked(text, kept[key]) for key, text in texts.items()}
    said = _Said.of(texts.values() if any(len(getattr(story, name)) for name in _WRITTEN) else ())
    pieces = {key: _pieces(texts[key], kept[key]) for key in texts}
    most = MOST_WORDS[detail]
    tables = _tables(story, masked, said, most)
    counted = replace(story, tables={**tables, "reports": story.reports})
    return Withheld(replace(story, tables=tables), counted, pieces)


def remarks(story: Story, detail: Detail) -> Callable[[str], str]:
    """A function that cuts the reports' words out of what a person wrote, as far as the level asks for it."""
    if detail == "full":
        return lambda words: words
    said = _Said.of(row["text"] or "" for row in plain_rows(story.reports))
    return lambda words: shown(said.cut(words, MOST_WORDS[detail]))


def whole_texts(story: Story) -> frozenset[str]:
    """The reports whose texts a page lays out: all, or the ``WHOLE_TEXTS`` that give most figures, the first first."""
    reports = [str(one) for one in story.reports["report_id"]]
    if len(reports) <= WHOLE_TEXTS:
        return frozenset(reports)
    counts = Counter(story.estimates["report_id"][story.estimates["charted"].fillna(False).astype(bool)])
    return frozenset(sorted(reports, key=lambda one: -counts[one])[:WHOLE_TEXTS])


def _pieces(text: str, spans: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    return tuple(Piece(start, text[start:end]) for start, end in spans)


def shown(value: Any) -> Any:
    """A value as the page prints it: runs of blocks become the words that say that something was left out."""
    if isinstance(value, Html):
        return Html(_BLOCKS.sub(WITHHELD, value.text))
    if not isinstance(value, str) or BLOCK not in value:
        return value
    return type(value)(_BLOCKS.sub(WITHHELD, value))


# --- what may leave ---------------------------------------------------------------------------------------------------


def _snippets(
    story: Story, texts: Mapping[str, str], spans: Mapping[str, Iterable[tuple[int, int]]]
) -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {key: list(spans.get(key, ())) for key in texts}
    for row in plain_rows(story.estimates):
        text = texts.get(row["report_id"], "")
        if text:
            sentence = sentence_span(row, len(text))
            found[row["report_id"]].append(_around(text, sentence, (int(row["start"]), int(row["end"]))))
    return {key: _joined(one) for key, one in found.items()}


def _around(text: str, sentence: tuple[int, int], words: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence that a quotation may hold: the figure's words and as many on both sides as fit."""
    all_words = [match.span() for match in _WORD.finditer(text, *sentence)]
    if len(all_words) <= QUOTATION:
        return sentence
    inside = [at for at, (start, end) in enumerate(all_words) if end > words[0] and start < words[1]] or [0]
    room = max(0, QUOTATION - len(inside))
    first = max(0, min(inside[0] - room // 2, len(all_words) - QUOTATION))
    last = max(inside[-1], min(len(all_words), first + QUOTATION) - 1)
    return min(all_words[first][0], words[0]), max(all_words[last][1], words[1])


def _joined(spans: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """The spans in order, those that touch made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def _masked(text: str, kept: Sequence[tuple[int, int]]) -> str:
    """The text with each character outside the kept spans made a block; plain white space stays, so that lines do."""
    parts: list[str] = []
    at = 0
    for start, end in [*kept, (len(text), len(text))]:
        parts += [_blocks(text[at:start]), text[start:end]]
        at = end
    return "".join(parts)


def _blocks(text: str) -> str:
    # A hard space is a character of the report, and the check of a page counts it as one.
    return re.sub(r"[^ \t\n\r\f]", BLOCK, text)


# --- the tables -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Said:
    """The runs of ``RUN`` words of all reports, by which their words are known again in what a person wrote."""

    runs: frozenset[tuple[str, ...]]

    @staticmethod
    def of(texts: Iterable[str]) -> _Said:
        """The runs of these texts."""
        return _Said(frozenset(run for text in texts for run in _runs(_words(text))))

    def cut(self, words: str | None, most: int) -> str | None:
        """A person's words with each longer run of a report's cut to the most that may leave."""
        if words is None or not self.runs:
            return words
        found = list(_WORD.finditer(words))
        plain = _words(words)
        own = [False] * len(found)
        for at, run in enumerate(_runs(plain)):
            if run in self.runs:
                own[at : at + RUN] = [True] * RUN
        parts, at, kept = [], 0, 0
        for match, is_own in zip(found, own, strict=True):
            kept = kept + 1 if is_own else 0
            parts += [words[at : match.start()], _blocks(match.group()) if kept > most else match.group()]
            at = match.end()
        return "".join([*parts, words[at:]])


def _words(text: str) -> list[str]:
    """The words in lower case without the signs around them, one for each stretch between spaces."""
    return [match.group().casefold().strip("“”\"'‘’.,;:!?()[]") for match in _WORD.finditer(text)]


def _runs(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))


def _tables(story: Story, masked: Mapping[str, str], said: _Said, most: int) -> dict[str, pd.DataFrame]:
    """The tables with each copy of a report's words cut to what may leave."""
    by_table: dict[str, Callable[[Row], Row]] = {
        "reports": lambda row: {
            **row, "text": masked[row["report_id"]],
            "published_evidence": _cut_clues(row["published_evidence"], most),
            "masthead_evidence": _cut_clues(row["masthead_evidence"], most),
        },
        "mentions": lambda row: {**row, "text": _place(row, masked)},
        "set_aside": lambda row: {**row, "text": _place(row, masked)},
        "estimates": lambda row: {
            **row, "phrase": _place(row, masked), "as_of_evidence": cut_quotes(row["as_of_evidence"], most),
            "why_not": cut_quotes(row["why_not"], most), **({} if most else {"population": None}),
        },
        "claims": lambda row: {**row, "certainty": cut(row["certainty"], most)},
        "lineage": lambda row: {**row, "evidence": _cut_texts(row["evidence"], ("text",), most)},
        "inferred_parents": lambda row: {**row, "variants": _cut_texts(row["variants"], ("text", "other"), most)},
        "discrepancies": lambda row: {
            **row, "reading": cut_quotes(row["reading"], most), "reason": said.cut(row["reason"], most),
        },
        "corrections": lambda row: {
            **row, "anchor": _cut_anchor(row["anchor"], most), "reason": said.cut(row["reason"], most),
            **{name: _cut_value(row, name, said, most) for name in ("old", "new")}, "was": None,
        },
        "opinions": lambda row: {**row, "explanation": said.cut(row["explanation"], most)},
        "sources": lambda row: {**row, "reason": said.cut(row["reason"], most)},
        "credibility": lambda row: {**row, "reason": said.cut(row["reason"], most)},
        "estimands": lambda row: {**row, "example": cut(row["example"], most)},
    }  # fmt: skip
    changed = {
        name: ledger.frame(name, [change(row) for row in plain_rows(getattr(story, name))])
        for name, change in by_table.items()
    }
    return {**story.tables, **changed}


Row = dict[str, Any]


def _place(row: Row, masked: Mapping[str, str]) -> str:
    return masked.get(row["report_id"], "")[int(row["start"]) : int(row["end"])]


def _cut_anchor(anchor: Any, most: int) -> Any:
    """Where a correction hangs, its quotations cut and the words around them left out."""
    if anchor is None:
        return None
    places = [None if one is None else _cut_place(one, most) for one in anchor["places"]]
    span = anchor["span"]
    return {**anchor, "places": places, "span": None if span is None else _cut_place(span, most)}


def _cut_place(place: Mapping[str, Any], most: int) -> Row:
    return {**place, "quotation": cut(place["quotation"], most), "before": None, "after": None}


def _cut_value(row: Row, name: str, said: _Said, most: int) -> str | None:
    """An old or a new value with a report's words in it cut; what an acceptance accepted stands in the row itself."""
    value: str | None = row[name]
    if row["act"] == "accept" or value is None:
        return None
    if row["act"] == "add":
        return json.dumps(
            {key: cut(one, most) if key in _OWN_WORDS else one for key, one in json.loads(value).items()},
            ensure_ascii=False,
        )
    return cut(value, most) if row["field"] in _OWN_WORDS else said.cut(value, most)


def cut(words: str | None, most: int) -> str | None:
    """A text of a report's words cut to the most that may leave; blocks where none may."""
    if words is None:
        return None
    found = list(_WORD.finditer(words))
    return words if len(found) <= most else f"{words[: found[most].start()]}{_blocks(words[found[most].start() :])}"


def cut_quotes(sentence: str | None, most: int) -> str | None:
    """A sentence of ours with each quotation in it cut."""
    return sentence and _QUOTED.sub(lambda match: f"“{cut(match.group(1), most)}”", sentence)


def _cut_clues(clues: Any, most: int) -> list[Row]:
    """Clues cut, those from another report's text too; what the analyst's catalog says stays."""
    return [
        dict(one) if str(one["rule"]).startswith("catalog") else {**one, "text": cut(one["text"], most)}
        for one in ([] if clues is None else clues)
    ]


def _cut_texts(items: Any, keys: Sequence[str], most: int) -> list[Row]:
    return [{**one, **{key: cut(one.get(key), most) for key in keys}} for one in ([] if items is None else items)]
