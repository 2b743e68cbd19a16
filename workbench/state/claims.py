"""The ledger's rows of claims: what is stated, by whom, how surely and on what topic.

What is here: the ids and topics of the claims that ``annotate`` found, and the claim that a number belongs to. What a
claim is and of which kind is decided in ``annotate/claims/__init__.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from workbench.annotate.language import as_words
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Claim, Part, Quantity, Report, Role, content_id
from workbench.storyfile import StoryFile, Topic

Row = dict[str, Any]
_PARTS: Mapping[Role, Part] = {"title": "headline", "summary": "summary", "caption": "caption"}
_OTHER = "other"


def part_of(role: Role) -> Part:
    """The part of a report that a passage belongs to."""
    return _PARTS.get(role, "body")


def claims_of(annotation: Annotation) -> tuple[Claim, ...]:
    """The claims of a report in text order, with the sentence or content around a number or a cue that has none."""
    found = {(claim.start, claim.end): claim for claim in annotation.claims}
    for quantity in annotation.quantities:
        if not quantity.set_aside and not _holding(tuple(found.values()), quantity.number_start):
            sentence = annotation.sentences[quantity.sentence]
            lone = Claim(sentence.start, sentence.end, quantity.sentence, "report", "number", words=sentence.words)
            found[sentence.start, sentence.end] = lone
    for number, item in enumerate(annotation.attributions):
        start, end = min(item.content)[0], max(end for _, end in item.content)
        if not any(claim.start < end and start < claim.end for claim in found.values()):
            words = annotation.sentences[item.sentence].words
            found[start, end] = Claim(start, end, item.sentence, "report", item.rule, attribution=number, words=words)
    return tuple(sorted(found.values(), key=lambda claim: (claim.start, claim.end)))


def _holding(claims: Sequence[Claim], place: int) -> list[Claim]:
    return [claim for claim in claims if claim.start <= place < claim.end]


def claim_of(report: Report, claims: Sequence[Claim], quantity: Quantity, attribution: int | None) -> str:
    """The id of the claim that a number stands in: the narrowest one, of the number's own speaker where it can be."""
    around = _holding(claims, quantity.number_start)
    narrowest = min(around, key=lambda claim: (claim.attribution != attribution, claim.end - claim.start))
    return _id_of(report, narrowest)


def _id_of(report: Report, claim: Claim) -> str:
    return content_id("c", report.report_id, claim.start, claim.end)


def claim_rows(
    report: Report, annotation: Annotation, claims: Sequence[Claim], story: StoryFile, ids: Sequence[str]
) -> list[Row]:
    """A row for each claim; ``ids`` are those of the report's attributions."""
    return [
        {
            "claim_id": _id_of(report, claim),
            "report_id": report.report_id,
            "start": claim.start,
            "end": claim.end,
            "attribution_id": None if claim.attribution is None else ids[claim.attribution],
            "claim_type": claim.kind,
            "topic": topic,
            "certainty": "; ".join(report.text[slice(*span)] for span in claim.certainty) or None,
            "certainty_class": claim.certainty_class,
            "denied": claim.denied,
            "quoted": claim.quoted,
            "part": part_of(annotation.sentences[claim.sentence].role),
            "rule": claim.rule,
        }
        for claim, topic in zip(claims, _topics(claims, story), strict=True)
    ]


# --- topics -----------------------------------------------------------------------------------------------------------


@cache
def default_topics() -> tuple[Topic, ...]:
    """The topics of news in general, for a story that names none of its own."""
    return tuple(Topic(entry["name"], tuple(entry["words"])) for entry in cue_file("state", "topics")["topic"])


def _topics(claims: Sequence[Claim], story: StoryFile) -> list[str]:
    """The topics as the story names them, else those of news in general; the analyst's words are taken strictly."""
    return topics_of(claims, story.topics or default_topics(), strict=bool(story.topics))


def topics_of(claims: Sequence[Claim], topics: Sequence[Topic], *, strict: bool = False) -> list[str]:
    """The topic of each claim of a report: the one with most of its words, its predicate counting double.

    Of two that are even it is the one that most claims of the report have. A claim with no word of any has that one
    too, or "other" where there is none or the words are taken strictly.
    """
    index = _by_first_word(tuple(topics))
    scores = [_scores(claim, index, len(topics)) for claim in claims]
    clear = Counter(found[0] for found in map(_best, scores) if len(found) == 1)
    main = min(clear, key=lambda number: (-clear[number], number), default=None)
    names = [topic.name for topic in topics]
    return [_OTHER if strict and not any(score) else _named(_best(score), main, names) for score in scores]


@cache
def _by_first_word(topics: tuple[Topic, ...]) -> Mapping[str, tuple[tuple[int, str], ...]]:
    """The words and phrases of all topics by their first word, each with the number of its topic."""
    found: dict[str, list[tuple[int, str]]] = {}
    for number, topic in enumerate(topics):
        for phrase in map(as_words, topic.words):
            found.setdefault(phrase.split()[0], []).append((number, phrase))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _scores(claim: Claim, index: Mapping[str, Sequence[tuple[int, str]]], topics: int) -> list[int]:
    """For each topic how many of its words a claim has, those of its predicate once more."""
    scores = [0] * topics
    for words in (claim.words, claim.predicate):
        padded = f" {words} "
        for first in set(words.split()):
            for number, phrase in index.get(first, ()):
                scores[number] += phrase in padded
    return scores


def _best(scores: Sequence[int]) -> list[int]:
    most = max(scores, default=0)
    return [number for number, score in enumerate(scores) if score == most] if most else []


def _named(best: Sequence[int], main: int | None, names: Sequence[str]) -> str:
    if not best:
        return _OTHER if main is None else names[main]
    return names[main] if main in best and main is not None else names[best[0]]
