"""Web pages: all visible text of the page in order, with trafilatura's word on which of it is the article.

What is here: the text blocks of an HTML page, a hint for each whether it is part of the article, and the metadata of
the page: JSON-LD, meta tags, the link to itself, and htmldate for pages that state no date there. Nothing is dropped:
what is not the article stays in the text and becomes chrome in ``lines.py``. The clock is never asked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from typing import Any

import htmldate
import trafilatura
from lxml import etree, html

from workbench.errors import InputError
from workbench.model import Evidence
from workbench.read.decode import decode
from workbench.read.formats import Draft, Refused, Source, reads
from workbench.read.lines import Hint
from workbench.read.shape import normal

_UNSEEN = frozenset(
    "script style noscript template svg head iframe object select textarea button option datalist canvas math".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote body br caption center dd details dialog div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr html li main menu nav ol p pre section summary"
    " table tbody td tfoot th thead tr ul".split()
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_META_FIELDS: dict[str, str] = {
    "article:published_time": "published",
    "datepublished": "published",
    "date": "published",
    "pubdate": "published",
    "publishdate": "published",
    "dc.date": "published",
    "dc.date.issued": "published",
    "dcterms.created": "published",
    "parsely-pub-date": "published",
    "sailthru.date": "published",
    "og:published_time": "published",
    "article:modified_time": "updated",
    "og:updated_time": "updated",
    "datemodified": "updated",
    "lastmod": "updated",
    "og:site_name": "outlet",
    "application-name": "outlet",
    "og:title": "title",
    "twitter:title": "title",
    "author": "byline",
    "article:author": "byline",
    "parsely-author": "byline",
    "dc.creator": "byline",
    "og:url": "url",
    "og:locale": "language",
}
_ARTICLE_TYPES = re.compile(r"(Article|BlogPosting|Report|LiveBlogPosting|WebPage|Posting)$")
#: A row of a list that is a sentence and more than a few words.
_SENTENCE = re.compile(r"\A(?:\S+ ){4,}\S*[.!?;][\"'\u201d\u2019)]*\Z")
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Block:
    tag: str
    parts: list[str]

    @property
    def text(self) -> str:
        return _SPACES.sub(" ", "".join(self.parts)).strip(" ")


@reads(".html", ".htm", ".xhtml")
def read_webpage(source: Source) -> Iterator[Draft | Refused]:
    """One report: the page's visible text, a line for each block, with hints and metadata.

    Raises ``InputError`` when the page holds no visible text.
    """
    decoded = decode(source.raw, declared=source.declared or _named_charset(source.raw))
    tree, cut = _parse(decoded.text)
    blocks = [(tag, shown) for tag, shown in _blocks(tree) if shown]
    if not blocks:
        raise InputError(cut or "holds no visible text")
    metadata = tuple(_metadata(decoded.text))
    kept = _article_words(decoded.text)
    text, hints = _lay_out(blocks, kept)
    yield Draft(
        None, text, decoded.encoding, f"trafilatura {version('trafilatura')}", metadata, hints, decoded.problem or cut
    )


def shown_text(markup: str) -> str:
    """The words that a reader of this piece of a page sees, a line for each block; empty when there are none."""
    if not markup.strip():
        return ""
    return "\n".join(shown for _, shown in _blocks(_parse(markup)[0]) if shown)


def _named_charset(raw: bytes) -> str | None:
    named = _CHARSET.search(raw[:4096])
    return named.group(1).decode("ascii", "replace") if named else None


def _parse(page: str) -> tuple[html.HtmlElement, str | None]:
    """The tree of a page, and what is lost of one that nests without end."""
    # An encoding named inside the page would be believed over the text that was decoded already.
    raw = re.sub(r"^\ufeff?\s*<\?xml[^>]*\?>", "", page).encode("utf-8", "replace")
    # "Huge" lets elements nest some 2,000 deep and not 256; what lies deeper the parser drops.
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        tree = html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise InputError(f"cannot be read as a web page: {error}") from None
    lost = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return tree, "its elements nest too deeply; what stands behind that is not read" if lost else None


def _blocks(tree: html.HtmlElement) -> list[tuple[str, str]]:
    """Tag and text of each block of visible text, in the order of the page."""
    blocks: list[_Block] = [_Block("body", [])]
    names: list[str] = ["body"]
    for event, node in etree.iterwalk(_visible(tree), events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                names.append(_named(tag, names))
                blocks.append(_Block(names[-1], []))
            blocks[-1].parts.append(node.text or "")
            continue
        if tag in _BLOCKS and len(names) > 1:
            names.pop()
            blocks.append(_Block(names[-1], []))
        blocks[-1].parts.append(node.tail or "")
    return [(block.tag, block.text) for block in blocks]


def _named(tag: str, above: list[str]) -> str:
    """The tag that tells most about a block: a paragraph in a caption or a list is a caption or a list."""
    carrying = {"figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "li"}
    return above[-1] if tag in {"br", "p", "div"} and above[-1] in carrying else tag


def _visible(tree: html.HtmlElement) -> html.HtmlElement:
    for node in list(tree.iter()):
        tag = node.tag if isinstance(node.tag, str) else ""
        style = (node.get("style") or "").replace(" ", "").lower() if tag else ""
        hidden = tag and (node.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style)
        if (tag in _UNSEEN or hidden) and node.getparent() is not None:
            node.drop_tree()
    return tree


def _article_words(page: str) -> tuple[set[str], set[tuple[str, ...]]]:
    """What trafilatura keeps of the page: its lines, and its runs of four words."""
    kept = (
        trafilatura.extract(
            page, include_comments=False, include_tables=True, favor_precision=True, with_metadata=False
        )
        or ""
    )
    lines = {normal(line) for line in kept.split("\n")} - {""}
    words = normal(kept).split()
    return lines, {tuple(words[at : at + 4]) for at in range(len(words) - 3)}


def _lay_out(
    blocks: list[tuple[str, str]], kept: tuple[set[str], set[tuple[str, ...]]]
) -> tuple[str, tuple[tuple[int, int, Hint], ...]]:
    text, hints = "", []
    pieces: list[str] = []
    at = 0
    for (_, shown), hint in zip(blocks, _with_lists(blocks, [_hint(*block, kept) for block in blocks]), strict=True):
        hints.append((at, at + len(shown), hint))
        pieces.append(shown)
        at += len(shown) + 1
    text = "\n".join(pieces) + "\n"
    if not any(hint == "article" for _, _, hint in hints):
        return text, ()
    return text, tuple(hints)


def _with_lists(blocks: list[tuple[str, str]], hints: list[Hint]) -> list[Hint]:
    """The hints, a list of whole sentences between two parts of the article being part of it too.

    Links to other pages stand there as well, but as headlines, which have no full stop.
    """
    out = list(hints)
    for listed, run in groupby(range(len(blocks)), key=lambda at: blocks[at][0] == "li" and hints[at] == "not-article"):
        within = list(run)
        around = (within[0] - 1, within[-1] + 1)
        enclosed = around[0] >= 0 and around[1] < len(blocks) and all(hints[at] == "article" for at in around)
        if listed and enclosed and all(_SENTENCE.search(blocks[at][1]) for at in within):
            for at in within:
                out[at] = "article"
    return out


def _hint(tag: str, shown: str, kept: tuple[set[str], set[tuple[str, ...]]]) -> Hint:
    lines, fours = kept
    words = normal(shown).split()
    own = [tuple(words[at : at + 4]) for at in range(len(words) - 3)]
    inside = normal(shown) in lines or (len(own) >= 3 and sum(four in fours for four in own) >= 0.7 * len(own))
    if tag == "h1":
        return "title"
    if tag == "figcaption":
        return "caption"
    if not inside:
        return "not-article"
    return "subhead" if tag in {"h2", "h3", "h4", "h5", "h6"} else "article"


# What the page says of itself outside its visible text.


def _metadata(page: str) -> Iterator[tuple[str, Evidence]]:
    found = [*_json_ld(page), *_meta_tags(page)]
    yield from found
    if not any(field == "published" for field, _ in found):
        yield from _guessed_date(page)


def _head(page: str) -> html.HtmlElement:
    return _parse(page)[0]


def _json_ld(page: str) -> Iterator[tuple[str, Evidence]]:
    for node in _head(page).xpath("//script[contains(@type, 'ld+json')]"):
        try:
            data = json.loads(node.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if _ARTICLE_TYPES.search(_type_of(item)):
                yield from _ld_clues(item)


def _items(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield from _items(one, depth + 1)
    elif isinstance(data, dict) and depth < 6:
        yield data
        yield from _items(data.get("@graph", []), depth + 1)


def _type_of(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return str(kind[0]) if isinstance(kind, list) and kind else str(kind)


def _ld_clues(item: dict[str, Any]) -> Iterator[tuple[str, Evidence]]:
    wanted = {
        "datePublished": "published",
        "dateModified": "updated",
        "headline": "title",
        "publisher": "outlet",
        "author": "byline",
        "inLanguage": "language",
        "url": "url",
    }
    for key, field in wanted.items():
        values = item.get(key)
        for value in values if isinstance(values, list) else [values]:
            says = value.get("name") if isinstance(value, dict) else value
            if isinstance(says, str) and says.strip():
                yield field, Evidence(None, None, f'"{key}": "{says.strip()}"'[:400], "json-ld", says.strip())


def _meta_tags(page: str) -> Iterator[tuple[str, Evidence]]:
    tree = _head(page)
    for node in tree.xpath("//meta[@content]"):
        name = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
        says = (node.get("content") or "").strip()
        if name in _META_FIELDS and says:
            yield _META_FIELDS[name], Evidence(None, None, f"{name}: {says}"[:400], "html-meta", says)
    for node in tree.xpath("//link[@rel='canonical'][@href]")[:1]:
        yield "url", Evidence(None, None, f"canonical: {node.get('href')}"[:400], "html-meta", node.get("href"))
    lang = tree.get("lang") or tree.get("xml:lang")
    if lang:
        yield "language", Evidence(None, None, f"html lang: {lang}"[:60], "html-meta", lang)


def _guessed_date(page: str) -> Iterator[tuple[str, Evidence]]:
    """The day htmldate reads from the markup: only what stands there, with fixed bounds instead of today."""
    day = htmldate.find_date(
        page, original_date=True, extensive_search=False, min_date="1990-01-01", max_date="2099-12-31"
    )
    if day:
        seen = re.search(rf".{{0,40}}{re.escape(day)}.{{0,20}}", page)
        quoted = seen.group(0) if seen else f"htmldate {version('htmldate')}: {day}"
        yield "published", Evidence(None, None, quoted.strip(), "htmldate", day)
