"""A class without names: what it guessed, how far it agrees, where it splits, what it got wrong together.

What is here: pure sums over the marks of several students; no value of it holds a student's name. Scores, which have
names, are in ``scoring.py``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.corrections.agreeing import Agreement, agreement_on
from workbench.teach.exercises.exercise import OWN_VOICE, UNSURE
from workbench.teach.exercises.key import Counts, Item, Key
from workbench.teach.exercises.marks import Marks
from workbench.teach.exercises.scoring import FOUND, Score, folded, is_speaker, matched, score, shown

#: A wrong answer is common when so many students give it.
COMMON = 2


@dataclass(frozen=True, slots=True)
class Split:
    """One question on which the class did not agree: each answer with how many gave it, and what the key says."""

    item: str
    words: str
    sentence: str
    field: str
    answers: tuple[tuple[str, int], ...]
    right: str


@dataclass(frozen=True, slots=True)
class Poll:
    """What the class guessed of one figure's sources: each guess with how many made it, and the counts."""

    counts: Counts
    guesses: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Error:
    """A wrong answer that several students gave; ``said`` is missing of what they all missed."""

    words: str
    field: str
    said: str | None
    right: str
    students: int


@dataclass(frozen=True, slots=True)
class Classroom:
    """What a class made of an exercise.

    ``agreement`` is by field, lowest first; ``splits`` are the questions it did not agree on, the most even first;
    ``vain`` are marks on nothing, with their name, why, and how many made them; ``reasons`` are the sentences they
    wrote, with how many wrote each.
    """

    students: int
    polls: tuple[Poll, ...]
    agreement: tuple[tuple[str, Agreement], ...]
    splits: tuple[Split, ...]
    errors: tuple[Error, ...]
    vain: tuple[tuple[str, str, str, int], ...]
    reasons: tuple[tuple[str, int], ...]
    points: tuple[float, ...]
    of: int


def classroom(key: Key, everybody: Sequence[Marks]) -> Classroom:
    """The class that marked an exercise.

    Raises ``InputError`` for the marks of another exercise.
    """
    own = list(everybody)
    scores = [score(key, one) for one in own]
    said = answers_of(key, own)
    agreement = [(name, agreement_on(rows)) for name, rows in said.items()]
    return Classroom(
        len(own),
        tuple(_poll(one, own) for one in key.counts),
        tuple(sorted(((name, one) for name, one in agreement if one.rows), key=_lowest_first)),
        tuple(_splits(key, said)),
        tuple(_errors(key, scores)),
        tuple(_vain(scores)),
        tuple(Counter(text for one in own if (text := one.answers.get(("reason", "reason"), ""))).most_common()),
        tuple(sorted(one.points for one in scores)),
        max((one.of for one in scores), default=0),
    )


def answers_of(key: Key, everybody: Sequence[Marks]) -> dict[str, dict[str, dict[str, Any]]]:
    """What each student said, by field and by thing of the key; whether a number was marked is the field "found".

    Students are numbered in the order of their files; the same speaker in other words counts as the same answer.
    """
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for number, marks in enumerate(everybody):
        who = str(number)
        items = [one for one in key.items if one.task == "numbers" and not one.withdrawn]
        pairs, _ = matched(items, marks.of("numbers"))
        if marks.of("numbers"):
            for item in items:
                found.setdefault(FOUND, {}).setdefault(item.item, {})[who] = item.item in pairs
        for item in items:
            for name, said in (pairs[item.item].answers if item.item in pairs else {}).items():
                if name in item.answers:
                    found.setdefault(name, {}).setdefault(item.item, {})[who] = _said(item, name, said, key)
        for report in key.parents:
            if chosen := marks.answers.get(("chain", report)):
                found.setdefault("draws on", {}).setdefault(report, {})[who] = chosen
    return found


def _said(item: Item, name: str, said: str, key: Key) -> str:
    if name != "speaker" or said == UNSURE:
        return said
    if is_speaker(said, item, key):
        return item.answers["speaker"]
    return folded(said) or OWN_VOICE


def _lowest_first(one: tuple[str, Agreement]) -> tuple[float, str]:
    name, found = one
    return found.alpha if found.alpha is not None else 1.0, name


def _poll(counts: Counts, everybody: Sequence[Marks]) -> Poll:
    said = [one.answers.get(("guess", counts.guess), "") for one in everybody]
    guesses = Counter(int(one) for one in said if re.fullmatch(r"[0-9]{1,3}", one))
    return Poll(counts, tuple(sorted(guesses.items())))


def _splits(key: Key, said: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> list[Split]:
    items = {one.item: one for one in key.items}
    found = []
    for name, rows in said.items():
        for row, answers in rows.items():
            counts = Counter(answers.values())
            if len(counts) < 2:
                continue
            item = items.get(row)
            right = "|".join(key.parents[row]) if item is None else item.answers.get(name, "")
            found.append(
                Split(
                    row,
                    key.names.get(row, row) if item is None else item.words,
                    "" if item is None else item.sentence,
                    name,
                    tuple((_shown(one, key), many) for one, many in counts.most_common()),
                    "marked" if name == FOUND else shown(right, key),
                )
            )
    return sorted(
        found, key=lambda one: (one.answers[0][1] / sum(many for _, many in one.answers), one.field, one.item)
    )


def _shown(said: Any, key: Key) -> str:
    if isinstance(said, bool):
        return "marked" if said else "not marked"
    return shown(said, key)


def _errors(key: Key, scores: Sequence[Score]) -> Iterator[Error]:
    items = {one.item: one for one in key.items}
    wrong: Counter[tuple[str, str, str | None, str]] = Counter()
    for one in scores:
        for result in one.results:
            if result.outcome in ("wrong", "missed") and not (result.outcome == "missed" and result.field != FOUND):
                said = folded(result.said) if result.field == "speaker" else result.said
                wrong[result.item, result.field, said if result.outcome == "wrong" else None, result.right] += 1
    for (row, name, answer, right), many in sorted(wrong.most_common(), key=lambda one: one[0][2] is None):
        if many >= COMMON:
            words = items[row].words if row in items else key.names.get(row, row)
            yield Error(words, name, None if answer is None else shown(answer, key), shown(right, key), many)


def _vain(scores: Sequence[Score]) -> Iterator[tuple[str, str, str, int]]:
    found = Counter((one.mark, one.words, one.why) for each in scores for one in each.vain)
    for (mark, words, why), many in found.most_common():
        yield mark, words, why, many
