"""False trends on the chart: a triangle with two words, the reason above the panel, under the pointer, in the key."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.frames import flood_story, rows_of, with_rows
from tests.look.test_charts import panels, touched
from workbench.look import panel, vega
from workbench.look.charts import estimates_over_time
from workbench.look.falsetrends import SIGN, false_trends, false_trends_table
from workbench.look.panel import MOST_ALARMS
from workbench.look.selection import Selection
from workbench.look.sheet import Sheet
from workbench.look.styles import Palette

Spec = dict[str, Any]


def drawn(**options: Any) -> Spec:
    spec: Spec = estimates_over_time(flood_story(), **options).to_dict(validate=False)
    return spec


def data(spec: Spec) -> list[dict[str, Any]]:
    return [row for rows in spec["datasets"].values() for row in rows]


def test_the_flood_has_a_rise_that_is_none() -> None:
    table = false_trends_table(flood_story())
    assert set(table["Looks like"]) == {"a rise"}
    assert table["Reason"][0] == "a bound was dropped"
    assert "put back" in table["Put right"][0]


def test_its_figure_stands_in_a_triangle_with_the_words_beside_it() -> None:
    rows = data(drawn())
    assert [row for row in rows if row.get("shape") == "triangle-up" and row.get("size") == 430 and row["x"] > 1e9]
    assert any("no rise" in str(row.get("text")) for row in rows)


def test_its_reason_is_above_the_panel_of_its_estimand_and_of_no_other() -> None:
    subtitles = {view["title"]["text"]: str(view["title"]["subtitle"]) for view in panels(drawn())}
    told = [name for name, said in subtitles.items() if f"{SIGN} no rise: " in said]
    assert told == ["People confirmed dead in the Velna valley"]


def test_its_reason_is_under_the_pointer_and_told_to_a_screen_reader() -> None:
    lost = next(iter(false_trends(flood_story())))
    told = touched(drawn())[lost]
    assert "no rise is shown" in told["False trend"]
    assert "no rise is shown" in told["said"]


def test_marks_without_one_have_no_line_for_it_under_the_pointer() -> None:
    for view in panels(drawn()):
        for part in view["hconcat"]:
            for layer in part["layer"]:
                names = [one["field"] for one in layer["encoding"].get("tooltip", [])]
                rows = drawn()["datasets"].get(layer["data"]["name"], []) if names else []
                assert all(("False trend" in names) == ("False trend" in row) for row in rows)


def test_the_key_explains_the_triangle_only_where_there_is_one() -> None:
    key = "no rise or fall: the reason is above its panel"
    assert key in str(data(drawn()))
    assert key not in str(data(drawn(selection=Selection(estimand="rain"))))


def test_a_day_before_the_retelling_raises_no_alarm() -> None:
    assert SIGN not in vega.svg(drawn(selection=Selection(known_by="2031-05-03")))


def test_a_panel_with_many_tells_the_first_and_counts_the_rest() -> None:
    story = flood_story()
    lost = next(iter(false_trends(story)))
    rows = rows_of(story, "estimates")
    some = next(row for row in rows if row["estimate_id"] == lost)
    alarm = false_trends(story)[lost]
    raised = [{**some, "alarm": replace(alarm, lost=str(at))} for at in range(MOST_ALARMS + 2)]
    # The heading alone is asked, with alarms made up.
    told = panel._alarms(Sheet(Palette(), 50, 900.0, 0.0), raised)
    assert sum("no rise: " in line for line in told) == MOST_ALARMS
    assert told[-1].startswith(f"{SIGN} 2 more")


def test_a_story_that_was_never_compared_is_drawn_without_alarms() -> None:
    bare = with_rows(flood_story(), "estimates", rows_of(flood_story(), "estimates")[:1])
    assert false_trends(bare) == {}
