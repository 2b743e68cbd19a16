"""Checking a sentence: what it says part by part, where that stands in the reports, and what supports each part.

``reading.py`` reads the sentence as one more report, ``appearances.py`` finds where it stands, ``parts.py`` says what
is found of each part, ``checking.py`` puts a check together, ``log.py`` keeps what people did about it; ``page.py``,
``query.py`` and ``review.py`` write it. Nothing of it enters the ledger.
"""
