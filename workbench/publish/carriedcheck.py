"""What the files for other programs in a page say, held against its evidence and its sheets.

What is here: one step. What an export would write of a figure, a report or a remark is written again by the exporters'
own functions from the evidence and the sheets of the page, and must be what stands in the file; every figure must have
its note, and every counted one its claim. How a format is made is in ``exports/``, which a page carries in
``carried.py``. Left to the seal: who ultimately holds a figure beyond being one of the page's sources, who filled its
fields, which remark is on which figure, addresses of identities, and the sentence about the story as a whole.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.look import wording
from workbench.publish import dataset
from workbench.publish.carried import TITLES
from workbench.publish.evidence import Cited, Evidence
from workbench.publish.exports import claimreview, stix
from workbench.publish.exports.leaving import sentence_of
from workbench.publish.exports.remarks import Remark

Row = Mapping[str, Any]

#: All that a claim says; who filled its fields is the one part that is held by the seal alone.
_CLAIM = frozenset({
    "@type", "@id", "text", "author", "appearance", "firstAppearance", "datePublished", "description", "comment",
    "creativeWorkStatus",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of the evidence, what the page's sheet says of it, and its report as an exporter knows it."""

    cited: Cited
    said: Mapping[str, Any]
    report: Row

    @property
    def sentence(self) -> str:
        """The figure as every format words it."""
        return sentence_of(self.said, self.cited.fields)

    @property
    def claim(self) -> str:
        """What a claim of the figure says."""
        fields = self.cited.fields
        value = None if fields["bound"] in ("range", "vague") else fields["value"]
        row = {**fields, "value": value, "variants": [{"bound": fields["bound"]}]}
        return claimreview.claim_text(self.said["What is counted"], row)


@dataclass(frozen=True, slots=True)
class _Page:
    """What the page itself tells: its figures, what persons remarked, and the names of sources and outlets."""

    figures: Sequence[_Figure]
    remarks: Sequence[Remark]
    names: frozenset[str]


def contradictions(blocks: Mapping[str, str], evidence: Evidence) -> Iterator[str]:
    """Each thing that a carried file says otherwise than the page, or leaves out, in plain words.

    Raises what reading of data raises that are not as a page carries them.
    """
    files = {name: json.loads(blocks[name]) for name in TITLES if name in blocks}
    if files:
        page = _page(json.loads(blocks["data"]), evidence)
        for name, data in files.items():
            yield from (f"{TITLES[name]}: {fault}" for fault in _CHECKS[name](data, page))


def _page(data: Row, evidence: Evidence) -> _Page:
    sheet = {row["Row"]: row for row in dataset.rows_of(data, "figures")}
    # One file may hold several reports, and each has its own text.
    reports = {(row["File"], row["SHA-256 of the text"]): _report(row) for row in dataset.rows_of(data, "reports")}
    cited = ((one, evidence.sources[one.citation.report_id]) for one in evidence.figures)
    figures = [_Figure(one, _said(sheet[one.row_id]), reports[at.file, at.text_sha256]) for one, at in cited]
    lines = [row for row in dataset.rows_of(data, "corrections") if row["State"] == "in force"]
    remarks = [
        Remark(row["Table"] or "", "", row["Who"], row["When"], row["Reason"] or "",
               row["To"] if row["Act"] == "opinion" else None)
        for row in lines
        if row["Act"] in ("note", "opinion")
    ]  # fmt: skip
    names = {row["Source"] for row in dataset.rows_of(data, "sources")}
    names |= {one.said["Held by"] for one in figures} | {one.report["outlet"] for one in figures}
    return _Page(figures, remarks, frozenset(names))


def _said(row: Row) -> Row:
    return {**row, "As of": wording.days(row["As of from"], row["As of to"])}


def _report(row: Row) -> Row:
    """A report under the ledger's names."""
    return {
        "title": row["Title"], "outlet": row["Outlet"], "wire": row["Text by"], "url": row["Address"],
        "file": row["File"], "sha256": row["SHA-256"], "published_earliest": row["Published from"],
        "published_latest": row["Published to"], "published_conflict": row["Clues disagree"] == "yes",
    }  # fmt: skip


# --- claims -----------------------------------------------------------------------------------------------------------


def _of_claims(data: Row, page: _Page) -> Iterator[str]:
    """Claims and reviews that are worded otherwise than their figures are, and figures without a claim."""
    claims = {one["@id"]: one for one in data["@graph"] if one["@type"] == "Claim"}
    yield from _twice(one["@id"] for one in data["@graph"])
    claimed: set[str] = set()
    for claim in claims.values():
        own = [one for one in page.figures if one.claim == claim["text"] and one.sentence in claim["description"]]
        claimed |= {one.cited.row_id for one in own}
        yield from _of_claim(claim, own, page)
    for one in data["@graph"]:
        if one["@type"] != "Claim":
            yield from _of_review(one, claims, page)
    for figure in page.figures:
        if figure.said["Stands on"] and figure.cited.row_id not in claimed:
            yield f"{figure.cited.row_id}: there is no claim of it"


