"""Where the prose of a passage begins: behind its bullet, its label and its dateline.

What stands before is no part of a sentence and would be taken for its subject ("JAKARTA (Agency) - The minister ...").
"""

from __future__ import annotations

import re

from workbench.model import Passage
from workbench.read.masthead import dateline_at

_BULLET = re.compile(r"\s*(?:[-*\u2022\u2013\u25cf\u25aa\u00b7>]+|\d{1,2}[.)])\s+")
_LABEL = re.compile(r"\s*TL;?DR\s*[:\u2013\u2014-]?\s+", re.IGNORECASE)
_AFTER_DATELINE = re.compile(r"[\s.]*(?:\u2014|\u2013|--|-)?\s*")


def prose_start(text: str, passage: Passage) -> int:
    """The offset in ``text`` where the passage's sentences begin."""
    at = passage.start
    for pattern in (_BULLET, _LABEL):
        match = pattern.match(text, at, passage.end)
        if match and match.end() < passage.end:
            at = match.end()
    dateline = dateline_at(text, at, passage.end)
    # "UN: 40 boats sank" is no dateline but a speaker.
    if dateline and (dateline["wire"] or dateline["dash"] != ":"):
        rest = _AFTER_DATELINE.match(text, dateline.end(), passage.end)
        if rest and rest.end() < passage.end:
            at = rest.end()
    return at
