"""Hypotheses weighed against evidence: the order, what it hangs on, and rows whose words are not found any more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.frames import flood_story, rows_of, with_rows
from tests.publish.exports.remarked import figure_of
from workbench.alternatives.reading import Evidence, Hypothesis, Matrix, evidence_entry, read_alternatives
from workbench.alternatives.showing import alternatives_html
from workbench.alternatives.weighing import Drop, diagnosticity, weighed
from workbench.errors import InputError
from workbench.story import Story

FOR, NOT, AGAINST, HARD = "consistent", "neutral", "inconsistent", "strongly inconsistent"
HEAD = (
    'question = "Did the dam break?"\n[[hypotheses]]\nid = "H1"\nname = "It broke"\n'
    '[[hypotheses]]\nid = "H2"\nname = "It was opened"\n'
)


def row(name: str, source: str = "", lost: str = "", **marks: str) -> Evidence:
    return Evidence(name, name, marks, source=source, lost=lost)


def matrix(*rows: Evidence) -> Matrix:
    return Matrix("", (Hypothesis("H1", "one"), Hypothesis("H2", "two"), Hypothesis("H3", "three")), rows)


def test_the_hypothesis_with_the_least_against_it_stands_first_whatever_fits_it() -> None:
    found = weighed(matrix(row("a", H1=FOR, H2=NOT, H3=HARD), row("b", H1=AGAINST, H2=NOT, H3=FOR)))
    assert [(one.hypothesis, one.place, one.against) for one in found.standings] == [
        ("H2", 1, 0), ("H1", 2, 1), ("H3", 3, 2),
    ]  # fmt: skip


def test_equals_share_a_place() -> None:
    found = weighed(matrix(row("a", H1=FOR, H2=FOR, H3=AGAINST)))
    assert [one.place for one in found.standings] == [1, 1, 3]


@pytest.mark.parametrize(
    ("marks", "apart"),
    [({"H1": FOR, "H2": FOR}, 0), ({"H1": AGAINST, "H2": AGAINST}, 0), ({"H1": FOR, "H2": NOT}, 1),
     ({"H1": FOR, "H2": AGAINST}, 2), ({"H1": FOR, "H2": HARD}, 3), ({}, 0)],
)  # fmt: skip
def test_a_row_that_fits_all_alike_tells_none_apart(marks: Mapping[str, str], apart: int) -> None:
    assert diagnosticity(row("a", **marks)) == apart


def test_a_row_and_a_source_without_which_the_order_changes_are_named() -> None:
    rows = [row("a", "Union", H1=FOR, H2=AGAINST, H3=AGAINST), row("b", "Union", H1=FOR, H2=AGAINST, H3=HARD),
            row("c", "Ministry", H1=AGAINST, H2=FOR, H3=HARD)]  # fmt: skip
    assert weighed(matrix(*rows)).sensitive == (
        Drop("row a", ("H1", "H2")), Drop("row b", ("H1", "H2")), Drop("Union", ("H2",)),
    )  # fmt: skip


def test_an_order_that_hangs_on_nothing_alone_says_so() -> None:
    rows = [row(name, name, H1=FOR, H2=HARD, H3=HARD) for name in "abc"]
    assert weighed(matrix(*rows)).sensitive == ()


def test_lost_and_unfinished_rows_count_for_nothing() -> None:
    lost = row("a", lost="gone", H1=HARD, H2=FOR, H3=FOR)
    found = weighed(matrix(lost, row("b", H1=HARD), row("c", H1=FOR, H2=NOT, H3=NOT)))
    assert found.counted == ("c",)
    assert {one.against for one in found.standings} == {0}


# --- the file ---------------------------------------------------------------------------------------------------------


def kept(folder: Path, text: str) -> Story:
    (folder / "alternatives.toml").write_text(text, encoding="utf-8")
    return replace(flood_story(), folder=folder)


def entry() -> str:
    text = evidence_entry(flood_story(), figure_of("between 25 and 30"))
    return text.replace('says = ""', 'says = "The governor gave a range."').replace(
        '{ H1 = "neutral" }', '{ H1 = "consistent", H2 = "inconsistent" }'
    )


def test_a_row_finds_its_words_and_who_holds_the_figure(tmp_path: Path) -> None:
    found = read_alternatives(kept(tmp_path, HEAD + entry()))
    assert found is not None
    assert [(one.words, one.source, one.report, one.lost) for one in found.evidence] == [
        ("between 25 and 30", "Governor of Velna", "Harbour Times", "")
    ]


def test_a_row_is_found_again_where_its_text_has_moved(tmp_path: Path) -> None:
    story = kept(tmp_path, HEAD + entry())
    moved = [{**one, "text": f"Corrected. {one['text']}", "text_sha256": "0" * 64} for one in rows_of(story, "reports")]
    found = read_alternatives(replace(with_rows(story, "reports", moved), folder=tmp_path))
    assert found is not None
    assert [one.lost for one in found.evidence] == [""]


def test_a_row_whose_words_are_gone_is_lost_and_listed(tmp_path: Path) -> None:
    story = kept(tmp_path, HEAD + entry())
    gone = [{**one, "text": "Nothing is known.", "text_sha256": "0" * 64} for one in rows_of(story, "reports")]
    page = alternatives_html(replace(with_rows(story, "reports", gone), folder=tmp_path)).text
    assert "Not counted:" in page
    assert "lost: " in page


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("question = ", "cannot be read"),
        ('[[hypotheses]]\nid = "H1"\nname = "alone"\n', "must be two or more"),
        (HEAD + '[[evidence]]\nid = "E1"\nsays = "x"\nmarks = { H9 = "neutral" }\n', "'H9' is no id of a hypothesis"),
        (HEAD + '[[evidence]]\nid = "E1"\nsays = "x"\nmarks = { H1 = "maybe" }\n', "must be one of consistent"),
        (HEAD + '[[evidence]]\nid = "E1"\nsays = ""\n', "must be a text in quotes"),
        (HEAD + '[[indicators]]\nsays = "x"\nhypothesis = "H9"\n', "must be one of H1, H2"),
        (HEAD + '[[evidence]]\nid = "E1"\nsays = "x"\nquotation = "y"\n', "must be whole numbers"),
    ],
)
def test_a_file_that_is_no_matrix_is_refused_by_name(text: str, cause: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=cause):
        read_alternatives(kept(tmp_path, text))


def test_without_a_file_nothing_is_shown(tmp_path: Path) -> None:
    assert alternatives_html(replace(flood_story(), folder=tmp_path)).text == ""
    assert alternatives_html(flood_story()).text == ""


def test_hostile_words_of_the_matrix_are_text(tmp_path: Path) -> None:
    bad = HEAD.replace("It broke", "<script>alert(1)</script>") + entry()
    assert "<script" not in alternatives_html(kept(tmp_path, bad)).text


def test_at_none_no_quoted_word_leaves(tmp_path: Path) -> None:
    story = kept(tmp_path, HEAD + entry())
    assert "between 25 and 30" in alternatives_html(story).text
    assert "between 25 and 30" not in alternatives_html(story, detail="none").text


def test_on_a_page_no_cell_has_a_style_and_each_says_the_name_of_its_column(tmp_path: Path) -> None:
    story = kept(tmp_path, HEAD + entry())
    page = alternatives_html(story, on_page=True).text
    assert "style=" not in page
    assert {"Evidence", "H1", "H2", "Rests on"} <= set(re.findall(r'<td data-label="([^"]+)"', page))
    assert "style=" in alternatives_html(story).text
