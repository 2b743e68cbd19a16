"""A speaker's clause put into or after what is said: "The road, she said, is shut", "As the mayor put it, ...".

What a verb takes to its right is left to ``clauses.py`` and ``objects.py``.
"""

from __future__ import annotations

from workbench.annotate.attributions.grammar import (
    SUBJECTS,
    VERBS,
    Spans,
    after_semicolon,
    cue_span,
    hidden_subject,
    is_finite,
    own_subject,
    stray_subject,
    stretch,
)
from workbench.annotate.attributions.lexicon import Frame, frames_of, has_a_voice, may_speak, taking, words
from workbench.annotate.paragraph import Stretch, Word

#: How it is told, who tells it, the frame of the verb, what is told, and the cue.
Found = tuple[str, Word | None, Frame, Spans, tuple[int, int]]


#: So many tokens before "he said." are words said, whatever the parser made of them.
_PHRASE = 6
#: How the words of a name hang on a verb that was taken for a noun.
_OF_A_NAME = ("compound", "amod", "poss", "det", "nmod", "nummod", "case")
#: What sets a speaker's clause off from what is said.
_BREAKS = (",", "\u2014", "--", "\u2013")


def inserted_in(verb: Word, frames: tuple[Frame, ...], sentence: Stretch) -> Found | None:
    """The speaker's clause that closes a sentence or stands between commas in it, with the rest as content."""
    turned = _turned(verb, frames, sentence)
    if turned is not None:
        return turned
    frame = taking(frames, "inserted") or (taking(frames, "quote") if _puts_it(verb) else None)
    subject = _inserted_subject(verb) if frame is not None else None
    if frame is None or subject is None or not may_speak(subject, verb.lemma_.lower()) or _is_one_of_them(subject):
        return None
    quoter = own_subject(verb) if _quotes_as_saying(verb, subject) else None
    doc, first, after = sentence.doc, _beginning(verb, quoter or subject), _end_of_clause(verb, subject)
    if doc[first].lower_ == "as":
        return _as_somebody_says(verb, subject, frame, sentence, (first, after))
    begin = after_semicolon(doc[sentence.start : first])
    goes_on = after < sentence.end and doc[after].text in _BREAKS
    before, behind = doc[begin:first], doc[after : sentence.end]
    if first - begin < 2 or doc[first - 1].text not in (*_BREAKS, "\u201d", '"', "''", "-"):
        return None
    closes = (
        after >= sentence.end - 1
        and subject.pos_ in ("PRON", "PROPN")
        and (len(before) > _PHRASE or _is_a_name(before))
    )
    if not closes and not _tells_by_itself(before, verb) and not (goes_on and _tells_by_itself(behind, verb)):
        return None
    content = stretch(doc, begin, first)
    another = after < sentence.end and doc[after].text == ";"
    if not another and stretch(doc, after, sentence.end) and not _only_adjuncts(behind):
        if not goes_on and doc[after].text != "-":
            return None
        content = (*content, *(_rest(verb, after, sentence) if goes_on else ()))
    elif goes_on and _counts_a_part(behind):
        content = (*content, *stretch(doc, after, sentence.end))
    return "inserted", subject, frame, content, cue_span(verb)


def _turned(verb: Word, frames: tuple[Frame, ...], sentence: Stretch) -> Found | None:
    """The speaker behind the verb who was taken for the subject of what is said: "The bank, said Holt, may close"."""
    frame = taking(frames, "inserted")
    own, at = own_subject(verb), verb.i + 1
    if frame is None or own is None or verb.tag_ != "VBD" or own.i > verb.i or verb.nbor(-1).text != ",":
        return None
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i > verb.i), None)
    name = own_subject(clause) if clause is not None else None
    if name is None or name.left_edge.i != at or not has_a_voice(name):
        return None
    after = name.right_edge.i + 1
    if after >= sentence.end or (sentence.doc[after].text != "," and sentence.doc[after - 1].text != ","):
        return None
    begin = after_semicolon(sentence.doc[sentence.start : verb.i])
    content = (*stretch(sentence.doc, begin, verb.i), *stretch(sentence.doc, after, sentence.end))
    return "inserted", name, frame, content, cue_span(verb)


def _is_one_of_them(subject: Word) -> bool:
    """Whether a noun is told to be one of those before it: "40 were saved, the latest a girl found in a cellar"."""
    before = subject.doc[subject.left_edge.i : subject.i]
    return any(token.tag_ in ("JJS", "RBS") or token.lower_ in ("first", "last", "latest") for token in before) and any(
        token.lower_ in ("a", "an") and token.i > subject.left_edge.i for token in before
    )


