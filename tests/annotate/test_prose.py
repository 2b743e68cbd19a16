"""What stands before the first sentence of a passage is no part of it."""

from __future__ import annotations

import pytest

from workbench.annotate.prose import prose_start
from workbench.model import Passage


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("The mill burned.", "The mill burned."),
        ("- The mill burned.", "The mill burned."),
        ("\u2022 The mill burned.", "The mill burned."),
        ("2. The mill burned.", "The mill burned."),
        ("TL;DR: The mill burned.", "The mill burned."),
        ("LUND (Agency) - The mill burned.", "The mill burned."),
        ("LUND, Nov. 4, 2024 (AG) \u2014 The mill burned.", "The mill burned."),
        ("LUND, Sweden (Agency) \u2014 The mill burned.", "The mill burned."),
        ("(Agency) - The mill burned.", "The mill burned."),
        ("Lund (Agency) - The mill burned.", "The mill burned."),
        ("UN: 40 mills burned.", "UN: 40 mills burned."),
        ("NATO said the mill burned - twice.", "NATO said the mill burned - twice."),
        ("The mill - an old one - burned.", "The mill - an old one - burned."),
        ("- ", "- "),
    ],
)
def test_the_prose_begins_behind_bullet_label_and_dateline(text: str, prose: str) -> None:
    assert text[prose_start(text, Passage(0, len(text), "body", "test")) :] == prose
