"""Who repeats whom, as the briefing lays it out: the picture and its table, unseen versions, unnamed sources.

What is here: rows with the ids of the page's own places, and how much of a long list the page shows. The words of the
links are in ``look/lineage.py``, their picture in ``look/lineagechart.py``; counts, register and what falls without a
source are in ``compare/support/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from workbench.compare.support.anonymous import AnonymousSource
from workbench.compare.support.corroboration import lineage_of, loops
from workbench.compare.support.thread import Changed, Ready, pull_the_thread, ready
from workbench.ledger import names_of, plain_rows
from workbench.look import vega, wording
from workbench.look.html import Html
from workbench.look.lineage import link_rows
from workbench.look.lineagechart import lineage_chart
from workbench.look.styles import Palette
from workbench.story import Story

Row = dict[str, Any]

#: How much of each list the page shows; a line beside it says where the rest is.
MOST_LINKS, MOST_WORDINGS, MOST_SOURCES, MOST_FALLEN = 60, 20, 12, 5
#: How many rows of each list are printed; the file on a screen has the rest.
PRINTED = {"links": 12, "wordings": 6, "sources": 6}


def pictures(story: Story, widths: Mapping[str, int]) -> list[Row]:
    """The lineage drawn for each page, in the page's own colours; none where no report is linked."""
    if story.lineage.empty:
        return []
    return [{"name": name, "svg": _picture(story, width)} for name, width in widths.items()]


def _picture(story: Story, width: int) -> Html:
    spec: dict[str, Any] = lineage_chart(story, width=width, palette=Palette().of_css()).to_dict(validate=False)
    return Html(vega.svg(spec))


def links(story: Story, texts: Mapping[str, str]) -> Row:
    """The links with the days of both texts, their places in the page where they are in it, and how many there are."""
    told = {
        row["report_id"]: wording.days(row["published_earliest"], row["published_latest"])
        for row in plain_rows(story.reports)
    }
    rows = [
        {
            **row, "report_text": texts.get(row["child"]), "parent_text": texts.get(row["parent"]),
            "report_day": told.get(row["child"], ""), "parent_day": told.get(row["parent"], ""),
        }
        for row in link_rows(story)
    ]  # fmt: skip
    return {"rows": rows[:MOST_LINKS], "every": rows, "whole": len(rows)}


def unseen(story: Story, texts: Mapping[str, str]) -> list[Row]:
    """Each version that nobody has seen, with the reports below it and the wordings that point to it."""
    names = {row["report_id"]: wording.report_name(row) for row in plain_rows(story.reports)}
    return [
        {
            "reports": [{"name": names.get(one, one), "text_id": texts.get(one)} for one in row["children"]],
            "wordings": [
                {"shared": " ".join(one["text"].split()), "known": " ".join((one["other"] or "").split())}
                for one in row["variants"][:MOST_WORDINGS]
            ],
            "whole": len(row["variants"]),
        }
        for row in plain_rows(story.inferred_parents)
    ]


def rounds(story: Story) -> list[list[str]]:
    """The names of reports that draw on or cite one another in a round."""
    names = {row["report_id"]: wording.report_name(row) for row in plain_rows(story.reports)}
    return [[names.get(one, one) for one in loop.reports] for loop in loops(story, lineage_of(story))]


def unnamed(story: Story, rows: Sequence[Row], texts: Mapping[str, str]) -> Row:
    """The register of unnamed sources, each with the figures that change or lose all named support without it."""
    known = ready(story)
    register = known.unnamed
    names = {row["report_id"]: wording.report_name(row) for row in plain_rows(story.reports)}
    titles = names_of(story.estimands, "estimand")
    places = {row["estimate_id"]: row["row_id"] for row in rows}
    return {
        "rows": [
            _entry(one, names, texts) | _falls(story, known, one, titles, places) for one in register[:MOST_SOURCES]
        ],
        "whole": len(register),
    }


def _entry(
    one: AnonymousSource,
    names: Mapping[str, str],
    texts: Mapping[str, str],
) -> Row:
    return {
        "name": one.name, "party": one.party_name, "ground": one.ground, "told_as": one.told_as,
        "carries": len(one.carries), "outlet": names.get(one.report, one.report), "text_id": texts.get(one.report),
        "reports": len(one.reports),
    }  # fmt: skip


def _falls(
    story: Story, known: Ready, one: AnonymousSource, titles: Mapping[str, str], places: Mapping[str, str]
) -> Row:
    """What changes when the source is struck; the page shows the first few figures and counts the rest."""
    pulled = pull_the_thread(story, source=one.entity_id, made_ready=known)
    return {
        "falls": [_fallen(each, titles, places) for each in pulled.figures[:MOST_FALLEN]],
        "more": max(0, len(pulled.figures) - MOST_FALLEN),
        "discrepancies": len(pulled.discrepancies),
    }


def _fallen(changed: Changed, titles: Mapping[str, str], places: Mapping[str, str]) -> Row:
    """One figure that changes: its words, what it counts, its place in the page, its counts before and after."""
    figure = changed.before.figure
    given = [places[point.estimate_id] for point in figure.points if point.estimate_id in places]
    return {
        "words": figure.words, "counts": titles.get(figure.estimand, figure.estimand),
        "row_id": next(iter(given), None), "before": changed.before.badge, "after": changed.after.badge,
        "bare": changed.is_bare,
    }  # fmt: skip


def totals(story: Story) -> Row:
    """How many figures there are, and how many stand on a single origin, on no known source, on two sources or more."""
    rows = [row for row in plain_rows(story.corroboration) if len(row["reports"])]
    return {
        "figures": len(rows),
        "repeated": sum(len(row["reports"]) > 1 for row in rows),
        "repeated_one_origin": sum(len(row["reports"]) > 1 and len(row["origins"]) == 1 for row in rows),
        "unknown": sum(not len(row["ultimate_sources"]) for row in rows),
        "several": sum(len(row["ultimate_sources"]) > 1 for row in rows),
    }
