"""The quantities of a paragraph: each number with its hedge, what is counted, and what governs it in the sentence.

What is here: bounds, units, the counted noun, the status words of the clause, and which numbers are no estimates
(dates, ages, names), as one spaCy component. The numbers themselves are found by ``numbers.py``; who says them is left
to ``attributions.py``, and what they are an estimate of to ``state``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from workbench.annotate.language import cues, phrase_pattern, words_of
from workbench.annotate.numbers import ABSURD, Number, find_numbers, joined
from workbench.annotate.setaside import reason_of
from workbench.model import Bound, Quantity

#: Where the component leaves its list on the document; offsets are those of the paragraph.
KEY = "workbench.quantities"

_VERBAL = {"VERB", "AUX"}
_CLAUSE_DEPS = {"ROOT", "ccomp", "advcl", "relcl", "acl", "conj", "parataxis", "xcomp", "csubj", "pcomp"}


@Language.factory("workbench_quantities")
def make_quantities(nlp: Language, name: str) -> QuantityFinder:
    """The component that puts the paragraph's quantities under ``doc.user_data[KEY]``."""
    return QuantityFinder()


class QuantityFinder:
    """The component itself; it keeps no state."""

    def __call__(self, doc: Doc) -> Doc:
        doc.user_data[KEY] = find_quantities(doc)
        return doc


@dataclass(frozen=True, slots=True)
class _Hedge:
    start: int
    end: int
    bound: Bound
    words: str


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a number counts: the noun token, if any, and how it was found."""

    noun: Token | None
    unit: str
    end: int
    rule: str
    anaphoric: bool = False
    subset: bool = False


def find_quantities(doc: Doc) -> list[Quantity]:
    """The paragraph's quantities in order, those that are no estimates with ``set_aside`` filled."""
    numbers = [*find_numbers(doc.text), *_zeros(doc)]
    numbers.sort(key=lambda number: number.start)
    numbers = list(_join_from_to(doc, numbers))
    sentences = list(doc.sents)
    found = [_quantity(doc, number, sentences) for number in numbers]
    return _mark_conversions(doc.text, _mark_ratios(doc, found))


def _zeros(doc: Doc) -> Iterator[Number]:
    """The zero that "no casualties" states, for nouns whose absence is news."""
    for token in doc:
        if (
            token.lower_ == "no"
            and token.dep_ == "det"
            and token.head.lemma_.lower() in cues("quantities")["zero"]["words"]
        ):
            yield Number(token.idx, token.idx + len(token), 0.0, 0.0, "zero")


def _join_from_to(doc: Doc, numbers: Sequence[Number]) -> Iterator[Number]:
    """Joins "from 10 to 30 boats" into a range unless a verb of change makes it a former and a new level."""
    verbs = set(cues("quantities")["level"]["verbs"])
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        gap = doc.text[first.end : second.start] if second else ""
        if (
            second
            and re.fullmatch(r"\s+to\s+", gap)
            and re.search(r"\bfrom\s+\Z", doc.text[: first.start])
            and first.low is not None
            and second.high is not None
            and first.low < second.high
        ):
            span = _span(doc, first.start, second.end)
            governed = any(token.lemma_.lower() in verbs for token in [span.root, *span.root.ancestors])
            if not governed:
                yield joined(first, second)
                at += 2
                continue
        yield first
        at += 1


def _span(doc: Doc, start: int, end: int) -> Span:
    span = doc.char_span(start, end, alignment_mode="expand")
    return span if span is not None else doc[0:1]


