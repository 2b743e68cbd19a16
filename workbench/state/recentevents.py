"""Whether a number of people who came to harm is of another event of recent months, or of many years together.

What is here: a sentence that tells of some weeks ago, or of what came "weeks after a fire that ...", and whose names
the story has nowhere else; and a total "since 2013". Times of longer ago are read in ``otherevents.py``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from workbench.annotate.entities.reading import plain_name
from workbench.annotate.language import phrase_pattern
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Quantity, Report, Sentence

_LABELS = {"GPE", "LOC", "FAC", "ORG"}
#: What ended so many days before its report is no longer the news of the week.
_RECENT = 10
#: A total over so many years is of a whole conflict or habit.
_YEARS = 2
#: "since 2013" in the number's own clause, no comma or "the most" between.
_SINCE = re.compile(
    r"(?:(?!\b(?:most|worst|first|highest|\w{4,}iest)\b)[^,;:])*?\bsince\s+(?:at\s+least\s+)?(\d{4})\b", re.IGNORECASE
)
#: What may lead to the time that a sentence, or its part behind a semicolon, opens with: "In", "Rival Alta last".
_LEAD = re.compile(
    r"(?:\A|;)\s*(?!(?:since|until|till|from|by|between|after|before)\b)(?:[\w'\u2019.-]+\s+){0,4}\Z", re.IGNORECASE
)


def rival_in(text: str) -> str:
    """The words with which a sentence opens on a rival of whom the story tells ("Swedish rival Alta"), else nothing."""
    found = _rival().match(text)
    return found.group() if found else ""


@cache
def _rival() -> re.Pattern[str]:
    kinds = "|".join(cue_file("state", "background")["rivals"]["words"])
    return re.compile(rf"\s*(?:[\w'\u2019-]+\s+){{0,2}}(?:{kinds}|{kinds.title()})s?\s+[A-Z]\w+")


def named_in(note: Annotation) -> Iterator[str]:
    """The names of places and bodies in a report, in lower case, each as often as it stands there."""
    return (_name(mention.text) for mention in note.mentions if mention.label in _LABELS)


def _name(words: str) -> str:
    return re.sub(r"['\u2019]s\Z", "", plain_name(words)).lower()


def recent_event(
    report: Report,
    annotation: Annotation,
    quantity: Quantity,
    times: Sequence[Mapping[str, Any]],
    known: frozenset[str],
    *,
    killed: bool,
) -> str:
    """The words that put a number with another event of recent months, or the dead with many years, else nothing."""
    sentence = annotation.sentences[quantity.sentence]
    text = report.text[sentence.start : sentence.end]
    if killed and (over_years := _over_years(report, report.text[quantity.end : sentence.end])):
        return over_years
    names = names_in(annotation, sentence)
    if not names or any(is_known(name, known) for name in names):
        return ""
    found = _after_another().search(text)
    if found:
        return found.group()
    past = next((time for time in times if _is_past(report, sentence.start, sentence.end, time)), None)
    return report.text[past["start"] : past["end"]] if past else ""


def _over_years(report: Report, after: str) -> str:
    """The "since 2013" behind a number, where that is years before its report."""
    found, published = _SINCE.match(after), report.published_latest
    if found is None or published is None:
        return ""
    return f"since {found.group(1)}" if int(published[:4]) - int(found.group(1)) >= _YEARS else ""


def names_in(annotation: Annotation, sentence: Sentence) -> list[str]:
    """The names of places and bodies in a sentence, in lower case."""
    return [
        _name(mention.text)
        for mention in annotation.mentions
        if mention.label in _LABELS and sentence.start <= mention.start < sentence.end
    ]


def is_known(name: str, known: Collection[str]) -> bool:
    """Whether a name is one that the story has elsewhere, in full or in part ("Lund" of "Lund University")."""
    return any(re.search(rf"\b{re.escape(one)}\b", name) or re.search(rf"\b{re.escape(name)}\b", one) for one in known)


@cache
def _after_another() -> re.Pattern[str]:
    spans, things = (
        phrase_pattern(cue_file("state", "background")["recent"][kind]).pattern for kind in ("spans", "opens")
    )
    return re.compile(rf"(?:{spans})\s+after\s+(?:{things})", re.IGNORECASE)


def _is_past(report: Report, start: int, end: int, time: Mapping[str, Any]) -> bool:
    """Whether the time that a sentence opens with ended some weeks before its report."""
    published = report.published_earliest or report.published_latest
    if not start <= time["start"] < end or time["type"] != "DATE" or published is None or time["latest"] is None:
        return False
    lead = report.text[start : time["start"]]
    if str(time["value"]).endswith("_REF") or not _LEAD.search(lead) or lead.endswith(("since ", "until ", "by ")):
        return False
    return (date.fromisoformat(published) - date.fromisoformat(time["latest"])).days >= _RECENT
