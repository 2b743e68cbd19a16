"""The attributions of a whole report with "he", "the agency" and "the official" joined to whom they stand for.

What is here: short rules over the sources in reading order. No coreference model can be installed without a network,
and a linker of this kind resolves most sources of news prose; whoever is unsure gets no antecedent.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from workbench.annotate.attributions.continuing import continued
from workbench.annotate.attributions.lexicon import is_person_noun
from workbench.annotate.attributions.nesting import ground_in
from workbench.annotate.language import cues
from workbench.model import Attribution, Mention, Sentence
from workbench.read.nouns import singular

_PERSON_PRONOUNS = {"he", "she", "him", "her", "his"}
#: "The agency" stands for the body that spoke last, whatever its own name is.
_GENERIC_BODIES = set("agency department ministry service body organisation organization group company".split())
_COMPANIES = {"company", "firm", "group", "corporation", "bank"}
#: Nouns that a body of another name is not called by: a house is no service; with what may stand in a name beside them.
_PRECISE = {"service": {"service", "intelligence"}, "ministry": {"ministry"}, "department": {"department"}}
#: A body named further than this before "the service" is not what is meant by it.
_NAMED_NEAR = 400
_OWN_PRONOUNS = {"i", "we"}
_PLURAL_PRONOUNS = {"they", "them", "their"}
_THING_PRONOUNS = {"it", "its"}
#: A name within so many characters from the head of a sentence may be its subject.
_OPENING = 40
#: Other words for the person just spoken of, so that nothing is repeated: "the former judge", "the mother of three".
_OTHER_WORDS = re.compile(
    r"the\s+(?:(?:former|ex|veteran|retired|elderly|outgoing|one-time)[\s-](?:[\w-]+\s){0,2}[\w-]+"
    r"|\d{1,3}-year-old(?:\s[\w-]+)?|(?:mother|father|mum|mom|dad|grandmother|grandfather)[\s-]of[\s-][\w-]+)"
)
#: A pronoun further than this many sentences from its antecedent is left alone.
_REACH = 3


def join_sources(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], items: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], dict[int, int]]:
    """The attributions with ``antecedent`` filled where a source is a pronoun or a definite short form.

    Quotations that go on are joined to their speaker; the second value tells the new place of each attribution given.

    A ground for anonymity told in a later sentence ("The official ... spoke on condition of anonymity") goes to the
    unnamed source it speaks of.
    """
    out: list[Attribution] = []
    whole, places = continued(text, items)
    for item in whole:
        out.append(_joined(text, sentences, mentions, out, item))
    out = [_of_whoever_is_quoted(text, out, item) for item in out]
    return tuple(_grounded(text, sentences, out)), places


def _of_whoever_is_quoted(text: str, items: Sequence[Attribution], item: Attribution) -> Attribution:
    """An "I" or "we" in somebody's words joined to whoever is quoted: "I can tell you that 40 left," the pilot said."""
    if item.source is None or item.within is None or text[slice(*item.source)].lower() not in _OWN_PRONOUNS:
        return item
    outer = items[item.within]
    span = _resolved(outer)
    if span is None or text[slice(*span)].lower() in _OWN_PRONOUNS:
        return item
    return replace(item, antecedent=span, anonymous=outer.anonymous, anonymity_ground=outer.anonymity_ground)


