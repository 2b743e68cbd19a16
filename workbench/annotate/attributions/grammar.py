"""Who does a verb, and the stretches of text that a source, a cue and a run of tokens cover.

Everything here is asked of the parse alone; which words are cues is left to ``lexicon.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from workbench.annotate.attributions.lexicon import frames_of, has_a_voice, is_paper, taking
from workbench.annotate.paragraph import Paragraph, Stretch, Word

Spans = tuple[tuple[int, int], ...]
SUBJECTS = ("nsubj", "nsubjpass")
VERBS = ("VERB", "AUX")
RELATIVES = ("who", "which", "that", "whom")
#: Words for people left open, which stand as a subject.
_SOME = ("some", "many", "most", "others", "few", "several", "all", "both")
_DASHES = ("\u2014", "\u2013", "--")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def own_subject(verb: Word) -> Word | None:
    """The subject that hangs on the verb itself, the nearest where the parser hung two before it."""
    found = [child for child in verb.children if child.dep_ in SUBJECTS]
    before = [child for child in found if child.i < verb.i]
    own = before[-1] if before else next(iter(found), None)
    if len(before) > 1 and _names_the_last_of(before[-2], before[-1]):
        own = before[-2]
    return _named_with_a_participle(verb) if own is None else _behind_an_opening(own)


def _named_with_a_participle(verb: Word) -> Word | None:
    """The name behind a bare "-ing" that the parser took for a clause: "Fuming Holt blasted the vote"."""
    clause = next((c for c in verb.children if c.dep_ == "csubj" and c.tag_ == "VBG" and c.i < verb.i), None)
    named = clause is not None and [c.dep_ for c in clause.children if not c.is_punct] == ["dobj"]
    name = clause.children[0] if clause is not None and named else None
    fits = name is not None and clause is not None and name.left_edge.i == clause.i + 1 and name.pos_ == "PROPN"
    return name if fits and name is not None and name.ent_type_ not in ("GPE", "LOC", "FAC") else None


def _names_the_last_of(first: Word, name: Word) -> bool:
    """Whether a name taken for a second subject names what the first is of: "Ann Sole of the charity MedAid said"."""
    last = first.right_edge
    return name.pos_ == "PROPN" and last.pos_ == "NOUN" and last.i != first.i and last.i + 1 == name.left_edge.i


def _behind_an_opening(own: Word) -> Word:
    """The name taken for an apposition to an opening phrase: "With 50 days to go, Holt, the mayor, said".

    An opening phrase ends with a comma, so a subject before the first comma of such a sentence is none.
    """
    sentence = own.sent
    if own.i == sentence.start or sentence[0].tag_ not in ("IN", "VBG", "VBN", "TO") or not own.children:
        return own
    if any(token.text == "," for token in sentence.doc[sentence.start : own.i]):
        return own
    return next(
        (c for c in own.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.doc[c.left_edge.i - 1].text == ","),
        own,
    )


def speaker_of(verb: Word) -> Word | None:
    """Who does the verb: its subject, one shared with the verb it is joined to, or the noun that it describes.

    Followed upward from "was able to say", "took pains to say" and "by saying" to the verb that has the subject.
    """
    nearest = _subject_right_before(verb) or _beside(verb)
    if nearest is not None:
        return nearest
    hidden = hidden_subject(verb)
    if hidden is not None:
        return hidden
    seen = _reported_with(verb)
    for _ in range(6):
        own = own_subject(seen)
        if (
            own is not None
            and own.lower_ == "it"
            and seen.i != verb.i
            and any(c.dep_ == "acomp" for c in seen.children)
        ):
            return None  # "it is hard to imagine": nobody who is named
        if own is not None:
            return seen.head if own.lower_ in RELATIVES and seen.dep_ == "relcl" else own
        above = seen.head
        if above.i == seen.i:
            return None
        if _is_of_an_event(seen):
            seen = above.head.head
            continue
        if seen.dep_ in ("acl", "relcl") and above.dep_ != "dobj":
            return _described(seen)
        if above.pos_ in ("NOUN", "PROPN"):
            owner = _described(seen) if seen.dep_ in ("acl", "relcl") else _owner(above)
            if owner is not None or above.dep_ != "dobj":
                return owner
        elif above.pos_ in VERBS:
            heard = _object(above)
            taken = seen.dep_ == "xcomp" or _is_quoted(seen, above) or _is_a_reason(seen, heard)
            if heard is not None and heard.i < seen.i and taken:
                return heard
            if seen.dep_ not in ("conj", "advcl", "xcomp", "prep", "dep", "ccomp", "aux", "acomp", "dobj"):
                return None
        elif above.pos_ not in ("ADP", "ADJ", "SCONJ", "ADV", "PART"):
            return None
        seen = above
    return None


def hidden_subject(verb: Word) -> Word | None:
    """The subject that the parser hung to the verb as to a noun: "Some accused the bank", "Holt predicts that"."""
    if own_subject(verb) is not None:
        return None
    before = next((c for c in verb.children if c.i == verb.i - 1), None)
    if before is None:
        return None
    if verb.pos_ in VERBS:
        if before.dep_ == "amod":
            return before if before.lower_ in _SOME else None
        return before if before.dep_ == "compound" and has_a_voice(before) else None
    return before if before.dep_ in ("compound", "amod", "nmod") and has_a_voice(before) else None


def _is_of_an_event(verb: Word) -> bool:
    """Whether a participle behind a thing that cannot speak is the speaker's: "said at a ceremony announcing that"."""
    thing = verb.head
    at = thing.head
    return (
        (verb.dep_, verb.tag_, thing.dep_) == ("acl", "VBG", "pobj")
        and not has_a_voice(thing)
        and at.head.pos_ in VERBS
        and bool(frames_of(at.head))
    )


