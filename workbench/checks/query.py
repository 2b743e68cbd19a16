"""A neutral query to the outlet: what it says, what the report it seems drawn from says, and what differs exactly.

It asks and does not judge: no finding and no label stands in it.
"""

from __future__ import annotations

from workbench.checks.checking import NAMED, Check
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


def query_to_outlet(check: Check, *, words: str | None = None) -> str:
    """The query as plain text, to be read and sent by a person; ``words`` is the sentence as it may leave.

    Where the sentence stands in no report of the story, it is addressed to whoever published it.
    """
    to = wording.report_name(check.host) if check.host is not None else "the publisher of the sentence"
    day = _on(check.host["published_earliest"], check.host["published_latest"]) if check.host is not None else ""
    lines = [f"To {to}", "", f"We are checking this sentence{day}:", "", f"    “{words or check.sentence}”", ""]
    asked = [row for row in check.differences if row["severity"] in NAMED]
    if check.parent is not None and asked:
        count = wording.counted(len(asked), "difference")
        lines += [f"We hold it against {wording.report_name(check.parent)} and find {count}:", ""]
        lines += [f"{at}. {row['reading']} {_ASKED.get(row['kind'], _OTHERWISE)}" for at, row in enumerate(asked, 1)]
        lines += [""]
    elif check.parent is not None:
        lines += [f"We hold it against {wording.report_name(check.parent)} and find no difference in substance.", ""]
    else:
        lines += ["We find no report that says the same. On what does it rest?", ""]
    lines += [
        "Would you tell us what we have missed or misread? If you have another source, we should like to name it.",
        "If you change the sentence, please tell us when and how; we will say so beside our check.",
    ]
    return "\n".join(lines) + "\n"


def _on(earliest: str | None, latest: str | None) -> str:
    return f", published {wording.days(earliest, latest)}" if earliest or latest else " in your report"
