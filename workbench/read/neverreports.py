"""Files that are never a report: those a story folder keeps beside its reports, and hidden ones."""

from __future__ import annotations

import fnmatch

#: Names that are never a report, with the reason that the ledger's table of files shows.
NEVER_REPORTS: tuple[tuple[str, str], ...] = (
    (".*", "a hidden file"),
    ("story.toml", "the story file"),
    ("catalog.csv", "the catalog of the reports"),
    ("catalog.json", "a catalog of the reports"),
    ("gold*.json", "a gold standard"),
    ("corrections.jsonl", "the analyst's corrections"),
    ("checks.jsonl", "the log of checked sentences"),
    ("alternatives.toml", "the alternatives that are weighed"),
)

#: Of these, what a person writes beside a story and no table of the machine is made from.
BESIDE_THE_LEDGER = ("checks.jsonl", "alternatives.toml")


def never_a_report(name: str) -> str | None:
    """Why a file of that name, without its folders, is never a report; missing when it may be one."""
    return next((reason for pattern, reason in NEVER_REPORTS if fnmatch.fnmatchcase(name, pattern)), None)
