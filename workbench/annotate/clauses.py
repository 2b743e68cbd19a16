"""The clauses of a paragraph that state something, each with the words that govern it.

What is here: cutting sentences into stretches with one main predicate along the parse and the attributions found
before: co-ordinated clauses, what is said, relative clauses and participles that add a statement. The clause that only says
that somebody speaks is left out. What a clause is, a demand or a report, is decided in ``claimtypes.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from spacy.tokens import Doc, Span, Token

from workbench.annotate.attributions.lexicon import is_person_noun
from workbench.annotate.language import cues
from workbench.model import Attribution

_VERBS = ("VERB", "AUX")
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_OPEN, _CLOSE = "\u201c\u201e\u00ab", "\u201d\u00bb"
#: A clause of fewer words than this goes with the clause that it hangs on.
_SHORT = 3
#: What is said without a verb and in fewer words than this is told with its verb.
_PHRASE = 5
#: A phrase before the clause longer than this sets a scene and is no part of the statement.
_LONG_SCENE = 8


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch with one predicate: its head, its own tokens, the attribution it stands in, and what governs it.

    ``governors`` are the words that report, plan, demand or doubt the clause, the innermost first; ``link`` says how it
    hangs on its sentence.
    """

    head: Token
    tokens: tuple[Token, ...]
    attribution: int | None
    governors: tuple[Token, ...]
    link: str


@dataclass(frozen=True, slots=True)
class _Map:
    """Which attribution's content each token stands in, and which attribution's source or cue it belongs to."""

    region: tuple[int | None, ...]
    frame: tuple[int | None, ...]
    cue: tuple[Token | None, ...]


@cache
def governing() -> dict[str, str]:
    """The kind of claim that each governing verb makes of its clause, by lemma."""
    return {word: group["makes"] for group in cues("claims")["governor"] for word in group["words"]}


@cache
def _nouns() -> dict[str, str]:
    return {word: group["makes"] for group in cues("claims")["noun"] for word in group["words"]}


def kind_of_governor(token: Token) -> str:
    """The kind of claim that a word makes of what it governs; empty when it makes none."""
    return (_nouns() if token.pos_ in ("NOUN", "PROPN") else governing()).get(token.lemma_.lower(), "")


def withholds(verb: Token) -> bool:
    """Whether a verb says that something is not told: "did not confirm", "declined to say", "have yet to say"."""
    lemma = verb.lemma_.lower()
    telling = cues("claims")["telling"]
    if lemma in telling["refusing"]:
        return any(
            child.dep_ in ("xcomp", "prep", "dobj")
            and any(one.lemma_.lower() in (*telling["verbs"], *telling["objects"]) for one in (child, *child.children))
            for child in verb.children
        )
    if lemma not in telling["verbs"]:
        return False
    if any(child.dep_ == "neg" or child.lower_ in ("neither", "nor", "never") for child in verb.children):
        return True
    parent = verb.head
    if verb.dep_ == "xcomp" and (parent.lemma_.lower() in telling["refusing"] or _yet(parent)):
        return True
    if verb.dep_ == "pcomp" and parent.lower_ == "without":
        return True
    nothing = [g.lower_ for child in verb.children if child.dep_ == "dobj" for g in child.children]
    return any(word in ("no", "few", "little") for word in nothing)


def _yet(verb: Token) -> bool:
    return verb.lemma_ == "have" and any(child.lower_ == "yet" for child in verb.children)


@cache
def _rules() -> dict[str, Any]:
    rules: dict[str, Any] = cues("claims")["clauses"]
    return rules


def find_clauses(doc: Doc, attributions: Sequence[Attribution]) -> Iterator[Clause]:
    """The paragraph's clauses in text order; questions are left out."""
    where = _map(doc, attributions)
    for sentence in doc.sents:
        if not _is_question(sentence):
            yield from _of_sentence(sentence, where, attributions)


def quoted_tokens(doc: Doc) -> list[bool]:
    """For each token whether it stands inside quotation marks; a mark left open holds to the paragraph's end."""
    inside, out = False, []
    for token in doc:
        opens, closes = token.text[0] in _OPEN, token.text[-1] in _CLOSE
        if token.text in ('"', "``", "''"):
            opens, closes = not inside, inside
        inside = inside or opens
        out.append(inside)
        inside = inside and not closes
    return out


def _is_question(sentence: Span) -> bool:
    return sentence.text.rstrip(" \u201d\"'\u2019)\n").endswith("?")


