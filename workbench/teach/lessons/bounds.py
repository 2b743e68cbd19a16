"""The lesson "bounds": what the words around a number leave open, above and below; "up to" is not "about".

What is here: the questions of each part, all from charted figures in the body of a report.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.look import wording
from workbench.teach.lessons.checking import NONE
from workbench.teach.lessons.material import Candidate, Material, Row, hedge_of, place_of
from workbench.teach.lessons.question import Kind, Question

LESSON = "bounds"
#: What the words may leave open, as a learner chooses it, in the order from no opening to an opening of both ends.
KINDS = {
    "bare": "as stated: one number", "about": "about: soft at both ends", "at least": "at least: a bottom and no top",
    "more than": "more than: above it, and no top", "at most": "at most: a top and no bottom",
    "less than": "less than: below it, and no bottom", "range": "a range: a bottom and a top",
}  # fmt: skip
_OPEN_ABOVE, _OPEN_BELOW = ("at least", "more than"), ("at most", "less than")
#: How far from an end a number lies that is asked about.
_INSIDE, _OUTSIDE = 0.8, 1.2
_ABOUT = "“Up to” and “at least” each name one end and leave the other open; “about” names a middle."


def kinds(material: Material) -> Iterator[Candidate]:
    """What do the marked words leave open? One of the bounds."""
    for row in material.in_body:
        if row["bound"] not in KINDS:
            continue
        hints = (
            "Leave the number aside and read only the words around it.",
            "Ask twice: could it be more than the number, going by these words? Could it be less?",
            f"Going by these words, {_may_be(row)}.",
        )
        sided = row["bound"] in (*_OPEN_ABOVE, *_OPEN_BELOW)
        yield _candidate(
            material, row, "bound", "What do the marked words leave open?", "choice", (KINDS[row["bound"]],), hints,
            options=tuple(KINDS.values()), near=((KINDS["about"], _ABOUT),) if sided else (),
        )  # fmt: skip


def hedges(material: Material) -> Iterator[Candidate]:
    """Which words make the bound? The hedge beside the number, typed from the sentence."""
    for row in material.in_body:
        words = hedge_of(row)
        if row["bound"] in ("bare", "vague", "range") or not words:
            continue
        hints = (
            "If these words were dropped, the number would be told as exact.",
            "They stand just before the number.",
            f"The first of them is “{words.split()[0]}”.",
        )
        asks = f"Which words beside “{row['phrase'][len(words) :].strip()}” say that it is no exact number?"
        yield _candidate(material, row, "hedge", asks, "words", (words,), hints, marked=False)


def lower_ends(material: Material) -> Iterator[Candidate]:
    """The lowest number that the words allow, or none."""
    yield from _ends(material, "lowest", "low", _OPEN_BELOW)


def upper_ends(material: Material) -> Iterator[Candidate]:
    """The highest number that the words allow, or none."""
    yield from _ends(material, "highest", "high", _OPEN_ABOVE)


def allowed(material: Material) -> Iterator[Candidate]:
    """Would another number make the sentence wrong? Inside the bound and outside it by turns."""
    sided = [row for row in material.in_body if row["bound"] in (*_OPEN_ABOVE, *_OPEN_BELOW)]
    for at, row in enumerate(sided):
        end = row["high"] if row["bound"] in _OPEN_BELOW else row["low"]
        asked = _round(end * (_INSIDE if (row["bound"] in _OPEN_BELOW) == (at % 2 == 0) else _OUTSIDE), end)
        if asked == end:
            continue
        right = "yes" if at % 2 == 0 else "no"
        hints = (
            "The question is only whether both could be true at once, not whether it is likely.",
            f"The words say “{row['bound']}” {wording.number(end)}: {_may_be(row)}.",
        )
        asks = f"It turns out to have been {wording.number(asked)}. Could the marked words still have been true?"
        yield _candidate(material, row, "bound", asks, "yes or no", (right,), hints, apart=row["bound"] + right)


def _ends(material: Material, part: str, column: str, open_at: tuple[str, ...]) -> Iterator[Candidate]:
    for row in material.in_body:
        if row["bound"] not in (*_OPEN_ABOVE, *_OPEN_BELOW, "range"):
            continue
        right = NONE if row["bound"] in open_at else wording.number(row[column])
        hints = (
            "Read the words around the number: do they set this end at all?",
            f"The words are read as “{row['bound']}”.",
            "They leave this end open." if right == NONE else "They set this end, with a number in the sentence.",
        )
        asks = f"What is the {part} number that the marked words allow? Type a number, or “none”."
        yield _candidate(material, row, f"{part} number", asks, "number", (right,), hints)


def _candidate(
    material: Material, row: Row, part: str, asks: str, kind: Kind, accepted: tuple[str, ...], hints: tuple[str, ...],
    *, options: tuple[str, ...] = (), near: tuple[tuple[str, str], ...] = (), marked: bool = True, apart: str = "",
) -> Candidate:  # fmt: skip
    key = row["estimate_id"]
    told = (
        f"“{row['phrase']}” is read as {wording.quantity(row)}: {_may_be(row)}. {material.standing('estimates', key)}"
    )
    question = Question(
        LESSON, part, asks, kind, (material.figure(row, marked=marked),), accepted, hints, told,
        place_of(row), options, near,
    )  # fmt: skip
    return Candidate(question, apart or row["bound"], material.reviewed("estimates", key))


def _may_be(row: Row) -> str:
    low, high = wording.number(row["low"]), wording.number(row["high"])
    return {
        "bare": f"it is {high}, no more and no less", "about": f"it may be somewhat more or less than {high}",
        "at least": f"it is {low} or more, and nothing is said of how many more",
        "more than": f"it is above {low}, and nothing is said of how far above",
        "at most": f"it is {high} or fewer, and nothing is said of how many fewer",
        "less than": f"it is below {high}, and nothing is said of how far below",
        "range": f"it lies between {low} and {high}",
    }[row["bound"]]  # fmt: skip


def _round(value: float, near: float) -> float:
    """The value as round as a reporter would have it, a tenth of the end that it is near."""
    step = max(1.0, 10.0 ** (len(str(int(near))) - 2))
    return round(value / step) * step
