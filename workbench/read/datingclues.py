"""What a report's sentences and other reports say about when it came out, each a bound with its evidence.

What is here: days in the text, the analyst's calendar of events, text shared with dated reports, and the order of
figures. Dates that a report states about itself are in ``datelines.py``; the clues are weighed in ``dating.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from workbench.model import PROSE_ROLES, Evidence, Report
from workbench.read.alignment import Digest, Sentence, best_sentence, same_subject, stems
from workbench.read.datelines import dating_cues, weekday_of
from workbench.read.figureorder import Figure, counts_the_same
from workbench.read.readings import Readings
from workbench.read.tense import sentence_around, tense_at
from workbench.read.timex import Tense, TimeExpression, find_times, resolve
from workbench.storyfile import StoryFile

#: A copied sentence is looked for in this many of the reports that share most text.
_PARENTS = 3
#: Further from a related report than this a day without a year is not guessed.
_HALF_A_YEAR = 184
#: The words this far around two time expressions decide between several in one sentence.
_AROUND = 60
#: What someone foresaw in the past may have come by the time of the report.
_FORESEEN = re.compile(r"\b(?:would|predicted|forecast|foresaw|had\s+(?:said|warned|expected|promised))\b", re.I)


@dataclass(frozen=True, slots=True)
class Clue:
    """A bound on the day of publication: on or after ``earliest``, on or before ``latest``; both when it is that day.

    ``direct`` says that the report was set against a dated text of the same event, so that the clue may contradict a
    bare date over the page.
    """

    earliest: date | None
    latest: date | None
    evidence: tuple[Evidence, ...]
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A report with the days between which it came out, and what alignment needs of it."""

    report: Report
    digest: Digest
    earliest: date
    latest: date


@dataclass(frozen=True, slots=True)
class Mention:
    """A time expression of a report's prose with its tense, its sentence and, when known, its day."""

    found: TimeExpression
    tense: Tense | None
    sentence: Sentence
    near: frozenset[str]
    day: date | None = None


def mentions(report: Report, readings: Readings) -> list[Mention]:
    """The time expressions of the report's prose, in order, from what was read before where it is kept."""
    prose = [(one.start, one.end, one.role) for one in report.passages if one.role in PROSE_ROLES]
    rows = readings.of("mentions", (report.text, prose), lambda: [*_found(report.text, prose)])
    return [_mention(report, TimeExpression(*found), tense) for found, tense in rows]


def _found(text: str, prose: Sequence[tuple[int, int, str]]) -> Iterator[tuple[Any, ...]]:
    """Each time expression with its tense; a caption speaks of what its picture already shows."""
    for start, end, role in prose:
        for found in find_times(text, start, end):
            yield astuple(found), "past" if role == "caption" else tense_at(text, found.start, found.end)


def _mention(report: Report, found: TimeExpression, tense: Tense | None) -> Mention:
    start, end = sentence_around(report.text, found.start, found.end)
    near = report.text[max(start, found.start - _AROUND) : min(end, found.end + _AROUND)]
    return Mention(found, tense, Sentence(start, end, stems(report.text[start:end])), stems(near))


def _quote(report: Report, start: int, end: int, rule: str, says: str | None) -> Evidence:
    return Evidence(start, end, report.text[start:end], rule, says)


# ------------------------------------------------------------------------------------------------ days without a year


def most_related(own: Digest, others: Iterable[Placed], shared: Mapping[str, float]) -> Placed | None:
    """The dated report that shares most text, or else most names; nothing when none shares text or subject."""
    scored = [(score, other.report.report_id, other) for other in others if (score := _relation(own, other, shared))]
    return max(scored, key=lambda entry: entry[:2])[2] if scored else None


def day_near(value: str, weekday: int | None, other: Placed) -> date | None:
    """The day of a value such as ``XXXX-10-23`` nearest to a dated report, or nothing when its weekday fits none."""
    years = range(other.latest.year - 1, other.latest.year + 2)
    days = [day for year in years if (day := _valid_day(value.replace("XXXX", str(year))[:10]))]
    fitting = [day for day in days if weekday is None or day.isoweekday() == weekday]
    nearest = min(fitting, key=lambda day: abs((day - other.latest).days), default=None)
    return nearest if nearest and abs((nearest - other.latest).days) <= _HALF_A_YEAR else None


