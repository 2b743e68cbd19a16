"""Where what is said ends: with the sentence, or before what is told beside it.

What is here: the end of a clause that a verb of speech takes, and of an object or an infinitive.
"""

from __future__ import annotations

from workbench.annotate.attributions.grammar import (
    VERBS,
    Spans,
    is_loose_participle,
    is_main,
    own_subject,
    stretch,
    tense,
)
from workbench.annotate.attributions.lexicon import frames_of, taking, words
from workbench.annotate.paragraph import Stretch, Word

_DASHES = ("\u2014", "\u2015", "--")


def own_words(verb: Word, first: int, after: int) -> Spans:
    """A stretch up to what is told beside it: ", who later left", "while others praised it", "and left", a dash."""
    for token in verb.doc[first + 1 : after]:
        if token.text in _DASHES and not any(t.text in _DASHES for t in verb.doc[token.i + 1 : after]):
            after = token.i
        elif token.dep_ == "relcl" and token.left_edge.i > first and token.doc[token.left_edge.i - 1].text == ",":
            after = token.left_edge.i
        elif token.dep_ == "advcl" and token.left_edge.i > first and token.left_edge.lower_ in words("beside"):
            after = token.left_edge.i if own_subject(token) is not None else after
        elif (
            token.dep_ == "conj"
            and token.tag_ in ("VBD", "VBZ")
            and token.head.tag_ == "VB"
            and own_subject(token) is None
        ):
            after = next((c.i for c in token.head.children if c.dep_ == "cc" and c.i < token.i), token.i)
        else:
            continue
        break
    return stretch(verb.doc, first, after)


def clause_end(verb: Word, first: int, sentence: Stretch) -> int:
    """Where a clause ends: with the sentence, or before what the speaker's own verb takes next."""
    last = sentence.end if is_main(verb) else max(verb.right_edge.i + 1, first + 1)
    for child in verb.children:
        begins_anew = (child.dep_ == "conj" and not _goes_on(child, verb)) or (
            child.dep_ == "advcl" and bool(frames_of(child))
        )
        if begins_anew and child.left_edge.i > first:
            last = min(last, child.left_edge.i)
    own = next((t.i for t in verb.doc[first + 1 : last] if _joins(t, verb)), last)
    return min(last, own, _next_statement(verb, first, last))


def _goes_on(other: Word, verb: Word) -> bool:
    """Whether a clause joined to the speaker's verb is more of what is said: "said some had left, but most stayed"."""
    own, speaker = own_subject(other), own_subject(verb)
    if own is None or speaker is None or (frames_of(other) and not _is_counted(own)):
        return False
    return own.i < other.i and own.lower_ != speaker.lower_


def _is_counted(word: Word) -> bool:
    """Whether a subject is a number or has one: "said 40 had come and nine in ten had voted"."""
    return word.like_num or any(child.dep_ == "nummod" for child in word.children)


def _next_statement(verb: Word, first: int, last: int) -> int:
    """Where another statement begins: behind a semicolon, or at a comma before somebody's next verb of speech.

    "The union claimed it was 9,000, while the bank said it was 3,500"; "said it was, adding that it would be".
    """
    quoted, listed = False, any(t.text == ":" for t in verb.doc[verb.i + 1 : first])
    for token in verb.doc[first:last]:
        if token.text in ("\u201c", "\u201d", '"', "''"):
            quoted = not quoted
            if not quoted and token.nbor(-1).text == "," and _speaks_next(verb, token.i + 1, last, adding=True):
                return token.i + 1
        if quoted or token.i <= first + 1:
            continue
        if (token.text == ";" and not listed) or (
            token.text == ":" and token.i + 1 < last and verb.doc[token.i + 1].is_title
        ):
            return token.i
        if token.text == "," and _is_gloss(token, last):
            return token.i
        if token.text == "," and token.i + 1 < last and _speaks_next(verb, token.i + 1, last):
            return token.i
    return last


def _is_gloss(comma: Word, last: int) -> bool:
    """Whether a comma behind closed quotation marks opens a remark on the words ("..., a claim nobody checked")."""
    if comma.i + 2 >= last or comma.nbor(-1).text not in ("\u201d", '"', "''"):
        return False
    return comma.nbor(1).lower_ in ("a", "an", "which", "something")


def _speaks_next(verb: Word, begin: int, last: int, *, adding: bool = False) -> bool:
    """Whether somebody's next verb of speech follows at once; with ``adding`` the same speaker's "-ing" alone."""
    for token in verb.doc[begin : min(begin + 12, last)]:
        if token.text in (",", ";", ":", "\u201c", '"', "that"):
            return False
        if token.pos_ not in VERBS or token.dep_ in ("aux", "auxpass"):
            continue
        frame = taking(frames_of(token), "inserted")
        if (
            frame is None
            or frame.stance in ("believed", "expected")
            or not any(c.i > token.i and c.dep_ != "punct" for c in token.children)
        ):
            return False
        if token.tag_ == "VBG" or adding:
            return token.tag_ == "VBG" and token.i <= begin + 1
        own = own_subject(token)
        return token.tag_ == verb.tag_ and own is not None and own.i < token.i and own.left_edge.i <= begin + 2
    return False


def _joins(token: Word, verb: Word) -> bool:
    """Whether a later cue verb is the speaker's own, though hung in the clause.

    "Said it would and added"; "said it would and arguing that".
    """
    if token.dep_ != "conj" or token.head.i == verb.i or own_subject(token) is not None:
        return False
    frames = frames_of(token)
    if is_loose_participle(token):
        return bool(frames)
    if tense(token) != verb.tag_:
        return False
    speaks = any(taking(frames, what) for what in ("inserted", "name", "clause"))
    return is_main(verb) and (speaks or (bool(frames) and tense(token.head) != verb.tag_))
