"""Quantities by quantulum3: a list of texts on standard input, what it finds in each on standard output, as JSON.

It knows no bounds; ``change`` is always "=".
"""

import json
import sys
import time
from typing import Any

from quantulum3 import parser  # type: ignore[import-not-found]  # installed in its own environment


def found(text: str) -> list[dict[str, Any]]:
    """Value, unit and place of each quantity, a range given as its two ends."""
    rows: list[dict[str, Any]] = []
    for one in parser.parse(text):
        value = one.value
        if one.uncertainty:
            value = [one.value - one.uncertainty, one.value + one.uncertainty]
        unit = "-" if one.unit.name == "dimensionless" else one.unit.name
        rows.append({"span": list(one.span), "value": value, "change": "=", "unit": unit})
    return rows


def main() -> None:
    """The start is not counted: a first text is read before the clock runs."""
    texts = json.load(sys.stdin)
    found("Two men walked 3 miles.")
    began = time.process_time()
    rows, stumbled = [], 0
    for text in texts:
        try:
            rows.append(found(text))
        except Exception:  # whatever makes it stumble, the other texts are read
            rows.append([])
            stumbled += 1
    json.dump({"seconds": time.process_time() - began, "stumbled": stumbled, "found": rows}, sys.stdout)


if __name__ == "__main__":
    main()