def _quantity(doc: Doc, number: Number, sentences: Sequence[Span]) -> Quantity:
    hedge = _hedge(doc.text, number)
    start = min(number.start, hedge.start) if hedge else number.start
    end = max(number.end, hedge.end) if hedge else number.end
    span = _span(doc, number.start, number.end)
    counted = _counted(doc, number, span)
    bound, low, best, high = _interval(number, hedge)
    anchor = counted.noun if counted.noun is not None else span.root
    clause_root = _clause_root(anchor)
    verb = _governing_verb(anchor)
    clause = _clause_tokens(clause_root)
    aside = reason_of(doc, number, span, counted.noun, counted.unit, hedge is not None)
    plain = Quantity(
        start=start,
        end=end,
        number_start=number.start,
        number_end=number.end,
        value=number.low if number.form != "range" and not _absurd(number) else None,
        bound=bound,
        low=low,
        best=best,
        high=high,
        unit=counted.unit,
        sentence=_sentence_of(sentences, number.start),
        rule=f"{number.form}/{counted.rule}",
        ambiguous=number.ambiguous or _absurd(number) or _is_three_decimals(number, counted, doc.text),
        set_aside=aside,
    )
    if aside:
        return plain
    noun = counted.noun
    stance, words = _stance(clause, verb, doc)
    return replace(
        plain,
        noun=noun.text if noun is not None else "",
        noun_lemma=noun.lemma_.lower() if noun is not None else "",
        population=_population(doc, noun, number),
        per=_per(doc, noun, span, counted.end if counted.unit != "count" else number.end),
        near=words_of(_near(noun, span, verb)),
        clause=words_of(clause),
        clause_start=clause[0].idx if clause else start,
        clause_end=clause[-1].idx + len(clause[-1]) if clause else end,
        trend=_trend(doc.text[:start], verb),
        stance=stance,
        stance_words=words,
        superseded=_superseded(doc.text, start) or _withdrawn(anchor, sentences),
        denied=_denied(anchor),
        anaphoric=counted.anaphoric,
        subset=counted.subset,
        places=tuple(_places(span, noun, verb)),
    )


def _absurd(number: Number) -> bool:
    return any(end is not None and not 0 <= end < ABSURD for end in (number.low, number.high))


def _is_three_decimals(number: Number, counted: _Counted, text: str) -> bool:
    """Whether a count of things is written like "3.500", which is a thousand in one country and not in another."""
    written = text[number.start : number.end]
    return counted.unit == "count" and re.fullmatch(r"\d{1,3}\.\d{3}", written) is not None


def _sentence_of(sentences: Sequence[Span], at: int) -> int:
    return next((index for index, span in enumerate(sentences) if span.start_char <= at < span.end_char), 0)


# --- hedges -----------------------------------------------------------------------------------------------------------


@cache
def _hedges() -> tuple[
    list[tuple[re.Pattern[str], Bound, re.Pattern[str] | None]], list[tuple[re.Pattern[str], Bound]]
]:
    before, after = [], []
    for entry in cues("bounds")["bound"]:
        if entry["side"] == "before":
            inner = phrase_pattern(entry["words"]).pattern
            blocked = phrase_pattern(entry["not_after"]) if "not_after" in entry else None
            blocker = re.compile(f"(?:{blocked.pattern})\\W*\\Z", re.IGNORECASE) if blocked else None
            pattern = re.compile(rf"(?:{inner})\s+(?:a\s+|another\s+|an\s+)?\Z", re.IGNORECASE)
            before.append((pattern, entry["bound"], blocker))
        else:
            inner = phrase_pattern(entry["words"], before=r"").pattern
            after.append((re.compile(rf"\A\s*(?:{inner})", re.IGNORECASE), entry["bound"]))
    return before, after


def _hedge(text: str, number: Number) -> _Hedge | None:
    """The hedge right before or right after a number; of several that fit the longest counts."""
    window = text[max(0, number.start - 48) : number.start]
    offset = max(0, number.start - 48)
    best: _Hedge | None = None
    before, after = _hedges()
    for pattern, bound, blocker in before:
        match = pattern.search(window)
        if match and not (blocker and blocker.search(window[: match.start()])):
            found = _Hedge(offset + match.start(), number.end, bound, match.group().strip())
            if best is None or found.start < best.start:
                best = found
    if best is not None and best.words.lower() == "some" and number.vague:
        best = None
    for pattern, bound in after:
        match = pattern.match(text[number.end : number.end + 32])
        if match and not (match.group().strip() == "+" and text[number.start - 1 : number.start] == "+"):
            return _Hedge(best.start if best else number.start, number.end + match.end(), bound, match.group().strip())
    return best


