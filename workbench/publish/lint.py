"""The linter of the analyst's sentences, and the citation gate over their numbers.

What is here: each sentence of ``briefing.md`` against the rules of estimate practice and against the figures it cites,
as findings with line and reason, and the nine analytic standards as a checklist. A refused finding stops the export as
a whole: a page that silently left out a sentence of its author would say something he did not write. The terms are data
(``cues/lint.toml``); a speaker's words, in quotation marks, are not ours and are not judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from workbench.annotate.quantities.hedges import hedge_of
from workbench.annotate.quantities.numbers import find_numbers
from workbench.cuefiles import cue_file
from workbench.ledger import plain_rows
from workbench.publish.gate import Span, misread
from workbench.publish.references import Known, Reference, Unresolved, parts_of
from workbench.publish.words import NAME, Judgment, Sentence, Words
from workbench.story import Story

Weight = Literal["refused", "look again"]

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
#: Numbers that count nothing: days, years, and the places of this page.
_NO_FIGURE = re.compile(
    rf"\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}} (?:{_MONTH})(?: \d{{4}})?\b|\b(?:{_MONTH}) \d{{1,2}}(?:, \d{{4}})?\b"
    rf"|\b(?:{_MONTH}) \d{{4}}\b|\b(?:19|20)\d\d\b(?![,.]\d)"
    r"|\b(?:[Jj]udgments?|[Ss]ections?|[Pp]ages?|[Ii]ssue|[Aa]nnex|[Hh]ypothes[ie]s|ICD) \d+(?:(?:,| and| to) \d+)*\b"
    r"|\b[Oo]ne\b(?! (?:hundred|thousand|million|billion))"
)
_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t)\b", re.IGNORECASE)
_OUR_PERCENT = re.compile(
    r"(?:%|\bper ?cent)\s+(?:chance|likely|probab\w+|certain|likelihood|odds)"
    r"|\b(?:chance|probability|likelihood|odds)\s+(?:of|is|at|are|to be)\s+(?:about\s+)?"
    r"\d+(?:\.\d+)?\s*(?:%|per ?cent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding of a line of ``briefing.md``; a refused one stops the export."""

    file: str
    line: int
    weight: Weight
    reason: str
    text: str

    @property
    def sentence(self) -> str:
        """One line: file, line, cause and the words."""
        said = f": “{self.text}”" if self.text else ""
        return f"{self.file}:{self.line}: {self.weight}: {self.reason}{said}"


@dataclass(frozen=True, slots=True)
class Standard:
    """One of the nine analytic standards, whether the briefing meets it, and why so."""

    name: str
    state: Literal["met", "not met", "for the reader to judge"]
    reason: str


def linted(words: Words, known: Known, names: Mapping[str, Sequence[str]]) -> tuple[Finding, ...]:
    """Every finding in the order of the lines; ``names`` are the names of each holder by its id."""
    found: list[Finding] = []
    for sentence in words.sentences():
        found += (_finding(words, sentence, *one) for one in _of_sentence(sentence, known, names))
    for paragraph in words.sections.get("Bottom line", ()):
        found += _no_terms(words, paragraph)
    for judgment in words.judgments:
        found += _no_terms(words, judgment.parts.get("Statement", ()))
        found += _of_judgment(words, judgment)
    if not words.sections.get("Bottom line"):
        found.append(Finding(words.file, 1, "refused", "there is no bottom line", ""))
    return tuple(sorted(found, key=lambda one: (one.line, one.reason)))


def names_of(story: Story) -> dict[str, tuple[str, ...]]:
    """The names by which a sentence may name each holder, by the holder's id."""
    return {
        row["entity_id"]: (row["name"], *(row["aliases"] if row["aliases"] is not None else ()))
        for row in plain_rows(story.entities)
        if row["name"]
    }


def terms_in(text: str) -> list[str]:
    """The terms of likelihood that stand in a text outside quotation marks, the longest reading of each place."""
    terms = sorted((term for row in cue_file("publish", "lint")["likelihood"] for term in row["terms"]), key=len)
    pattern = "|".join(re.escape(term) for term in reversed(terms))
    return [match[0].casefold() for match in re.finditer(rf"\b(?:{pattern})\b", _own(text), re.IGNORECASE)]


def no_terms_in(text: str) -> list[str]:
    """The words outside quotation marks that sound like a likelihood and name none."""
    cues = [row["words"] for row in cue_file("publish", "lint")["no_term"]]
    # "May" is a month unless it begins no date; only the small letter is read as the verb.
    return [cue for cue in cues if re.search(rf"\b(?:{re.escape(cue)}|{re.escape(_capital(cue))})\b", _own(text))]


def _capital(cue: str) -> str:
    return cue if cue == "may" else cue[0].upper() + cue[1:]


