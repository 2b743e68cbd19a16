"""The workbench: who said how many of what, where, as of when, how sure, and on whose word.

This front door imports the standard library only; each name below loads its stage when it is first used.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

#: Each name with its module, and where it is another there, its name in it; "" is the module itself.
_HOMES: dict[str, tuple[str, str | None]] = {
    "InputError": ("workbench.errors", None),
    "Selection": ("workbench.look.selection", None),
    "Story": ("workbench.story", None),
    "agreement": ("workbench.corrections.merging", None),
    "as_read": ("workbench.look.intake", None),
    "ask": ("workbench.teach.lessons.asking", None),
    "best_figure": ("workbench.compare.support.ranges", None),
    "briefing_button": ("workbench.publish.button", None),
    "charts": ("workbench.look.charts", ""),
    "check": ("workbench.checks.checking", None),
    "check_appearances": ("workbench.checks.tables", None),
    "check_beside": ("workbench.checks.tables", None),
    "check_parts": ("workbench.checks.tables", None),
    "check_support": ("workbench.checks.tables", None),
    "conflicts": ("workbench.corrections.merging", None),
    "copies": ("workbench.look.copies", "copies_table"),
    "correct": ("workbench.corrections.recording", "record"),
    "correct_all": ("workbench.corrections.recording", "record_all"),
    "corrections_table": ("workbench.corrections.listing", None),
    "day_slider": ("workbench.look.dayslider", None),
    "discrepancies": ("workbench.look.discrepancies", "discrepancies_html"),
    "discrepancies_table": ("workbench.look.discrepancies", None),
    "entities": ("workbench.look.entitytable", "entities_table"),
    "evidence_entry": ("workbench.alternatives.reading", None),
    "explore": ("workbench.look.explore.widget", None),
    "export": ("workbench.publish.exports.writing", None),
    "false_trends": ("workbench.look.falsetrends", "false_trends_table"),
    "hedge_ledger": ("workbench.look.hedgeledger", None),
    "intake": ("workbench.look.intake", "intake_table"),
    "known_by": ("workbench.compare.vintage", None),
    "lineage": ("workbench.look.lineagechart", "lineage_chart"),
    "lineage_table": ("workbench.look.lineage", None),
    "lint_briefing": ("workbench.publish.briefing", None),
    "machine_error": ("workbench.corrections.measuring", "shares_table"),
    "make_exercise": ("workbench.teach.exercises.making", None),
    "mark_class": ("workbench.teach.exercises.marking", None),
    "mark_up": ("workbench.teach.exercises.markup.widget", None),
    "merge_corrections": ("workbench.corrections.merging", "merge"),
    "naive_line": ("workbench.look.naiveline", None),
    "new_story": ("workbench.look.newstory.widget", None),
    "open_story": ("workbench.story", None),
    "preview_corrections": ("workbench.corrections.recording", "preview"),
    "published_range": ("workbench.compare.support.ranges", None),
    "pull_the_thread": ("workbench.compare.support.thread", None),
    "query_to_outlet": ("workbench.checks.query", None),
    "questions": ("workbench.teach.lessons.catalogue", None),
    "ranges": ("workbench.look.ranges", "ranges_table"),
    "record_check": ("workbench.checks.log", None),
    "replay": ("workbench.look.replay", "replay_table"),
    "reveal": ("workbench.teach.exercises.revealing", None),
    "review": ("workbench.look.review.widget", None),
    "reviewed": ("workbench.corrections.measuring", None),
    "reviews": ("workbench.corrections.listing", None),
    "settle": ("workbench.corrections.merging", None),
    "setup": ("workbench.look.notebook", None),
    "side_by_side": ("workbench.look.worddiff", None),
    "support": ("workbench.look.support", "support_table"),
    "tables": ("workbench.look.tables", ""),
    "thread_table": ("workbench.look.thread", None),
    "undo": ("workbench.corrections.recording", None),
    "unnamed_sources": ("workbench.look.thread", None),
    "variants_table": ("workbench.look.lineage", None),
    "weigh_alternatives": ("workbench.alternatives.showing", "alternatives_html"),
    "what_changed": ("workbench.compare.vintage", None),
    "write_briefing": ("workbench.publish.briefing", None),
    "write_check": ("workbench.checks.writing", None),
}

__all__ = tuple(_HOMES)


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'workbench' has no attribute {name!r}; it has {', '.join(__all__)}")
    home, own = _HOMES[name]
    module = importlib.import_module(home)
    return module if own == "" else getattr(module, own or name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
