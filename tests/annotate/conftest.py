"""The pipeline, loaded once for the tests that need a parser, and one-line ways to use it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.annotate.pipeline import annotate
from workbench.model import Annotation, Passage, Report


def report_of(*paragraphs: str) -> Report:
    """A report whose paragraphs are all body text."""
    text = "\n".join(paragraphs)
    passages, at = [], 0
    for paragraph in paragraphs:
        passages.append(Passage(at, at + len(paragraph), "body", "test"))
        at += len(paragraph) + 1
    return Report(
        report_id="r-test",
        file="test.txt",
        part=None,
        sha256="0" * 64,
        encoding="utf-8",
        reader="test",
        text=text,
        passages=tuple(passages),
    )


@pytest.fixture(scope="session")
def note() -> Callable[..., tuple[str, Annotation]]:
    """A function from paragraphs to their text and annotation."""

    def of(*paragraphs: str) -> tuple[str, Annotation]:
        report = report_of(*paragraphs)
        return report.text, next(iter(annotate([report])))

    return of
