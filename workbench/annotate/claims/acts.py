"""Claims that do something: demands, denials and what is left untold, intentions.

What is here: a rule for each way that English asks, refuses and plans, over the facts of a clause; each returns its
name where it fits and nothing where it does not. The words are in ``cues/claims.toml``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from workbench.annotate.claims.facts import Facts, Rule, has_addressee, has_phrase, is_agent, is_copula, told_at
from workbench.annotate.claims.governors import can_will, denies_a_word, kind_of_governor, names_as, withholds
from workbench.annotate.claims.lexicon import words_for
from workbench.annotate.paragraph import Word
from workbench.annotate.parse import MAY, SUBJECTS, WILL, is_passive, opened_by

#: What a denial does to its content: says that it is not so, keeps it, or leaves open whether it is so.
Refusal = Literal["refuted", "withheld", "open"]


class Denial(NamedTuple):
    """What a denial does to its content, and the name of the rule that told it."""

    refusal: Refusal
    rule: str


# --- demand -----------------------------------------------------------------------------------------------------------


def _asked(facts: Facts) -> str:
    """What somebody is called on, urged or ordered to do."""
    over, head = facts.over, facts.clause.head
    if _is_subjunctive(head) and facts.attributed:
        return "subjunctive"
    if over is None or facts.over_kind != "demand":
        return ""
    if any(c.dep_ == "neg" or c.lower_ in MAY for c in over.children):
        return ""
    bare = head.tag_ == "VB" and not any(c.dep_ == "aux" and c.lower_ != "to" for c in head.children)
    bare = bare and not facts.modals
    # "Their demand that he resign": the bare verb is often tagged as a present.
    bare = bare or (not facts.modals and head.pos_ == "VERB" and head.tag_ == "VBP" and opened_by(head) == "that")
    named = head.pos_ not in ("VERB", "AUX")
    to_act = bare or (named and facts.clause.link == "content")
    if over.lemma_.lower() in words_for("demand", "only_to_act"):
        to_act = bare or (over.pos_ == "VERB" and _calls_for(over) and named)
        if over.lemma_.lower() in words_for("demand", "for_oneself") and not has_addressee(over, head):
            to_act = False
    return f"asked/{over.lemma_.lower()}" if to_act else ""


def _asks(facts: Facts) -> str:
    """A demand told with its verb: "asked for an inquiry", "ordered the release of the files"."""
    head = facts.clause.head
    asking = kind_of_governor(head) == "demand" or head.lemma_.lower() in words_for("demand", "asking_for")
    if not asking or head.pos_ != "VERB" or facts.negated or facts.modals:
        return ""
    lemma = head.lemma_.lower()
    things = [child for child in head.children if child.dep_ == "dobj" and (lemma == "request" or not can_will(child))]
    plain = bool(things) and lemma in words_for("demand", "plainly")
    told = is_agent(facts.subject) and not is_passive(head) and (plain or _calls_for(head))
    return f"asks/{lemma}" if told else ""


def _wants(facts: Facts) -> str:
    """A deed that somebody wants from others: "wants an inquiry"."""
    head = facts.clause.head
    thing = next((c.lemma_.lower() for c in head.children if c.dep_ == "dobj"), "")
    wanted = (
        head.lemma_ in words_for("demand", "wanting") and thing in words_for("demand", "wanted") and not facts.negated
    )
    return "wants" if wanted and is_agent(facts.subject) else ""


def _ought(facts: Facts) -> str:
    """What a party must or should do, in somebody's words; in the outlet's own, "must" tells a rule."""
    first = facts.clause.tokens[0].lower_
    if (facts.attributed or facts.quoted) and has_phrase(facts, "demand", "phrases"):
        return "ought/time"
    if not (facts.attributed or facts.quoted) or first == "should" or first in words_for("telling", "opening"):
        return ""
    ought = any(modal in words_for("demand", "modals") for modal in facts.modals)
    ought = ought or (not facts.modals and _is_obliged(facts))
    passive = is_passive(facts.verb)
    if not ought or (not passive and _is_state(facts.verb)):
        return ""
    willing = facts.subject is not None and facts.subject.lower_ != "i" and is_agent(facts.subject)
    return "ought" if willing or passive else ""


def _is_obliged(facts: Facts) -> bool:
    """Whether a clause says "has to", "needs to" or "has got to"."""
    bound = any(
        verb.lemma_ in words_for("demand", "obliging") and verb.pos_ in ("VERB", "AUX") for verb in facts.chain[:-1]
    )
    return bound and facts.tense != "past"


def _is_state(verb: Word) -> bool:
    """Whether a verb tells a state or what is over: "should be a joy", "should have left"."""
    past = any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)
    return past or verb.lemma_.lower() in words_for("demand", "not_at_will")


def _imperative(facts: Facts) -> str:
    head = facts.clause.head
    if head.tag_ != "VB" or facts.clause.link not in ("main", "content", "coordinate") or facts.modals:
        return ""
    if any(child.dep_ in SUBJECTS or child.lower_ == "to" for child in head.children):
        return ""
    before = [token for token in facts.clause.tokens if token.i < head.i and not token.is_punct]
    if head.lemma_.lower() in words_for("demand", "no_order"):
        return ""
    plain = all(
        token.lower_ in words_for("demand", "before_order") or token.dep_ == "neg" or token.lower_ == "do"
        for token in before
    )
    return "imperative" if plain and (facts.quoted or head.dep_ == "ROOT") else ""


def _is_subjunctive(head: Word) -> bool:
    """Whether a clause is one of asking: "that the trial be moved"."""
    verbs = [head, *(child for child in head.children if child.dep_ in ("aux", "auxpass"))]
    plain = any(verb.lower_ == "be" and verb.tag_ == "VB" for verb in verbs)
    first = head.head if head.dep_ == "conj" and not opened_by(head) else head
    return plain and opened_by(first) == "that" and not any(verb.tag_ in ("MD", "TO", "VBZ", "VBP") for verb in verbs)


def _calls_for(verb: Word) -> bool:
    asking = verb.lemma_.lower() in words_for("demand", "asking_for")
    person = any(child.dep_ == "dobj" and child.pos_ == "PRON" for child in verb.children)
    return asking and not person and any(child.dep_ == "prep" and child.lower_ == "for" for child in verb.children)


# --- denial -----------------------------------------------------------------------------------------------------------


def _denied(facts: Facts) -> Denial | None:
    """What somebody denies, rejects or calls false."""
    for over in facts.clause.governors:
        if kind_of_governor(over) == "denial":
            return Denial("refuted", f"denied/{over.lemma_.lower()}")
    head = facts.clause.head
    if kind_of_governor(head) == "denial" and denies_a_word(head):
        return Denial("refuted", f"denied/{head.lemma_.lower()}")
    return None


def _untold(facts: Facts) -> Denial | None:
    """What is left untold, and the refusal itself where it has no content of its own."""
    head, verb = facts.clause.head, facts.verb
    word = _withholding(facts)
    if word is not None:
        lemma = word.lemma_.lower()
        is_open = lemma in words_for("telling", "checking") or lemma in words_for("telling", "knowing")
        return Denial("open" if is_open else "withheld", f"untold/{lemma}")
    if facts.negated and is_passive(verb) and verb.lemma_.lower() in words_for("telling", "checking"):
        return Denial("open", f"unchecked/{verb.lemma_.lower()}")
    if head.lemma_.lower() in words_for("telling", "keeping_silent"):
        return Denial("withheld", f"untold/{head.lemma_.lower()}")
    silent = not facts.quoted and has_phrase(facts, "telling", "phrases")
    return Denial("withheld", "untold/phrase") if silent else None


def _withholding(facts: Facts) -> Word | None:
    """The word that says of a clause, or in it, that something is not told."""
    over = facts.over
    if over is not None and withholds(over) and not (over.lemma_ == "know" and "will" in facts.modals):
        return over
    head = facts.clause.head
    told_nothing = withholds(head) and (_tells_nothing(head) or facts.clause.link != "content")
    return head if facts.clause.link == "without" or (told_nothing and "will" not in facts.modals) else None


def _tells_nothing(verb: Word) -> bool:
    """Whether a verb of telling stands without a content of its own: only its object or its request follows."""
    told = next((child for child in verb.children if child.dep_ == "dobj"), None)
    lemma = verb.lemma_.lower()
    if told is not None:
        return told.lemma_.lower() in words_for("telling", "objects")
    return lemma in words_for("telling", "alone") or (lemma in words_for("telling", "refusing"))


def _rebuts(facts: Facts) -> Denial | None:
    """A speaker's "that is not true"."""
    if not facts.attributed and not facts.quoted:
        return None
    rebuts = has_phrase(facts, "rebuttal", "phrases") and _own_cause(facts)
    return Denial("refuted", "rebuttal") if rebuts else None


