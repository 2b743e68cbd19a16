"""Reports are stated one after another: what was read of one is not held while the next is at hand."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import replace

from tests.annotate.conftest import report_of
from workbench.annotate.cache import Annotations, packed, pressed
from workbench.annotate.pipeline import annotate
from workbench.model import Annotation
from workbench.stating import stated
from workbench.storyfile import StoryFile

REPORTS = [
    replace(report_of(f"The harbour office said {number} boats sank off Lund."), report_id=f"r-{number}")
    for number in range(40, 48)
]


class Watched(Annotations):
    """Annotations that note how many of all that were handed out are held when another one is asked for."""

    most = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]  # as the one it watches
        Watched.most = max(Watched.most, sum(isinstance(one, Annotation) for one in gc.get_objects()))
        return super().__getitem__(at)


def watched(annotations: Sequence[Annotation]) -> Watched:
    values = pressed(packed((str(number), one) for number, one in enumerate(annotations)))
    return Watched(list(values.values()))


def test_what_was_read_of_one_report_is_not_held_beside_that_of_the_next() -> None:
    annotations = watched(list(annotate(REPORTS)))
    gc.collect()
    before = sum(isinstance(one, Annotation) for one in gc.get_objects())
    stated(REPORTS, annotations, StoryFile())
    assert Watched.most - before <= 2


def test_reports_stated_from_pressed_annotations_have_the_tables_of_those_at_hand() -> None:
    annotations = list(annotate(REPORTS))
    held = stated(REPORTS, annotations, StoryFile()).tables
    for name, table in stated(REPORTS, watched(annotations), StoryFile()).tables.items():
        assert table.equals(held[name]), name
