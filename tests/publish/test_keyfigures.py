"""The key figures: what may be lowest, highest and latest, and what counts once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frames import flood_story
from workbench.look import tables
from workbench.model import UNTOLD
from workbench.publish.keyfigures import key_figures

Row = dict[str, Any]
PLAIN: Row = {
    "estimand": "ill", "estimand_name": "People fallen ill", "proposed": False, "estimand_unit": "count",
    "estimand_per": None, "unit": "count", "report_id": "r-1", "bound": "bare", "denied": False, "superseded": False,
    "stance": "asserted", "claimant": "clinic", "claimant_name": "City Clinic", "part": "body", "phrase": "",
    "as_of_earliest": "2031-03-02", "as_of_latest": "2031-03-02", "as_of_evidence": "Sunday", "possibly_out": False,
}  # fmt: skip


def figure(value: float, **more: Any) -> Row:
    return {**PLAIN, "low": value, "best": value, "high": value, **more}


def key(*rows: Row) -> Row:
    return key_figures(rows)[0]


def readings(rows: list[Row]) -> list[str]:
    return [row["reading"] for row in rows]


def left_out(found: Row) -> list[tuple[str, int]]:
    return [(why, count) for why, count, _ in found["left_out"]]


def test_denied_and_superseded_figures_are_left_out() -> None:
    found = {one["estimand"]: one for one in key_figures(tables.estimate_rows(flood_story()))}
    assert readings(found["evacuated"]["highest"]) == ["about 4,500"]
    assert ("denied", 2) in left_out(found["evacuated"])
    assert all(rows for _, _, rows in found["evacuated"]["left_out"])
    assert set(readings(found["dead"]["lowest"])) == {"at least 14"}
    assert readings(found["dead"]["highest"]) == ["more than 50"]
    assert readings(found["dead"]["latest"]) == ["31"]


def test_numbers_that_do_not_say_what_they_count_are_not_set_against_one_another() -> None:
    found = key(*(figure(value, estimand_name=f"{UNTOLD}, Torrin") for value in (40, 8_000)))
    assert [found[name] for name in ("only", "lowest", "highest", "latest", "ranked")] == [[]] * 5
    assert left_out(found) == [("that may count different things", 2)]


def test_a_plan_ranks_nowhere_beside_a_figure_that_stands() -> None:
    found = key(figure(40), figure(900, stance="expected", as_of_earliest="2031-03-09"), figure(2, stance="demanded"))
    assert [readings(found[name]) for name in ("lowest", "highest", "latest")] == [["40"]] * 3
    assert left_out(found) == [("planned or expected", 2)]
    assert not found["planned"]


def test_where_a_plan_is_what_is_counted_expected_figures_rank_with_the_rest() -> None:
    planned: Row = {"estimand_name": "Ferries planned for the summer"}
    found = key(figure(40, **planned), figure(60, stance="expected", report_id="r-2", **planned))
    assert readings(found["highest"]) == ["60"]
    assert (left_out(found), found["planned"]) == ([], False)


def test_a_questioned_figure_comes_after_those_that_nothing_questions() -> None:
    doubt: Row = {"questioned": [{"number": 2, "row_id": "discrepancy-2"}], "as_of_earliest": "2031-03-09"}
    found = key(figure(40), figure(50, report_id="r-2"), figure(900, report_id="r-3", **doubt))
    for place in ("highest", "latest"):
        assert [(row["reading"], row["ranked_after"]) for row in found[place]][-1] == ("900", True)
        assert not found[place][0]["ranked_after"]
    assert readings(found["lowest"]) == ["40"]
    assert [row["best"] for row in found["ranked"]] == [40, 50]


def test_a_questioned_figure_that_stands_alone_is_ranked() -> None:
    found = key(*(figure(value, report_id=f"r-{value}", questioned=[{"number": 1}]) for value in (40, 50)))
    assert [(row["reading"], row["ranked_after"]) for row in found["highest"]] == [("50", False)]


def test_plans_alone_are_ranked_and_called_plans() -> None:
    found = key(figure(900, stance="expected"), figure(700, stance="expected", report_id="r-2"))
    assert found["planned"]
    assert readings(found["highest"]) == ["900"]
    assert left_out(found) == []


def test_vague_words_rank_only_where_no_number_stands() -> None:
    vague = figure(24, best=None, high=None, bound="vague", phrase="dozens")
    beside = key(vague, figure(40, report_id="r-2"), figure(60, report_id="r-2"))
    assert readings(beside["lowest"]) == ["40"]
    assert ("worded vaguely", 1) in left_out(beside)
    assert readings(key(vague)["only"]) == ["“dozens”"]


def test_a_stated_day_comes_before_an_assumed_one_next_to_it() -> None:
    stated = figure(40, as_of_earliest="2031-03-02")
    near = figure(55, as_of_earliest="2031-03-03", as_of_evidence="published", report_id="r-2")
    far = {**near, "as_of_earliest": "2031-03-04"}
    assert readings(key(stated, near)["latest"]) == ["40"]
    late = key(stated, far)["latest"]
    assert readings(late) == ["55"]
    assert late[0]["assumed"]


@pytest.mark.parametrize("part", ["headline", "summary"])
def test_the_latest_of_a_report_is_what_its_body_says(part: str) -> None:
    assert readings(key(figure(50, part=part), figure(48), figure(3, as_of_earliest="2031-02-01"))["latest"]) == ["48"]


def test_a_number_in_headline_summary_and_body_of_a_report_counts_once() -> None:
    own: Row = {"claimant": None, "claimant_name": None}
    found = key(figure(48, part="headline", **own), figure(48, part="summary", **own), figure(48), figure(9))
    assert found["figures"] == 2
    assert left_out(found) == [("repeated in its report", 2)]
    assert [(row["reading"], row["holder"], row["part"]) for row in found["highest"]] == [("48", "City Clinic", "body")]


def test_two_named_holders_of_one_number_in_a_report_both_stay() -> None:
    found = key(figure(48), figure(48, claimant="guild", claimant_name="Bakers’ Guild"))
    assert [row["holder"] for row in found["highest"]] == ["City Clinic", "Bakers’ Guild"]


def test_a_figure_lists_every_report_that_gives_it() -> None:
    found = key(figure(48), figure(48, report_id="r-2"), figure(48, report_id="r-3"))
    assert [row["report_id"] for row in found["only"][0]["given"]] == ["r-1", "r-2", "r-3"]


def test_an_estimand_of_one_figure_has_no_range() -> None:
    assert readings(key(figure(48))["only"]) == ["48"]
    assert key(figure(48), figure(50))["only"] == []


def test_nothing_stands_where_all_is_denied() -> None:
    found = key(figure(48, denied=True))
    assert (found["lowest"], found["latest"], found["only"], found["figures"]) == ([], [], [], 0)


def test_what_a_report_took_over_from_another_sets_no_end_and_is_no_latest() -> None:
    found = key(figure(40), figure(900, report_id="r-2", news="echo", as_of_earliest="2031-03-09"))
    assert [readings(found[name]) for name in ("lowest", "highest", "latest")] == [["40"]] * 3
    assert ("taken over from another report", 1) in left_out(found)


def test_reports_that_repeat_a_figure_are_named_beside_it() -> None:
    found = key(figure(40), figure(40, report_id="r-2", news="echo"), figure(50, report_id="r-3"))
    assert [row["report_id"] for row in found["lowest"][0]["given"]] == ["r-1", "r-2"]


def test_figures_that_were_all_taken_over_are_ranked_nonetheless() -> None:
    assert readings(key(figure(40, news="echo"), figure(50, report_id="r-2", news="echo"))["highest"]) == ["50"]