def _joined(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    before: Sequence[Attribution],
    item: Attribution,
) -> Attribution:
    if item.source is None or item.antecedent is not None:
        return item
    words = text[slice(*item.source)]
    lower = _owner_of_paper(words) or words.lower()
    if lower in _PERSON_PRONOUNS:
        found = _last_person(text, sentences, mentions, before, item)
    elif lower in _PLURAL_PRONOUNS | _THING_PRONOUNS:
        many = lower in _PLURAL_PRONOUNS

        def _may_stand(source: tuple[int, int]) -> bool:
            return many or _is_body(text[slice(*source)], mentions)

        just_before = [other for other in before if item.sentence - other.sentence <= 1]
        found = (
            (_named_thing(text, mentions, before, item) if not many and lower == "it" else None)
            or (_opening_company(sentences, mentions, item) if lower == "it" else None)
            or _last_of(just_before, item, _may_stand)
            or (_people_before(text, sentences, item) if many and not _near(just_before, item) else None)
            or _body_before(text, sentences, mentions, item)
            or _last_of(before, item, _may_stand)
        )
    elif re.match(r"(?:the|this|that|these|those)\s", lower):
        found = _same_head(text, before, item, words)
        if found is None and re.fullmatch(r"\w+\s+(?:same\s+)?(\w+)", lower) and lower.split()[-1] in _GENERIC_BODIES:
            noun = lower.split()[-1]
            found = (
                _named_so(noun, mentions, item)
                or _last_of(
                    before, item, lambda source: re.search(rf"\b{noun}\s+[A-Z]", text[slice(*source)]) is not None
                )
                or _last_of(before, item, lambda source: _may_be_called(noun, text[slice(*source)], mentions))
            )
        if found is None and lower.split()[-1] in _COMPANIES:
            found = _named_so(lower.split()[-1], mentions, item) or _opening_company(sentences, mentions, item)
        if found is None and lower.split()[-1] in ("company", "firm", "group"):
            found = _company_told_of(text, mentions, item)
        if found is None and _OTHER_WORDS.fullmatch(lower):
            found = _last_person(text, sentences, mentions, before, item)
    else:
        found = _author_before(text, sentences, item)
    if found is None:
        return item
    holder = next((one for one in reversed(before) if one.source and _holds(one.source, found)), None)
    anonymous = item.anonymous if holder is None else holder.anonymous
    ground = item.anonymity_ground or (holder.anonymity_ground if holder else "")
    return replace(item, antecedent=found, anonymous=anonymous, anonymity_ground=ground)


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _named_thing(
    text: str, mentions: Sequence[Mention], before: Sequence[Attribution], item: Attribution
) -> tuple[int, int] | None:
    """The name, no person's, of whoever says that "it" does, or spoke in the sentence right before."""
    outer = before[item.within] if item.within is not None and item.within < len(before) else None
    if outer is not None and outer.rule == "turn":
        return None
    last = outer or next((one for one in reversed(before) if one.source is not None and one.within is None), None)
    if last is None or last.source is None or (outer is None and item.sentence - last.sentence != 1):
        return None
    start, end = _resolved(last) or last.source
    inside = [m for m in mentions if m.start < end and start < m.end]
    named = re.search(r"[A-Z][\w'\u2019-]+\s[A-Z]" if outer is None else r"\A[A-Z]\w+", text[start:end])
    return (start, end) if named and not any(m.label == "PERSON" for m in inside) else None


def _people_before(text: str, sentences: Sequence[Sentence], item: Attribution) -> tuple[int, int] | None:
    """The people that the sentence before ends on, for a "they" that opens its own: "... has met doctors. They say"."""
    assert item.source is not None
    if item.sentence == 0 or item.source[0] > sentences[item.sentence].start + 1:
        return None
    last = sentences[item.sentence - 1]
    found = None
    for word in re.finditer(r"\b[a-z]+s\b", text[last.start : last.end]):
        if is_person_noun(singular(word.group())):
            found = (last.start + word.start(), last.start + word.end())
    return found


def _body_before(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], item: Attribution
) -> tuple[int, int] | None:
    """The body that the sentence before opens with, for a pronoun that opens its own: "The army has come. It ..."."""
    assert item.source is not None
    if item.sentence == 0 or item.source[0] > sentences[item.sentence].start + 1:
        return None
    last, here = sentences[item.sentence - 1], sentences[item.sentence]
    found = _opening_body().match(text, last.start, last.end)
    if found is None or "\n" in text[last.start : here.start]:
        return None
    span = found.span("body")
    return span if _is_body(text[slice(*span)], mentions) else None


