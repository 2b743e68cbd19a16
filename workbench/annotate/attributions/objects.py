"""The object or the phrase that a verb takes: "praised the crew", "put the toll at 60", "called for a vote"."""

from __future__ import annotations

from workbench.annotate.attributions.extent import own_words
from workbench.annotate.attributions.grammar import VERBS, Spans, own_subject, stretch
from workbench.annotate.attributions.lexicon import Frame, frames_of, small_word_behind, verb_frames, words
from workbench.annotate.paragraph import Word

_WITH_OBJECT = Frame("unknown", frozenset({"object"}))


def object_taken(verb: Word, frame: Frame) -> Spans:
    """The object that the verb takes with what belongs to it ("the crew for its work", "him a liar")."""
    if not frame.takes & {"object", "name", "as", "number"}:
        return ()
    heads = [c for c in verb.children if c.dep_ in ("dobj", "oprd", "attr", "ccomp", "xcomp", "acomp") and c.i > verb.i]
    heads = [
        c
        for c in heads
        if c.ent_type_ not in ("DATE", "TIME") and c.doc[c.left_edge.i - 1].lower_ not in ("and", "or", "but")
    ]
    extra = [c for c in verb.children if heads and c.i > heads[0].i and _completes(c)]
    if not heads and "object" in frame.takes:
        return _behind_a_small_word(verb) or _number_after(verb)
    if not heads and "number" in frame.takes:
        return _yes_or_no(verb)
    if not heads or not _fits(verb, frame, heads, extra):
        return ()
    if heads[0].lower_ in words("empty_objects") and len(heads) == 1 and not any(c.lower_ == "as" for c in extra):
        return ()
    last = max(joined_perfect(verb, child).right_edge.i for child in (*heads, *extra))
    return own_words(verb, max(heads[0].left_edge.i, verb.i + 1), max(last + 1, _end_of_part(verb, last + 1)))


def joined_perfect(verb: Word, perfect: Word) -> Word:
    """The participle joined to "to have sunk" and hung on the verb: "claimed to have sunk 40 boats and taken 12"."""
    if not any(c.dep_ == "aux" and c.lemma_.lower() == "have" for c in perfect.children):
        return perfect
    joined = (c for c in verb.children if c.dep_ == "conj" and c.i > perfect.i and c.tag_ in ("VBN", "VBD"))
    return next((c for c in joined if own_subject(c) is None and c.left_edge.i == c.i and not frames_of(c)), perfect)


def _end_of_part(verb: Word, after: int) -> int:
    """The end of a phrase behind a comma that counts a part of the object: "60 deaths, among them two children"."""
    rest = verb.doc[after : verb.sent.end]
    if len(rest) < 3 or rest[0].text != "," or rest[1].lower_ not in ("among", "including"):
        return after
    end = next((token.i for token in rest[1:] if token.text in (",", ";", ".", "\u2014")), verb.sent.end)
    part = verb.doc[after + 1 : end]
    return end if any(token.like_num for token in part) and not any(token.pos_ in VERBS for token in part) else after


def _completes(phrase: Word) -> bool:
    """Whether a phrase behind an object is part of what is said: no time and no place where it was said."""
    return phrase.dep_ == "prep" and (phrase.lower_ in words("complements") or not tells_when(phrase))


def thing_taken(verb: Word, frame: Frame) -> Spans:
    """The object of a verb that hands on or names something ("offered help to the town")."""
    return object_taken(verb, _WITH_OBJECT) if "thing" in frame.takes else ()


def _number_after(verb: Word) -> Spans:
    """A number that stands for the object ("feared up to 20,000")."""
    after = verb.right_edge.i + 1
    near = verb.doc[verb.i + 1 : min(verb.i + 5, after)]
    near = near[: next((at for at, token in enumerate(near) if token.pos_ in (*VERBS, "CCONJ")), len(near))]
    if not any(t.like_num and t.ent_type_ not in ("DATE", "TIME") for t in near) or any(t.is_punct for t in near[:1]):
        return ()
    return own_words(verb, verb.i + 1, after)


def _behind_a_small_word(verb: Word) -> Spans:
    """The object of a verb whose small word was taken for a preposition: "voted down a bill"."""
    small = small_word_behind(verb)
    if small is None or small.dep_ != "prep" or f"{verb.lemma_.lower()} {small.lower_}" not in verb_frames():
        return ()
    return own_words(verb, small.i + 1, small.right_edge.i + 1)


def _yes_or_no(verb: Word) -> Spans:
    """A bare answer: "said no"."""
    last = verb.doc[verb.i + 1 : verb.i + 2]
    if not last or last[0].lower_ not in ("yes", "no"):
        return ()
    after = verb.doc[verb.i + 2 : verb.i + 3]
    return stretch(verb.doc, verb.i + 1, verb.i + 2) if not after or after[0].is_punct or after[0].text == "to" else ()


def _fits(verb: Word, frame: Frame, heads: list[Word], extra: list[Word]) -> bool:
    """Whether there is a second thing where the verb names one, and an "as" where it takes one."""
    if "object" in frame.takes:
        return True
    if "number" in frame.takes:
        return heads[0].dep_ == "dobj" and heads[0].pos_ != "PROPN"
    if "as" in frame.takes:
        return any(
            child.lower_ in ("as", "like", "to", "with") for child in (*extra, *verb.children) if child.i > verb.i
        )
    fronted = any(c.i < verb.i and c.lower_ in ("what", "which", "whom", "whatever") for c in verb.children)
    small = heads[0].dep_ in ("ccomp", "xcomp") and heads[0].pos_ not in VERBS
    quoted = any(t.text in ("\u201c", '"', "''", "'") for t in verb.doc[heads[0].i + 1 : heads[0].right_edge.i + 3])
    named = len(heads) > 1 or small or fronted or quoted or _ends_in_a_name(heads[0])
    return named or verb.doc[verb.i + 1].lower_ == "it"


