"""Names that look like one another and are written with other letters ("Reuters" with a Cyrillic e).

What is here: what a name looks like, by which such a name is not counted as a voice of its own. Nothing is merged: the
ledger keeps each name as it was written. The letters are those of Cyrillic and Greek that the common typefaces draw as
a Latin one (among the confusable characters of Unicode's Technical Standard 39); an accent tells two names apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping

_CAPITALS = str.maketrans("АВЕЅІЈКМНОРСТУХԌԚԜΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABESIJKMHOPCTYXGQWABEZHIKMNOPTYX")
_SMALL = str.maketrans("аеоѕірсухјһԁԛԝοινυ", "aeosipcyxjhdqwoivu")


def looks_like(name: str) -> str:
    """The name in the plain small letters that it looks like; two names are look-alikes where these are equal."""
    seen = "".join(char for char in unicodedata.normalize("NFKC", name) if unicodedata.category(char) != "Cf")
    return " ".join(seen.translate(_CAPITALS).translate(_SMALL).casefold().split())


def apart(ids: Collection[str], names: Mapping[str, str]) -> frozenset[str]:
    """The ids without those whose name only looks like that of another of them."""
    by_look: dict[str, list[str]] = {}
    for one in sorted(ids, key=lambda one: (names[one].casefold() != looks_like(names[one]), one)):
        by_look.setdefault(looks_like(names[one]), []).append(one)
    # Two that bear the very same name are told apart by what the ledger knows of them, and stay two.
    return frozenset(
        one for alike in by_look.values() for one in alike if names[one].casefold() == names[alike[0]].casefold()
    )
