"""Whether an answer is right, nearly right or not yet, with one sentence that says what is still missing.

What is here: a pure function over a question and what was typed. Case, quotation marks, a leading article and the
comma in "3,000" are forgiven. A paragraph is judged by the linter and the citation gate of ``publish``, and by nothing
else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workbench.annotate.quantities.numbers import find_numbers
from workbench.errors import InputError
from workbench.publish import lint
from workbench.publish.references import Reference, parts_of
from workbench.publish.words import read_words, sentences_of
from workbench.teach.lessons.question import Against, Question

Verdict = Literal["right", "nearly", "not yet", "not marked"]
#: What is accepted where a number is asked for and the words set none.
NONE = "none"
#: The section that a paragraph is read as.
_SECTION = "## Bottom line\n\n"

_LEADING = frozenset({"the", "a", "an", "that"})
_TOKEN = re.compile(r"\w+(?:[.,'-]\w+)*%?")
_NO_NUMBER = re.compile(r"(?:none|no|nothing|open|unlimited|unknown|not (?:stated|given|set)|no .*)", re.IGNORECASE)
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_ISO = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
_DAY_FIRST = re.compile(r"(\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,9})\.?(?:,?\s+(\d{4}))?")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s+(\d\d?)(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to an answer: the verdict, a sentence, and for a paragraph what is found in it, line by line."""

    verdict: Verdict
    says: str
    found: tuple[str, ...] = ()


def checked(question: Question, typed: str) -> Answer:
    """The verdict on what was typed, or chosen, with one sentence."""
    if not typed.strip():
        return Answer("not yet", "Nothing is typed yet.")
    if question.kind == "open":
        return Answer("not marked", "This answer is yours to judge: compare it with the example.")
    if question.kind == "paragraph" and question.against is not None:
        return judged(question.against, typed)
    if any(_same(question, one, typed) for one in question.accepted):
        return Answer("right", "Right.")
    for wrong, says in question.near:
        if _same(question, wrong, typed):
            return Answer("nearly", says)
    by_kind = {"words": _words, "number": _number, "day": _day}
    return by_kind.get(question.kind, _choice)(question, typed)


def _same(question: Question, one: str, typed: str) -> bool:
    if question.kind == "number":
        return _is_none(typed) if one == NONE else _value(one) == _value(typed) is not None
    if question.kind == "day":
        wanted, given = _read_day(one), _read_day(typed)
        return bool(given and wanted and given[1:] == wanted[1:] and given[0] in (None, wanted[0]))
    if question.kind == "yes or no" and typed.strip().casefold() in ("y", "n"):
        return one[0] == typed.strip().casefold()
    return _tokens(one) == _tokens(typed)


# --- words of the sentence --------------------------------------------------------------------------------------------


def _words(question: Question, typed: str) -> Answer:
    given = _tokens(typed)
    wanted = [_tokens(one) for one in question.accepted]
    sentences = [_tokens(one.words) for one in question.quoted]
    part = question.part
    if not given:
        return Answer("not yet", "There is no word in that.")
    if any(given == sentence for sentence in sentences):
        return Answer("not yet", f"That is the whole sentence; the {part} is a part of it.")
    if any(_within(one, given) for one in wanted):
        return Answer("nearly", f"The words are there, and more than the {part}.")
    if any(_within(given, one) for one in wanted):
        return Answer("nearly", f"That is a part of it; the {part} has more words.")
    if any(2 * len(set(given) & set(one)) > len(one) for one in wanted):
        return Answer("nearly", "Most of the words are there; copy them just as they stand.")
    if any(_within(given, sentence) for sentence in sentences):
        return Answer("not yet", f"Those words stand in the sentence, and are not the {part}.")
    return Answer("not yet", "Those words do not stand so in the sentence; copy them from it.")


def _tokens(text: str) -> tuple[str, ...]:
    """The words in small letters, without marks, a leading article, a possessive ending or commas within numbers."""
    plain = text.casefold().replace("’", "'").replace("‑", "-").replace("\N{NO-BREAK SPACE}", " ")
    plain = re.sub(r"(?<=\d),(?=\d{3}\b)", "", plain)
    found = [re.sub(r"'s?\Z", "", word) for word in _TOKEN.findall(plain)]
    while len(found) > 1 and found[0] in _LEADING:
        found = found[1:]
    return tuple(found)


