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


def html_table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]], *, style: str = "") -> Html:
    """A table of cells that are escaped already, under a caption and a head that are not.

    ``style`` is that of each cell, for places that give cells none of their own.
    """
    of_cell = f'{CELL[:-1]};{style}"' if style else CELL
    heads = "".join(f'<th scope="col"{of_cell}>{escape(name)}</th>' for name in head)
    body = "".join("<tr>" + "".join(f"<td{of_cell}>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return Html(
        f'<table><caption style="text-align:left">{escape(caption)}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"
    )
