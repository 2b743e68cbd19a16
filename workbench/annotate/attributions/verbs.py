"""Indirect speech by a verb: the clause, the object, the infinitive or the phrase that the verb takes.

What is here: verbs in the active ("said that", "criticised the plan", "called for a vote"), clauses put into or after
what is said ("the road, she said, is closed") and the passive ("is believed to have left", "was praised by the union").
Quotations and who speaks them are left to ``speech.py``.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from workbench.annotate.attributions.grammar import (
    SUBJECTS,
    VERBS,
    Spans,
    addressee,
    after_semicolon,
    cue_span,
    is_main,
    is_passive,
    joint_sources,
    own_subject,
    source_span,
    speaker_of,
    stray_subject,
    stretch,
    tense,
    through,
)
from workbench.annotate.attributions.lexicon import (
    Frame,
    frames_of,
    has_a_voice,
    may_speak,
    noun_frames,
    taking,
    words,
)
from workbench.model import Attribution, Stance

#: What may hang on a verb after its object and still be part of what is said ("praised the crew for its work").
_COMPLEMENTS = ("for", "as", "of", "over", "about", "against", "with", "from", "to", "like")


def by_verb(verb: Token, sentence: Span, index: int) -> Iterator[Attribution]:
    """The attribution that a cue verb makes, if the sentence holds what it takes."""
    frames = frames_of(verb)
    if not frames or verb.dep_ in ("aux", "auxpass"):
        return
    if is_passive(verb):
        yield from _in_the_passive(verb, frames, sentence, index)
        return
    seeming = taking(frames, "appearance")
    if seeming is not None:
        content = _appearance(verb)
        if content:
            yield _attribution("appearance", verb, None, seeming, content, cue_span(verb), index)
        return
    found = _inserted(verb, frames, sentence) or _taken(verb, frames, sentence)
    if found is None:
        return
    kind, subject, frame, content, cue = found
    yield _attribution(kind, verb, subject, frame, content, cue, index)


def _attribution(
    kind: str, verb: Token, subject: Token | None, frame: Frame, content: Spans, cue: tuple[int, int], index: int
) -> Attribution:
    return Attribution(
        source=source_span(subject) if subject is not None else None,
        cue=cue,
        content=content,
        sentence=index,
        stance=_by_source_noun(subject, _negated(verb, frame.stance)),
        rule=f"{kind}/{verb.lemma_.lower()}",
        sources=joint_sources(subject) if subject is not None else (),
        told=addressee(verb),
    )


def _negated(verb: Token, stance: Stance) -> Stance:
    withheld = verb.dep_ == "xcomp" and verb.head.lemma_.lower() in words("withholding")
    negative = withheld or any(child.dep_ == "neg" for child in verb.children)
    return "unknown" if negative and stance in ("asserted", "reported") else stance


def _by_source_noun(subject: Token | None, stance: Stance) -> Stance:
    """An estimate that "reveals" something estimates it."""
    if subject is None or stance not in ("asserted", "reported"):
        return stance
    frames = noun_frames().get(subject.lemma_.lower(), ())
    return "assessed" if any(frame.stance == "assessed" for frame in frames) else stance


_SUBORDINATING = ("as", "if", "when", "while", "because", "although", "though", "since", "whether", "how", "why", "where", "before", "after", "until", "unless")
_Found = tuple[str, Token | None, Frame, Spans, tuple[int, int]]


# --- a clause put into or after what is said --------------------------------------------------------------------------


def _inserted(verb: Token, frames: tuple[Frame, ...], sentence: Span) -> _Found | None:
    """The speaker's clause that closes a sentence or stands between commas in it, with the rest as content."""
    frame = taking(frames, "inserted")
    subject = _inserted_subject(verb) if frame is not None else None
    if frame is None or subject is None or not may_speak(subject, verb.lemma_.lower()):
        return None
    first, after = min(subject.left_edge.i, verb.i), _end_of_clause(verb, subject)
    for child in verb.children:
        if child.dep_ in ("aux", "advmod", "neg", "mark") and child.i < first and first - child.i <= 2:
            first = min(first, child.i)
    begin = after_semicolon(sentence.doc[sentence.start : first])
    if sentence.doc[first].lower_ == "as":
        return _as_somebody_says(verb, subject, frame, sentence, (first, after))
    if first - begin < 2 or sentence.doc[first - 1].text not in (",", "\u201d", '"', "''", "\u2014", "--", "\u2013", "-"):
        return None
    if not _tells_by_itself(sentence.doc[begin:first], verb):
        if not (after < sentence.end and sentence.doc[after].text in (",", "\u2014", "--", "\u2013")):
            return None
        if not _tells_by_itself(sentence.doc[after : sentence.end], verb):
            return None
    rest = stretch(sentence.doc, after, sentence.end)
    closed = not rest or len(rest[0]) == 0
    if not closed and sentence.doc[after].text not in (",", "\u2014", "--", "\u2013", "-") and not _only_adjuncts(
        sentence.doc[after : sentence.end]
    ):
        return None
    content = stretch(sentence.doc, begin, first)
    if not closed and sentence.doc[after].text in (",", "\u2014", "--", "\u2013") and not _only_adjuncts(
        sentence.doc[after : sentence.end]
    ):
        content = (*content, *_minus_own(verb, after, sentence))
    return "inserted", subject, frame, content, cue_span(verb)