def standards(words: Words | None, findings: Iterable[Finding], *, changes: bool) -> tuple[Standard, ...]:
    """The nine tradecraft standards of ICD 203 for a briefing; ``changes``: it compares with an older issue."""
    refused = [one for one in findings if one.weight == "refused"]
    judgments = words.judgments if words else ()
    gaps = bool(words and words.sections.get("Gaps"))
    contrary = bool(judgments) and all(one.parts.get("Evidence against") for one in judgments)
    stated = bool(judgments) and all(one.parts.get("Likelihood") and one.parts.get("Confidence") for one in judgments)
    assumed = bool(judgments) and all(one.parts.get("Assumptions") for one in judgments)
    return (
        Standard("Describes the quality of its sources", "met", "the sourcing statement is made from the ledger"),
        _standard("Expresses uncertainty", stated, "each judgment has a likelihood and a confidence",
                  "a judgment lacks a likelihood or a confidence, or there is none"),
        _standard("Tells reports from assumptions and judgments", assumed, "each judgment names its assumptions apart",
                  "a judgment names no assumptions, or there is none"),
        _standard("Weighs alternatives", contrary, "each judgment says what speaks against it",
                  "nothing says what speaks against the judgments"),
        _standard("Is relevant to its question", bool(words and words.sections.get("Bottom line")),
                  "the bottom line stands first", "there is no bottom line"),
        _standard("Argues clearly", bool(words) and not refused, "no sentence is refused",
                  "a sentence is refused, or nothing is written"),
        _standard("Explains what changed", changes, "it compares with an earlier day", "no earlier issue is named"),
        _standard("Is accurate", bool(words) and not refused and gaps, "its numbers hold, and its gaps are named",
                  "numbers are unproven, or no gap is named"),
        Standard("Uses good pictures", "for the reader to judge", "every figure drawn is in a table as well"),
    )  # fmt: skip


def _standard(name: str, met: bool, why: str, why_not: str) -> Standard:
    return Standard(name, "met" if met else "not met", why if met else why_not)


# --- one sentence -----------------------------------------------------------------------------------------------------


def _of_sentence(sentence: Sentence, known: Known, names: Mapping[str, Sequence[str]]) -> Iterator[tuple[Weight, str]]:
    parts = parts_of(sentence.text, known)
    for part in parts:
        if isinstance(part, Unresolved):
            yield "refused", f"{part.written} cannot be resolved: {part.reason}"
    rows = [part.row for part in parts if isinstance(part, Reference) and part.row is not None]
    own = "".join(part if isinstance(part, str) else " … " for part in parts)
    for reason in unproven(own, rows, names):
        yield "refused", reason
    if terms_in(own) and _CONFIDENCE.search(_own(own)):
        yield "refused", "a likelihood and a confidence stand in one sentence"
    if _OUR_PERCENT.search(_own(own)):
        yield "refused", "a likelihood is given in percent; the scheme has words for it"


def unproven(own: str, rows: Sequence[Mapping[str, Any]], names: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Why each number of the analyst's own words is not held by a figure cited beside it; nothing for one that is."""
    text = _NO_FIGURE.sub(lambda match: "x" * len(match[0]), own)
    for number in find_numbers(text):
        hedge = hedge_of(text, number, number.end)
        words = (
            Span(min(hedge.start, number.start), max(hedge.end, number.end))
            if hedge
            else Span(number.start, number.end)
        )
        written = text[words.start : words.end]
        if not rows:
            yield f"“{written}” is neither a reference nor beside one that holds it"
            continue
        faults = [_fault(row, text, words, names) for row in rows]
        if all(faults):
            yield f"“{written}” is not what the figure cited beside it says: {faults[0]}"


def _fault(row: Mapping[str, Any], text: str, words: Span, names: Mapping[str, Sequence[str]]) -> str:
    found = misread({**row, "phrase": text[words.start : words.end]}, text, words, Span(0, len(text)))
    if found is not None:
        return found[1]
    holder = row["claimant"]
    if holder is not None and not any(
        re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE) for name in names.get(holder, ())
    ):
        return f"the sentence does not name {row['claimant_name']}, who holds it"
    return ""


def _no_terms(words: Words, sentences: Iterable[Sentence]) -> Iterator[Finding]:
    scheme = cue_file("publish", "lint")["scheme"]
    for sentence in sentences:
        for cue in no_terms_in(sentence.text):
            yield _finding(words, sentence, "look again", f"“{cue}” is no term of likelihood of {scheme}")


def _of_judgment(words: Words, judgment: Judgment) -> Iterator[Finding]:
    file, at = words.file, judgment.line
    for name in ("Statement", "Likelihood", "Confidence", "Reasons", "Evidence for", "Evidence against"):
        if not judgment.parts.get(name):
            yield Finding(file, at, "refused", f"judgment {judgment.number} has no “{name}”", "")
    for sentence in judgment.parts.get("Likelihood", ()):
        if len(terms_in(sentence.text)) != 1:
            yield _finding(words, sentence, "refused", "a likelihood is one term of the scheme")
    levels = [row["level"] for row in cue_file("publish", "lint")["confidence"]]
    for sentence in judgment.parts.get("Confidence", ()):
        if sentence.text.rstrip(".").casefold() not in levels:
            yield _finding(words, sentence, "refused", f"a confidence is one of {', '.join(levels)}")
    for_it = " ".join(one.text for one in judgment.parts.get("Evidence for", ()))
    if for_it and "{{" not in for_it:
        yield Finding(file, at, "refused", f"the evidence for judgment {judgment.number} cites no figure", "")


def _finding(words: Words, sentence: Sentence, weight: Weight, reason: str) -> Finding:
    return Finding(words.file.rpartition("/")[2] or NAME, sentence.line, weight, reason, sentence.text)


def _own(text: str) -> str:
    return _QUOTED.sub(" ", text)
