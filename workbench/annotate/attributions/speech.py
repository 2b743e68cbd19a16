"""Direct speech: each quotation that reads as speech, with the clause that says whose it is.

What is here: the clause right after a quotation ("..., she said"), the one before it ("He said: ..."), and the
quotations that follow from the same speaker in the paragraph. Fragments inside a clause of our own ("called it
"unfair"") are left to ``verbs.py``; a quotation that opens a paragraph is joined to the speaker of the paragraph
before by ``antecedents.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from workbench.annotate.attributions.grammar import (
    RELATIVES,
    SUBJECTS,
    VERBS,
    Spans,
    addressee,
    cue_span,
    is_finite,
    joint_sources,
    merged,
    source_span,
    speaker_of,
    stray_subject,
)
from workbench.annotate.attributions.lexicon import frames_of, has_a_voice, may_speak, taking
from workbench.annotate.attributions.quotes import Quotation, around, reads_as_speech
from workbench.annotate.language import cues
from workbench.annotate.paragraph import Paragraph, Word
from workbench.annotate.parse import object_of
from workbench.model import Attribution, Stance

#: How many tokens a speaker's clause may put between its verb and the quotation.
_REACH = 30
#: A dash and a name of up to six words at the end of a paragraph.
_SIGNATURE = re.compile(
    "\\s*([\u2014\u2015\u2013]|--?)\\s*((?:[A-Z][\\w.'\u2019-]*,?\\s+(?:(?:de|of|the|van|von|al|la|del)\\s+)*){0,6}"
    "[A-Z](?:[\\w.'\u2019-]*[\\w'\u2019-])?)[.\\s]*\\Z"
)
#: At most one word.
_JOINED = re.compile(r"\s*+\S*+\s*+")
#: After these, and at the start of a paragraph, the words said begin with the quotation.
_BEFORE_WORDS = ("", *".:,;?!\u201d\"'\u2014-(")
#: Rules of attributions that are completed over the whole report.
CONTINUED, OPENED = "quote/continued", "quote/opened"


@dataclass(slots=True)
class _Turn:
    """One speaker's clause and the quotations it covers, gathered in order."""

    verb: Word
    subject: Word
    quotes: list[Quotation] = field(default_factory=list)


def spoken(
    doc: Paragraph, quotes: Sequence[Quotation], sentence_of: dict[int, int]
) -> tuple[list[Attribution], set[int]]:
    """The paragraph's direct speech, and the verbs that it uses up; quotations nobody claims stand by themselves."""
    turns: list[_Turn] = []
    loose: list[Quotation] = []
    speech = [quote for quote in quotes if _may_be_spoken(doc, quote)]
    for quote in speech:
        last = turns[-1] if turns else None
        found = _clause_after(doc, quote, speech) or _clause_before(doc, quote, speech)
        if found is None and last is not None and _goes_on(doc, last, quote, sentence_of):
            last.quotes.append(quote)
        elif found is None:
            loose.append(quote)
        elif last is not None and last.verb.i == found.verb.i:
            last.quotes.append(quote)
        else:
            while loose and _leads_to(doc, loose[-1], quote):
                found.quotes.insert(0, loose.pop())
            found.quotes.append(quote)
            turns.append(found)
    items = [_attribution(turn, sentence_of) for turn in turns]
    for quote in loose:
        signed = _signed(doc, quote, sentence_of)
        if signed is not None:
            items.append(signed)
        elif _opens_a_sentence(doc, quote):
            items.append(_unclaimed(quote, sentence_of))
    items.extend(_announced(doc, quotes, sentence_of))
    return items, {turn.verb.i for turn in turns}


def _may_be_spoken(doc: Paragraph, quote: Quotation) -> bool:
    """Whether somebody may be saying a quotation, and not only naming something in a sentence of our own."""
    if reads_as_speech(doc, quote):
        return True
    mark, before = last_mark(doc, quote), _last_before(doc, quote.start)
    return (mark in ",?!" and (not before or before in ".?!:,")) or (mark == "." and before == ",")


def last_mark(doc: Paragraph, quote: Quotation) -> str:
    """The last character of a quotation, marks of a quotation inside it left out."""
    return doc.text[quote.inner_start : quote.inner_end].rstrip(" '\u2019")[-1:]


