"""The clauses of a paragraph that state something, each with the words that govern it.

What is here: sentences put together from the cuts of ``cuts.py`` into stretches with one main predicate, freed of who
speaks and of what only leads in. The clause that only says that somebody speaks is left out. What a clause is, a demand
or a report, is decided in ``kinds.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbench.annotate.claims.contents import Contents
from workbench.annotate.claims.cuts import ASIDES, carrier, is_governed, link_of
from workbench.annotate.claims.governors import denies_a_word, kind_of_governor, names_as, withholds
from workbench.annotate.claims.lexicon import governing, words_for
from workbench.annotate.paragraph import Stretch, Word
from workbench.annotate.parse import (
    NOBODY,
    SUBJECTS,
    VERBS,
    has_subject,
    is_finite,
    object_of,
    opened_by,
    opens_aside,
    subject_of,
)
from workbench.model import Attribution

_OPEN, _CLOSE = "\u201c\u201e\u00ab", "\u201d\u00bb"
#: A clause of fewer words than this goes with the clause that it hangs on.
_SHORT = 3
#: "He wrote" in no more words than this says nothing without its content.
_PHRASE = 5


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch with one predicate: its head, its own tokens, the attribution it stands in, and what governs it.

    ``governors`` are the words that report, plan, demand or doubt the clause, the innermost first; ``link`` says how it
    hangs on its sentence.
    """

    head: Word
    tokens: tuple[Word, ...]
    attribution: int | None
    governors: tuple[Word, ...]
    link: str


def find_clauses(
    sentences: Sequence[Stretch], where: Contents, attributions: Sequence[Attribution]
) -> Iterator[Clause]:
    """The paragraph's clauses in text order; questions are left out."""
    for sentence in sentences:
        if not _is_question(sentence):
            yield from _of_sentence(sentence, where, attributions)


def _is_question(sentence: Stretch) -> bool:
    return any(token.text == "?" for token in sentence[-3:])


def _of_sentence(sentence: Stretch, where: Contents, attributions: Sequence[Attribution]) -> Iterator[Clause]:
    tokens = list(sentence)
    above = [token.head.i for token in tokens]
    links: dict[int, str] = {}
    region, frame = where.region, where.frame
    for place, (token, head) in enumerate(zip(tokens, above, strict=True), sentence.start):
        can_open = token.pos_ in VERBS or (token.dep_ in ASIDES and place > head)
        opens = can_open or head == place or region[place] != region[head]
        if opens and (link := link_of(token, where)):
            links[place] = link
    groups: dict[int, list[Word]] = {}
    for place, token in enumerate(tokens, sentence.start):
        if frame[place] is None and not token.is_space:
            groups.setdefault(_head_of(place, links, above, sentence.start), []).append(token)
    clauses = [
        Clause(sentence.doc[head], tuple(tokens), where.region[head], (), links[head])
        for head, tokens in groups.items()
        if not _is_only_frame(sentence.doc[head], tokens, where, links)
    ]
    joined = _with_fragments(sorted(clauses, key=lambda clause: clause.tokens[0].i))
    for clause in joined:
        for part in _unbroken(clause, where):
            beside = part.link == "coordinate" and opened_by(part.head) == "after"
            governors = () if beside else tuple(_governors(part.head, where, attributions))
            kept = _trimmed(_without_source(part, _without_scene(part)))
            if not _says_too_little(part.head, kept, within=part.attribution is not None):
                yield Clause(part.head, kept, _holder(part, kept, attributions), governors, part.link)


def _head_of(place: int, links: dict[int, str], above: Sequence[int], first: int) -> int:
    while place not in links:
        place = above[place - first]
    return place


def _holder(clause: Clause, tokens: Sequence[Word], attributions: Sequence[Attribution]) -> int | None:
    """The attribution that a clause is the content of, or that it tells with source and cue."""
    if clause.attribution is not None:
        return clause.attribution
    start, end = tokens[0].idx, tokens[-1].idx + len(tokens[-1])
    told = (number for number, item in enumerate(attributions) if start <= item.cue[0] and item.cue[1] <= end)
    return next(told, None)


def _is_only_frame(head: Word, tokens: Sequence[Word], where: Contents, links: dict[int, str]) -> bool:
    """Whether a clause only says that somebody speaks, plans or asks, while its content is a clause of its own."""
    if where.frame[head.i] is not None:
        return True
    opened = [child for child in head.children if links.get(child.i) == "content" and not _runs_on(child, head, where)]
    if any(child.dep_ in ("ccomp", "xcomp") and head.lemma_.lower() in governing() for child in opened):
        return True
    few = sum(not token.is_punct for token in tokens) <= _PHRASE
    return few and any(link == "content" and carrier(head.doc[at]) in tokens for at, link in links.items())


