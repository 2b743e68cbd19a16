"""The front of a briefing: the analyst's words with their figures, how it is sourced, what is missing.

What is here: plain rows for ``templates/words.html.j2``, a sourcing statement and gaps made from the ledger in plain
sentences, and a first ``briefing.md`` for the analyst to edit. Whether the analyst's sentences may leave is told in
``lint.py``, what changed in ``changed.py``; key figures and charts are made in ``briefing.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from workbench.corrections.merging import agreement, conflicts
from workbench.cuefiles import cue_file
from workbench.ledger import names_of, plain_rows
from workbench.look import support, wording
from workbench.publish import detail as levels
from workbench.publish.detail import Detail
from workbench.publish.lint import Finding, Standard
from workbench.publish.references import Known, Reference, handle, parts_of
from workbench.publish.words import HEAD, PARTS, SECTIONS, Judgment, Sentence, Words
from workbench.story import Story

Row = dict[str, Any]

#: The piece between two sentences of a paragraph.
BETWEEN: Row = {"text": " ", "anchor": ""}
#: How the table of likelihoods is headed and what a level of confidence is for.
LANGUAGE_NOTE = (
    "These terms are used of our own judgments only. What a speaker called likely stays in the speaker’s words."
)
_OPINIONS = ("strongly disagree", "disagree")
#: How many outlets of a single report are named.
MOST_NAMED = 8
#: What the tables that analysts judge are called.
_JUDGED = {"estimates": "figures", "claims": "statements", "attributions": "speakers", "mentions": "names"}
#: What an opinion is about where it is no figure and no discrepancy.
_ABOUT = {
    "claims": "a statement", "lineage": "a link between two reports", "attributions": "who said something",
    "sources": "the grade of a source", "corroboration": "what a figure stands on",
}  # fmt: skip


def front(
    words: Words | None, known: Known, findings: Sequence[Finding], nine: Sequence[Standard], story: Story,
    leaving: Story, detail: Detail,
) -> Row:  # fmt: skip
    """What the front of the page lays out; the words are left out where there are none.

    ``leaving`` is the story as it may leave at that level of detail; opinions are taken from it. At "none" a reference
    shows our reading of its figure in place of the report's words, and the analyst's sentences keep no run of them.
    """
    rows = {row["estimate_id"]: row for row in known.rows}
    say = _Saying(known, levels.remarks(story, detail) if words else str, detail == "none")
    scheme = cue_file("publish", "lint")
    return {
        "head": {name: words.head.get(name, "") if words else "" for name in HEAD},
        "written": words is not None,
        "sections": {
            name: [say.paragraph(one) for one in (words.sections.get(name, ()) if words else ())]
            for name in SECTIONS
        },
        "judgments": [
            {"number": one.number, "parts": say.parts(one)}
            for one in (words.judgments if words else ())
        ],
        "findings": [one.sentence for one in findings],
        "standards": nine,
        "sourcing": list(sourcing(story)),
        "sourcing_in_short": [next(sourcing(story)), *islice(_stands_on(story), 2)],
        "gaps": list(gaps(story)),
        "dissent": list(_dissent(leaving, rows)),
        "scheme": scheme["scheme"],
        "likelihood": [{**row, "words": ", ".join(row["terms"])} for row in scheme["likelihood"]],
        "confidence": scheme["confidence"],
        "language_note": LANGUAGE_NOTE,
    }  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Saying:
    """How the analyst's sentences are put on the page: what they are resolved against and what is cut from them."""

    known: Known
    cut: Callable[[str], str]
    read: bool

    def parts(self, judgment: Judgment) -> list[tuple[str, list[Row]]]:
        return [(name, self.paragraph(judgment.parts[name])) for name in PARTS if name in judgment.parts]

    def paragraph(self, sentences: Iterable[Sentence]) -> list[Row]:
        """A paragraph in pieces: the analyst's text, and each reference with the row that it leads to."""
        pieces: list[Row] = []
        for sentence in sentences:
            if pieces:
                pieces.append(BETWEEN)
            for part in parts_of(sentence.text, self.known):
                if isinstance(part, Reference):
                    read = self.read and part.kind == "figure" and part.row is not None
                    shown = wording.quantity(part.row) if read and part.row is not None else part.shown
                    pieces.append({"text": shown, "anchor": part.anchor})
                elif isinstance(part, str):
                    pieces.append({"text": self.cut(part), "anchor": ""})
        return pieces


