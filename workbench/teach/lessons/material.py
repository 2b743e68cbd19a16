"""What the lessons are made from: a story read once, and the one rule by which sentences are chosen from it.

What is here: reports with their names and sentences, charted figures, attributions that a learner can find alone, what
a person has said of each row, and the choice. The rule: one question a sentence, whatever says the same words in
another report included; no sentence of an earlier part while there are others; what has not come up yet first, so that
speakers and bounds differ; then what a person has reviewed; then the shorter sentence; then the story's order. A row
that a person rejected is never asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from workbench import ledger
from workbench.annotate.quantities.numbers import find_numbers
from workbench.compare.discrepancies.sentences import Sentence, sentences_of
from workbench.compare.naming import names_apart
from workbench.corrections.listing import reviews
from workbench.ledger import names_of, plain_rows
from workbench.look.joined import joined
from workbench.story import Story
from workbench.teach.lessons.question import Place, Question, Quotation

Row = Mapping[str, Any]
#: A sentence of fewer characters gives its answer away, a longer one hides it; neither is asked for.
SHORTEST, LONGEST = 50, 300
_PRONOUNS = frozenset("he she it they we i you".split())
#: Ways of saying that a learner finds without a grammar: "X said that", "…, X said", "according to X".
_PLAIN = ("clause/", "inserted/", "preposition/according to")
#: A longer source or cue is more often a misreading than a long name.
_LONGEST_SOURCE, _LONGEST_CUE = 9, 3
_READ_BY_A_PERSON = "A person has reviewed this reading."
_READ_BY_THE_MACHINE = "So the machine reads it, and nobody has reviewed that yet."


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question that could be asked, what it is one of (a speaker, a bound), and whether a person has reviewed it."""

    question: Question
    apart: str
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution within one sentence: its row, the sentence, and its three stretches as words."""

    row: Row
    sentence: Sentence
    source: str
    cue: str
    content: str

    @property
    def has_pronoun(self) -> bool:
        """Whether the source is a word such as "he", whose bearer stands elsewhere."""
        return self.source.casefold() in _PRONOUNS


@dataclass(frozen=True)
class Material:
    """A story as the lessons read it; each part of it is made when a lesson first asks for it."""

    story: Story

    @cached_property
    def reports(self) -> dict[str, Row]:
        """The reports by their ids."""
        return {row["report_id"]: row for row in plain_rows(self.story.reports)}

    @cached_property
    def called(self) -> dict[str, str]:
        """What each report is called, no two alike."""
        return names_apart(ledger.records(self.story.reports))

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, ...]]:
        """The sentences of each report in order."""
        passages: dict[str, list[Any]] = {}
        for row in ledger.records(self.story.passages):
            passages.setdefault(row.report_id, []).append(row)
        return {key: sentences_of(key, row["text"] or "", passages.get(key, ())) for key, row in self.reports.items()}

    @cached_property
    def figures(self) -> list[Row]:
        """The charted figures with the columns of ``look.selection.JOINED``, those a person rejected left out."""
        rows = plain_rows(joined(self.story))
        return [row for row in rows if row["charted"] and not self.rejected("estimates", row["estimate_id"])]

    @cached_property
    def in_body(self) -> list[Row]:
        """The charted figures that stand in a sentence of the body which is of a length to be asked for."""
        return [row for row in self.figures if row["part"] == "body" and fits(row["sentence"])]

    @cached_property
    def by_estimate(self) -> dict[str, Row]:
        """The charted figures by their ids."""
        return {row["estimate_id"]: row for row in self.figures}

    @cached_property
    def entities(self) -> dict[str, Row]:
        """The entities by their ids."""
        return {row["entity_id"]: row for row in plain_rows(self.story.entities)}

    @cached_property
    def names(self) -> dict[str, str]:
        """The shown names of the entities by their ids."""
        return names_of(self.story.entities, "entity_id")

    @cached_property
    def estimands(self) -> dict[str, str]:
        """The shown names of what is counted by their ids."""
        return names_of(self.story.estimands, "estimand")

    @cached_property
    def attributions(self) -> dict[str, Row]:
        """The attributions by their ids, those a person rejected left out."""
        rows = plain_rows(self.story.attributions)
        return {row["attribution_id"]: row for row in rows if not self.rejected("attributions", row["attribution_id"])}

    @cached_property
    def by_sentence(self) -> dict[Sentence, list[Row]]:
        """The attributions of each sentence of a body that is of a length to be asked for."""
        found: dict[Sentence, list[Row]] = {}
        for row in self.attributions.values():
            sentence = self.sentence_at(row["report_id"], row["cue_start"])
            if sentence is not None and sentence.part == "body" and fits(sentence.text):
                found.setdefault(sentence, []).append(row)
        return found

    @cached_property
    def said(self) -> list[Said]:
        """The attributions that a learner can find alone: the only one of its sentence, said in a plain way."""
        alone = ((sentence, rows[0]) for sentence, rows in self.by_sentence.items() if len(rows) == 1)
        return [said for said in (self.said_in(sentence, row) for sentence, row in alone) if said is not None]

    def said_in(self, sentence: Sentence, row: Row) -> Said | None:
        """The attribution as words of that sentence, where it is said in a plain way and whole within it."""
        spans = [(row["source_start"], row["source_end"]), (row["cue_start"], row["cue_end"])]
        spans += [(one["start"], one["end"]) for one in row["content"]]
        if not row["rule"].startswith(_PLAIN) or any(start is None for start, _ in spans):
            return None
        if any(start < sentence.start or sentence.end < end for start, end in spans):
            return None
        source, cue, *content = (sentence.text[int(a) - sentence.start : int(b) - sentence.start] for a, b in spans)
        long = len(source.split()) > _LONGEST_SOURCE or len(cue.split()) > _LONGEST_CUE
        if long or not source[:1].isalpha():
            return None
        return Said(row, sentence, source, cue, content[0] if len(content) == 1 else "")

    @cached_property
    def _verdicts(self) -> dict[tuple[str, str], str]:
        return {(row["table"], row["row"]): row["verdict"] for row in plain_rows(reviews(self.story))}

    def rejected(self, table: str, row: str) -> bool:
        """Whether a person has said that the row is none."""
        return self._verdicts.get((table, row)) == "rejected"

    def reviewed(self, table: str, row: str) -> bool:
        """Whether a person stands behind the row."""
        return self._verdicts.get((table, row)) in ("accepted", "edited", "added")

    def standing(self, table: str, row: str) -> str:
        """The sentence that says who read a row."""
        return _READ_BY_A_PERSON if self.reviewed(table, row) else _READ_BY_THE_MACHINE

    def sentence_at(self, report: str, at: float | None) -> Sentence | None:
        """The sentence of a report in which that place lies, or nothing."""
        found = self.sentences.get(report, ()) if at is not None else ()
        return next((one for one in found if at is not None and one.start <= at < one.end), None)

    def quoted(self, sentence: Sentence, mark: tuple[int, int] | None = None) -> Quotation:
        """A sentence as quoted, a stretch of its report's text marked in it."""
        shift = sentence.start
        within = (mark[0] - shift, mark[1] - shift) if mark else None
        return Quotation(self.called[sentence.report_id], sentence.text, within)

    def figure(self, row: Row, *, marked: bool = True) -> Quotation:
        """A figure's sentence as quoted, the figure marked in it."""
        mark = (int(row["phrase_start"]), int(row["phrase_end"])) if marked else None
        return Quotation(self.called[row["report_id"]], row["sentence"], mark)