def _interval(number: Number, hedge: _Hedge | None) -> tuple[Bound, float | None, float | None, float | None]:
    """Bound, low, best and high by the ledger's contract."""
    if _absurd(number):
        return (hedge.bound if hedge else "bare"), None, None, None
    if number.vague:
        return "vague", number.low, None, number.high
    if number.form == "range":
        return "range", number.low, None, number.high
    bound: Bound = hedge.bound if hedge else "bare"
    if bound in ("at least", "more than"):
        return bound, number.low, None, None
    if bound in ("at most", "less than"):
        return bound, None, None, number.high
    return bound, number.low, number.low, number.high


# --- what is counted --------------------------------------------------------------------------------------------------


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str], dict[str, tuple[str, float]]]:
    names = {word.lower(): entry["name"] for entry in cues("units")["unit"] for word in entry["words"]}
    sizes = {entry["name"]: (entry["dimension"], float(entry["size"])) for entry in cues("units")["unit"]}
    pattern = phrase_pattern(names, before=r"\A[\s\u00a0\u202f-]*", after=r"(?![\w])")
    return pattern, names, sizes


def unit_size(unit: str) -> tuple[str, float] | None:
    """The dimension of a unit and its size in that dimension's base unit; nothing for a plain count."""
    return _units()[2].get(unit)


def _counted(doc: Doc, number: Number, span: Span) -> _Counted:
    pattern, names, _ = _units()
    match = pattern.match(doc.text[number.end : number.end + 40])
    if match:
        unit = names[re.sub(r"\s+", " ", match.group().strip(" \u00a0\u202f-").lower())]
        end = number.end + match.end()
        return _Counted(_noun_of_measure(doc, end, span), unit, end, "unit")
    if number.currency:
        return _Counted(None, number.currency, number.end, "currency")
    noun, rule = _noun(doc, number, span)
    if noun is None or noun.lemma_.lower() in cues("quantities")["anaphors"]["words"] or noun.pos_ == "PRON":
        subset = rule == "of" and noun is not None
        holder = None if subset else _anaphor_head(span)
        points_back = holder is None and (subset or noun is not None or _subject_is_anaphor(span))
        return _Counted(holder, "count", number.end, "anaphor", anaphoric=points_back, subset=subset)
    return _Counted(noun, "count", noun.idx + len(noun), rule)


def _noun_of_measure(doc: Doc, end: int, span: Span) -> Token | None:
    """What a measure measures: "30 percent of the homes", "300 millimetres of rain"."""
    match = re.match(r"\s+of\s+", doc.text[end : end + 6])
    if not match:
        return None
    after = _span(doc, end + match.end(), end + match.end() + 1)[0]
    while after.dep_ in ("det", "amod", "compound", "nummod", "poss") and after.head.i > after.i:
        after = after.head
    return after if after.pos_ in ("NOUN", "PROPN") else None


_TIME_NOUNS = {"week", "month", "year", "day", "hour", "minute", "night", "morning", "evening", "weekend", "today"}
_STATE_WORDS = {"dead", "injured", "wounded", "missing", "killed", "hurt", "homeless", "displaced", "unaccounted"}


