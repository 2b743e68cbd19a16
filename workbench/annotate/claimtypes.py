"""What kind of claim a clause is: demand, denial, intention, estimate, forecast, assessment, report or background.

What is here: one rule for each kind, over modality, tense, the verbs over the clause and the words in it, tried in the
order of precedence. The words themselves are in ``cues/claims.toml``; where a clause begins and ends is decided in
``clauses.py``, how sure it is in ``certainty.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from spacy.tokens import Token

from workbench.annotate.clauses import Clause, can_will, kind_of_governor, withholds
from workbench.annotate.language import cues, phrase_pattern
from workbench.model import ClaimType, Quantity

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_BE = ("be",)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules ask of a clause.

    ``verb`` carries its meaning ("moved" in "are believed to have moved") and ``chain`` the words from the head down to
    it; ``over`` is the innermost word that governs it and ``over_kind`` what that makes of it.
    """

    clause: Clause
    text: str
    chain: tuple[Token, ...]
    verb: Token
    subject: Token | None
    modals: tuple[str, ...]
    negated: bool
    quoted: bool
    attributed: bool
    over: Token | None
    over_kind: str
    quantities: tuple[Quantity, ...]


Rule = Callable[[Facts], str]


@cache
def rules_for(kind: str) -> dict[str, Any]:
    """A section of the cue file."""
    section: dict[str, Any] = cues("claims")[kind]
    return section


@cache
def pattern(kind: str, name: str = "phrases") -> re.Pattern[str]:
    """The phrases of a section, ready to be matched."""
    return phrase_pattern(rules_for(kind)[name])


@cache
def _judging(part: str) -> frozenset[str]:
    return frozenset(
        word.lower() for group in cues("claims")["judging"] if group["part"] == part for word in group["words"]
    )


@cache
def _words(kind: str, name: str) -> frozenset[str]:
    return frozenset(rules_for(kind)[name])


def type_of(facts: Facts) -> tuple[ClaimType, str]:
    """The kind of a claim and the name of the rule that told it, the first that fits in the order of precedence."""
    for kind, rules in _ORDER:
        for rule in rules:
            if name := rule(facts):
                return kind, name
    return "report", "default"


def facts_of(clause: Clause, quoted: Sequence[bool], quantities: Sequence[Quantity]) -> Facts:
    """The facts of a clause, read from the parse once for all rules."""
    chain = _chain(clause.head)
    first, last = clause.tokens[0], clause.tokens[-1]
    over = clause.governors[0] if clause.governors else None
    return Facts(
        clause=clause,
        text=first.doc.text[first.idx : last.idx + len(last)],
        chain=chain,
        verb=chain[-1],
        subject=_subject(clause.head),
        modals=_modals(chain),
        negated=any(child.dep_ == "neg" for token in chain for child in token.children)
        or _none_of(_subject(clause.head)),
        quoted=sum(quoted[token.i] for token in clause.tokens if not token.is_punct) * 2 > len(clause.tokens),
        attributed=clause.attribution is not None or bool(clause.governors),
        over=over,
        over_kind=kind_of_governor(over) if over is not None else "",
        quantities=tuple(quantities),
    )


def _chain(head: Token) -> tuple[Token, ...]:
    """The words from the head of a clause down to the verb that carries its meaning."""
    chain = [head]
    for _ in range(3):
        last = chain[-1]
        raised = last.lemma_.lower() in _words("future", "raising") or last.pos_ == "AUX" or _is_light(last)
        after = next((child for child in last.children if child.dep_ == "xcomp" and child.i > last.i), None)
        if after is None and last.lemma_ == "be":
            likely = next((child for child in last.children if child.dep_ == "acomp"), None)
            after = next((c for c in likely.children if c.dep_ == "xcomp"), None) if likely is not None else None
        if after is None or not raised or after.pos_ not in ("VERB", "AUX"):
            break
        chain.append(after)
    return tuple(chain)


