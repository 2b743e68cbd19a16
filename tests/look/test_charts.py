"""The chart of estimates: what is drawn, what never changes with a selection, what stays inert."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest

from tests.frames import STORY_FILE, flood_story, rows_of, with_rows
from tests.look.touching import covers
from workbench.errors import InputError
from workbench.look import charts, labels, panel, tables, vega
from workbench.look.charts import Palette, estimates_over_time
from workbench.look.marks import CHEVRON_UP, CROSS
from workbench.look.selection import Selection
from workbench.look.sheet import LETTER
from workbench.look.space import Box
from workbench.look.styles import GREY_SHAPES, shortened
from workbench.model import UNTOLD
from workbench.story import Story

Spec = dict[str, Any]


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


@pytest.fixture(scope="module")
def spec(story: Story) -> Spec:
    return estimates_over_time(story).to_dict(validate=False)


def panels(spec: Spec) -> list[Spec]:
    return [view for view in spec["vconcat"] if "hconcat" in view]


def titles(spec: Spec) -> list[str]:
    return [view["title"]["text"] for view in panels(spec)]


def layers(view: Spec) -> list[Spec]:
    return [layer for part in view.get("hconcat", [view]) for layer in part["layer"]]


def rows(spec: Spec, view: Spec, *, having: str) -> list[Spec]:
    found = [spec["datasets"][layer["data"]["name"]] for layer in layers(view)]
    return [row for data in {id(one): one for one in found}.values() for row in data if having in row]


def texts(spec: Spec) -> str:
    return json.dumps(spec["datasets"], ensure_ascii=False)


def touched(spec: Spec) -> dict[str, Spec]:
    return {row["id"]: row for view in panels(spec) for row in rows(spec, view, having="Sentence")}


def test_it_is_an_altair_chart_that_altair_itself_finds_valid(story: Story) -> None:
    chart = estimates_over_time(story)
    assert isinstance(chart, alt.VConcatChart)
    assert chart.to_dict()["vconcat"]
    assert chart.properties(title="mine").to_dict()["title"] == "mine"


def test_each_estimand_has_a_panel_of_its_own_and_background_has_none(spec: Spec) -> None:
    assert titles(spec) == [
        "People confirmed dead in the Velna valley",
        "People moved to shelters",
        "People reported missing",
        "Rain in one day at Torrin",
    ]


def test_every_charted_figure_is_drawn_once_and_no_other(story: Story, spec: Spec) -> None:
    wanted = set(story.estimates.loc[story.estimates["charted"], "estimate_id"])
    drawn = [one for row in touched(spec).values() for one in row["ids"]]
    assert sorted(drawn) == sorted(wanted)


def test_value_axes_start_at_zero_and_panels_share_the_days(spec: Spec) -> None:
    days = set()
    for view in panels(spec):
        encoding = view["hconcat"][0]["layer"][0]["encoding"]
        assert encoding["y"]["scale"]["domain"][0] == 0
        days.add(tuple(encoding["x"]["scale"]["domain"]))
    assert len(days) == 1


def test_no_scale_colour_or_shape_moves_with_the_selection(story: Story, spec: Spec) -> None:
    fewer = estimates_over_time(story, Selection(claimant="relief")).to_dict(validate=False)
    assert titles(fewer) == [title for title in titles(spec) if "Rain" not in title]
    whole = dict(zip(titles(spec), panels(spec), strict=True))
    for view in panels(fewer):
        mine, all_of_it = (one["hconcat"][0]["layer"][0]["encoding"] for one in (view, whole[view["title"]["text"]]))
        assert mine["x"]["scale"] == all_of_it["x"]["scale"]
        assert mine["y"]["scale"] == all_of_it["y"]["scale"]
    looks = [
        {(row["colour"], row["shape"]) for view in panels(one) for row in rows(one, view, having="size")
         if row["claimant"] == "relief" and row["shape"] == "square"}
        for one in (spec, fewer)
    ]  # fmt: skip
    assert looks[0] == looks[1] != set()


def test_open_bounds_are_arrows_and_never_points(story: Story, spec: Spec) -> None:
    only = estimates_over_time(story, Selection(text="people were moved to shelters, she said")).to_dict(validate=False)
    shapes = {row["shape"] for view in panels(only) for row in rows(only, view, having="size")}
    assert shapes == {CHEVRON_UP}


def test_vague_words_are_dashed(story: Story) -> None:
    only = estimates_over_time(story, Selection(text="dozens were missing")).to_dict(validate=False)
    dashed = [layer for layer in layers(panels(only)[0]) if layer["mark"].get("strokeDash") == [4, 3]]
    assert len(dashed) == 1


def test_about_has_a_soft_ring_and_a_bare_number_has_none(story: Story) -> None:
    rings = [
        [row["opacity"] for view in panels(one) for row in rows(one, view, having="size")]
        for one in (
            estimates_over_time(story, Selection(text="About 60")).to_dict(validate=False),
            estimates_over_time(story, Selection(text="212 millimetres")).to_dict(validate=False),
        )
    ]
    assert rings == [[0.22, 1.0], [1.0]]


def test_headlines_are_open_marks_and_denials_are_crossed(story: Story) -> None:
    only = estimates_over_time(story, Selection(stance="denied")).to_dict(validate=False)
    marks = rows(only, panels(only)[0], having="size")
    points = [row["fill"] for row in marks if row["shape"] == "square"]
    assert sorted(points) == sorted([Palette().paper, Palette().claimants[1]])
    assert sum(row["shape"] == CROSS for row in marks) == 2


def test_undated_figures_stand_in_a_lane_with_their_interval_written(spec: Spec) -> None:
    dead = panels(spec)[0]
    lane = dead["hconcat"][1]
    written = json.dumps(
        [spec["datasets"][layer["data"]["name"]] for layer in lane["layer"] if layer["mark"]["type"] == "text"],
        ensure_ascii=False,
    )
    for interval in ("4–7 May", "5 May or later", "no day known"):
        assert interval in written
    rain = panels(spec)[3]
    assert len(rain["hconcat"]) == 1  # nothing undated ever, so no empty lane


def test_the_published_axis_places_figures_by_their_report(story: Story) -> None:
    spoken, published = (
        touched(estimates_over_time(story, Selection(text="counted 23"), axis=axis).to_dict(validate=False))
        for axis in ("as_of", "published")
    )
    assert spoken["e-07"]["x"] < spoken["e-06"]["x"]  # the 14 is of two days before
    assert abs(published["e-07"]["x"] - published["e-06"]["x"]) < 3 * 86_400_000 / 10  # side by side on one day


def test_tooltips_tell_who_what_when_and_the_sentence(spec: Spec) -> None:
    told = touched(spec)["e-10"]
    assert told["Figure"] == "Up to 75"
    assert told["Read as"] == "at most 75"
    assert told["Held by"] == "unnamed health official"
    assert told["Outlet"] == "Harbour Times, text by Inland Press"
    assert told["As of"] == told["Published"] == "4 May 2031"
    assert told["Sentence"].startswith("Up to 75 people may be missing")


def test_the_caption_says_that_bars_are_no_probability(spec: Spec) -> None:
    said = " ".join(row["text"] for row in spec["datasets"][spec["vconcat"][-1]["layer"][0]["data"]["name"]])
    assert charts.CAPTION in said


def test_a_proposed_estimand_is_captioned_as_proposed(story: Story) -> None:
    proposed = [row | {"estimand_basis": "proposed"} for row in rows_of(story, "estimates")]
    spec = estimates_over_time(with_rows(story, "estimates", proposed)).to_dict(validate=False)
    assert all("proposed by the machine" in str(view["title"]["subtitle"]) for view in panels(spec))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("harbour watch (port not stated, probably Velna)", "harbour watch…"),
        ("Association of Ferry Owners and Shippers", "Association of Ferry Owners…"),
        ("Governor of Velna", "Governor of Velna"),
    ],
)
def test_a_long_name_is_cut_before_its_bracket_or_after_a_whole_word(name: str, told: str) -> None:
    assert shortened(name, 30) == told


def test_what_a_narrow_panel_says_of_itself_stays_within_it(story: Story) -> None:
    proposed = [row | {"estimand_basis": "proposed"} for row in rows_of(story, "estimates")]
    spec = estimates_over_time(with_rows(story, "estimates", proposed), width=340).to_dict(validate=False)
    said = [view["title"]["subtitle"] for view in panels(spec)]
    lines = [line for one in said for line in ([one] if isinstance(one, str) else one)]
    assert max(map(len, lines)) * LETTER <= 340
    assert any("proposed by the machine" in " ".join(one) for one in said if isinstance(one, list))


def test_a_name_left_of_its_mark_grows_away_from_it(crowd: Spec) -> None:
    named = [
        row
        for whole in panels(crowd) for view in whole["hconcat"] for row in rows(crowd, view, having="align")
        if isinstance(row["text"], list)
    ]  # fmt: skip
    assert {row["align"] for row in named} == {"left", "right"}


def test_numbers_that_do_not_say_what_they_count_are_drawn_last(story: Story) -> None:
    titles = [str(view["title"]["text"]) for view in panels(estimates_over_time(story).to_dict(validate=False))]
    renamed = [row | {"name": UNTOLD} if row["name"] == titles[0] else row for row in rows_of(story, "estimands")]
    spec = estimates_over_time(with_rows(story, "estimands", renamed)).to_dict(validate=False)
    assert [str(view["title"]["text"]) for view in panels(spec)] == [*titles[1:], UNTOLD]


def test_an_empty_selection_says_so_in_words(story: Story) -> None:
    spec = estimates_over_time(story, Selection(outlet="No Such Paper")).to_dict(validate=False)
    assert "No figure to draw with this selection." in texts(spec)
    assert "No Such Paper" in texts(spec)
    assert "No figure to draw" in vega.svg(spec)


def test_a_story_without_figures_says_what_is_missing() -> None:
    assert "story.toml" in texts(estimates_over_time(Story({}, STORY_FILE)).to_dict(validate=False))


def test_a_story_of_undated_figures_alone_is_drawn_in_the_lane(story: Story) -> None:
    timeless = [
        {key: value for key, value in row.items() if not key.startswith("as_of")} for row in rows_of(story, "estimates")
    ]
    spec = estimates_over_time(with_rows(story, "estimates", timeless)).to_dict(validate=False)
    assert all(len(view["hconcat"]) == 1 for view in panels(spec))
    assert "<svg" in vega.svg(spec)


def test_panels_beyond_the_limit_are_named_and_not_drawn(story: Story) -> None:
    some = rows_of(story, "estimates")[1]
    many = [some | {"estimate_id": f"x{at}", "estimand": f"thing {at}"} for at in range(charts.MOST_PANELS + 3)]
    spec = estimates_over_time(with_rows(story, "estimates", many)).to_dict(validate=False)
    assert len(panels(spec)) == charts.MOST_PANELS
    assert "3 more panels not drawn" in " ".join(row["text"] for row in spec["datasets"][_last(spec)])


def _last(spec: Spec) -> str:
    return str(spec["vconcat"][-1]["layer"][0]["data"]["name"])


def test_a_huge_story_stays_under_the_guard_of_5000_marks(story: Story) -> None:
    some = rows_of(story, "estimates")[1]
    many = [some | {"estimate_id": f"x{at:05}", "low": float(at)} for at in range(charts.MOST_FIGURES + 200)]
    spec = estimates_over_time(with_rows(story, "estimates", many)).to_dict(validate=False)
    assert len(touched(spec)) == charts.MOST_FIGURES
    assert sum(len(data) for data in spec["datasets"].values()) < 5000
    assert f"first {charts.MOST_FIGURES}" in texts(spec)


def test_named_panels_are_drawn_in_the_order_named(story: Story) -> None:
    spec = estimates_over_time(story, estimands=["rain", "People reported missing"]).to_dict(validate=False)
    assert titles(spec) == ["Rain in one day at Torrin", "People reported missing"]


@pytest.mark.parametrize(
    ("options", "message"),
    [({"axis": "retrieved"}, "axis must be one of as_of, published"), ({"estimands": ["dogs"]}, "is 'dogs'")],
)
def test_a_wrong_option_is_refused(story: Story, options: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        estimates_over_time(story, **options)


HOSTILE = [
    "</script><script>window.PWN=1</script>", "<img src=x onerror=window.PWN=1>", "{{7*7}}", "datum.PWN",
    "x' || true || '", "]]><svg onload=window.PWN=1>", "javascript:window.PWN=1", '"onmouseover="window.PWN=1',
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_stand_only_in_data_and_titles_and_are_drawn_as_text(story: Story, text: str) -> None:
    entities = [row | {"name": text} for row in rows_of(story, "entities")]
    spec = estimates_over_time(with_rows(story, "entities", entities)).to_dict(validate=False)
    without_data = json.dumps({key: value for key, value in spec.items() if key != "datasets"})
    assert json.dumps(text)[1:-1] not in without_data
    for element in ElementTree.fromstring(vega.svg(spec)).iter():
        assert element.tag.rpartition("}")[2] in {
            "svg",
            "g",
            "path",
            "rect",
            "line",
            "text",
            "tspan",
            "defs",
            "clipPath",
        }
        assert not any(name.lower().startswith("on") or "href" in name for name in element.attrib)


def _contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("colour", [*Palette().claimants, Palette().muted, Palette().ink])
def test_label_colours_are_legible_on_paper_and_in_the_lane(colour: str) -> None:
    assert _contrast(colour, Palette().paper) >= 4.5
    assert _contrast(colour, Palette().lane) >= 4.5


@pytest.fixture(scope="module")
def thrice(story: Story) -> Story:
    """The story with one figure reported alike by three reports, and once more in a headline."""
    kept = rows_of(story, "estimates")
    some = next(row for row in kept if row["estimate_id"] == "e-06")
    reports = [row["report_id"] for row in rows_of(story, "reports")]
    again = [
        some | {"estimate_id": f"z{at}", "report_id": reports[at % len(reports)], "part": "body"} for at in range(3)
    ]
    others = [row for row in kept if row["estimate_id"] != "e-06"]
    return with_rows(story, "estimates", [*others, *again, some | {"estimate_id": "z-head", "part": "headline"}])


def test_figures_alike_are_one_mark_with_their_count(thrice: Story) -> None:
    spec = estimates_over_time(thrice).to_dict(validate=False)
    told = touched(spec)["z0"]
    assert told["ids"] == ["z0", "z1", "z2"]
    assert told["count"] == 3
    assert "3 figures alike" in told["Figure"]
    assert {"Velna Courier", "Harbour Times, text by Inland Press"} <= set(told["Outlet"].split("; "))
    badges = [row["text"] for view in panels(spec) for row in rows(spec, view, having="text")]
    assert badges.count("×3") == 1
    assert [row["Stands in"] for row in touched(spec).values() if "z-head" in row["ids"]] == ["headline"]


def test_the_table_beside_the_chart_lists_each_of_the_figures_alike(thrice: Story) -> None:
    assert len(tables.estimates_table(thrice)) == len(thrice.estimates[thrice.estimates["charted"]])


def test_the_caption_says_what_a_count_beside_a_mark_means(spec: Spec) -> None:
    said = " ".join(row["text"] for row in spec["datasets"][_last(spec)])
    assert "×3 stands for three figures alike" in said


@pytest.mark.parametrize(
    "change", [{"stance": "denied"}, {"bound": "about"}, {"anonymous": True}, {"superseded": True}]
)
def test_figures_that_look_different_stay_apart(thrice: Story, change: dict[str, Any]) -> None:
    changed = [row | (change if row["estimate_id"] == "z1" else {}) for row in rows_of(thrice, "estimates")]
    told = touched(estimates_over_time(with_rows(thrice, "estimates", changed)).to_dict(validate=False))
    assert told["z0"]["ids"] == ["z0", "z2"]
    assert told["z1"]["ids"] == ["z1"]


@pytest.fixture(scope="module")
def crowd(story: Story) -> Spec:
    """Sixty figures of thirty claimants between 10,000 and 12,000 within a week."""
    some = next(row for row in rows_of(story, "estimates") if row["estimate_id"] == "e-06")
    many = [
        some | {
            "estimate_id": f"m{at:02}", "claimant": f"claimant {at % 30}",
            "low": value, "high": value, "best": value,
            "as_of_earliest": day, "as_of_latest": day, "bound": "bare",
        }
        for at in range(60)
        for value, day in [(10_000 + at % 3 * 1000, f"2031-05-0{1 + at * 7 % 6}")]
    ]  # fmt: skip
    return estimates_over_time(with_rows(story, "estimates", many)).to_dict(validate=False)


def _claimants_in_key(spec: Spec) -> list[Spec]:
    return list(spec["datasets"][spec["vconcat"][0]["layer"][0]["data"]["name"]])


def test_the_key_gathers_claimants_beyond_the_looks_that_can_be_told_apart(crowd: Spec) -> None:
    key = _claimants_in_key(crowd)
    looks = [(row["colour"], row["shape"]) for row in key]
    held = {row["Held by"] for row in touched(crowd).values()}
    own = len(Palette().claimants) + len(GREY_SHAPES)
    assert len(set(looks)) == len(looks) == own + 1
    assert key[-1]["name"] == f"others ({len(held) - own})"
    assert key[-1]["told"].startswith("others: ")


def test_the_key_begins_with_the_claimants_of_most_figures(spec: Spec) -> None:
    held = Counter(row["Held by"] for row in touched(spec).values() for _ in row["ids"])
    counts = [held[row["name"]] for row in _claimants_in_key(spec)]
    assert counts == sorted(counts, reverse=True)


def _pixels(view: Spec, row: Spec) -> tuple[float, float]:
    """Where a row is drawn, worked back from the axes as a renderer does."""
    encoding = view["layer"][0]["encoding"]
    (left, right), (low, high) = (encoding[name]["scale"]["domain"] for name in ("x", "y"))
    return (row["x"] - left) / (right - left) * view["width"], (high - row["y"]) / (high - low) * view["height"]


def test_in_the_drawn_chart_no_words_stand_on_words_or_marks(crowd: Spec, spec: Spec) -> None:
    views = [(drawn, view) for drawn in (crowd, spec) for whole in panels(drawn) for view in whole["hconcat"]]
    for one, view in views:
        names: list[Box] = []
        for row in rows(one, view, having="opacity"):
            if "text" in row and isinstance(row["text"], list):
                (x, y), (wide, high) = _pixels(view, row), labels.size("\n".join(row["text"]))
                left = x - wide if row["align"] == "right" else x
                names.append(Box(left, y - 6, left + wide, y - 6 + high - 1))
        signs = [_pixels(view, row) for row in rows(one, view, having="size")]
        assert not any(covers(a, b) for at, a in enumerate(names) for b in names[at + 1 :])
        assert not any(covers(a, Box(x - 4, y - 4, x + 4, y + 4)) for a in names for x, y in signs)


def test_a_dense_panel_is_taller_and_no_panel_is_taller_than_a_page() -> None:
    heights = [panel.height(count) for count in range(200)]
    assert heights == sorted(heights)
    assert heights[12] < heights[25] <= panel.TALLEST == heights[-1]


def test_twelve_panels_are_drawn(story: Story) -> None:
    some = rows_of(story, "estimates")[1]
    many = [some | {"estimate_id": f"x{at}", "estimand": f"thing {at}"} for at in range(12)]
    spec = estimates_over_time(with_rows(story, "estimates", many)).to_dict(validate=False)
    assert len(panels(spec)) == 12
    assert "not drawn" not in texts(spec)
