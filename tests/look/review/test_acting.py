"""Every act of the page: the line it leaves in the file, what it does to the story, and what it tells the analyst."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.look.review.flood import COURIER, HARBOUR, PAMPHLET, after, desk_in, figure, lines
from workbench import ledger
from workbench.look.review.answering import answer
from workbench.look.review.desk import Desk
from workbench.look.review.effects import effects
from workbench.look.review.view import shown


def told(line: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(line[name] for name in ("act", "who", "table", "row", "field", "new", "reason"))


# --- one row ----------------------------------------------------------------------------------------------------------


def test_accepting_leaves_a_line_and_goes_on_to_the_next_row(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    second = desk.items[1].key
    desk = after(desk, {"do": "accept", "key": desk.items[0].key})
    assert [line["act"] for line in lines(tmp_path)] == ["accept"]
    assert desk.item is not None
    assert desk.item.key == second
    assert desk.said.startswith("Accepted:")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("claimant", "governor", "governor"),
        ("claimant", None, None),
        ("stance", "believed", "believed"),
        ("bound", "at least", "at least"),
        ("estimand", "missing", "missing"),
        ("status", "counted twice", "counted twice"),
        ("anonymous", True, True),
        ("superseded", True, True),
        ("high", "1,025", 1025.0),
        ("low", "", None),
        ("as_of_earliest", "2031-05-01", "2031-05-01"),
    ],
)
def test_a_field_is_set_as_it_was_typed(tmp_path: Path, field: str, typed: Any, kept: Any) -> None:
    message = {"do": "edit", "key": "estimates/e-06", "fields": {field: typed}, "reason": "by the annex"}
    desk = after(desk_in(tmp_path), message)
    assert [told(line) for line in lines(tmp_path)] == [
        ("edit", "Mara", "estimates", "e-06", field, kept, "by the annex")
    ]
    assert figure(desk, "e-06")[field] == kept


def test_several_fields_are_one_act_each_and_all_or_none(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    refused = answer(
        desk, {"do": "edit", "key": "estimates/e-06", "fields": {"stance": "believed", "claimant": "Zeus"}}
    )
    assert "claimant: must be the id or the name of one of the story's" in refused.error
    assert lines(tmp_path) == []
    after(desk, {"do": "edit", "key": "estimates/e-06", "fields": {"stance": "believed", "claimant": "relief"}})
    assert [line["field"] for line in lines(tmp_path)] == ["stance", "claimant"]


@pytest.mark.parametrize("ends", [(40, 45, 50), (5, 6, 7), (20, 30, 40)])
def test_the_ends_of_an_interval_may_all_move_at_once(tmp_path: Path, ends: tuple[int, int, int]) -> None:
    fields = dict(zip(("low", "best", "high"), (str(end) for end in ends), strict=True))
    desk = after(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-06", "fields": fields})
    assert tuple(figure(desk, "e-06")[name] for name in ("low", "best", "high")) == ends


def test_both_days_moved_beyond_the_old_ones_are_one_line(tmp_path: Path) -> None:
    fields = {"as_of_earliest": "2031-06-01", "as_of_latest": "2031-06-02"}
    after(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-06", "fields": fields})
    assert [(line["field"], line["new"]) for line in lines(tmp_path)] == [("as_of", ["2031-06-01", "2031-06-02"])]


def test_a_name_that_is_on_no_list_is_refused_with_those_like_it(tmp_path: Path) -> None:
    message = {"do": "edit", "key": "estimates/e-06", "fields": {"claimant": {"unknown": "Interior Ministri"}}}
    assert "names like it are Interior Ministry" in answer(desk_in(tmp_path), message).error


def test_saving_without_a_change_says_so(tmp_path: Path) -> None:
    assert answer(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-06", "fields": {}}).error.startswith("fields:")


def test_a_number_put_on_an_estimand_is_drawn_and_the_analyst_is_told(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-03", "fields": {"estimand": "missing"}})
    assert figure(desk, "e-03")["charted"] is True
    assert "1 figure newly in the chart" in desk.changed


def test_a_figure_taken_out_of_the_chart_needs_a_reason(tmp_path: Path) -> None:
    message = {"do": "edit", "key": "estimates/e-06", "fields": {"charted": False}}
    assert "say in 'reason' why" in answer(desk_in(tmp_path), message).error
    desk = after(desk_in(tmp_path), {**message, "reason": "counted in another valley"})
    assert figure(desk, "e-06")["why_not"] == "counted in another valley"


def test_an_act_says_how_the_counts_behind_a_figure_changed(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-22", "fields": {"claimant": "relief"}})
    assert desk.changed == ("300 or more, as worded vaguely (People moved to shelters): 1/1/0 + 1 unknown → 1/1/1",)
    assert all(said in desk.said for said in desk.changed)


def test_a_story_held_against_itself_shows_no_effect(tmp_path: Path) -> None:
    story = desk_in(tmp_path).story
    assert effects(story, story) == []


def test_without_a_name_nothing_is_written_and_the_field_is_named(tmp_path: Path) -> None:
    desk = answer(desk_in(tmp_path, who=""), {"do": "accept", "key": "estimates/e-00"})
    assert desk.error.startswith("who:")
    assert lines(tmp_path) == []


def test_a_note_stays_on_its_row_and_a_note_without_words_is_refused(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    key = desk.items[0].key
    assert answer(desk, {"do": "note", "key": key}).error == "reason: 'note' needs one"
    desk = after(desk, {"do": "note", "key": key, "reason": "Ask the desk."})
    assert desk.item is not None
    assert desk.item.key == key
    assert lines(tmp_path)[0]["reason"] == "Ask the desk."


@pytest.mark.parametrize(("act", "state"), [("explain", "explained"), ("dismiss", "dismissed")])
def test_a_difference_is_explained_or_dismissed_only_with_a_reason(tmp_path: Path, act: str, state: str) -> None:
    desk = desk_in(tmp_path)
    key = desk.items[0].key
    assert answer(desk, {"do": act, "key": key}).error == f"reason: '{act}' needs one"
    desk = after(desk, {"do": act, "key": key, "reason": "The digest says so itself."})
    row = next(row for row in ledger.records(desk.story.discrepancies) if key.endswith(row.discrepancy_id))
    assert (row.state, row.reason) == (state, "The digest says so itself.")
    assert "1 difference closed" in desk.changed


@pytest.mark.parametrize(("act", "state"), [("accept", "accepted"), ("deny", "denied")])
def test_a_link_is_accepted_or_denied(tmp_path: Path, act: str, state: str) -> None:
    desk = after(desk_in(tmp_path), {"do": "filter", "kind": "link"})
    assert desk.item is not None
    row = desk.item.row
    desk = after(desk, {"do": act, "key": desk.item.key})
    states = {f"{one.child}>{one.parent}": one.state for one in ledger.records(desk.story.lineage)}
    assert states[row] == state
    assert ("1 link between reports no longer counts" in desk.changed) == (act == "deny")


# --- undoing ----------------------------------------------------------------------------------------------------------


def test_the_last_act_is_taken_back_by_another_line_and_its_row_is_under_review_again(tmp_path: Path) -> None:
    before = desk_in(tmp_path)
    desk = after(before, {"do": "edit", "key": "estimates/e-00", "fields": {"claimant": "governor"}})
    desk = after(desk, {"do": "undo-last"})
    assert [line["act"] for line in lines(tmp_path)] == ["edit", "undo"]
    assert figure(desk, "e-00") == figure(before, "e-00")
    assert desk.item is not None
    assert desk.item.row == "e-00"


def test_each_of_several_acts_can_be_taken_back_alone(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-00", "fields": {"claimant": "governor"}})
    first = shown(desk)["log"][0]["id"]
    desk = after(desk, {"do": "edit", "key": "estimates/e-06", "fields": {"claimant": "relief"}})
    desk = after(desk, {"do": "undo", "id": first})
    assert figure(desk, "e-00")["claimant"] is None
    assert figure(desk, "e-06")["claimant"] == "relief"


def test_only_ones_own_acts_are_the_last_act(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "accept", "key": "estimates/e-00"}, {"do": "who", "name": "Ines"})
    assert answer(desk, {"do": "undo-last"}).error == "undo: no act of Ines stands that could be taken back"


# --- opinions and grades ----------------------------------------------------------------------------------------------


def test_opinions_of_two_analysts_stand_side_by_side_and_change_nothing(tmp_path: Path) -> None:
    key = "estimates/e-06"
    desk = after(desk_in(tmp_path), {"do": "open", "key": key})
    before = figure(desk, "e-06")
    for who, step, why in (("Mara", "agree", "The count is signed."), ("Ines", "strongly disagree", "Unsigned.")):
        desk = after(desk, {"do": "who", "name": who}, {"do": "opinion", "key": key, "step": step, "explanation": why})
    opinions = shown(desk)["item"]["opinions"]
    assert [(one["who"], one["step"], one["explanation"], one["mine"]) for one in opinions] == [
        ("Ines", "strongly disagree", "Unsigned.", True),
        ("Mara", "agree", "The count is signed.", False),
    ]
    assert figure(desk, "e-06") == before


def test_an_opinion_without_a_step_is_refused_with_the_five(tmp_path: Path) -> None:
    desk = answer(desk_in(tmp_path), {"do": "opinion", "key": "estimates/e-06", "step": ""})
    assert "strongly disagree, disagree, neutral, agree, strongly agree" in desk.error


def test_a_source_is_graded_by_topic_and_the_former_grade_stays_in_the_register(tmp_path: Path) -> None:
    grade = {"do": "grade", "source": "interior", "topic": "toll", "reason": "rounds up"}
    desk = after(desk_in(tmp_path), {**grade, "grade": "B"}, {**grade, "grade": "D"}, {"do": "tab", "tab": "sources"})
    (row,) = shown(desk)["sources"]["rows"]
    assert row[:3] == ["Interior Ministry", "toll", "D: not usually reliable"]
    assert row[-1].startswith("B: usually reliable (Mara, ")


def test_an_f_is_kept_as_no_grade(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "grade", "source": "Velna Courier", "topic": "", "grade": "F"})
    (row,) = ledger.records(desk.story.sources)
    assert (row.outlet, row.grade) == ("Velna Courier", None)
    assert shown(after(desk, {"do": "tab", "tab": "sources"}))["sources"]["rows"][0][:3] == [
        "Velna Courier", "every topic", "F: cannot be judged"
    ]  # fmt: skip


def test_a_claim_is_graded_apart_and_confirmed_needs_two_origins_or_a_reason(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "open", "key": "estimates/e-23"})
    grade = {"do": "grade-claim", "key": "estimates/e-23", "claim": "c-23", "grade": "1"}
    refused = answer(desk, grade)
    assert "wants 2 origins" in refused.error
    assert "tick" in refused.error
    assert lines(tmp_path) == []
    desk = after(desk, {**grade, "override": True, "reason": "Counted by ourselves."})
    assert shown(desk)["item"]["grade"].startswith("1: confirmed by other independent sources (Mara")
    assert len(desk.story.sources) == 0


# --- several rows -----------------------------------------------------------------------------------------------------


def test_a_bulk_act_is_previewed_with_old_and_new_before_anything_is_written(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "tab", "tab": "rows"}, {"do": "pick", "rows": ["e-05", "e-06"], "on": True})
    desk = after(desk, {"do": "preview", "act": "edit", "field": "claimant", "new": "relief"})
    preview = shown(desk)["preview"]
    assert preview["rows"] == [
        ["“23” in Harbour Times", "Held by", "Interior Ministry", "Valley Relief Union"],
        ["“23” in Harbour Times", "Held by", "Interior Ministry", "Valley Relief Union"],
    ]
    assert preview["confirm"] == "Write 2 lines"
    assert lines(tmp_path) == []
    desk = after(desk, {"do": "apply"})
    assert [line["row"] for line in lines(tmp_path)] == ["e-05", "e-06"]
    assert (desk.pending, desk.picked) == (None, ())


def test_a_bulk_verdict_is_previewed_too(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "tab", "tab": "rows"}, {"do": "pick", "rows": ["e-05"], "on": True})
    desk = after(desk, {"do": "preview", "act": "accept"})
    assert shown(desk)["preview"]["rows"] == [["“23” in Harbour Times", "verdict", "", "accepted"]]
    desk = after(desk, {"do": "cancel"})
    assert desk.pending is None
    assert lines(tmp_path) == []


def test_applying_without_a_preview_is_refused(tmp_path: Path) -> None:
    assert answer(desk_in(tmp_path), {"do": "apply"}).error == "apply: nothing was previewed"


def test_picking_other_rows_takes_the_preview_away(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "tab", "tab": "rows"}, {"do": "pick", "rows": ["e-05"], "on": True})
    desk = after(desk, {"do": "preview", "act": "accept"}, {"do": "pick", "rows": ["e-06"], "on": True})
    assert desk.pending is None


# --- names ------------------------------------------------------------------------------------------------------------


def test_a_renaming_shows_what_changes_and_keeps_the_former_name(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "name", "id": "relief"})
    desk = after(desk, {"do": "preview-name", "act": "rename", "id": "relief", "new": "Relief of the Valley"})
    assert ["Valley Relief Union", "name", "Valley Relief Union", "Relief of the Valley"] in shown(desk)["preview"][
        "rows"
    ]
    desk = after(desk, {"do": "apply"})
    assert desk.story.name_of("relief") == "Relief of the Valley"


def test_a_merging_points_every_figure_to_the_name_that_stays(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "name", "id": "governor"})
    desk = after(desk, {"do": "preview-name", "act": "merge", "id": "governor", "new": "interior"}, {"do": "apply"})
    assert figure(desk, "e-08")["claimant"] == "interior"
    assert desk.story.name_of("governor") is None
    assert shown(desk)["log"][0]["said"] == "merged into Interior Ministry: Governor of Velna"


def test_a_merging_into_nobody_is_refused(tmp_path: Path) -> None:
    message = {"do": "preview-name", "act": "merge", "id": "governor", "new": {"unknown": "Zeus"}}
    assert answer(desk_in(tmp_path), message).error == "into: must be one of the names of the story, is 'Zeus'"


def test_a_splitting_moves_what_hangs_on_the_ticked_words(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "name", "id": "interior"})
    words = {one["words"]: one["count"] for one in shown(desk)["names"]["chosen"]["words"]}
    assert words["The Interior Ministry"] == 1
    split = {"do": "preview-name", "act": "split", "id": "interior", "new": "Press office of the ministry"}
    assert answer(desk, {**split, "words": []}).error.startswith("words: tick at least one")
    desk = after(desk, {**split, "words": ["The Interior Ministry"]}, {"do": "apply"})
    by_report = {row.report_id: row.entity_id for row in ledger.records(desk.story.mentions)}
    assert desk.story.name_of(by_report[COURIER]) == "Press office of the ministry"
    assert by_report[HARBOUR] == "interior"


# --- from the text ----------------------------------------------------------------------------------------------------


def test_a_figure_is_added_from_words_of_a_report(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "tab", "tab": "report"})
    desk = after(desk, {"do": "select", "report": PAMPHLET, "quote": "3 lorries"})
    chosen = shown(desk)["report"]["chosen"]
    fields = {"low": "3", "best": "3", "high": "3", "estimand": "missing", "claimant": "relief"}
    add = {"do": "add", "report": PAMPHLET, "kind": "estimates", "fields": fields, "reason": "named in full"}
    desk = after(desk, {**add, "start": chosen["start"], "end": chosen["end"]})
    (line,) = lines(tmp_path)
    assert (line["act"], line["table"], line["reason"]) == ("add", "estimates", "named in full")
    row = figure(desk, line["row"])
    assert (row["phrase"], row["low"], row["estimand"], row["claimant"]) == ("3 lorries", 3, "missing", "relief")
    assert desk.chosen is None


def test_the_form_of_a_figure_has_the_number_that_the_selected_words_state(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "select", "report": PAMPHLET, "quote": "More than 50 dead"})
    assert offered(desk) == {"low": "50", "bound": "more than"}
    desk = after(desk, {"do": "select", "report": HARBOUR, "quote": "between 25 and 30"})
    assert offered(desk) == {"low": "25", "high": "30", "bound": "range"}
    desk = after(desk, {"do": "select", "report": HARBOUR, "quote": "More than 4,000 people"})
    assert offered(desk) == {"low": "4,000", "bound": "more than"}
    desk = after(desk, {"do": "select", "report": HARBOUR, "quote": "23 dead, up from 14"})
    assert offered(desk) == {}  # two numbers: which of them is for the analyst to say
    desk = after(desk, {"do": "select", "report": PAMPHLET, "quote": "nobody counts them", "kind": "claims"})
    assert offered(desk) == {}


def offered(desk: Desk) -> dict[str, Any]:
    """The fields of the form for the words taken that have a value, each said to be read from them."""
    filled = [one for one in shown(desk)["report"]["chosen"]["fields"] if one["value"] is not None]
    assert {one["decided"] for one in filled} <= {"read from the words"}
    return {one["name"]: one["value"] for one in filled}


def added(desk: Desk, folder: Path, quote: str, fields: dict[str, Any]) -> dict[str, Any]:
    """The figure that comes of adding these words of the pamphlet or the harbour's report."""
    desk = after(desk, {"do": "select", "report": PAMPHLET if "lorries" in quote else HARBOUR, "quote": quote})
    assert desk.chosen is not None
    place = {"report": desk.chosen.report, "start": desk.chosen.start, "end": desk.chosen.end}
    desk = after(desk, {"do": "add", **place, "kind": "estimates", "fields": fields})
    return figure(desk, lines(folder)[-1]["row"])