def _last_before(doc: Paragraph, offset: int, passed: str = "") -> str:
    """The last character before an offset, spaces and the marks of ``passed`` left out; nothing at the start."""
    text, at = doc.text, offset
    while at and (text[at - 1].isspace() or text[at - 1] in passed):
        at -= 1
    return text[at - 1 : at]


def _attribution(turn: _Turn, sentence_of: dict[int, int]) -> Attribution:
    return Attribution(
        source=source_span(turn.subject),
        cue=cue_span(turn.verb),
        content=merged((_start(turn, quote), quote.end) for quote in turn.quotes),
        sentence=sentence_of[turn.verb.i],
        stance=_stance(turn.verb),
        rule=f"quote/{turn.verb.lemma_.lower()}",
        sources=joint_sources(turn.subject),
        direct=True,
        told=addressee(turn.verb),
    )


def _start(turn: _Turn, quote: Quotation) -> int:
    """Where the words begin: with the quotation, or with the sentence that it ends ("The plan "is bad," he said")."""
    doc = turn.verb.doc
    if turn.verb.i < quote.first or _last_before(doc, quote.start) in _BEFORE_WORDS:
        return quote.start
    if not doc.text[quote.inner_start : quote.inner_start + 1].islower():
        return quote.start
    first = (
        doc[quote.first].sent.start
        if doc[quote.first].sent.start < quote.first - 1
        else doc[quote.first - 2].sent.start
    )
    return doc[first].idx


def _stance(verb: Word) -> Stance:
    frame = taking(frames_of(verb), "quote")
    return frame.stance if frame else "asserted"


# --- the clause after the quotation -----------------------------------------------------------------------------------


def _clause_after(doc: Paragraph, quote: Quotation, quotes: Sequence[Quotation]) -> _Turn | None:
    """The speaker of "..." he said, "..." said the mayor of Lund, and "..." Holt, 40, told this paper."""
    mark = last_mark(doc, quote)
    comma = doc.text[quote.end : quote.end + 1] == ","
    if not quote.closed or (mark not in ",?!\u2026\u2014-." and not comma):
        return None
    first = _token_from(doc, quote.end)
    if first is None or (mark == "." and doc[first].is_title and doc[first].is_sent_start and not _is_bare(doc, first)):
        return None
    if doc[first].text == ",":
        first += 1
    for token in doc[first : min(first + _REACH, len(doc))]:
        if token.text in (";", ":", ".", "?", "!") or around(quotes, token.idx):
            return None
        if token.pos_ in ("CCONJ", "SCONJ") and token.i == first:
            return None
        if token.pos_ not in VERBS or token.dep_ in ("aux", "auxpass", "amod") or not _tells(token, first):
            continue
        turn = _said_after(token, first)
        if turn is not None:
            if _begins_a_sentence(doc, quote):
                return turn
            known = taking(frames_of(token), "quote") is not None
            return turn if known and not _has_a_clause_of_its_own(token) else None
    return None


def _is_bare(doc: Paragraph, first: int) -> bool:
    """Whether a sentence is nothing but a name and a verb of speech: Holt said."""
    words = [token for token in doc[first : doc[first].sent.end] if not token.is_punct and not token.is_space]
    verb = words[-1]
    return len(words) < 5 and verb.tag_ == "VBD" and taking(frames_of(verb), "inserted") is not None


def _begins_a_sentence(doc: Paragraph, quote: Quotation) -> bool:
    return _last_before(doc, quote.start) in ("", *".?!:\u201d\"'")


def _has_a_clause_of_its_own(verb: Word) -> bool:
    return any(c.dep_ == "ccomp" and c.left_edge.i > verb.i for c in verb.children)


def _tells(verb: Word, first: int) -> bool:
    """Whether a verb may be that of a speaker's clause: no participle, and no verb of a relative clause."""
    if verb.dep_ in ("relcl", "acl") and verb.i > first + 1:
        return False
    return verb.tag_ not in ("VBG", "VB") and (verb.tag_ != "VBN" or verb.i <= first + 1)


def _token_from(doc: Paragraph, offset: int) -> int | None:
    first = bisect_left(range(len(doc)), offset, key=lambda index: doc[index].idx)
    return next((index for index in range(first, len(doc)) if not doc[index].is_space), None)


def _said_after(verb: Word, first: int) -> _Turn | None:
    known = taking(frames_of(verb), "quote")
    subject = _subject_beside(verb, first)
    if subject is None or not may_speak(subject, ""):
        return None
    if known is None and not (is_finite(verb) and has_a_voice(subject) and _tells_alone(verb, subject, first)):
        return None
    return _Turn(verb, subject)


