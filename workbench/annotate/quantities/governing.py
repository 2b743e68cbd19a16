"""What governs a number in its sentence: its clause, its verb, the words near it, the places named with it.

What is here: walks over the parse from a number or its noun. What those words make of the number is left to
``standing.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.annotate.paragraph import Stretch, Word
from workbench.annotate.parse import clause_with_between

VERBAL = {"VERB", "AUX"}
_CLAUSE_DEPS = {"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "xcomp", "csubj", "pcomp"}


def clause_root(token: Word) -> Word:
    while token.dep_ not in _CLAUSE_DEPS or token.pos_ not in VERBAL:
        if token.head.i == token.i:
            return token
        token = token.head
    return token


def governing_verb(token: Word) -> Word | None:
    """The nearest verb above a token, a verb or participle that is the token's own modifier counting first."""
    own = next((child for child in token.children if child.dep_ in ("acl", "relcl") and child.pos_ in VERBAL), None)
    if own is not None:
        return own
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in VERBAL and token.dep_ not in ("aux", "auxpass"):
            return token
    return token if token.pos_ in VERBAL else None


def stray_verb(span: Stretch) -> Word | None:
    """The verb right behind a number that the parser hung on the verb before: "12 were hurt and 40 were missing"."""
    number = span.root
    if span.end >= len(span.doc):
        return None
    after = span.doc[span.end]
    helps = after.dep_ in ("aux", "auxpass", "cop")
    verb = after.head if helps else after
    joined = number.dep_ == "conj" and number.head.pos_ in VERBAL and verb.left_edge.i == after.i
    cut = number.dep_ == "nsubj" and helps and number.head.i == after.i and verb.pos_ == "ADJ"
    return verb if (joined or cut) and after.tag_ in ("VBD", "VBZ", "VBP") else None


def verb_of_a_range(span: Stretch) -> Word | None:
    """The verb whose subject a range is, though it hangs on the verb before: "said between 40 and 60 were hurt"."""
    between = next((word for word in span.root.ancestors if word.lower_ == "between" or word.pos_ in VERBAL), None)
    return clause_with_between(between) if between is not None else None


def clause_tokens(root: Word) -> list[Word]:
    """The tokens of a clause without the clauses that lie beside or below it."""
    inner = {
        token.i
        for child in root.subtree
        if child.i != root.i
        and child.dep_ in ("ccomp", "advcl", "conj", "parataxis")
        and child.pos_ in VERBAL
        and not _shares_subject(child)
        for token in child.subtree
    }
    return [token for token in root.subtree if token.i not in inner]


def _shares_subject(token: Word) -> bool:
    return token.dep_ == "advcl" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def near(noun: Word | None, span: Stretch, verb: Word | None) -> list[Word]:
    """The noun phrase of the number, the verb that governs it, and that verb's particles and short complements."""
    head = noun if noun is not None else span.root
    # A clause hung on the noun ("soldiers who abandoned their posts") tells of it too.
    others = _other_counts(head, span, noun)
    chosen = {token.i: token for token in head.subtree if token.i not in others}
    climb = span.root
    while climb.head.i != climb.i and climb.pos_ not in VERBAL:
        climb = climb.head
        if climb.i in _other_counts(climb, span, noun):
            continue  # "48 deaths and 27 cases": the deaths govern the cases in the parse alone
        chosen[climb.i] = climb
        chosen.update(
            {c.i: c for c in climb.children if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i < climb.i}
        )
    if verb is not None:
        chosen.update({token.i: token for token in verb_chain(verb)})
        for child in verb.children:
            if child.dep_ in (
                "prt",
                "neg",
                "advmod",
                "prep",
                "nsubj",
                "nsubjpass",
                "attr",
                "acomp",
                "agent",
                "dative",
                "xcomp",
            ):
                beside = _other_counts(child, span, noun)
                chosen.update({t.i: t for t in child.subtree if t.i not in beside and not _other_number(t, span)})
            elif child.dep_ == "dobj" and not any(_other_number(token, span) for token in child.subtree):
                chosen.update({token.i: token for token in child.subtree})
    # What narrows the whole ("two of the 12 on board died") says nothing of the part.
    narrowed = {token.i for token in head.subtree if token.i != head.i} if _has_a_part(head, span) else set()
    narrowed |= {token.i for of in span.root.children if _is_of_a_state(of) for token in of.subtree}
    return [chosen[index] for index in sorted(chosen) if index not in narrowed]