def ends(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in ("value", "bound", "low", "best", "high"))


@pytest.mark.parametrize(
    ("quote", "fields", "kept"),
    [
        ("3 lorries", {}, (3, "bare", 3, 3, 3)),
        ("3 lorries", {"bound": "at least"}, (3, "at least", 3, None, None)),
        ("3 lorries", {"low": "4", "best": "5", "high": "6"}, (3, "bare", 4, 5, 6)),
        ("3 lorries", {"high": "2", "low": "1", "best": None}, (3, "bare", 1, None, 2)),
        ("put the dead at between 25 and 30", {}, (None, "range", 25, None, 30)),
        ("put the dead at between 25 and 30", {"high": "31"}, (None, "range", 25, None, 31)),
    ],
)
def test_a_figure_is_added_as_its_words_state_it_but_for_what_was_typed(
    tmp_path: Path, quote: str, fields: dict[str, Any], kept: tuple[Any, ...]
) -> None:
    row = added(desk_in(tmp_path), tmp_path, quote, {**fields, "estimand": "missing"})
    assert ends(row) == kept
    assert row["charted"]


def test_ends_typed_in_the_wrong_order_are_refused_by_name(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "select", "report": PAMPHLET, "quote": "3 lorries"})
    assert desk.chosen is not None
    place = {"report": PAMPHLET, "start": desk.chosen.start, "end": desk.chosen.end}
    refused = answer(desk, {"do": "add", **place, "kind": "estimates", "fields": {"low": "9"}})
    assert refused.error.startswith("low: 9 lies above best")
    assert lines(tmp_path) == []


