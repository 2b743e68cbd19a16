"""What the comparison of reports found, as a reader sees it: support, discrepancies, hedges, the replay by day."""

from __future__ import annotations

from typing import Any

import pytest

import workbench as wb
from tests.frames import flood_story, with_rows
from workbench.compare.discrepancies.changes import RULE
from workbench.compare.support.thread import pull_the_thread
from workbench.compare.vintage import known_by
from workbench.look import wording
from workbench.look.discrepancies import discrepancies_html, discrepancies_table
from workbench.look.hedgeledger import hedge_ledger
from workbench.look.replay import days, replay_table
from workbench.look.support import support_table
from workbench.look.tables import estimates_table
from workbench.look.thread import thread_table, unnamed_sources
from workbench.model import content_id
from workbench.story import Story

COURIER, HARBOUR, DIGEST = (content_id("r", key) for key in ("courier-1", "harbour-1", "digest"))


def _figure(**more: Any) -> dict[str, Any]:
    plain = {
        "figure_id": "f-1", "estimand": "dead", "value": 23.0, "low": 23.0, "high": 23.0,
        "estimates": ["e-06"], "variants": [{"claimant": "interior", "bound": "bare"}], "reports": [HARBOUR],
        "origins": [[HARBOUR]], "ultimate_sources": ["interior"], "unknown": [],
    }  # fmt: skip
    return {**plain, **more}


def _discrepancy(**more: Any) -> dict[str, Any]:
    text = flood_story().reports.set_index("report_id")["text"]
    plain = {
        "discrepancy_id": "d-1", "kind": "hedge dropped", "severity": "medium", "reading": "A hedge is gone.",
        "a_report": COURIER, "a_start": text[COURIER].index("About 60"), "a_end": text[COURIER].index(", the ministry"),
        "b_report": DIGEST, "b_start": 0, "b_end": 28, "state": "open",
    }  # fmt: skip
    return {**plain, **more}


def test_three_counts_stand_side_by_side_and_the_unknown_apart() -> None:
    row = _figure(reports=[COURIER, HARBOUR, DIGEST], origins=[[COURIER, HARBOUR], [DIGEST]], unknown=[DIGEST])
    assert wording.badge(row) == "3 reports / 2 origins / 1 source + 1 unknown"


def test_a_figure_without_a_named_holder_says_so_and_counts_no_source() -> None:
    row = _figure(ultimate_sources=[], unknown=[HARBOUR])
    assert wording.badge(row) == "1 report / 1 origin / 0 sources + 1 unknown"
    table = support_table(with_rows(flood_story(), "corroboration", [row]))
    assert table["Held by"][0] == "nobody named"


def test_the_table_of_support_names_holders_variants_and_reports() -> None:
    row = support_table(with_rows(flood_story(), "corroboration", [_figure()])).iloc[0]
    assert (row["Figure"], row["Held by"], row["In"]) == ("23", "Interior Ministry", "Harbour Times")
    assert row["As worded"] == "as stated (Interior Ministry)"


def test_the_badge_stands_beside_every_estimate_of_its_figure_in_the_table() -> None:
    table = estimates_table(with_rows(flood_story(), "corroboration", [_figure()]))
    badges = table.loc[table["Words"] == "23", "Stands on"]
    assert "1 report / 1 origin / 1 source" in set(badges)


def test_the_queue_shows_both_wordings_and_keeps_the_dismissed_with_their_reason() -> None:
    rows = [_discrepancy(), _discrepancy(discrepancy_id="d-2", state="dismissed", reason="a slip of the pen")]
    story = with_rows(flood_story(), "discrepancies", rows)
    table = discrepancies_table(story)
    assert list(table["State"]) == ["open", "dismissed"]
    assert table["Reason"][1] == "a slip of the pen"
    assert table["First"][0] == "About 60 people are missing"
    assert len(discrepancies_table(story, state="open")) == 1
    (one, *_) = story.discrepancies["discrepancy_id"]
    assert len(discrepancies_table(story, only={one})) == 1
    assert discrepancies_table(story, only=()).empty


