"""Checking a sentence: what it says number by number and part by part, where that stands, and what supports it.

``reading.py`` reads the sentence as one more report, ``appearances.py`` finds where each number of it stands,
``drawn.py`` what it seems drawn from, ``parts.py`` says what is found of each part (``verdicts.py``: the values),
``unchecked.py`` which numbers are none to check, ``checking.py`` puts a check together, ``log.py`` keeps what people
did about it; ``lines.py``, ``tables.py``, ``page.py``, ``query.py`` and ``review.py`` write it. Nothing of it enters
the ledger.
"""
