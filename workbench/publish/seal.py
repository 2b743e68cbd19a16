"""The seal of a briefing: hashes of its parts and of the whole file, by which a changed digit is found.

What is here: how the seal is filled in, and which of its parts no longer match. The whole file is hashed with its own
hash written as noughts; the words of the page are hashed without white space, so that a browser finds the same. A seal
shows that a file was changed, not who made it: whoever changes figures can seal anew, and that is what the check of
each figure against its evidence is for (``verify.py``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from workbench.publish import markup
from workbench.publish.markup import Markup

#: Stands for each hash until it is known.
BLANK = "0" * 64
#: The parts that are sealed apart: the data blocks of the page by their ids, with what they are called.
PARTS = {
    "evidence": "the evidence", "data": "the data for download", "spec-wide": "the chart's data",
    "spec-narrow": "the small chart's data", "issue": "what it tells the issue after it",
    "claimreview": "the claims for other programs", "stix": "the bundle for other programs",
}  # fmt: skip
#: What the parts of a file may raise while they are read, whatever stands in them.
UNREADABLE = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError, RecursionError)
_ORDER = (*PARTS, "words", "file")
_OPEN, _CLOSE = '<script type="application/json" id="seal">', "</script>"


def empty_seal() -> str:
    """The seal as it stands in a page that is not sealed yet."""
    return json.dumps(dict.fromkeys(_ORDER, BLANK))


def sealed(page: str) -> str:
    """The page with its seal filled in; it must hold ``empty_seal()`` once.

    Raises ``ValueError`` when it does not.
    """
    parts = _hashes(markup.read(page))
    blank = _with_seal(page, {**parts, "file": BLANK})
    return _with_seal(blank, {**parts, "file": _sha(blank)})


def broken(page: str, said: Markup) -> list[str]:
    """What of a page no longer matches its seal, in plain words, or nothing; ``said`` is the page as it was read."""
    stated = seal_of(said)
    if stated is None:
        return ["the file bears no seal: it is no briefing of this workbench, or its seal was taken out"]
    names = {**PARTS, "words": "the words of the page"}
    # A part that neither the page nor its seal has is no part of it.
    wrong = [
        f"{names[part]} were changed"
        for part, value in _hashes(said).items()
        if stated.get(part) != value and (part in stated or part in said.blocks)
    ]
    blank = _with_seal(page, {**stated, "file": BLANK})
    if stated.get("file") != _sha(blank):
        wrong.append("the file is not as it was written")
    return wrong


def seal_of(said: Markup) -> dict[str, str] | None:
    """The hashes that a page states of itself, by part; nothing where it states none."""
    try:
        stated = json.loads(said.blocks.get("seal", ""))
    except ValueError:
        return None
    if not isinstance(stated, dict):
        return None
    return {str(key): str(value) for key, value in stated.items()}


def block(page: str, name: str) -> str | None:
    """The text of a data block of the page by its id; nothing where there is none, or more than one."""
    return markup.read(page).blocks.get(name)


def _hashes(said: Markup) -> dict[str, str]:
    return {**{name: _sha(said.blocks.get(name, "")) for name in PARTS}, "words": _sha(said.words)}


def _with_seal(page: str, parts: Mapping[str, str]) -> str:
    text = json.dumps({name: parts[name] for name in _ORDER if name in parts})
    before, *rest = page.split(_OPEN)
    if len(rest) != 1 or _CLOSE not in rest[0]:
        raise ValueError(f"the page holds {len(rest)} seals, not one")
    return f"{before}{_OPEN}{text}{rest[0][rest[0].index(_CLOSE) :]}"


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