def _tells_by_itself(tokens: Span, verb: Token) -> bool:
    """Whether a stretch has a main verb: "In 2010, he warned" and "When she came, he felt" have none before the comma."""
    for token in tokens:
        if token.pos_ not in VERBS or token.dep_ in ("aux", "auxpass", "relcl", "acl", "amod", "pcomp", "xcomp", "csubj"):
            continue
        if token.dep_ == "advcl" and (token.tag_ in ("VBG", "VBN") or _is_subordinate(token)):
            continue
        if token.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") and not _is_subordinate(token):
            return True
    counted = any(token.like_num and token.ent_type_ not in ("DATE", "TIME") for token in tokens)
    return counted and not any(token.pos_ in VERBS for token in tokens)


def _is_subordinate(verb: Token) -> bool:
    return any(c.dep_ in ("mark", "advmod") and c.i < verb.i and c.lower_ in _SUBORDINATING for c in verb.children)


def _as_somebody_says(
    verb: Token, subject: Token, frame: Frame, sentence: Span, clause: tuple[int, int]
) -> _Found | None:
    """The sentence around "as the mayor put it", set off by commas or at the head of the sentence."""
    first, after = clause
    if after >= sentence.end or sentence.doc[after].text != "," or not (
        first == sentence.start or sentence.doc[first - 1].text in (",", "-", "--", "\u2014") or sentence.doc[first - 1].pos_ == "CCONJ"
    ):
        return None
    content = (*stretch(sentence.doc, sentence.start, first), *stretch(sentence.doc, after, sentence.end))
    return ("inserted", subject, frame, content, cue_span(verb)) if content else None


def _minus_own(verb: Token, after: int, sentence: Span) -> Spans:
    """The rest of the sentence, up to what the speaker's own verb takes next ("he said, adding that ...")."""
    for child in verb.children:
        if child.i >= after and child.dep_ in ("conj", "advcl") and frames_of(child):
            return stretch(sentence.doc, after, child.left_edge.i)
    dash = next((t.i for t in sentence.doc[after + 1 : sentence.end] if t.text in ("\u2014", "\u2015", "--")), sentence.end)
    return stretch(sentence.doc, after, dash)


def _is_complete(verb: Token) -> bool:
    """Whether a verb takes nothing to its right, or has what it takes to its left and only a remark behind a comma."""
    right = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp")), None)
    if right is None:
        return True
    left = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
    return left and any(t.text == "," for t in verb.doc[verb.i + 1 : right.left_edge.i])


def _inserted_subject(verb: Token) -> Token | None:
    """The subject of a clause that takes nothing to its right."""
    if not _is_complete(verb):
        return None
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in _SUBORDINATING]
    if marks and marks != ["as"]:
        return None
    own = own_subject(verb)
    hidden = verb.tag_ == "VBN" and own is not None and own.dep_ == "nsubj"
    if verb.tag_ in ("VBG", "VB", "VBN") and not hidden and not any(c.dep_ == "aux" for c in verb.children):
        return None
    told = verb.lemma_.lower() in words("addressing")
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > verb.i), None)
    if own is not None:
        if own.lower_ in ("who", "which", "that", "whom", "what") and not own.is_upper:
            return None
        if thing is not None and thing.lower_ == "it" and verb.lemma_.lower() == "put":
            return own
        return own if thing is None or told or thing.dep_ == "npadvmod" or thing.ent_type_ in ("DATE", "TIME") else None
    if thing is not None and has_a_voice(thing) and thing.left_edge.i == verb.i + 1 and not told:
        return thing
    return None


