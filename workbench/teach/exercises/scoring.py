"""One student's marks against the key: what was found, what each field got, what was marked in vain, and the points.

What is here: pure functions. A thing found earns points, and so does each of its fields that is right: most for saying
whose word it is (``WEIGHTS``); "unsure" costs nothing and earns nothing. A dropped hedge or a planted change earns its
points only with an explanation of at least three words or numbers; whether it is a good one is the teacher's to say. A
mark that finds nothing new costs half a point, and no task falls below nothing. Guesses and sentences are not scored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from workbench.errors import InputError
from workbench.teach.exercises.exercise import BOUNDS, ELSEWHERE, NOBODY, OWN_VOICE, SURENESS, TASKS, UNSURE
from workbench.teach.exercises.key import Item, Key
from workbench.teach.exercises.marks import MARKED, Mark, Marks

Outcome = Literal["right", "wrong", "unsure", "open", "missed", "unexplained"]
#: What the outcome of the thing itself is filed under, beside those of its fields.
FOUND = "found"
VAIN = 0.5
#: The points of what is worth more than one: on whose word a number is, what a text draws on, what a retelling lost.
WEIGHTS: Mapping[tuple[str, str], int] = {
    ("numbers", "speaker"): 3, ("numbers", "anonymous"): 2, ("chain", "draws on"): 3, ("hunt", FOUND): 2,
    ("hunt", "kind"): 2, ("homework", FOUND): 2, ("homework", "kind"): 2,
}  # fmt: skip
FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Result:
    """What one field of one thing of the key got: ``said`` by the student, ``right`` by the key."""

    task: str
    item: str
    field: str
    outcome: Outcome
    said: str
    right: str


@dataclass(frozen=True, slots=True)
class Vain:
    """A mark on nothing that was to be found, and why it is none; the same words marked alike have the same name."""

    mark: str
    task: str
    report_id: str
    start: int
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Score:
    """One student's results, marks in vain, and points: of how many, in all and by task.

    ``damaged`` lines of the file were changed after they were written, or cut off, and count for nothing.
    """

    who: str
    group: str
    results: tuple[Result, ...]
    vain: tuple[Vain, ...]
    by_task: Mapping[str, tuple[float, int]]
    damaged: int = 0

    @property
    def points(self) -> float:
        """The points of all tasks."""
        return sum(points for points, _ in self.by_task.values())

    @property
    def of(self) -> int:
        """The most points that could be had."""
        return sum(most for _, most in self.by_task.values())


def score(key: Key, marks: Marks) -> Score:
    """The score of one student; of homework only the student's own group counts.

    Raises ``InputError`` for the marks of another exercise.
    """
    if marks.exercise_id != key.exercise_id:
        raise InputError(f"these are the marks of another exercise, {marks.exercise_id}")
    results: list[Result] = []
    vain: list[Vain] = []
    for task in MARKED:
        items = [one for one in key.items if one.task == task and is_set(one, key, marks.group)]
        pairs, rest = matched(items, marks.of(task))
        for item in items:
            if not item.withdrawn:
                results += _results(item, pairs.get(item.item), key)
        vain += [_vain(one, key) for one in rest]
    results += [_chained(report, key, marks) for report in key.parents]
    return Score(marks.who, marks.group, tuple(results), tuple(vain), _points(results, vain), marks.damaged)


def is_set(item: Item, key: Key, group: str) -> bool:
    """Whether a thing of the key was set to a group: of homework only what stands in its own copy."""
    return item.task != "homework" or key.homework.get(group) == item.report_id


def matched(items: Sequence[Item], marks: Sequence[Mark]) -> tuple[dict[str, Mark], list[Mark]]:
    """The mark that finds each thing, by the thing's id, and the marks that find none.

    A mark finds a thing that it overlaps, those of the right kind and then the closest pairs first; of what was lost it
    need only touch the sentence that lost it. Of two marks on one thing the second finds nothing.
    """
    near = sorted(
        (mark.answers.get("kind", "") not in item.answers.get("kind", "").split("|"), -_shared(item, mark), at, number)
        for at, item in enumerate(items)
        for number, mark in enumerate(marks)
        if _shared(item, mark) > 0
    )
    pairs: dict[str, Mark] = {}
    used: set[int] = set()
    for _, _, at, number in near:
        if items[at].item not in pairs and number not in used:
            pairs[items[at].item] = marks[number]
            used.add(number)
    return pairs, [mark for number, mark in enumerate(marks) if number not in used]


def _shared(item: Item, mark: Mark) -> float:
    """How much of both stretches is common: 1 for the same stretch, 0 for none."""
    if item.report_id != mark.report_id:
        return 0.0
    start, end = item.within
    common = min(end, mark.end) - max(start, mark.start)
    whole = max(item.end, mark.end) - min(item.start, mark.start)
    return common / whole if common > 0 and whole > 0 else 0.0


def _results(item: Item, mark: Mark | None, key: Key) -> Iterable[Result]:
    if mark is None:
        yield Result(item.task, item.item, FOUND, "missed", "", item.words)
    elif item.task != "numbers" and not is_explained(mark):
        yield Result(item.task, item.item, FOUND, "unexplained", mark.words, item.words)
    else:
        yield Result(item.task, item.item, FOUND, "right", mark.words, item.words)
    for name, right in item.answers.items():
        said = "" if mark is None else mark.answers.get(name, "")
        yield Result(item.task, item.item, name, _outcome(item, name, said, mark, key), said, right)


def is_explained(mark: Mark) -> bool:
    """Whether a mark says why in at least three words or numbers."""
    return len(re.findall(r"[^\W_]+(?:[.,’'-][^\W_]+)*", mark.explanation)) >= FEWEST_WORDS


def _outcome(item: Item, name: str, said: str, mark: Mark | None, key: Key) -> Outcome:
    if mark is None:
        return "missed"
    if item.task != "numbers" and not is_explained(mark):
        return "unexplained"
    if not said:
        return "open"
    if said == UNSURE:
        return "unsure"
    right = is_speaker(said, item, key) if name == "speaker" else said in item.answers[name].split("|")
    return "right" if right else "wrong"


def is_speaker(said: str, item: Item, key: Key) -> bool:
    """Whether words name the right speaker: its name or an alias, words of the source as the text has it, or more.

    A part of a name counts only where it has a word of its own, one with a capital ("White House" of "US government
    (White House)"); the outlet itself is named by its name too.
    """
    right, typed = item.answers["speaker"], folded(said)
    if right == OWN_VOICE:
        outlet = key.names.get(item.report_id, "").partition(", ")[2]
        return typed in _NOBODY or (typed != "" and typed == folded(outlet))
    return typed != "" and any(_names(typed, name) for name in (right, *item.accepted))


def _names(typed: str, name: str) -> bool:
    whole = folded(name)
    own = {folded(word) for word in re.findall(r"[A-Z][\w.’'-]*", name)} - _ARTICLES
    part = f" {typed} " in f" {whole} " and bool(own & set(typed.split()))
    return typed == whole or part or (len(whole) > 3 and f" {whole} " in f" {typed} ")


def folded(words: str) -> str:
    """Words as they are compared: without case, punctuation, and an article before them."""
    plain = " ".join(re.findall(r"[^\W_]+", words.casefold().replace(".", "").replace("’s", "").replace("'s", "")))
    return re.sub(r"^(?:the|a|an|one)\s+", "", plain)


_ARTICLES = {"", "the", "a", "an", "one"}
_NOBODY = frozenset(
    folded(words) for words in (OWN_VOICE, "the outlet", "nobody", "none", "no one", "own voice", "the report")
)


def _chained(report: str, key: Key, marks: Marks) -> Result:
    right = key.parents[report]
    said = marks.answers.get(("chain", report), "")
    outcome: Outcome = "missed" if not said else "right" if said in right else "wrong"
    return Result("chain", report, "draws on", outcome, said, "|".join(right))


def _vain(mark: Mark, key: Key) -> Vain:
    on = [
        one
        for one in key.decoys
        if one.task == mark.task and one.report_id == mark.report_id and one.start < mark.end and one.end > mark.start
    ]
    found = any(_shared(one, mark) > 0 for one in key.items if one.task == mark.task)
    why = min(on, key=lambda one: one.end - one.start).why if on else _TWICE if found else _NOTHING[mark.task]
    return Vain(mark.mark_id, mark.task, mark.report_id, mark.start, mark.words, why)


_TWICE = "it was marked already, or is of another kind"
_NOTHING = {
    "numbers": "no number that counts something",
    "hunt": "the key knows of nothing lost here",
    "homework": "nothing was changed here",
}


def _points(results: Sequence[Result], vain: Sequence[Vain]) -> dict[str, tuple[float, int]]:
    found: dict[str, tuple[float, int]] = {}
    for task in TASKS:
        own = [one for one in results if one.task == task]
        if own:
            right = sum(_worth(one) for one in own if one.outcome == "right")
            lost = VAIN * sum(one.task == task for one in vain)
            found[task] = (max(0.0, right - lost), sum(map(_worth, own)))
    return found


def _worth(result: Result) -> int:
    return WEIGHTS.get((result.task, result.field), 1)


#: Answers whose label says more than the word that is kept.
_AS_READ = {one: label for one, label in (*BOUNDS, *SURENESS) if one in ("bare", "asserted")}


def shown(value: str, key: Key) -> str:
    """An answer as a reader sees it: texts and estimands by name, several right ones joined by "or"."""
    special = {NOBODY: "none of these", ELSEWHERE: "a text that is not here", "": "no answer", **_AS_READ}
    return " or ".join(
        special.get(one) or key.names.get(one) or key.estimands.get(one) or one for one in value.split("|")
    )
