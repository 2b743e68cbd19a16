"""Files for other programs that a briefing carries in itself: claims after schema.org, and a STIX bundle.

What is here: which formats a page carries, for how many figures at most, and whether what they say of each figure is
what the evidence says. How a format is written, checked against its schema and what it leaves out is in ``exports/``;
the sheets that CSV is made of are in ``dataset.py``.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.errors import InputError
from workbench.look import wording
from workbench.publish.detail import Detail
from workbench.publish.evidence import Cited, Evidence
from workbench.publish.exports import claimreview, stix
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, let_out
from workbench.publish.gate import Gate
from workbench.story import Story

Row = Mapping[str, Any]

#: The most figures for which a page carries such files: they say again in words what the sheets hold in columns.
MOST_FIGURES = 200
_BUILDERS: Mapping[str, tuple[str, Callable[[Leaving], Built]]] = {
    "claimreview": ("Claims and their reviews (schema.org JSON-LD)", claimreview.built),
    "stix": ("STIX 2.1 bundle", stix.built),
}


@dataclass(frozen=True, slots=True)
class Carried:
    """A file in the page: what it is called, what it holds, what it left out and why; no data where it is not there."""

    format: str
    title: str
    data: Any
    holds: str
    left_out: tuple[str, ...]


def carried(
    shown: Story, found: Gate, possibly: Collection[str], *, figures: int, asked: str, detail: Detail
) -> tuple[Carried, ...]:
    """The files of a page with so many figures; one that is not made says why in ``left_out``.

    The other arguments are those of ``exports/leaving.py``.
    """
    if figures > MOST_FIGURES:
        why = f"not made for more than {MOST_FIGURES} figures, or the page would grow too large; “workbench export” is"
        return tuple(Carried(name, title, None, "", (why,)) for name, (title, _) in _BUILDERS.items())
    leaving = let_out(shown, found, possibly, asked=asked, detail=detail)
    return tuple(_made(name, title, build, leaving) for name, (title, build) in _BUILDERS.items())


def _made(name: str, title: str, build: Callable[[Leaving], Built], leaving: Leaving) -> Carried:
    try:
        made = build(leaving)
    except InputError as error:
        return Carried(name, title, None, "", (str(error),))
    return Carried(name, title, json.loads(made.files[""]), made.holds, made.left_out)


# --- held against the evidence ----------------------------------------------------------------------------------------


def contradictions(blocks: Mapping[str, str], evidence: Evidence, sheet: Mapping[str, Row]) -> Iterator[str]:
    """Each figure of which a carried file says something else than the evidence; ``sheet`` are rows of the page's data.

    Raises what reading of data raises that are not as a page carries them.
    """
    figures = [(one, _said(one, sheet[one.row_id])) for one in evidence.figures if one.row_id in sheet]
    for name, (title, _) in _BUILDERS.items():
        data = json.loads(blocks.get(name, "null"))
        if data is not None:
            yield from (f"{title}: {fault}" for fault in _CHECKS[name](data, figures))


#: A figure of the evidence, and the pattern of the sentence by which every format gives it.
_Figure = tuple[Cited, re.Pattern[str]]


def _said(one: Cited, row: Row) -> re.Pattern[str]:
    """The sentence of a figure (``exports/leaving.py``); its day is not in the evidence, a unit may not be said."""
    start = re.escape(f"{row['What is counted']}: {wording.quantity(one.fields)}")
    unit = f"(?: {re.escape(str(row['Unit']))})?" if row["Unit"] else ""
    holder, stance = re.escape(f"; held by {one.shown['Held by']}; as of "), re.escape(f"; stance: {row['Stance']}")
    return re.compile(rf"(?P<counted>{start}){unit}{holder}[^;|]+{stance}")


#: What is left of a claim's description without the sentences of its figures: its counts, its holders, and bars.
_NOTHING_ELSE = re.compile(r"(?:(?!; held by )[^|])*; ultimately held by: (?:(?!; held by )[^|])*\. [\s|]*")


def _of_claims(data: Any, figures: Sequence[_Figure]) -> Iterator[str]:
    """Claims that word a figure otherwise than the evidence, say a number that is not theirs, or name another."""
    for claim in (one for one in data["@graph"] if one["@type"] == "Claim"):
        found = [(one, match) for one, said in figures for match in said.finditer(claim["description"])]
        rest = claim["description"]
        for words in sorted({match[0] for _, match in found}, key=len, reverse=True):
            rest = rest.replace(words, "")
        if not found or not _NOTHING_ELSE.fullmatch(rest):
            yield f"of “{claim['text']}” it says what the evidence does not: “{rest}”"
        if not _numbers(claim["text"]) <= {number for _, match in found for number in _numbers(match["counted"])}:
            yield f"“{claim['text']}” is not what the evidence says of its figures"
        if not {one["name"] for one in claim["author"]} <= {one.shown["Held by"] for one, _ in found}:
            yield f"“{claim['text']}” is laid in another mouth than the evidence says"


def _of_bundle(data: Any, figures: Sequence[_Figure]) -> Iterator[str]:
    """Figures whose note is not there or says something else, and notes that are of no figure."""
    often = Counter(one["id"] for one in data["objects"])
    yield from (f"“{key}” stands in it twice" for key, times in often.items() if times > 1)
    notes = {one["id"]: one for one in data["objects"] if "figure" in one.get("labels", ())}
    for one, said in figures:
        note = notes.pop(stix.figure_note(one.citation.estimate_id), None)
        if note is None:
            yield f"{one.row_id}: there is no note of it"
        elif not said.fullmatch(note["abstract"]) or not note["content"].startswith(note["abstract"] + "\n"):
            yield f"{one.row_id}: its note says “{note['abstract']}”"
        elif one.fields["phrase"] is not None and f"\nwords: {one.fields['phrase']}\n" not in note["content"]:
            yield f"{one.row_id}: its note has other words than “{one.fields['phrase']}”"
    for note in notes.values():
        yield f"“{note['abstract']}” is a figure without evidence"


def _numbers(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text))


_CHECKS: Mapping[str, Callable[[Any, Sequence[_Figure]], Iterator[str]]] = {
    "claimreview": _of_claims, "stix": _of_bundle,
}  # fmt: skip
