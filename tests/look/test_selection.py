"""What a selection keeps, and how it says itself."""

from __future__ import annotations

from typing import Any

import pytest

from tests.frames import flood_story, rows_of, with_rows
from workbench.errors import InputError
from workbench.look.joined import JOINED, joined
from workbench.look.selection import Selection, apply, most_reported
from workbench.story import Story


def phrases(story: Story, **chosen: Any) -> list[str]:
    return list(apply(Selection(**chosen), story)["phrase"])


@pytest.fixture(scope="module")
def story() -> Story:
    return flood_story()


def test_an_empty_selection_keeps_every_estimate_charted_or_not(story: Story) -> None:
    assert len(apply(Selection(), story)) == len(story.estimates)


def test_rows_carry_the_columns_of_the_ledger_and_the_joined_ones(story: Story) -> None:
    frame = apply(Selection(), story)
    assert [*story.estimates.columns, *JOINED] == list(frame.columns)


def test_the_sentence_is_sliced_from_the_report_with_the_phrase_inside_it(story: Story) -> None:
    for row in joined(story).to_dict("records"):
        assert row["sentence"][row["phrase_start"] : row["phrase_end"]] == row["phrase"]


@pytest.mark.parametrize("name", ["Velna Courier", "governor", "Governor of Velna"])
def test_source_means_outlet_speaker_or_claimant(story: Story, name: str) -> None:
    frame = apply(Selection(source=name), story)
    assert len(frame)
    assert set(frame["outlet"]) == {"Velna Courier"} or set(frame["claimant"]) == {"governor"}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"estimand": "rain"}, ["212 millimetres"]),
        ({"estimand": "Rain in one day at Torrin"}, ["212 millimetres"]),
        ({"anonymous": True}, ["Up to 75"]),
        ({"stance": "believed"}, ["no fewer than 40"]),
        ({"claim_type": "denial"}, ["6,000", "6,000"]),
        ({"part": "headline"}, ["At least 14", "23", "6,000"]),
        ({"text": "VOLUNTEERS of"}, ["no fewer than 40"]),
        ({"outlet": "Upriver Notes"}, ["no fewer than 40", "Several hundred"]),
        ({"outlet": ("Upriver Notes", "Morning Digest"), "estimand": "evacuated"}, ["Several hundred"]),
        ({"place": "Torrin"}, ["212 millimetres"]),
    ],
)
def test_fields_keep_equal_values_and_combine(story: Story, chosen: dict[str, Any], expected: list[str]) -> None:
    assert phrases(story, **chosen) == expected


def test_a_place_holds_what_lies_within_it(story: Story) -> None:
    assert "212 millimetres" in phrases(story, place="velna")


def test_a_date_keeps_figures_whose_time_may_include_it(story: Story) -> None:
    kept = phrases(story, date="2031-05-06")
    assert "31" in kept  # exactly that day
    assert "25 to 30" in kept  # of an interval around it
    assert "no fewer than 40" in kept  # of a day or later
    assert "About 60" not in kept  # of an earlier day
    assert "More than 50" not in kept  # of no stated time


def test_known_by_keeps_what_was_out_and_flags_what_only_may_have_been(story: Story) -> None:
    frame = apply(Selection(known_by="2031-05-05"), story)
    by_outlet = frame.groupby("outlet", dropna=False)["possibly_out"].unique()
    assert list(by_outlet["Harbour Times"]) == [False]
    assert list(by_outlet["Morning Digest"]) == [True]
    assert list(by_outlet["Upriver Notes"]) == [True]
    assert "Around 4,500" not in list(frame["phrase"])  # out on the 6th


def test_a_mention_in_the_sentence_counts_for_an_entity(story: Story) -> None:
    first = rows_of(story, "estimates")[1]
    start = first["sentence_start"]
    mention = {
        "report_id": first["report_id"],
        "start": start,
        "end": start + 6,
        "text": "TORRIN",
        "entity_id": "torrin-town",
    }
    seen = with_rows(story, "mentions", [mention])
    assert phrases(seen, entity="torrin-town") == ["at least 14"]


@pytest.mark.parametrize("name", ["x' || true || '", "{0.__class__}", "%s", '"] | [*', "a` and 1==1"])
def test_a_source_of_any_name_returns_exactly_its_rows(story: Story, name: str) -> None:
    entities = [row | ({"name": name} if row["entity_id"] == "weather" else {}) for row in rows_of(story, "entities")]
    hostile = with_rows(story, "entities", entities)
    assert phrases(hostile, claimant=name) == ["212 millimetres"]
    assert phrases(hostile, source=name) == ["212 millimetres"]
    assert phrases(story, source=name) == []