def _ends_in_a_name(thing: Word) -> bool:
    """Whether an object ends in what it is called: "the row unusual", "her late son her hero"."""
    last = thing.right_edge
    called = next((c for c in thing.children if c.dep_ == "appos" and c.i > thing.i), None)
    if called is not None and called.left_edge.i > 0:
        return called.left_edge.pos_ in ("DET", "PRON") and thing.doc[called.left_edge.i - 1].text != ","
    return last.pos_ == "ADJ" and last.i > thing.i and last.dep_ in ("amod", "acomp", "oprd")


def level_taken(verb: Word, frame: Frame) -> Spans:
    """An object with the number it is put at ("put the toll at 60")."""
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    if "level" not in frame.takes or thing is None or (verb.lemma_ == "have" and thing.lower_ != "it"):
        return ()  # "had it at 60" puts at a level, "had men at the gate" does not
    if not any(c.lower_ in words("levels") for c in verb.subtree):
        return ()  # "set fire to 60 barns" puts nothing at a level
    after = max(
        (c.right_edge.i for c in verb.children if c.i > thing.i and c.dep_ in ("prep", "advmod")),
        default=thing.right_edge.i,
    )
    after = max(after, thing.right_edge.i)
    numbered = any(token.like_num or token.ent_type_ == "CARDINAL" for token in verb.doc[thing.left_edge.i : after + 1])
    return own_words(verb, thing.left_edge.i, after + 1) if numbered else ()


def left_behind(verb: Word, frame: Frame, subject: Word) -> Spans:
    """The noun a relative clause tells more of, when it is the verb's object ("a plan the union opposed")."""
    if verb.dep_ != "relcl" or subject.i >= verb.i or subject.i < verb.head.i or "object" not in frame.takes:
        return ()
    if any(c.dep_ in ("dobj", "ccomp", "xcomp", "acomp", "oprd") and c.i > verb.i for c in verb.children):
        return ()
    pronoun = next(
        (c for c in verb.children if c.i < subject.i and c.lower_ in ("that", "which", "what", "whom", "who")), None
    )
    if pronoun is not None:
        return stretch(verb.doc, pronoun.i, pronoun.i + 1)
    thing = verb.head
    return stretch(verb.doc, thing.left_edge.i, verb.left_edge.i) if verb.left_edge.i == subject.left_edge.i else ()


def fronted(verb: Word, frame: Frame, subject: Word) -> Spans:
    """The question word before the subject with what it is called ("what the union described as a disgrace")."""
    if not frame.takes & {"name", "as"}:
        return ()
    word = next((c for c in verb.children if c.i < subject.i and c.lower_ in ("what", "whatever", "whom")), None)
    if word is None or word.dep_ not in ("dobj", "pobj", "attr", "oprd"):
        return ()
    more = [c for c in verb.children if c.i > verb.i and (c.dep_ == "oprd" or c.lower_ == "as")]
    if not more:
        return ()
    return (
        *stretch(verb.doc, word.i, word.i + 1),
        *(span for c in more for span in stretch(verb.doc, c.left_edge.i, c.right_edge.i + 1)),
    )


def phrase_taken(verb: Word, frame: Frame) -> tuple[Word | None, Spans]:
    """What follows a preposition that the verb takes ("called for a vote", "complained about the noise")."""
    if not frame.prepositions:
        return None, ()
    heard = [c for c in verb.children if c.dep_ in ("dobj", "dative") and verb.lemma_.lower() in words("addressing")]
    for child in [*verb.children, *(c for one in heard for c in one.children)]:
        if (
            child.i > verb.i
            and child.lower_ in frame.prepositions
            and child.dep_ in ("prep", "agent", "prt", "mark", "dative")
            and not tells_when(child)
            and _is_among(child, frame.objects)
        ):
            after = child.right_edge.i + 1 if child.right_edge.i > child.i else verb.right_edge.i + 1
            joined = next(
                (c for c in verb.children if c.dep_ in ("xcomp", "ccomp", "advcl", "pcomp") and c.i >= after - 1), None
            )
            if joined is not None and joined.left_edge.i <= after:
                after = joined.right_edge.i + 1
            for more in verb.children:
                if more.dep_ == "prep" and more.lower_ == "as" and more.i >= after:
                    after = more.right_edge.i + 1
            return child, own_words(verb, child.i + 1, after)
    return _clause_behind(verb, frame)


def _clause_behind(verb: Word, frame: Frame) -> tuple[Word | None, Spans]:
    """The infinitive with a subject of its own that the preposition opens ("called for the mayor to resign")."""
    for child in verb.children:
        opener = child.left_edge
        if (
            child.dep_ in ("advcl", "ccomp", "xcomp")
            and opener.i == verb.i + 1
            and opener.dep_ == "mark"
            and opener.lower_ in frame.prepositions
        ):
            return opener, own_words(verb, opener.i + 1, child.right_edge.i + 1)
    return None, ()


def _is_among(preposition: Word, objects: frozenset[str]) -> bool:
    return not objects or any(c.dep_ == "pobj" and c.lemma_.lower() in objects for c in preposition.children)


def tells_when(preposition: Word) -> bool:
    """Whether what follows is a time, a place or an organ ("on Friday", "for months", "on Twitter")."""
    thing = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if thing is None:
        return False
    return thing.ent_type_ in ("DATE", "TIME") or thing.lemma_.lower() in words("settings")
