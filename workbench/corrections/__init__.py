"""The analyst's corrections: an append-only file beside the ledger, put on the machine's tables at every build."""

from workbench.corrections.listing import corrections_table, reviews
from workbench.corrections.measuring import reviewed
from workbench.corrections.merging import agreement, conflicts, merge, settle
from workbench.corrections.recording import preview, record, record_all, undo

__all__ = [
    "agreement", "conflicts", "corrections_table", "merge", "preview", "record", "record_all", "reviewed", "reviews",
    "settle", "undo",
]  # fmt: skip
