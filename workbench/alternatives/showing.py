"""The matrix laid out: for a notebook and for the briefing, everything escaped, readable without colour."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from workbench.alternatives.reading import Evidence, Matrix, read_alternatives
from workbench.alternatives.weighing import Drop, Weighed, weighed
from workbench.look import wording
from workbench.look.html import Html, html_table
from workbench.publish.detail import QUOTATION, Detail, cut, shown
from workbench.story import Story

#: How a mark is written in a cell, with its words for whoever cannot tell signs apart.
_SIGNS = {"consistent": "+", "neutral": "·", "inconsistent": "−", "strongly inconsistent": "− −"}
CAPTION = (
    "Each piece of evidence is set against each hypothesis: + fits it, · says nothing of it, − speaks against it, − − "
    "strongly. Ranked by what speaks against (Heuer); what fits is not counted, since much fits more than one. No "
    "number here is a probability."
)
_APART = ("not at all", "a little", "yes", "yes, well")


def alternatives_html(story: Story, *, detail: Detail = "full", on_page: bool = False) -> Html:
    """The matrix, what it hangs on and what to watch; nothing where the story has no ``alternatives.toml``.

    ``detail`` is how much of the quoted words leave; ``on_page`` leaves the looks to the page's own style sheet.
    Raises ``InputError`` for a file that is no matrix.
    """
    matrix = read_alternatives(story)
    if matrix is None:
        return Html("")
    found = weighed(matrix)
    parts = [
        f"<p>{escape(matrix.question)}</p>" if matrix.question else "",
        _ranking(matrix, found, on_page=on_page).text,
        _table(matrix, found, detail, on_page=on_page).text,
        _hangs_on(found),
        _set_aside(matrix, found),
        _watch(matrix),
    ]
    return Html(f'<div class="alternatives">{"".join(parts)}</div>')


def _ranking(matrix: Matrix, found: Weighed, *, on_page: bool) -> Html:
    names = {one.id: one.name for one in matrix.hypotheses}
    cells = [
        [str(one.place), f"{escape(one.hypothesis)}: {escape(names[one.hypothesis])}", str(one.against)]
        for one in found.standings
    ]
    rows = wording.counted(len(found.counted), "row")
    caption = f"The hypothesis with least against it first, over {rows} of evidence."
    return html_table(caption, ("Place", "Hypothesis", "Against it"), cells, on_page=on_page)


def _table(matrix: Matrix, found: Weighed, detail: Detail, *, on_page: bool) -> Html:
    head = ("Evidence", *(one.id for one in matrix.hypotheses), "Tells apart?", "Rests on")
    order = {one.id: at for at, one in enumerate(matrix.evidence)}
    rows = sorted(matrix.evidence, key=lambda one: (-found.diagnosticity[one.id], order[one.id]))
    return html_table(CAPTION, head, [_cells(matrix, found, row, detail) for row in rows], on_page=on_page)


def _cells(matrix: Matrix, found: Weighed, row: Evidence, detail: Detail) -> list[str]:
    marks = [row.marks.get(one.id, "") for one in matrix.hypotheses]
    why = f"<br><small>{escape(row.why)}</small>" if row.why else ""
    return [
        f"<strong>{escape(row.id)}</strong> {escape(row.says)}{why}",
        *(_mark(mark) for mark in marks),
        escape(_APART[found.diagnosticity[row.id]]),
        _rests_on(row, detail),
    ]


def _mark(mark: str) -> str:
    if not mark:
        return "<small>not weighed</small>"
    return f'<span title="{escape(mark)}" aria-label="{escape(mark)}">{_SIGNS[mark]}</span>'


def _rests_on(row: Evidence, detail: Detail) -> str:
    if row.lost:
        return f"<small>lost: {escape(row.lost)}</small>"
    if not row.words:
        return "<small>no report says it</small>"
    most = {"full": len(row.words), "snippet": QUOTATION, "none": 0}[detail]
    where = "" if row.report == row.source else f", in {escape(row.report)}"
    return f"{escape(row.source)}{where}<br><small>“{escape(str(shown(cut(row.words, most))))}”</small>"


def _hangs_on(found: Weighed) -> str:
    if not found.counted:
        return ""
    if not found.sensitive:
        return "<p>No single row and no single source changes which hypothesis has the least against it.</p>"
    told = "".join(f"<li>{escape(_drop(one))}</li>" for one in found.sensitive)
    return f"<p>The order hangs on little. Left out, each of these puts another hypothesis first:</p><ul>{told}</ul>"


def _drop(one: Drop) -> str:
    return f"without {one.what}: {' and '.join(one.first)}"


def _set_aside(matrix: Matrix, found: Weighed) -> str:
    told = "".join(f"<li>{escape(line)}</li>" for line in _why_not(matrix, found))
    return f"<p>Not counted:</p><ul>{told}</ul>" if told else ""


def _why_not(matrix: Matrix, found: Weighed) -> Iterator[str]:
    for one in matrix.evidence:
        if one.lost:
            yield f"{one.id}: {one.lost}"
        elif one.id not in found.counted:
            yield f"{one.id}: not every hypothesis has a mark"


def _watch(matrix: Matrix) -> str:
    if not matrix.indicators:
        return ""
    told = "".join(f"<li>{escape(one.says)} ({escape(one.hypothesis)})</li>" for one in matrix.indicators)
    return f"<p>To watch for, and which hypothesis it would speak for:</p><ul>{told}</ul>"
