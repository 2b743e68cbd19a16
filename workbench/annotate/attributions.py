"""Who says what in a paragraph: source, cue and content as three spans, nested where one speaker passes on another.

What is here: reporting verbs, "according to", nouns that carry a statement, released images and documents, and the
sentence that says who gave the figure before it, as one spaCy component. The scheme is that of PARC 3 and PolNeAR.
Pronouns and short forms are joined to their antecedent over the whole report by ``antecedents.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from workbench.annotate.language import cues, phrase_pattern
from workbench.model import Attribution, Stance

#: Where the component leaves its list on the document; offsets are those of the paragraph.
KEY = "workbench.attributions"

_SUBJECTS = ("nsubj", "nsubjpass")
_VERBS = ("VERB", "AUX")
#: Verbs whose object hears and does not speak.
_ADDRESSING = {"tell", "inform", "brief", "ask", "urge", "warn", "advise", "order"}
_OPEN, _CLOSE = '"\u201c\u201e\u00ab', '"\u201d\u00bb'


@Language.factory("workbench_attributions")
def make_attributions(nlp: Language, name: str) -> AttributionFinder:
    """The component that puts the paragraph's attributions under ``doc.user_data[KEY]``."""
    return AttributionFinder()


class AttributionFinder:
    """The component itself; it keeps no state."""

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[KEY] = find_attributions(doc)
        return doc


@cache
def verb_stances() -> dict[str, Stance]:
    """The stance each reporting verb lends, by lemma."""
    return {word: group["stance"] for group in cues("attributions")["verbs"] for word in group["words"]}


@cache
def _noun_stances() -> dict[str, Stance]:
    groups = cues("attributions")["nouns"]
    return {word: stance for stance in groups if stance != "example" for word in groups[stance]}


def find_attributions(doc: Doc) -> list[Attribution]:
    """The paragraph's attributions in order of their cues, each pointing at the one it stands within."""
    sentences = list(doc.sents)
    found: list[Attribution] = list(_by_colon(doc))
    for index, sentence in enumerate(sentences):
        found.extend(_by_bracket(sentence, index))
        for token in sentence:
            found.extend(_at(token, sentence, index, sentences))
    unique = {(item.source, item.cue): item for item in found if item.content}
    ordered = sorted(unique.values(), key=lambda item: item.cue)
    return _nest([_with_anonymity(doc, item) for item in _without_asides(doc, ordered)])


def _without_asides(doc: Doc, items: list[Attribution]) -> list[Attribution]:
    """Contents without the "according to ..." that another attribution has in them."""
    asides = [
        (item.cue[0], _aside_end(doc, item.source[1]))
        for item in items
        if item.rule.startswith("preposition/") and item.source is not None
    ]
    cut = [replace(item, content=_minus(doc.text, item.content, asides)) for item in items]
    return [item for item in cut if item.content]


def _aside_end(doc: Doc, end: int) -> int:
    """The end of a source with the relative clause that may follow it."""
    match = re.match(r",?\s+(?:who|which|that)\b[^.;\u201d\"]*", doc.text[end:])
    return end + match.end() if match else end


