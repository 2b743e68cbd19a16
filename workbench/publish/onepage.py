"""The briefing on one page: which figures, judgments and remarks of a briefing stand on a sheet of paper.

What is here: the choice of rows, each list with how much of it is left to the whole briefing. It is laid out by
``templates/onepage.html.j2`` and made in ``briefing.py``, by the same steps as the whole: gate, level of detail, seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbench.publish import front as fronts

Row = dict[str, Any]

#: How many things counted, judgments, and remarks of one kind stand on the page.
MOST_COUNTED, MOST_JUDGMENTS, MOST_REMARKS = 6, 4, 3
#: How many sentences of the bottom line, and characters in them, so that a long one leaves room for the rest.
MOST_SENTENCES, MOST_CHARACTERS = 4, 700
#: The parts of a judgment that stand on the page, after its statement.
JUDGED = ("Likelihood", "Confidence")
_ENDS = ("lowest", "highest", "latest")


def key_rows(keys: Sequence[Row], drawn: str | None) -> Row:
    """The things counted, those of most figures first, each with one figure an end, and how many are left out.

    ``drawn`` is the one that the chart shows; it comes first.
    """
    some = [one for one in keys if one["figures"]]
    some.sort(key=lambda one: (one["estimand"] != drawn, -one["figures"]))
    rows = [
        {**one, **{end: (one["only"] or one[end])[:1] for end in _ENDS}, "single": bool(one["only"])}
        for one in some[:MOST_COUNTED]
    ]
    return {"rows": rows, "more": len(some) - len(rows)}


def drawn_of(keys: Sequence[Row]) -> str | None:
    """The thing counted whose figures the page draws: that of most figures."""
    best = max(keys, key=lambda one: (bool(one["figures"]), len(one["rows"])), default=None)
    return None if best is None else best["estimand"]


def bottom_line(opening: Mapping[str, Any]) -> Row:
    """The first sentences of the bottom line by paragraph, at least one, and how many are left out."""
    rows: list[list[Row]] = []
    left, room, more = MOST_SENTENCES, MOST_CHARACTERS, 0
    for paragraph in opening["sections"]["Bottom line"]:
        kept: list[Row] = []
        for sentence in _sentences(paragraph):
            length = sum(len(piece["text"]) for piece in sentence)
            if more or left == 0 or (length > room and (rows or kept)):
                more += 1
                continue
            kept += [fronts.BETWEEN, *sentence] if kept else sentence
            left, room = left - 1, room - length
        rows += [kept] if kept else []
    return {"rows": rows, "more": more}


def _sentences(pieces: Sequence[Row]) -> Iterator[list[Row]]:
    """The pieces of a paragraph by its sentences."""
    sentence: list[Row] = []
    for piece in pieces:
        if piece is fronts.BETWEEN:
            yield sentence
            sentence = []
        else:
            sentence.append(piece)
    yield sentence


def judgments(opening: Mapping[str, Any]) -> Row:
    """The judgments in short, and how many are left out."""
    rows = [
        {"number": one["number"], "statement": dict(one["parts"]).get("Statement", []),
         "parts": [(name, said) for name, said in one["parts"] if name in JUDGED]}
        for one in opening["judgments"]
    ]  # fmt: skip
    return {"rows": rows[:MOST_JUDGMENTS], "more": max(0, len(rows) - MOST_JUDGMENTS)}


def remarks(said: Sequence[Any], counted: Sequence[Any] = ()) -> Row:
    """What the analyst wrote, then what the ledger shows, as far as there is room, and how much is left out."""
    found = [*(("said", one) for one in said), *(("counted", one) for one in counted)]
    return {"rows": found[:MOST_REMARKS], "more": max(0, len(found) - MOST_REMARKS)}


def figures_here(
    rows: Iterable[Row], keys: Sequence[Row], opening: Mapping[str, Any], drawn: Iterable[str]
) -> list[Row]:
    """The figures that stand on the page: those of the key figures, of the chart and of the analyst's references."""
    wanted = {row["estimate_id"] for one in keys for end in _ENDS for row in one[end]} | set(drawn)
    anchors = set(_anchors(opening))
    return [row for row in rows if row["estimate_id"] in wanted or row["row_id"] in anchors]


def _anchors(opening: Mapping[str, Any]) -> Iterator[str]:
    paragraphs = [*bottom_line(opening)["rows"], *opening["sections"]["Gaps"], *opening["sections"]["Dissent"]]
    paragraphs += [
        said for one in opening["judgments"] for name, said in one["parts"] if name in ("Statement", *JUDGED)
    ]
    for pieces in paragraphs:
        yield from (piece["anchor"] for piece in pieces if piece["anchor"])
    yield from (one["anchor"] for one in opening["dissent"] if one["anchor"])