def _called_false(facts: Facts) -> Denial | None:
    """What somebody calls an invention or a lie: "the reports a fabrication"."""
    lemmas = {token.lemma_.lower() for token in facts.clause.tokens}
    false = lemmas & words_for("rebuttal", "falsehoods")
    of_words = bool(lemmas & words_for("rebuttal", "said_things"))
    named = "as" in facts.words or names_as(facts.clause.head) is not None
    told = facts.attributed or facts.quoted or named
    return Denial("refuted", "rebuttal/false") if false and of_words and told else None


def _own_cause(facts: Facts) -> bool:
    """Whether what is thrown back is said about oneself or about what others say."""
    subject = facts.subject
    if subject is None or subject.pos_ == "PRON":
        return True
    return subject.lower_ == "there" or subject.lemma_.lower() in words_for("rebuttal", "said_things")


def _never_did(facts: Facts) -> Denial | None:
    """A first person's "we never met"."""
    first = facts.subject is not None and facts.subject.lower_ in ("i", "we")
    words = {token.lower_ for token in facts.clause.tokens}
    done = "never" in words and facts.verb.lemma_.lower() in words_for("rebuttal", "deeds")
    at_all = facts.negated and bool(words & words_for("rebuttal", "at_all"))
    past = facts.tense in ("past", "perfect")
    never = first and past and (facts.attributed or facts.quoted) and (done or at_all)
    return Denial("refuted", "never") if never else None