def _end_of_clause(verb: Token, subject: Token) -> int:
    """Where the speaker's clause ends: after the verb, its hearer and the time and place it tells."""
    last = max(verb.i, subject.right_edge.i if subject.i > verb.i else verb.i)
    for child in verb.children:
        if child.i <= last or child.dep_ in ("punct", "conj", "cc", "ccomp", "parataxis"):
            continue
        if any(t.text in (",", "\u2014", "--") for t in verb.doc[last + 1 : child.left_edge.i]):
            break
        last = max(last, child.right_edge.i)
    comma = next((t.i for t in verb.doc[max(verb.i, subject.i) + 1 : last + 1] if t.text == ","), None)
    if comma is not None and subject.i < verb.i:
        last = comma - 1
    return last + 1


def _only_adjuncts(tokens: Span) -> bool:
    """Whether what follows is a short phrase with no verb of its own ("on Friday", "in a statement")."""
    rest = [token for token in tokens if not token.is_punct and not token.is_space]
    return len(rest) <= 14 and not any(t.pos_ in VERBS and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest)


# --- what a verb takes ------------------------------------------------------------------------------------------------


def _taken(verb: Token, frames: tuple[Frame, ...], sentence: Span) -> _Found | None:
    subject = speaker_of(verb) or stray_subject(verb)
    if subject is None or subject.i == verb.i:
        return None
    lemma, cue = verb.lemma_.lower(), cue_span(verb)
    for frame in frames:
        content = _clause(verb, frame, sentence)
        if content:
            return ("clause", subject, frame, content, cue) if may_speak(subject, lemma) else None
    for frame in frames:
        content = _things(verb, frame) or _level(verb, frame) or _left(verb, frame, subject)
        if content:
            return ("object", subject, frame, content, cue) if may_speak(subject, lemma, cautious=True) else None
    for frame in frames:
        opener, content = _phrase(verb, frame)
        if opener is not None and content:
            fits = may_speak(subject, lemma, cautious=True)
            return ("phrase", subject, frame, content, through(cue, opener)) if fits else None
    return None


def _clause(verb: Token, frame: Frame, sentence: Span) -> Spans:
    """The clause or infinitive that the verb takes to its right."""
    if not frame.takes & {"clause", "infinitive"}:
        return ()
    opener = _that(verb, sentence)
    if opener is not None and "clause" in frame.takes:
        return stretch(verb.doc, opener, _clause_end(verb, opener, sentence))
    child = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    if child is None:
        return _unmarked(verb, frame, sentence)
    if _is_infinitive(child):
        if "infinitive" not in frame.takes:
            return ()
        heard = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.i < c.i < child.i), None)
        first = heard.left_edge.i if heard is not None else max(child.left_edge.i, verb.i + 1)
        return _own_words(verb, first, child.right_edge.i + 1)
    if "clause" not in frame.takes or (child.dep_ == "xcomp" and child.tag_ != "VBG" and child.pos_ in VERBS):
        return ()
    if child.dep_ == "xcomp" and child.tag_ == "VBG":
        return stretch(verb.doc, max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)
    first = max(child.left_edge.i, verb.i + 1)
    return stretch(verb.doc, first, _clause_end(verb, first, sentence))