@pytest.mark.parametrize(
    ("chosen", "message"),
    [
        ({"stance": "sure"}, "stance must be one of asserted, .* is 'sure'"),
        ({"part": "footer"}, "part must be one of headline, .* is 'footer'"),
        ({"claim_type": ("estimate", "guess")}, "claim_type must be one of .* is 'guess'"),
        ({"known_by": "5 May"}, "known_by must be a day such as 2024-10-23, is '5 May'"),
        ({"date": "2031-02-30"}, "date must be a day .* is '2031-02-30'"),
    ],
)
def test_a_wrong_value_is_refused_with_the_allowed_ones(chosen: dict[str, Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        Selection(**chosen)


def test_a_selection_says_itself_in_one_sentence(story: Story) -> None:
    assert Selection().sentence() == "All figures of the story."
    chosen = Selection(claimant=("interior", "governor"), estimand="dead", anonymous=False, known_by="2031-05-05")
    assert chosen.sentence(story) == (
        "Figures of People confirmed dead in the Velna valley, held by Interior Ministry or Governor of Velna, "
        "from named sources, known by 2031-05-05 (reports that only may have been out are marked)."
    )


def test_estimands_with_most_charted_figures_come_first(story: Story) -> None:
    assert most_reported(story) == ["dead", "evacuated", "missing", "rain", "valley"]


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"date_from": "2031-05-06", "date_to": "2031-05-06"}, {"date": "2031-05-06"}),
        ({"date_to": "2031-05-02"}, {"query": "as_of<=2031-05-02"}),
        ({"date_from": "2031-05-04"}, {"query": "as_of>=2031-05-04"}),
        ({"claimant": ""}, {"query": 'claimant="outlet’s own words"'}),
        ({"topic": "toll"}, {}),
    ],
)
def test_two_ways_to_ask_for_the_same(story: Story, chosen: dict[str, Any], expected: dict[str, Any]) -> None:
    assert phrases(story, **chosen) == phrases(story, **expected)


def test_an_empty_text_asks_for_what_is_not_stated(story: Story) -> None:
    frame = apply(Selection(claimant=""), story)
    assert len(frame)
    assert frame["claimant"].isna().all()


def test_a_party_holds_what_its_people_hold(story: Story) -> None:
    held = set(apply(Selection(party="interior"), story)["claimant"])
    assert held == {"interior", "health-unnamed"}


def test_the_quality_of_a_day_parts_the_figures(story: Story) -> None:
    kinds = ("one day", "several days", "open", "not known")
    parts = [phrases(story, date_quality=kind) for kind in kinds]
    assert sorted(phrase for part in parts for phrase in part) == sorted(story.estimates["phrase"])
    assert "no fewer than 40" in parts[2]  # of a day or later
    assert "More than 50" in parts[3]


def test_an_origin_is_the_first_report_of_a_chain(story: Story) -> None:
    reports = rows_of(story, "reports")
    figure = {
        "figure_id": "f", "estimates": ["e-01", "e-02"], "reports": [reports[0]["report_id"]], "variants": [],
        "origins": [[reports[0]["report_id"]]], "ultimate_sources": [], "unknown": [],
    }  # fmt: skip
    seen = with_rows(story, "corroboration", [figure])
    first = [row for row in rows_of(story, "estimates") if row["estimate_id"] in ("e-01", "e-02")]
    wanted = [row["phrase"] for row in first if row["report_id"] == reports[0]["report_id"]]
    assert phrases(seen, origin=reports[0]["report_id"]) == wanted
    assert "whose text begins with Velna Courier" in Selection(origin=reports[0]["report_id"]).sentence(seen)


@pytest.mark.parametrize(
    "selection",
    [
        Selection(),
        Selection(source=("Velna Courier", "governor"), anonymous=False, date_from="2031-05-01", query='a -"b c"'),
        Selection(claimant="", text="x' || true", known_by="2031-05-05", date_quality=("open", "not known")),
    ],
)
def test_a_selection_saved_as_text_comes_back_as_itself(selection: Selection) -> None:
    assert Selection.from_json(selection.to_json()) == selection


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("nonsense", "saved selection: not JSON"),
        ("[1]", '"selection" must be 1'),
        ('{"source": "x"}', '"selection" must be 1, is None'),
        ('{"selection": 2}', '"selection" must be 1, is 2'),
        ('{"selection": 1, "colour": "red"}', "no field 'colour'; the fields are source, outlet"),
        ('{"selection": 1, "anonymous": "yes"}', "anonymous must be true or false"),
        ('{"selection": 1, "source": []}', "source must be a text or a list of texts"),
        ('{"selection": 1, "source": [1]}', "source must be a text or a list of texts"),
        ('{"selection": 1, "query": ["a"]}', "query must be a text"),
        ('{"selection": 1, "stance": "sure"}', "stance must be one of"),
        ('{"selection": 1, "query": "value>"}', "character 7"),
        ('{"selection": 1, "date_from": "2031-05-02", "date_to": "2031-05-01"}', "must not come after date_to"),
    ],
)
def test_text_that_is_no_saved_selection_is_refused(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Selection.from_json(text)