def _is_a_reason(opener: Word, heard: Word | None) -> bool:
    """Whether a phrase tells what somebody is praised, blamed or held for: "faulted the mayor for saying that"."""
    doing = any(child.dep_ == "pcomp" and child.tag_ == "VBG" for child in opener.children)
    return opener.dep_ == "prep" and opener.lower_ == "for" and doing and voiced(heard)


def _is_quoted(opener: Word, verb: Word) -> bool:
    """Whether a phrase tells what the verb's object is quoted as saying: "The station quoted an aide as saying"."""
    return opener.lower_ == "as" and verb.lemma_.lower() in ("quote", "cite")


def stray_subject(verb: Word) -> Word | None:
    """The name right before a finite verb, or at the head of its sentence, which the parser hung elsewhere."""
    if not is_finite(verb) or own_subject(verb) is not None or verb.dep_ in ("relcl", "acl", "conj", "ccomp", "xcomp"):
        return None
    at = verb.i - 1
    while at > 0 and verb.doc[at].pos_ in ("ADV", "AUX", "PART"):
        at -= 1
    if at < 0:
        return None
    before = verb.doc[at]
    if before.pos_ in ("PROPN", "PRON", "NOUN") or (
        before.is_title and before.is_alpha and before.pos_ in ("ADJ", "VERB")
    ):
        return before
    first = verb.sent[0]
    if before.text == "," and first.is_title and first.i + 1 < len(verb.doc) and verb.doc[first.i + 1].text == ",":
        return first if first.pos_ in ("PROPN", "NOUN", "ADJ") else None
    if before.text == "," or before.text == ")":
        heads = (t for t in verb.sent if t.i < at and t.dep_ in ("nsubj", "ROOT", "dep", "npadvmod"))
        return next((t for t in heads if t.pos_ in ("PROPN", "NOUN")), None)
    return None


def _subject_right_before(verb: Word) -> Word | None:
    """The subject of the subordinate clause that a closing "saying" follows: "until the mill gave in, saying 40 ...".

    What somebody "adds" goes with what the same one said before.
    """
    if verb.tag_ != "VBG" or verb.dep_ != "advcl" or verb.lemma_.lower() == "add" or verb.i < 2:
        return None
    if not _is_behind_a_comma(verb):
        return None
    for token in reversed(verb.doc[verb.sent.start : verb.i - 1]):
        if token.dep_ == "advcl" and token.right_edge.i == verb.i - 2 and any(c.dep_ == "mark" for c in token.children):
            if taking(frames_of(token.head), "inserted") is not None and _object(token.head) is None:
                return None  # "the mayor said after the mill gave in, noting": the mayor goes on
            subject = own_subject(token)
            return subject if voiced(subject) and subject is not None and subject.pos_ != "PRON" else None
    return None


def _beside(verb: Word) -> Word | None:
    """Whoever does something beside what the sentence tells: "It ended with Holt asking whether"."""
    before = verb.doc[verb.i - 1] if verb.i else verb
    at = before.head
    told = verb.tag_ == "VBG" and before.dep_ == "pobj" and at.lower_ == "with" and verb.head.i != before.i
    return before if told and voiced(before) else None


