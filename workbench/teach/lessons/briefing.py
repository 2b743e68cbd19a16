"""The lesson "briefing": what the citation gate refuses and why, and a paragraph that it lets pass.

What is here: sentences of a briefing made from a story's figures, right and spoilt in one part, and the task of a
paragraph. Whether a sentence may leave is said by ``publish/lint.py`` alone; a spoilt sentence that the linter would
let pass is not asked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.look import wording
from workbench.look.selection import most_reported
from workbench.publish import gate, lint
from workbench.publish.briefing import known_figures
from workbench.publish.references import Known, handle
from workbench.story import Story
from workbench.teach.lessons.checking import judged
from workbench.teach.lessons.material import Candidate, Material, Row, hedge_of, place_of
from workbench.teach.lessons.question import Against, Question, Quotation

LESSON = "briefing"
NUMBER, BOUND, HOLDER, PASSES = "the number", "the bound", "the holder", "nothing: it may leave"
#: A paragraph is asked for on one of so many things counted, those that most figures are given of.
_MOST_TOLD = 3
BY = "a sentence of a briefing"


def bounds(material: Material) -> Iterator[Candidate]:
    """What does the gate hold against a sentence on a figure that is a floor or a ceiling? Its bound, or nothing."""
    yield from _faults(material, (BOUND, PASSES), bounded=True)


def faults(material: Material) -> Iterator[Candidate]:
    """What does the gate hold against this sentence? Its holder, its number, or nothing."""
    yield from _faults(material, (HOLDER, NUMBER, PASSES), bounded=False)


def _faults(material: Material, spoilt: tuple[str, ...], *, bounded: bool) -> Iterator[Candidate]:
    known, names = _passed(material.story)
    for row in _rows(material, known):
        for right in spoilt if (row["bound"] != "bare") == bounded else ():
            own = _sentence(row, right)
            reasons = list(lint.unproven(own, [row], names))
            if bool(reasons) == (right == PASSES):
                continue
            says = f"The gate says: {reasons[0]}." if reasons else "The gate lets it pass."
            hints = (
                "A number of your own must be the cited figure’s in value, bound, unit and holder.",
                f"The figure it cites is “{row['phrase']}”, held by {row['claimant_name']}.",
                "All four agree." if right == PASSES else "One of the four differs; lay the sentences side by side.",
            )
            shown = material.figure(material.by_estimate[row["estimate_id"]])
            quoted = (shown, Quotation(BY, f"{own} [{{{{figure: {row['phrase']}}}}}]"))
            question = Question(
                LESSON, "fault", "What does the gate hold against the second sentence?", "choice", quoted, (right,),
                hints, says, place_of(row), (NUMBER, BOUND, HOLDER, PASSES),
            )  # fmt: skip
            yield Candidate(question, right, material.reviewed("estimates", row["estimate_id"]))


def paragraphs(material: Material) -> Iterator[Candidate]:
    """Write a paragraph on one thing that is counted, with at least one figure cited, that the gate lets pass."""
    known, names = _passed(material.story)
    told = most_reported(material.story)[:_MOST_TOLD]
    for row in (row for row in _rows(material, known) if row["estimand"] in told):
        against = Against(known, names, row["estimand"], row["estimand_name"])
        reference = f"{{{{figure: {handle(row)}}}}}"
        example = f"The figure of {row['claimant_name']} is {reference}."
        if judged(against, example).verdict != "right":
            continue
        hints = (
            "A number typed by hand must be proven; let a reference say it: {{figure: …}} holds the words of a figure.",
            f"Between the braces stand the figure’s words, then what tells it from others: {{{{figure: "
            f"{row['phrase']} | {row['claimant_name']}}}}}.",
            f"This one is meant by {reference}",
        )
        asks = (
            f"Write one to three sentences on “{row['estimand_name']}” for a reader who trusts nobody. Cite at least "
            "one figure with {{figure: …}}, and claim nothing that its sentence does not."
        )
        said = "The gate read your sentences as it reads a briefing. It judges numbers and terms, and never your prose."
        quoted = (material.figure(material.by_estimate[row["estimate_id"]]),)
        question = Question(
            LESSON, "paragraph", asks, "paragraph", quoted, (example,), hints, said, place_of(row), against=against,
        )  # fmt: skip
        yield Candidate(question, row["estimand"], material.reviewed("estimates", row["estimate_id"]))


def _passed(story: Story) -> tuple[Known, dict[str, tuple[str, ...]]]:
    """What a briefing of the story may cite, once the gate has been over its figures, and the names of the holders."""
    passed = gate.without(story, gate.checked(story).refusals)
    return known_figures(passed)[0], lint.names_of(passed)


def _rows(material: Material, known: Known) -> Iterator[Row]:
    """The figures that may be cited of plain counts in the body, held by somebody with a name in the story."""
    asked = {row["estimate_id"] for row in material.in_body}
    for row in known.rows:
        plain = row["unit"] == "count" and row["bound"] not in ("vague", "range")
        if row["estimate_id"] in asked and row["claimant"] and plain:
            yield row


def _sentence(row: Row, spoilt: str) -> str:
    """A sentence in the analyst's own words that gives the figure, with one thing changed in it, or none."""
    hedge, phrase = hedge_of(row), str(row["phrase"])
    number = phrase[len(hedge) :].strip()
    ends = [row[name] for name in ("best", "low", "high") if row[name] is not None]
    changed = {
        BOUND: number,
        NUMBER: f"{hedge} {wording.number(2 * ends[0])}".strip() if ends else phrase,
    }
    holder = "unnamed observers" if spoilt == HOLDER else row["claimant_name"]
    said = changed.get(spoilt, phrase)
    # "Puts it at about 10,000" is worded for another verb than ours.
    said = re.sub(r"\A[Aa]t (?!least|most)", "", said)
    return f"The figure of {holder} is {said[:1].lower()}{said[1:]}."
