"""What the explorer shows: counts that keep their word, rows, chart, reading pane, and the way back."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.exploring import story_of
from tests.frames import flood_story, rows_of, with_rows
from workbench.errors import InputError
from workbench.look.claims import claim_rows
from workbench.look.explore import cells, panels
from workbench.look.explore.facets import FACETS
from workbench.look.explore.reading import report_view
from workbench.look.explore.state import PAGE, State, answered, toggled
from workbench.look.explore.view import Index, after, index_of, view
from workbench.look.selection import Selection, apply, kept
from workbench.story import Story

STORY = flood_story()
INDEX = index_of(STORY)


def asked(*events: dict[str, Any], index: Index = INDEX, state: State | None = None) -> State:
    found = state or State()
    for event in events:
        found = after(index, found, event)
    return found


def shown(*events: dict[str, Any], index: Index = INDEX) -> dict[str, Any]:
    return view(index, asked(*events, index=index))


def facet(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in found["facets"] if one["name"] == name)


def counts(found: dict[str, Any], name: str) -> dict[str, int]:
    return {value["id"]: value["count"] for value in facet(found, name)["values"]}


def toggle(field: str, value: str) -> dict[str, Any]:
    return {"type": "toggle", "field": field, "value": value}


CHOICES = [
    (one.name, value) for one in FACETS for value in INDEX.figures.values(one.name).ids if one.name != "anonymous"
]
SELECTIONS = st.lists(st.sampled_from(CHOICES), max_size=3).map(
    lambda chosen: Selection(**dict(chosen))  # type: ignore[arg-type]  # texts all
)


@settings(max_examples=15, deadline=None)
@given(SELECTIONS)
def test_a_count_is_how_many_figures_a_click_on_it_gives(selection: Selection) -> None:
    found = view(INDEX, State(selection=selection, shown=tuple((one.name, 999) for one in FACETS)))
    assert found["page"]["whole"] == len(apply(selection, STORY))
    for one in FACETS:
        if one.name != "anonymous" and any(known["name"] == one.name for known in found["facets"]):
            for value, count in list(counts(found, one.name).items())[:4]:
                alone: dict[str, Any] = {one.name: value}
                assert count == kept(INDEX.figures, replace(selection, **alone))[0].sum(), (one.name, value)


@settings(max_examples=6, deadline=None)
@given(SELECTIONS)
def test_a_count_is_how_many_statements_a_click_on_it_gives(selection: Selection) -> None:
    found = view(INDEX, State(selection=selection, kind="statements"))
    assert found["page"]["whole"] == len(claim_rows(STORY, selection))
    for value, count in counts(found, "source").items():
        assert count == kept(INDEX.statements, replace(selection, source=value))[0].sum()


def test_a_facet_counts_without_its_own_filter_and_with_all_others() -> None:
    found = shown(toggle("claimant", "interior"))
    assert counts(found, "claimant") == counts(shown(), "claimant")
    assert sum(counts(found, "part").values()) == counts(found, "claimant")["interior"]


def test_two_values_of_one_facet_mean_either() -> None:
    first, second = (counts(shown(), "claimant")[one] for one in ("interior", "governor"))
    assert shown(toggle("claimant", "interior"), toggle("claimant", "governor"))["page"]["whole"] == first + second


def test_a_second_click_lets_a_value_go() -> None:
    assert asked(toggle("claimant", "interior"), toggle("claimant", "interior")).selection == Selection()
    assert toggled(Selection(anonymous=True), "anonymous", "yes") == Selection()
    assert toggled(Selection(anonymous=True), "anonymous", "no") == Selection(anonymous=False)


def test_a_value_that_nothing_is_left_of_is_listed_only_when_it_is_asked_for() -> None:
    narrow = toggle("estimand", "rain")
    assert "governor" not in counts(shown(narrow), "claimant")
    assert counts(shown(narrow, {"type": "more", "field": "claimant", "more": True}), "claimant")["governor"] == 0
    looked_for = {"type": "find", "field": "claimant", "text": "GOVERN"}
    assert counts(shown(narrow, looked_for), "claimant") == {"governor": 0}


def test_the_sentence_and_the_counts_say_what_is_left() -> None:
    head = shown(toggle("claimant", "governor"))["head"]
    assert head["sentence"] == "Figures held by Governor of Velna."
    assert head["counts"].startswith(
        f"{counts(shown(), 'claimant')['governor']} of {len(STORY.estimates)} figures, in "
    )
    assert [chip["label"] for chip in head["chips"]] == ["Held by: Governor of Velna"]
    statements = shown(toggle("claimant", "governor"), {"type": "kind", "kind": "statements"})["head"]
    assert statements["sentence"] == "Statements held by Governor of Velna."


def test_undo_and_redo_walk_through_the_selections() -> None:
    state = asked(toggle("claimant", "governor"), {"type": "query", "text": "dead"})
    once = asked({"type": "undo"}, state=state)
    assert once.selection == Selection(claimant="governor")
    assert asked({"type": "redo"}, state=once).selection == state.selection
    assert asked({"type": "undo"}, {"type": "undo"}, {"type": "undo"}, state=state).selection == Selection()
    branched = asked(toggle("part", "headline"), state=once)
    assert asked({"type": "redo"}, state=branched) == branched


def test_a_saved_selection_loads_as_the_same() -> None:
    state = asked(toggle("claimant", "governor"), toggle("claimant", "relief"), toggle("anonymous", "no"))
    saved = view(INDEX, state)["head"]["saved"]
    assert asked({"type": "load", "text": saved}).selection == state.selection


def test_when_nothing_is_left_it_says_which_filter_to_drop_and_what_that_gives() -> None:
    found = shown(toggle("estimand", "rain"), toggle("claimant", "governor"))
    assert found["page"]["whole"] == 0
    offers = {one["field"]: one["count"] for one in found["head"]["empty"]["offers"]}
    assert offers == {
        "estimand": counts(shown(), "claimant")["governor"], "claimant": counts(shown(), "estimand")["rain"],
    }  # fmt: skip
    assert found["head"]["empty"]["drop"]


def test_when_no_single_filter_helps_it_says_what_each_gives_alone() -> None:
    events = (toggle("estimand", "rain"), toggle("claimant", "governor"), {"type": "query", "text": "zebra"})
    empty = shown(*events)["head"]["empty"]
    assert not empty["drop"]
    assert {one["field"] for one in empty["offers"]} == {"estimand", "claimant"}
    assert shown(*events, {"type": "only", "field": "estimand"})["head"]["empty"] is None


def test_a_mark_leads_to_its_row_its_page_and_its_report() -> None:
    last = view(INDEX, State())["page"]["whole"] - 1
    assert last > PAGE or last < PAGE  # whichever, the page of the row is turned to
    for row in rows_of(STORY, "estimates"):
        found = shown({"type": "mark", "ids": [row["estimate_id"]]})
        assert found["report"]["id"] == row["report_id"]
        assert row["estimate_id"] in [one["id"] for one in found["page"]["rows"]]
        assert found["chosen"]["ids"] == [row["estimate_id"]]


def test_of_figures_alike_each_click_takes_the_next() -> None:
    state = State()
    chosen = []
    for _ in range(4):
        state = answered(state, {"type": "mark", "ids": ["a", "b", "c"]})
        chosen.append(state.row)
    assert chosen == ["a", "b", "c", "a"]


def test_rows_sort_by_a_column_both_ways_and_back_with_the_missing_last() -> None:
    up, down = [{"type": "sort", "column": "Held by"}], [{"type": "sort", "column": "Held by"}] * 2
    names = [[row["cells"][1]["main"] for row in shown(*events)["page"]["rows"]] for events in (up, down)]
    for one, reverse in zip(names, (False, True), strict=True):
        stated = [name for name in one if name != "outlet’s own words"]
        assert stated == sorted(stated, reverse=reverse)
        assert one[len(stated) :] == ["outlet’s own words"] * (len(one) - len(stated))
    assert shown(*down, up[0])["page"] == shown()["page"]


@pytest.mark.parametrize(
    ("event", "why"),
    [
        ({"type": "explode"}, "event must be one of"),
        ({}, "event must be one of"),
        ({"type": "toggle", "field": "__class__", "value": "x"}, "no field '__class__'"),
        ({"type": "toggle", "field": "stance", "value": "sure"}, "stance must be one of"),
        ({"type": "page", "first": "many"}, "must be a number"),
        ({"type": "mark", "ids": "e-1"}, "must be a list of texts"),
        ({"type": "sort", "column": "charted"}, "sorted by one of"),
        ({"type": "report", "id": "no-such"}, "no report has the id"),
        ({"type": "load", "text": "{}"}, "saved selection"),
        ({"type": "query", "text": "value>"}, "character 7"),
    ],
)
def test_an_event_that_asks_for_what_cannot_be_is_refused(event: dict[str, Any], why: str) -> None:
    with pytest.raises(InputError, match=why):
        view(INDEX, after(INDEX, State(), event))


# --- the chart --------------------------------------------------------------------------------------------------------


def test_a_panel_keeps_its_specification_and_its_colours_whatever_is_left() -> None:
    whole, some = shown(), shown(toggle("claimant", "governor"))
    for panel in some["chart"]["panels"]:
        assert whole["specs"][panel["spec"]] == some["specs"][panel["spec"]]
    before = {look["id"]: look["colour"] for look in panels.look_rows(INDEX.figures)}
    narrow = index_of(with_rows(STORY, "estimates", rows_of(STORY, "estimates")))
    view(narrow, State(selection=Selection(claimant="governor")))
    assert {look["id"]: look["colour"] for look in panels.look_rows(narrow.figures)} == before


def test_every_drawn_figure_has_a_mark_that_names_it() -> None:
    found = shown()
    ids = {
        one
        for panel in found["chart"]["panels"]
        for view_ in panel["touch"]
        for name in view_["rows"]
        for row in panel["data"].get(name, [])
        for one in row["ids"]
    }
    drawn = [row for row in rows_of(STORY, "estimates") if row["charted"]]
    assert ids == {row["estimate_id"] for row in drawn if any(row.get(end) for end in ("low", "best", "high"))}


def test_rows_and_layers_of_a_panel_bear_the_same_names() -> None:
    found = shown()
    for panel in found["chart"]["panels"]:
        layers = [layer for one in found["specs"][panel["spec"]]["hconcat"] for layer in one["layer"]]
        named = {layer["data"]["name"] for layer in layers} - {"lit_days", "lit_lane"}
        assert named == panel["data"].keys()


@pytest.fixture(scope="module")
def large() -> Index:
    return index_of(story_of(6_000))


def test_what_is_too_much_to_draw_comes_as_cells_that_hold_every_figure(large: Index) -> None:
    found = view(large, State())
    drawn = [panel for panel in found["chart"]["panels"] if panel["cells"]]
    assert drawn
    for panel in drawn:
        cells = [row for rows in panel["data"].values() for row in rows if "cell" in row]
        assert len({(row["cell"]) for row in cells}) == len(cells)
        told = [int(row["said"].split()[0].replace(",", "")) for row in cells]
        assert sum(told) == panel["count"]
        assert "too many to draw one by one" in panel["said"][0]
    assert sum(len(rows) for panel in found["chart"]["panels"] for rows in panel["data"].values()) < 2_100
    assert found["chart"]["rest"]


@settings(max_examples=8, deadline=None)
@given(
    claimants=st.sets(st.sampled_from([f"h-{at}" for at in range(9)]), max_size=3),
    stance=st.sampled_from([None, "asserted", "denied"]),
    bound=st.sampled_from([None, 'bound:"at least"', "value<300"]),
)
def test_each_cell_tells_what_going_through_its_figures_one_by_one_finds(
    large: Index, claimants: set[str], stance: str | None, bound: str | None
) -> None:
    selection = Selection(claimant=tuple(sorted(claimants)) or None, stance=stance, query=bound)
    found = view(large, State(selection=selection))
    chart, left = panels.chart_of(large.figures, "as_of", State().width), kept(large.figures, selection)[0]
    for panel in (one for one in found["chart"]["panels"] if one["cells"]):
        plan = next(one for one in chart.plans if one.estimand == panel["id"])
        grid = cells.grid(chart.sheet, plan.measured, plan.drawn, len(chart.styles))
        held: dict[int, list[int]] = {}
        for at in (at for at, row in enumerate(plan.drawn.rows) if left[row]):
            held.setdefault(int(grid.cell[at]), []).append(at)
        told = {row["cell"]: row for rows in panel["data"].values() for row in rows if "cell" in row}
        assert told.keys() == held.keys()
        for cell, members in held.items():
            names = Counter(
                chart.styles[plan.drawn.holder[at]].name for at in sorted(members, key=plan.drawn.holder.item)
            )
            most = [f"{name} ({count})" for name, count in names.most_common(3)]
            assert told[cell]["said"].endswith(
                "held by " + ", ".join(most + ([f"{len(names) - 3} more"] if len(names) > 3 else []))
            )
            assert told[cell]["said"].startswith(f"{len(members)} ")
            ends = [end for at in members for end in (plan.drawn.low[at], plan.drawn.high[at]) if end == end]
            assert f": {min(ends):,.0f}" in told[cell]["said"]
            assert f"{max(ends):,.0f};" in told[cell]["said"]
            assert told[cell]["days"] == [plan.drawn.earliest[members].min(), plan.drawn.latest[members].max()]
            alone = len(set(plan.drawn.holder[members].tolist())) == 1
            colour = chart.styles[plan.drawn.holder[members[0]]].colour if alone else chart.sheet.palette.muted
            assert told[cell]["colour"] == colour


def test_a_chart_made_lately_comes_back_as_the_same_and_is_let_go_after_many_others() -> None:
    index = index_of(STORY)
    first = shown(index=index)["chart"]
    assert shown({"type": "page", "first": 0}, index=index)["chart"] is first
    assert shown(toggle("claimant", "governor"), {"type": "undo"}, index=index)["chart"] is first
    for number in range(20):
        shown({"type": "query", "text": f"value>{number}"}, index=index)
    again = shown(index=index)["chart"]
    assert again is not first
    assert again == first
    assert len(index.figures.recent) < 49


def test_a_selection_that_leaves_few_of_many_draws_each(large: Index) -> None:
    row = large.figures.rows([0])[0]
    one = Selection(claimant=row["claimant"], estimand=row["estimand"])
    (panel,) = view(large, State(selection=one))["chart"]["panels"]
    assert panel["count"] < 400
    assert not panel["cells"]


def test_cells_stand_in_the_same_place_and_scale_when_fewer_are_left(large: Index) -> None:
    def sizes(found: dict[str, Any]) -> dict[int, tuple[float, float, float]]:
        rows = [row for rows in found["chart"]["panels"][0]["data"].values() for row in rows if "cell" in row]
        return {row["cell"]: (row["x"], row["y"], row["size"]) for row in rows}

    whole, some = sizes(view(large, State())), sizes(view(large, State(selection=Selection(part="body"))))
    assert some
    for cell, (x, y, size) in some.items():
        assert (x, y) == whole[cell][:2]
        assert size <= whole[cell][2]


def test_cells_of_open_figures_are_not_drawn_as_points(large: Index) -> None:
    found = view(large, State(selection=Selection(query='bound:"at least"')))
    panel = found["chart"]["panels"][0]
    assert panel["cells"]
    layers = [layer for one in found["specs"][panel["spec"]]["hconcat"] for layer in one["layer"]]
    filled = {layer["data"]["name"] for layer in layers if layer["mark"].get("filled")}
    rows = {name: rows for name, rows in panel["data"].items() if any("cell" in row for row in rows)}
    assert rows
    assert not filled & rows.keys()


def test_the_chosen_figure_is_found_in_its_cell(large: Index) -> None:
    state = after(large, State(panels=12), {"type": "row", "id": "e-0"})
    chosen = view(large, state)["chosen"]["cell"]
    panel = next(one for one in view(large, state)["chart"]["panels"] if one["id"] == chosen["panel"])
    assert chosen["cell"] in {row.get("cell") for rows in panel["data"].values() for row in rows}


# --- the days and the report ------------------------------------------------------------------------------------------


def test_the_bars_of_days_count_every_figure_once() -> None:
    found = shown()["days"]
    assert sum(bar["count"] for bar in found["bars"]) + found["beside"] == len(STORY.estimates)
    some = shown(toggle("claimant", "governor"))["days"]
    assert [bar["whole"] for bar in some["bars"]] == [bar["whole"] for bar in found["bars"]]
    assert sum(bar["count"] for bar in some["bars"]) + some["beside"] == counts(shown(), "claimant")["governor"]


def test_a_range_of_days_keeps_what_may_speak_of_them() -> None:
    picked = asked({"type": "dates", "date_from": "2031-05-02", "date_to": "2031-05-04"})
    assert picked.selection == Selection(date_from="2031-05-02", date_to="2031-05-04")
    assert view(INDEX, picked)["page"]["whole"] == len(apply(picked.selection, STORY)) > 0
    assert asked({"type": "clear", "field": "dates"}, state=picked).selection == Selection()


@pytest.mark.parametrize("report", [row["report_id"] for row in rows_of(STORY, "reports")])
def test_the_reading_pane_has_the_whole_text_and_every_figure_marked(report: str) -> None:
    found = report_view(INDEX.figures, report, INDEX.figures.everything)
    text = next(row["text"] for row in rows_of(STORY, "reports") if row["report_id"] == report)
    pieces = [piece for block in found["blocks"] for piece in block["pieces"]]
    assert "".join("".join(piece["text"] for piece in pieces).split()) == "".join(text.split())
    assert all(text[piece["start"] :].startswith(piece["text"]) for piece in pieces)
    own = {row["estimate_id"] for row in rows_of(STORY, "estimates") if row["report_id"] == report}
    assert {mark["id"] for mark in found["marks"] if mark["kind"] == "figure"} == own
    for at, mark in enumerate(found["marks"]):
        assert mark["label"]
        assert mark["said"]
        covered = "".join(piece["text"] for piece in pieces if at in piece["on"])
        assert "".join(covered.split()) == "".join(text[mark["start"] : mark["end"]].split())


def test_the_list_of_reports_has_those_that_hold_what_is_left_and_the_open_one(large: Index) -> None:
    held = {row["report_id"] for row in rows_of(STORY, "estimates") if row.get("claimant") == "governor"}
    assert {one["id"] for one in shown(toggle("claimant", "governor"))["reports"]} == held
    other = next(row["report_id"] for row in rows_of(STORY, "reports") if row["report_id"] not in held)
    opened = shown(toggle("claimant", "governor"), {"type": "report", "id": other})
    assert {one["id"] for one in opened["reports"]} == {*held, other}
    assert len(view(large, State(report="r-599"))["reports"]) == 151


def test_a_figure_that_the_filters_leave_out_is_marked_as_such() -> None:
    none = np.zeros(len(STORY.estimates), dtype=bool)
    first = rows_of(STORY, "estimates")[0]
    found = report_view(INDEX.figures, first["report_id"], none)
    assert not any(mark["left"] for mark in found["marks"] if mark["kind"] == "figure")


def test_everything_that_is_shown_is_plain_data() -> None:
    for events in ((), (toggle("claimant", "governor"),), ({"type": "kind", "kind": "statements"},)):
        assert json.loads(json.dumps(shown(*events), allow_nan=False))


def test_a_story_without_a_figure_says_so() -> None:
    empty = index_of(Story({"reports": STORY.reports}))
    found = view(empty, State())
    assert found["head"]["empty"]["why"] == "The story has no figure."
    assert found["chart"]["panels"] == []
    assert view(empty, State(kind="statements"))["page"]["rows"] == []
