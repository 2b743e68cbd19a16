"""What the programs share: a list of texts on standard input, and on standard output what is found in each, as JSON.

It imports nothing but the standard library, for it runs in the peers' own environments.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any


def timed(found: Callable[[str], list[dict[str, Any]]], *, warm: str) -> None:
    """Writes the rows of each text, the CPU seconds of all, and how many texts made the peer stumble.

    The start is not counted: ``warm`` is read before the clock runs.
    """
    texts = json.load(sys.stdin)
    found(warm)
    began = time.process_time()
    rows: list[list[dict[str, Any]]] = []
    stumbled = 0
    for text in texts:
        try:
            rows.append(found(text))
        except Exception:  # whatever makes it stumble, the other texts are read
            rows.append([])
            stumbled += 1
    json.dump({"seconds": time.process_time() - began, "stumbled": stumbled, "found": rows}, sys.stdout)
