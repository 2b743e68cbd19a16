"""JSONL: every row of every table of the ledger as one object a line, each with the table it is of.

The first line is the story: its title, what was asked for, the level of detail, and what the ledger's manifest says.
"""

from __future__ import annotations

import json
from typing import Any

from workbench import ledger
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, plain


def built(leaving: Leaving) -> Built:
    """All tables, row by row, in the order of the contract."""
    story = leaving.story
    head = {
        "table": "story", "title": story.title, "question": story.file.question, "asked": leaving.asked,
        "detail": leaving.detail, "known_by": story.known_by, "manifest": plain(story.manifest),
    }  # fmt: skip
    lines = [_line(head)]
    for name in ledger.TABLES:
        lines += [_line({"table": name, "row_of": plain(row)}) for row in plain_rows(getattr(story, name))]
    return Built({"": "".join(lines)}, f"{wording.counted(len(lines) - 1, 'row')} of {len(ledger.TABLES)} tables")


def _line(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n"
