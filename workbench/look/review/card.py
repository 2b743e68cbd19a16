"""One row as the analyst judges it: what is in doubt, the words it stands on, its fields, and what may be done.

What is here: the row of any table as plain values that a page shows as text. Which row comes next is in ``queue.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from workbench.look import discrepancies, wording
from workbench.look.review import said
from workbench.look.review.context import Mark, marks_of_attribution, marks_of_figure, sentence_of
from workbench.look.review.fields import form_of
from workbench.look.review.lookup import row_of, rows_with
from workbench.look.review.opinions import opinions_on
from workbench.look.review.queue import KINDS, Item
from workbench.story import Story

Row = Mapping[str, Any]


def _act(do: str, key: str, label: str, says: str, *, main: bool = False, reason: bool = False) -> dict[str, Any]:
    return {"do": do, "key": key, "label": label, "says": says, "main": main, "reason": reason}


_NOTE = _act("note", "n", "Note", "Write a note on this row", reason=True)
_UNSURE = _act("unsure", "u", "Unsure", "Put this row at the end of the queue")
_READ = (
    _act("accept", "a", "Accept", "Accept the row as it stands", main=True),
    _act("edit", "e", "Edit", "Go to the fields of this row"),
    _act("reject", "r", "Reject", "Reject the row: it is wrong as a whole"),
    _UNSURE,
    _NOTE,
)
#: What may be done with a row of each table.
ACTS: Mapping[str, tuple[dict[str, Any], ...]] = {
    **dict.fromkeys(("estimates", "claims", "attributions", "mentions"), _READ),
    "discrepancies": (
        _act("accept", "a", "It stands", "The difference is real and stays open", main=True),
        _act("explain", "e", "Explain", "Explain the difference; the reason is needed", reason=True),
        _act("dismiss", "r", "Dismiss", "Dismiss it as no difference; the reason is needed", reason=True),
        _act("reopen", "o", "Open again", "Put it back among the open differences"),
        _UNSURE,
        _NOTE,
    ),
    "lineage": (
        _act("accept", "a", "Accept the link", "The one report does draw on the other", main=True),
        _act("deny", "r", "Deny the link", "The one report does not draw on the other"),
        _UNSURE,
        _NOTE,
    ),
    "passages": (
        _act("restore", "a", "Put back", "Count these lines as part of the report", main=True),
        _act("mask", "r", "Take out", "Count these lines as no part of the report"),
        _NOTE,
    ),
    "corrections": (_act("take-back", "r", "Take it back", "Undo this correction; its line stays in the file"),),
    "reports": (_NOTE,),
    "entities": (_NOTE,),
}
#: The field that a doubt of a kind is about, where the cursor goes first.
_FIRST = {"holder": "claimant", "uncharted": "estimand", "reading": "stance"}


def card(story: Story, item: Item, who: str, place: str) -> dict[str, Any]:
    """The card of an item; ``place`` says where in the queue it is. A row that is gone has no fields, and
    nothing can be done with it; a correction that has lost its row can be taken back.
    """
    row = row_of(story, item.table, item.row)
    plain: dict[str, Any] = {
        "key": item.key, "kind": KINDS.get(item.kind, item.kind), "place": place, "doubt": item.doubt,
        "more": list(item.more), "standing": said.standing(story, item.table, item.row), "wordings": [],
        "passages": [], "evidence": [], "legend": False, "groups": [], "field": _FIRST.get(item.kind, ""),
        "acts": [], "opinions": opinions_on(story, item.table, item.row, who), "claim": "",
    }  # fmt: skip
    if row is None:
        return plain | {"acts": [dict(one) for one in ACTS["corrections"]] if item.table == "corrections" else []}
    shown = _SHOWN.get(item.table, _bare)(story, row)
    form = form_of(story, item.table, row, item.row)
    return {**plain, "groups": form, "acts": _acts(item.table, row), **shown}


def _acts(table: str, row: Row) -> list[dict[str, Any]]:
    """What may be done, without what would change nothing."""
    left_out = {
        "discrepancies": {"reopen"} if row.get("state") == "open" else {"accept"},
        "passages": {"mask"} if row.get("role") == "chrome" else {"restore"},
    }.get(table, set())
    acts = [dict(one) for one in ACTS.get(table, ()) if one["do"] not in left_out]
    if row.get("charted") is False:
        acts[0] |= {"label": "Rightly not drawn", "says": "Confirm that this number is not drawn"}
    return acts


def _figure(story: Story, row: Row) -> dict[str, Any]:
    passage = sentence_of(story, row["report_id"], marks_of_figure(story, row))
    return {"passages": [passage], "legend": True, "claim": row["claim_id"] or ""}


def _claim(story: Story, row: Row) -> dict[str, Any]:
    marks = [Mark(row["start"], row["end"], "sentence")]
    marks += marks_of_attribution(story, row["attribution_id"], row["report_id"])
    return {"passages": [sentence_of(story, row["report_id"], marks)], "legend": True, "claim": row["claim_id"]}


def _attribution(story: Story, row: Row) -> dict[str, Any]:
    marks = [Mark(one["start"], one["end"], "sentence") for one in _listed(row["content"])]
    marks += marks_of_attribution(story, row["attribution_id"], row["report_id"])
    return {"passages": [sentence_of(story, row["report_id"], marks)], "legend": True}


def _stretch(story: Story, row: Row) -> dict[str, Any]:
    return {"passages": [sentence_of(story, row["report_id"], [Mark(row["start"], row["end"], "figure")])]}


def _bare(story: Story, row: Row) -> dict[str, Any]:
    return {}


# --- differences and links --------------------------------------------------------------------------------------------


def _difference(story: Story, row: Row) -> dict[str, Any]:
    whole = discrepancies.with_words(story, row)
    stretches = discrepancies.wordings(whole)
    days = {one["report_id"]: wording.days(one["published_earliest"], one["published_latest"])
            for side in "ab" for one in rows_with(story.reports, report_id=row[f"{side}_report"])}  # fmt: skip
    wordings = [
        {"name": whole[f"{side}_name"], "day": days.get(row[f"{side}_report"], ""),
         "none": discrepancies.NO_COUNTERPART,
         "stretches": [{"text": one.text, "change": one.change} for one in pieces]}
        for side, pieces in zip("ab", stretches, strict=True)
    ]  # fmt: skip
    passages = [
        sentence_of(story, row[f"{side}_report"], [Mark(row[f"{side}_start"], row[f"{side}_end"], "sentence")])
        for side in "ab"
        if row[f"{side}_report"] is not None and row[f"{side}_start"] is not None
    ]
    return {"wordings": wordings, "passages": passages}


def _link(story: Story, row: Row) -> dict[str, Any]:
    texts = {one["report_id"]: one["text"] or "" for end in ("child", "parent")
             for one in rows_with(story.reports, report_id=row[end])}  # fmt: skip
    evidence = [
        _evidence(one, texts.get(row["child"], ""), texts.get(row["parent"], "")) for one in _listed(row["evidence"])
    ]
    return {"evidence": evidence}


def _evidence(one: Row, child: str, parent: str) -> dict[str, str]:
    sides = {
        "child": _slice(child, one["child_start"], one["child_end"]),
        "parent": _slice(parent, one["parent_start"], one["parent_end"]),
    }
    return {"kind": str(one["kind"]) if any(sides.values()) else f"{one['kind']}: {one['text']}", **sides}  # fmt: skip


def _listed(value: Any) -> list[Row]:
    return [] if value is None else list(value)


def _slice(text: str, start: Any, end: Any) -> str:
    if start is None or end is None or start != start or end != end:
        return ""
    words = " ".join(text[int(start) : int(end)].split())
    return words if len(words) <= _MOST else words[:_MOST].rsplit(" ", 1)[0] + " …"


#: Characters of a shared wording that are shown of it.
_MOST = 300

_SHOWN: Mapping[str, Callable[[Story, Row], dict[str, Any]]] = {
    "estimates": _figure, "claims": _claim, "attributions": _attribution, "mentions": _stretch, "passages": _stretch,
    "discrepancies": _difference, "lineage": _link,
}  # fmt: skip
