"""The running lines of a printed briefing: its title, how it is to be handled, and the page number, in the margins.

What is here: the style rule that holds them. What is printed and how small is in ``templates/paper.css``.
"""

from __future__ import annotations

#: Characters of the title in the margin.
LONGEST = 80


def running(title: str, handling: str = "") -> str:
    """The rule for the margins of each page; ``handling`` is a label such as that of the Traffic Light Protocol."""
    above = f" @top-left {{ content: {_quoted(_short(title))}; }}"
    if handling:
        above += f" @top-right {{ content: {_quoted(handling)}; font-weight: bold; }}"
        above += f" @bottom-left {{ content: {_quoted(handling)}; font-weight: bold; }}"
    return f"@page {{{above} }}\n"


def _short(title: str) -> str:
    title = " ".join(title.split())
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rpartition(" ")[0] + "…"


def _quoted(text: str) -> str:
    """The text as a string of CSS: whatever could end it, or the style, is written as its number."""
    return '"' + "".join(char if char.isalnum() or char in " .,:;-–’…" else f"\\{ord(char):06x}" for char in text) + '"'