def _reported_with(verb: Word) -> Word:
    """The verb of speech whose clause a later "and added" or ", adding" was hung in, else the verb itself."""
    closing = is_loose_participle(verb) or (verb.tag_ == "VBG" and verb.dep_ == "advcl" and _is_behind_a_comma(verb))
    joined = verb.dep_ == "conj" and tense(verb) in ("VBD", "VBZ") and own_subject(verb) is None
    if not closing and not joined:
        return verb
    seen = verb.head
    for _ in range(4):
        above = seen.head
        if above.i < seen.i and any(token.text == ";" for token in verb.doc[above.i : verb.i]):
            return verb
        if seen.dep_ == "ccomp" and above.i < seen.i and above.pos_ in VERBS and own_subject(above):
            return above if closing or above.tag_ == tense(verb) else verb
        if closing and seen.dep_ in ("acl", "relcl") and above.dep_ == "dobj" and frames_of(above.head):
            return above.head if own_subject(above.head) is not None else verb
        if seen.dep_ not in ("conj", "xcomp", "advcl") or above.i == seen.i:
            return verb
        seen = above
    return verb


def _is_behind_a_comma(verb: Word) -> bool:
    """Whether a comma stands right before a verb, or in the closing quotation marks before it."""
    before = verb.doc[max(verb.i - 2, 0) : verb.i]
    return before.text.endswith((",", ',"', ",\u201d", ",''"))


def _object(verb: Word) -> Word | None:
    return next((child for child in verb.children if child.dep_ in ("dobj", "dative")), None)


def _owner(noun: Word) -> Word | None:
    """Whose a noun is: "his decision to speak"."""
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def _described(verb: Word) -> Word | None:
    """The noun that a verb describes, when the verb is done by it: "a letter saying", not "a man asked"."""
    if verb.dep_ == "relcl" or verb.tag_ == "VBG" or is_hidden_main_verb(verb):
        return verb.head
    return _owner(verb.head) if verb.tag_ == "VB" else None


def is_hidden_main_verb(verb: Word) -> bool:
    """A past tense that the parser took for a participle: it has an object, a clause or, behind a comma, a name."""
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD"):
        return False
    behind = [child.dep_ for child in verb.children if child.i > verb.i]
    taken = set(behind)
    if behind.count("oprd") > 1:
        return True  # "one aide called the vote a farce": who "is called" something is called one thing
    return bool(taken & {"ccomp", "dobj"}) or ("oprd" in taken and verb.i > 0 and verb.doc[verb.i - 1].text == ",")


def is_passive(verb: Word) -> bool:
    """Whether what the verb tells is done to its subject."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return not _is_a_perfect(verb)
    own = own_subject(verb)
    if (
        verb.tag_ != "VBN"
        or is_hidden_main_verb(verb)
        or (own is not None and own.lower_ not in RELATIVES)
        or any(child.dep_ == "aux" for child in verb.children)
    ):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        return is_passive(verb.head) or verb.head.tag_ not in ("VBD", "VBN")
    return verb.dep_ in ("acl", "advcl", "amod", "relcl")


def _is_a_perfect(verb: Word) -> bool:
    """Whether an "'s" taken for "is" stands for "has": "he's predicted heavy losses"."""
    kinds = {child.dep_: child.lower_ for child in verb.children}
    return kinds.get("auxpass", "")[1:] == "s" and "nsubj" in kinds and "dobj" in kinds


def is_loose_participle(verb: Word) -> bool:
    """Whether a bare "-ing" is joined to a verb in a tense, and so belongs to a speaker further up.

    "She said the dam was old and arguing that it leaks": the dam does not argue.
    """
    return (
        verb.dep_ == "conj"
        and verb.tag_ == "VBG"
        and verb.head.tag_ in ("VBD", "VBZ", "VBP")
        and not any(child.dep_ in ("aux", "auxpass") for child in verb.children)
        and not any(child.dep_ == "aux" and child.lemma_ == "be" for child in verb.head.children)
    )


def is_main(verb: Word) -> bool:
    """Whether a verb is the sentence's main one, or joined to it as an equal."""
    while verb.dep_ in ("conj", "parataxis", "ccomp") and verb.head.i != verb.i:
        if verb.dep_ == "ccomp" and verb.head.i < verb.i:
            return False
        verb = verb.head
    return verb.dep_ == "ROOT"


def is_finite(verb: Word) -> bool:
    """Whether a verb stands in a tense, by itself or through an auxiliary."""
    return verb.tag_ in _FINITE or any(c.dep_ in ("aux", "auxpass") and c.tag_ in _FINITE for c in verb.children)


def tense(verb: Word) -> str:
    """The tag of the tense a verb stands in, "did not say" being a past."""
    return next((c.tag_ for c in verb.children if c.dep_ == "aux" and c.lower_ in ("did", "does", "do")), verb.tag_)


# --- spans ------------------------------------------------------------------------------------------------------------