def _runs_on(clause: Word, head: Word, where: Contents) -> bool:
    """Whether a clause that names a speaker stands before another statement: "Norland insists so; Lyon denied it"."""
    told = where.frame[clause.i] is not None and clause.i < head.i
    return told and any(clause.i < child.i < head.i for child in head.children if child.dep_ in SUBJECTS)


def _governors(head: Word, where: Contents, attributions: Sequence[Attribution]) -> Iterator[Word]:
    """The words that govern a clause, the innermost first: verbs above it in the parse, then the cues around it."""
    region = where.region[head.i]
    seen: set[int] = set()
    token = head
    while token.head != token and where.region[token.head.i] == region and where.frame[token.head.i] is None:
        linked = token.dep_ in ("ccomp", "xcomp", "acl", "conj", "pcomp", "advcl", "prep", "pobj")
        if not linked:
            break
        noun = carrier(token)
        if noun is not None and kind_of_governor(noun):
            seen.add(noun.i)
            yield noun
        elif is_governed(token):
            seen.add(token.head.i)
            yield token.head
        token = token.head
    around: set[int] = set()
    while region is not None and region not in around:
        around.add(region)
        cue = where.cue[region]
        if cue is not None and cue.i not in seen:
            seen.add(cue.i)
            yield cue
        region = attributions[region].within


# --- putting together -------------------------------------------------------------------------------------------------