def _minus(text: str, spans: Sequence[tuple[int, int]], cuts: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out = list(spans)
    for begin, end in cuts:
        rest = []
        for start, stop in out:
            if end <= start or stop <= begin:
                rest.append((start, stop))
            else:
                rest.extend([(start, min(begin, stop)), (max(end, start), stop)])
        out = [(start, stop) for start, stop in rest if text[start:stop].strip(" ,;.\u00a0")]
    trimmed = []
    for start, stop in out:
        while stop > start and text[stop - 1] in " ,;\u00a0":
            stop -= 1
        trimmed.append((start, stop))
    return tuple(trimmed)


def _at(token: Token, sentence: Span, index: int, sentences: Sequence[Span]) -> Iterator[Attribution]:
    if token.pos_ in ("VERB", "AUX"):
        yield from _backward(token, index, sentences)
        yield from _by_medium(token, index)
        yield from _by_agent(token, index)
        yield from _by_revision(token, index)
        yield from _by_verb(token, sentence, index)
    elif token.pos_ in ("NOUN", "PROPN"):
        yield from _by_noun(token, index)
    yield from _by_preposition(token, sentence, index)


# --- verbs ------------------------------------------------------------------------------------------------------------


def _by_verb(verb: Token, sentence: Span, index: int) -> Iterator[Attribution]:
    lemma = verb.lemma_.lower()
    stance = verb_stances().get(lemma)
    if stance is None:
        return
    subject = _closing_speaker(verb, sentence)
    content = _up_to_comma(subject, verb, sentence) if subject is not None else ()
    if subject is None and not _is_bare_participle(verb):
        subject = _subject(verb)
        if subject is not None and subject.dep_ != "nsubjpass" and _may_speak(subject, lemma):
            content = _content(verb, subject, sentence)
    if subject is None or not content:
        return
    source = _source_span(subject)
    yield Attribution(
        source=source,
        cue=_cue_span(verb),
        content=content,
        sentence=index,
        stance=_by_source_noun(subject, _negated(verb, stance)),
        rule=f"verb/{lemma}",
        sources=_joint(subject),
        direct=_is_direct(verb.doc.text, content),
        told=_addressee(verb),
    )


def _closing_speaker(verb: Token, sentence: Span) -> Token | None:
    """The speaker of a clause that closes a sentence: "..., the mayor said on Friday" or "..., noted the mayor".

    Told by the comma before it and what follows, since parsers often join such a clause to the wrong verb.
    """
    subject = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
    if subject is None and verb.lemma_.lower() not in _ADDRESSING:
        subject = next((c for c in verb.children if c.dep_ == "dobj" and is_person_noun(c.lemma_.lower())), None)
    if subject is None or (subject.dep_ == "dobj" and subject.left_edge.i != verb.i + 1):
        return None
    if subject.text in ("who", "which", "that") or not (_has_a_voice(subject) or subject.pos_ == "PRON"):
        return None
    first = min(subject.left_edge.i, verb.i)
    if first - sentence.start < 4 or sentence.doc[first - 1].text not in (",", "\u201d", '"'):
        return None
    after = sentence.doc[max(subject.right_edge.i, verb.i) + 1 : sentence.end]
    rest = [token for token in after if not token.is_punct and not token.is_space]
    said_so_far = sentence.doc[sentence.start : first]
    if len(rest) > 8 or any(t.pos_ in _VERBS or t.lower_ == "that" for t in rest):
        return None
    if not any(t.pos_ in _VERBS or t.like_num for t in said_so_far) or any(c.dep_ == "mark" for c in verb.children):
        return None
    return subject if sum(t.text in '\u201c\u201d"' for t in said_so_far) % 2 == 0 else None


def _up_to_comma(subject: Token, verb: Token, sentence: Span) -> tuple[tuple[int, int], ...]:
    first = min(subject.left_edge.i, verb.i)
    return _spans(verb.doc, _after_semicolon(sentence.doc[sentence.start : first]))


def _after_semicolon(tokens: Span) -> list[Token]:
    """The tokens after the last semicolon: what stands before it is another statement."""
    last = max((token.i for token in tokens if token.text == ";"), default=-1)
    return [token for token in tokens if token.i > last]


def _is_bare_participle(verb: Token) -> bool:
    """Whether a verb is a participle said of its subject and not by it, as in "Asked about the toll, he ..."."""
    if verb.tag_ != "VBN" or any(child.dep_ == "aux" for child in verb.children):
        return False
    return not _is_hidden_main_verb(verb)


def _is_hidden_main_verb(verb: Token) -> bool:
    """A past tense that the parser took for a participle: its sentence has no other verb and it takes a clause."""
    return verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and any(child.dep_ == "ccomp" for child in verb.children)


def _negated(verb: Token, stance: Stance) -> Stance:
    negative = any(child.dep_ == "neg" for child in verb.children)
    return "unknown" if negative and stance in ("asserted", "reported") else stance


def _by_source_noun(subject: Token, stance: Stance) -> Stance:
    """An estimate that "reveals" something estimates it."""
    lent = _noun_stances().get(subject.lemma_.lower())
    return lent if lent == "assessed" and stance in ("asserted", "reported") else stance


def _subject(verb: Token) -> Token | None:
    """The subject of a verb, shared with the verb it is joined to ("confirmed the talks and said ...")."""
    seen = verb
    for _ in range(4):
        own = next((child for child in seen.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            if own.lower_ in ("who", "which", "that") and seen.dep_ == "relcl":
                return seen.head
            return own
        if seen.dep_ in ("conj", "advcl", "xcomp") and seen.head.pos_ in ("VERB", "AUX"):
            seen = seen.head
        elif seen.dep_ == "acl" and (seen.tag_ == "VBG" or _is_hidden_main_verb(seen)):
            return seen.head
        else:
            return None
    return None


def _may_speak(subject: Token, lemma: str) -> bool:
    """Whether a subject can say something: a person, a body, a paper; "there" and "the storm" cannot."""
    rules = cues("attributions")
    if subject.tag_ in ("EX", "WDT", "WP"):
        return False
    if subject.pos_ == "PRON":
        return subject.lower_ not in (
            "this",
            "that",
            "these",
            "those",
            "what",
            "which",
            "all",
            "none",
            "nothing",
        ) and not (subject.lower_ == "it" and lemma in rules["cautious_verbs"]["words"])
    if lemma not in rules["cautious_verbs"]["words"]:
        return True
    return _has_a_voice(subject)


def _has_a_voice(head: Token) -> bool:
    """Whether a noun phrase names a person, a body or a paper."""
    # A body written in capitals ("WHO") may be tagged as a question word.
    in_capitals = head.is_upper and len(head) > 1
    if head.pos_ in ("PROPN", "PRON") or in_capitals or head.ent_type_ in ("PERSON", "ORG", "GPE"):
        return True
    rules = cues("attributions")
    word = head.lemma_.lower()
    return is_person_noun(word) or any(word in rules[kind]["words"] for kind in ("bodies", "documents"))


def is_person_noun(lemma: str) -> bool:
    """Whether a noun is one for a person: a listed one, or one made like "seismologist" and "policewoman"."""
    rules = cues("attributions")["persons"]
    return lemma in rules["words"] or lemma.endswith(tuple(rules["endings"]))


def _content(verb: Token, subject: Token, sentence: Span) -> tuple[tuple[int, int], ...]:
    """The stretches that hold what is said: the clause the verb takes, the clause it is hung on, or its object."""
    own = {token.i for token in subject.subtree if token.i < verb.i or verb.i < subject.i} | {verb.i}
    that = _that_clause(verb, sentence)
    if that:
        return _spans(verb.doc, that)
    clause = next((child for child in verb.children if child.dep_ == "ccomp" and child.i != verb.i), None)
    if clause is not None:
        rest = [*clause.subtree, *_loose_ends(verb, clause)]
        return _spans(verb.doc, [token for token in rest if token.i not in own])
    if (
        verb.dep_ in ("parataxis", "ccomp")
        and verb.head.pos_ in ("VERB", "AUX")
        and _follows_what_is_said(verb, subject)
    ):
        mine = {token.i for token in verb.subtree}
        base = verb.head.head if verb.head.dep_ in ("aux", "auxpass") else verb.head
        spans = _spans(verb.doc, [token for token in base.subtree if token.i not in mine])
        if spans:
            return spans
    quote = _quoted_beside(verb, sentence)
    if quote:
        return quote
    open_clause = next((child for child in verb.children if child.dep_ == "xcomp"), None)
    if open_clause is not None and verb_stances()[verb.lemma_.lower()] in (
        "expected",
        "demanded",
        "believed",
        "denied",
    ):
        return _spans(verb.doc, [token for token in open_clause.subtree if token.i not in own])
    if verb.lemma_.lower() in cues("attributions")["object_verbs"]["words"]:
        return _object_content(verb, own)
    return ()


def _that_clause(verb: Token, sentence: Span) -> list[Token]:
    """The clause that "that" opens after a verb: it runs to the end of the sentence, save for what another says.

    A parser often ends such a clause at the first comma pair; in news prose the speaker goes on.
    """
    opener = next((t for t in verb.doc[verb.i + 1 : min(verb.i + 6, sentence.end)] if t.lower_ == "that"), None)
    if opener is None or any(t.is_punct or t.pos_ in ("VERB", "AUX") for t in verb.doc[verb.i + 1 : opener.i]):
        return []
    if opener.dep_ == "det" or (
        opener.dep_ == "dobj" and opener.i + 1 < sentence.end and sentence.doc[opener.i + 1].is_punct
    ):
        return []
    other = {
        token.i
        for child in verb.children
        if child.i > opener.i
        and child.pos_ in ("VERB", "AUX")
        and child.dep_ in ("conj", "advcl", "parataxis")
        and (
            child.lemma_.lower() in verb_stances()
            and child.lemma_.lower() not in cues("attributions")["cautious_verbs"]["words"]
        )
        for token in child.subtree
    }
    return [token for token in sentence.doc[opener.i : sentence.end] if token.i not in other]


def _follows_what_is_said(verb: Token, subject: Token) -> bool:
    """Whether a speaker's clause comes after the words or between commas in them, set off by a mark."""
    first, last = min(subject.left_edge.i, verb.i), max(subject.right_edge.i, verb.i)
    if first == 0 or verb.doc[first - 1].text not in (",", "\u201d", '"', "?", "!", "\u2014", "-", "\u2013"):
        return False
    return verb.head.i < first or (last + 1 < len(verb.doc) and verb.doc[last + 1].text == ",")


def _loose_ends(verb: Token, clause: Token) -> list[Token]:
    """Later stretches of the sentence that still belong to what is said (", with some already on the way")."""
    return [
        token
        for child in verb.children
        if child.i > clause.i
        and child.dep_ in ("advcl", "prep", "dep", "npadvmod")
        and child.left_edge.i > clause.right_edge.i
        and child.lemma_.lower() not in verb_stances()
        and child.lower_ not in ("according", "in", "on", "at", "during", "after", "before", "as")
        for token in child.subtree
    ]


def _object_content(verb: Token, own: set[int]) -> tuple[tuple[int, int], ...]:
    heads = [
        child
        for child in verb.children
        if child.dep_ in ("dobj", "xcomp", "oprd", "dep", "attr")
        or (child.dep_ == "prep" and child.lower_ in ("at", "of", "about", "to"))
    ]
    tokens = [token for head in heads for token in head.subtree if token.i not in own]
    return _spans(verb.doc, tokens)


def _quoted_beside(verb: Token, sentence: Span) -> tuple[tuple[int, int], ...]:
    """The quotation in the verb's sentence, for speech that the parser did not hang on the verb."""
    if verb.dep_ not in ("ROOT", "conj", "parataxis", "relcl", "advcl"):
        return ()
    text, offset = sentence.text, sentence.start_char
    spans = [
        (match.start() + offset, match.end() + offset)
        for match in re.finditer(rf"[{_OPEN}][^{_OPEN}{_CLOSE}]+[{_CLOSE}]", text)
        if len(match.group().split()) > 3
    ]
    return tuple(span for span in spans if not span[0] <= verb.idx < span[1])


# --- other cues -------------------------------------------------------------------------------------------------------


def _by_preposition(token: Token, sentence: Span, index: int) -> Iterator[Attribution]:
    """The source that follows "according to", with the rest of the sentence as content."""
    cue_end = _prepositional_end(token)
    if cue_end is None:
        return
    head = _object_after(token, cue_end)
    if head is None or not _has_a_voice(head):
        return
    source = _source_span(head)
    source = (min(source[0], _first_word(sentence, cue_end)), source[1])
    cut = {t.i for t in sentence if token.idx <= t.idx < max(source[1], cue_end)}
    before = (
        {t.i for t in _after_semicolon(sentence.doc[sentence.start : token.i])} if token.i > sentence.start else set()
    )
    whole = [
        t
        for t in sentence
        if (t.i in before or t.i >= token.i) and t.i not in cut and not (t.idx > source[1] and _in_relative(t, head))
    ]
    yield Attribution(
        source=source,
        cue=(token.idx, cue_end),
        content=_spans(token.doc, whole, keep_apart=True),
        sentence=index,
        stance=_by_source_noun(head, "asserted"),
        rule=f"preposition/{token.doc.text[token.idx : cue_end].lower()}",
        sources=_joint(head),
    )


def _first_word(sentence: Span, at: int) -> int:
    return next((token.idx for token in sentence if token.idx >= at and not token.is_space), at)


@cache
def _prepositions() -> re.Pattern[str]:
    return phrase_pattern([word for word in cues("attributions")["prepositional"]["words"] if word != "per"])


def _prepositional_end(token: Token) -> int | None:
    match = _prepositions().match(token.doc.text, token.idx)
    return match.end() if match else None


def _object_after(token: Token, cue_end: int) -> Token | None:
    """The head of the noun phrase right after a prepositional cue."""
    sentence_end = token.sent.end
    after = next((t for t in token.doc[token.i : sentence_end] if t.idx >= cue_end and not t.is_space), None)
    if after is None:
        return None
    while after.head.i != after.i and after.head.idx >= cue_end and after.head.pos_ in ("NOUN", "PROPN", "PRON"):
        after = after.head
    # A demonym split from its noun by the parser ("South" + "Korean lawmakers") is followed to the noun.
    while (
        after.pos_ in ("PROPN", "ADJ")
        and after.i + 1 < sentence_end
        and token.doc[after.i + 1].pos_ in ("ADJ", "NOUN", "PROPN")
        and not token.doc[after.i + 1].is_punct
    ):
        after = token.doc[after.i + 1]
    return after if after.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "X") else None


def _in_relative(token: Token, head: Token) -> bool:
    return any(child.dep_ in ("relcl", "acl") and token.i in {t.i for t in child.subtree} for child in head.children)


def _by_noun(noun: Token, index: int) -> Iterator[Attribution]:
    """The owner of a noun that carries a statement ("the agency's assessment that ..."), its clause as content."""
    stance = _noun_stances().get(noun.lemma_.lower())
    if stance is None:
        return
    clause = next(
        (
            c
            for c in noun.children
            if c.dep_ in ("acl", "ccomp", "relcl") and any(g.lower_ == "that" and g.dep_ == "mark" for g in c.children)
        ),
        None,
    )
    holder = next((c for c in noun.children if c.dep_ == "poss"), None)
    by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
    if holder is None and by is not None:
        holder = next((g for g in by.children if g.dep_ == "pobj"), None)
    if clause is None or holder is None:
        return
    yield Attribution(
        source=_source_span(holder),
        cue=(noun.idx, noun.idx + len(noun)),
        content=_spans(noun.doc, list(clause.subtree)),
        sentence=index,
        stance=stance,
        rule=f"noun/{noun.lemma_.lower()}",
        sources=_joint(holder),
    )


def _by_medium(verb: Token, index: int) -> Iterator[Attribution]:
    """Whoever releases a thing, with what it is of as content: "The ministry released images of ..."."""
    rules = cues("attributions")["media"]
    if verb.lemma_.lower() not in rules["verbs"]:
        return
    subject = _subject(verb)
    thing = _object_among(verb, rules["objects"])
    if subject is None or thing is None or subject.i == thing.i:
        return
    if any(child.lower_ in ("this", "that", "these", "those") for child in thing.children):
        return
    after = [token for token in thing.sent if token.i > thing.i and not token.is_space]
    if not after:
        return
    yield _with_object(
        subject, verb, thing, _spans(verb.doc, after), index, "asserted", f"medium/{thing.lemma_.lower()}"
    )


def _by_agent(verb: Token, index: int) -> Iterator[Attribution]:
    """The one after "by" speaks in "The paper was told by an aide that ..." and "the 60 counted by the agency"."""
    stance = verb_stances().get(verb.lemma_.lower())
    agent = next((c for c in verb.children if c.dep_ == "agent" or (c.dep_ == "prep" and c.lower_ == "by")), None)
    head = next((c for c in agent.children if c.dep_ == "pobj"), None) if agent is not None else None
    if stance is None or verb.tag_ != "VBN" or head is None or not _has_a_voice(head):
        return
    own = {token.i for token in agent.subtree} if agent is not None else set()
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i not in own), None)
    inner = clause or next(
        (c for c in head.subtree if c.dep_ in ("ccomp", "acl") and any(g.lower_ == "that" for g in c.children)), None
    )
    told = None
    if inner is not None:
        own_source = {token.i for token in inner.subtree}
        said = [*inner.subtree]
        if clause is not None and clause.dep_ == "xcomp" and subject is not None:
            said = [*subject.subtree, *said]
        elif subject is not None and verb.lemma_.lower() in ("tell", "inform"):
            told = _source_span(subject)
        source = _trimmed_source(head, own_source)
    else:
        counted = verb.head if verb.dep_ == "acl" else subject
        if counted is None:
            return
        said = [token for token in counted.subtree if token.i not in own and token.i != verb.i]
        source = _source_span(head)
    yield Attribution(
        source=source,
        cue=_cue_span(verb),
        content=_spans(verb.doc, said),
        sentence=index,
        stance=stance,
        rule=f"agent/{verb.lemma_.lower()}",
        sources=_joint(head),
        told=told,
    )


