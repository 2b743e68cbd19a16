"""The days an estimate speaks of, with the words or the rule that say so.

In this order: "as of" in its sentence, a time in its clause, one beside the cue or before it, the day its speaker spoke
as told in another sentence, the day the report's opening speaks of, the day the report came out. The words that tell
whose a time is are in ``cues/asof.toml``; times are found and placed in ``workbench.annotate.times``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from workbench.annotate.times import days_before
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Attribution, Quantity, Report, Sentence
from workbench.state.speakers import Holding

Time = Mapping[str, Any]
AsOf = tuple[str | None, str | None, str | None]

#: A time this many days older than its report, with another figure before this one, is of that figure.
_LONG_AGO = 365
#: A first sentence of no more characters is a label.
_LABEL = 48
#: News is told within so many days; an older day in the opening is that of what it looks back to.
_NEWS_DAYS = 3
#: A speaker's day is looked for in this many sentences on either side, those before first.
_NEIGHBOURS = 6


def as_of(
    report: Report, annotation: Annotation, quantity: Quantity, holding: Holding | None, times: Sequence[Time]
) -> AsOf:
    """The days the figure speaks of, and the words that say so; ``published`` where only publication does."""
    times = [time for time in times if not _is_in_a_name(report.text, time)]
    found = _day_of_quake(report, times) if quantity.unit == "magnitude" else None
    found = found or _told_in_sentence(report, annotation, quantity, holding, times)
    if found is None and annotation.sentences[quantity.sentence].role in ("title", "summary"):
        found = _told_in_body(report, annotation, quantity, times)
    found = found or _stated_before(report, annotation, quantity, times)
    if found is None and holding is not None:
        found = _day_of_speaker(report, annotation, holding, times)
    day: AsOf = (report.published_earliest, report.published_latest, "published")
    if found is not None:
        day = found["earliest"], found["latest"], report.text[found["start"] : found["end"]]
    elif (news := _day_of_news(report, annotation, times, quantity)) is not None:
        found, day = news, (news["earliest"], news["latest"], report.text[news["start"] : news["end"]])
    elif day[:2] == (None, None):
        return None, None, None
    start = annotation.sentences[quantity.sentence].start
    before = _led("before now").search(report.text, start, max(quantity.clause_end, quantity.end))
    if before and _led("turned").search(report.text, before.end(), max(before.end(), quantity.start)):
        before = None  # "originally planned 40, but has since lowered that to 30"
    told = found is not None and start <= found["start"] < quantity.clause_end
    return (None, day[1], before[0]) if before and not told and day[1] else day


def _is_in_a_name(text: str, time: Time) -> bool:
    """Whether a word of time ends the name of a paper: "Harbour Today"."""
    named = re.search(r"[A-Z][\w.]*\s+\Z", text[max(0, time["start"] - 24) : time["start"]])
    return text[time["start"] : time["end"]] == "Today" and named is not None


@cache
def _led(kind: str, *, ends: str = "") -> re.Pattern[str]:
    """The cues of a kind as one pattern; with ``ends`` a pattern of what stands right before a time."""
    cues = [cue["pattern"] for cue in cue_file("state", "asof")["cue"] if cue["kind"] == kind]
    return re.compile(f"(?:{'|'.join(cues)}){ends}", re.IGNORECASE)


# --- in the figure's own sentence -------------------------------------------------------------------------------------


def _told_in_sentence(
    report: Report, annotation: Annotation, quantity: Quantity, holding: Holding | None, times: Sequence[Time]
) -> Time | None:
    sentence = annotation.sentences[quantity.sentence]
    days = [
        time
        for time in _within(times, sentence.start, sentence.end)
        if _is_a_day(time) and not _is_a_limit(report, time) and not _is_ahead(report, time)
    ]
    inside = [time for time in days if not _is_of_something_else(report, quantity, time)]
    stated = [time for time in inside if _follows(report.text, time, "stated")]
    clause = [time for time in inside if quantity.clause_start <= time["start"] < quantity.clause_end]
    leading = [time for time in inside if time not in clause and _opens(annotation, quantity, time)]
    if clause and _is_told_now(report, quantity, _nearest(clause, quantity), times):
        clause = []
    content = annotation.attributions[holding.attribution].content if holding else ()
    outside = [time for time in days if time not in clause and not _is_in_content(report.text, time, content)]
    beside = [time for time in outside if time in inside] or [time for time in outside if _is_of_speaking(report, time)]
    if holding is None:
        beside = []
    if beside and clause and not any(_is_one_day(time) for time in clause):
        clause = []  # "said on Friday that 40 had fled last week" is known as of Friday
    groups = (stated, clause, beside, leading)
    if quantity.stance == "expected":  # a plan for December is an estimate of the day it was made, not of December
        groups = (stated, [], beside, [])
    return next((_nearest(group, quantity) for group in groups if group), None)


def _is_in_content(text: str, time: Time, content: Sequence[tuple[int, int]]) -> bool:
    """Whether a time stands in what is said, and not before it ("said on Monday it would send 40 boats")."""
    return any(
        start <= time["start"] < end
        and re.fullmatch(r"\s*(?:late |early )?(?:on )?", text[start : time["start"]]) is None
        for start, end in content
    )


def _is_of_speaking(report: Report, time: Time) -> bool:
    """Whether a time in a clause about the source can be when it spoke: not "who had toured the city on Monday"."""
    relative = _relative_before(report.text, time)
    before = report.text[relative : time["start"]] if relative is not None else ""
    former = _led("former", ends=r"\Z").search(report.text, max(0, time["start"] - 48), time["start"])
    return _is_recent(report, time) and former is None and re.search(r"\bhad\b", before) is None


def _is_told_now(report: Report, quantity: Quantity, time: Time, times: Sequence[Time]) -> bool:
    """Whether "now" stands nearer to the figure than the time does: "the storm of Saturday has now killed 40"."""
    begin, end = quantity.clause_start, quantity.clause_end
    now = [one["start"] for one in _within(times, begin, end) if str(one["value"]) == "PRESENT_REF"]
    now += [found.start() for found in _led("now").finditer(report.text, begin, end)]
    return any(abs(at - quantity.start) < abs(time["start"] - quantity.start) for at in now)


def _opens(annotation: Annotation, quantity: Quantity, time: Time) -> bool:
    """Whether a time stands before the figure with no other figure of the sentence before it, that it could date."""
    return time["start"] < quantity.start and not any(
        other.sentence == quantity.sentence and other.start < time["start"] and not other.set_aside
        for other in annotation.quantities
    )


def _told_in_body(report: Report, annotation: Annotation, quantity: Quantity, times: Sequence[Time]) -> Time | None:
    """The time of the first figure in the body that a headline's figure repeats."""
    for other in annotation.quantities:
        same = (other.low, other.high, other.unit) == (quantity.low, quantity.high, quantity.unit)
        if same and annotation.sentences[other.sentence].role == "body":
            return _told_in_sentence(report, annotation, other, None, times)
    return None


