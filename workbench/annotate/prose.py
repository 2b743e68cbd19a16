"""Where the prose of a passage begins: behind its bullet, its label and its dateline.

What stands before is no part of a sentence and would be taken for its subject ("JAKARTA (Agency) - The minister ...").
"""

from __future__ import annotations

import re

from workbench.model import Passage

_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013\u25cf\u25aa\u00b7>]+|\d{1,2}[.)])\s+")
_LABEL = re.compile(r"\s*TL;?DR\s*[:\u2013\u2014-]?\s+", re.IGNORECASE)
_DASH = r"(?:\u2014|\u2013|--|-)"
#: "WASHINGTON, Nov. 4, 2024 (Agency) - ": capitals, perhaps a date and an agency in brackets, and a dash.
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.'\u2019 /-]{2,40}(?:,\s+[A-Z][\w.'\u2019 -]{1,30}){0,2}(?:,?\s+\d{1,2}(?:,?\s+\d{4})?)?"
    rf"(?:,?\s+\d{{4}})?\s*(?:\([^()\n]{{2,40}}\)\s*)?{_DASH}\s+(?=[\w\u201c\"'\u2018])"
)
_BARE_AGENCY = re.compile(rf"\s*\([A-Z][\w .&]{{1,30}}\)\s*{_DASH}\s+")


def prose_start(text: str, passage: Passage) -> int:
    """The offset in ``text`` where the passage's sentences begin."""
    at = passage.start
    for pattern in (_BULLET, _LABEL, _DATELINE, _BARE_AGENCY):
        match = pattern.match(text, at, passage.end)
        if match and match.end() < passage.end:
            at = match.end()
    return at