def _relation(own: Digest, other: Placed, shared: Mapping[str, float]) -> float:
    text = shared.get(other.report.report_id, 0.0)
    return 1 + text if text else same_subject(own, other.digest)


def _valid_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def cited(other: Placed, rule: str) -> Evidence:
    """The report that lent its date, named with that date."""
    span = str(other.earliest) if other.earliest == other.latest else f"{other.earliest} to {other.latest}"
    quote = other.report.title or other.report.text.strip()[:80]
    return Evidence(None, None, quote, rule, f"{other.report.file}: {span}")


def clues_from_days(report: Report, found: Sequence[Mention], near: Placed | None) -> Iterator[Clue]:
    """Bounds from days in the text: told as past, the report came out on or after; told as future, on or before.

    A day without a year takes that of the most related dated report, ``near``.
    """
    for mention in found:
        if mention.tense not in ("past", "future") or mention.found.rule not in ("date", "iso date", "clock then date"):
            continue
        begun = report.text[mention.sentence.start : mention.found.start]
        if mention.tense == "future" and _FORESEEN.search(begun):
            continue
        yearless = mention.found.value.startswith("XXXX")
        if yearless:
            day = day_near(mention.found.value, weekday_of(mention.found.text), near) if near else None
        else:
            day = _valid_day(mention.found.value[:10])
        if day is None:
            continue
        past = mention.tense == "past"
        evidence = [_quote(report, mention.found.start, mention.found.end, f"{mention.tense}-date", day.isoformat())]
        evidence += [cited(near, "year-from-report")] if yearless and near else []
        yield Clue(day if past else None, None if past else day, tuple(evidence))


# ---------------------------------------------------------------------------------------------------- shared sentences

#: How many days after the day they name these expressions were written.
_DAYS_AFTER = {
    "-P2D": 2,
    "-P1D": 1,
    "-P1DTNI": 1,
    "P0D": 0,
    "P0DTNI": 0,
    "P0DTMO": 0,
    "P0DTAF": 0,
    "P0DTEV": 0,
    "+P1D": -1,
}


def clues_from_shared_text(
    report: Report,
    found: Sequence[Mention],
    others: Mapping[str, Placed],
    shared: Mapping[str, float],
    told: Callable[[Placed], Sequence[Mention]],
) -> Iterator[Clue]:
    """Bounds from sentences that a dated report tells too: its weekday names mean the days of that report's week.

    ``told`` gives a dated report's mentions (``dated_mentions``).
    """
    parents = sorted((key for key in shared if key in others), key=lambda key: (-shared[key], key))[:_PARENTS]
    for key in parents:
        theirs = [mention for mention in told(others[key]) if mention.day]
        for mention in found:
            yield from _shared_clue(report, mention, others[key], theirs)


def dated_mentions(other: Placed, readings: Readings) -> tuple[Mention, ...]:
    """The time expressions of a dated report with the one day each means, where it is one."""
    placed = []
    for mention in mentions(other.report, readings):
        read = resolve(mention.found, earliest=other.earliest, latest=other.latest, tense=mention.tense)
        day = date.fromisoformat(read.earliest) if read.earliest and read.earliest == read.latest else None
        day = None if mention.found.value.endswith("_REF") else day
        placed.append(Mention(mention.found, mention.tense, mention.sentence, mention.near, day))
    return tuple(placed)


def _shared_clue(report: Report, mention: Mention, other: Placed, theirs: Sequence[Mention]) -> Iterator[Clue]:
    weekday = re.fullmatch(r"XXXX-WXX-(\d)(?:T.*)?", mention.found.value)
    if weekday and mention.found.rule in ("weekday", "clock then weekday") and mention.tense:
        same_name = [one for one in theirs if one.day and one.day.isoweekday() == int(weekday[1])]
        if (match := _same_event(mention, same_name)) and match.day:
            past = mention.tense == "past"
            rule = "shared-weekday-past" if past else "shared-weekday-future"
            evidence = _pair(report, mention, other, match, rule, match.day)
            yield Clue(match.day if past else None, None if past else match.day, evidence, direct=True)
    elif mention.found.value in _DAYS_AFTER:
        told = [one for one in theirs if one.tense == mention.tense or one.tense is None]
        if (match := _same_event(mention, told)) and match.day:
            day = match.day + timedelta(days=_DAYS_AFTER[mention.found.value])
            yield Clue(day, day, _pair(report, mention, other, match, "shared-relative-day", day), direct=True)