def _is_light(verb: Token) -> bool:
    passive = any(child.dep_ == "auxpass" for child in verb.children)
    return verb.lemma_ in ("go", "have", "need", "begin", "start", "continue") or passive


def _subject(verb: Token) -> Token | None:
    """The subject of a clause, shared with the clause that it is joined to."""
    for _ in range(4):
        own = next((child for child in verb.children if child.dep_ in _SUBJECTS), None)
        if own is not None:
            return own
        if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
            verb = verb.head
        elif verb.dep_ in ("acl", "relcl"):
            return verb.head
        else:
            return None
    return None


def _none_of(subject: Token | None) -> bool:
    if subject is None:
        return False
    no = any(child.lower_ in ("no", "neither") for child in subject.children if child.dep_ == "det")
    return no or subject.lower_ in ("none", "nobody", "neither", "nothing")


def _modals(chain: Sequence[Token]) -> tuple[str, ...]:
    tokens = [child for token in chain for child in token.children if child.dep_ == "aux" and child.tag_ == "MD"]
    if not tokens and chain[0].dep_ == "conj":
        tokens = [child for child in chain[0].head.children if child.dep_ == "aux" and child.tag_ == "MD"]
        tokens = tokens if chain[0].tag_ == "VB" else []
    return tuple(token.lower_.replace("\u2019", "'") for token in tokens)


# --- what a clause is like --------------------------------------------------------------------------------------------


def _is_agent(subject: Token | None) -> bool:
    return subject is not None and can_will(subject)


def _tense(facts: Facts) -> str:
    """The tense of a clause: past, perfect, past perfect, present, progressive or none."""
    head = facts.chain[0]
    aux = [child for child in head.children if child.dep_ in ("aux", "auxpass")]
    have = next((a for a in aux if a.lemma_ == "have"), None)
    if have is not None and not facts.modals:
        return "past perfect" if have.lower_ in ("had", "'d", "\u2019d") else "perfect"
    if head.tag_ == "VBG" and any(a.lemma_ == "be" for a in aux):
        return "past" if any(a.lower_ in ("was", "were") for a in aux) else "progressive"
    tags = {head.tag_, *(a.tag_ for a in aux)}
    if "VBD" in tags:
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else ""


def _is_copula(facts: Facts) -> bool:
    return facts.verb.lemma_.lower() in ("be", "become", "remain", "seem", "appear", "look", "sound", "feel")


def _complement(facts: Facts) -> Token | None:
    """What a copula says of its subject."""
    return next((c for c in facts.verb.children if c.dep_ in ("acomp", "attr", "oprd") and c.i > facts.verb.i), None)


def _own_text(facts: Facts) -> str:
    return " ".join(token.lower_ for token in facts.clause.tokens)


# --- demand -----------------------------------------------------------------------------------------------------------


def _wants(facts: Facts) -> str:
    """A deed that somebody wants from others: "wants an inquiry"."""
    head = facts.clause.head
    thing = next((c.lemma_.lower() for c in head.children if c.dep_ == "dobj"), "")
    wanted = head.lemma_ in ("want", "seek") and thing in _words("demand", "wanted") and not facts.negated
    return "wants" if wanted and _is_agent(facts.subject) else ""


def _asked(facts: Facts) -> str:
    """What somebody is called on, urged or ordered to do."""
    over, head = facts.over, facts.clause.head
    if over is None or facts.over_kind != "demand" and over.lemma_.lower() not in _words("demand", "only_to_act"):
        return ""
    bare = head.tag_ == "VB" and not any(c.dep_ == "aux" and c.lower_ != "to" for c in head.children)
    bare = bare and not facts.modals
    named = head.pos_ not in ("VERB", "AUX")
    to_act = bare or (named and facts.clause.link == "content")
    if over.lemma_.lower() in _words("demand", "only_to_act"):
        to_act = bare or (over.pos_ == "VERB" and _calls_for(over) and named)
        if over.lemma_.lower() in ("want", "ask") and not _has_addressee(over, head):
            to_act = False
    return f"asked/{over.lemma_.lower()}" if to_act else ""