def _unmarked(verb: Token, frame: Frame, sentence: Span) -> Spans:
    """A clause that the parser took for an adjunct: it asks "when" right after the verb, or has no word to open it."""
    if "clause" not in frame.takes:
        return ()
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("advcl", "dep") or child.tag_ == "VBG":
            continue
        opener = child.left_edge
        if opener.tag_ in ("WRB", "WP", "WDT") or opener.lower_ in ("whether", "if"):
            if opener.i == verb.i + 1:
                return stretch(verb.doc, opener.i, _clause_end(verb, opener.i, sentence))
        elif own_subject(child) is not None and "inserted" in frame.takes:
            if not any(c.dep_ in ("mark", "advmod") and c.lower_ in _SUBORDINATING for c in child.children):
                first = own_subject(child).left_edge.i  # type: ignore[union-attr]  # asked for just above
                return stretch(verb.doc, first, _clause_end(verb, first, sentence))
    return ()


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _that(verb: Token, sentence: Span) -> int | None:
    """The place of the "that" which opens a clause after a verb, when no other verb or mark comes first."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 12, sentence.end)]:
        if token.pos_ in VERBS or token.text in (".", ";", ":", "\u201c", '"', ","):
            return None
        if token.lower_ == "that" and token.dep_ in ("mark", "advmod"):
            near = token.head.head.i == verb.i or token.i <= verb.i + 5
            return token.i if near or verb.lemma_.lower() in words("addressing") else None
    return None


def _clause_end(verb: Token, first: int, sentence: Span) -> int:
    """Where a clause ends: with the sentence, or before what the speaker's own verb takes next."""
    last = sentence.end if is_main(verb) else max(verb.right_edge.i + 1, first + 1)
    for child in verb.children:
        if child.i > first and (child.dep_ == "conj" or (child.dep_ == "advcl" and frames_of(child))):
            if child.left_edge.i > first:
                last = min(last, child.left_edge.i)
    own = next((t.i for t in verb.doc[first + 1 : last] if _joins(t, verb)), last)
    return min(last, own, _next_statement(verb, first, last))


def _next_statement(verb: Token, first: int, last: int) -> int:
    """Where another statement begins: behind a semicolon, or at a comma before somebody's next verb of speech.

    "The union claimed it was 9,000, while the bank said it was 3,500"; "said it was, adding that it would be".
    """
    quoted, listed = False, any(t.text == ":" for t in verb.doc[verb.i + 1 : first])
    for token in verb.doc[first:last]:
        if token.text in ("\u201c", "\u201d", '"', "''"):
            quoted = not quoted
        if quoted or token.i <= first + 1:
            continue
        if (token.text == ";" and not listed) or (token.text == ":" and token.i + 1 < last and verb.doc[token.i + 1].is_title):
            return token.i
        if token.text == "," and _is_gloss(token, last):
            return token.i
        if token.text == "," and token.i + 1 < last and _speaks_next(verb, token.i + 1, last):
            return token.i
    return last


def _is_gloss(comma: Token, last: int) -> bool:
    """Whether a comma behind closed quotation marks opens a remark on the words ("..., a claim that nobody checked")."""
    if comma.i + 2 >= last or comma.nbor(-1).text not in ("\u201d", '"', "''"):
        if comma.nbor(-1).text != "," :
            return False
    return comma.nbor(1).lower_ in ("a", "an", "which", "something")


def _speaks_next(verb: Token, begin: int, last: int) -> bool:
    for token in verb.doc[begin : min(begin + 12, last)]:
        if token.text in (",", ";", ":", "\u201c", '"', "that"):
            return False
        if token.pos_ not in VERBS or token.dep_ in ("aux", "auxpass"):
            continue
        frame = taking(frames_of(token), "inserted")
        if frame is None or frame.stance in ("believed", "expected") or not any(c.i > token.i and c.dep_ != "punct" for c in token.children):
            return False
        if token.tag_ == "VBG":
            return token.i <= begin + 1
        own = own_subject(token)
        return token.tag_ == verb.tag_ and own is not None and own.i < token.i and own.left_edge.i <= begin + 2
    return False


def _joins(token: Token, verb: Token) -> bool:
    """Whether a later cue verb is the speaker's own though the parser hung it in the clause ("said it would and added")."""
    if token.dep_ != "conj" or tense(token) != verb.tag_ or token.head.i == verb.i or own_subject(token) is not None:
        return False
    frames = frames_of(token)
    speaks = any(taking(frames, what) for what in ("inserted", "name", "clause"))
    return is_main(verb) and (speaks or (bool(frames) and tense(token.head) != verb.tag_))


def _things(verb: Token, frame: Frame) -> Spans:
    """The object that the verb takes with what belongs to it ("the crew for its work", "him a liar")."""
    if not frame.takes & {"object", "name", "as", "number"}:
        return ()
    heads = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr", "ccomp", "xcomp", "acomp") and c.i > verb.i]
    heads = [c for c in heads if c.ent_type_ not in ("DATE", "TIME")]
    extra = [c for c in verb.children if c.dep_ == "prep" and c.lower_ in _COMPLEMENTS and heads and c.i > heads[0].i]
    if not heads and "object" in frame.takes:
        return _number_after(verb)
    if not heads or heads[0].lower_ in words("empty_objects") or not _fits(verb, frame, heads, extra):
        return ()
    last = max(child.right_edge.i for child in (*heads, *extra))
    return _own_words(verb, max(heads[0].left_edge.i, verb.i + 1), last + 1)