def _tells_alone(verb: Word, subject: Word, first: int) -> bool:
    """Whether a verb that is no cue by itself tells who spoke: "..., the mayor boomed", "..., boomed the mayor"."""
    if subject.i < verb.i:
        return _takes_nothing(verb)
    return verb.i == first and verb.tag_ == "VBD" and subject.left_edge.i == first + 1


def _subject_beside(verb: Word, first: int) -> Word | None:
    """The subject between the quotation and the verb, or right after a verb that follows the quotation."""
    own = next((c for c in verb.children if c.dep_ in SUBJECTS and c.i >= first), None)
    if own is not None and own.lower_ not in RELATIVES and own.left_edge.i <= max(first + 2, verb.i + 2):
        return own
    if verb.i <= first + 1:
        thing = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd") and c.i > verb.i), None)
        if thing is not None:
            return thing if has_a_voice(thing) else None
        return _name_behind(verb)
    before = [t for t in verb.doc[first : verb.i] if t.pos_ in ("PROPN", "NOUN", "PRON")]
    if own is None and before and not any(t.pos_ in VERBS and t.dep_ != "relcl" for t in verb.doc[first : verb.i]):
        head = before[0]
        while head.head.i != head.i and first <= head.head.i < verb.i and head.head.pos_ in ("PROPN", "NOUN"):
            head = head.head
        return head
    shared = speaker_of(verb)
    return shared if shared is not None and shared.i >= first and verb.dep_ == "conj" else None


def _name_behind(verb: Word) -> Word | None:
    """The name right behind a verb of speech which the parser hung elsewhere: "...," said Holt, half joking."""
    at = verb.i + 1
    if verb.tag_ != "VBD" or taking(frames_of(verb), "quote") is None or at >= verb.sent.end:
        return None
    name = verb.doc[at]
    while name.dep_ == "compound" and name.head.i > name.i:
        name = name.head
    return name if name.pos_ == "PROPN" and name.ent_type_ not in ("DATE", "TIME") else None


def _takes_nothing(verb: Word) -> bool:
    """Whether a verb that is no cue by itself has nothing of its own to its right ("..., the mayor thundered")."""
    return not any(c.dep_ in ("dobj", "ccomp", "xcomp", "attr", "acomp") and c.i > verb.i for c in verb.children)


# --- the clause before the quotation ----------------------------------------------------------------------------------


def _clause_before(doc: Paragraph, quote: Quotation, quotes: Sequence[Quotation]) -> _Turn | None:
    """The speaker of He said, "..." and of The letter makes its case: "..."."""
    begin = quote.first - 1
    while begin >= 0 and (doc[begin].is_space or doc[begin].idx >= quote.start):
        begin -= 1
    if begin < 0:
        return None
    lead = doc[begin]
    led = lead.text in (",", ":", "-", "\u2014", "\u2013") or lead.lower_ in ("that", "as")
    for token in reversed(doc[max(0, begin - _REACH) : begin + 1]):
        if token.text in (".", "?", "!", ";") or around(quotes, token.idx):
            return None
        if token.pos_ not in VERBS or token.dep_ in ("aux", "auxpass", "amod"):
            continue
        known = taking(frames_of(token), "quote")
        if known is None and lead.text != ":":
            if token.i == begin or not led:
                return None
            continue
        if not led and token.i < begin - 3:
            return None
        if _has_a_clause(token, quote) or (token.i < begin - 3 and doc[quote.first].text.islower()):
            return None
        subject = speaker_of(token) or stray_subject(token) or _inverted(token)
        if subject is None or not may_speak(subject, token.lemma_.lower(), cautious=known is None):
            continue
        return _Turn(token, subject)
    return None


def _inverted(verb: Word) -> Word | None:
    """The speaker right after the verb that opens a sentence: Said Holt: "..."."""
    after = verb.doc[verb.i + 1 : verb.i + 2]
    if verb.tag_ != "VBD" or not verb.is_title or not after or after[0].pos_ not in ("PROPN", "NOUN", "PRON"):
        return None
    return after[0]


def _has_a_clause(verb: Word, quote: Quotation) -> bool:
    """Whether the verb's clause begins before the quotation, which then is only a part of it."""
    return any(
        c.dep_ == "ccomp"
        and verb.i < c.left_edge.i < quote.first - 1
        and c.left_edge.text not in ("\u201c", '"', "''", "``")
        for c in verb.children
    )