def _calls_for(verb: Token) -> bool:
    asking = verb.lemma_.lower() in _words("demand", "asking_for")
    return asking and any(child.dep_ == "prep" and child.lower_ == "for" for child in verb.children)


def _asks(facts: Facts) -> str:
    """A demand told with its verb: "asked for an inquiry", "ordered the release of the files"."""
    head = facts.clause.head
    if kind_of_governor(head) != "demand" or head.pos_ != "VERB" or facts.negated or facts.modals:
        return ""
    lemma = head.lemma_.lower()
    plain = any(child.dep_ == "dobj" for child in head.children) and lemma in _words("demand", "plainly")
    told = _is_agent(facts.subject) and not _is_passive(head) and (plain or _calls_for(head))
    return f"asks/{lemma}" if told else ""


def _has_addressee(verb: Token, head: Token) -> bool:
    """Whether somebody else than the asker is to act."""
    if any(child.dep_ in ("dobj", "nsubjpass") for child in verb.children):
        return True
    return any(child.dep_ in _SUBJECTS for child in head.children)


def _ought(facts: Facts) -> str:
    """What a party must or should do."""
    ought = any(modal in _words("demand", "modals") for modal in facts.modals)
    ought = ought or pattern("demand").search(facts.text) is not None
    if not ought or facts.over_kind in ("assessment",) and facts.verb.lemma_ == "be":
        return ""
    passive = any(child.dep_ == "auxpass" for child in facts.verb.children)
    if "have" in {modal.replace("'ve", "have") for modal in facts.modals}:
        return ""
    if facts.verb.lemma_ in ("be", "have", "seem") and not passive:
        return ""
    if any(child.dep_ == "aux" and child.lemma_ == "have" for child in facts.verb.children):
        return ""
    # "The deal must be approved by the members" tells a rule, unless somebody says it.
    acts = _is_agent(facts.subject) or (passive and facts.attributed)
    first_person = facts.subject is not None and facts.subject.lower_ == "i"
    return "ought" if acts and not first_person else ""


def _imperative(facts: Facts) -> str:
    head = facts.clause.head
    if head.tag_ != "VB" or facts.clause.link not in ("main", "content", "coordinate") or facts.modals:
        return ""
    if any(child.dep_ in _SUBJECTS or child.lower_ == "to" for child in head.children):
        return ""
    before = [token for token in facts.clause.tokens if token.i < head.i and not token.is_punct]
    if head.lemma_.lower() in _words("demand", "no_order"):
        return ""
    plain = all(
        token.lower_ in ("do", "n't", "n\u2019t", "not", "never", "please", "just", "always") for token in before
    )
    return "imperative" if plain and (facts.quoted or head.dep_ == "ROOT") else ""


# --- denial -----------------------------------------------------------------------------------------------------------


def _denied(facts: Facts) -> str:
    """What somebody denies, rejects or calls false."""
    for over in facts.clause.governors:
        if kind_of_governor(over) == "denial":
            return f"denied/{over.lemma_.lower()}"
    head = facts.clause.head
    if kind_of_governor(head) == "denial" and _is_agent(facts.subject) and _denies_a_word(head):
        return f"denied/{head.lemma_.lower()}"
    return ""


def _denies_a_word(verb: Token) -> bool:
    """Whether a verb throws back what others say: "rejected the claim"; "rejected the offer" does not."""
    thing = next((child for child in verb.children if child.dep_ == "dobj"), None)
    lemma = verb.lemma_.lower()
    if thing is None or verb.pos_ != "VERB":
        return lemma == "deny" and not _is_passive(verb)
    return lemma not in _words("rebuttal", "also_offers") or thing.lemma_.lower() in _words("rebuttal", "said_things")


