"""The comparison of each field of an estimate with its gold."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from evaluation.storyfields import (
    AS_OF_EXACTLY,
    AS_OF_MEETS,
    FIELDS,
    LEFT_OPEN,
    OTHER_DAYS,
    Answer,
    answers_of,
    is_close,
    is_same_name,
)
from workbench.annotate.entities.parties import Register
from workbench.story import Story
from workbench.storyfile import Estimand, StoryFile

GOLD = {"low": 40, "high": 40, "bound": "exact", "claimant": "Ada Quill", "anonymous": False}
ROW = {
    "low": 40.0, "high": 40.0, "bound": "bare", "claimant": None, "anonymous": False, "stance": "asserted",
    "superseded": False, "as_of_earliest": "2024-10-30", "as_of_latest": "2024-10-30", "estimand": "bridges",
}  # fmt: skip


def answers(gold: dict[str, Any], row: dict[str, Any], file: StoryFile | None = None) -> dict[str, Answer]:
    known = Story({}, file or StoryFile())
    found = answers_of(GOLD | gold, pd.Series(ROW | row, dtype=object), story=known, register=Register(known.file))
    return {answer.field: answer for answer in found}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bill Urban", "Capt. Bill Urban"),
        ("the health ministry", "Health Ministry"),
        ("U.S.", "US"),
        ("Ukraine", "Ukraine Defense Ministry"),
    ],
)
def test_a_name_is_the_same_where_its_words_stand_together_in_the_other(one: str, other: str) -> None:
    assert is_same_name(one, other)
    assert is_same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("US", "Russia"),
        ("Iran", "Tirana"),
        ("Oman", "Roman police"),
        ("Ann Lee", "Joann Leeson"),
        ("Bill Urban", "Bill K. Urban"),
        ("", "Russia"),
    ],
)
def test_letters_that_only_stand_in_another_name_are_not_the_same(one: str, other: str) -> None:
    assert not is_same_name(one, other)
    assert not is_same_name(other, one)


@pytest.mark.parametrize(
    ("wanted", "given", "close"),
    [
        ((100, 200), (100, 200), True),
        ((100, None), (100.9, None), True),
        ((100, None), (102, None), False),
        ((100, None), (100, 100), False),
        ((None, None), (None, None), True),
        ((0, 0), (0.005, 0), True),
    ],
)
def test_an_interval_is_right_within_a_hundredth_and_open_where_the_gold_is(
    wanted: tuple[float | None, ...], given: tuple[float | None, ...], close: bool
) -> None:
    assert is_close(wanted, given) == close


@pytest.mark.parametrize(
    ("ours", "exactly", "met", "kinds"),
    [
        (("2024-10-30", "2024-10-30"), True, True, ["", ""]),
        (("2024-10-24", "2024-10-31"), False, True, [OTHER_DAYS, ""]),
        ((None, "2024-10-31"), False, True, [LEFT_OPEN, ""]),
        (("2024-10-31", "2024-10-31"), False, False, ["", "as-of wrong"]),
        ((None, None), False, False, ["", "as-of wrong"]),
    ],
)
def test_the_day_a_figure_holds_for_is_told_exactly_or_only_met(
    ours: tuple[str | None, str | None], exactly: bool, met: bool, kinds: list[str]
) -> None:
    found = answers({"as_of": "2024-10-30"}, {"as_of_earliest": ours[0], "as_of_latest": ours[1]})
    both = [found[AS_OF_EXACTLY], found[AS_OF_MEETS]]
    assert [answer.right for answer in both] == [exactly, met]
    assert [answer.kind for answer in both] == kinds


@pytest.mark.parametrize(
    ("gold", "row", "right"),
    [
        ({"status": "reported"}, {"stance": "reported"}, True),
        ({"status": "assessed"}, {"stance": "reported"}, False),
        ({"status": "assessed", "status_alternatives": ["reported"]}, {"stance": "reported"}, True),
        ({"status": "superseded"}, {"stance": "reported", "superseded": True}, True),
        ({"status": "past"}, {"stance": "reported"}, False),
        ({"status": "unheard of"}, {"stance": "reported"}, False),
    ],
)
def test_a_stance_is_one_of_those_the_golds_status_allows(
    gold: dict[str, Any], row: dict[str, Any], right: bool
) -> None:
    assert answers(gold, row)["stance"].right == right


@pytest.mark.parametrize(
    ("gold", "right"), [({"bound": "exact"}, True), ({"bound": "up_to"}, False), ({"bound": "bare"}, True)]
)
def test_a_bound_is_read_in_the_golds_words_or_in_ours(gold: dict[str, Any], right: bool) -> None:
    assert answers(gold, {})["bound"].right == right


@pytest.mark.parametrize(
    ("gold", "anonymous", "right"),
    [
        ({"anonymous": True}, True, True),
        ({"anonymous": True}, False, False),
        ({}, False, True),
    ],
)
def test_anonymity_is_that_of_the_gold(gold: dict[str, Any], anonymous: bool, right: bool) -> None:
    assert answers(gold, {"anonymous": anonymous})["anonymity"].right == right


@pytest.mark.parametrize(
    ("gold", "right"),
    [({"claimant": None}, True), ({"claimant": "Ada Quill"}, False), ({"claimant_alternatives": [None]}, True)],
)
def test_no_claimant_is_right_only_where_the_gold_has_none(gold: dict[str, Any], right: bool) -> None:
    assert answers(gold, {"claimant": None})["claimant"].right == right


def test_a_field_the_gold_leaves_out_is_not_asked() -> None:
    assert list(answers({}, {})) == ["interval", "bound", "claimant", "anonymity"]


def test_an_estimand_is_asked_where_the_story_file_has_the_golds() -> None:
    known = StoryFile(estimands=(Estimand("bridges", "Bridges closed"),))
    assert answers({"measure": "bridges"}, {}, known)["estimand"].right
    assert not answers({"measure": "bridges"}, {"estimand": None}, known)["estimand"].right
    assert answers({"measure": "dams", "measure_alternatives": ["bridges"]}, {}, known)["estimand"].right
    assert "estimand" not in answers({"measure": "dams"}, {}, known)
    assert {*answers({"measure": "bridges", "as_of": "2024", "status": "reported"}, {}, known)} == {*FIELDS}
