"""The days an estimate speaks of, with the words or the rule that say so.

In this order: "as of" in its sentence, a time in its clause, one beside the cue, the day its speaker spoke as told in
another sentence, the day the report's opening speaks of, the day the report came out. Times themselves are found and
placed in ``workbench.annotate.times``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from workbench.model import Annotation, Attribution, Quantity, Report, Sentence
from workbench.state.speakers import Holding

Time = Mapping[str, Any]
AsOf = tuple[str | None, str | None, str | None]

#: A figure this many days older than its report is of another event.
_LONG_AGO = 365
#: ... when the time stands within so many characters of it.
_BESIDE = 48
#: News is told within so many days; an older day in the opening is that of what it looks back to.
_NEWS_DAYS = 3
#: A speaker's day is looked for in this many sentences on either side, those before first.
_NEIGHBOURS = 6


def as_of(
    report: Report, annotation: Annotation, quantity: Quantity, holding: Holding | None, times: Sequence[Time]
) -> AsOf:
    """The days the figure speaks of, and the words that say so; ``published`` where only publication does."""
    found = _told_in_sentence(report, annotation, quantity, holding, times)
    if found is None and holding is not None:
        found = _day_of_speaker(report, annotation, holding, times)
    found = found or _day_of_news(report, annotation, times)
    if found is not None:
        return found["earliest"], found["latest"], report.text[found["start"] : found["end"]]
    if report.published_earliest is None and report.published_latest is None:
        return None, None, None
    return report.published_earliest, report.published_latest, "published"


def of_another_time(report: Report, quantity: Quantity, latest: str | None, evidence: str | None) -> str | None:
    """Why a figure of long before the report ("the fire of 1991 killed 25") is not drawn with those of its story."""
    days = _days_before(report, latest)
    if days is None or evidence is None:
        return None
    beside = evidence in report.text[max(0, quantity.start - _BESIDE) : quantity.end + _BESIDE]
    return f"speaks of another time, {days // 365} or more years before" if days > _LONG_AGO and beside else None


def _days_before(report: Report, day: str | None) -> int | None:
    """How many days a day lies before the report came out."""
    published = report.published_earliest or report.published_latest
    return (date.fromisoformat(published) - date.fromisoformat(day)).days if day and published else None


# --- in the figure's own sentence -------------------------------------------------------------------------------------


def _told_in_sentence(
    report: Report, annotation: Annotation, quantity: Quantity, holding: Holding | None, times: Sequence[Time]
) -> Time | None:
    sentence = annotation.sentences[quantity.sentence]
    inside = [
        time
        for time in _within(times, sentence.start, sentence.end)
        if _is_a_day(time) and not _is_a_limit(report, time) and not _is_of_something_else(report, quantity, time)
    ]
    stated = [time for time in inside if _follows(report.text, time, r"\bas\s+of(?:\s+(?:late|early|mid-?))?\s*")]
    clause = [time for time in inside if quantity.clause_start <= time["start"] < quantity.clause_end]
    if any(str(time["value"]) == "PRESENT_REF" for time in _within(times, quantity.clause_start, quantity.clause_end)):
        clause = []  # "the quake that hit Saturday is now blamed for": of the day it is told
    content = annotation.attributions[holding.attribution].content if holding else ()
    beside = [
        time
        for time in inside
        if holding and time not in clause and not any(start <= time["start"] < end for start, end in content)
    ]
    # A plan for December is an estimate of the day it was made, not of December.
    for group in (stated, beside) if quantity.stance == "expected" else (stated, clause, beside):
        if group:
            return min(group, key=lambda time: abs(time["start"] - quantity.start))
    return None


def _within(times: Sequence[Time], start: int, end: int) -> Iterator[Time]:
    return (time for time in times if start <= time["start"] < end)


def _is_a_day(time: Time) -> bool:
    return (
        time["type"] in ("DATE", "TIME")
        and bool(time["earliest"] or time["latest"])
        and not str(time["value"]).endswith("_REF")
    )


def _follows(text: str, time: Time, words: str) -> bool:
    """Whether a time follows right on words that match."""
    return re.search(words + r"\Z", text[max(0, time["start"] - 32) : time["start"]], re.IGNORECASE) is not None


def _is_a_limit(report: Report, time: Time) -> bool:
    """Whether a time only limits what is told ("since August", "by December") and is not when the figure held.

    "By Thursday 3,000 had been buried", told on Friday, is a count of Thursday.
    """
    if _follows(report.text, time, r"\bby\s+(?:(?:late|early|the)\s+)?"):
        days = _days_before(report, time["latest"])
        return days is None or days < 0
    led = r"\b(?:since|until|till|before|after|from)\s+(?:(?:late|early|the|the\s+\w+|\w+ing)\s+(?:on\s+|in\s+)?)?"
    return _follows(report.text, time, led)


#: What opens a clause about something else than the figure: "the quake that hit on Saturday", "the tally it gave".
_RELATIVE = re.compile(
    r"\b(?:that|which|who|when|where)\s+(?:[\w'\u2019-]+\s+){1,7}\Z|"
    r"\b(?:the|a|an)\s+(?:[\w'\u2019-]+\s+){1,3}(?:it|he|she|they)\s+(?:had\s+)?\w+\s+(?:on\s+|in\s+|at\s+|over\s+)?\Z",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:than|from|surpass\w*|exceed\w*|eclips\w*|compared|previous|earlier|record|against|versus|topping|beating)\b",
    re.IGNORECASE,
)


def _is_of_something_else(report: Report, quantity: Quantity, time: Time) -> bool:
    """Whether the words say that a time of the sentence is not the figure's: another event's, or another figure's."""
    text = report.text
    begin, end = sorted((quantity.end, time["start"])) if time["start"] > quantity.end else (time["end"], quantity.start)
    between = text[begin:end] if begin < end else ""
    relative = _RELATIVE.search(text, max(0, time["start"] - 80), time["start"])
    if relative and not relative.start() <= quantity.start < time["start"]:
        return True
    other_figure = re.search(r"\d", between) is not None
    if other_figure and _COMPARED.search(between):
        return True
    days = _days_before(report, time["latest"])
    return days is not None and days > _LONG_AGO and other_figure