def hedge_of(row: Row) -> str:
    """The words of a figure before its number: "at least", "more than"; empty where it begins with the number."""
    first = next(iter(find_numbers(row["phrase"])), None)
    return str(row["phrase"])[: first.start].strip() if first else ""


def place_of(row: Row) -> Place:
    """Where a figure stands."""
    return Place(row["report_id"], int(row["start"]), int(row["end"]))


def chosen(candidates: Iterable[Candidate], most: int, *, taken: Collection[str] = ()) -> list[Question]:
    """At most so many questions by the rule of this module, each of another sentence.

    Sentences that are ``taken`` by an earlier part of the lesson come last.
    """
    left = list(enumerate(candidates))
    seen: Counter[str] = Counter()
    found: list[Question] = []
    while left and len(found) < most:
        at, best = min(left, key=lambda pair: (_rank(pair[1], seen, taken), pair[0]))
        found.append(best.question)
        seen[best.apart] += 1
        words = words_of(best.question)
        left = [pair for pair in left if pair[0] != at and not words & words_of(pair[1].question)]
    return found


def words_of(question: Question) -> set[str]:
    """The sentences of a question, each as one line in small letters."""
    return {" ".join(one.words.casefold().split()) for one in question.quoted}


def fits(sentence: str) -> bool:
    """Whether a sentence is of a length to be asked for."""
    return SHORTEST <= len(sentence) <= LONGEST


def _rank(candidate: Candidate, seen: Counter[str], taken: Collection[str]) -> tuple[int, int, bool, int]:
    words = words_of(candidate.question)
    again = sum(one in taken for one in words)
    return again, seen[candidate.apart], not candidate.reviewed, sum(map(len, words))
