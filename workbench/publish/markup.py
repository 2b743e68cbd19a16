"""What a briefing's page says, read back from its markup in one pass: words, rows of figures, links to them, texts.

What is here: a reader for pages that this workbench writes, quick enough that a page is checked in a blink. It runs
nothing and trusts nothing: whatever it does not find is missing, and ``verify.py`` says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

_SPACE = re.compile(r"[ \t\n\r\f]+")
_QUOTED = r"""[^>"']*+(?:(?:"[^"]*"|'[^']*')[^>"']*+)*+"""
#: A comment, a declaration, or a tag: closing or not, its name, the rest.
#: A comment or a tag that nothing closes goes on to the end of the page, as in a browser.
_TOKEN = re.compile(
    rf"<!--.*?(?:-->|\Z)|<![^>]*(?:>|\Z)|<(/?)([a-zA-Z][^\s/>]*+)({_QUOTED})(?:>|\Z|[\"'].*)", re.DOTALL
)
_ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)="([^"]*)\"""")
#: What is in these elements is no text of the page.
_RAW = {name: re.compile("</" + "".join(f"[{c}{c.upper()}]" for c in name)) for name in ("script", "style")}
#: The tags whose attributes matter here.
_READ = frozenset({"tr", "td", "th", "span", "a", "article", "p"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a figure's row: where it leads, and the words it is made of."""

    row: str
    words: str


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page says.

    ``words`` is the text of its body without white space, as a browser's text nodes hold it; ``blocks`` are its data
    by their ids, one that stands there twice left out; ``rows`` has by the id of each row of a figure the text of its
    cells by their label; ``links`` are those that lead to such rows; ``texts`` has by the id of a report the text shown
    of it, without white space.
    """

    words: str
    blocks: Mapping[str, str]
    rows: Mapping[str, Mapping[str, str]]
    links: tuple[Link, ...]
    texts: Mapping[str, str]


def read(page: str) -> Markup:
    """What the page says; of a page that is none of this workbench's it is simply little."""
    reader = _Reader()
    at = 0
    while (token := _TOKEN.search(page, at)) is not None:
        if at < token.start() and reader.body:
            text = page[at : token.start()]
            reader.text(unescape(text) if "&" in text else text)
        at = token.end()
        closing, name, attributes = token.groups()
        if name is None:
            continue
        name = name.lower()
        if name in _RAW and not closing:
            end = _RAW[name].search(page, at)
            until = len(page) if end is None else end.start()
            reader.raw(dict(_ATTRIBUTE.findall(attributes)), page[at:until])
            at = until
        else:
            reader.tag(name, closing=bool(closing), attributes=attributes)
    return Markup(
        squeezed("".join(reader.words)),
        {name: texts[0] for name, texts in reader.blocks.items() if len(texts) == 1},
        reader.rows,
        tuple(Link(row, "".join(words)) for row, words in reader.links),
        {report: squeezed("".join(text)) for report, text in reader.texts.items()},
    )


def squeezed(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


@dataclass(slots=True)
class _Reader:
    """Where in the page the reader is, and what it has found."""

    words: list[str] = field(default_factory=list)
    blocks: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, dict[str, str]] = field(default_factory=dict)
    links: list[tuple[str, list[str]]] = field(default_factory=list)
    texts: dict[str, list[str]] = field(default_factory=dict)
    body: bool = False
    row: str = ""
    cell: str = ""
    beneath: int = 0
    link: list[str] | None = None
    report: str = ""
    aside: int = 0
    passage: bool = False

    def text(self, text: str) -> None:
        """Text between two tags."""
        self.words.append(text)
        if self.link is not None:
            self.link.append(text)
        if self.cell and not self.beneath:
            cells = self.rows[self.row]
            cells[self.cell] = cells.get(self.cell, "") + text
        if self.passage and not self.aside:
            self.texts[self.report].append(text)

    def raw(self, said: Mapping[str, str], text: str) -> None:
        """A script or a style with what is in it."""
        if said.get("type") == "application/json":
            self.blocks.setdefault(said.get("id", ""), []).append(text)

    def tag(self, name: str, *, closing: bool, attributes: str) -> None:
        """A tag that opens or closes."""
        if name == "body":
            self.body = not closing
        elif name in _READ:
            if closing:
                self._close(name)
            else:
                self._open(name, dict(_ATTRIBUTE.findall(attributes)))

    def _open(self, name: str, said: Mapping[str, str]) -> None:
        classes = said.get("class", "").split()
        if name == "tr":
            self.row, self.cell = "", ""
            if said.get("id", "").startswith("figure-") and "data-figure" in said:
                self.row = said["id"]
                self.rows[self.row] = {}
        elif name in ("td", "th"):
            self.cell = unescape(said.get("data-label", "")) if self.row else ""
            self.beneath = 0
        elif name == "span":
            # What stands in a cell beneath its value is left out of it, and so is what a text's passage is called.
            self.beneath += bool(self.beneath or ("by" in classes and self.cell != "Words"))
            self.aside += bool(self.aside or "role" in classes)
        elif name == "a":
            row = said.get("href", "").removeprefix("#")
            self.link = None
            # A link that counts or names a report says no reading of its figure; names have numbers too ("Channel 4").
            if row.startswith("figure-") and not {"nth", "named"} & set(classes):
                self.link = []
                self.links.append((row, self.link))
        elif name == "article":
            self.report = unescape(said.get("data-report", ""))
            self.passage = False
            if self.report:
                self.texts[self.report] = []
        elif name == "p":
            self.passage, self.aside = bool(self.report), 0

    def _close(self, name: str) -> None:
        if name == "tr":
            self.row, self.cell = "", ""
        elif name in ("td", "th"):
            self.cell = ""
        elif name == "span":
            self.beneath = max(0, self.beneath - 1)
            self.aside = max(0, self.aside - 1)
        elif name == "a":
            self.link = None
        elif name == "article":
            self.report, self.passage = "", False
        elif name == "p":
            self.passage = False