def _number_after(verb: Token) -> Spans:
    """A number that stands for the object ("feared up to 20,000")."""
    after = verb.right_edge.i + 1
    near = verb.doc[verb.i + 1 : min(verb.i + 5, after)]
    if not any(t.like_num and t.ent_type_ not in ("DATE", "TIME") for t in near) or any(t.is_punct for t in near[:1]):
        return ()
    return _own_words(verb, verb.i + 1, after)


def _fits(verb: Token, frame: Frame, heads: list[Token], extra: list[Token]) -> bool:
    """Whether there is a second thing where the verb names one, and an "as" where it takes one."""
    if "object" in frame.takes:
        return True
    if "number" in frame.takes:
        return heads[0].dep_ == "dobj" and (heads[0].like_num or heads[0].ent_type_ in ("CARDINAL", "MONEY", "PERCENT"))
    if "as" in frame.takes:
        return any(child.lower_ in ("as", "like", "to", "with") for child in (*extra, *verb.children) if child.i > verb.i)
    fronted = any(c.i < verb.i and c.lower_ in ("what", "which", "whom", "whatever") for c in verb.children)
    small = heads[0].dep_ == "ccomp" and heads[0].pos_ not in VERBS
    return len(heads) > 1 or small or fronted or verb.doc[verb.i + 1].lower_ == "it"


def _own_words(verb: Token, first: int, after: int) -> Spans:
    """A stretch up to what is told beside it: ", who later left", "while others praised it", "and left", a dash."""
    for token in verb.doc[first + 1 : after]:
        if token.text in ("\u2014", "\u2015", "--"):
            after = token.i
        elif token.dep_ == "relcl" and token.left_edge.i > first and token.doc[token.left_edge.i - 1].text == ",":
            after = token.left_edge.i
        elif token.dep_ == "advcl" and token.left_edge.i > first and token.left_edge.lower_ in _BESIDE:
            after = token.left_edge.i if own_subject(token) is not None else after
        elif token.dep_ == "conj" and token.tag_ in ("VBD", "VBZ") and token.head.tag_ == "VB" and own_subject(token) is None:
            after = next((c.i for c in token.head.children if c.dep_ == "cc" and c.i < token.i), token.i)
        else:
            continue
        break
    return stretch(verb.doc, first, after)


def _level(verb: Token, frame: Frame) -> Spans:
    """An object with the number it is put at ("put the toll at 60")."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if "level" not in frame.takes or thing is None:
        return ()
    after = max((c.right_edge.i for c in verb.children if c.i > thing.i and c.dep_ in ("prep", "advmod")), default=thing.right_edge.i)
    after = max(after, thing.right_edge.i)
    numbered = any(token.like_num or token.ent_type_ == "CARDINAL" for token in verb.doc[thing.left_edge.i : after + 1])
    return _own_words(verb, thing.left_edge.i, after + 1) if numbered else ()


def _left(verb: Token, frame: Frame, subject: Token) -> Spans:
    """The noun that a relative clause tells more of, where it is the verb's object ("a plan which the union opposed")."""
    if verb.dep_ != "relcl" or subject.i >= verb.i or subject.i < verb.head.i or "object" not in frame.takes:
        return ()
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "oprd") and c.i > verb.i for c in verb.children):
        return ()
    pronoun = next((c for c in verb.children if c.i < subject.i and c.lower_ in ("that", "which", "what", "whom")), None)
    if pronoun is not None:
        return stretch(verb.doc, pronoun.i, pronoun.i + 1)
    thing = verb.head
    return stretch(verb.doc, thing.left_edge.i, verb.left_edge.i) if verb.left_edge.i == subject.left_edge.i else ()