def _opening_company(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], item: Attribution
) -> tuple[int, int] | None:
    """The organisation that a sentence opens with, for "the company" or "it" behind: "Alta will close, it said"."""
    assert item.source is not None
    start = sentences[item.sentence].start
    opening = (
        mention
        for mention in mentions
        if mention.label in ("ORG", "FAC")
        and start <= mention.start < start + _OPENING
        and mention.end < item.source[0]
    )
    return next(((mention.start, mention.end) for mention in opening), None)


def _company_told_of(text: str, mentions: Sequence[Mention], item: Attribution) -> tuple[int, int] | None:
    """The organisation that the report has told of most, and clearly so, before "the company" speaks."""
    assert item.source is not None
    named = [
        m
        for m in mentions
        if m.label == "ORG" and m.end <= item.source[0] and _may_be_called("company", m.text, mentions)
    ]
    often = Counter(mention.text.removeprefix("the ").removeprefix("The ") for mention in named).most_common(2)
    if not often or often[0][1] < 2 or (len(often) > 1 and often[0][1] < 2 * often[1][1]):
        return None
    return next((m.start, m.end) for m in reversed(named) if m.text.endswith(often[0][0]))


@cache
def _opening_body() -> re.Pattern[str]:
    """A noun phrase of up to seven words at the head of a sentence, before a verb in the present, perfect or future."""
    verbs = "|".join(cues("attributions")["opening_verbs"]["words"])
    return re.compile(
        rf"\s*(?:(?:Meanwhile|Separately|Elsewhere),?\s+)?(?P<body>(?:(?:[Tt]he|[Aa]n?)\s+)?(?:[\w'\u2019&-]+\s+){{0,6}}?[\w'\u2019&-]+),?\s+(?:{verbs})\b"
    )


def _author_before(text: str, sentences: Sequence[Sentence], item: Attribution) -> tuple[int, int] | None:
    """The body named last before a bare paper: "The office gave no total, but a statement put it at 40"."""
    assert item.source is not None
    if not re.fullmatch(_bare_paper(), text[slice(*item.source)]):
        return None
    start = sentences[item.sentence].start
    found = list(_named_body().finditer(text, start, item.source[0]))
    return found[-1].span() if found else None


@cache
def _bare_paper() -> str:
    return rf"(?:an?|its)\s+(?:[a-z]+\s+)?(?:{'|'.join(cues('attributions')['bare_papers']['words'])})"


@cache
def _named_body() -> re.Pattern[str]:
    rules = cues("attributions")
    bodies = "|".join(sorted({*rules["bodies"]["words"]} - {*rules["deeds"]["others"]}))
    return re.compile(rf"\b[Tt]he\s+(?:[\w-]+\s+){{0,3}}?(?:{bodies})\b")


def _owner_of_paper(words: str) -> str:
    """Whose paper or office speaks: "its" in "its bulletin on Monday", "the agency" in "the agency's last update"."""
    rules = cues("attributions")
    found = re.match(
        r"(its|their|his|her|the\s+[a-z]+(?=['\u2019]s))(?:['\u2019]s)?\s+(?:[a-z]+\s+)?([a-z]+)\b", words.lower()
    )
    told = found is not None and found[2] in {*rules["documents"]["words"], "office"} - {"manifest", "log", "logbook"}
    return found[1] if found is not None and told else ""


def _near(before: Sequence[Attribution], item: Attribution) -> list[Attribution]:
    return [other for other in before if 0 <= item.sentence - other.sentence <= _REACH and other.source is not None]


def _resolved(item: Attribution) -> tuple[int, int] | None:
    return item.antecedent or item.source