def _untold(facts: Facts) -> str:
    """What is left untold, and the refusal itself where it has no content of its own."""
    over = facts.over
    if over is not None and withholds(over):
        return f"untold/{over.lemma_.lower()}"
    head = facts.clause.head
    if facts.clause.link == "without" or (withholds(head) and (_tells_nothing(head) or facts.clause.link != "content")):
        return f"untold/{head.lemma_.lower()}"
    if facts.negated and _is_passive(facts.verb) and facts.verb.lemma_.lower() in _words("telling", "checking"):
        return f"unchecked/{facts.verb.lemma_.lower()}"
    if head.lemma_.lower() in _words("telling", "keeping_silent"):
        return f"untold/{head.lemma_.lower()}"
    return "untold/phrase" if pattern("telling").search(_own_text(facts)) and not facts.quoted else ""


def _tells_nothing(verb: Token) -> bool:
    """Whether a verb of telling stands without a content of its own: only its object or its request follows."""
    told = next((child for child in verb.children if child.dep_ == "dobj"), None)
    lemma = verb.lemma_.lower()
    if told is not None:
        return told.lemma_.lower() in rules_for("telling")["objects"]
    return lemma in ("comment", "respond", "elaborate", "specify", "reply", "answer", "say", "disclose", "return") or (
        lemma in rules_for("telling")["refusing"]
    )


def _rebuts(facts: Facts) -> str:
    """A speaker's "that is not true"."""
    if not facts.attributed and not facts.quoted:
        return ""
    return "rebuttal" if pattern("rebuttal").search(facts.text) and _own_cause(facts) else ""


def _own_cause(facts: Facts) -> bool:
    """Whether what is thrown back is said about oneself or about what others say."""
    subject = facts.subject
    return subject is None or subject.lower_ in ("i", "we", "it", "that", "this", "they", "there", "he", "she") or (
        subject.lemma_.lower() in ("story", "claim", "report", "allegation", "charge", "accusation", "rumor", "rumour", "statement")
    )  # fmt: skip


def _never_did(facts: Facts) -> str:
    """A first person's "we never met"."""
    first = facts.subject is not None and facts.subject.lower_ in ("i", "we")
    never = any(token.lower_ == "never" for token in facts.clause.tokens)
    past = _tense(facts) in ("past", "perfect")
    return "never" if first and never and past and facts.attributed else ""


# --- intention --------------------------------------------------------------------------------------------------------


def _planned(facts: Facts) -> str:
    """What a party plans, promises, agrees or weighs to do."""
    over, head = facts.over, facts.clause.head
    if over is None or facts.over_kind != "intention":
        return ""
    if over.lemma_.lower() in ("hope", "look", "refuse", "decline") and head.tag_ != "VB":
        return ""
    if over.pos_ in ("NOUN", "PROPN") or head.tag_ in ("VB", "VBG") or facts.modals or head.pos_ in ("NOUN", "PROPN"):
        return f"planned/{over.lemma_.lower()}"
    return ""


def _weighed(facts: Facts) -> str:
    """What the clause itself says is planned, weighed or scheduled."""
    for token in facts.chain:
        lemma = token.lemma_.lower()
        if facts.modals or token.pos_ != "VERB":
            continue
        if lemma in _words("willed", "weighing") and _tense(facts) == "progressive" and _is_agent(facts.subject):
            return f"weighed/{lemma}"
        if lemma in _words("willed", "planning") and (_is_agent(facts.subject) or _is_passive(token)):
            return f"planned/{lemma}"
    talks = facts.subject is not None and facts.subject.lemma_.lower() in _words("willed", "talks")
    if talks and (_is_copula(facts) or facts.verb.lemma_ == "continue"):
        return "talks"
    raised = [t for t in facts.chain[:-1] if t.lemma_.lower() in _words("willed", "scheduled")]
    adjectives = [c for t in facts.chain for c in t.children if c.dep_ == "acomp"]
    raised += [c for c in adjectives if c.lower_ in _words("willed", "scheduled") and _has_infinitive(c)]
    if (raised or _is_to(facts)) and _is_willed(facts):
        return "scheduled"
    return ""


