"""Quantities by quantulum3 (see ``timed.py``). It knows no bounds; ``change`` is always "="."""

from typing import Any

from quantulum3 import parser  # type: ignore[import-not-found]  # installed in its own environment
from timed import timed  # type: ignore[import-not-found]  # beside this program


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


if __name__ == "__main__":
    timed(found, warm="Two men walked 3 miles.")