def _nearest(times: Sequence[Time], quantity: Quantity) -> Time:
    return min(times, key=lambda time: max(time["start"] - quantity.end, quantity.start - time["end"]))


def _within(times: Sequence[Time], start: int, end: int) -> Iterator[Time]:
    return (time for time in times if start <= time["start"] < end)


def _is_a_day(time: Time) -> bool:
    return (
        time["type"] in ("DATE", "TIME")
        and bool(time["earliest"] or time["latest"])
        and not str(time["value"]).endswith("_REF")
    )


def _follows(text: str, time: Time, kind: str) -> bool:
    """Whether a time stands right after a cue of the kind."""
    return _led(kind, ends=r"\Z").search(text, max(0, time["start"] - 48), time["start"]) is not None


def _is_one_day(time: Time) -> bool:
    return bool(time["earliest"] == time["latest"])


def _is_ahead(report: Report, time: Time) -> bool:
    """Whether a time begins after the report came out, so that no count can be of it."""
    published = report.published_latest
    return bool(published and time["earliest"] and time["earliest"] > published)


def _is_a_limit(report: Report, time: Time) -> bool:
    """Whether a time only limits what is told ("since August", "by December") and is not when the figure held."""
    if _follows(report.text, time, "deadline"):
        days = days_before(report, time["latest"])
        return days is None or days < 0
    return _follows(report.text, time, "limit")


