"""The clause or the infinitive that a verb takes to its right: "said that ...", "asked when ...", "vowed to ...".

Where it ends is told by ``extent.py``.
"""

from __future__ import annotations

from workbench.annotate.attributions.extent import clause_end, own_words
from workbench.annotate.attributions.grammar import SUBJECTS, VERBS, Spans, own_subject, stretch
from workbench.annotate.attributions.lexicon import Frame, words
from workbench.annotate.attributions.objects import joined_perfect, tells_when
from workbench.annotate.paragraph import Stretch, Word
from workbench.annotate.parse import clause_with_between


def clause_taken(verb: Word, frame: Frame, sentence: Stretch) -> Spans:
    """The clause or infinitive that the verb takes to its right."""
    if not frame.takes & {"clause", "infinitive"}:
        return ()
    opener = _that(verb, sentence)
    if opener is not None and "clause" in frame.takes:
        after = clause_end(verb, opener, sentence)
        # A verb that the parser took for an adjective ends before its own clause does.
        whole = after if after > opener + 1 else verb.doc[opener].head.right_edge.i + 1
        return stretch(verb.doc, opener, whole)
    child = next((c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and c.i > verb.i), None)
    child = child or _asked_to(verb)
    if child is None:
        return _unmarked(verb, frame, sentence)
    if _is_counted(child, verb):
        return ()
    if is_infinitive(child):
        if "infinitive" not in frame.takes:
            return ()
        heard = next((c for c in verb.children if _is_addressed(c) and verb.i < c.i < child.i), None)
        first = heard.left_edge.i if heard is not None else max(child.left_edge.i, verb.i + 1)
        return own_words(verb, first, joined_perfect(verb, child).right_edge.i + 1)
    if "clause" not in frame.takes or (child.dep_ == "xcomp" and child.tag_ != "VBG" and child.pos_ in VERBS):
        return ()
    if child.dep_ == "xcomp" and child.tag_ == "VBG":
        return stretch(verb.doc, max(child.left_edge.i, verb.i + 1), child.right_edge.i + 1)
    first = max(child.left_edge.i, verb.i + 1)
    if clause_with_between(verb.doc[verb.i + 1]) is child:
        first = verb.i + 1
    return stretch(verb.doc, first, clause_end(verb, first, sentence))


def _asked_to(verb: Word) -> Word | None:
    """The infinitive hung on the verb as a purpose: "told the crowd to go", "promised at a rally to go"."""
    things = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.ent_type_ not in ("DATE", "TIME")]
    lemma = verb.lemma_.lower()
    if (things and lemma not in words("addressing")) or (not things and lemma in words("addressing") | {"look"}):
        return None
    infinitives = (c for c in verb.children if c.dep_ == "advcl" and c.i > verb.i and is_infinitive(c))
    return next((c for c in infinitives if c.left_edge.lower_ != "for"), None)


def _unmarked(verb: Word, frame: Frame, sentence: Stretch) -> Spans:
    """A clause that the parser took for an adjunct: it asks "when" right after the verb, or has no word to open it."""
    if "clause" not in frame.takes:
        return ()
    for child in verb.children:
        if child.i < verb.i or child.dep_ not in ("advcl", "dep") or child.tag_ == "VBG":
            continue
        opener = child.left_edge
        if opener.tag_ in ("WRB", "WP", "WDT") or opener.lower_ in ("whether", "if"):
            if opener.i == verb.i + 1:
                return stretch(verb.doc, opener.i, clause_end(verb, opener.i, sentence))
            continue
        subject = own_subject(child)
        leans = any(c.dep_ in ("mark", "advmod") and c.lower_ in words("subordinating") for c in child.children)
        if subject is not None and not leans and "inserted" in frame.takes:
            return stretch(verb.doc, subject.left_edge.i, clause_end(verb, subject.left_edge.i, sentence))
    return ()


def _is_addressed(child: Word) -> bool:
    """Whether somebody is asked to do what follows: "asked the bank to", "called on the bank to"."""
    if child.dep_ == "prep":
        return child.lower_ in ("on", "upon") and not tells_when(child)
    return child.dep_ in ("dobj", "dative") and child.ent_type_ not in ("DATE", "TIME")


def _is_counted(child: Word, verb: Word) -> bool:
    """Whether a participle is a thing counted beside another, and no clause: "reported 190 deaths and 584 injured"."""
    if child.tag_ != "VBN" or any(c.dep_ in (*SUBJECTS, "aux", "auxpass") for c in child.children):
        return False
    return any(c.dep_ == "dobj" and c.i < child.i for c in verb.children) and child.doc[child.i - 1].like_num


def is_infinitive(verb: Word) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.children)


def _that(verb: Word, sentence: Stretch) -> int | None:
    """The place of the "that" which opens a clause after a verb, when no other verb or mark comes first."""
    for token in verb.doc[verb.i + 1 : min(verb.i + 12, sentence.end)]:
        if (token.pos_ in (*VERBS, "CCONJ") and token.dep_ != "prep") or token.text in (
            ".",
            ";",
            ":",
            "\u201c",
            '"',
            ",",
        ):
            return None
        if token.lower_ == "that" and (token.dep_ in ("mark", "advmod") or _is_no_object(token)):
            return token.i
    return None


def _is_no_object(that: Word) -> bool:
    """Whether a "that" taken for an object opens a clause: its verb has a subject and an object ("that 40 won it")."""
    verb = that.head
    others = {c.dep_ for c in verb.children if c.i != that.i}
    return that.dep_ == "dobj" and verb.dep_ == "relcl" and {"nsubj", "dobj"} <= others