def is_whole(noun: Word) -> bool:
    """Whether another number is a part of what this noun counts ("12 of the 40 passengers"): the verb tells of it."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return False
    part = noun.head.head
    ahead = part.i > noun.i and (part.like_num or part.pos_ in VERBAL)
    return (ahead or part.like_num) and not any(child.dep_ in ("acl", "relcl") for child in noun.children)


def _is_of_a_state(of: Word) -> bool:
    """Whether a phrase tells what befell the whole that a number is a part of: "two of the wounded"."""
    return of.lower_ == "of" and any(c.dep_ == "pobj" and c.tag_ in ("VBN", "JJ") for c in of.children)


def _has_a_part(noun: Word, span: Stretch) -> bool:
    """Whether the number is a part of what this noun counts with a number of its own."""
    numbered = any(child.dep_ == "nummod" and _other_number(child, span) for child in noun.children)
    return numbered and noun.i > span.root.i and noun.head.lower_ == "of" and noun.head.head.i == span.root.i


def _other_counts(phrase: Word, span: Stretch, noun: Word | None) -> frozenset[int]:
    """The nouns in a phrase that other numbers count: the "deaths" of "8 cases and 7 deaths" say nothing of the 8."""
    own = {token.i for token in (noun, span.root, span.root.head) if token is not None}
    numbers = [token for token in phrase.subtree if _other_number(token, span)]
    heads = {token.head.i for token in numbers if token.dep_ == "nummod"} - own
    # "A fatality rate of 4.6 percent" measures something else.
    rated = [of.head for of in map(_of_before, numbers) if of is not None and of.head.i not in own]
    named = {child.i for head in rated for child in head.children if child.dep_ in ("compound", "amod", "nmod")}
    return frozenset(heads | {head.i for head in rated} | (named - own))


def _of_before(number: Word) -> Word | None:
    """The "of" that a number hangs on by itself or by its unit, behind a noun that is not counted."""
    top = number.head if number.dep_ == "nummod" else number
    noun = top.head.head
    return top.head if top.dep_ == "pobj" and top.head.lower_ == "of" and noun.tag_ == "NN" else None


def _other_number(token: Word, span: Stretch) -> bool:
    return token.like_num and not span.start <= token.i < span.end


def verb_chain(verb: Word | None) -> list[Word]:
    """The verb and those above it that it completes ("are believed to have moved" gives moved, believed)."""
    chain: list[Word] = []
    while verb is not None:
        chain.append(verb)
        if verb.dep_ != "xcomp" or verb.head.i == verb.i:
            break
        verb = verb.head
    return chain


def places(span: Stretch, noun: Word | None, verb: Word | None) -> Iterator[tuple[int, int]]:
    """Stretches that may say where, likeliest first: complements of the noun, of its verb, then earlier ones."""
    seen: set[int] = set()
    anchors = [token for token in (noun, span.root) if token is not None]
    climb = span.root
    while climb.head.i != climb.i and climb.head.pos_ not in VERBAL:
        climb = climb.head
        anchors.append(climb)
    anchors.extend(verb_chain(verb))
    later: list[Word] = []
    earlier: list[Word] = []
    for anchor in anchors:
        for child in anchor.children:
            if (
                child.dep_ in ("prep", "agent", "advmod", "relcl", "acl", "advcl", "xcomp", "dobj")
                and child.i not in seen
            ):
                seen.add(child.i)
                (later if child.i > span.start else earlier).append(child)
    for child in [*sorted(later, key=lambda token: token.i), *sorted(earlier, key=lambda token: -token.i)]:
        tokens = list(child.subtree)
        yield tokens[0].idx, tokens[-1].idx + len(tokens[-1])
