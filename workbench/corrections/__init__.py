"""The analyst's corrections: an append-only file beside the ledger, put on the machine's tables at every build."""

from workbench.corrections.listing import corrections_table, reviews
from workbench.corrections.recording import preview, record, record_all, undo

__all__ = ["corrections_table", "preview", "record", "record_all", "reviews", "undo"]
