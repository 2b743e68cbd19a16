"""A check as a ClaimReview for fact-check readers, and as a table.

The rating is the newsroom's where a person has given one; until then the rule's proposal stands, and says that nobody
has signed. A sentence with several numbers is one review; each number is a claim of its own beside it. The pieces are
those of ``publish/exports``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from workbench.checks.appearances import Appearance
from workbench.checks.checking import Check, Statement, not_independent
from workbench.checks.log import entries_of, rating_of
from workbench.checks.saying import Saying
from workbench.publish.exports import schemas
from workbench.publish.exports.claimreview import CONTEXT, SCHEMA, Node, agent, work
from workbench.publish.exports.csvtables import csv_text
from workbench.publish.exports.leaving import dating, json_text, only_day

_UNSIGNED = "proposed by rule (the weakest part); no person has rated it"


def claim_review(check: Check, saying: Saying) -> str:
    """The check as JSON-LD. Raises ``InputError`` when what was made does not meet the schema, which is our fault."""
    several = len(check.statements) > 1
    graph = [_review(check, saying), *(_numbers(check, saying) if several else ())]
    data = {"@context": CONTEXT, "@graph": graph}
    schemas.check(data, SCHEMA)
    return json_text(data)


def _review(check: Check, saying: Saying) -> Node:
    label, rater = rating_of(check)
    entries = entries_of(check)
    ratings = [_rating(label, _UNSIGNED if rater is None else f"rated by {rater}", "the sentence as a whole")]
    ratings += [
        _rating(check.label(part.finding), saying.reasons(part), f"{part.name}{_of(check, one)}")
        for one in check.statements
        for part in one.parts
    ]
    node: Node = {
        "@type": "ClaimReview",
        "@id": f"urn:workbench:check:{check.check_id}",
        "claimReviewed": check.sentence,
        "itemReviewed": _claim(check),
        "author": agent(rater, "Person") if rater else agent("workbench, unsigned"),
        "reviewRating": ratings,
        "reviewBody": _body(check, saying),
        "creativeWorkStatus": "; ".join(one.sentence for one in entries if one.act != "sent") or _UNSIGNED,
    }
    comments = [
        {"@type": "Comment", "text": one.sentence, "author": agent(one.who, "Person"), "dateCreated": one.at}
        for one in entries
        if one.act in ("signed", "dissented")
    ]
    return node | ({"comment": comments} if comments else {})


def _rating(label: str, why: str, aspect: str) -> Node:
    return {"@type": "Rating", "alternateName": label, "ratingExplanation": why, "reviewAspect": aspect}


def _of(check: Check, statement: Statement) -> str:
    """Of which number something is, where the sentence has several."""
    return f" of {statement.words}" if len(check.statements) > 1 else ""


def _rests(check: Check, statement: Statement, saying: Saying) -> str:
    """What a number rests on, in a line to quote."""
    what = "The sentence gives" if len(check.statements) == 1 else f"{statement.words}: this is"
    return saying.of(not_independent(statement)) or f"{what} no figure of the story."


def _body(check: Check, saying: Saying) -> str:
    """What each number rests on, and which are not checked."""
    told = [_rests(check, one, saying) for one in check.statements]
    return " ".join([*told, *(f"Not checked: {one.words} ({one.reason})." for one in check.unchecked)])


def _claim(check: Check) -> Node:
    """The sentence as a claim, where it or a number of it appears, and where first where that is one report."""
    node: Node = {
        "@type": "Claim", "@id": f"urn:workbench:sentence:{check.check_id}", "text": check.sentence,
        "appearance": _works(one for statement in check.statements for one in statement.given),
    }  # fmt: skip
    holders = dict.fromkeys(
        part.words for one in check.statements for part in one.parts if part.name == "who" and part.words
    )
    node |= {"author": [agent(one) for one in holders]} if holders else {}
    day = only_day(check.host) if check.host is not None else None
    node |= {"datePublished": day} if day else {}
    firsts = [one.first for one in check.statements]
    same = len({one and one["report_id"] for one in firsts}) == 1
    return node | ({"firstAppearance": work(firsts[0])} if same and firsts[0] is not None else {})


def _numbers(check: Check, saying: Saying) -> Iterator[Node]:
    """Each number of a sentence with several as a claim, where it appears and where first, and what it rests on."""
    for at, one in enumerate(check.statements, 1):
        node: Node = {
            "@type": "Claim", "@id": f"urn:workbench:sentence:{check.check_id}:{at}",
            "text": f"{one.words}, as in: {check.sentence}", "appearance": _works(one.given),
            "description": f"{one.badge or 'no figure of the story'}; {_rests(check, one, saying)}",
        }  # fmt: skip
        yield node | ({"firstAppearance": work(one.first)} if one.first is not None else {})


def _works(places: Iterable[Appearance]) -> list[Node]:
    """The reports of these places, each once."""
    return [work(one) for one in {one.report["report_id"]: one.report for one in places}.values()]


_HEAD = ("Row", "Part or report", "Words", "Finding", "Label", "Why", "What would change it", "Published", "Number")


def check_table(check: Check, saying: Saying) -> str:
    """The check as CSV: a row a part, a place where it stands, a difference, a number not checked, an act of a person.

    The last column says which number of the sentence a row is on; it is empty in rows on the whole.
    """
    label, rater = rating_of(check)
    rows: list[list[Any]] = [
        ["sentence", "whole", check.sentence, check.finding, label,
         f"rated by {rater}" if rater else _UNSIGNED, None, None, None],
        *(row for one in check.statements for row in _on_number(check, one, saying)),
    ]  # fmt: skip
    rows += [
        ["difference", row["kind"], None, row["severity"], None, saying.of(row["reading"]), None, None,
         check.words_drawn(drawn) or None]
        for drawn in check.drawn
        for row in drawn.differences
    ]  # fmt: skip
    rows += [["not checked", None, one.words, None, None, one.reason, None, None, one.words] for one in check.unchecked]
    rows += [["log", one.act, one.words or None, None, None, one.who, None, one.at, None] for one in entries_of(check)]
    return csv_text(_HEAD, rows)


def _on_number(check: Check, one: Statement, saying: Saying) -> Iterator[list[Any]]:
    number = one.words or None
    for part in one.parts:
        yield ["part", part.name, part.words or None, part.finding, check.label(part.finding), saying.reasons(part),
               part.would_change, None, number]  # fmt: skip
    for place in one.given:
        yield ["appearance", check.name(place.report), saying.quote(place.sentence.text) or None,
               "word for word" if place.verbatim else None, None, None, None, dating(place.report), number]  # fmt: skip
    yield ["support", one.badge, None, None, None, saying.of(not_independent(one)), None, None, number]
