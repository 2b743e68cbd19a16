"""Markdown: the words a reader of the rendered page sees, one line for each block.

What is here: the text of headings, paragraphs, lists and quotations without their marks and link addresses, and the
``key: value`` lines between two ``---`` at the top as metadata. Raw HTML inside is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.decode import decode
from workbench.read.formats import Draft, Refused, Source, reads
from workbench.read.lines import Hint

_FRONT_FIELDS = {
    "title": "title",
    "date": "published",
    "published": "published",
    "updated": "updated",
    "lastmod": "updated",
    "author": "byline",
    "byline": "byline",
    "outlet": "outlet",
    "source": "outlet",
    "url": "url",
    "link": "url",
    "lang": "language",
    "language": "language",
    "wire": "wire",
    "retrieved": "retrieved",
}


@reads(".md", ".markdown")
def read_markdown(source: Source) -> Iterator[Draft | Refused]:
    """One report from a Markdown file. Raises ``InputError`` when no text is left without the marks."""
    decoded = decode(source.raw)
    front, body = _front_matter(decoded.text)
    pieces: list[str] = []
    hints: list[tuple[int, int, Hint]] = []
    at = 0
    for hint, shown in _blocks(MarkdownIt("commonmark", {"html": False}).parse(body)):
        if hint is not None:
            hints.append((at, at + len(shown), hint))
        pieces.append(shown)
        at += len(shown) + 1
    if not pieces:
        raise InputError("holds no text")
    yield Draft(
        None, "\n".join(pieces) + "\n", decoded.encoding, "markdown", tuple(front), tuple(hints), decoded.problem
    )


def _front_matter(text: str) -> tuple[list[tuple[str, Evidence]], str]:
    lines = text.removeprefix("\ufeff").splitlines(keepends=True)
    if not lines or lines[0].strip() != "---":
        return [], text.removeprefix("\ufeff")
    close = next((at for at, line in enumerate(lines[1:60], 1) if line.strip() in {"---", "..."}), None)
    if close is None:
        return [], text
    clues = []
    for line in lines[1:close]:
        key, colon, value = line.partition(":")
        says = value.strip().strip("\"'")
        if colon and says and key.strip().lower() in _FRONT_FIELDS:
            clues.append(
                (_FRONT_FIELDS[key.strip().lower()], Evidence(None, None, line.strip()[:400], "front-matter", says))
            )
    return clues, "".join(lines[close + 1 :])


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[Hint | None, str]]:
    """Each block's text with what its mark says it is: the first heading of level 1 is the title."""
    tag, item, titled = "", "", False
    for token in tokens:
        if token.type == "list_item_open":
            item = f"{token.info}. " if token.info else "- "
        elif token.type.endswith("_open"):
            tag = token.tag
        elif token.type in {"fence", "code_block"} and token.content.strip():
            yield None, token.content.rstrip("\n")
        elif token.type == "hr":
            yield None, "* * *"
        elif token.type == "inline":
            only_image = [child.type for child in token.children or []] == ["image"]
            shown = item + _shown(token.children or [])
            item = ""
            if not shown.strip():
                continue
            if only_image:
                yield "caption", shown
            elif tag == "h1" and not titled:
                titled = True
                yield "title", shown
            else:
                yield ("subhead" if tag[:1] == "h" else None), shown


def _shown(children: Sequence[Token]) -> str:
    marks = {"softbreak": " ", "hardbreak": " "}
    return "".join(marks.get(child.type, child.content) for child in children)
