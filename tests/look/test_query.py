"""The language of the search box: what it reads, what it refuses and where, and which rows it keeps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.frames import flood_story
from workbench.errors import InputError
from workbench.look import query
from workbench.look.claims import claim_rows
from workbench.look.query import All, Node, Not, Some, Term
from workbench.look.selection import Selection, apply
from workbench.story import Story


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


def found(story: Story, text: str) -> list[str]:
    return list(apply(Selection(query=text), story)["phrase"])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All(())),
        ("bridge", Term("words", ":", "bridge")),
        ('"closed at 6"', Term("words", ":", "closed at 6")),
        ("-bridge", Not(Term("words", ":", "bridge"))),
        ("not bridge", Not(Term("words", ":", "bridge"))),
        ("six-lane", Term("words", ":", "six-lane")),
        ("value>5,000", Term("value", ">", "5000")),
        ("value>=-2.5", Term("value", ">=", "-2.5")),
        ('BOUND:"at most"', Term("bound", ":", "at most")),
        ("anonymous:TRUE", Term("anonymous", ":", "yes")),
        ("a b", All((Term("words", ":", "a"), Term("words", ":", "b")))),
        ("a and b", All((Term("words", ":", "a"), Term("words", ":", "b")))),
        ("a b or c", Some((All((Term("words", ":", "a"), Term("words", ":", "b"))), Term("words", ":", "c")))),
        ("a (b or c)", All((Term("words", ":", "a"), Some((Term("words", ":", "b"), Term("words", ":", "c")))))),
    ],
)
def test_words_phrases_fields_and_brackets_are_read(text: str, tree: Node) -> None:
    assert query.read(text) == tree


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("value>", "character 7: nothing after value>"),
        ("value>many", "character 1: value takes a number such as 5000, not 'many'"),
        ("ferry colour:red", "character 7: no field 'colour'"),
        ("stance>denied", "character 1: stance cannot be more or less"),
        ("as_of:May", "character 1: as_of takes a day"),
        ("denied:perhaps", "character 1: denied takes yes or no, not 'perhaps'"),
        ('ferry "on the quay', "character 7: a quotation mark without its second"),
        ("ferry (quay", "character 7: a bracket that is never closed"),
        ("ferry quay)", "character 11: a closing bracket that was never opened"),
        ("ferry or", "character 9: something to look for is missing at the end"),
        ("or ferry", "character 1: 'or' where something to look for must stand"),
        ('""', "character 1: an empty phrase"),
        ("(" * 50 + "a", "more than 40 deep"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(text: str, why: str) -> None:
    with pytest.raises(InputError, match="search: ") as refused:
        query.read(text)
    assert why in str(refused.value)


VALUES = st.text(st.characters(exclude_characters='"', exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)
TERMS = st.one_of(
    st.builds(Term, st.sampled_from(query.TEXTS), st.sampled_from([":", "="]), VALUES).map(
        lambda term: Term("words", ":", term.value) if term.field == "words" else term
    ),
    st.builds(
        Term,
        st.sampled_from(query.NUMBERS),
        st.sampled_from([":", "=", "<", ">=", ">"]),
        st.integers(-9999, 9999).map(str),
    ),
)
TREES = st.recursive(
    TERMS,
    lambda part: st.one_of(
        st.builds(Not, part),
        st.builds(All, st.lists(part, min_size=2, max_size=3).map(tuple)),
        st.builds(Some, st.lists(part, min_size=2, max_size=3).map(tuple)),
    ),
    max_leaves=8,
)


@given(TREES)
def test_a_tree_written_down_reads_back_as_itself(tree: Node) -> None:
    assert query.read(query.written(tree)) == tree


@given(st.text())
def test_any_text_is_read_or_refused_and_nothing_else(text: str) -> None:
    try:
        query.read(text)
    except InputError as refused:
        assert str(refused).startswith("search: character ")  # noqa: PT017 - either outcome is right


@pytest.mark.parametrize(
    ("text", "phrases"),
    [
        ("volunteers", ["no fewer than 40"]),
        ("value>=180,000", ["Some 180,000"]),
        ('bound:"at most" anonymous:yes', ["Up to 75"]),
        ("high<=75 anonymous:yes", ["Up to 75"]),
        ('outlet:upriver -"no fewer"', ["Several hundred"]),
        ("estimand:rain or stance:believed", ["212 millimetres", "no fewer than 40"]),
        ("estimand:rain stance:believed", []),
        ("claimant:governor phrase:between unit:count", ["between 25 and 30"]),
        ("source=courier", []),
        ("published<2031-05-03 part:headline", ["At least 14"]),
    ],
)
def test_a_search_keeps_the_figures_it_means(story: Story, text: str, phrases: list[str]) -> None:
    assert found(story, text) == phrases


def test_a_day_of_the_search_is_met_by_an_interval_that_may_hold_it(story: Story) -> None:
    assert found(story, "as_of:2031-05-06") == list(apply(Selection(date="2031-05-06"), story)["phrase"])


def test_not_keeps_everything_else(story: Story) -> None:
    for text in ("value>100", 'bound:"at least"', "as_of>2031-05-03", "denied:yes"):
        assert sorted(found(story, text) + found(story, f"not ({text})")) == sorted(story.estimates["phrase"])


def test_a_statement_is_found_by_the_figure_it_holds(story: Story) -> None:
    kept = {row["claim_id"] for row in claim_rows(story, Selection(query="estimand:rain"))}
    assert kept == set(apply(Selection(estimand="rain"), story)["claim_id"])
    assert not kept & {row["claim_id"] for row in claim_rows(story, Selection(query="-estimand:rain"))}


@pytest.mark.parametrize("text", ["x' || true || '", "{0.__class__}", "%s", "1==1", "datum.x; drop table estimates"])
def test_a_hostile_search_finds_nothing_and_does_nothing(story: Story, text: str) -> None:
    assert found(story, f'"{text}"') == []
    assert len(story.estimates) > 10