def test_the_queue_marks_what_differs_without_colour_and_says_when_it_is_cut() -> None:
    text = flood_story().reports.set_index("report_id")["text"]
    start, end = text[HARBOUR].index("The Interior"), text[HARBOUR].index(" Governor")
    at = text[DIGEST].index("The number"), text[DIGEST].index(" The governor")
    spans = {"a_report": HARBOUR, "a_start": start, "a_end": end, "b_start": at[0], "b_end": at[1]}
    rows = [_discrepancy(discrepancy_id=f"d-{number}", **spans) for number in range(3)]
    page = str(discrepancies_html(with_rows(_drawn(parent=HARBOUR), "discrepancies", rows), most=2))
    assert "2 of 3 discrepancies" in page
    assert "from 14 two days before" in page
    assert "<del>Interior Ministry has counted 23 dead, up</del>" in page
    assert "<ins>the bridge fell</ins>" in page
    assert "First (struck through: dropped)" in page
    assert "Then (underlined: added)" in page


def test_wordings_that_share_but_a_word_are_shown_whole() -> None:
    page = str(discrepancies_html(with_rows(_drawn(), "discrepancies", [_discrepancy()])))
    assert "<del>" not in page
    assert "About 60 people are missing" in page


def _drawn(**more: Any) -> Story:
    """The flood, the digest drawing on the Courier."""
    edge = {"child": DIGEST, "parent": COURIER, "kind": "partly", "direction_certain": True, "evidence": [],
            "basis": "judged", "state": "proposed", **more}  # fmt: skip
    return with_rows(flood_story(), "lineage", [edge])


def test_of_reports_that_do_not_draw_on_each_other_no_word_is_marked_as_dropped() -> None:
    for story in (flood_story(), _drawn(state="denied")):
        page = str(discrepancies_html(with_rows(story, "discrepancies", [_discrepancy()])))
        assert "<del>" not in page
        assert "60 people are missing" in page


def test_what_is_explained_or_dismissed_stands_at_the_end_with_the_reason_and_who_gave_it() -> None:
    rows = [
        _discrepancy(discrepancy_id="d-1", severity="high", state="dismissed", reason="a slip"),
        _discrepancy(discrepancy_id="d-2", severity="medium", state="explained", reason="two counts"),
        _discrepancy(discrepancy_id="d-3", severity="low"),
    ]
    judged = {"table": "discrepancies", "row": "d-1", "field": "state", "by": "person", "which": "Mira Ode"}
    story = with_rows(with_rows(flood_story(), "discrepancies", rows), "provenance", [judged])
    table = discrepancies_table(story)
    assert list(table["State"]) == ["open", "explained", "dismissed"]
    assert list(table["Reason"]) == ["", "two counts", "a slip"]
    assert list(table["Who"]) == ["", "", "Mira Ode"]
    assert "dismissed: a slip (Mira Ode)" in str(discrepancies_html(story))


def test_the_queue_prints_the_rule_by_which_a_change_is_grave() -> None:
    page = str(discrepancies_html(with_rows(flood_story(), "discrepancies", [_discrepancy()])))
    assert all(f"{name.capitalize()}: {said}." in page for name, said in RULE.items())


def test_a_hostile_reading_is_only_text() -> None:
    page = str(discrepancies_html(with_rows(flood_story(), "discrepancies", [_discrepancy(reading="<script>1")])))
    assert "<script>" not in page


def _aligned(labels: list[str], *, at: int = 0) -> dict[str, Any]:
    return {"a_report": HARBOUR, "a_start": 0, "a_end": 60, "b_report": DIGEST, "b_start": at, "b_end": at + 27,
            "score": 0.6, "labels": labels}  # fmt: skip


def _retold(*alignments: dict[str, Any], state: str = "proposed") -> Story:
    edge = {"child": DIGEST, "parent": HARBOUR, "kind": "partly", "direction_certain": True, "evidence": [],
            "basis": "judged", "state": state}  # fmt: skip
    return with_rows(with_rows(flood_story(), "lineage", [edge]), "alignments", alignments)