def source_span(head: Word) -> tuple[int, int]:
    """The noun phrase of a source with its appositions, without the clauses and the days that follow it."""
    dropped = {
        token.i
        for child in head.subtree
        if child.i > head.i
        and (child.dep_ in ("relcl", "acl", "advcl", "parataxis") or _tells_the_day(child))
        and not _tells_the_author(child)
        for token in child.subtree
    }
    kept = [token for token in head.subtree if token.i not in dropped and not token.is_space]
    while kept and kept[-1].is_punct and kept[-1].text not in ')\u201d"':
        kept.pop()
    while kept and kept[0].i < head.i and (kept[0].is_punct or kept[0].dep_ in ("cc", "mark", "advmod")):
        kept.pop(0)
    run: list[Word] = []
    for token in kept:
        if token.i > head.i and token.text in _DASHES:
            break
        if token.i <= head.i or token.i - (run[-1].i if run else head.i) <= 2:
            run.append(token)
    return (run[0].idx, run[-1].idx + len(run[-1])) if run else (head.idx, head.idx + len(head))


def _tells_the_author(token: Word) -> bool:
    """Whether a participle behind a paper says whose it is: "figures released by the ministry"."""
    agent = next((child for child in token.children if child.dep_ == "agent"), None)
    return token.tag_ == "VBN" and token.dep_ == "acl" and agent is not None and is_paper(token.head)


def _tells_the_day(token: Word) -> bool:
    """Whether a phrase behind a name says when and belongs to the verb: "on Monday" in "A delegate on Monday said"."""
    noun = next((child for child in token.children if child.dep_ == "pobj"), None) if token.dep_ == "prep" else token
    if token.head.pos_ == "ADJ":  # "34-year-old" is an age
        return False
    return noun is not None and token.dep_ in ("prep", "npadvmod") and noun.ent_type_ in ("DATE", "TIME")


def joint_sources(head: Word) -> Spans:
    """Each holder of a joint source ("The U.S. and South Korea"), or nothing for a single one."""
    others = [child for child in head.children if child.dep_ == "conj"]
    if not others:
        return ()
    joins = [child.left_edge.i for child in head.children if child.dep_ == "cc"]
    first = head.doc[head.left_edge.i : max(min(joins, default=others[0].left_edge.i), head.i + 1)]
    return (
        (first.start_char, first.end_char),
        *(span for other in others for span in (joint_sources(other) or (source_span(other),))),
    )


def cue_span(verb: Word) -> tuple[int, int]:
    """The verb with its auxiliaries, its "not" and its particle."""
    parts = [verb, *(c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg", "prt") and abs(c.i - verb.i) <= 3)]
    return min(part.idx for part in parts), max(part.idx + len(part) for part in parts)


def through(cue: tuple[int, int], token: Word) -> tuple[int, int]:
    """A cue drawn out to hold one more token."""
    return min(cue[0], token.idx), max(cue[1], token.idx + len(token))


def addressee(verb: Word) -> tuple[int, int] | None:
    """Whom a speaker told: the outlet or wire that passes it on."""
    if verb.lemma_.lower() not in ("tell", "inform", "brief"):
        return None
    heard = next((c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ in ("PROPN", "NOUN")), None)
    return source_span(heard) if heard is not None else None


def stretch(doc: Paragraph, first: int, after: int) -> Spans:
    """The characters of a run of tokens, edges freed of marks, spaces and a joining "and"; nothing if none is left."""
    while first < after and (doc[first].is_space or doc[first].text in ",;:)\u2014\u2013-"):
        first += 1
    while first < after and _is_loose(doc[after - 1]):
        after -= 1
    return ((doc[first].idx, doc[after - 1].idx + len(doc[after - 1])),) if first < after else ()


def _is_loose(token: Word) -> bool:
    return token.is_space or token.text in ",;:.(\u2014\u2013-" or token.pos_ == "CCONJ"


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """The stretches in order, those that touch or overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1] + 1:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def minus(text: str, spans: Sequence[tuple[int, int]], cuts: Sequence[tuple[int, int]]) -> Spans:
    """The stretches without the cuts, ends freed of commas and spaces."""
    out = list(spans)
    for begin, end in cuts:
        rest: list[tuple[int, int]] = []
        for start, stop in out:
            if end <= start or stop <= begin:
                rest.append((start, stop))
            else:
                rest.extend([(start, min(begin, stop)), (max(end, start), stop)])
        out = [(start, stop) for start, stop in rest if text[start:stop].strip(" ,;.\u00a0")]
    return tuple(_trimmed(text, start, stop) for start, stop in out)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while stop > start and text[stop - 1] in " ,;\u00a0":
        stop -= 1
    while start < stop and text[start] in " ,;\u00a0":
        start += 1
    return start, stop


def voiced(token: Word | None) -> bool:
    """Whether there is a token and it has a voice."""
    return token is not None and has_a_voice(token)


def after_semicolon(tokens: Stretch) -> int:
    """Where the part after the last semicolon begins: what stands before it is another statement."""
    return max((token.i + 1 for token in tokens if token.text == ";"), default=tokens.start)