def _map(doc: Doc, attributions: Sequence[Attribution]) -> _Map:
    region: list[int | None] = [None] * len(doc)
    frame: list[int | None] = [None] * len(doc)
    words = tuple(_cue_word(doc, item) for item in attributions)
    widest = sorted(range(len(attributions)), key=lambda number: -_size(attributions[number]))
    for number in widest:
        if _is_plain_object(doc, attributions[number], words[number]):
            continue
        for start, end in attributions[number].content:
            for token in _between(doc, start, end):
                region[token.i], frame[token.i] = number, None
        for part in (attributions[number].source, attributions[number].cue):
            for token in _between(doc, *part) if part else ():
                frame[token.i] = number
    return _Map(tuple(region), tuple(frame), words)


def _is_plain_object(doc: Doc, item: Attribution, cue: Token | None) -> bool:
    """Whether what is said is a name or a number that reads badly without its verb: "registered about 40 deaths"."""
    if cue is None or kind_of_governor(cue) == "denial":
        return False
    said = [token for start, end in item.content for token in _between(doc, start, end) if not token.is_punct]
    if any(token.pos_ in _VERBS for token in said):
        return False
    where = bool(said) and said[0].dep_ == "prep" and said[0].lower_ in _rules()["setting"]
    return len(said) < _PHRASE or withholds(cue) or where


def _size(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)


def _between(doc: Doc, start: int, end: int) -> Iterator[Token]:
    span = doc.char_span(start, end, alignment_mode="expand")
    yield from span if span is not None else ()


def _cue_word(doc: Doc, item: Attribution) -> Token | None:
    """The verb or noun of a cue that says what is done in it."""
    tokens = list(_between(doc, *item.cue))
    for kinds in (("VERB",), ("NOUN",), ("AUX", "ADP", "SCONJ", "ADJ", "PUNCT")):
        found = next((token for token in reversed(tokens) if token.pos_ in kinds), None)
        if found is not None:
            return found
    return tokens[0] if tokens else None


# --- cutting ----------------------------------------------------------------------------------------------------------


def _of_sentence(sentence: Span, where: _Map, attributions: Sequence[Attribution]) -> Iterator[Clause]:
    links: dict[int, str] = {}
    for token in sentence:
        link = _link(token, where)
        if link:
            links[token.i] = link
    groups: dict[int, list[Token]] = {}
    for token in sentence:
        if where.frame[token.i] is None and not token.is_space:
            groups.setdefault(_head_of(token, links), []).append(token)
    clauses = [
        Clause(sentence.doc[head], tuple(tokens), where.region[head], (), links[head])
        for head, tokens in groups.items()
        if not _is_only_frame(sentence.doc[head], tokens, where, links)
    ]
    joined = _with_fragments(sorted(clauses, key=lambda clause: clause.tokens[0].i))
    for clause in joined:
        for part in _unbroken(clause, where):
            governors = tuple(_governors(part.head, where, attributions))
            tokens = _trimmed(_without_scene(part))
            yield replace(part, tokens=tokens, governors=governors, attribution=_holder(part, tokens, attributions))


def _holder(clause: Clause, tokens: Sequence[Token], attributions: Sequence[Attribution]) -> int | None:
    """The attribution that a clause is the content of, or that it tells with source and cue."""
    if clause.attribution is not None:
        return clause.attribution
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    told = (number for number, item in enumerate(attributions) if start <= item.cue[0] and item.cue[1] <= end)
    return next(told, None)


def _without_scene(clause: Clause) -> Sequence[Token]:
    """The clause's tokens without a phrase before them that names the occasion of the saying or sets a long scene."""
    first = next((token for token in clause.tokens if not token.is_punct), clause.head)
    if first.dep_ != "prep" or first.head != clause.head or first.i > clause.head.i:
        return clause.tokens
    scene = list(first.subtree)
    after = first.right_edge.i + 1
    if after >= len(first.doc) or first.doc[after].text != ",":
        return clause.tokens
    named = any(token.lemma_.lower() in _rules()["occasions"] for token in scene)
    if not named and len(scene) <= _LONG_SCENE:
        return clause.tokens
    return [token for token in clause.tokens if token.i > after]


def _head_of(token: Token, links: dict[int, str]) -> int:
    while token.i not in links:
        token = token.head
    return token.i


def _link(token: Token, where: _Map) -> str:
    """How a token opens a clause of its own; empty when it does not."""
    head = token.head
    if head == token:
        return "main"
    if where.region[token.i] != where.region[head.i]:
        return "content"
    if (where.frame[token.i] is None) != (where.frame[head.i] is None) and token.pos_ in _VERBS:
        return "content" if token.dep_ in ("ccomp", "xcomp") else _adjunct(token) or "beside"
    if token.pos_ not in _VERBS:
        return ""
    if _after_colon(token):
        return "coordinate"
    if token.dep_ in ("ccomp", "xcomp"):
        return _complement(token, head)
    if token.dep_ == "conj":
        return "coordinate" if _is_coordinate(token, head) else ""
    if head.pos_ == "NOUN" and token.dep_ in ("acl", "ccomp") and _is_noun_content(token, head):
        return "content"
    return _adjunct(token)