def _trimmed_source(head: Token, dropped: set[int]) -> tuple[int, int]:
    kept = [token for token in head.subtree if token.i not in dropped]
    span = _source_span(head)
    last = max((token.idx + len(token) for token in kept if token.idx < span[1]), default=span[1])
    return span[0], min(span[1], last)


def _by_revision(verb: Token, index: int) -> Iterator[Attribution]:
    """Whoever revises an estimate holds the new one: "The agency raised its estimate of the dead to 60"."""
    rules = cues("attributions")["revising"]
    if verb.lemma_.lower() not in rules["verbs"] or _is_bare_participle(verb):
        return
    thing = _object_among(verb, rules["nouns"])
    subject = _subject(verb)
    if thing is None or subject is None or subject.dep_ == "nsubjpass" or not _has_a_voice(subject):
        return
    if not any(c.dep_ == "poss" or c.lower_ in ("the", "an", "a") for c in thing.children):
        return
    after = [token for token in thing.sent if token.i > thing.i and token.i in {t.i for t in verb.subtree}]
    if after:
        yield _with_object(
            subject, verb, thing, _spans(verb.doc, after), index, "assessed", f"revision/{thing.lemma_.lower()}"
        )


def _by_bracket(sentence: Span, index: int) -> Iterator[Attribution]:
    """A name in brackets at the end of a sentence is its source: "Forty trucks crossed (Ministry of Transport)."."""
    match = re.search(r"\(([A-Z][^()\d]{1,48})\)[.\s]*\Z", sentence.text)
    if not match or len(sentence.text[: match.start()].split()) < 4:
        return
    words = re.findall(r"[A-Za-z]+", sentence.text[: match.start()])
    short = match.group(1).replace(".", "")
    initials = "".join(word[0] for word in words if word[0].isupper() or not short.isupper())
    if short.isupper() and initials.upper().endswith(short):
        return
    offset = sentence.start_char
    source = (offset + match.start(1), offset + match.end(1))
    span = sentence.doc.char_span(*source, alignment_mode="expand")
    if span is None or not (_has_a_voice(span.root) or span.root.pos_ == "PROPN"):
        return
    end = offset + len(sentence.text[: match.start()].rstrip())
    yield Attribution(
        source=source,
        cue=(source[0] - 1, source[1] + 1),
        content=((offset, end),),
        sentence=index,
        stance="asserted",
        rule="bracket",
    )