# --- intention --------------------------------------------------------------------------------------------------------


def _planned(facts: Facts) -> str:
    """What a party plans, promises, agrees or weighs to do."""
    over, head = facts.over, facts.clause.head
    if over is None or facts.over_kind != "intention":
        return ""
    if over.lemma_.lower() in words_for("willed", "hoping") and head.tag_ != "VB":
        return ""
    if _is_told(facts):
        return ""
    if over.pos_ in ("NOUN", "PROPN") or head.tag_ in ("VB", "VBG") or facts.modals or head.pos_ in ("NOUN", "PROPN"):
        return f"planned/{over.lemma_.lower()}"
    return ""


def _is_told(facts: Facts) -> bool:
    """Whether the clause tells what is so ("agree that it does not pay") and not what is to be done."""
    helps = [child for child in facts.clause.head.children if child.dep_ == "aux"]
    return any(child.lemma_ == "do" for child in helps) or any(modal in ("should", *MAY) for modal in facts.modals)


def _weighed(facts: Facts) -> str:
    """What the clause itself says is planned, weighed or scheduled."""
    for token in facts.chain:
        lemma = token.lemma_.lower()
        if facts.modals or token.pos_ != "VERB":
            continue
        agent = is_agent(facts.subject) or lemma not in words_for("willed", "of_things")
        if lemma in words_for("willed", "weighing") and facts.tense == "progressive" and agent:
            return f"weighed/{lemma}"
        if lemma in words_for("willed", "planning") and not _shares_view(token):
            return f"planned/{lemma}"
    talks = facts.subject is not None and facts.subject.lemma_.lower() in words_for("willed", "talks")
    if facts.subject is not None and has_phrase(facts, "willed", "seeking"):
        return "seeking"
    if talks and (is_copula(facts) or facts.verb.lemma_ == "continue"):
        return "talks"
    raised = [t for t in facts.chain[:-1] if t.lemma_.lower() in words_for("willed", "scheduled")]
    adjectives = [c for t in facts.chain for c in t.children if c.dep_ == "acomp"]
    raised += [c for c in adjectives if c.lower_ in words_for("willed", "scheduled") and _has_infinitive(c)]
    if (raised or _is_to(facts)) and _is_willed(facts):
        return "scheduled"
    return ""