def sourcing(story: Story) -> Iterator[str]:
    """The sourcing statement of the ledger in plain sentences: base, strongest figure, unnamed speakers, one origin."""
    reports = plain_rows(story.reports)
    outlets = Counter(row["outlet"] for row in reports if row["outlet"])
    credited = sum(bool(row["wire"]) and row["wire"] != row["outlet"] for row in reports)
    base = f"The base is {wording.counted(len(reports), 'report')}"
    base += f" of {wording.counted(len(outlets), 'named outlet')}" if outlets else ""
    told = (
        f"{wording.counted(credited, 'report')} {'credits' if credited == 1 else 'credit'}"
        if credited
        else "none credits"
    )
    yield f"{base}; {told} the text of somebody else."
    yield from _outlets(reports, outlets)
    yield _languages(reports)
    yield from _stands_on(story)
    yield _agreed(story)


def _stands_on(story: Story) -> Iterator[str]:
    """What the charted figures stand on: the strongest, those on one source, unnamed speakers, open discrepancies."""
    charted = [row for row in plain_rows(story.estimates) if row["charted"]]
    figures = plain_rows(story.corroboration)
    if not figures or not charted:
        yield "No figure is charted, so nothing can be said of what figures stand on."
        return
    names = names_of(story.estimands, "estimand")
    best = max(figures, key=_standing)
    if _standing(best) > (1, 1, 1):
        yield (
            f"The best supported figure is {support.figure(best)} ({names.get(best['estimand'], best['estimand'])}): "
            f"{wording.counted(_size(best, 'reports'), 'report')}, "
            f"{wording.counted(_size(best, 'origins'), 'origin')}, "
            f"{wording.counted(_size(best, 'ultimate_sources'), 'ultimate source')}."
        )
    alone = sum(_size(row, "ultimate_sources") < 2 for row in figures)
    rest = "rests" if alone == 1 else "rest"
    yield f"{alone} of {len(figures)} distinct figures {rest} on at most one ultimate source that is known."
    several = [row for row in figures if _size(row, "reports") > 1]
    single = sum(_size(row, "origins") == 1 for row in several)
    if several:
        yield (
            f"Of the {wording.counted(len(several), 'figure')} that more than one report gives, {single} "
            f"{'goes' if single == 1 else 'go'} back to one origin."
        )
    else:
        yield "No figure stands in more than one report."
    unnamed = sum(bool(row["anonymous"]) for row in charted)
    voice = sum(row["claimant"] is None for row in charted)
    stand = "is" if unnamed == 1 else "are"
    yield (
        f"{unnamed} of {wording.counted(len(charted), 'charted mention')} {stand} on the word of an unnamed speaker, "
        f"{voice} on nobody’s word but the outlet’s."
    )
    open_ones = [row for row in plain_rows(story.discrepancies) if row["state"] == "open"]
    counted = wording.counted(len(open_ones), "discrepancy", "discrepancies")
    yield f"{counted} between reports {'is' if len(open_ones) == 1 else 'are'} open."


def _outlets(reports: Sequence[Mapping[str, Any]], outlets: Mapping[str, int]) -> Iterator[str]:
    """Outlets that are not named, and those that a single report stands for."""
    unnamed = sum(not row["outlet"] for row in reports)
    if unnamed:
        yield f"{wording.counted(unnamed, 'report')} {'names' if unnamed == 1 else 'name'} no outlet."
    single = sorted(name for name, count in outlets.items() if count == 1)
    if single:
        named = ", ".join(single[:MOST_NAMED]) + (f" and {len(single) - MOST_NAMED} more" * (len(single) > MOST_NAMED))
        several = "Each of these outlets stands" if len(single) > 1 else "One outlet stands"
        yield f"{several} with a single report: {named}."