def _is_passive(verb: Token) -> bool:
    return any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)


def _has_infinitive(token: Token) -> bool:
    return any(child.dep_ == "xcomp" for child in token.children)


def _is_to(facts: Facts) -> bool:
    """Whether a clause says "is to" or, in a headline, "X to do Y"."""
    head = facts.clause.head
    if head.lemma_ == "be" and any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in head.children
    ):
        return facts.subject is not None and facts.subject.pos_ in ("PROPN", "NOUN") and _is_agent(facts.subject)
    return False


def _is_willed(facts: Facts) -> bool:
    return facts.verb.lemma_.lower() not in _words("unwilled", "verbs") and _is_agent(facts.subject)


def _will(facts: Facts) -> str:
    """What "we will" do, what the speaker said he would, what the outlet says that a party will do."""
    going = any(t.lemma_ == "go" and t.tag_ == "VBG" for t in facts.chain[:-1])
    will = going or any(modal in ("will", "'ll", "wo", "shall") for modal in facts.modals)
    would = "would" in facts.modals or "'d" in facts.modals
    subject = facts.subject
    if not (will or would) or subject is None or any(c.dep_ == "auxpass" for c in facts.verb.children):
        return ""
    first = subject.lower_ in ("i", "we") and facts.attributed
    verb = facts.verb.lemma_.lower()
    if first and (will or (facts.over_kind == "report" and not facts.quoted)):
        return "will/first person" if verb not in _words("unwilled", "verbs") else ""
    own = subject.lower_ in ("he", "she", "they", "it") or _is_own_body(subject)
    speaker = own and facts.over_kind in ("report", "intention")
    if speaker and not facts.quoted and verb in _words("willed", "verbs"):
        return "will/speaker"
    told = not facts.quoted and not would and _is_agent(subject) and subject.pos_ != "PRON"
    if told and verb in _words("willed", "verbs") and facts.over_kind in ("", "report"):
        return "will/told"
    return ""


def _is_own_body(subject: Token) -> bool:
    """Whether a speaker names his own side: "his office", "its members"."""
    mine = any(child.dep_ == "poss" and child.pos_ == "PRON" for child in subject.children)
    return mine and (_is_agent(subject) or subject.lemma_.lower() in _words("willed", "own_bodies"))


# --- estimate ---------------------------------------------------------------------------------------------------------


def _estimated(facts: Facts) -> str:
    """Where the point is how many or how much."""
    live = [q for q in facts.quantities if not q.set_aside and q.conversion_of is None]
    if facts.over is not None and facts.over_kind == "estimate" and (live or facts.over.pos_ == "VERB"):
        return f"estimated/{facts.over.lemma_.lower()}"
    for quantity in live:
        if name := _is_point(facts, quantity):
            return name
    return ""


def _is_point(facts: Facts, quantity: Quantity) -> str:
    """Why a number is the point of its clause: what is counted stands as subject or object and is counted or bounded.

    A number deep in a phrase ("a deal with unions of 40,000 workers") is not, nor one of a standing fact.
    """
    rules = rules_for("estimate")
    subject = facts.subject
    if subject is not None and subject.lemma_.lower() in rules["totals"]:
        return "total"
    if quantity.noun_lemma.lower() in rules["standing"] and facts.verb.lemma_.lower() in ("have", "be"):
        return ""
    if quantity.unit in rules["distances"] or not is_near_verb(facts, quantity):
        return ""
    inside = _in_subject(facts, quantity)
    if facts.modals and not inside and not _is_copula(facts) and facts.verb.lemma_.lower() not in rules["verbs"]:
        return ""
    if quantity.unit == "percent":
        return "share"
    if quantity.trend:
        return "change"
    few = quantity.bound == "vague" and (quantity.low or 0) < rules["many"]
    if quantity.bound != "bare" and (inside or not few):
        return f"bound/{quantity.bound}"
    if quantity.unit != "count" and quantity.unit not in rules["money"]:
        return ""
    harmed = facts.verb.lemma_.lower() in rules["befalls"]
    if harmed or (inside and (quantity.value or 0) >= 3):
        return "counted"
    return "large count" if (quantity.value or 0) >= rules["large"] else ""


