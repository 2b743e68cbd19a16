"""A neutral query to the outlet: what it says, what the report it seems drawn from says, and what differs exactly.

It asks and does not judge: no finding and no label stands in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.checks.checking import NAMED, Check, Statement
from workbench.checks.drawn import Drawn
from workbench.look import wording

#: How each kind of difference is asked about.
_ASKED = {
    "place": "On what does the place rest?",
    "holders merged": "Who holds the number, and was it given by each of those named?",
    "holder changed": "Who gave you the number?",
    "certainty raised": "On whose word is it so certain?",
    "number": "On what does the number rest?",
    "status": "On what does it rest that this is what the number counts?",
    "hedge dropped": "Is there a reason to leave the reservation out?",
    "attribution dropped": "On whose word is it told?",
    "time": "Which day is meant?",
}
_OTHERWISE = "On what does this rest?"
_RESTS = "On what does it rest?"


def query_to_outlet(check: Check) -> str:
    """The query as plain text, to be read and sent by a person.

    Where the sentence stands in no report of the story, it is addressed to whoever published it.
    """
    to = wording.report_name(check.host) if check.host is not None else "the publisher of the sentence"
    day = _on(check.host["published_earliest"], check.host["published_latest"]) if check.host is not None else ""
    lines = [f"To {to}", "", f"We are checking this sentence{day}:", "", f"    “{check.sentence}”", ""]
    lines += [line for drawn in check.drawn for line in _differing(check, drawn)]
    lines += _not_found(check)
    lines += [
        "Would you tell us what we have missed or misread? If you have another source, we should like to name it.",
        "If you change the sentence, please tell us when and how; we will say so beside our check.",
    ]
    return "\n".join(lines) + "\n"


def _differing(check: Check, drawn: Drawn) -> list[str]:
    """What differs from a report that the sentence, or some of its numbers, seem drawn from."""
    asked = [row for row in drawn.differences if row["severity"] in NAMED]
    if not asked and not any(_is_given(check, one) for one in check.statements if one.drawn is drawn):
        return []
    words = check.words_drawn(drawn)
    held = f"We hold it against {check.name(drawn.parent)}{f' as to {words}' if words else ''} and find"
    if not asked:
        return [f"{held} no difference in substance.", ""]
    rows = [f"{at}. {row['reading']} {_ASKED.get(row['kind'], _OTHERWISE)}" for at, row in enumerate(asked, 1)]
    return [f"{held} {wording.counted(len(asked), 'difference')}:", "", *rows, ""]


def _not_found(check: Check) -> Iterator[str]:
    """What no other report of the story gives: a number, or a sentence that has none."""
    for one in check.statements:
        if not _is_given(check, one):
            yield f"We find no report that {f'gives “{one.words}”' if one.words else 'says the same'}. {_RESTS}"
            yield ""


def _is_given(check: Check, one: Statement) -> bool:
    """Whether a report other than the one that is asked gives the number, or says what is said without one."""
    host = check.host["report_id"] if check.host is not None else None
    away = [place for place in one.given if place.report["report_id"] != host]
    return any(place.figure is not None for place in away) if one.words else bool(away)


def _on(earliest: str | None, latest: str | None) -> str:
    return f", published {wording.days(earliest, latest)}" if earliest or latest else " in your report"
