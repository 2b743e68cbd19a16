"""What holds for any acts in any order: undoing all gives the machine's tables, and applying twice is applying once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.corrections.kept import JONAS, MARTA, put_on
from tests.frames import ENTITIES, REPORTS, STORY_FILE, flood_story
from workbench.corrections.acts import OPINIONS
from workbench.corrections.applying import tried
from workbench.corrections.lines import Correction, identified
from workbench.corrections.making import made
from workbench.corrections.working import Working
from workbench.errors import InputError
from workbench.model import content_id
from workbench.story import Story

FLOOD = flood_story()
Act = dict[str, Any]
ESTIMATES = st.sampled_from(list(FLOOD.estimates["estimate_id"]))
ENTITY = st.sampled_from([row["entity_id"] for row in ENTITIES])
FIELDS = st.one_of(
    st.tuples(st.sampled_from(["low", "best", "high", "value"]), st.none() | st.integers(0, 10**6)),
    st.tuples(st.just("bound"), st.sampled_from(["bare", "about", "at least", "at most", "range", "vague"])),
    st.tuples(st.just("estimand"), st.none() | st.sampled_from([one.id for one in STORY_FILE.estimands])),
    st.tuples(st.just("claimant"), st.none() | ENTITY),
    st.tuples(st.just("stance"), st.sampled_from(["asserted", "denied", "expected"])),
    st.tuples(st.sampled_from(["charted", "anonymous", "superseded"]), st.booleans()),
    st.tuples(st.just("status"), st.none() | st.text("abc", min_size=1)),
    st.tuples(st.just("as_of"), st.sampled_from([None, "2031-05-02", ["2031-05-01", None]])),
    st.tuples(st.just("span"), st.tuples(st.integers(0, 20), st.integers(21, 40)).map(list)),
)


def _edit(row: str, edit: tuple[str, Any]) -> Act:
    field, new = edit
    return {"act": "edit", "table": "estimates", "row": row, "field": field, "new": new, "reason": "so it is"}


def _add(report: str, ends: tuple[int, int]) -> Act:
    where = {"report_id": content_id("r", report), "start": ends[0], "end": ends[1]}
    return {"act": "add", "table": "estimates", "new": where | {"value": 7, "estimand": "dead"}}


VERDICT = st.builds(
    lambda act, at: {"act": act, "table": at[0], "row": at[1]},
    st.sampled_from(["accept", "reject", "unsure"]),
    st.sampled_from([("estimates", "e-02"), ("claims", "c-02"), ("attributions", "a-02"), ("attributions", "a-08")]),
)
ACTS = st.one_of(
    st.builds(_edit, ESTIMATES, FIELDS),
    VERDICT,
    st.builds(_add, st.sampled_from(sorted(REPORTS)), st.tuples(st.integers(0, 20), st.integers(21, 40))),
    st.builds(lambda one, other: {"act": "merge", "table": "entities", "row": one, "new": [other]}, ENTITY, ENTITY),
    st.builds(
        lambda one, name: {"act": "rename", "table": "entities", "row": one, "new": name},
        ENTITY, st.text("ab", min_size=1),
    ),
    st.builds(
        lambda one, row: {
            "act": "split", "table": "entities", "row": one, "new": {"name": "Others", "rows": [["estimates", row]]},
        },
        ENTITY, ESTIMATES,
    ),
    st.builds(
        lambda row, new: {"act": "opinion", "table": "estimates", "row": row, "new": new},
        ESTIMATES, st.sampled_from(OPINIONS),
    ),
)  # fmt: skip


def lines_of(acts: Sequence[tuple[Act, str]]) -> list[Correction]:
    """The lines of those acts that are not refused, each made on the tables as the ones before it leave them."""
    found: list[Correction] = []
    working = Working(FLOOD.tables)
    for asked, who in acts:
        try:
            line = identified(made(working, asked, who=who, at="2031-05-08"), [one.correction_id for one in found])
            tried(working, line)
        except InputError:
            continue
        found.append(line)
    return found


def undoing(line: Correction) -> Correction:
    return identified(Correction("undo", "2031-05-09", line.who, undoes=line.correction_id))


def assert_same(one: Story, other: Story) -> None:
    for name in FLOOD.tables:
        pd.testing.assert_frame_equal(one.tables[name], other.tables[name], obj=name)


MANY = st.lists(st.tuples(ACTS, st.sampled_from([MARTA, JONAS])), max_size=8)


@settings(max_examples=40)
@given(MANY)
def test_undoing_every_line_gives_the_machines_tables(acts: Sequence[tuple[Act, str]]) -> None:
    lines = lines_of(acts)
    undone, outcomes = put_on(FLOOD, [*lines, *(undoing(line) for line in lines)])
    assert_same(undone, FLOOD)
    assert {one.state for one in outcomes[: len(lines)]} <= {"undone"}
    assert "provenance" not in undone.tables


@settings(max_examples=40)
@given(MANY)
def test_what_may_be_written_is_in_force_and_the_tables_keep_their_word(
    acts: Sequence[tuple[Act, str]],
) -> None:
    lines = lines_of(acts)
    story, outcomes = put_on(FLOOD, lines)
    assert [one.state for one in outcomes] == ["in force"] * len(lines)
    estimates = story.estimates
    assert (estimates["charted"] == estimates["why_not"].isna()).all()
    assert estimates.loc[estimates["charted"], "estimand"].notna().all()
    assert estimates["estimate_id"].is_unique
    named = set(estimates["claimant"].dropna()) | set(story.attributions["speaker"].dropna())
    assert named <= set(story.entities["entity_id"])


@settings(max_examples=40)
@given(MANY)
def test_applying_the_same_lines_again_changes_nothing(acts: Sequence[tuple[Act, str]]) -> None:
    lines = lines_of(acts)
    once, _ = put_on(FLOOD, lines)
    again, _ = put_on(FLOOD, lines)
    assert_same(once, again)


EDITS = st.dictionaries(ESTIMATES, FIELDS, min_size=2, max_size=6)


@settings(max_examples=25)
@given(EDITS, st.randoms())
def test_the_order_of_lines_about_different_rows_does_not_matter(edits: dict[str, Any], random: Any) -> None:
    lines = lines_of([(_edit(row, edit), MARTA) for row, edit in edits.items()])
    mixed = list(lines)
    random.shuffle(mixed)
    one, other = put_on(FLOOD, lines)[0], put_on(FLOOD, mixed)[0]
    assert_same(one, other)
    pd.testing.assert_frame_equal(one.provenance, other.provenance)


@settings(max_examples=25)
@given(EDITS)
def test_edits_put_on_tables_that_bear_them_already_change_nothing(edits: dict[str, Any]) -> None:
    lines = lines_of([(_edit(row, edit), MARTA) for row, edit in edits.items()])
    once, _ = put_on(FLOOD, lines)
    twice, _ = put_on(once, lines)
    assert_same(once, twice)
    pd.testing.assert_frame_equal(once.provenance, twice.provenance)