def is_near_verb(facts: Facts, quantity: Quantity) -> bool:
    """Whether the counted thing hangs on the clause's verb itself, through no other clause and no other thing."""
    doc = facts.clause.head.doc
    span = doc.char_span(quantity.number_start, quantity.number_end, alignment_mode="expand")
    if span is None:
        return True
    token, deep = span.root, 0
    for _ in range(12):
        if token in facts.chain or token.head == token:
            return True
        if token.dep_ in ("relcl", "acl", "advcl"):
            return False
        if token.dep_ == "pobj" and token.head.lower_ != "of" and token.head.head.pos_ in ("NOUN", "PROPN"):
            deep += 1
            if deep and token.head.head.lemma_.lower() not in rules_for("estimate")["totals"]:
                return False
        token = token.head
    return True


def _in_subject(facts: Facts, quantity: Quantity) -> bool:
    subject = facts.subject
    if subject is None or subject.i > facts.chain[0].i:
        return False
    span = subject.doc[subject.left_edge.i : subject.right_edge.i + 1]
    return span.start_char <= quantity.number_start < span.end_char


# --- forecast ---------------------------------------------------------------------------------------------------------


def _future(facts: Facts) -> str:
    """What will, could or may happen after the report."""
    have = any(child.dep_ == "aux" and child.lemma_ == "have" for token in facts.chain for child in token.children)
    going = any(t.lemma_ == "go" and t.tag_ == "VBG" for t in facts.chain[:-1])
    modal = next((m for m in facts.modals if m in _words("future", "modals")), "")
    if going or modal in ("will", "'ll", "wo", "shall"):
        return "" if have else "future/will"
    if not modal or have:
        return ""
    ongoing = facts.verb.tag_ == "VBG" or facts.verb.lemma_ in ("be", "have", "know", "seem", "like")
    if modal in ("would", "'d"):
        return (
            ""
            if _is_copula(facts) or facts.verb.lemma_ in ("like", "have", "say", "love", "prefer")
            else "future/would"
        )
    if modal == "could" and facts.negated:
        return ""
    return "" if ongoing and not _has_coming(facts) else f"future/{modal}"


def _has_coming(facts: Facts) -> bool:
    return re.search(r"\b(?:soon|next|later|coming|eventually|tomorrow|future)\b", facts.text) is not None


def _raised_future(facts: Facts) -> str:
    """What is likely, expected or sure to happen."""
    words = [*facts.chain[:-1], *(c for t in facts.chain for c in t.children if c.dep_ == "acomp")]
    for token in words:
        if token.lemma_.lower() in _words("future", "raising") and _takes_infinitive(token):
            have = any(child.dep_ == "aux" and child.lemma_ == "have" for child in facts.verb.children)
            if not have:
                return f"raised/{token.lemma_.lower()}"
    return ""


def _takes_infinitive(token: Token) -> bool:
    return any(
        c.dep_ == "xcomp" and any(g.lower_ == "to" for g in c.children) for c in (*token.children, *token.head.children)
    )


