"""Claims and reviews in JSON-LD after schema.org: a Claim a figure, with where it appeared and where first.

A figure by itself is a Claim: nobody has rated it, and we do not. What a person thinks of it is a ClaimReview by that
person in five steps, so that dissent travels as such. The pieces are used for a checked sentence too, whose rating is
the newsroom's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from workbench.compare.standing import when
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.look.support import figure
from workbench.publish.exports import schemas
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, dating, json_text, only_day, remarks_for, unused, worded
from workbench.publish.exports.remarks import STEPS, Remark

Row = Mapping[str, Any]
Node = dict[str, Any]
SCHEMA = "claimreview"
CONTEXT = "https://schema.org"


def built(leaving: Leaving) -> Built:
    """The figures as claims, each followed by the reviews that persons gave it.

    Raises ``InputError`` when what was made does not meet the schema, which would be our fault.
    """
    graph: list[Node] = []
    used: list[Remark] = []
    by_id = {row["estimate_id"]: row for row in leaving.figures}
    names = names_of(leaving.story.entities, "entity_id")
    claims = 0
    for row in plain_rows(leaving.story.corroboration):
        estimates = [by_id[one] for one in row["estimates"] if one in by_id]
        if estimates:
            remarks = _remarks(leaving, row, estimates)
            claim = _claim(leaving, row, estimates, names, remarks)
            graph += [claim, *(opinion_review(claim["@id"], claim["text"], one) for one in remarks if one.opinion)]
            used += remarks
            claims += 1
    data = {"@context": CONTEXT, "@graph": graph}
    schemas.check(data, SCHEMA)
    counted = {one for row in plain_rows(leaving.story.corroboration) for one in row["estimates"]}
    left_out = (*_uncounted(leaving, counted), *_left_out(leaving, used))
    return Built({"": json_text(data)}, _holds(claims, len(graph) - claims), left_out)


def _holds(claims: int, reviews: int) -> str:
    return f"{wording.counted(claims, 'claim')} and {wording.counted(reviews, 'review')} of them by persons"


def _uncounted(leaving: Leaving, counted: Collection[str]) -> Iterable[str]:
    apart = sum(one["estimate_id"] not in counted for one in leaving.figures)
    if apart:
        yield f"{wording.counted(apart, 'figure')} whose support is not counted: a claim is made of those alike"


def _left_out(leaving: Leaving, used: Sequence[Remark]) -> Iterable[str]:
    apart = sum(not bool(row["charted"]) for row in plain_rows(leaving.story.estimates))
    if apart:
        yield f"{wording.counted(apart, 'number')} that are not charted: they are no figure of the story"
    vague = sum(only_day(one) is None for one in leaving.reports.values())
    if vague:
        yield f"the day of {wording.counted(vague, 'report')} known as an interval: in words, schema.org has one day"
    yield "statements without a figure, the lineage and the queue of discrepancies: schema.org has no place for them"
    yield from unused(leaving, used, "they are on rows that are no figure")


def _remarks(leaving: Leaving, row: Row, estimates: Iterable[Row]) -> list[Remark]:
    found = list(leaving.remarks.of("corroboration", row["figure_id"]))
    for one in estimates:
        found += remarks_for(leaving, one)
    return list(dict.fromkeys(found))


def _claim(
    leaving: Leaving, row: Row, estimates: Sequence[Row], names: Mapping[str, str], remarks: Sequence[Remark]
) -> Node:
    holders = list(dict.fromkeys(one["claimant_name"] for one in estimates if one["claimant_name"]))
    in_time = sorted({one["report_id"] for one in estimates}, key=lambda key: _order(leaving.reports[key]))
    works = [work(leaving.reports[key]) for key in in_time]
    node: Node = {
        "@type": "Claim",
        "@id": f"urn:workbench:figure:{row['figure_id']}",
        "text": f"{estimates[0]['estimand_name']}: {figure(row)}",
        "author": [agent(name, _kind(leaving, name)) for name in holders],
        "appearance": works,
        "description": _support(row, names, estimates),
        "creativeWorkStatus": status(leaving, estimates),
    }
    first = surely_first([leaving.reports[key] for key in in_time])
    if first is not None:
        node["firstAppearance"] = work(first)
        day = only_day(first)
        node |= {"datePublished": day} if day else {}
    notes = [comment(one) for one in remarks if one.opinion is None]
    return node | ({"comment": notes} if notes else {})


def _order(report: Row) -> tuple[Any, ...]:
    return *when(report["published_earliest"], report["published_latest"]), report["report_id"]


def surely_first(reports: Sequence[Row]) -> Row | None:
    """The report that was surely out no later than any other; missing where their days do not tell."""
    for one in reports:
        last = one["published_latest"]
        others = [other["published_earliest"] for other in reports if other is not one]
        if last is not None and all(first is not None and last <= first for first in others):
            return one
    return None


def _support(row: Row, names: Mapping[str, str], estimates: Sequence[Row]) -> str:
    held = "; ".join(names.get(one, one) for one in row["ultimate_sources"]) or "nobody named"
    return f"{wording.badge(row)}; ultimately held by: {held}. " + " | ".join(dict.fromkeys(map(worded, estimates)))


def status(leaving: Leaving, estimates: Iterable[Row]) -> str:
    """Who filled the fields of a figure's estimates, in words."""
    marks = dict.fromkeys(leaving.remarks.marks("estimates", one["estimate_id"]) for one in estimates)
    return " | ".join(mark for mark in marks if mark) or "not stated who filled its fields"


def _kind(leaving: Leaving, name: str) -> str:
    kinds = {row["name"]: row["kind"] for row in plain_rows(leaving.story.entities)}
    return "Person" if kinds.get(name) in ("person", "unnamed person") else "Organization"


# --- pieces -----------------------------------------------------------------------------------------------------------


def agent(name: str, kind: str = "Organization") -> Node:
    """A person or a body by name."""
    return {"@type": kind, "name": name}


def work(report: Row) -> Node:
    """A report as a work: its name, file hash, outlet and wire, and how well its day is known."""
    node: Node = {
        "@type": "NewsArticle",
        "name": report["title"] or wording.report_name(report),
        "identifier": f"urn:sha256:{report['sha256']}",
        "abstract": dating(report),
    }
    day = only_day(report)
    node |= {"url": report["url"]} if report["url"] else {}
    node |= {"datePublished": day} if day else {}
    node |= {"publisher": agent(report["outlet"])} if report["outlet"] else {}
    return node | ({"sourceOrganization": agent(report["wire"])} if report["wire"] else {})


def comment(remark: Remark) -> Node:
    """A note as a comment of its author."""
    return {
        "@type": "Comment", "text": remark.text or "note", "author": agent(remark.who, "Person"),
        "dateCreated": remark.at,
    }  # fmt: skip


def opinion_review(claim_id: str, text: str, remark: Remark) -> Node:
    """An opinion as a review by its author, in five steps of agreement."""
    rating = {
        "@type": "Rating", "alternateName": str(remark.opinion), "ratingValue": STEPS.index(str(remark.opinion)) + 1,
        "bestRating": len(STEPS), "worstRating": 1, "ratingExplanation": remark.text,
        "reviewAspect": "how far the reviewer agrees",
    }  # fmt: skip
    return {
        "@type": "ClaimReview", "@id": f"{claim_id}:opinion:{remark.at}:{_slug(remark.who)}",
        "claimReviewed": text, "itemReviewed": {"@id": claim_id}, "author": agent(remark.who, "Person"),
        "dateCreated": remark.at, "reviewRating": rating,
    }  # fmt: skip


def _slug(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name.casefold())
