"""The seal of a briefing: hashes of its parts and of the whole file, by which a changed digit is found.

What is here: how the seal is filled in, and which of its parts no longer match. The whole file is hashed with its own
hash written as noughts; the words of the page are hashed without white space, so that a browser finds the same. A seal
shows that a file was changed, not who made it: whoever changes figures can seal anew, and that is what the check of
each figure against its evidence is for (``verify.py``).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from html.parser import HTMLParser

#: Stands for each hash until it is known.
BLANK = "0" * 64
#: The parts that are sealed apart: the data blocks of the page by their ids, and the words of the page.
PARTS = ("evidence", "spec-wide", "spec-narrow")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SEAL = re.compile(r'<script type="application/json" id="seal">(?P<json>[^<]*)</script>')


def empty_seal() -> str:
    """The seal as it stands in a page that is not sealed yet."""
    return json.dumps(dict.fromkeys((*PARTS, "words", "file"), BLANK))


def sealed(page: str) -> str:
    """The page with its seal filled in; it must hold ``empty_seal()`` once.

    Raises ``ValueError`` when it does not.
    """
    parts = {**_hashes(page), "file": BLANK}
    blank = _with_seal(page, parts)
    return _with_seal(blank, {**parts, "file": _sha(blank)})


def broken(page: str) -> list[str]:
    """What of a page no longer matches its seal, in plain words; nothing when all does."""
    stated = seal_of(page)
    if stated is None:
        return ["the file bears no seal: it is no briefing of this workbench, or its seal was taken out"]
    found = _hashes(page)
    names = {"words": "the words of the page", "evidence": "the evidence", "spec-wide": "the chart's data",
             "spec-narrow": "the small chart's data"}  # fmt: skip
    wrong = [f"{names[part]} were changed" for part, value in found.items() if stated.get(part) != value]
    blank = _with_seal(page, {**stated, "file": BLANK})
    if stated.get("file") != _sha(blank):
        wrong.append("the file is not as it was written")
    return wrong


def seal_of(page: str) -> dict[str, str] | None:
    """The hashes that a page states of itself, by part; nothing where it states none."""
    found = _SEAL.findall(page)
    if len(found) != 1:
        return None
    try:
        stated = json.loads(found[0])
    except ValueError:
        return None
    if not isinstance(stated, dict):
        return None
    return {str(key): str(value) for key, value in stated.items()}


def block(page: str, name: str) -> str | None:
    """The text of a data block of the page by its id."""
    found = re.findall(rf'<script type="application/json" id="{re.escape(name)}">([^<]*)</script>', page)
    return found[0] if len(found) == 1 else None


def words_of(page: str) -> str:
    """The words of the page's body without white space, scripts and styles left out."""
    reader = _Words()
    reader.feed(page)
    reader.close()
    return _SPACE.sub("", "".join(reader.words))


def _hashes(page: str) -> dict[str, str]:
    parts = {name: _sha(block(page, name) or "") for name in PARTS}
    return {**parts, "words": _sha(words_of(page))}


def _with_seal(page: str, parts: Mapping[str, str]) -> str:
    order = (*PARTS, "words", "file")
    text = json.dumps({name: parts.get(name, BLANK) for name in order})
    whole, count = _SEAL.subn(lambda _: f'<script type="application/json" id="seal">{text}</script>', page)
    if count != 1:
        raise ValueError(f"the page holds {count} seals, not one")
    return whole


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class _Words(HTMLParser):
    """Collects the text of the body as a browser's text nodes hold it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._body = False
        self._raw = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._body = self._body or tag == "body"
        self._raw = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._raw = False

    def handle_data(self, data: str) -> None:
        if self._body and not self._raw:
            self.words.append(data)