def _feared(facts: Facts) -> str:
    """What is feared, expected, predicted or warned of."""
    over, head = facts.over, facts.clause.head
    if over is None or facts.over_kind != "forecast":
        return ""
    past = _tense(facts) in ("past", "perfect", "past perfect")
    if past or over.lemma_.lower() in ("worry", "warn", "caution", "bet") and _tense(facts) and not facts.modals:
        return ""
    return f"feared/{over.lemma_.lower()}" if not facts.modals or head.pos_ != "NOUN" else ""


def _open_future(facts: Facts) -> str:
    """Fears, risks and possibilities named in the clause itself, and what remains to be seen."""
    said = [t for t in facts.clause.tokens if t.pos_ == "NOUN" and kind_of_governor(t) == "forecast"]
    if any(c.dep_ in ("acl", "ccomp", "relcl") for t in said for c in t.children) or facts.clause.head in said:
        return "future/fears"
    if facts.clause.link == "participle" and any(t.dep_ == "dobj" for t in said):
        return "future/fears"
    if any(t.dep_ in ("nsubj", "attr") for t in said) and _is_copula(facts):
        return "future/chance"
    meant = facts.verb.lemma_.lower() in _words("meaning", "verbs") and facts.clause.link != "participle"
    if facts.quoted or meant:
        return ""
    raised = any(t.dep_ == "dobj" for t in said) and facts.clause.link != "participle"
    return "future/phrase" if not raised and pattern("future").search(facts.text) else ""


# --- assessment -------------------------------------------------------------------------------------------------------


def _held(facts: Facts) -> str:
    """What somebody believes, argues, calls or blames."""
    for over in facts.clause.governors[:2]:
        if kind_of_governor(over) in ("assessment", "forecast") and (
            over is facts.over or facts.clause.link == "content"
        ):
            return f"held/{over.lemma_.lower()}"
    head = facts.clause.head
    if kind_of_governor(head) in ("assessment",) and head.pos_ == "VERB" and _is_agent(facts.subject):
        return f"judges/{head.lemma_.lower()}"
    return ""


def _evaluated(facts: Facts) -> str:
    """A judgement by adjective or noun: "is dangerous", "marks a setback"."""
    if _is_copula(facts) and facts.subject is not None and facts.subject.lemma_.lower() in _judging("noun"):
        return "judged subject"
    said = _complement(facts) if _is_copula(facts) else None
    if said is None:
        return ""
    lemma = said.lemma_.lower()
    words = {
        token.lemma_.lower() for token in said.subtree if token.pos_ in ("ADJ", "NOUN") and abs(token.i - said.i) < 6
    }
    if words & _judging("adjective") or lemma in _judging("noun"):
        return "judged"
    if any(token.tag_ in ("JJS", "RBS", "JJR", "RBR") for token in said.subtree):
        return "compared"
    told = facts.attributed or facts.quoted
    if said.pos_ == "ADJ" and lemma not in _words("seen", "words") and (told or said.tag_ == "JJ"):
        return "said of" if told else ""
    return "said of" if facts.quoted and said.pos_ in ("NOUN", "PROPN") else ""


def _regarded(facts: Facts) -> str:
    """What something is seen, described or regarded as."""
    head = facts.clause.head
    if head.lemma_.lower() not in _words("judgement", "regarding") or not _is_passive(head):
        return ""
    as_what = any(c.dep_ in ("oprd", "acomp", "attr") or c.lower_ == "as" for c in head.children)
    return f"regarded/{head.lemma_.lower()}" if as_what else ""


def _means(facts: Facts) -> str:
    """What something means, shows or causes."""
    lemma = facts.verb.lemma_.lower()
    copular = lemma in _words("meaning", "copular")
    if copular and not any(c.dep_ in ("acomp", "xcomp", "oprd", "ccomp") for c in facts.verb.children):
        return ""
    thing = next((c.lemma_.lower() for c in facts.verb.children if c.dep_ == "dobj"), "")
    if lemma in _words("meaning", "stirring") and thing in _words("meaning", "stirred"):
        return f"stirs/{thing}"
    now = facts.attributed or _tense(facts) in ("present", "perfect", "progressive", "")
    if now and (copular or lemma in _words("meaning", "verbs")):
        if facts.clause.link == "participle" or facts.subject is not None:
            return f"means/{lemma}"
    return ""


