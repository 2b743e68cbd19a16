"""Where a clause of its own opens in a sentence, and how it hangs on the clause above it.

What is here: the parse read for co-ordination, contents, relative clauses and participles that add a statement. Putting
the stretches together is left to ``clauses.py``.
"""

from __future__ import annotations

from workbench.annotate.claims.contents import Contents
from workbench.annotate.claims.governors import (
    governs,
    is_asked,
    is_conditional,
    is_owed,
    is_witnessed,
    kind_of_governor,
)
from workbench.annotate.claims.lexicon import governing, words_for
from workbench.annotate.paragraph import Word
from workbench.annotate.parse import VERBS, has_modal, has_subject, is_finite, object_of, opens_aside

#: A clause of fewer words than this goes with the clause that it hangs on.
_SHORT = 3
#: A name without a verb in it that is set aside says something of its own from this length on.
_LONG_ASIDE = 7
#: "as" and "after" without a comma open a statement of their own when it has more words than this.
_LONG_BESIDE = 12
#: How the parse hangs a name in apposition on its sentence, rightly or by mistake.
ASIDES = ("appos", "npadvmod", "dobj", "oprd", "attr")


def link_of(token: Word, where: Contents) -> str:
    """How a token opens a clause of its own; empty when it does not."""
    head = token.head
    if head == token:
        return "main"
    if where.region[token.i] != where.region[head.i]:
        return "content"
    if (where.frame[token.i] is None) != (where.frame[head.i] is None) and token.pos_ in VERBS:
        if token.dep_ in ("ccomp", "xcomp"):
            return "content"
        return _adjunct(token) or (
            "relative" if token.dep_ == "relcl" else "beside" if is_finite(token, helped=True) else ""
        )
    if token.pos_ not in VERBS:
        return "relative" if _is_told_of(token) else ""
    if _after_colon(token):
        return "coordinate"
    if token.dep_ in ("ccomp", "xcomp"):
        return _complement(token, head)
    if token.dep_ == "conj":
        return "coordinate" if _is_coordinate(token, head) else ""
    if _is_beside_with(token):
        return "participle"
    noun = carrier(token)
    if noun is not None and _is_noun_content(token, noun):
        return "content"
    return _adjunct(token)


def _complement(token: Word, head: Word) -> str:
    if (
        token.i > head.i
        and governs(head, token)
        and not (is_witnessed(head) or is_owed(head) or _in_restriction(head, token))
    ):
        return "content"
    if token.dep_ == "ccomp" and token.i < head.i and governing().get(head.lemma_.lower()) == "report":
        return "content"
    run_on = token.dep_ == "ccomp" and token.i < head.i and has_subject(token) and has_subject(head)
    return "coordinate" if run_on else ""


def _is_coordinate(token: Word, head: Word) -> bool:
    if head.pos_ not in VERBS:
        return has_subject(token) and not is_asked(token)
    if any(child.lower_ in ("neither", "either") for child in head.children):
        return False
    if (
        token.tag_ == head.tag_
        and any(child.dep_ == "cc" for child in head.children)
        and _adjunct(head) == "participle"
    ):
        return True
    shared = token.tag_ == "VB" and has_modal(head) and len(list(token.subtree)) > _SHORT
    return has_subject(token) or shared or is_finite(token, helped=True)


def _adjunct(token: Word) -> str:
    """How a clause that hangs beside its sentence's own opens, where it adds a statement."""
    if token.dep_ == "parataxis":
        return "coordinate"
    comma = opens_aside(token)
    if token.dep_ == "relcl":
        return "relative" if comma or _counts(token) else ""
    if token.dep_ == "advcl":
        mark = next((child.lower_ for child in token.children if child.dep_ == "mark"), "")
        apart = comma or token.i < token.head.i or token.right_edge.i - token.left_edge.i > _LONG_BESIDE
        told = apart and has_subject(token) and mark in words_for("clauses", "beside")
        if is_finite(token, helped=True) and (told or mark in words_for("clauses", "contrast")):
            return "coordinate"
        if not mark and comma and token.tag_ in ("VBG", "VBN") and token.i > token.head.i:
            return "participle"
        follows = comma and token.i > token.head.i and token.left_edge.tag_ == "WRB"
        if follows and has_subject(token) and is_finite(token, helped=True):
            return "relative"
    if token.dep_ == "acl" and comma and token.tag_ in ("VBG", "VBN"):
        return "participle"
    if (
        token.dep_ == "pcomp"
        and token.head.lower_ == "without"
        and token.lemma_.lower() in words_for("clauses", "telling")
    ):
        return "without"
    return ""


