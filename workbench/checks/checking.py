"""A sentence checked against a story: what it states, number by number, and each statement part by part.

What is here: the steps in their order, and the values that page, review and query are written from. What people did
about a check is in ``log.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.checks.appearances import Appearance, appearances, host_of, likeness
from workbench.checks.drawn import Drawn, differences_of, drawn_from, parent_of
from workbench.checks.parts import parts_of
from workbench.checks.reading import Read, read_sentence
from workbench.checks.unchecked import Unchecked, unchecked_in
from workbench.checks.verdicts import Part, in_common, weakest
from workbench.compare.discrepancies.figures import Figure
from workbench.ledger import names_of, plain_rows
from workbench.look import wording
from workbench.model import content_id
from workbench.publish.exports.claimreview import surely_first
from workbench.story import Story

Row = Mapping[str, Any]
#: Severities that a query to the outlet names; the light ones are matters of style.
NAMED = ("high", "medium")


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that a sentence states: a number with what is said of it; of a sentence without one, the whole.

    ``words`` are the number with what it counts, empty where there is none. ``drawn`` is the report it seems drawn
    from with what differs. ``support`` is the row of ``corroboration`` of the number, ``sources`` the names of its
    ultimate sources.
    """

    words: str
    parts: tuple[Part, ...]
    appearances: tuple[Appearance, ...]
    drawn: Drawn | None
    support: Row | None
    sources: tuple[str, ...]

    @property
    def first(self) -> Row | None:
        """The report in which the number or the words surely stand first; missing where the days do not tell."""
        return surely_first(list({one.report["report_id"]: one.report for one in self.given}.values()))

    @property
    def given(self) -> tuple[Appearance, ...]:
        """Where the sentence stands or the number is given; of a sentence without one all places in like words."""
        surely = tuple(one for one in self.appearances if one.figure is not None or one.verbatim)
        return surely or self.appearances

    @property
    def alike(self) -> tuple[Appearance, ...]:
        """Places in like words that do not give the number."""
        return tuple(one for one in self.appearances if one not in self.given)

    @property
    def finding(self) -> str:
        """The finding of the weakest part."""
        return weakest(self.parts)

    @property
    def badge(self) -> str:
        """The three counts behind the number in words; empty where it is no figure of the story."""
        return wording.badge(self.support) if self.support is not None else ""


@dataclass(frozen=True, slots=True)
class Check:
    """What is found of a sentence in a story: its statements in their order, at least one.

    ``host`` is the report it stands in word for word; ``unchecked`` are its numbers of which nothing is checked;
    ``names`` is what each report is called, its file named where two are called the same.
    """

    check_id: str
    sentence: str
    story: Story
    statements: tuple[Statement, ...]
    host: Row | None
    unchecked: tuple[Unchecked, ...]
    names: Mapping[str, str]

    @property
    def finding(self) -> str:
        """The finding of the weakest part of all: the rule by which one is proposed for the whole."""
        return weakest(part for one in self.statements for part in one.parts)

    @property
    def in_common(self) -> tuple[Part, ...]:
        """The parts that are the same of each of several numbers, to be said once."""
        return in_common([(one.words, one.parts) for one in self.statements])

    def own_parts(self, statement: Statement) -> tuple[Part, ...]:
        """The parts of a statement that are not the same of each."""
        said = {part.name for part in self.in_common}
        return tuple(part for part in statement.parts if part.name not in said)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The reports it seems drawn from, each once, in the order of the numbers."""
        return tuple({one.drawn.parent["report_id"]: one.drawn for one in self.statements if one.drawn}.values())

    def words_drawn(self, drawn: Drawn) -> str:
        """The numbers that are drawn from a report, where others of the sentence are not; else nothing."""
        those = [one.words for one in self.statements if one.drawn is drawn]
        return wording.listed(those) if len(those) < len(self.statements) else ""

    def not_given(self, drawn: Drawn) -> str:
        """The numbers that seem drawn from a report by their words alone: it does not give them."""
        parent = drawn.parent["report_id"]
        those = [one for one in self.statements if one.drawn is drawn and one.words]
        return wording.listed(
            [
                one.words
                for one in those
                if not any(place.figure is not None and place.report["report_id"] == parent for place in one.given)
            ]
        )

    def name(self, report: Row) -> str:
        """What a report is called."""
        return self.names[report["report_id"]]

    def label(self, finding: str) -> str:
        """The newsroom's label for a finding, from the story file; the finding itself where it has none."""
        return next((one.label for one in self.story.file.ratings if one.finding == finding), finding)