def _is_a_name(tokens: Stretch) -> bool:
    """Whether a short stretch names what is meant: "People like her" in "People like her, he said."."""
    return tokens[0].pos_ in ("NOUN", "PROPN", "PRON") and tokens.root.pos_ in ("NOUN", "PROPN", "PRON")


def _beginning(verb: Word, subject: Word) -> int:
    """Where the speaker's clause begins: with the subject or the verb, and an auxiliary or "as" before them."""
    first = min(subject.left_edge.i, verb.i)
    while first > verb.sent.start and verb.doc[first - 1].head.i == verb.i and verb.doc[first - 1].dep_ in _OF_A_NAME:
        first = verb.doc[first - 1].left_edge.i  # what the parser hung to "show" as to a noun
    leading = [
        c.i
        for c in verb.children
        if c.dep_ in ("aux", "advmod", "neg", "mark", "det") and 0 < first - c.i <= 2 and c.nbor().text != ","
    ]
    return min([first, *leading])


def _tells_by_itself(tokens: Stretch, verb: Word) -> bool:
    """Whether a stretch has a main verb: "In 2010" and "When she came" before a comma have none."""
    opener = next((token for token in tokens if token.pos_ not in ("ADV", "SCONJ", "CCONJ")), None)
    if opener is not None and opener.tag_ in ("VBN", "VBG") and opener.dep_ in ("advcl", "prep"):
        return any(token.head.i == opener.head.i and token.dep_ in SUBJECTS and token.i > opener.i for token in tokens)
    for token in tokens:
        if token.pos_ not in VERBS or token.dep_ in (
            "aux",
            "auxpass",
            "relcl",
            "amod",
            "pcomp",
            "xcomp",
            "csubj",
        ):
            continue
        if token.dep_ == "acl" and not _is_whole(token):
            continue
        participle = token.tag_ in ("VBG", "VBN") and not _is_whole(token)
        if token.dep_ == "advcl" and (participle or _is_subordinate(token)):
            continue
        if token.tag_ in ("VBD", "VBZ", "VBP", "VB", "VBN", "VBG") and not _is_subordinate(token):
            return True
    if not tokens or any(token.head.i == verb.i and token.dep_ == "ccomp" for token in tokens):
        return bool(tokens)
    counted = any(
        token.like_num and token.pos_ == "NUM" and token.ent_type_ not in ("DATE", "TIME") for token in tokens
    )
    return counted and not any(token.pos_ in VERBS for token in tokens)


def _is_whole(verb: Word) -> bool:
    """Whether a verb stands in a tense with a subject of its own, whatever the parser hung it to."""
    return is_finite(verb) and own_subject(verb) is not None


def _is_subordinate(verb: Word) -> bool:
    return any(
        c.dep_ in ("mark", "advmod") and c.i < verb.i and c.lower_ in words("subordinating") for c in verb.children
    )


def _as_somebody_says(
    verb: Word, subject: Word, frame: Frame, sentence: Stretch, clause: tuple[int, int]
) -> Found | None:
    """The sentence around "as the mayor put it", set off by commas or at the head of the sentence."""
    first, after = clause
    opens = first == sentence.start
    if after >= sentence.end or sentence.doc[after].text == ".":
        if opens or not _takes_only_a_day(verb):
            return None
    elif sentence.doc[after].text != ",":
        return None
    before = sentence.doc[first - 1]
    if not opens and before.text not in (",", "-", "--", "\u2014") and before.pos_ != "CCONJ":
        return None
    content = (*stretch(sentence.doc, sentence.start, first), *stretch(sentence.doc, after, sentence.end))
    return ("inserted", subject, frame, content, cue_span(verb)) if content else None


def _takes_only_a_day(verb: Word) -> bool:
    """Whether nothing but a day or an adverb stands behind a verb: "as the mayor said last week"."""
    return all(c.dep_ in ("npadvmod", "advmod", "punct", "prt") for c in verb.children if c.i > verb.i)


def _rest(verb: Word, after: int, sentence: Stretch) -> Spans:
    """The rest of the sentence, up to what the speaker's own verb takes next ("he said, adding that ...")."""
    for child in verb.children:
        if child.i >= after and child.dep_ in ("conj", "advcl") and frames_of(child):
            return stretch(sentence.doc, after, child.left_edge.i)
    dash = next(
        (t.i for t in sentence.doc[after + 1 : sentence.end] if t.text in ("\u2014", "\u2015", "--")), sentence.end
    )
    return stretch(sentence.doc, after, dash)


