"""What the words of a briefing mean, for a reader who meets them for the first time.

What is here: the terms of the tables, the stances that occur, and the clues that date the reports, each in one line.
The words themselves are made in ``look/wording.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from workbench.compare.support.trends import MEANING
from workbench.look import wording

Row = Mapping[str, Any]

_TERMS = (
    ("What is counted", "People or things, in a certain state, at a certain place; statisticians call it an estimand. "
     "Only figures that count the same share a table and a panel of the chart."),
    ("Low, stated, high", "The lowest value the words allow, the one they state, the highest they allow. An end that "
     "they leave open is “–”, never zero."),
    ("As stated, about", "A plain number is “as stated”. “About” and its like are written ≈: the number is soft at "
     "both ends. “Vague” are words without a number, such as “dozens”."),
    ("Held by", f"The party whose figure it is. “{wording.OWN_VOICE.capitalize()}”: the report gives it on nobody "
     "else’s word."),
    ("Said by", "The person or body that speaks, where that is somebody else than the holder."),
    ("As of", "The time a figure speaks of. Where the sentence states none, the day of publication is assumed."),
    ("Stance", "How the words put it."),
    ("Report, origin, ultimate source", "The three counts of a figure: how many reports give it; how many "
     "independent beginnings these have (whatever draws on one text, and all that one agency or outlet wrote, is "
     "one); how many parties hold it where those texts begin. Unknown holders are counted apart and confirm nothing."),
    ("Draws on", "One report was made from the other, or from a text that is not here. Measured: its text says so. "
     "Judged: shared words, figures and days make it likely."),
)  # fmt: skip
_STANCES = {
    "asserted": "stated as a fact", "assessed": "given as an assessment or an estimate",
    "believed": "held to be so, not known to be", "reported": "passed on from others",
    "expected": "planned or forecast, not yet so", "denied": "said not to be so", "demanded": "asked for",
    "unknown": "the words do not tell",
}  # fmt: skip


def entries(rows: Iterable[Row]) -> list[tuple[str, str]]:
    """The terms with what they mean; of the stances and flags only those that occur in the rows."""
    rows = list(rows)
    present = {row["stance"] or "unknown" for row in rows} | {"denied" for row in rows if row["denied"]}
    found = [*_TERMS, *((name, said) for name, said in _STANCES.items() if name in present)]
    classes = {row.get("news") for row in rows}
    found += [(name, said) for name, said in MEANING.items() if name in classes]
    if any(row["superseded"] for row in rows):
        found.append(("superseded", "an earlier figure, which the report itself replaces by another"))
    return [(name[0].upper() + name[1:], said[0].upper() + said[1:].rstrip(".") + ".") for name, said in found]


def clues(reports: Iterable[Row]) -> list[tuple[str, str]]:
    """The kinds of clue that date these reports, in plain words, each with the rule's own name."""
    codes = {clue["rule"] for report in reports for clue in report["clues"]}
    return sorted((wording.rule(code), code) for code in codes)