def test_a_claim_and_a_name_are_added_from_selected_words(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "tab", "tab": "report"})
    text = next(row.text for row in ledger.records(desk.story.reports) if row.report_id == PAMPHLET)
    start, end = text.index("nobody counts them"), text.index("nobody counts them") + 18
    place = {"report": PAMPHLET, "start": start, "end": end}
    desk = after(desk, {"do": "select", **place, "kind": "claims"})
    desk = after(desk, {"do": "add", **place, "kind": "claims", "fields": {"claim_type": "assessment"}})
    desk = after(desk, {"do": "add", **place, "kind": "entities", "fields": {"kind": "other"}})
    assert [line["table"] for line in lines(tmp_path)] == ["claims", "entities"]
    assert lines(tmp_path)[1]["new"]["name"] == "nobody counts them"


def test_white_space_around_selected_words_is_left_out(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "select", "report": PAMPHLET, "quote": "3 lorries"})
    assert desk.chosen is not None
    start, end = desk.chosen.start, desk.chosen.end
    desk = after(desk, {"do": "select", "report": PAMPHLET, "start": start - 1, "end": end})
    assert desk.chosen is not None
    assert (desk.chosen.start, desk.chosen.end) == (start, end)


def test_words_that_stand_twice_in_the_report_are_refused(tmp_path: Path) -> None:
    message = {"do": "select", "report": HARBOUR, "quote": "23"}
    assert "stands in it 2 times" in answer(desk_in(tmp_path), message).error