def test_the_hedge_ledger_counts_what_became_of_hedges_by_outlet() -> None:
    story = _retold(
        _aligned(["hedge dropped", "place"], at=0), _aligned(["certainty raised"], at=40), _aligned(["reworded"], at=80)
    )
    row = hedge_ledger(story).iloc[0]
    assert row["Outlet"] == "Morning Digest"
    assert (row["Retold"], row["Dropped"], row["Strengthened"], row["Added"]) == (3, 1, 1, 0)


def test_a_sentence_counts_once_in_the_hedge_ledger_with_the_likest_of_those_it_may_come_from() -> None:
    likest = {**_aligned(["reworded"]), "score": 0.9}
    row = hedge_ledger(_retold(_aligned(["hedge dropped"]), likest)).iloc[0]
    assert (row["Retold"], row["Dropped"]) == (1, 0)


def test_a_hedge_is_kept_only_where_both_sentences_hedge() -> None:
    claims = [
        {"claim_id": f"h-{report}", "report_id": report, "start": 0, "end": 20, "denied": False,
         "certainty_class": "hedged"}
        for report in (HARBOUR, DIGEST)
    ]  # fmt: skip
    both = with_rows(_retold(_aligned(["reworded"])), "claims", claims)
    one = with_rows(_retold(_aligned(["reworded"])), "claims", claims[:1])
    assert [int(hedge_ledger(story)["Kept"].iloc[0]) for story in (both, one)] == [1, 0]


def test_vague_words_are_shown_by_their_floor_and_a_nameless_holder_by_its_id() -> None:
    vague = _figure(value=2000.0, low=2000.0, high=None, variants=[{"claimant": None, "bound": "vague"}])
    assert support_table(with_rows(flood_story(), "corroboration", [vague]))["Figure"][0].startswith("2,000 or more")
    nameless = with_rows(flood_story(), "entities", [{"entity_id": "interior", "kind": "body"}])
    assert support_table(with_rows(nameless, "corroboration", [_figure()]))["Held by"][0] == "interior"


def test_a_report_held_to_draw_on_none_has_no_row_in_the_hedge_ledger() -> None:
    assert hedge_ledger(_retold(_aligned(["hedge dropped"]), state="denied")).empty


def test_the_replay_has_a_row_for_every_day_on_which_something_came_out() -> None:
    story = flood_story()
    table = replay_table(story)
    assert len(table) == len(days(story))
    assert list(table["Reports out"]) == sorted(table["Reports out"])
    assert table["Reports out"].iloc[0] == 1


def test_a_day_of_the_replay_tells_what_came_by_what_it_is_and_what_is_left_out() -> None:
    told = list(replay_table(flood_story())["What came"])
    assert told[0].startswith("New: at least 14 (")
    assert all(words.endswith(".") for words in told if words)
    assert not any("restated" in words.casefold() for words in told)


def test_the_replay_can_be_kept_to_its_latest_days() -> None:
    whole, latest = replay_table(flood_story()), replay_table(flood_story(), most=2)
    assert latest.to_dict("records") == whole.tail(2).to_dict("records")


def test_a_story_cut_to_a_day_is_replayed_up_to_it() -> None:
    assert days(known_by(flood_story(), "2031-05-05"))[-1] == "2031-05-05"


def test_of_rivals_no_word_is_marked_in_the_queue() -> None:
    story = with_rows(flood_story(), "discrepancies", [_discrepancy(kind="conflict")])
    page = str(discrepancies_html(story))
    assert "<del>" not in page
    assert "<ins>" not in page


def test_a_strike_lists_what_it_leaves_and_the_unnamed_are_a_register() -> None:
    story = flood_story()
    assert list(unnamed_sources(story)["Who"]) == ["unnamed health official"]
    table = thread_table(story, pull_the_thread(story, source="unnamed health official"))
    assert list(table["Left"]) == ["nobody gives it"]
    assert list(table["Before"]) == ["1 / 1 / 1"]


def test_the_front_door_offers_the_views_of_comparison_under_short_names() -> None:
    story = flood_story()
    assert [name for name in wb.__all__ if getattr(wb, name) is None] == []
    assert len(wb.replay(story)) == len(days(story))
    assert wb.known_by(story, "2031-05-03").known_by == "2031-05-03"
    with pytest.raises(AttributeError, match="has no attribute 'credibility'"):
        _ = wb.credibility