def _languages(reports: Iterable[Mapping[str, Any]]) -> str:
    """Which languages the reports say they are in."""
    said = Counter(row["language"] for row in reports)
    silent = said.pop(None, 0)
    told = ", ".join(f"{name} ({wording.counted(count, 'report')})" for name, count in sorted(said.items()))
    rest = f"{wording.counted(silent, 'report')} {'states' if silent == 1 else 'state'} none"
    if not said:
        return "No report states its language."
    if len(said) == 1:
        return f"The only language stated is {told}" + (
            f"; {rest}." if silent else ", and no report in another was read."
        )
    return f"The languages stated are {told}" + (f"; {rest}." if silent else ".")


def _agreed(story: Story) -> str:
    """How far analysts who judged the same rows agree."""
    found = agreement(story)
    if found.empty:
        return "No row has been judged by two analysts, so their agreement is not known."
    fields = [
        f"{_JUDGED.get(table, table)}, {name.replace('_', ' ')}: {agree} of {rows}"
        for table, name, agree, rows in found[["table", "field", "agree", "rows"]].astype(str).to_numpy()
    ]
    apart = len(conflicts(story))
    rest = f"{wording.counted(apart, 'conflict')} between them {'is' if apart == 1 else 'are'} open." if apart else ""
    return f"Where several analysts judged the same rows they agree on {'; '.join(fields)}. {rest}".strip()


def gaps(story: Story) -> Iterator[str]:
    """What the ledger itself shows to be missing: days, outlets, languages."""
    reports = plain_rows(story.reports)
    undated = sum(row["published_latest"] is None for row in reports)
    if undated:
        yield f"{wording.counted(undated, 'report')} {'has' if undated == 1 else 'have'} no latest day of publication."
    unnamed = sum(not row["outlet"] for row in reports)
    if unnamed:
        yield f"{wording.counted(unnamed, 'report')} {'names' if unnamed == 1 else 'name'} no outlet."
    if reports and len({row["language"] for row in reports} - {None}) < 2:
        yield _languages(reports)


def _dissent(story: Story, rows: Mapping[str, Any]) -> Iterator[Row]:
    """Every opinion of the ledger, those that disagree first: none can be left out."""
    opinions = plain_rows(story.opinions)
    readings = {row["discrepancy_id"]: row["reading"] for row in plain_rows(story.discrepancies)}
    for row in sorted(opinions, key=lambda one: (one["opinion"] not in _OPINIONS, str(one["at"]))):
        figure = rows.get(row["row"]) if row["table"] == "estimates" else None
        if figure is not None:
            about = f"{wording.quantity(figure)} ({wording.claimant(figure)}, {wording.report_name(figure)})"
        else:
            about = readings.get(row["row"]) or _ABOUT.get(row["table"], "a row of the ledger")
        yield {
            "who": row["who"] or "unnamed", "opinion": str(row["opinion"]),
            "explanation": row["explanation"] or "no reason given", "of": about,
            "anchor": figure["row_id"] if figure is not None else "",
        }  # fmt: skip


def _size(row: Mapping[str, Any], column: str) -> int:
    return 0 if row[column] is None else len(row[column])


def _standing(row: Mapping[str, Any]) -> tuple[int, ...]:
    """How well a figure is supported: its ultimate sources, then its origins, then its reports."""
    return tuple(_size(row, column) for column in ("ultimate_sources", "origins", "reports"))


def draft(story: Story, known: Known, keys: Sequence[Row]) -> str:
    """A first ``briefing.md`` from the ledger: ranges and latest figures by reference, no likelihood of ours."""
    lines = ["---", f"title: {_one_line(story.title)}", f"question: {_one_line(story.file.question or '')}",
             "authors: ", "status: draft", "handling: CLEAR", "issue: 1", "---", "", "## Bottom line", ""]  # fmt: skip
    for one in keys:
        if one["only"] or not one["figures"] or not known.ranges.get(one["estimand"]):
            continue
        sentence = f"{_one_line(one['name'])}: published figures run {{{{range: {one['estimand']}}}}}."
        if one["latest"]:
            last = handle(one["latest"][0])
            sentence += f" The latest is {{{{figure: {last}}}}}"
            sentence += f", which stands on {{{{count: {last}}}}}." if one["latest"][0]["badge"] else "."
        lines += [sentence, ""]
    lines += ["## Gaps", ""]
    lines += ["What the reports leave open is still to be written; what the ledger shows is added by itself."]
    return "\n".join(lines) + "\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())
