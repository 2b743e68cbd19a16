"""A paragraph as plain values says of every word what spaCy's own document says of it."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from workbench.annotate.paragraph import Paragraph, paragraph_of
from workbench.annotate.pipeline import load

PARAGRAPHS = [
    "The harbour master, who had counted 40 boats, said on Monday that none had sunk.",
    "“We saw lights,” said Ms. Ortega. “Then  nothing.”",
    "At least 1,200 people fled Norhaven – some on foot; 30 km away, tents were full.",
    "No.",
    " Leading blank, trailing blank ",
    "Boats, nets, ropes, buoys and crates that the ferry company’s crews, it was said, had left lay on the quay.",
]
#: What a rule may ask of a word, by name.
PLAIN = (
    "i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "ent_iob_", "is_alpha", "is_punct",
    "is_quote", "is_space", "is_title", "is_upper", "like_num", "whitespace_",
)  # fmt: skip


@pytest.fixture(scope="module", params=PARAGRAPHS, ids=range(len(PARAGRAPHS)))
def both(request: pytest.FixtureRequest) -> tuple[Doc, Paragraph]:
    doc = load()(request.param)
    return doc, paragraph_of(doc)


def test_text_sentences_and_names_are_the_same(both: tuple[Doc, Paragraph]) -> None:
    doc, paragraph = both
    assert paragraph.text == doc.text
    assert [(one.start, one.end, one.text) for one in paragraph.sents] == [(s.start, s.end, s.text) for s in doc.sents]
    assert [(one.text, one.label_) for one in paragraph.ents] == [(name.text, name.label_) for name in doc.ents]


def test_each_word_is_what_it_is_in_the_document(both: tuple[Doc, Paragraph]) -> None:
    for token, word in zip(*both, strict=True):
        assert [getattr(word, name) for name in PLAIN] == [getattr(token, name) for name in PLAIN]
        assert word.is_sent_start == bool(token.is_sent_start)
        for name in ("head", "left_edge", "right_edge"):
            assert getattr(word, name).i == getattr(token, name).i
        for name in ("children", "lefts", "ancestors", "subtree"):
            assert [one.i for one in getattr(word, name)] == [one.i for one in getattr(token, name)]


def test_any_stretch_has_the_same_text_and_root(both: tuple[Doc, Paragraph]) -> None:
    doc, paragraph = both
    for start in range(len(doc)):
        for end in range(start + 1, min(start + 6, len(doc)) + 1):
            span, stretch = doc[start:end], paragraph[start:end]
            assert (stretch.text, stretch.root.i) == (span.text, span.root.i)
            assert (stretch.start_char, stretch.end_char) == (span.start_char, span.end_char)
            assert stretch.sent.start == span.sent.start
            assert [word.i for word in stretch[-2:]] == [token.i for token in span[-2:]]


def test_characters_find_the_words_they_touch(both: tuple[Doc, Paragraph]) -> None:
    doc, paragraph = both
    for start in range(len(doc.text)):
        for end in range(start + 1, min(start + 12, len(doc.text)) + 1):
            span, stretch = doc.char_span(start, end, alignment_mode="expand"), paragraph.touched(start, end)
            assert (span is None) == (stretch is None)
            if span is not None and stretch is not None:
                assert (stretch.start, stretch.end) == (span.start, span.end)


def test_a_neighbour_beyond_the_end_is_told_of(both: tuple[Doc, Paragraph]) -> None:
    last = both[1][-1]
    with pytest.raises(IndexError):
        last.nbor()
    assert paragraph_of(both[0]) is both[1]
