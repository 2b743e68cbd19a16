"""Which reports were out on a day: surely, possibly, or not yet. One rule for every view of a story as known by a day.

A report whose last possible day has passed is out. One whose first possible day has passed, or that bears no day at
all, is possibly out: it is never mixed with the others unsaid.
"""

from __future__ import annotations

import pandas as pd


def known_by(frame: pd.DataFrame, day: str) -> tuple[pd.Series, pd.Series]:
    """Two masks over rows with publication intervals: surely out by the end of that day, and only possibly out."""
    # Of a table whose reports bear no day at all the columns hold no text to compare with.
    latest, earliest = (frame[name].astype(object) for name in ("published_latest", "published_earliest"))
    out = (latest.notna() & (latest.fillna("") <= day)).astype(bool)
    possibly = ~out & (earliest.isna() | (earliest.fillna("") <= day)).astype(bool)
    return out, possibly
