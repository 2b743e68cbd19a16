"""A report's prose: which words, where they stand, and which of them are somebody's quoted words."""

from __future__ import annotations

import pytest

from tests.compare.stories import WIRE, passages_of, report, story_of
from workbench.compare.lineage.prose import prose_in, prose_of, proses, unquoted


def quoted_in(text: str) -> list[str]:
    return [quotation.text for quotation in prose_in("r", text, [(0, len(text))]).quotations]


@pytest.mark.parametrize(
    ("text", "quotations"),
    [
        ("She said “it is over” and left.", ["it is over"]),
        ('He called it "a long night," then slept.', ["a long night,"]),
        ("«On ne passe pas», said the guard.", ["On ne passe pas"]),
        ("„Wir bleiben“, said the guard.", ["Wir bleiben"]),
        ("He spoke of ‘a long night’ at sea.", ["a long night"]),
        ("Mayor: 'We will stay here'", ["We will stay here"]),
        ("The soldiers' boots and the mayor's hat.", []),
        ("“It runs on to the next paragraph.\nAnd he left.", ["It runs on to the next paragraph."]),
        ('A plank 12" long and a nail.', []),
    ],
)
def test_words_in_quotation_marks_are_told_apart(text: str, quotations: list[str]) -> None:
    assert quoted_in(text) == quotations


def test_each_word_leads_back_to_the_text() -> None:
    one = report("wire", WIRE)
    prose = prose_of(one, passages_of(one))
    assert prose.words[:4] == ("firefighters", "in", "harlan", "fought")
    assert WIRE[slice(*prose.span(0, 4))] == "Firefighters in Harlan fought"
    assert all(
        WIRE[start:end].lower().startswith(word[0])
        for word, (start, end) in zip(prose.words, prose.offsets, strict=True)
    )
    assert prose.words[prose.quotations[0].first : prose.quotations[0].last][:3] == ("we", "will", "not")
    assert all(prose.quoted[prose.quotations[0].first : prose.quotations[0].last])


def test_chrome_and_captions_are_no_prose_unless_asked_for() -> None:
    text = "A headline\nA caption\nThe body.\nSubscribe now"
    roles = {0: "title", 11: "caption", 21: "body", 31: "chrome"}
    passages = [{"start": at, "end": text.find("\n", at) % len(text) + 0, "role": role} for at, role in roles.items()]
    passages[-1]["end"] = len(text)
    row = {"report_id": "r", "text": text}
    assert prose_of(row, passages).words == ("a", "headline", "the", "body")
    assert "caption" in prose_of(row, passages, roles=frozenset({"caption", "body"})).words


def test_a_report_without_passages_is_prose_from_end_to_end() -> None:
    assert prose_of({"report_id": "r", "text": "Two words"}, []).words == ("two", "words")


def test_words_across_a_paragraph_or_a_quotation_do_not_run_on() -> None:
    text = "one two\nthree “four” five"
    assert prose_in("r", text, [(0, 7), (8, 25)]).breaks == (0, 2, 3, 4, 5)
    assert [text[start:end] for start, end in unquoted(text, [(0, 7), (8, 25)])] == ["one two", "three ", " five"]


def test_a_story_gives_the_prose_of_every_report() -> None:
    story = story_of(report("a", "One line."), report("b", "Another one."))
    assert {key: prose.words for key, prose in proses(story.tables).items()} == {
        "r-a": ("one", "line"),
        "r-b": ("another", "one"),
    }