def _is_of_something_else(report: Report, quantity: Quantity, time: Time) -> bool:
    """Whether the words say that a time of the sentence is not the figure's: another event's, or another figure's."""
    text = report.text
    owner = re.match(r"[\u2019']s\b", text[time["end"] : time["end"] + 2] + " ")
    if owner and _follows(text, time, "agent"):
        return True
    if quantity.start >= time["end"] and _is_onset(text, time):
        return True
    if (
        _is_of_a_paper(text, quantity, time)
        or _is_of_a_named_event(text, time)
        or _is_of_the_figure_before(text, quantity, time)
    ):
        return True
    relative = _relative_before(text, time)
    if relative is not None and not _is_inside(text, quantity, relative, time):
        return True
    begin, end = (quantity.end, time["start"]) if time["start"] >= quantity.end else (time["end"], quantity.start)
    between = text[begin:end]
    other_figure = re.search(r"\d", between) is not None
    if other_figure and _led("compared").search(between):
        return True
    days = days_before(report, time["latest"])
    return days is not None and days > _LONG_AGO and other_figure


def _is_of_a_paper(text: str, quantity: Quantity, time: Time) -> bool:
    """Whether a year behind the figure only names what that is held against: "twice what its permit of 2018 let"."""
    of = re.search(
        r"\b(?:its|their|his|her|the|an?)\s+[a-z-]+\s+of\s+\Z", text[max(0, time["start"] - 40) : time["start"]]
    )
    between = text[quantity.end : time["start"]]
    return of is not None and quantity.end <= time["start"] and re.search(r"\b(?:than|what|as)\b", between) is not None


def _is_of_a_named_event(text: str, time: Time) -> bool:
    """Whether a date only names what happened on it: "the Jan. 8 attack", not "the night of Jan. 8"."""
    named = re.search(r"\b(?:[Tt]he|[\w]+['\u2019]s)\s+\Z", text[max(0, time["start"] - 24) : time["start"]])
    noun = re.match(r"\s+(?:[A-Z]\w+\s+){0,2}([a-z]{3,})", text[time["end"] : time["end"] + 40])
    words = cue_file("state", "asof")["day_parts"]
    return bool(named and noun and noun.group(1) not in words and re.search(r"\d", text[time["start"] : time["end"]]))


def _is_of_the_figure_before(text: str, quantity: Quantity, time: Time) -> bool:
    """Whether a time dates the former figure right before it: "60 people, down from 90 on Monday, and 4 dogs"."""
    found = _led("former", ends=r"\Z").search(text, max(0, time["start"] - 48), time["start"])
    return found is not None and not found.start() <= quantity.number_start < time["start"]


def _is_onset(text: str, time: Time) -> bool:
    """Whether a time is that of what broke out: "a quake struck the coast on Monday"."""
    return _led("onset", ends=r"\Z").search(text, max(0, time["start"] - 90), time["start"]) is not None


def _relative_before(text: str, time: Time) -> int | None:
    """Where a clause opens that a time closes: "that struck the coast on", "it asked for on"."""
    found = _led("relative", ends=r"\Z").search(text, max(0, time["start"] - 80), time["start"])
    return found.start() if found else None


def _is_inside(text: str, quantity: Quantity, relative: int, time: Time) -> bool:
    """Whether the figure stands in the clause that the time closes, or is what that clause is about."""
    if quantity.start <= relative < quantity.end or relative <= quantity.start < time["start"]:
        return True
    return (
        quantity.end <= relative and re.fullmatch(r"\s*(?:[\w-]+\s*){0,2}", text[quantity.end : relative]) is not None
    )


def _day_of_quake(report: Report, times: Sequence[Time]) -> Time | None:
    """The one day on which something is told to have broken out: a magnitude is of that day, whoever tells it when."""
    told = [
        time for time in times if _is_a_day(time) and (_is_onset(report.text, time) or _owns_an_event(report, time))
    ]
    days = {(time["earliest"], time["latest"]) for time in told}
    return told[0] if len(days) == 1 and told[0]["earliest"] == told[0]["latest"] else None