def _by_colon(doc: Doc) -> Iterator[Attribution]:
    """A short name before a colon at the head of a line speaks: "Ministry: 40 trucks crossed"."""
    match = re.match(r"[\s\u201c\"']*((?:the\s+)?[A-Z][^:.!?\n\u201c\u201d\"]{1,48}):\s+(?=\S)", doc.text)
    if not match:
        return
    if match.group(1).lower() in cues("attributions")["labels"]["words"]:
        return
    span = doc.char_span(match.start(1), match.end(1), alignment_mode="expand")
    if span is None or len(span) > 6 or any(t.pos_ in ("VERB", "AUX") and t.tag_ != "VBG" for t in span):
        return
    if not (_has_a_voice(span.root) or span.root.ent_type_ in ("PERSON", "ORG", "GPE")) or any(
        t.like_num for t in span
    ):
        return
    end = len(doc.text.rstrip(" ."))
    if len(doc.text[match.end() : end].split()) < 3:
        return
    yield Attribution(
        source=(match.start(1), match.end(1)),
        cue=(match.end(1), match.end(1) + 1),
        content=((match.end(), end),),
        sentence=0,
        stance="asserted",
        rule="colon",
    )


def _backward(verb: Token, index: int, sentences: Sequence[Span]) -> Iterator[Attribution]:
    """Whoever shares "this information", with the sentence before as content."""
    rules = cues("attributions")["backward"]
    if index == 0 or verb.lemma_.lower() not in rules["verbs"] or verb.dep_ == "xcomp":
        return
    subject = _subject(verb)
    thing = _object_among(verb, rules["objects"])
    if subject is None or thing is None:
        return
    pointing = next((c.lower_ for c in thing.children if c.dep_ == "det"), "")
    if pointing not in rules["determiners"] or subject.pos_ == "PRON":
        return
    before = sentences[index - 1]
    yield _with_object(
        subject,
        verb,
        thing,
        ((before.start_char, before.end_char),),
        index,
        "asserted",
        f"backward/{verb.lemma_.lower()}",
    )