def _after_colon(token: Token) -> bool:
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text == ":" and _own_subject(token) and is_finite(token)


def _is_noun_content(token: Token, noun: Token) -> bool:
    """Whether a noun that carries a statement governs this clause: "fears that ...", "a plan to ..."."""
    kind = kind_of_governor(noun)
    mark = {child.lower_ for child in token.children if child.dep_ in ("mark", "aux")}
    return bool(kind) and ("that" in mark or "to" in mark and kind in ("demand", "intention") and token.tag_ == "VB")


def _complement(token: Token, head: Token) -> str:
    if token.i > head.i and _governs(head, token) and not (_witnessed(head) or _in_restriction(head)):
        return "content"
    run_on = token.dep_ == "ccomp" and token.i < head.i and _own_subject(token) and _own_subject(head)
    return "coordinate" if run_on else ""


def _governs(verb: Token, clause: Token) -> bool:
    """Whether a verb says, wants or doubts the clause it takes, by somebody's mouth or will."""
    kind = governing().get(verb.lemma_.lower(), "")
    if not kind or _is_raising(verb) or (clause.dep_ == "xcomp" and kind not in ("demand", "intention", "forecast")):
        return False
    if kind in ("demand", "intention"):
        subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        thing = subject is not None and subject.pos_ in ("NOUN", "PRON") and not can_will(subject)
        return not thing and not any(child.tag_ == "MD" for child in verb.children)
    return True


def can_will(subject: Token) -> bool:
    """Whether a subject can act by will: a person, a body, a state."""
    if subject.pos_ == "PRON":
        return subject.lower_ in ("i", "we", "you", "he", "she", "they", "who", "everyone", "everybody", "both")
    if subject.ent_type_ in ("PERSON", "ORG", "GPE", "NORP") or subject.pos_ == "PROPN":
        return True
    lemma = subject.lemma_.lower()
    return is_person_noun(lemma) or lemma in cues("attributions")["bodies"]["words"]


def _is_raising(verb: Token) -> bool:
    """Whether a governing verb is impersonal and cannot be cut out: "Talks are expected to resume"."""
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    return passive and governing()[verb.lemma_.lower()] != "demand"


def _in_restriction(verb: Token) -> bool:
    """Whether a verb only tells which one is meant: "buyers who were told that they would gain"."""
    return verb.dep_ in ("relcl", "acl") and not _adjunct(verb)


def _witnessed(verb: Token) -> bool:
    """Whether somebody tells what he himself saw or heard: "I heard that they left" is one statement."""
    first = any(child.lower_ in ("i", "we") for child in verb.children if child.dep_ == "nsubj")
    return first and verb.lemma_.lower() in _rules()["witnessing"]


def _own_subject(verb: Token) -> bool:
    return any(child.dep_ in _SUBJECTS for child in verb.children)


def _is_coordinate(token: Token, head: Token) -> bool:
    if head.pos_ not in _VERBS:
        return _own_subject(token)
    shared = token.tag_ == "VB" and _has_modal(head) and len(list(token.subtree)) > _SHORT
    return _own_subject(token) or shared or is_finite(token)


def _has_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.children)


def is_finite(verb: Token) -> bool:
    """Whether a verb has a tense of its own."""
    if verb.tag_ in ("VBD", "VBZ", "VBP", "MD"):
        return True
    return any(child.dep_ in ("aux", "auxpass") and child.tag_ != "TO" for child in verb.children)


def _adjunct(token: Token) -> str:
    """How a clause that hangs beside its sentence's own opens, where it adds a statement."""
    if token.dep_ == "parataxis":
        return "coordinate"
    comma = _follows_comma(token)
    if token.dep_ == "relcl":
        return "relative" if comma or _counts(token) else ""
    if token.dep_ == "advcl":
        mark = next((child.lower_ for child in token.children if child.dep_ == "mark"), "")
        if mark in _rules()["contrast"] or (mark in _rules()["beside"] and _own_subject(token) and is_finite(token)):
            return "coordinate"
        if not mark and comma and token.tag_ in ("VBG", "VBN") and token.i > token.head.i:
            return "participle"
    if token.dep_ == "acl" and comma and token.tag_ in ("VBG", "VBN"):
        return "participle"
    if token.dep_ == "pcomp" and token.head.lower_ == "without" and token.lemma_.lower() in _rules()["telling"]:
        return "without"
    return ""


def _counts(verb: Token) -> bool:
    """Whether a clause tells a number of its own."""
    return is_finite(verb) and any(token.like_num and token.ent_type_ != "DATE" for token in verb.subtree)


def _follows_comma(token: Token) -> bool:
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text in (",", "\u2014", "\u2013", "-", "--", "(")