def _shares_view(verb: Word) -> bool:
    """Whether somebody agrees with a person or on a view, not to a deed."""
    views = any(child.lower_ in ("with", "on") for child in verb.children if child.dep_ == "prep")
    return verb.lemma_ == "agree" and views and not _has_infinitive(verb)


def _will(facts: Facts) -> str:
    """What "we will" do, what the speaker said he would, what the outlet says that a party will do."""
    going = any(t.lemma_ == "go" and t.tag_ == "VBG" for t in facts.chain[:-1])
    if going and facts.tense == "past":
        return ""
    will = going or any(modal in WILL for modal in facts.modals)
    would = "would" in facts.modals or "'d" in facts.modals
    subject = facts.subject
    arranged = subject is not None and subject.lemma_.lower() in words_for("willed", "arranged")
    if will and arranged and facts.verb.lemma_.lower() in words_for("willed", "taking_place"):
        return "will/arranged"
    passive = any(child.dep_ == "auxpass" for child in facts.verb.children)
    if will and passive and facts.verb.lemma_.lower() in words_for("willed", "staged"):
        return "will/staged"
    under_way = facts.verb.tag_ == "VBG" and facts.verb.lemma_.lower() in words_for("willed", "under_way")
    if facts.tense == "progressive" and not facts.modals and told_at(facts, "coming") and _is_willed(facts):
        return "will/under way" if facts.verb.lemma_.lower() in words_for("willed", "verbs") else ""
    asked = facts.clause.tokens[0].lower_ in ("whether", "if")
    if (
        asked
        or not (will or would or under_way)
        or subject is None
        or any(c.dep_ == "auxpass" for c in facts.verb.children)
    ):
        return ""
    first = subject.lower_ in ("i", "we") and facts.attributed
    verb = facts.verb.lemma_.lower()
    if first and (will or (facts.over_kind == "report" and not facts.quoted)):
        opening = facts.chain[0].lemma_.lower()
        willed = verb not in words_for("willed", "befalling") or opening in words_for("willed", "verbs")
        return "will/first person" if willed else ""
    own = subject.lower_ in ("he", "she", "they", "it") or _is_own_body(subject)
    speaker = own and facts.over_kind in ("report", "intention")
    if speaker and not facts.quoted and verb in words_for("willed", "verbs"):
        return "will/speaker"
    if speaker and under_way and not facts.quoted and facts.tense in ("past", "progressive"):
        return "will/under way"
    told = (not facts.quoted or facts.verb.tag_ == "VBG") and will and is_agent(subject) and subject.pos_ != "PRON"
    if told and verb in words_for("willed", "verbs") and facts.over_kind in ("", "report"):
        return "will/told"
    return ""


def _has_infinitive(token: Word) -> bool:
    return any(child.dep_ == "xcomp" for child in token.children)


def _is_to(facts: Facts) -> bool:
    """Whether a clause says "is to" or, in a headline, "X to do Y"."""
    head = facts.clause.head
    if head.lemma_ == "be" and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in head.children
    ):
        return facts.subject is not None and facts.subject.pos_ in ("PROPN", "NOUN") and is_agent(facts.subject)
    return False


def _is_willed(facts: Facts) -> bool:
    if facts.subject is None or facts.subject.lower_ == "you":
        return False
    return facts.verb.lemma_.lower() not in words_for("willed", "befalling") and is_agent(facts.subject)


def _is_own_body(subject: Word) -> bool:
    """Whether a speaker names his own side: "his office", "its members"."""
    mine = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in subject.children)
    return mine and is_agent(subject)


DEMANDS: tuple[Rule, ...] = (_asked, _asks, _wants, _ought, _imperative)
DENIALS: tuple[Callable[[Facts], Denial | None], ...] = (_denied, _untold, _rebuts, _called_false, _never_did)
INTENTIONS: tuple[Rule, ...] = (_planned, _weighed, _will)