# --- quotations that follow -------------------------------------------------------------------------------------------


def _goes_on(doc: Paragraph, turn: _Turn, quote: Quotation, sentence_of: dict[int, int]) -> bool:
    """Whether a quotation is more of the same speech: in the speaker's own sentence or in the next one."""
    if not reads_as_speech(doc, quote):
        return False
    last = turn.quotes[-1]
    spoken_last = max(last.after - 1, turn.verb.i)
    here = sentence_of[min(quote.first, len(doc) - 1)]
    begins = _token_from(doc, quote.start)
    led = begins is not None and (doc[begins].is_sent_start or doc[quote.first].is_sent_start)
    return here - sentence_of[spoken_last] <= 1 and (bool(led) or _last_before(doc, quote.start) in ",.?!;")


def _leads_to(doc: Paragraph, earlier: Quotation, quote: Quotation) -> bool:
    """Whether nothing but a space or a joining word stands between two quotations."""
    return _JOINED.fullmatch(doc.text, earlier.end, quote.start) is not None


def _opens_a_sentence(doc: Paragraph, quote: Quotation) -> bool:
    """Whether a quotation that reads as speech begins a sentence of its own."""
    before = _last_before(doc, quote.start, passed='"\u201d)')
    return reads_as_speech(doc, quote) and (not before or before in ".?!:")


def _signed(doc: Paragraph, quote: Quotation, sentence_of: dict[int, int]) -> Attribution | None:
    """A quotation with a name after a dash: "We lost everything." - Anna Holt."""
    match = _SIGNATURE.match(doc.text, quote.end)
    if match is None:
        return None
    return Attribution(
        source=match.span(2),
        cue=match.span(1),
        content=((quote.start, quote.end),),
        sentence=sentence_of[quote.first],
        stance="asserted",
        rule="signature",
        direct=True,
    )


def _unclaimed(quote: Quotation, sentence_of: dict[int, int]) -> Attribution:
    return Attribution(
        source=None,
        cue=(quote.start, quote.inner_start),
        content=((quote.start, quote.end),),
        sentence=sentence_of[quote.first],
        stance="unknown",
        rule=CONTINUED,
        direct=True,
    )


def _announced(doc: Paragraph, quotes: Sequence[Quotation], sentence_of: dict[int, int]) -> Iterator[Attribution]:
    """A paragraph that ends in "he said:", whose quotation is the next paragraph; it has no content yet."""
    if not doc.text.rstrip().endswith(":"):
        return
    for token in reversed(doc):
        if token.text in (".", "?", "!", ";") or around(quotes, token.idx):
            return
        last = token.i + 1 < len(doc) and doc[token.i + 1].text == ":"
        speaks = token.pos_ in VERBS and taking(frames_of(token), "quote")
        counted = token.pos_ in VERBS and _gives_a_count(token)
        if speaks or counted or (last and taking(frames_of(token), "object")):
            subject = speaker_of(token)
            if subject is not None and may_speak(subject, token.lemma_.lower(), of_paper=last or counted):
                yield Attribution(
                    source=source_span(subject),
                    cue=cue_span(token),
                    content=(),
                    sentence=sentence_of[token.i],
                    stance=_stance(token),
                    rule=OPENED,
                    sources=joint_sources(subject),
                    direct=True,
                )
                return


def _gives_a_count(verb: Word) -> bool:
    """Whether somebody gives a count that opens the rows behind a colon: "Officials gave this toll:"."""
    count = object_of(verb)
    rules = cues("attributions")
    return (
        count is not None
        and verb.lemma_.lower() in rules["giving"]["verbs"]
        and count.lemma_.lower() in rules["tallies"]["nouns"]
        and count.i + 1 < len(verb.doc)
        and count.nbor().text == ":"
    )


def with_whole_quotations(content: Spans, quotes: Sequence[Quotation]) -> Spans:
    """The stretches, one that ends inside a quotation drawn out to its closing mark."""
    out = []
    for start, end in content:
        begun = bisect_left(quotes, end, key=lambda quote: quote.inner_start)
        held = quotes[begun - 1] if begun else None
        whole = held is not None and start < held.inner_end and end <= held.end
        out.append((start, held.end) if held is not None and whole else (start, end))
    return merged(out)