def check_id_of(sentence: str) -> str:
    """The id of a check: that of its sentence, whatever the white space, so that its log is found again."""
    return content_id("q", " ".join(sentence.split()))


def check(story: Story, sentence: str) -> Check:
    """What the reports of the story have of a sentence, part by part; nothing is written and nobody's label given.

    Raises ``InputError`` for a sentence without a word or one that is too long.
    """
    read = read_sentence(story, sentence)
    scores = likeness(read)
    figures: list[Figure | None] = [*read.figures] or [None]
    found = [appearances(read, figure, scores) for figure in figures]
    host = host_of(found[0])
    parents = [
        parent_of(read, figure, some, host, others=[other for other in found if other is not some])
        for figure, some in zip(figures, found, strict=True)
    ]
    drawn = _drawn(read, figures, found, parents, host)
    names = names_of(story.entities, "entity_id")
    statements = []
    for figure, some, one in zip(figures, found, drawn, strict=True):
        support = _support(read, some)
        sources = support["ultimate_sources"] if support is not None else ()
        statements.append(
            Statement(
                words="" if figure is None else _words(figure),
                parts=parts_of(read, figure, some, _rows(read, figure, one), host, scores),
                appearances=some,
                drawn=one,
                support=support,
                sources=tuple(names.get(source, source) for source in sources),
            )
        )
    called = {key: page.calls for key, page in read.others.items()}
    return Check(check_id_of(sentence), read.text, story, tuple(statements), host, unchecked_in(read), called)


def _drawn(
    read: Read,
    figures: Sequence[Figure | None],
    found: Sequence[Sequence[Appearance]],
    parents: Sequence[Row | None],
    host: Row | None,
) -> list[Drawn | None]:
    """What each statement is drawn from; of those drawn from one report the same value."""
    made: dict[str, Drawn] = {}
    for parent in parents:
        if parent is not None and parent["report_id"] not in made:
            those = [
                figure
                for figure, other in zip(figures, parents, strict=True)
                if figure is not None and other is not None and other["report_id"] == parent["report_id"]
            ]
            made[parent["report_id"]] = drawn_from(read, parent, host, those, found[0])
    return [None if parent is None else made[parent["report_id"]] for parent in parents]


def _words(figure: Figure) -> str:
    """The number with what it counts, or with its sign, as it stands."""
    sign = "%" if figure.page.text[figure.row.end : figure.row.end + 1] == "%" else ""
    return figure.words.strip("“”") + sign


def _rows(read: Read, figure: Figure | None, drawn: Drawn | None) -> tuple[Row, ...]:
    """The differences that speak on the parts of a statement."""
    if drawn is None:
        return ()
    return drawn.differences if figure is None else differences_of(read, drawn.parent, figure)


def _support(read: Read, found: Sequence[Appearance]) -> Row | None:
    """The figure of the story that most of the reports with the number give, of several that most mentions are of."""
    mentions = {one.figure.row.estimate_id: one.report["report_id"] for one in found if one.figure is not None}
    rows = []
    for row in plain_rows(read.story.corroboration):
        own = [mentions[one] for one in row["estimates"] if one in mentions]
        rows.append((len(set(own)), len(own), row["figure_id"], row))
    best = max(rows, key=lambda one: one[:-1], default=None)
    return best[-1] if best is not None and best[0] else None


def not_independent(statement: Statement) -> str:
    """A line to quote on how many beginnings and holders are behind the number; empty where it is no figure."""
    if statement.support is None:
        return ""
    reports, origins = len(statement.support["reports"]), len(statement.support["origins"])
    number = wording.number(statement.support["value"]) or "this figure"
    unknown = len(statement.support["unknown"])
    held = " and ".join(statement.sources) or "nobody who is named"
    held += f", {wording.counted(unknown, 'beginning')} naming nobody" if unknown else ""
    if not reports:
        return f"No report of the story stands by {number}."
    counts = f"{wording.counted(reports, 'report')} {'gives' if reports == 1 else 'give'} {number}"
    begins = f"{wording.counted(origins, 'independent beginning')}"
    if reports > origins:
        return (
            f"{counts}, from {begins}, ultimately held by {held}: reports that draw on one text are not independent of "
            "each other, and their number confirms nothing."
        )
    if len(statement.sources) < origins:
        return f"{counts}, from {begins}, but ultimately held by {held}: that is not as many independent sources."
    return f"{counts}, from {begins}, ultimately held by {held}; each report has a beginning of its own."