def _of_claim(claim: Row, own: Sequence[_Figure], page: _Page) -> Iterator[str]:
    if not own:
        yield f"of “{claim['text']}” it says what the evidence does not: “{claim['description']}”"
        return
    badge, _, rest = claim["description"].partition("; ultimately held by: ")
    named = rest.partition(f". {own[0].said['What is counted']}: ")[0]
    if badge not in {one.said["Stands on"] for one in own}:
        yield f"“{claim['text']}” is said to stand on “{badge}”, which the page does not say"
    if named != claimreview.NOBODY and not _all_named(named, page.names):
        yield f"“{claim['text']}” is laid to “{named}”, whom the page does not name"
    wanted = claimreview.support(badge, [named], sorted((one.sentence for one in own), key=rest.find))
    if claim["description"] != wanted:
        yield f"of “{claim['text']}” it says what the evidence does not: “{claim['description']}”"
    if {one["name"] for one in claim["author"]} != {one.said["Held by"] for one in own} - {wording.OWN_VOICE}:
        yield f"“{claim['text']}” is laid in another mouth than the evidence says"
    works = [claimreview.work(one.report) for one in own]
    given = [*claim["appearance"], *([claim["firstAppearance"]] if "firstAppearance" in claim else [])]
    yield from (f"“{claim['text']}” appears in no report like “{one['name']}”" for one in given if one not in works)
    if claim.get("datePublished") != claim.get("firstAppearance", {}).get("datePublished"):
        yield f"“{claim['text']}” came out on another day than its first report"
    yield from (f"“{claim['text']}” has a {key}, which no claim here has" for key in sorted(claim.keys() - _CLAIM))
    told = [claimreview.comment(one) for one in page.remarks if one.opinion is None]
    yield from (f"nobody remarked “{one['text']}”" for one in claim.get("comment", ()) if one not in told)


def _of_review(review: Row, claims: Mapping[str, Row], page: _Page) -> Iterator[str]:
    of = claims.get(review["itemReviewed"]["@id"])
    told = [claimreview.opinion_review(of["@id"], of["text"], one) for one in page.remarks if one.opinion] if of else []
    if review not in told:
        yield f"nobody reviewed “{review['claimReviewed']}” like that"


# --- the bundle -------------------------------------------------------------------------------------------------------


def _of_bundle(data: Row, page: _Page) -> Iterator[str]:
    """Notes, reports and opinions that say something else than the page, or are of nothing in it."""
    yield from _twice(one["id"] for one in data["objects"])
    notes = {one["id"]: one for one in data["objects"] if "figure" in one.get("labels", ())}
    for figure in page.figures:
        note = notes.pop(stix.figure_note(figure.cited.citation.estimate_id), None)
        if note is None:
            yield f"{figure.cited.row_id}: there is no note of it"
        else:
            yield from _of_note(note, figure, page)
    yield from (f"“{note['abstract']}” is a figure without evidence" for note in notes.values())
    for one in data["objects"]:
        yield from _of_object(one, page)


def _of_note(note: Row, figure: _Figure, page: _Page) -> Iterator[str]:
    lines = stix.figure_lines(figure.said, figure.cited.fields, figure.report)
    start = "\n".join([*lines, stix.FILLED])
    if note["abstract"] != lines[0]:
        yield f"{figure.cited.row_id}: its note says “{note['abstract']}”"
    elif not note["content"].startswith(start):
        yield f"{figure.cited.row_id}: its note goes on “{note['content']}”"
    else:
        told = note["content"].removeprefix(start).partition("\n")[2]
        rest = _without(told, (one.sentence for one in page.remarks if one.opinion is None))
        if rest:
            yield f"{figure.cited.row_id}: nobody remarked “{rest}”"
    report = {**figure.report, "report_id": figure.cited.citation.report_id}
    place = stix.place(figure.said["From character"], figure.said["To character"])
    if note["external_references"] != [stix.reference(report, place)]:
        yield f"{figure.cited.row_id}: its note cites another place than the page"


def _of_object(one: Row, page: _Page) -> Iterator[str]:
    """What a news report, a source or a person's word in the bundle says that the page does not."""
    if "news-report" in one.get("labels", ()):
        known = {stix.report_object(it.cited.citation.report_id): it.report for it in page.figures}
        report = known.get(one["id"])
        if report is None or one["name"] != (report["title"] or wording.report_name(report)):
            yield f"“{one['name']}” is no report of a figure"
        elif one["description"] != stix.described(report):
            yield f"of the report “{one['name']}” it says “{one['description']}”"
    elif one["type"] == "identity" and one["name"] not in page.names:
        yield f"“{one['name']}” is no source and no outlet of the page"
    elif "authors" in one and _word_of(one) not in {
        (it.who, (it.opinion or "").replace(" ", "-"), it.text or ("" if it.opinion else "note")) for it in page.remarks
    }:
        yield f"nobody said “{one.get('content') or one.get('explanation') or one.get('opinion')}” like that"


def _word_of(one: Row) -> tuple[str, str, str]:
    """A person's note or opinion in the bundle: by whom, which of the five steps, and the words."""
    return "; ".join(one["authors"]), one.get("opinion", ""), one.get("content") or one.get("explanation", "")


def _twice(ids: Iterable[str]) -> Iterator[str]:
    yield from (f"“{key}” stands in it twice" for key, times in Counter(ids).items() if times > 1)


def _all_named(text: str, names: frozenset[str]) -> bool:
    """Whether a list of holders is made of names alone; a name may hold the mark that stands between two."""
    return not _without(text, names).replace(claimreview.HOLDERS.strip(), "").strip()


def _without(text: str, known: Iterable[str]) -> str:
    """What is left of a text without the sentences that are known to belong there."""
    for sentence in sorted(filter(None, known), key=len, reverse=True):
        text = text.replace(sentence, "")
    return text.strip()


_CHECKS: Mapping[str, Callable[[Any, _Page], Iterator[str]]] = {"claimreview": _of_claims, "stix": _of_bundle}