def _is_complete(verb: Word) -> bool:
    """Whether a verb takes nothing to its right, or has what it takes to its left and only a remark behind a comma."""
    right = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("ccomp", "xcomp")), None)
    if right is None:
        return True
    left = any(c.dep_ == "ccomp" and c.i < verb.i for c in verb.children)
    return left and any(t.text in (",", ";") for t in verb.doc[verb.i + 1 : right.left_edge.i])


def _inserted_subject(verb: Word) -> Word | None:
    """The subject of a clause that takes nothing to its right."""
    if not _is_complete(verb):
        return None
    marks = [c.lower_ for c in verb.children if c.dep_ in ("mark", "advmod") and c.lower_ in words("subordinating")]
    if marks and marks != ["as"]:
        return None
    behind = (c for c in verb.children if c.dep_ in SUBJECTS and c.left_edge.i == verb.i + 1)
    own = next(behind, None) or own_subject(verb) or hidden_subject(verb) or _named_before(verb)
    hidden = verb.tag_ in ("VBN", "VB") and own is not None and own.dep_ == "nsubj"
    if verb.tag_ in ("VBG", "VB", "VBN") and not hidden and not any(c.dep_ == "aux" for c in verb.children):
        return None
    told = verb.lemma_.lower() in words("addressing")
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "attr", "oprd", "dep") and c.i > verb.i), None)
    if own is not None and thing is not None and (_quotes_as_saying(verb, thing) or _is_inverted(verb, own, thing)):
        return thing
    if own is not None:
        if own.lower_ in ("who", "which", "that", "whom", "what") and not own.is_upper:
            return None
        if _puts_it(verb):
            return own
        return own if thing is None or told or thing.dep_ == "npadvmod" or thing.ent_type_ in ("DATE", "TIME") else None
    if thing is not None and has_a_voice(thing) and thing.left_edge.i == verb.i + 1 and not told:
        return thing
    return None


def _named_before(verb: Word) -> Word | None:
    """The speaker that the parser hung on a name before it: "at the yard in Lund, a spokeswoman there said"."""
    one = stray_subject(verb) if (verb.dep_, verb.tag_) == ("parataxis", "VBD") else None
    return one if one is not None and one.dep_ == "appos" and has_a_voice(one) else None


def _is_inverted(verb: Word, own: Word, thing: Word) -> bool:
    """Whether a speaker behind the verb was taken for its object: "The toll, specified the mayor, stands at 40"."""
    if verb.i == 0 or verb.nbor(-1).text != "," or thing.left_edge.i != verb.i + 1 or not has_a_voice(thing):
        return False
    after = thing.right_edge.i + 1
    closed = after >= verb.sent.end - 1 or verb.doc[after].text == ","
    return closed and not any(token.text == "," for token in verb.doc[own.left_edge.i : verb.i - 1])


def _puts_it(verb: Word) -> bool:
    """Whether a verb stands in "as the mayor put it"."""
    return verb.lemma_.lower() == "put" and verb.i + 1 < len(verb.doc) and verb.nbor().lower_ == "it"


def _quotes_as_saying(verb: Word, thing: Word) -> bool:
    """Whether an outlet quotes somebody else "as saying" what came before: "..., Dagen quoted him as saying"."""
    return verb.lemma_.lower() in ("quote", "cite") and any(
        child.lower_ == "as" and child.i > thing.i and any(inner.dep_ == "pcomp" for inner in child.children)
        for child in verb.children
    )


def _end_of_clause(verb: Word, subject: Word) -> int:
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


def _counts_a_part(tokens: Stretch) -> bool:
    """Whether a phrase behind the speaker's clause tells more of it: ", he said, including 11 boys", "two of them"."""
    rest = [token for token in tokens if not token.is_punct]
    if not rest or not any(token.like_num for token in rest):
        return False
    if rest[0].like_num and len(rest) > 2:
        return rest[1].lower_ == "of" and rest[2].lower_ in ("them", "whom", "these", "those")
    return rest[0].lower_ in words("counting_on") or (rest[0].tag_ == "VBG" and not frames_of(rest[0]))


def _only_adjuncts(tokens: Stretch) -> bool:
    """Whether what follows is a short phrase with no verb of its own ("on Friday", "in a statement")."""
    rest = [token for token in tokens if not token.is_punct and not token.is_space]
    return len(rest) <= 14 and not any(t.pos_ in VERBS and t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in rest)
