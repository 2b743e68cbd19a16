"""What the rules for kinds of claim ask of a clause: its verb, subject, tense, modality, what governs it, its numbers.

What is here: the parse of a clause read once as a frozen value, and small questions to it. The rules themselves are in
``acts.py``, ``outlooks.py`` and ``judgements.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from workbench.annotate.claims.clauses import Clause
from workbench.annotate.claims.governors import can_will, kind_of_governor
from workbench.annotate.claims.lexicon import colours, may_hold, pattern, words_for
from workbench.annotate.claims.moments import Moment, moment_of
from workbench.annotate.paragraph import Word
from workbench.annotate.parse import VERBS
from workbench.model import Quantity
from workbench.read.timex import TimeExpression

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")


#: How a time hangs on a noun that it only tells apart.
_MODIFIERS = ("amod", "nmod", "compound", "nummod")
_WORD = re.compile(r"\w+")


#: News stands at the top; past this share of a report and so many characters, what was known before is told too.
_LATE_SHARE, _LATE_CHARS = 0.3, 600


def is_late(place: int, length: int) -> bool:
    """Whether a place in a report is past its opening, where the news stands."""
    return place >= max(_LATE_SHARE * length, _LATE_CHARS)


#: After "no" these bound a number and deny nothing: "no fewer than 40 boats".
_BOUNDING = ("fewer", "less", "more")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of a clause.

    ``verb`` carries its meaning ("moved" in "are believed to have moved") and ``chain`` the words from the head down to
    it; ``over`` is the innermost word that governs it and ``over_kind`` what that makes of it.
    """

    clause: Clause
    text: str
    words: frozenset[str]
    tense: str
    chain: tuple[Word, ...]
    verb: Word
    subject: Word | None
    modals: tuple[str, ...]
    negated: bool
    quoted: bool
    attributed: bool
    over: Word | None
    over_kind: str
    quantities: tuple[Quantity, ...]
    times: tuple[TimeExpression, ...]
    late: bool


Rule = Callable[[Facts], str]


def means_something(verb: Word) -> bool:
    """Whether a verb says what something means, causes or how it fares."""
    lemma = verb.lemma_.lower()
    return lemma in words_for("meaning", "verbs") or lemma in colours("VERB")


def facts_of(
    clause: Clause,
    quoted: Sequence[bool],
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    *,
    late: bool,
) -> Facts:
    """The facts of a clause, read from the parse once for all rules."""
    chain = _chain(clause.head)
    first, last = clause.tokens[0], clause.tokens[-1]
    subject = _subject(clause.head)
    over = clause.governors[0] if clause.governors else None
    text, modals = first.doc[first.i : last.i + 1].text, _modals(chain)
    return Facts(
        clause=clause,
        text=text,
        words=frozenset(_WORD.findall(text.lower())),
        tense=_tense_of(chain[0], modals),
        chain=chain,
        verb=chain[-1],
        subject=subject,
        modals=modals,
        negated=any(child.dep_ == "neg" for token in chain for child in token.children) or _none_of(subject),
        quoted=sum(quoted[token.i] for token in clause.tokens if not token.is_punct) * 2 > len(clause.tokens),
        attributed=clause.attribution is not None or bool(clause.governors),
        over=over,
        over_kind=_kind_over(over, clause.head) if over is not None else "",
        quantities=tuple(quantities),
        times=tuple(times),
        late=late,
    )


def _kind_over(over: Word, head: Word) -> str:
    """What a governing word makes of its clause: "told them to go" demands, "told them that it went" reports."""
    kind, lemma = kind_of_governor(over), over.lemma_.lower()
    if lemma in words_for("willed", "hoping") and any(child.tag_ == "MD" for child in head.children):
        return "forecast"
    if kind != "demand" or lemma not in words_for("demand", "only_to_act"):
        return kind
    if lemma in words_for("demand", "wanting") and not has_addressee(over, head):
        return "intention"
    modal = any(child.tag_ == "MD" for child in head.children)
    return kind if (head.tag_ == "VB" and not modal) or head.pos_ not in ("VERB", "AUX") else "report"


def has_addressee(verb: Word, head: Word) -> bool:
    """Whether somebody else than the asker is to act."""
    if any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children):
        return True
    return any(child.dep_ in _SUBJECTS for child in head.children)


def _chain(head: Word) -> tuple[Word, ...]:
    """The words from the head of a clause down to the verb that carries its meaning."""
    chain = [head]
    for _ in range(3):
        last = chain[-1]
        raised = last.lemma_.lower() in words_for("future", "raising") or last.pos_ == "AUX" or _is_light(last)
        after = next((child for child in last.children if child.dep_ == "xcomp" and child.i > last.i), None)
        if after is None and last.lemma_ == "be":
            likely = next((child for child in last.children if child.dep_ == "acomp"), None)
            raises = likely is not None and likely.lemma_.lower() in words_for("future", "raising") | words_for(
                "willed", "scheduled"
            )
            after = next((c for c in likely.children if c.dep_ == "xcomp"), None) if likely and raises else None
        if after is None or not raised or after.pos_ not in ("VERB", "AUX"):
            break
        chain.append(after)
    return tuple(chain)


def _is_light(verb: Word) -> bool:
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return verb.lemma_ in words_for("future", "light") or passive


def _subject(verb: Word) -> Word | None:
    """The subject of a clause, shared with the clause that it is joined to."""
    for _ in range(4):
        own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ in ("acl", "relcl"):
            return verb.head
        else:
            return None
    return None


