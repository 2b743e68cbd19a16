"""A check as a ClaimReview for fact-check readers, and as a table.

The rating is the newsroom's where a person has given one; until then the rule's proposal stands, and says that nobody
has signed. The pieces are those of ``publish/exports``.
"""

from __future__ import annotations

from typing import Any

from workbench.checks.checking import Check, not_independent
from workbench.checks.log import entries_of, rating_of
from workbench.checks.saying import Saying
from workbench.look import wording
from workbench.publish.exports import schemas
from workbench.publish.exports.claimreview import CONTEXT, SCHEMA, Node, agent, work
from workbench.publish.exports.csvtables import csv_text
from workbench.publish.exports.leaving import dating, json_text, only_day

_UNSIGNED = "proposed by rule (the weakest part); no person has rated it"


def claim_review(check: Check, saying: Saying) -> str:
    """The check as JSON-LD. Raises ``InputError`` when what was made does not meet the schema, which is our fault."""
    label, rater = rating_of(check)
    claim = _claim(check)
    ratings = [_rating(label, _UNSIGNED if rater is None else f"rated by {rater}", "the sentence as a whole")]
    ratings += [_rating(check.label(one.finding), saying.of(" ".join(one.why)), one.name) for one in check.parts]
    entries = entries_of(check)
    node: Node = {
        "@type": "ClaimReview",
        "@id": f"urn:workbench:check:{check.check_id}",
        "claimReviewed": check.sentence,
        "itemReviewed": claim,
        "author": agent(rater, "Person") if rater else agent("workbench, unsigned"),
        "reviewRating": ratings,
        "reviewBody": saying.of(not_independent(check)) or "The sentence gives no figure of the story.",
        "creativeWorkStatus": "; ".join(one.sentence for one in entries if one.act != "sent") or _UNSIGNED,
    }
    comments = [
        {"@type": "Comment", "text": one.sentence, "author": agent(one.who, "Person"), "dateCreated": one.at}
        for one in entries
        if one.act in ("signed", "dissented")
    ]
    data = {"@context": CONTEXT, "@graph": [node | ({"comment": comments} if comments else {})]}
    schemas.check(data, SCHEMA)
    return json_text(data)


def _rating(label: str, why: str, aspect: str) -> Node:
    return {"@type": "Rating", "alternateName": label, "ratingExplanation": why, "reviewAspect": aspect}


def _claim(check: Check) -> Node:
    """The sentence as a claim, where it appears and where first."""
    reports = list({one.report["report_id"]: one.report for one in check.given}.values())
    node: Node = {
        "@type": "Claim", "@id": f"urn:workbench:sentence:{check.check_id}", "text": check.sentence,
        "appearance": [work(one) for one in reports],
    }  # fmt: skip
    who = next((one.words for one in check.parts if one.name == "who" and one.words), None)
    node |= {"author": [agent(who)]} if who else {}
    day = only_day(check.host) if check.host is not None else None
    node |= {"datePublished": day} if day else {}
    first = check.first
    return node | ({"firstAppearance": work(first)} if first is not None else {})


_HEAD = ("Row", "Part or report", "Words", "Finding", "Label", "Why", "What would change it", "Published")


def check_table(check: Check, saying: Saying) -> str:
    """The check as CSV: a row a part, a row a place where it stands, a row a difference, a row an act of a person."""
    label, rater = rating_of(check)
    rows: list[list[Any]] = [
        ["sentence", "whole", check.sentence, check.finding, label,
         f"rated by {rater}" if rater else _UNSIGNED, None, None],
    ]  # fmt: skip
    rows += [
        ["part", one.name, one.words or None, one.finding, check.label(one.finding), saying.of(" ".join(one.why)),
         one.would_change, None]
        for one in check.parts
    ]  # fmt: skip
    rows += [
        ["appearance", wording.report_name(one.report), saying.quote(one.sentence.text) or None,
         "word for word" if one.verbatim else None, None, None, None, dating(one.report)]
        for one in check.given
    ]  # fmt: skip
    rows += [
        ["difference", row["kind"], None, row["severity"], None, saying.of(row["reading"]), None, None]
        for row in check.differences
    ]
    rows += [["support", check.badge, None, None, None, saying.of(not_independent(check)), None, None]]
    rows += [["log", one.act, one.words or None, None, None, one.who, None, one.at] for one in entries_of(check)]
    return csv_text(_HEAD, rows)
