"""HTML that a notebook shows as it is: the value that carries it, and a table of it.

What is here: no words of a story, only how text already escaped is laid out and handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

#: A cell's style: its text to the left, where JupyterLab would put it to the right.
CELL = ' style="text-align:left;vertical-align:top;white-space:normal"'


@dataclass(frozen=True, slots=True)
class Html:
    """HTML that a notebook shows as it is; whatever came from a report is already escaped in it."""

    text: str

    def _repr_html_(self) -> str:
        return self.text

    def __html__(self) -> str:
        return self.text

    def __str__(self) -> str:
        return self.text


def html_table(
    caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, style: str = "", on_page: bool = False
) -> Html:
    """A table of cells that are escaped already, under a caption and a head that are not.

    ``style`` is that of each cell, for places that give cells none of their own. ``on_page`` is for a page whose own
    style sheet lays tables out and whose policy forbids styles on cells: each cell says the name of its column
    instead, which a narrow screen shows beside it.
    """
    of_cell = "" if on_page else f'{CELL[:-1]};{style}"' if style else CELL
    aside = "" if on_page else ' style="text-align:left"'
    named = [f' data-label="{escape(name)}"' if on_page else of_cell for name in head]
    heads = "".join(f'<th scope="col"{of_cell}>{escape(name)}</th>' for name in head)
    body = "".join(
        "<tr>" + "".join(f"<td{told}>{cell}</td>" for told, cell in zip(named, row, strict=True)) + "</tr>"
        for row in rows
    )
    return Html(
        f"<table><caption{aside}>{escape(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
