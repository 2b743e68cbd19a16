"""Writing a check: the page, the ClaimReview and the table, beside each other under one name."""

from __future__ import annotations

from pathlib import Path

from workbench.checks.checking import Check
from workbench.checks.page import check_page
from workbench.checks.review import check_table, claim_review
from workbench.checks.saying import Saying
from workbench.publish.detail import Detail
from workbench.publish.exports.built import Built
from workbench.publish.exports.writing import write


def write_check(check: Check, path: str | Path, *, detail: Detail = "full") -> tuple[Path, ...]:
    """The three files it wrote: the page at ``path``, beside it the ClaimReview (.jsonld) and the table (.csv).

    ``detail`` is how much of the reports' words leave. Raises ``InputError`` for a level that is none, or when a file
    cannot be written.
    """
    saying, page = Saying(detail), Path(path)
    made = {page: check_page(check, saying), page.with_suffix(".jsonld"): claim_review(check, saying),
            page.with_suffix(".csv"): check_table(check, saying)}  # fmt: skip
    return tuple(write(Built({"": text}, ""), target)[0] for target, text in made.items())
