"""Reading takes time in proportion to the text: no pattern and no step runs away on a long or a hostile one."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest
from spacy.tokens import Doc

from workbench.annotate.attributions import find_attributions
from workbench.annotate.attributions.labels import by_label
from workbench.annotate.attributions.quotes import quotations
from workbench.annotate.attributions.speech import spoken
from workbench.annotate.entities.general import party_named
from workbench.annotate.paragraph import Paragraph, paragraph_of
from workbench.annotate.pipeline import load
from workbench.annotate.quantities import find_quantities
from workbench.annotate.quantities.numbers import find_numbers
from workbench.read.shape import read_lines

#: A text four times as long may take so many times as long: four, and room for noise; a quadratic step takes 16.
_MOST = 10
#: Seconds below which a clock's noise is larger than what is measured.
_NOISE = 0.002
_SENTENCES = (
    "On Monday 40 boats sank near Lund. ",
    '"We lost 12 boats on 3 May," Holt said. ',
    '"No." ',
    "The office, according to Holt, counted 31 trucks in 1999. ",
    "The count rose from 40 to 61. ",
)


def _time(run: Callable[[], object]) -> float:
    def once() -> float:
        begun = process_time()
        run()
        return process_time() - begun

    return max(min(once() for _ in range(3)), _NOISE)


def _growth(read: Callable[[str], object], text_of: Callable[[int], str], size: int) -> float:
    small, large = text_of(size), text_of(4 * size)
    return _time(lambda: read(large)) / _time(lambda: read(small))


def _labels(text: str) -> object:
    return list(by_label(paragraph_of(load().make_doc(text))))


def _spoken(text: str) -> object:
    doc = load().make_doc(text)
    for token in doc:
        token.is_sent_start = token.i == 0
    paragraph = paragraph_of(doc)
    return spoken(paragraph, quotations(paragraph), {word.i: 0 for word in paragraph})


@pytest.mark.parametrize(
    ("read", "text_of", "size"),
    [
        pytest.param(_labels, lambda n: "Four more words here: " + "a" * n + "!", 20, id="a colon and one long word"),
        pytest.param(_labels, lambda n: "Four more words here: " + "a" * n + "!", 5000, id="... of 5,000 letters"),
        pytest.param(_labels, lambda n: "Four more words here:" + " a" * n + "!", 2000, id="a colon and many words"),
        pytest.param(_labels, lambda n: " " * n + "!", 5000, id="nothing but spaces"),
        pytest.param(_spoken, lambda n: '"No." - A' + "." * n + "!", 3000, id="a name and many dots"),
        pytest.param(find_numbers, lambda n: "1" + " " * n + "2", 2000, id="spaces between numbers"),
        pytest.param(find_numbers, lambda n: "1" + " " * n + "-" + " " * n + "2", 1000, id="... and a dash"),
        pytest.param(find_numbers, lambda n: "1 to " * n, 1000, id="numbers without end"),
        pytest.param(party_named, lambda n: "Lund" + " " * n + "x", 2000, id="spaces in a name"),
        pytest.param(read_lines, lambda n: "a" + " " * n + "b", 400, id="spaces in a line"),
        pytest.param(read_lines, lambda n: "a" + " -" * n + "b", 200, id="dashes in a line"),
    ],
)
def test_hostile_text_takes_no_more_than_its_share_of_time(
    read: Callable[[str], object], text_of: Callable[[int], str], size: int
) -> None:
    assert _growth(read, text_of, size) <= _MOST


@pytest.mark.parametrize("find", [find_quantities, find_attributions])
def test_a_paragraph_of_96_kb_takes_no_more_than_its_share_of_time(find: Callable[[Paragraph], object]) -> None:
    """Quotations, dates and counts in one paragraph of 24 kB and in one of 96 kB."""
    with load().select_pipes(disable=["workbench_attributions", "workbench_quantities", "workbench_claims"]):
        piece = load()("".join(_SENTENCES) * 6)
    short, long = (
        paragraph_of(Doc.from_docs([piece] * (size // len(piece.text)), ensure_whitespace=False))
        for size in (24_000, 96_000)
    )
    assert _time(lambda: find(long)) / _time(lambda: find(short)) <= _MOST