def _noun(doc: Doc, number: Number, span: Span) -> tuple[Token | None, str]:
    root = span.root
    following = doc[span.end] if span.end < len(doc) else None
    if following is not None and following.lower_ == "of":
        return _after_of(doc, span.end), "of"
    if root.dep_ in ("nummod", "quantmod", "compound", "amod", "nmod", "det", "npadvmod") and root.head.i >= span.end:
        head = root.head
        if head.pos_ in ("NOUN", "PROPN") and head.sent.start == root.sent.start and head.i - span.end < 9:
            return head, "nummod"
    walked = _walk_to_noun(doc, span)
    if walked is not None and walked.lemma_.lower() not in _TIME_NOUNS:
        return walked, "next noun"
    if following is not None and following.lower_ in _STATE_WORDS:
        return following, "state"
    return None, "none"


def _after_of(doc: Doc, of: int) -> Token | None:
    at = of + 1
    while at < len(doc) and at < of + 8:
        token = doc[at]
        if token.pos_ == "PRON":
            return token
        if token.pos_ in ("NOUN", "PROPN") and (
            at + 1 >= len(doc) or doc[at + 1].pos_ not in ("NOUN", "PROPN", "PART")
        ):
            return token
        if token.pos_ in ("VERB", "AUX", "PUNCT"):
            return None
        at += 1
    return None


def _walk_to_noun(doc: Doc, span: Span) -> Token | None:
    """The last noun of the unbroken run of adjectives and nouns that follows the number."""
    last: Token | None = None
    for token in doc[span.end : span.end + 8]:
        if token.pos_ in ("NOUN", "PROPN"):
            last = token
        elif (
            token.pos_ in ("ADJ", "NUM", "PART")
            or token.lower_ in ("or", "and", "-", "of")
            and last is None
            or token.text == "-"
        ):
            continue
        else:
            break
    return last