def _is_told_of(noun: Word) -> bool:
    """Whether a name set aside brings a statement of its own: "a bridge that nobody had inspected", a long last one."""
    if noun.dep_ not in ASIDES or noun.i < noun.head.i or not opens_aside(noun):
        return False
    if any(child.dep_ in ("relcl", "acl") and child.pos_ in VERBS for child in noun.children):
        return True
    first, last = noun.left_edge, noun.right_edge
    long = last.i - first.i >= _LONG_ASIDE and first.lower_ in ("a", "an", "the")
    after = noun.doc[last.i + 1 : noun.sent.end] if long else ()
    return long and all(token.is_punct or token.is_space for token in after)


def _is_beside_with(token: Word) -> bool:
    """Whether a participle tells what goes on beside the main event: "with some of them waiting outside"."""
    if token.tag_ not in ("VBG", "VBN"):
        return False
    if token.dep_ == "pcomp" and has_subject(token):
        preposition = token.head
    elif token.dep_ == "acl" and token.head.dep_ == "pobj":
        preposition = token.head.head
    else:
        return False
    return preposition.lower_ == "with" and opens_aside(preposition)


def _in_restriction(verb: Word, clause: Word) -> bool:
    """Whether a verb only tells which one is meant, or how: "buyers who were told they would gain", "by saying"."""
    if is_conditional(verb) or (clause.dep_ == "xcomp" and is_asked(verb)):
        return True
    if verb.dep_ == "pcomp":
        return verb.head.lower_ == "by"
    infinitive = any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children)
    return verb.dep_ in ("relcl", "acl") and not infinitive and not _adjunct(verb)


def _after_colon(token: Word) -> bool:
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text == ":" and has_subject(token) and is_finite(token, helped=True)


def _counts(verb: Word) -> bool:
    """Whether a clause tells a number of its own."""
    return is_finite(verb, helped=True) and any(token.like_num and token.ent_type_ != "DATE" for token in verb.subtree)


def carrier(token: Word) -> Word | None:
    """The noun that a clause is the content of: the one it hangs on, or the object before "to close the mine"."""
    if token.head.pos_ == "NOUN":
        return token.head if token.dep_ in ("acl", "ccomp", "relcl") else None
    thing = object_of(token.head) if token.dep_ == "advcl" and token.tag_ == "VB" else None
    return thing if thing is not None and thing.i < token.i and kind_of_governor(thing) == "demand" else None


def _is_noun_content(token: Word, noun: Word) -> bool:
    """Whether a noun that carries a statement governs this clause: "fears that ...", "a plan to ..."."""
    kind = kind_of_governor(noun)
    mark = {child.lower_ for child in token.children if child.dep_ in ("mark", "aux")}
    owned = any(child.dep_ == "poss" for child in noun.children)
    carried = noun.dep_ == "dobj" and noun.head.lemma_.lower() not in words_for("meaning", "stirring")
    if (carried and not owned) or (noun.dep_ == "pobj" and "that" not in mark):
        return False
    return bool(kind) and ("that" in mark or "to" in mark and kind in ("demand", "intention") and token.tag_ == "VB")


def is_governed(token: Word) -> bool:
    """Whether the word above a clause in the parse says, wants or doubts it."""
    if token.dep_ not in ("ccomp", "xcomp", "acl", "pcomp") or not kind_of_governor(token.head):
        return False
    return governs(token.head, token) if token.head.pos_ in VERBS else True