def _within(part: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Whether the words of the one stand side by side in the other."""
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))


# --- a number, a day, a choice ----------------------------------------------------------------------------------------


def _number(question: Question, typed: str) -> Answer:
    given = _value(typed)
    wanted = [value for value in map(_value, question.accepted) if value is not None]
    if given is None:
        if wanted and _is_none(typed):
            return Answer("not yet", "There is a number to be had here.")
        return Answer("not yet", "One number is asked for, in figures, or “none”.")
    if not wanted:
        return Answer("not yet", "Do the words set this at all? “None” is an answer too.")
    if any(given * 10**power == one or one * 10**power == given for one in wanted for power in range(1, 10) if given):
        return Answer("nearly", "The digits are right; count the zeros.")
    if any(given == number.low for one in question.quoted for number in find_numbers(one.words)):
        return Answer("not yet", "That number stands in the sentence, and is not the one asked for.")
    return Answer("not yet", "That is not the number.")


def _is_none(typed: str) -> bool:
    return _NO_NUMBER.fullmatch(typed.strip(" .")) is not None


def _value(text: str) -> float | None:
    """The one number in the text; nothing where there is none, or more than one."""
    numbers = list(find_numbers(text))
    return numbers[0].low if len(numbers) == 1 and numbers[0].low == numbers[0].high else None


def _day(question: Question, typed: str) -> Answer:
    given = _read_day(typed)
    if given is None:
        return Answer("not yet", "A day is asked for, such as 2024-10-23 or 23 October.")
    for wanted in filter(None, map(_read_day, question.accepted)):
        if given[1:] == wanted[1:]:
            return Answer("nearly", "The day and the month are right; look at the year.")
        if abs((_in_year(given, wanted[0]) - _in_year(wanted, wanted[0])).days) == 1:
            return Answer("nearly", "That is one day off.")
    return Answer("not yet", "That is not the day.")


_Read = tuple[int | None, int, int]


def _read_day(text: str) -> _Read | None:
    """Year, month and day as typed, the year missing where none was; nothing for what is no day."""
    plain = " ".join(text.casefold().split()).strip(" .")
    iso, first, month = (one.fullmatch(plain) for one in (_ISO, _DAY_FIRST, _MONTH_FIRST))
    if iso:
        year, number, day = int(iso[1]), int(iso[2]), int(iso[3])
        return (year, number, day) if _is_day(year, number, day) else None
    found = (first[2], first[1], first[3]) if first else (month[1], month[2], month[3]) if month else None
    if found is None or found[0][:3] not in _MONTHS:
        return None
    year_typed = int(found[2]) if found[2] else None
    number, day = _MONTHS.index(found[0][:3]) + 1, int(found[1])
    return (year_typed, number, day) if _is_day(year_typed or 2000, number, day) else None


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _in_year(read: _Read, year: int | None) -> date:
    """The day, in that year where none was typed; the last of February where the year has no 29th."""
    own = read[0] or year or 2000
    return date(own, read[1], read[2]) if _is_day(own, *read[1:]) else date(own, read[1], read[2] - 1)


def _choice(question: Question, typed: str) -> Answer:
    if any(_tokens(one) == _tokens(typed) for one in question.choices):
        return Answer("not yet", "Not that one.")
    return Answer("not yet", f"One of these is asked for: {'; '.join(question.choices)}.")


# --- a paragraph ------------------------------------------------------------------------------------------------------


def judged(against: Against, typed: str) -> Answer:
    """What the linter and the gate find in the paragraph, and whether it cites what it was to speak of."""
    try:
        words = read_words(_SECTION + typed)
    except InputError as error:
        return Answer("not yet", "This cannot be read as a paragraph.", (str(error).partition(": ")[2] or str(error),))
    findings = lint.linted(words, against.known, against.names)
    found = tuple(f"{one.weight}: {one.reason}: “{one.text}”" if one.text else one.reason for one in findings)
    refused = sum(one.weight == "refused" for one in findings)
    if refused:
        return Answer("not yet", f"The gate refuses this in {refused} place{'s' * (refused > 1)}.", found)
    cited = [
        part.row
        for sentence in sentences_of(typed)
        for part in parts_of(sentence.text, against.known)
        if isinstance(part, Reference) and part.row is not None
    ]
    if not any(row["estimand"] == against.estimand for row in cited):
        says = f"Nothing is refused. Now cite a figure of “{against.named}” with a reference: {{{{figure: …}}}}."
        return Answer("nearly", says, found)
    return Answer("right", "The gate lets every sentence pass.", found)