def _last_person(
    text: str,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    before: Sequence[Attribution],
    item: Attribution,
) -> tuple[int, int] | None:
    """The person who spoke last, or the person named last before the source when nobody has spoken.

    A person with whom a later sentence of the same paragraph opens comes before whoever spoke earlier.

    Whoever is known to be a woman is no "he", and the other way round.
    """
    assert item.source is not None
    said = text[slice(*item.source)].lower()
    wanted = gender_of(said) or ("she" if said in ("she", "her") else "he" if said in _PERSON_PRONOUNS else "")
    full = [m.text for m in mentions if m.label == "PERSON" and " " in m.text and m.end <= item.source[0]]

    def _may_be(span: tuple[int, int]) -> bool:
        words = text[slice(*span)]
        told = gender_of(words, full) or _called_before(text, words, before)
        return not (told and wanted) or told == wanted

    opener = _opening_person(text, sentences, mentions, item)
    for other in reversed(_near(before, item)):
        span = _resolved(other)
        if opener is not None and _may_be(opener) and (other.source or opener)[0] < opener[0]:
            return opener
        if span is not None and _is_person(text, span, mentions, before) and _may_be(span):
            return span
    if opener is not None and _may_be(opener):
        return opener
    named = [m for m in mentions if m.label == "PERSON" and m.end <= item.source[0] and item.source[0] - m.end < 400]
    return next(((m.start, m.end) for m in reversed(named) if _may_be((m.start, m.end))), None)


def _called_before(text: str, words: str, before: Sequence[Attribution]) -> str:
    """The "he" or "she" that was already taken to stand for somebody of that last name, else nothing."""
    name = words.split()[-1:]
    for other in reversed(before):
        if other.source is None or other.antecedent is None or text[slice(*other.antecedent)].split()[-1:] != name:
            continue
        if (said := text[slice(*other.source)].lower()) in ("he", "she"):
            return said
    return ""


#: What may stand between the head of a sentence and its first name: a place ("At the hospital, "), an apposition ("The
#: mayor, "), titles and what somebody is ("Interior chief "); not a preposition, after which the name is no subject.
_BEFORE_A_NAME = re.compile(
    r"\W*(?:(?:But|And|Yet|So|Meanwhile,?)\s+)?(?:(?:At|In|On|Across|Near|From|Outside|Inside|By)\s[^,.;\n]{1,60},\s+)?"
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)\s+(?:[\w'\u2019-]+\s+){0,5}[\w'\u2019-]+,\s+)?"
    r"(?:(?!(?:In|At|On|With|For|By|From|To|Of|Like|Unlike|After|Before|While|When|If|As|Despite|Beside|Behind|Under|About"
    r"|Against|Because|Since|Though|Although|Until|Asked|Told)\b)[\w.'\u2019-]+\s+){0,3}"
)


#: An age right after a name: "Holub, 49, ".
_AGE_AFTER = re.compile(r",\s+\d{2},")


#: A name at the head of a sentence with what the person is: "Ann Lund, the mining minister, has ...".
_NAME_AND_NOUN = re.compile(
    r"\W*(?P<name>[A-Z][\w'\u2019-]+(?:\s[A-Z][\w'\u2019-]+){1,3}),\s+(?:(?:the|an?|its|their)\s+)?"
    r"(?:[\w'\u2019-]+\s+){0,4}(?P<noun>[\w-]+),"
)


def _opening_person(
    text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention], item: Attribution
) -> tuple[int, int] | None:
    """The person with whom the last such sentence before the pronoun's opens, in the pronoun's own paragraph."""
    assert item.source is not None
    for sentence in reversed(sentences[max(0, item.sentence - _REACH) : item.sentence]):
        if "\n" in text[sentence.start : item.source[0]]:
            return None
        inside = (m for m in mentions if sentence.start <= m.start < sentence.end)
        first = next((m for m in inside if m.label == "PERSON" or _looks_like_a_person(text, m)), None)
        if first is not None and _BEFORE_A_NAME.fullmatch(text, sentence.start, first.start):
            owner = re.match(r"['\u2019]s?\b", text[first.end : first.end + 2])
            return None if owner else (first.start, first.end)
        titled = _NAME_AND_NOUN.match(text, sentence.start, sentence.end)
        if titled is not None and is_person_noun(titled["noun"].lower()):
            return titled.span("name")
    return None