def _anaphor_head(span: Span) -> Token | None:
    """What the number that is the level of something is the level of: "the death toll rose to 52" counts deaths."""
    verb = _governing_verb(span.root)
    if verb is None:
        return None
    subject = next((child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass", "dobj")), None)
    if subject is None or subject.i in range(span.start, span.end):
        return None
    if subject.pos_ == "PRON":
        return None
    if subject.lemma_.lower() not in cues("quantities")["anaphors"]["words"]:
        return _levelled(span, verb, subject)
    for child in subject.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            inner = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if inner is not None and inner.pos_ != "PRON":
                return inner
        if child.dep_ in ("compound", "amod", "nmod") and child.pos_ in ("NOUN", "ADJ"):
            return child
    return None


def _subject_is_anaphor(span: Span) -> bool:
    """Whether the number tells of "the number", "they", "the 60": something counted in words before.

    So does a number in a line without a verb, such as an item of a list.
    """
    words = cues("quantities")["anaphors"]["words"]
    if span.start and span.doc[span.start - 1].lower_ in ("the", "those", "these", "its", "their"):
        return True
    if not any(token.pos_ in _VERBAL for token in span.sent):
        return True
    verb = _governing_verb(span.root)
    near = [*(verb.children if verb is not None else ()), *span.root.ancestors]
    return any(
        token.lemma_.lower() in words
        for token in near
        if token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj", "ROOT", "appos")
    )


def _levelled(span: Span, verb: Token, subject: Token) -> Token | None:
    """What stands at a level: the force in "put the force at 3,000", the herd in "the herd grew to 900"."""
    preposition = span.root.head
    if preposition.lower_ not in ("at", "to") or preposition.dep_ != "prep" or preposition.head.i != verb.i:
        return None
    if verb.lemma_.lower() not in cues("quantities")["level"]["verbs"]:
        return None
    thing = next((child for child in verb.children if child.dep_ == "dobj"), subject)
    return thing if thing.pos_ in ("NOUN", "PROPN") else None


def _population(doc: Doc, noun: Token | None, number: Number) -> str:
    """The counted noun with the words that narrow it, without the number and its hedge."""
    if noun is None:
        return ""
    kept = [
        token for token in noun.lefts if token.dep_ in ("amod", "compound", "nmod", "poss") and token.idx >= number.end
    ]
    start = min([noun.i, *[token.left_edge.i for token in kept if token.left_edge.idx >= number.end]])
    return doc[start : noun.i + 1].text


# --- what governs it --------------------------------------------------------------------------------------------------


def _clause_root(token: Token) -> Token:
    while token.dep_ not in _CLAUSE_DEPS or token.pos_ not in _VERBAL:
        if token.head.i == token.i:
            return token
        token = token.head
    return token


def _governing_verb(token: Token) -> Token | None:
    """The nearest verb above a token, a verb or participle that is the token's own modifier counting first."""
    own = next((child for child in token.children if child.dep_ in ("acl", "relcl") and child.pos_ in _VERBAL), None)
    if own is not None:
        return own
    while token.head.i != token.i:
        token = token.head
        if token.pos_ in _VERBAL and token.dep_ not in ("aux", "auxpass"):
            return token
    return token if token.pos_ in _VERBAL else None


def _clause_tokens(root: Token) -> list[Token]:
    """The tokens of a clause without the clauses that lie beside or below it."""
    inner = {
        token.i
        for child in root.subtree
        if child.i != root.i
        and child.dep_ in ("ccomp", "advcl", "conj", "parataxis")
        and child.pos_ in _VERBAL
        and not _shares_subject(child)
        for token in child.subtree
    }
    return [token for token in root.subtree if token.i not in inner]


def _shares_subject(token: Token) -> bool:
    return token.dep_ == "advcl" and not any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)


def _near(noun: Token | None, span: Span, verb: Token | None) -> list[Token]:
    """The noun phrase of the number, the verb that governs it, and that verb's particles and short complements."""
    head = noun if noun is not None else span.root
    chosen = {token.i: token for token in head.subtree if token.head.i == head.i or token.i == head.i}
    # A clause hung on the noun ("soldiers who abandoned their posts") tells of it too.
    for token in head.subtree:
        chosen[token.i] = token
    climb = span.root
    while climb.head.i != climb.i and climb.pos_ not in _VERBAL:
        climb = climb.head
        chosen[climb.i] = climb
        chosen.update(
            {c.i: c for c in climb.children if c.dep_ in ("amod", "compound", "poss", "nmod") and c.i < climb.i}
        )
    if verb is not None:
        chosen.update({token.i: token for token in _verb_chain(verb)})
        for child in verb.children:
            if child.dep_ in (
                "prt",
                "neg",
                "advmod",
                "prep",
                "nsubj",
                "nsubjpass",
                "attr",
                "acomp",
                "agent",
                "dative",
                "xcomp",
            ):
                chosen.update({token.i: token for token in child.subtree if not _other_number(token, span)})
            elif child.dep_ == "dobj" and not any(_other_number(token, span) for token in child.subtree):
                chosen.update({token.i: token for token in child.subtree})
    return [chosen[index] for index in sorted(chosen)]


def _other_number(token: Token, span: Span) -> bool:
    return token.like_num and not span.start <= token.i < span.end


def _per(doc: Doc, noun: Token | None, span: Span, end: int) -> str:
    """The group that a number holds for: "6,000 personnel each" after "two brigades of" gives "brigade"."""
    after = doc[span.end : min(span.end + 8, len(doc))]
    text = doc.text[end : end + 60].lower().lstrip()
    each = next((token for token in after if token.lower_ in ("each", "apiece")), None)
    if each is not None and (noun is None or each.i <= noun.i + 2):
        return _group_before(doc, span) or "each"
    match = re.match(
        r"(?:\w+\s+){0,3}(?:per|for each)\s+(?:\d[\d,]*\s+)?(\w+(?:\s+residents|\s+people|\s+inhabitants)?)", text
    )
    if match:
        return _singular(match.group(1))
    before = doc[max(0, span.start - 6) : span.start].text.lower()
    match = re.search(
        r"\b(?:each|every|per)\s+(\w+)\s+(?:of|with|has|have|having|numbering|holds|carries|to)\b[\s\w]*\Z", before
    )
    return _singular(match.group(1)) if match else ""


def _group_before(doc: Doc, span: Span) -> str:
    before = doc[max(0, span.start - 8) : span.start].text
    groups = re.findall(r"(\w+)\s+(?:of|with|totalling|totaling|numbering)\b", before)
    return _singular(groups[-1].lower()) if groups else ""


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _trend(text_before: str, verb: Token | None) -> str:
    """Whether the number is a new level, a change or a former level: "level", "change", "former" or nothing.

    ``text_before`` is the text up to the number's hedge.
    """
    before = " ".join(text_before[-40:].lower().split()) + " "
    if re.search(r"\bfrom\s*(?:\w+\s*){0,2}\Z", before) and re.search(
        r"\b(?:up|down|increase\w*|rose|rise|rising|fell|jump\w*)\b", before
    ):
        return "former"
    lemma = verb.lemma_.lower() if verb is not None else ""
    level = cues("quantities")["level"]
    if lemma in level["verbs"]:
        if re.search(r"\bby (?:(?:a|an|another|further|additional|the) )*\Z", before):
            return "change"
        if re.search(r"\b(?:to|at) (?:\w+ ){0,2}\Z", before):
            return "level"
    return ""


def _stance(clause: Sequence[Token], verb: Token | None, doc: Doc) -> tuple[str, str]:
    """What the clause itself says of how sure it is: expected, believed, assessed or reported, with the words."""
    rules = cues("quantities")
    for token in clause:
        if token.lower_ in rules["reported"]["words"]:
            return "reported", token.text
    chain = _verb_chain(verb)
    for token in chain:
        passive = any(child.dep_ == "auxpass" for child in token.children)
        lemma = token.lemma_.lower()
        if passive and lemma in rules["believed"]["words"]:
            return "believed", token.text
        if passive and lemma in rules["assessed"]["words"]:
            return "assessed", token.text
    for token in chain:
        auxiliary = next(
            (c for c in token.children if c.dep_ == "aux" and c.lower_ in rules["expected"]["auxiliaries"]), None
        )
        if auxiliary is not None:
            return "expected", auxiliary.text
        if token.lemma_.lower() in rules["expected"]["words"] and token.tag_ in ("VBN", "VBZ", "VBP", "VBD", "VBG"):
            return "expected", token.text
    return "", ""


def _verb_chain(verb: Token | None) -> list[Token]:
    """The verb and those above it that it completes ("are believed to have moved" gives moved, believed)."""
    chain: list[Token] = []
    while verb is not None:
        chain.append(verb)
        if verb.dep_ != "xcomp" or verb.head.i == verb.i:
            break
        verb = verb.head
    return chain


@cache
def _superseding() -> re.Pattern[str]:
    inner = phrase_pattern(cues("quantities")["superseded"]["before"]).pattern
    return re.compile(rf"(?:{inner})\s+(?:the\s+|a\s+|an\s+|its\s+|only\s+|just\s+)?\Z", re.IGNORECASE)


def _superseded(text: str, start: int) -> bool:
    return _superseding().search(text[max(0, start - 60) : start]) is not None


def _denied(token: Token) -> bool:
    verbs = set(cues("quantities")["denied"]["words"])
    if any(ancestor.lemma_.lower() in verbs and ancestor.pos_ in _VERBAL for ancestor in token.ancestors):
        return True
    truth = cues("quantities")["truth"]
    for ancestor in token.ancestors:
        said = next((child.lower_ for child in ancestor.children if child.dep_ in ("acomp", "attr")), "")
        negated = any(child.dep_ == "neg" for child in ancestor.children)
        if (said in truth["affirmed"] and negated) or (said in truth["rejected"] and not negated):
            return True
    return False


def _withdrawn(token: Token, sentences: Sequence[Span]) -> bool:
    """Whether a figure is taken back, by its verb or by the sentence after it ("That was wrong.")."""
    rules = cues("quantities")["withdrawn"]
    if any(ancestor.lemma_.lower() in rules["verbs"] and ancestor.pos_ in _VERBAL for ancestor in token.ancestors):
        return True
    index = _sentence_of(sentences, token.idx)
    following = sentences[index + 1].text.strip().lower() if index + 1 < len(sentences) else ""
    return following.startswith(tuple(rules["next_sentence"]))


def _places(span: Span, noun: Token | None, verb: Token | None) -> Iterator[tuple[int, int]]:
    """Stretches that may say where, likeliest first: complements of the noun, of its verb, then earlier ones."""
    seen: set[int] = set()
    anchors = [token for token in (noun, span.root) if token is not None]
    climb = span.root
    while climb.head.i != climb.i and climb.head.pos_ not in _VERBAL:
        climb = climb.head
        anchors.append(climb)
    anchors.extend(_verb_chain(verb))
    later: list[Token] = []
    earlier: list[Token] = []
    for anchor in anchors:
        for child in anchor.children:
            if (
                child.dep_ in ("prep", "agent", "advmod", "relcl", "acl", "advcl", "xcomp", "dobj")
                and child.i not in seen
            ):
                seen.add(child.i)
                (later if child.i > span.start else earlier).append(child)
    for child in [*sorted(later, key=lambda token: token.i), *sorted(earlier, key=lambda token: -token.i)]:
        tokens = list(child.subtree)
        yield tokens[0].idx, tokens[-1].idx + len(tokens[-1])


# --- several numbers together -----------------------------------------------------------------------------------------


def _mark_ratios(doc: Doc, found: list[Quantity]) -> list[Quantity]:
    """Sets aside "one interpreter for every 30 recruits", "nine of 10", "one in five"."""
    out = list(found)
    for at, quantity in enumerate(found):
        before = doc.text[max(0, quantity.start - 14) : quantity.start].lower()
        if re.search(r"\b(?:for|per)\s+(?:every|each)\s+\Z", before):
            out[at] = replace(quantity, set_aside="ratio")
            for back in range(at - 1, -1, -1):
                if found[back].sentence != quantity.sentence or quantity.start - found[back].end > 60:
                    break
                out[back] = replace(out[back], set_aside=out[back].set_aside or "ratio")
        if at and found[at - 1].sentence == quantity.sentence:
            gap = doc.text[found[at - 1].end : quantity.start].lower()
            whole = quantity.value or 0
            part = found[at - 1].value or 0
            if re.fullmatch(r"\s+(?:in|out of)\s+(?:every\s+)?", gap) and 0 < part < whole <= 100:
                out[at - 1] = replace(out[at - 1], set_aside="ratio")
                out[at] = replace(out[at], set_aside="ratio")
    return out


def _mark_conversions(text: str, found: list[Quantity]) -> list[Quantity]:
    """Points a bracketed conversion ("50 kilometers (30 miles)") at the figure it converts."""
    out = list(found)
    for at in range(1, len(found)):
        first, second = found[at - 1], found[at]
        gap = text[first.end : second.start]
        sizes = unit_size(first.unit), unit_size(second.unit)
        bracket = re.fullmatch(r"[\s\w.-]{0,20}[(\[]\s*", gap) or re.fullmatch(r"[\s\w]{0,16},?\s+or\s+", gap)
        if not bracket or first.unit == second.unit or sizes[0] is None or sizes[1] is None:
            continue
        if sizes[0][0] == sizes[1][0] and not first.set_aside and not second.set_aside:
            factor = 1.0 if sizes[0][0] == "money" else sizes[1][1] / sizes[0][1]
            out[at] = replace(
                second,
                conversion_of=at - 1,
                low=_times(second.low, factor),
                best=_times(second.best, factor),
                high=_times(second.high, factor),
                near=first.near,
                clause=first.clause,
                places=first.places,
            )
    return out


def _times(value: float | None, factor: float) -> float | None:
    return None if value is None else round(value * factor, 2)