def _is_only_frame(head: Token, tokens: Sequence[Token], where: _Map, links: dict[int, str]) -> bool:
    """Whether a clause only says that somebody speaks, plans or asks, while its content is a clause of its own."""
    if where.frame[head.i] is not None:
        return True
    opened = [child for child in head.children if links.get(child.i) == "content"]
    if any(child.dep_ in ("ccomp", "xcomp") and head.lemma_.lower() in governing() for child in opened):
        return True
    carried = any(
        link == "content" and head.doc[at].dep_ == "acl" and head.doc[at].head in tokens for at, link in links.items()
    )
    return carried and sum(not token.is_punct for token in tokens) < _PHRASE + 1


def _with_fragments(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, each stretch without a verb or of a word or two joined to its neighbour under the same speaker."""
    out: list[Clause] = []
    waiting: list[Clause] = []
    for clause in clauses:
        if _is_fragment(clause):
            if out and out[-1].attribution == clause.attribution and _adjacent(out[-1], clause):
                out[-1] = _joined(out[-1], clause)
            else:
                waiting.append(clause)
            continue
        for one in waiting:
            if one.attribution == clause.attribution and _adjacent(one, clause):
                clause = _joined(clause, one)
            elif _stands_alone(one):
                out.append(one)
        waiting = []
        out.append(clause)
    out.extend(one for one in waiting if _stands_alone(one) or not out)
    return out


def _is_fragment(clause: Clause) -> bool:
    words = [token for token in clause.tokens if not token.is_punct]
    return len(words) < _SHORT or not any(token.pos_ in _VERBS for token in words)


def _stands_alone(clause: Clause) -> bool:
    """Whether a stretch without a verb is kept: what somebody says, a headline."""
    words = sum(not token.is_punct for token in clause.tokens)
    return words >= _SHORT and (clause.attribution is not None or clause.link == "main")


def _adjacent(first: Clause, second: Clause) -> bool:
    low, high = sorted((first, second), key=lambda clause: clause.tokens[0].i)
    between = low.head.doc[low.tokens[-1].i + 1 : high.tokens[0].i]
    return all(token.is_punct or token.is_space for token in between)


def _joined(clause: Clause, other: Clause) -> Clause:
    return replace(clause, tokens=tuple(sorted((*clause.tokens, *other.tokens), key=lambda token: token.i)))


def _unbroken(clause: Clause, where: _Map) -> Iterator[Clause]:
    """The clause, or its two halves where the words that name its speaker stand between two with verbs."""
    runs: list[list[Token]] = [[]]
    for token in clause.tokens:
        if runs[-1] and any(where.frame[i] is not None for i in range(runs[-1][-1].i + 1, token.i)):
            runs.append([])
        runs[-1].append(token)
    if len(runs) == 1 or not all(any(token.pos_ in _VERBS for token in run) for run in runs):
        longest = max(runs, key=len)
        whole = clause.head in longest and sum(len(run) for run in runs) - len(longest) <= _SHORT
        yield replace(clause, tokens=tuple(longest) if whole else clause.tokens)
        return
    for run in runs:
        head = clause.head if clause.head in run else next(token for token in run if token.pos_ in _VERBS)
        yield replace(clause, head=head, tokens=tuple(run))


def _trimmed(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens without the connectives and marks at either end."""
    kept = list(tokens)
    opening = _rules()["opening"]
    while len(kept) > 1 and (
        (kept[0].is_punct and kept[0].text[0] not in _OPEN + '"(') or kept[0].lower_ in opening or kept[0].is_space
    ):
        kept.pop(0)
    while len(kept) > 1 and (
        (kept[-1].is_punct and kept[-1].text[-1] not in _CLOSE + '")') or kept[-1].dep_ == "cc" or kept[-1].is_space
    ):
        kept.pop()
    return tuple(kept)


# --- what governs a clause --------------------------------------------------------------------------------------------


def _governors(head: Token, where: _Map, attributions: Sequence[Attribution]) -> Iterator[Token]:
    """The words that govern a clause, the innermost first: verbs above it in the parse, then the cues around it."""
    region = where.region[head.i]
    seen: set[int] = set()
    token = head
    while token.head != token and where.region[token.head.i] == region and where.frame[token.head.i] is None:
        linked = token.dep_ in ("ccomp", "xcomp", "acl", "conj", "pcomp", "advcl", "prep", "pobj")
        if not linked:
            break
        if token.dep_ in ("ccomp", "xcomp", "acl", "pcomp") and kind_of_governor(token.head):
            seen.add(token.head.i)
            yield token.head
        token = token.head
    around: set[int] = set()
    while region is not None and region not in around:
        around.add(region)
        cue = where.cue[region]
        if cue is not None and cue.i not in seen:
            seen.add(cue.i)
            yield cue
        region = attributions[region].within