def _object_among(verb: Token, nouns: Sequence[str]) -> Token | None:
    """The verb's object when it is one of these nouns."""
    return next((child for child in verb.children if child.dep_ == "dobj" and child.lemma_.lower() in nouns), None)


def _with_object(
    subject: Token,
    verb: Token,
    thing: Token,
    content: tuple[tuple[int, int], ...],
    index: int,
    stance: Stance,
    rule: str,
) -> Attribution:
    """An attribution whose cue runs from the verb to its object ("released images", "raised its estimate")."""
    return Attribution(
        source=_source_span(subject),
        cue=(verb.idx, thing.idx + len(thing)),
        content=content,
        sentence=index,
        stance=stance,
        rule=rule,
        sources=_joint(subject),
    )


# --- spans ------------------------------------------------------------------------------------------------------------


def _source_span(head: Token) -> tuple[int, int]:
    """The noun phrase of a source with its appositions, without the clauses that follow it."""
    dropped = {
        token.i
        for child in head.subtree
        if child.dep_ in ("relcl", "acl", "advcl", "parataxis") and child.i > head.i
        for token in child.subtree
    }
    kept = [token for token in head.subtree if token.i not in dropped and not token.is_space]
    while kept and kept[-1].is_punct and kept[-1].text not in ')\u201d"':
        kept.pop()
    first = head.i
    run: list[Token] = []
    for token in kept:
        if token.i <= first or token.i - (run[-1].i if run else first) <= 2:
            run.append(token)
    return run[0].idx, run[-1].idx + len(run[-1])