def _looks_like_a_person(text: str, mention: Mention) -> bool:
    """Whether what was taken for a body is rather a person: by an age behind it, or by two names of which none is a
    body's.
    """
    if mention.label not in ("ORG", "GPE", "FAC", "NORP"):
        return False
    if _AGE_AFTER.match(text, mention.end):
        return True
    names = re.fullmatch(r"[A-Z][a-z\u00c0-\u024f'\u2019-]+ [A-Z][a-z\u00c0-\u024f'\u2019-]+", mention.text) is not None
    rules = cues("attributions")
    of_a_body = {*rules["bodies"]["words"], *rules["deeds"]["bodies"], "nations", "states", "union"}
    return mention.label == "ORG" and names and not {word.lower() for word in mention.text.split()} & of_a_body


def gender_of(words: str, named_before: Sequence[str] = ()) -> str:
    """What a title, a noun or a first name tells, "he" or "she", else nothing.

    A last name alone is looked up among the full names before it.
    """
    told = re.findall(r"[a-z\u00c0-\u024f]+", words.lower())
    for gender in ("she", "he"):
        rules = cues("attributions")["genders"][gender]
        if any(word in rules["words"] or word.endswith(tuple(rules["endings"])) for word in told):
            return gender
    full = next((name for name in reversed(named_before) if told and name.lower().split()[-1:] == told[-1:]), "")
    return gender_of(full) if full and full.lower() != words.lower() else ""


def _is_person(text: str, span: tuple[int, int], mentions: Sequence[Mention], before: Sequence[Attribution]) -> bool:
    """Whether a source is one person: by the model, by a noun or a title, or by the last name of an earlier source."""
    words = text[slice(*span)]
    if any(m.label == "PERSON" and span[0] <= m.start and m.end <= span[1] for m in mentions):
        return True
    if _AGE_AFTER.match(text, span[1]):
        return True
    told = re.findall(r"[a-z\u00c0-\u024f'\u2019-]+", words.lower())
    if not told or " and " in words:
        return False
    known = any(m.label == "PERSON" and " " in m.text and m.text.lower().split()[-1] == told[-1] for m in mentions)
    if known or is_person_noun(told[-1]) or _tells_a_person(words) or _is_headed_by_a_person(words):
        return True
    earlier = (text[slice(*other.source)] for other in before if other.source is not None and other.source[1] < span[0])
    return words[:1].isupper() and any(
        one.lower().endswith(f" {words.lower()}") and _tells_a_person(one) for one in earlier
    )


def _is_headed_by_a_person(words: str) -> bool:
    """Whether what stands before the first preposition is a noun for one person: "an official in the ministry"."""
    head = re.match(
        r"(?:an?|the|one|another)\s+(?:[\w-]+\s+){0,3}?([\w-]+)\s+(?:in|of|at|from|with|for|on|who)\s", words, re.I
    )
    return head is not None and is_person_noun(head[1].lower())


def _tells_a_person(words: str) -> bool:
    """Whether a name stands behind a noun for a person: "a spokeswoman, Ann Holt", "Rear Admiral Jan Holt"."""
    told = re.findall(r"[\w'\u2019-]+", words)
    return any(
        is_person_noun(noun.lower()) and first[0].isupper() and last[0].isupper()
        for noun, first, last in zip(told, told[1:], told[2:], strict=False)
    )


def _is_body(words: str, mentions: Sequence[Mention]) -> bool:
    last = re.findall(r"[A-Za-z]+", words)
    known = last and last[-1].lower() in cues("attributions")["bodies"]["words"]
    if any(m.label == "PERSON" and " " in m.text and m.text in words for m in mentions):
        return False
    named = re.search(r"\b([a-z]+)\s+[A-Z]\w*\Z", words)
    apart = named is not None and named[1] in cues("attributions")["bodies"]["words"]
    return bool(known) or apart or any(m.label in ("ORG", "GPE") and m.text in words for m in mentions)


