"""Where a number stands: a level or a change, up or down, past or present, claimed or denied, sure or feared.

What is here: what the words around one number make of it, by its clause. The clause itself is found by
``governing.py``, the verbs that move a number are in ``moves.py``, the other cue words in ``cues/quantities.toml``;
whether a figure no longer stands is told in ``superseded.py``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from workbench.annotate.language import cues, phrase_pattern
from workbench.annotate.paragraph import Paragraph, Stretch, Word
from workbench.annotate.quantities.governing import VERBAL, verb_chain
from workbench.annotate.quantities.moves import amount_of_change, leads_to_a_level, moves
from workbench.annotate.quantities.numbers import Number
from workbench.annotate.quantities.superseded import words_of_a_former_level
from workbench.annotate.quantities.units import unit_size
from workbench.model import Quantity

#: What makes a number the distance from another: "40 more than in May".
_BEYOND = re.compile(r"\s+(?:more|higher|fewer|less|lower)\s+than\b")


def trend(text_before: str, text_after: str, verb: Word | None, direction: str) -> str:
    """Whether the number is a new level, a change or a former level: "level", "change", "former" or nothing.

    ``text_before`` is the text up to the number's hedge, ``text_after`` that behind its unit, ``direction`` what
    ``direction`` found.
    """
    if _BEYOND.match(text_after):
        return "change"
    if words_of_a_former_level(text_before):
        return "former"
    before = " ".join(text_before[-40:].lower().split()) + " "
    if amount_of_change().search(before):
        return "change"
    if verb is not None and leads_to_a_level(verb.lemma_.lower()):
        if re.search(r"\bby (?:(?:a|an|another|further|additional|the) )*\Z", before):
            return "change"
        if re.search(r"\b(?:to|at) (?:\w+ ){0,2}\Z", before):
            return "level"
    return "change" if direction else ""


#: A share of a whole is an amount, whatever the verb: "scooped up a third of the oil", "cut 8 percent of its posts".
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|his|her|our|all|those|these)\b", re.IGNORECASE)


def direction(doc: Paragraph, number: Number, quantity: Quantity, span: Stretch, unit_end: int) -> str:
    """Whether the number is a move up or down: "up", "down", or nothing where it is a level or stands still."""
    moved = quantity.unit in ("percent", "basis point", "point")
    if number.sign and moved:
        return "up" if number.sign == "+" else "down"
    if re.search(r"\b(?:to|at|from)\s+\Z", doc.text[max(0, quantity.start - 8) : quantity.start], re.IGNORECASE):
        return ""
    if quantity.unit == "percent" and _OF_WHOLE.match(doc.text, unit_end):
        return ""
    adverb = _adverb(doc.text, quantity, unit_end, moved)
    return adverb or _moved_by_verb(span, quantity.unit, unit_end)


def _adverb(text: str, quantity: Quantity, unit_end: int, moved: bool) -> str:
    """The direction of "up 58 points", "is down 40" and "3 percent higher"."""
    after = re.match(r"\s+(?P<way>higher|lower)\b", text[unit_end : unit_end + 12])
    if after and quantity.unit != "count":
        return "up" if after["way"] == "higher" else "down"
    match = re.search(
        r"(?P<last>[\w'\u2019]*)(?P<mark>\W*)\b(?P<way>up|down)\s+(?:by\s+)?\Z",
        text[max(0, quantity.start - 40) : quantity.start],
        re.I,
    )
    if match is None:
        return ""
    rules = cues("quantities")["direction"]
    last = match["last"].lower()
    alone = bool(match["mark"].strip()) or not last
    stands = last in rules["copulas"] or alone
    if not (stands or moved or _is_money(quantity.unit)) or (last in rules["phrasal"] and not alone):
        return ""
    return str(match["way"]).lower()


def _is_money(unit: str) -> bool:
    size = unit_size(unit)
    return size is not None and size[0] == "money"


#: The links that lead from a number to the verb that moves it.
_MOVED = {
    "nummod",
    "quantmod",
    "npadvmod",
    "dobj",
    "pobj",
    "conj",
    "appos",
    "nmod",
    "compound",
    "amod",
    "attr",
    "advmod",
    "dep",
    "oprd",
    "obj",
}


def _moved_by_verb(span: Stretch, unit: str, unit_end: int) -> str:
    """The direction of the verb that moves by the number ("fell 3 percent", "grew by 40"), not to it."""
    token, by = span.root, False
    while token.pos_ not in VERBAL:
        if token.head.i == token.i or token.dep_ not in _MOVED and token.dep_ not in ("prep", "agent"):
            return ""
        if token.idx >= unit_end and unit != "count":
            return ""
        if token.dep_ in ("prep", "agent"):
            if token.lower_ != "by":
                return ""
            by = True
        token = token.head
    onward = _onward().match(span.doc.text[unit_end : unit_end + 32]) is not None
    return _way_of(token.lemma_.lower(), unit, by, onward)


@cache
def _onward() -> re.Pattern[str]:
    """The level that a move leads to: "to $12", "to close at $12"."""
    landing = phrase_pattern(cues("quantities")["direction"]["landing"]).pattern
    return re.compile(rf",?\s+to\s+(?:(?:[A-Za-z]+\s+)?[^\sa-z]|{landing}\s+(?:the\s+\w+\s+)?(?:at\s+)?[^\sA-Za-z])")


def _way_of(lemma: str, unit: str, by: bool, onward: bool) -> str:
    move = moves().get(lemma)
    if move is None or not move.way:
        return ""
    if by:
        return move.way if move.takes != "amount" else ""
    # "cut 40 jobs" and "raised $5 million" are amounts; "cut spending by 5 percent" and "rose 18 cents" are moves.
    size = unit_size(unit)
    rate = size is not None and size[0] in ("share", "points", "money", "angle", "temperature")
    if unit == "count" or (not rate and not move.size):
        # "Sank 30 miles off" says where and "dropped 300 tonnes of food" what; "the lake rose nine feet" moves.
        return ""
    return move.way if not _is_money(unit) or onward or move.takes == "nothing" else ""


def stance(clause: Sequence[Word], verb: Word | None) -> tuple[str, str]:
    """What the clause itself says of how sure it is: expected, believed, assessed or reported, with the words."""
    rules = cues("quantities")
    for token in clause:
        if token.lower_ in rules["reported"]["words"]:
            return "reported", token.text
    chain = verb_chain(verb)
    for token in chain:
        passive = any(child.dep_ == "auxpass" for child in token.children)
        lemma = token.lemma_.lower()
        if passive and lemma in rules["believed"]["words"]:
            return "believed", token.text
        if passive and lemma in rules["assessed"]["words"]:
            return "assessed", token.text
    for token in chain:
        auxiliary = next(
            (c for c in token.children if c.dep_ == "aux" and c.lower_ in rules["expected"]["auxiliaries"]), None
        )
        if auxiliary is not None:
            return "expected", auxiliary.text
        if token.lemma_.lower() in rules["expected"]["words"] and token.tag_ in ("VBN", "VBZ", "VBP", "VBD", "VBG"):
            return "expected", token.text
    above = _feared_or_planned(chain[-1]) if chain else None
    return ("expected", above.text) if above is not None else ("", "")


def _feared_or_planned(verb: Word) -> Word | None:
    """The word above that makes a clause feared or planned: "feared that 40 had died", "a plan to send 40"."""
    rules, head = cues("quantities")["expected"], verb.head
    if verb.dep_ == "ccomp" and head.lemma_.lower() in rules["feared"]:
        return head
    return head if verb.dep_ == "acl" and verb.tag_ == "VB" and head.lemma_.lower() in rules["plans"] else None


def _is_not_done(verb: Word) -> bool:
    """Whether somebody "did not deny" or "neither confirmed nor denied" something, which is no denial."""
    first = verb.head if verb.dep_ == "conj" else verb
    return any(child.dep_ == "neg" for child in verb.children) or any(
        child.lower_ == "neither" and child.i < first.i for child in first.children
    )


#: What opens a clause that stands beside what is denied: "denied it, a day after the union counted 40".
_BESIDE = frozenset({"after", "before", "since", "while", "when", "as", "until"})


def _reach(token: Word, verbs: Collection[str]) -> Iterator[Word]:
    """The words above a number up to a clause beside what is denied, or one joined to the denying verb by "and"."""
    below = token
    for ancestor in token.ancestors:
        if below.dep_ == "conj" and ancestor.lemma_.lower() in verbs and below.lemma_.lower() not in verbs:
            return
        opener = below.head if below.dep_ == "pcomp" else next((c for c in below.children if c.dep_ == "mark"), None)
        if below.dep_ in ("advcl", "pcomp") and opener is not None and opener.lower_ in _BESIDE:
            return
        if _is_quoted_behind(below, ancestor):
            return
        yield ancestor
        below = ancestor


def _is_quoted_behind(below: Word, ancestor: Word) -> bool:
    """Whether a colon parts the words of a number from the verb above: "They disputed it: 'We count 55,' she said"."""
    return below.i > ancestor.i and any(
        token.text == ":" for token in below.doc[ancestor.i + 1 : below.left_edge.i + 1]
    )


def denied(token: Word) -> bool:
    """Whether the words above a number deny it."""
    verbs = set(cues("quantities")["denied"]["words"])
    above = list(_reach(token, verbs))
    if any(
        ancestor.lemma_.lower() in verbs and ancestor.pos_ in VERBAL and not _is_not_done(ancestor)
        for ancestor in above
    ):
        return True
    truth = cues("quantities")["truth"]
    for ancestor in above:
        said = next((child.lower_ for child in ancestor.children if child.dep_ in ("acomp", "attr")), "")
        negated = any(child.dep_ == "neg" for child in ancestor.children)
        if (said in truth["affirmed"] and negated) or (said in truth["rejected"] and not negated):
            return True
    return False