def _joint(head: Token) -> tuple[tuple[int, int], ...]:
    """Each holder of a joint source ("The U.S. and South Korea"), or nothing for a single one."""
    others = [child for child in head.children if child.dep_ == "conj"]
    if not others:
        return ()
    first_end = (
        min(child.left_edge.i for child in head.children if child.dep_ == "cc")
        if any(c.dep_ == "cc" for c in head.children)
        else others[0].left_edge.i
    )
    first = head.doc[head.left_edge.i : max(first_end, head.i + 1)]
    return (
        (first.start_char, first.end_char),
        *(span for other in others for span in (_joint(other) or (_source_span(other),))),
    )


def _cue_span(verb: Token) -> tuple[int, int]:
    parts = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) <= 3)]
    parts.sort(key=lambda token: token.i)
    return parts[0].idx, parts[-1].idx + len(parts[-1])


def _addressee(verb: Token) -> tuple[int, int] | None:
    """Whom a speaker told: the outlet or wire that passes it on."""
    if verb.lemma_.lower() not in ("tell", "inform", "brief"):
        return None
    heard = next(
        (child for child in verb.children if child.dep_ in ("dobj", "dative") and child.pos_ in ("PROPN", "NOUN")), None
    )
    return _source_span(heard) if heard is not None else None