def _may_be_called(noun: str, words: str, mentions: Sequence[Mention]) -> bool:
    """Whether a body may be called by a noun: a federation or a ministry is no company, a house no service."""
    rules = cues("attributions")
    public = {*rules["bodies"]["words"], *rules["deeds"]["bodies"]}
    other = {word.lower() for word in re.findall(r"[A-Za-z]+", words)} & public
    own = _COMPANIES if noun in _COMPANIES else _PRECISE.get(noun)
    return _is_body(words, mentions) and (own is None or not other - own)


def _named_so(noun: str, mentions: Sequence[Mention], item: Attribution) -> tuple[int, int] | None:
    """The body named last before a source that bears the noun in its name, whether or not it spoke there."""
    assert item.source is not None
    at = item.source[0]
    named = [m for m in mentions if m.label == "ORG" and m.end <= at and at - m.end < _NAMED_NEAR]
    for mention in reversed(named):
        words = re.findall(r"\w+", re.sub(r"^the\s", "", mention.text.lower()))
        if noun in (words[:1] + words[-1:]):
            return mention.start, mention.end
    return None


def _last_of(before: Sequence[Attribution], item: Attribution, fits) -> tuple[int, int] | None:  # type: ignore[no-untyped-def]  # a one-line predicate
    for other in reversed(_near(before, item)):
        span = _resolved(other)
        if span is not None and fits(span):
            return span
    return None


def _same_head(text: str, before: Sequence[Attribution], item: Attribution, words: str) -> tuple[int, int] | None:
    """An earlier source with the same head noun whose words include those of the definite form."""
    said = re.findall(r"[A-Za-z-]+", words)[1:]
    wanted = {word.lower() for word in said} - {"same"}
    if not said or not _is_short_form(said[-1].lower()):
        return None
    for other in reversed([one for one in before if one.source is not None]):
        span = _resolved(other)
        if span is None or span == item.source:
            continue
        earlier = text[slice(*span)]
        have = {word.lower() for word in re.findall(r"[A-Za-z-]+", earlier)}
        if wanted <= have and _is_head(said[-1], earlier) and not re.match(r"(?:the|this|that)\s", earlier.lower()):
            return span
    return None


def _is_head(noun: str, words: str) -> bool:
    """Whether a noun of a source is what the source is: "official" in "an army official in Lund", not "army"."""
    after = "|".join(cues("attributions")["after_heads"]["words"])
    return re.search(rf"\b{re.escape(noun)}\b(?!['\u2019]s?\s)(?!\s+(?!(?:{after})\b)[a-z])", words, re.I) is not None


def _is_short_form(noun: str) -> bool:
    """Whether "the NOUN" may stand for a speaker named before."""
    bodies = cues("attributions")["bodies"]["words"]
    return any(is_person_noun(form) or form in bodies for form in (noun, singular(noun)))


def _are_people(text: str, item: Attribution) -> bool:
    """Whether a source is several people without a name: "two diplomats familiar with the list"."""
    words = re.findall(r"[A-Za-z]+", text[slice(*item.source)]) if item.source is not None else []
    return not any(word[0].isupper() for word in words[1:]) and any(
        word.endswith("s") and is_person_noun(singular(word.lower())) for word in words
    )


def _grounded(text: str, sentences: Sequence[Sentence], items: list[Attribution]) -> list[Attribution]:
    out = list(items)
    for index, sentence in enumerate(sentences):
        words = text[sentence.start : sentence.end]
        ground = ground_in(words)
        if not ground or not re.match(r"\s*(?:the|this|that|he|she|they|both)\b", words, re.IGNORECASE):
            continue
        for at in range(len(out) - 1, -1, -1):
            item = out[at]
            if item.sentence not in (index, index - 1, index - 2) or item.anonymity_ground:
                continue
            if item.anonymous or (item.sentence == index - 1 and _are_people(text, item)):
                out[at] = replace(item, anonymous=True, anonymity_ground=ground)
                break
    return out