def _owns_an_event(report: Report, time: Time) -> bool:
    """Whether a day owns what happened on it: "Saturday's magnitude-7.8 quake"."""
    return re.match(r"['\u2019]s\s+(?:[\w.-]+\s+){0,3}(?:earth)?quakes?\b", report.text[time["end"] :][:60]) is not None


# --- in other sentences -----------------------------------------------------------------------------------------------


def _stated_before(report: Report, annotation: Annotation, quantity: Quantity, times: Sequence[Time]) -> Time | None:
    """The "as of" of a sentence before in the paragraph, which holds for the figures after it too."""
    start = annotation.sentences[quantity.sentence].start
    opened = report.text.rfind("\n", 0, start) + 1
    told = [time for time in _within(times, opened, start) if _is_a_day(time) and not _is_ahead(report, time)]
    return next((time for time in reversed(told) if _follows(report.text, time, "stated")), None)


def _day_of_speaker(report: Report, annotation: Annotation, holding: Holding, times: Sequence[Time]) -> Time | None:
    """The day the figure's speaker spoke, told in a neighbouring sentence: "Quill told reporters on Monday"."""
    item = annotation.attributions[holding.attribution]
    who = _names(report, item)
    if not who:
        return None
    others = [
        other
        for other in annotation.attributions
        if other is not item
        and not other.rule.startswith("commitment/")
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
    shared = cue_file("state", "asof")["titles"]
    named = {word for word in words if word[:1].isupper() and len(word) > 2 and word.lower() not in shared}
    return named or ({" ".join(words).lower()} if words else set())


def _day_beside(report: Report, annotation: Annotation, item: Attribution, times: Sequence[Time]) -> Time | None:
    """The single day told beside the cue of an attribution, outside what is said."""
    sentence = annotation.sentences[item.sentence]
    days = [
        time
        for time in _within(times, sentence.start, sentence.end)
        if _is_news_day(report, time) and not _is_in_content(report.text, time, item.content)
    ]
    return min(days, key=lambda time: abs(time["start"] - item.cue[0])) if days else None


def _is_news_day(report: Report, time: Time) -> bool:
    """Whether a time is one day, not after the report came out nor long before it, on which something was told."""
    if not _is_recent(report, time) or _is_a_limit(report, time):
        return False
    owner = re.match(r"[\u2019']s\b", report.text[time["end"] : time["end"] + 2] + " ")
    return not owner and _relative_before(report.text, time) is None and not _is_onset(report.text, time)


def _is_recent(report: Report, time: Time) -> bool:
    """Whether a time is one day, not after the report came out and not long before it."""
    if not _is_a_day(time) or time["earliest"] != time["latest"]:
        return False
    days = days_before(report, time["latest"])
    return days is None or 0 <= days <= _NEWS_DAYS


def _day_of_news(report: Report, annotation: Annotation, times: Sequence[Time], quantity: Quantity) -> Time | None:
    """The day the report's opening speaks of: the one on which its speaker spoke, else that of its first clause.

    What happened is told the next day at the latest; who spoke of it may be quoted for longer.
    """
    lead = _opening(annotation)
    if lead is None:
        return None
    number, sentence = lead
    if len(_LISTED.findall(report.text)) > 1 and _LISTED.search(report.text, sentence.end, quantity.start):
        return None
    for item in annotation.attributions:
        if item.sentence == number and (spoke := _day_beside(report, annotation, item, times)) is not None:
            return spoke
    told = (time for time in _within(times, sentence.start, sentence.end) if _is_news_day(report, time))
    return next((time for time in told if (days_before(report, time["latest"]) or 0) <= 1), None)


#: A list of items, headed parts or answers to questions: each may tell another day.
_LISTED = re.compile(
    r"^[ \t]*(?:[-*\u2022]|\d{1,2}[.)]|#{2,4})[ \t]|^[A-Z\u2018\u201c][^\n.]{8,90}\?[ \t]*$", re.MULTILINE
)


def _opening(annotation: Annotation) -> tuple[int, Sentence] | None:
    """The first sentence of the report's body that is more than a label."""
    return next(
        (
            (number, sentence)
            for number, sentence in enumerate(annotation.sentences)
            if sentence.role == "body" and sentence.end - sentence.start > _LABEL
        ),
        None,
    )
