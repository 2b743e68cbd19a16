"""The lesson "origins": N reports give a figure; how many beginnings have they, and how many stand behind it?

What is here: the three counts of figures that several reports give, and who repeats whom. The counts are those of the
ledger's ``corroboration``, the links those of its ``lineage``; a link that a person denied is not asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbench.compare.discrepancies.sentences import Sentence
from workbench.compare.lineage.edges import is_report
from workbench.ledger import plain_rows
from workbench.look import support, wording
from workbench.look.lineage import link_rows
from workbench.teach.lessons.material import Candidate, Material, Row, fits, place_of
from workbench.teach.lessons.question import Place, Question, Quotation

LESSON = "origins"
#: A figure that more reports give fills a page with its sentences.
_MOST_REPORTS = 6
#: So many of the figures that most reports give are asked about.
_MOST_FIGURES = 9
#: So many reports are offered as the one that was drawn on.
_MOST_NAMES = 5


def reports(material: Material) -> Iterator[Candidate]:
    """How many reports give this figure?"""
    for row, rows in _told_often(material):
        hints = (
            "Count the reports, not the sentences: one that says it twice says one thing.",
            "A report that gives the figure only as a former one, or denies it, does not stand by it.",
            f"The reports are: {'; '.join(material.called[one] for one in row['reports'])}.",
        )
        asks = f"How many reports stand by the figure {support.figure(row)} for “{_counted(material, row)}”?"
        yield _count(material, row, rows, "number of reports", asks, len(row["reports"]), hints)


def beginnings(material: Material) -> Iterator[Candidate]:
    """How many origins has this figure: texts that draw on none of the others, each of another desk?"""
    for row, rows in _told_often(material):
        links = _links_within(material, row["reports"])
        fewer = len(row["origins"]) < len(row["reports"])
        hints = (
            "Whatever draws on one text is one origin, and so is all that one agency or outlet wrote.",
            " ".join(links) or "No link is known between the texts; look whether one desk wrote two of them.",
            "There are fewer origins than reports." if fewer else "There are as many origins as reports.",
        )
        asks = f"How many origins have the reports that give {support.figure(row)} for “{_counted(material, row)}”?"
        near = ((str(len(row["reports"])), "That is how many reports give it; how many of them begin it?"),)
        yield _count(material, row, rows, "number of origins", asks, len(row["origins"]), hints, near=near)


def holders(material: Material) -> Iterator[Candidate]:
    """How many ultimate sources has this figure: holders named where its texts begin?"""
    for row, rows in _told_often(material):
        count = len(row["ultimate_sources"])
        hints = (
            "Ask of each origin who holds the figure there, and count nobody twice.",
            "A body and the state it belongs to are one holder; an unnamed voice that could be anybody is none.",
            f"Held by: {_held(material, row)}.",
        )
        asks = (
            f"How many named holders stand behind {support.figure(row)} for “{_counted(material, row)}”, where its "
            "texts begin?"
        )
        near = (
            (str(len(row["origins"])), "That is how many origins it has; how many of them name a holder?"),
            (str(len(row["reports"])), "That is how many reports give it."),
        )
        yield _count(material, row, rows, "number of sources", asks, count, hints, near=near)


def repeated(material: Material) -> Iterator[Candidate]:
    """On which report does this one draw? One of several."""
    links: dict[str, list[Row]] = {}
    for link in link_rows(material.story):
        if link["state"] != "denied":
            links.setdefault(link["child"], []).append(link)
    for child, rows in links.items():
        seen = [row for row in rows if is_report(row["parent"]) and row["parent"] in material.called]
        shown = next(_shown(material, seen), None) if child in material.called else None
        if shown is None:
            continue
        row, sentence, mark = shown
        right = tuple(dict.fromkeys(material.called[one["parent"]] for one in seen))
        others = _others(material, child, rows, links)
        options = tuple(sorted([*right, *others[: max(1, _MOST_NAMES - len(right))]], key=str.casefold))
        hints = (
            "Look for a credit first; then for the same figures in the same order, and for turns of phrase in common.",
            f"The evidence is {row['Evidence']}; the marked words belong to it.",
            f"The first word of its name is “{material.called[row['parent']].split()[0]}”.",
        )
        parent = material.called[row["parent"]]
        told = f"{material.called[child]} draws {row['kind']} on {parent}, {row['Basis']}: {row['Evidence']}."
        question = Question(
            LESSON, "report drawn on", f"On which of these does {material.called[child]} draw?", "choice",
            (material.quoted(sentence, mark),), right, hints, told, Place(child, *mark), options,
        )  # fmt: skip
        yield Candidate(question, parent, row["state"] == "confirmed")


def _shown(material: Material, links: Sequence[Row]) -> Iterator[tuple[Row, Sentence, tuple[int, int]]]:
    """The links with a sentence of the child that shows them, and the stretch of it that does."""
    for row in links:
        for one in row["evidence"]:
            sentence = material.sentence_at(row["child"], one["child_start"])
            if sentence is not None and fits(sentence.text):
                yield row, sentence, (int(one["child_start"]), min(int(one["child_end"]), sentence.end))


def _others(material: Material, child: str, rows: Sequence[Row], links: Mapping[str, Sequence[Row]]) -> list[str]:
    """Reports that it does not draw on: nobody it credits by name, and none that has the text of one it draws on."""
    credited = tuple({str(row["Draws on"]) for row in rows})
    parents = {row["parent"] for row in rows}
    same = {
        row["child"] for own in links.values() for row in own if row["kind"] == "wholly" and row["parent"] in parents
    }
    same |= {row["parent"] for one in parents for row in links.get(one, ()) if row["kind"] == "wholly"}
    wrong = {one for one in material.called if one != child} - parents - same
    return [name for one, name in material.called.items() if one in wrong and not name.startswith(credited)]


def _told_often(material: Material) -> Iterator[tuple[Row, list[Row]]]:
    """The figures that most reports give, each with the row of one sentence in every report."""
    yield from sorted(_told(material), key=lambda pair: -len(pair[1]))[:_MOST_FIGURES]


def _told(material: Material) -> Iterator[tuple[Row, list[Row]]]:
    for row in plain_rows(material.story.corroboration):
        first: dict[str, Row] = {}
        given = [material.by_estimate[one] for one in row["estimates"] if one in material.by_estimate]
        for one in sorted(given, key=lambda one: one["part"] != "body"):
            first.setdefault(one["report_id"], one)
        if 2 <= len(row["reports"]) <= _MOST_REPORTS and set(row["reports"]) <= set(first):
            yield row, [first[report] for report in row["reports"]]


def _count(
    material: Material, row: Row, rows: Sequence[Row], part: str, asks: str, right: int, hints: tuple[str, ...], *,
    near: tuple[tuple[str, str], ...] = (),
) -> Candidate:  # fmt: skip
    called = material.called
    origins = "; ".join(" with ".join(called[one] for one in origin) for origin in row["origins"])
    counts = wording.badge(row)
    told = f"{counts}. Origins: {origins}. Held by: {_held(material, row)}."
    quoted: tuple[Quotation, ...] = tuple(material.figure(one) for one in rows)
    accepted = (str(right),)
    question = Question(
        LESSON, part, asks, "number", quoted, accepted, hints, told, place_of(rows[0]),
        near=tuple(one for one in near if one[0] not in accepted),
    )  # fmt: skip
    reviewed = all(material.reviewed("estimates", one["estimate_id"]) for one in rows)
    return Candidate(question, "fewer" if len(row["origins"]) < len(row["reports"]) else "as many", reviewed)


def _links_within(material: Material, reports: Sequence[str]) -> list[str]:
    links = [row for row in plain_rows(material.story.lineage) if row["state"] != "denied"]
    return [
        f"{material.called[row['child']]} draws {row['kind']} on {material.called[row['parent']]}."
        for row in links
        if row["child"] in reports and row["parent"] in reports
    ]


def _held(material: Material, row: Row) -> str:
    names = [material.names.get(one, one) for one in row["ultimate_sources"]]
    unknown = wording.counted(len(row["unknown"]), "origin")
    return "; ".join([*names, *([f"nobody named in {unknown}"] if len(row["unknown"]) else [])]) or "nobody named"


def _counted(material: Material, row: Row) -> str:
    return str(material.estimands.get(row["estimand"], row["estimand"]))