def _same_event(mention: Mention, theirs: Sequence[Mention]) -> Mention | None:
    """The mention of a dated report whose sentence tells the same, the nearer words deciding between several."""
    best = best_sentence(mention.sentence.words, [one.sentence for one in theirs])
    if best is None:
        return None
    within = [one for one in theirs if one.sentence.start == best[0].start]
    return max(within, key=lambda one: (len(one.near & mention.near), -one.found.start))


def _pair(
    report: Report, mention: Mention, other: Placed, match: Mention, rule: str, day: date
) -> tuple[Evidence, Evidence]:
    own = _quote(report, mention.found.start, mention.found.end, rule, day.isoformat())
    sentence = other.report.text[match.sentence.start : match.sentence.end].strip()
    return own, Evidence(None, None, sentence, "shared-with", f"{other.report.file}: {match.found.text} = {match.day}")


# ------------------------------------------------------------------------------------------------------------- events


@cache
def _event_cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((cue["side"], re.compile(rf"\b{cue['pattern']}", re.I)) for cue in dating_cues()["events"])


def clues_from_events(report: Report, story: StoryFile) -> Iterator[Clue]:
    """Bounds from the story file's calendar: an event told as past had begun, one told as coming had not ended."""
    for event in story.events:
        names = sorted({event.name, *event.aliases}, key=len, reverse=True)
        pattern = re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(name) for name in names)})(?!\w)", re.I)
        for passage in report.passages:
            if passage.role not in PROSE_ROLES:
                continue
            for found in pattern.finditer(report.text, passage.start, passage.end):
                side = _side(report.text, found.start(), found.end())
                if side is None:
                    continue
                day = event.earliest if side == "past" else event.latest
                begin = max(passage.start, sentence_around(report.text, found.start(), found.end())[0])
                own = _quote(report, begin, found.end(), f"event-{side}", day)
                row = Evidence(None, None, f"{event.name}: {event.earliest} to {event.latest}", "story-file", day)
                bound = _valid_day(day)
                yield Clue(bound if side == "past" else None, bound if side == "future" else None, (own, row))


def _side(text: str, start: int, end: int) -> str | None:
    before = text[max(0, start - 80) : start]
    for side, pattern in _event_cues():
        if pattern.search(before):
            return side
    tense = tense_at(text, start, end)
    return tense if tense in ("past", "future") else None


# ------------------------------------------------------------------------------------------------------------ figures


def clues_from_figures(
    report: Report,
    own: Sequence[Figure],
    by_value: Mapping[tuple[int, bool], Sequence[tuple[Report, Figure]]],
    bounds: Mapping[str, tuple[date | None, date | None]],
) -> Iterator[Clue]:
    """Bounds from the order of figures; ``by_value`` holds those of all reports, by value and whether told as previous.

    A report came out on or after the earliest one that gives as current what it calls previous; and on or before the
    latest one that calls its own figure previous.
    """
    for figure in own:
        side = 0 if figure.previous else 1
        dated = [
            (day, other.report_id, other, theirs)
            for other, theirs in by_value[figure.value, not figure.previous]
            if other.report_id != report.report_id
            and counts_the_same(figure, theirs)
            and (day := bounds[other.report_id][side])
        ]
        if dated:
            day, _, other, theirs = (min if figure.previous else max)(dated, key=lambda entry: entry[:2])
            rule = "figure-called-previous" if figure.previous else "figure-later-called-previous"
            quote = other.text[max(0, theirs.start - 40) : theirs.end + 30].strip()
            said = Evidence(None, None, quote, "figure-in", f"{other.file}: {day}")
            evidence = (_quote(report, figure.start, figure.end, rule, day.isoformat()), said)
            yield Clue(day if figure.previous else None, None if figure.previous else day, evidence)
