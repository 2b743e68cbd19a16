"""Questions to the parse of a sentence: who does a verb, to whom, in which tense, behind which conjunction.

What is here: closed grammar, the same for every part of the package that reads a parse. What a word means is left to
the cue files, walks from a number to ``quantities/governing.py``, who speaks to ``attributions/grammar.py``.
"""

from __future__ import annotations

from workbench.annotate.paragraph import Word

VERBS = ("VERB", "AUX")
#: How a subject hangs on its verb; a clause and "there" are no doers.
DOERS = ("nsubj", "nsubjpass")
SUBJECTS = (*DOERS, "csubj", "expl")
#: Pronouns that open a relative clause.
RELATIVES = ("who", "which", "that", "whom")
#: Subjects that deny their verb: "nobody knows".
NOBODY = ("nobody", "none", "one", "neither")
#: Helpers of a verb, as the tokenizer cuts them ("wo" in "won't").
WILL = ("will", "'ll", "wo", "shall")
MAY = ("can", "could", "may", "might")
HAVE = ("have", "'ve", "\u2019ve", "of")
_TENSED = ("VBD", "VBZ", "VBP", "MD")


def subject_of(verb: Word, kinds: tuple[str, ...] = SUBJECTS) -> Word | None:
    """The subject that hangs on the verb itself; ``DOERS`` as ``kinds`` leaves out clauses and "there"."""
    return next((child for child in verb.children if child.dep_ in kinds), None)


def has_subject(verb: Word) -> bool:
    """Whether a verb has a subject of its own."""
    return subject_of(verb) is not None


def clause_with_between(between: Word) -> Word | None:
    """The verb of a clause whose subject was hung on the verb before it: "left" in "said between 40 and 60 left"."""
    verb = between.head
    if between.lower_ != "between" or between.i != verb.i + 1 or verb.pos_ not in VERBS:
        return None
    after = between.right_edge.i + 1
    behind = (child for child in verb.children if child.dep_ == "ccomp" and child.left_edge.i == after)
    return next((clause for clause in behind if not has_subject(clause)), None)


def object_of(verb: Word, kinds: tuple[str, ...] = ("dobj",)) -> Word | None:
    """The plain object of a verb; with "dative" among the ``kinds`` also whom something is given or told."""
    return next((child for child in verb.children if child.dep_ in kinds), None)


def is_passive(verb: Word, *, reduced: bool = False) -> bool:
    """Whether what a verb tells is done to its subject; if ``reduced`` also in "the man seen at the gate"."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    return reduced and _is_reduced(verb)


def _is_reduced(verb: Word) -> bool:
    """Whether a participle without a helper tells what is done to the noun it hangs on."""
    own = subject_of(verb, DOERS)
    if verb.tag_ != "VBN" or is_hidden_main_verb(verb) or (own is not None and own.lower_ not in RELATIVES):
        return False
    if any(child.dep_ == "aux" for child in verb.children):
        return False
    if verb.dep_ == "conj" and verb.head.pos_ in VERBS:
        return is_passive(verb.head, reduced=True) or verb.head.tag_ not in ("VBD", "VBN")
    return verb.dep_ in ("acl", "advcl", "amod", "relcl")


def is_hidden_main_verb(verb: Word) -> bool:
    """A past tense that the parser took for a participle: it has an object, a clause or, behind a comma, a name."""
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD"):
        return False
    taken = {child.dep_ for child in verb.children if child.i > verb.i}
    return bool(taken & {"ccomp", "dobj"}) or ("oprd" in taken and verb.i > 0 and verb.doc[verb.i - 1].text == ",")


def is_finite(verb: Word, *, helped: bool = False) -> bool:
    """Whether a verb stands in a tense, alone or through a helper; if ``helped`` also "having left", "to be moved"."""
    if verb.tag_ in _TENSED:
        return True
    helpers = (child.tag_ for child in verb.children if child.dep_ in ("aux", "auxpass"))
    return any(tag in _TENSED or (helped and tag != "TO") for tag in helpers)


def has_modal(verb: Word) -> bool:
    """Whether a modal stands with a verb."""
    return any(child.tag_ == "MD" for child in verb.children)


def is_negated(word: Word) -> bool:
    """Whether a "not" hangs on a word."""
    return any(child.dep_ == "neg" for child in word.children)


def opened_by(head: Word) -> str:
    """The conjunction that opens a clause; empty without one."""
    return next((child.lower_ for child in head.children if child.dep_ == "mark"), "")


def opens_aside(verb: Word) -> bool:
    """Whether a clause is set off from the word it hangs on by a comma, a dash or a bracket."""
    first = verb.left_edge.i
    return first > 0 and verb.doc[first - 1].text in (",", "\u2014", "\u2013", "-", "--", "(")