# --- in other sentences -----------------------------------------------------------------------------------------------


def _day_of_speaker(report: Report, annotation: Annotation, holding: Holding, times: Sequence[Time]) -> Time | None:
    """The day the figure's speaker spoke, told in a neighbouring sentence: "Honea told reporters on Monday"."""
    item = annotation.attributions[holding.attribution]
    who = _names(report, item)
    if not who:
        return None
    others = [
        other
        for other in annotation.attributions
        if other is not item
        and abs(other.sentence - item.sentence) <= _NEIGHBOURS
        and other.sentence != item.sentence
        and _names(report, other) & who
    ]
    for other in sorted(others, key=lambda one: (one.sentence > item.sentence, abs(one.sentence - item.sentence))):
        spoke = _day_beside(report, annotation, other, times)
        if spoke is not None:
            return spoke
    return None


def _names(report: Report, item: Attribution) -> set[str]:
    """The words that tell a source from others: the capitalised ones of its name, or all where it has none."""
    span = item.antecedent or item.source
    words = re.findall(r"[\w'\u2019-]+", report.text[slice(*span)]) if span else []
    named = {word for word in words if word[:1].isupper() and len(word) > 2 and word.lower() not in _TITLES}
    return named or ({" ".join(words).lower()} if words else set())


#: Capitalised words of a source that many share.
_TITLES = {"the", "sheriff", "president", "minister", "secretary", "general", "mayor", "governor", "county", "state",
           "officials", "authorities", "ministry", "department", "office", "south", "north", "united", "defense"}  # fmt: skip


def _day_beside(report: Report, annotation: Annotation, item: Attribution, times: Sequence[Time]) -> Time | None:
    """The single day told beside the cue of an attribution, outside what is said."""
    sentence = annotation.sentences[item.sentence]
    days = [
        time
        for time in _within(times, sentence.start, sentence.end)
        if _is_news_day(report, time) and not any(start <= time["start"] < end for start, end in item.content)
    ]
    return min(days, key=lambda time: abs(time["start"] - item.cue[0])) if days else None


def _is_news_day(report: Report, time: Time) -> bool:
    """Whether a time is one day, not after the report came out nor long before it, on which something was told."""
    if not _is_a_day(time) or time["earliest"] != time["latest"] or _is_a_limit(report, time):
        return False
    days = _days_before(report, time["latest"])
    if days is not None and not 0 <= days <= _NEWS_DAYS:
        return False
    return _RELATIVE.search(report.text, max(0, time["start"] - 80), time["start"]) is None


def _day_of_news(report: Report, annotation: Annotation, times: Sequence[Time]) -> Time | None:
    """The day the report's opening speaks of: the one on which its first speaker spoke, else that of its first clause."""
    lead = _opening(annotation)
    if lead is None:
        return None
    number, sentence = lead
    for item in annotation.attributions:
        if item.sentence == number and (spoke := _day_beside(report, annotation, item, times)) is not None:
            return spoke
    return next((time for time in _within(times, sentence.start, sentence.end) if _is_news_day(report, time)), None)


def _opening(annotation: Annotation) -> tuple[int, Sentence] | None:
    """The first sentence of the report's body that is more than a label."""
    return next(
        (
            (number, sentence)
            for number, sentence in enumerate(annotation.sentences)
            if sentence.role == "body" and sentence.end - sentence.start > _BESIDE
        ),
        None,
    )