def _with_fragments(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, each stretch without a verb or of a word or two joined to its neighbour under the same speaker."""
    out: list[Clause] = []
    waiting: list[Clause] = []
    for clause in clauses:
        if _is_fragment(clause):
            if out and out[-1].attribution == clause.attribution and _adjacent(out[-1], clause):
                out[-1] = _joined(out[-1], clause)
            else:
                waiting.append(clause)
            continue
        for one in waiting:
            if one.attribution == clause.attribution and _adjacent(one, clause):
                clause = _joined(clause, one)
            elif _stands_alone(one):
                out.append(one)
        waiting = []
        out.append(clause)
    out.extend(one for one in waiting if _stands_alone(one) or not out)
    return out


def _is_fragment(clause: Clause) -> bool:
    words = [token for token in clause.tokens if not token.is_punct] or [clause.head]
    acts = object_of(clause.head) is not None or any(child.like_num for child in clause.head.children)
    short = (
        (acts and words[0] == clause.head) if clause.link in ("participle", "coordinate") else words[0].lower_ == "to"
    )
    denied = clause.link == "content" and has_subject(clause.head) and kind_of_governor(clause.head.head) == "denial"
    least = _SHORT - 1 if short or denied else _SHORT
    return len(words) < least or not any(token.pos_ in VERBS for token in words)


def _stands_alone(clause: Clause) -> bool:
    """Whether a stretch without a verb is kept: what somebody says, a headline."""
    words = sum(not token.is_punct for token in clause.tokens)
    return words >= _SHORT and (clause.attribution is not None or clause.link == "main")


def _adjacent(first: Clause, second: Clause) -> bool:
    low, high = sorted((first, second), key=lambda clause: clause.tokens[0].i)
    between = low.head.doc[low.tokens[-1].i + 1 : high.tokens[0].i]
    return all(token.is_punct or token.is_space for token in between)


def _joined(clause: Clause, other: Clause) -> Clause:
    return replace(clause, tokens=tuple(sorted((*clause.tokens, *other.tokens), key=lambda token: token.i)))


def _is_interrupted(clause: Clause, where: Contents) -> bool:
    """Whether words that name a speaker stand between the clause's own."""
    between = where.frame[clause.tokens[0].i : clause.tokens[-1].i]
    return between.count(None) < len(between)


def _unbroken(clause: Clause, where: Contents) -> Iterator[Clause]:
    """The clause, or its two halves where the words that name its speaker stand between two with verbs."""
    if not _is_interrupted(clause, where):
        yield clause
        return
    runs: list[list[Word]] = [[]]
    for token in clause.tokens:
        if runs[-1] and any(where.frame[i] is not None for i in range(runs[-1][-1].i + 1, token.i)):
            runs.append([])
        runs[-1].append(token)
    if len(runs) == 1 or not all(any(token.pos_ in VERBS for token in run) for run in runs):
        longest = max(runs, key=len)
        whole = clause.head in longest and sum(len(run) for run in runs) - len(longest) <= _SHORT
        yield replace(clause, tokens=tuple(longest) if whole else clause.tokens)
        return
    for run in runs:
        head = clause.head if clause.head in run else next(token for token in run if token.pos_ in VERBS)
        yield replace(clause, head=head, tokens=tuple(run))


# --- what is left out -------------------------------------------------------------------------------------------------


def _trimmed(tokens: Sequence[Word]) -> tuple[Word, ...]:
    """The tokens without the connectives and marks at either end."""
    kept = list(tokens)
    opening = words_for("clauses", "opening")
    while len(kept) > 1 and (
        (kept[0].is_punct and kept[0].text[0] not in _OPEN + '"(')
        or (kept[0].lower_ in opening and kept[0].tag_ != "DT")
        or kept[0].is_space
    ):
        kept.pop(0)
    while len(kept) > 1 and (
        (kept[-1].is_punct and kept[-1].text[-1] not in _CLOSE + '")')
        or kept[-1].dep_ == "cc"
        or kept[-1].is_space
        or kept[-1].lower_ == "without"
        or (kept[-1].lower_ == "with" and opens_aside(kept[-1]))
    ):
        kept.pop()
    return tuple(kept)


def _without_source(clause: Clause, tokens: Sequence[Word]) -> Sequence[Word]:
    """What is denied without who denies it, and a refusal to tell without who refuses."""
    head = clause.head
    subjects = [child for child in head.children if child.dep_ in SUBJECTS]
    if any(child.dep_ == "nsubjpass" or child.lower_ in NOBODY for child in subjects):
        return tokens
    if withholds(head) and clause.attribution is None:
        first = min((c.i for c in head.children if c.dep_ in ("aux", "auxpass", "neg", "preconj")), default=head.i)
        return [token for token in tokens if token.i >= min(first, head.i)]
    thing = object_of(head)
    if clause.attribution is not None:
        return tokens
    if named := names_as(head):
        first = thing.left_edge.i if thing is not None and thing.pos_ != "PRON" else named.left_edge.i
        return [token for token in tokens if token.i >= first]
    if not denies_a_word(head):
        return tokens
    if thing is None or thing.pos_ == "PRON":
        return [token for token in tokens if token.i >= head.i]
    return [token for token in tokens if token.i >= thing.left_edge.i]


def _without_scene(clause: Clause) -> Sequence[Word]:
    """The clause's tokens without a phrase before them that names the occasion of the saying."""
    mark = next((child for child in clause.head.children if child.dep_ == "mark"), None)
    if mark is not None and clause.link == "coordinate":
        return [token for token in clause.tokens if token.i > mark.i]
    colon = next((token.i for token in clause.tokens if token.text == ":" and token.i < clause.head.i), None)
    if colon is not None and not any(is_finite(token, helped=True) for token in clause.tokens if token.i < colon):
        return [token for token in clause.tokens if token.i > colon]
    first = next((token for token in clause.tokens if not token.is_punct), clause.head)
    subject = subject_of(clause.head)
    if subject is None or subject.i > clause.head.i or subject.left_edge.i <= first.i:
        return clause.tokens
    scene = [token for token in clause.tokens if token.i < subject.left_edge.i]
    set_off = subject.doc[subject.left_edge.i - 1].text == ","
    if (
        not set_off
        or not (first.dep_ == "prep" or first.pos_ == "VERB")
        or first.lower_ in words_for("clauses", "conditions")
    ):
        return clause.tokens
    named = any(token.lemma_.lower() in words_for("clauses", "occasions") for token in scene)
    return [token for token in clause.tokens if token.i >= subject.left_edge.i] if named else clause.tokens


def _says_too_little(head: Word, tokens: Sequence[Word], *, within: bool) -> bool:
    """Whether a stretch states nothing: a word or two, a label, "he wrote" with its content elsewhere."""
    words = [token for token in tokens if not token.is_punct and not token.is_space]
    denied = kind_of_governor(head) == "denial"
    if not any(token.pos_ in VERBS for token in words):
        return len(words) < (_SHORT - 1 if denied or within else _SHORT + 1)
    whole = denied or withholds(head) or object_of(head) is not None or words[0].lower_ == "to" or has_subject(head)
    if len(words) < (_SHORT - 1 if whole else _SHORT):
        return True
    told = any(child.dep_ in ("dobj", "ccomp", "xcomp", "prep", "attr", "acomp") for child in head.children)
    bare = head.lemma_.lower() in words_for("clauses", "saying") and not told and len(words) <= _PHRASE
    return bare and not withholds(head)