def test_the_words_of_the_row_under_review_are_corrected_by_selecting_the_right_ones(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "open", "key": "estimates/e-23"})
    desk = after(desk, {"do": "select", "report": PAMPHLET, "quote": "More than 50 dead"})
    assert desk.chosen is not None
    place = {"report": PAMPHLET, "start": desk.chosen.start, "end": desk.chosen.end}
    desk = after(desk, {"do": "add", **place, "kind": "span"})
    assert figure(desk, "e-23")["phrase"] == "More than 50 dead"


def test_a_line_taken_out_is_put_back(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "report", "report": COURIER})
    (gone,) = shown(desk)["report"]["gone"]
    assert gone["words"] == "Sign up to our newsletter"
    desk = after(desk, {"do": "restore", "row": gone["row"]})
    assert shown(desk)["report"]["gone"] == []


def test_another_analysts_file_is_taken_in_and_where_the_two_disagree_one_is_kept(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "theirs").mkdir()
    edit = {"do": "edit", "key": "estimates/e-06"}
    after(desk_in(tmp_path / "theirs", who="Ines"), {**edit, "fields": {"claimant": "relief"}})
    desk = after(
        desk_in(tmp_path / "mine"), {**edit, "fields": {"claimant": "governor"}}, {"do": "tab", "tab": "loose"}
    )
    assert "no such file of corrections" in answer(desk, {"do": "take-in", "file": str(tmp_path / "none")}).error
    desk = after(desk, {"do": "take-in", "file": str(tmp_path / "theirs" / "corrections.jsonl")})
    (disputed,) = shown(desk)["loose"]["conflicts"]
    assert disputed["cells"][1:] == ["claimant", "Mara: Governor of Velna", "Ines: Valley Relief Union"]
    desk = after(desk, {"do": "settle", "keep": disputed["a"], "against": disputed["b"]})
    assert shown(desk)["loose"]["conflicts"] == []
    assert figure(desk, "e-06")["claimant"] == "governor"


# --- refusals ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "message",
    [{"do": "fly"}, {"do": "tab", "tab": "moon"}, {"do": "filter", "kind": "moon"}, {"do": "rows", "table": "moon"},
     {"do": "accept", "key": "estimates/none"}, {"do": "undo", "id": "none"},
     {"do": "add", "kind": "moon", "report": PAMPHLET, "start": 0, "end": 4}],
)  # fmt: skip
def test_a_message_that_makes_no_sense_changes_nothing_and_says_why(tmp_path: Path, message: dict[str, Any]) -> None:
    desk = desk_in(tmp_path)
    refused = answer(desk, message)
    assert refused.error
    assert replace(refused, error="") == desk
    assert lines(tmp_path) == []