def _guess(facts: Facts) -> str:
    """A guess about now or the past: "may have left", "would be a mistake"."""
    return "guess" if any(modal in _words("future", "modals") for modal in facts.modals) else ""


def _judged_words(facts: Facts) -> str:
    """Words of cause, comparison and stance in the clause."""
    if pattern("judgement", "personal").search(facts.text):
        return "personal"
    if found := pattern("judgement").search(facts.text):
        return f"words/{found.group(0).lower()}"
    told = facts.attributed or _is_copula(facts)
    return "cause" if told and pattern("judgement", "causes").search(facts.text) else ""


def _quoted_opinion(facts: Facts) -> str:
    """A quoted statement in the present that nobody has merely seen."""
    if not facts.quoted:
        return ""
    seen = _tense(facts) in ("past", "past perfect", "progressive")
    return "" if seen else "quoted"


# --- background -------------------------------------------------------------------------------------------------------


def _before(facts: Facts) -> str:
    """What was so before the story's news, in the outlet's voice."""
    if facts.attributed or facts.quoted:
        return ""
    if _tense(facts) == "past perfect":
        return "past perfect"
    if _speaks(facts):
        return "speaks"
    fresh = pattern("background", "fresh").search(facts.text)
    if pattern("background").search(facts.text):
        return "words"
    if re.search(
        r"\b(?:in|since|until|from|of)\s+(?:the )?(?:early |late |mid-?)?(?:1[89]|20)\d\ds?\b",
        facts.text,
        re.IGNORECASE,
    ):
        return "year"
    if fresh:
        return ""
    return _standing(facts)


def _unnamed(facts: Facts) -> str:
    """How the information was got: who would not be named, who was not allowed to speak."""
    return "unnamed" if pattern("background", "unnamed").search(facts.text) else ""


def _earlier(facts: Facts) -> str:
    """What had happened before, in a clause that "after" opens."""
    mark = next((c.lower_ for c in facts.clause.head.children if c.dep_ == "mark"), "")
    return "earlier" if mark == "after" and _tense(facts) == "past perfect" else ""


def _speaks(facts: Facts) -> str:
    lemma = facts.verb.lemma_.lower()
    return "speaks" if lemma in _words("background", "speaking") and _tense(facts) in ("past", "perfect") else ""


def _standing(facts: Facts) -> str:
    """A standing fact: who or what somebody is, what is always so."""
    if _tense(facts) not in ("present", "past"):
        return ""
    if _is_copula(facts) and (said := _complement(facts)) is not None and said.pos_ in ("NOUN", "PROPN"):
        return "identity"
    if len(facts.chain) == 1 and facts.verb.lemma_.lower() in _words("background", "verbs"):
        return "standing"
    if any(one.noun_lemma.lower() in rules_for("estimate")["standing"] for one in facts.quantities):
        return "standing number"
    who = facts.clause.link == "relative" and facts.clause.head.dep_ == "relcl"
    return "who" if who and _is_agent(facts.clause.head.head) else ""


_ORDER: tuple[tuple[ClaimType, tuple[Rule, ...]], ...] = (
    ("background", (_unnamed,)),
    ("demand", (_asked, _asks, _wants, _ought, _imperative)),
    ("denial", (_denied, _untold, _rebuts, _never_did)),
    ("intention", (_planned, _weighed, _will)),
    ("estimate", (_estimated,)),
    ("forecast", (_future, _raised_future, _feared, _open_future)),
    ("assessment", (_held, _evaluated, _regarded, _means, _guess, _judged_words, _quoted_opinion)),
    ("background", (_earlier, _before)),
)