def _none_of(subject: Word | None) -> bool:
    if subject is None:
        return False
    no = any(
        child.lower_ in ("no", "neither") and child.nbor().lower_ not in _BOUNDING
        for child in subject.children
        if child.dep_ == "det" and child.i + 1 < len(child.doc)
    )
    return no or subject.lower_ in ("none", "nobody", "neither", "nothing")


def _modals(chain: Sequence[Word]) -> tuple[str, ...]:
    tokens = [child for token in chain for child in token.children if child.dep_ == "aux" and child.tag_ == "MD"]
    if not tokens and chain[0].dep_ == "conj":
        tokens = [child for child in chain[0].head.children if child.dep_ == "aux" and child.tag_ == "MD"]
        tokens = tokens if chain[0].tag_ == "VB" else []
    return tuple(token.lower_.replace("\u2019", "'") for token in tokens)


# --- what a clause is like --------------------------------------------------------------------------------------------


def is_agent(subject: Word | None) -> bool:
    """Whether a clause has a subject that can act by will."""
    return subject is not None and can_will(subject)


def _tense_of(head: Word, modals: tuple[str, ...]) -> str:
    """The tense of a clause: past, perfect, past perfect, present, progressive or none."""
    aux = [child for child in head.children if child.dep_ in ("aux", "auxpass")]
    have = next((a for a in aux if a.lemma_ == "have"), None)
    if have is not None and not modals:
        return "past perfect" if have.lower_ in ("had", "'d", "\u2019d") else "perfect"
    if head.tag_ == "VBG" and any(a.lemma_ == "be" for a in aux):
        return "past" if any(a.lower_ in ("was", "were") for a in aux) else "progressive"
    tags = {head.tag_, *(a.tag_ for a in aux)}
    if "VBD" in tags:
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else ""


def is_copula(facts: Facts) -> bool:
    """Whether a clause says what its subject is, becomes or seems."""
    return facts.verb.lemma_.lower() in words_for("judgement", "copulas")


def complement_of(facts: Facts) -> Word | None:
    """What a copula says of its subject."""
    for verb in (facts.verb, facts.chain[0]):
        if verb.lemma_.lower() in words_for("judgement", "copulas"):
            said = next((c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd") and c.i > verb.i), None)
            if said is not None and (verb is facts.verb or said.lemma_.lower() not in words_for("future", "raising")):
                return said
    return None


def holds_number(facts: Facts) -> bool:
    """Whether the outlet tells beside the news how many somebody has: "the island has some 28,000 troops"."""
    beside = facts.late and not facts.attributed and facts.tense == "present" and bool(facts.quantities)
    return beside and facts.verb.lemma_.lower() in words_for("estimate", "holding")


def said_in(facts: Facts, kind: str, name: str) -> list[tuple[int, int]]:
    """Where the words stand in the clause itself, not in another clause within it; offsets are the paragraph's."""
    if not may_hold(facts.words, kind, name):
        return []
    start, words = facts.clause.tokens[0].idx, pattern(kind, name)
    spans = ((start + match.start(), start + match.end()) for match in words.finditer(facts.text))
    return [span for span in spans if _is_own(facts, *span)]


def has_phrase(facts: Facts, kind: str, name: str) -> bool:
    """Whether one of the phrases of a section stands anywhere in the clause."""
    if not may_hold(facts.words, kind, name):
        return False
    return pattern(kind, name).search(facts.text) is not None


def told_at(facts: Facts, *moments: Moment, anywhere: bool = False) -> bool:
    """Whether the clause itself names a time that lies so, or, if ``anywhere``, another clause within it does."""
    return any(
        moment_of(time) in moments and (anywhere or _is_when(facts, time.start, time.end)) for time in facts.times
    )


def _is_when(facts: Facts, start: int, end: int) -> bool:
    """Whether a time tells when the clause holds: "recently", "last week", not "the most recent polls"."""
    span = facts.clause.head.doc.touched(start, end)
    if span is None:
        return True
    word = span.root
    if word.dep_ in _MODIFIERS and word.head.i >= span.end:
        return False
    while word not in facts.chain and (word.pos_ not in VERBS or word.dep_ == "xcomp") and word.head != word:
        word = word.head
    return word in facts.chain


def worded(facts: Facts, span: tuple[int, int]) -> str:
    """The words of a stretch of the clause, in lower case."""
    start = facts.clause.tokens[0].idx
    return facts.text[span[0] - start : span[1] - start].lower()


def _is_own(facts: Facts, start: int, end: int) -> bool:
    span = facts.clause.head.doc.touched(start, end)
    return is_own(facts, span.root if span is not None else facts.clause.head)


def is_own(facts: Facts, token: Word) -> bool:
    """Whether a word belongs to the clause itself, not to another clause within it."""
    for _ in range(12):
        if token in facts.chain or token.head == token:
            return True
        if token.dep_ in ("relcl", "acl", "advcl", "ccomp", "pcomp"):
            return False
        token = token.head
    return True


def is_near_verb(facts: Facts, quantity: Quantity) -> bool:
    """Whether the counted thing hangs on the clause's verb itself, through no other clause and no other thing."""
    doc = facts.clause.head.doc
    span = doc.touched(quantity.number_start, quantity.number_end)
    if span is None:
        return True
    token = span.root
    for _ in range(12):
        if token in facts.chain or token.head == token:
            return True
        if token.dep_ in ("relcl", "acl", "advcl", "pcomp", "ccomp"):
            return False
        if token.dep_ == "pobj":
            above, thing = token.head, token.head.head
            inside = above.lower_ != "of" and thing.pos_ in ("NOUN", "PROPN")
            total = thing.lemma_.lower() in words_for("estimate", "totals")
            if above.lower_ in words_for("estimate", "beside") or (inside and not total):
                return False
        token = token.head
    return True