def _phrase(verb: Token, frame: Frame) -> tuple[Token | None, Spans]:
    """What follows a preposition that the verb takes ("called for a vote", "complained about the noise")."""
    if not frame.prepositions:
        return None, ()
    for child in verb.children:
        if child.i > verb.i and child.lower_ in frame.prepositions and child.dep_ in _OPENING and not _tells_when(child):
            after = child.right_edge.i + 1 if child.right_edge.i > child.i else verb.right_edge.i + 1
            joined = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and c.i >= after - 1), None)
            if joined is not None and joined.left_edge.i <= after:
                after = joined.right_edge.i + 1
            for more in verb.children:
                if more.dep_ == "prep" and more.lower_ == "as" and more.i >= after:
                    after = more.right_edge.i + 1
            return child, _own_words(verb, child.i + 1, after)
    return None, ()


#: What opens a clause told beside an object, not in it.
_BESIDE = ("while", "although", "though", "as", "even", "whereas", "just")
_OPENING = ("prep", "agent", "prt", "mark", "dative")


def _tells_when(preposition: Token) -> bool:
    """Whether what follows is a time, a place or an organ ("on Friday", "for months", "on Twitter")."""
    thing = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if thing is None:
        return False
    return thing.ent_type_ in ("DATE", "TIME") or thing.lemma_.lower() in words("settings")


# --- the passive ------------------------------------------------------------------------------------------------------


def _in_the_passive(verb: Token, frames: tuple[Frame, ...], sentence: Span, index: int) -> Iterator[Attribution]:
    """Who holds what is told of the subject: the one after "by", or nobody that the sentence names."""
    agent = _agent(verb)
    found = _of_the_subject(verb, frames, sentence)
    if found is None:
        return
    frame, content = found
    if agent is None and not frame.takes & {"clause", "infinitive", "charge", "name", "as"}:
        return
    yield _attribution("passive", verb, agent, frame, content, cue_span(verb), index)


def _agent(verb: Token) -> Token | None:
    by = next((c for c in verb.children if c.dep_ == "agent"), None)
    head = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    return head if voiced_agent(head) else None


def voiced_agent(head: Token | None) -> bool:
    """Whether the noun after "by" can hold something."""
    return head is not None and has_a_voice(head)


def _of_the_subject(verb: Token, frames: tuple[Frame, ...], sentence: Span) -> tuple[Frame, Spans] | None:
    subject = own_subject(verb) or (speaker_of(verb) if verb.dep_ == "conj" else None)
    clause = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    if subject is None or subject.dep_ not in SUBJECTS:
        return None
    if clause is None:
        return _charged(verb, frames, subject)
    frame = taking(frames, "infinitive" if _is_infinitive(clause) else "clause")
    if frame is None:
        return None
    own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
    rest = stretch(verb.doc, max(clause.left_edge.i, verb.i + 1), clause.right_edge.i + 1)
    if subject.lower_ == "it" or verb.lemma_.lower() in words("addressing"):
        return frame, rest
    return frame, (*own, *rest)


def _charged(verb: Token, frames: tuple[Frame, ...], subject: Token) -> tuple[Frame, Spans] | None:
    """What somebody "was accused of", with the one accused."""
    frame = taking(frames, "charge")
    if frame is None:
        return _named(verb, frames, subject)
    for child in verb.children:
        if child.i > verb.i and child.dep_ == "prep" and child.lower_ in frame.prepositions:
            own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
            return frame, (*own, *stretch(verb.doc, child.i + 1, child.right_edge.i + 1))
    return None


def _named(verb: Token, frames: tuple[Frame, ...], subject: Token) -> tuple[Frame, Spans] | None:
    """What somebody "is considered" or "was described as", with the one who is."""
    for what, opens in (("name", ("oprd",)), ("as", ("prep",))):
        frame = taking(frames, what)
        child = next((c for c in verb.children if c.i > verb.i and c.dep_ in opens), None)
        if frame is not None and child is not None and (what == "name" or child.lower_ == "as"):
            own = stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
            return frame, (*own, *stretch(verb.doc, child.left_edge.i, child.right_edge.i + 1))
    return None


def _appearance(verb: Token) -> Spans:
    """What seems so to somebody whom the sentence does not name."""
    subject = own_subject(verb)
    thing = next((c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "oprd", "acomp", "advcl") and c.i > verb.i), None)
    if thing is None or subject is None or frames_of(thing):
        return ()
    rest = _own_words(verb, max(thing.left_edge.i, verb.i + 1), thing.right_edge.i + 1)
    own = () if subject.lower_ == "it" else stretch(verb.doc, subject.left_edge.i, subject.right_edge.i + 1)
    return (*own, *rest)