def _spans(doc: Doc, tokens: Iterable[Token], *, keep_apart: bool = False) -> tuple[tuple[int, int], ...]:
    """The stretches that a set of tokens covers, gaps of other tokens left out, edges freed of commas and spaces."""
    ordered = sorted(tokens, key=lambda token: token.i)
    runs: list[list[Token]] = []
    for token in ordered:
        if runs and token.i - runs[-1][-1].i <= (1 if keep_apart else 2):
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while run and (run[0].is_space or run[0].text in ",;:"):
            run.pop(0)
        while run and (run[-1].is_space or run[-1].text in ",;:." or run[-1].pos_ == "CCONJ"):
            run.pop()
        if run:
            spans.append((run[0].idx, run[-1].idx + len(run[-1])))
    return tuple(spans)


def _is_direct(text: str, content: Sequence[tuple[int, int]]) -> bool:
    return any(text[start] in _OPEN or text[max(0, start - 1)] in _OPEN for start, _ in content if start < len(text))


# --- anonymity and nesting --------------------------------------------------------------------------------------------


@cache
def _grounds() -> list[tuple[str, re.Pattern[str]]]:
    return [(entry["ground"], phrase_pattern(entry["words"])) for entry in cues("attributions")["anonymity"]]


def ground_in(text: str) -> str:
    """Why a source is not named, by the words of the text; empty when it does not say."""
    return next((ground for ground, pattern in _grounds() if pattern.search(text)), "")


def _with_anonymity(doc: Doc, item: Attribution) -> Attribution:
    if item.source is None:
        return item
    span = doc.char_span(*item.source, alignment_mode="expand")
    if span is None:
        return item
    unnamed = is_unnamed_person(span)
    ground = ground_in(span.sent.text) if unnamed or _are_unnamed_people(span) else ""
    return replace(item, anonymous=unnamed or bool(ground), anonymity_ground=ground)


def _are_unnamed_people(span: Span) -> bool:
    return span.root.tag_ == "NNS" and is_person_noun(span.root.lemma_.lower())


def is_unnamed_person(span: Span) -> bool:
    """Whether a source is one person without a name: "a senior official", "sources"."""
    root = span.root
    if root.pos_ not in ("NOUN",) or any(token.ent_type_ == "PERSON" for token in span):
        return False
    if root.lemma_.lower() == "source":
        return True
    return is_person_noun(root.lemma_.lower()) and root.tag_ == "NN"


def _nest(items: list[Attribution]) -> list[Attribution]:
    """Points each attribution at the smallest other one whose content holds its source and cue."""
    out = []
    for at, item in enumerate(items):
        start = item.source[0] if item.source else item.cue[0]
        holders = [
            (sum(end - begin for begin, end in other.content), number)
            for number, other in enumerate(items)
            if number != at
            and any(b <= start and item.cue[1] <= e for b, e in other.content)
            and not any(b <= other.cue[0] and other.cue[1] <= e for b, e in item.content)
        ]
        out.append(replace(item, within=min(holders)[1] if holders else None))
    return out
