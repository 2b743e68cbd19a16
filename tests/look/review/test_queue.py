"""The queue: what is in it, in which order, what leaves it, and that nothing is hidden."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.frames import rows_of, with_rows
from tests.look.review.flood import after, desk_in, figure, story_in
from workbench.look.review.desk import desk_of
from workbench.look.review.queue import KINDS, RULE, review_queue
from workbench.look.review.view import shown
from workbench.story import Story


def changed(story: Story, table: str, key: str, row: str, **changes: Any) -> Story:
    """The story with some fields of one row changed."""
    rows = [one | changes if one[key] == row else one for one in rows_of(story, table)]
    return with_rows(story, table, rows)


def kinds_of(story: Story) -> list[str]:
    return list(dict.fromkeys(item.kind for item in review_queue(story).items))


def doubts_on(story: Story, row: str) -> list[str]:
    return [said for item in review_queue(story).items if item.row == row for said in (item.doubt, *item.more)]


def test_differences_on_charted_figures_come_first_the_gravest_before_the_others(tmp_path: Path) -> None:
    story = story_in(tmp_path)
    items = [item for item in review_queue(story).items if item.kind == "discrepancy"]
    severity = {row["discrepancy_id"]: row["severity"] for row in rows_of(story, "discrepancies")}
    assert review_queue(story).items[: len(items)] == tuple(items)
    assert [severity[item.row] for item in items] == ["high", "medium", "medium", "medium"]


def test_the_kinds_stand_in_the_order_that_the_rule_states(tmp_path: Path) -> None:
    found = kinds_of(story_in(tmp_path))
    assert found == ["discrepancy", "holder", "reading", "link"]
    assert found == [kind for kind in KINDS if kind in found]
    places = [
        RULE.index(words) for words in ("charted figure", "holder is not settled", "weak rule", "links", "unsure")
    ]
    assert places == sorted(places)


def test_a_row_is_in_the_queue_once_with_all_its_doubts(tmp_path: Path) -> None:
    story = story_in(tmp_path)
    keys = [item.key for item in review_queue(story).items]
    assert len(keys) == len(set(keys))
    assert doubts_on(story, "e-23") == [
        "Nobody is named as the holder: pamphlet says it in its own voice.",
        "No day is known for which it holds.",
    ]


@pytest.mark.parametrize(
    ("changes", "doubt"),
    [
        ({"stance": "unknown"}, "No rule could tell how firmly it is held."),
        ({"stance": "denied"}, "The figure is taken as denied, while the claim around it is no denial."),
        ({"estimand_basis": "proposed"}, "is the machine’s proposal, not the story’s."),
        ({"claimant": "nowhere"}, "The holder nowhere is on no list of names."),
        ({"claimant": None}, "The words “The Interi” name a source, and nobody is set as the holder."),
        ({"as_of_earliest": None, "as_of_latest": None}, "No day is known for which it holds."),
        ({"charted": False, "why_not": "fits no estimand of the story file"}, "yet it counts people."),
    ],
)
def test_a_weak_or_contradicted_reading_says_what_is_in_doubt(
    tmp_path: Path, changes: dict[str, Any], doubt: str
) -> None:
    story = story_in(tmp_path)
    assert doubts_on(story, "e-06") == []
    found = doubts_on(changed(story, "estimates", "estimate_id", "e-06", **changes), "e-06")
    assert [said for said in found if said.endswith(doubt)]


def test_a_claim_that_hedges_what_the_figure_asserts_is_in_doubt(tmp_path: Path) -> None:
    story = changed(story_in(tmp_path), "claims", "claim_id", "c-06", certainty="might", certainty_class="hedged")
    assert doubts_on(story, "e-06") == ["The words “might” hedge it, while the figure is taken as asserted."]


def test_a_hedge_of_the_number_itself_is_no_doubt(tmp_path: Path) -> None:
    words = {"certainty": "Up to ", "certainty_class": "hedged"}
    assert doubts_on(changed(story_in(tmp_path), "claims", "claim_id", "c-10", **words), "e-10") == []


def test_background_and_figures_in_another_unit_are_no_doubt(tmp_path: Path) -> None:
    assert doubts_on(story_in(tmp_path), "e-03") == []


def test_an_unnamed_person_of_no_party_could_be_anybody(tmp_path: Path) -> None:
    story = story_in(tmp_path)
    assert doubts_on(story, "e-10") == []
    story = changed(story, "entities", "entity_id", "health-unnamed", within=None)
    assert doubts_on(story, "e-10") == [
        "The holder is given as “unnamed health official”, who could be anybody: no party is known."
    ]


def test_a_difference_without_a_charted_figure_stands_after_the_weak_readings(tmp_path: Path) -> None:
    story = story_in(tmp_path)
    uncharted = [row | {"charted": False, "why_not": "background: all"} for row in rows_of(story, "estimates")]
    assert kinds_of(with_rows(story, "estimates", uncharted)) == ["difference", "link"]


@pytest.mark.parametrize("act", ["accept", "reject"])
def test_an_accepted_or_rejected_row_leaves_the_queue_and_is_counted_as_reviewed(tmp_path: Path, act: str) -> None:
    desk = desk_in(tmp_path)
    before = {count.kind: count for count in desk.queue.counts}
    desk = after(desk, {"do": act, "key": "estimates/e-00"})
    assert doubts_on(desk.story, "e-00") == []
    counts = {count.kind: count for count in desk.queue.counts}
    assert counts["holder"].waiting == before["holder"].waiting - 1
    assert counts["holder"].reviewed == (1 if act == "accept" else 0)  # a rejected figure is drawn no more


def test_an_edited_row_leaves_the_queue(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "edit", "key": "estimates/e-00", "fields": {"stance": "assessed"}})
    assert figure(desk, "e-00")["stance"] == "assessed"
    assert doubts_on(desk.story, "e-00") == []


def test_an_unsure_row_waits_at_the_end_under_the_name_of_its_kind(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "unsure", "key": "estimates/e-00"})
    last = desk.queue.items[-1]
    assert (last.kind, last.row, last.more[0]) == ("unsure", "e-00", KINDS["holder"])


def test_a_difference_explained_leaves_and_one_opened_again_comes_back(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    key = desk.queue.items[0].key
    desk = after(desk, {"do": "explain", "key": key, "reason": "The governor spoke first."})
    assert key not in [item.key for item in desk.queue.items]
    desk = after(desk, {"do": "reopen", "key": key})
    assert desk.queue.items[0].key == key


def test_a_difference_that_stands_is_reviewed_and_stays_open(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    key = desk.queue.items[0].key
    desk = after(desk, {"do": "accept", "key": key})
    assert key not in [item.key for item in desk.queue.items]
    assert set(desk.story.discrepancies["state"]) == {"open"}


def test_a_correction_whose_row_is_gone_is_in_the_queue_with_its_words(tmp_path: Path) -> None:
    story = after(desk_in(tmp_path), {"do": "accept", "key": "estimates/e-00"}).story
    gone = story.corrections.assign(state="orphaned", why="no row of the table estimates stands there any more")
    items = review_queue(replace(story, tables={**story.tables, "corrections": gone})).items
    orphan = next(item for item in items if item.kind == "orphan")
    assert orphan.doubt.startswith("A correction of Mara changes nothing any more: no row of the table estimates")
    assert orphan.more == ("It was about “At least 14”.",)
    desk = desk_of(replace(story, tables={**story.tables, "corrections": gone}), who="Mara")
    desk = after(desk, {"do": "filter", "kind": "orphan"})
    assert [act["do"] for act in shown(desk)["item"]["acts"]] == ["take-back"]
    desk = after(desk, {"do": "take-back", "key": orphan.key})
    assert [item for item in desk.queue.items if item.kind == "orphan"] == []


def test_two_analysts_who_disagree_are_in_the_queue_until_one_is_kept(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "accept", "key": "estimates/e-06"}, {"do": "who", "name": "Ines"})
    desk = after(desk, {"do": "reject", "key": "estimates/e-06"})
    item = next(item for item in desk.queue.items if item.kind == "conflict")
    assert item.doubt.startswith("Mara and Ines disagree on whether it stands")
    accepted, rejected = (line for line in desk.story.corrections["correction_id"])
    desk = after(desk, {"do": "settle", "keep": accepted, "against": rejected})
    assert [item for item in desk.queue.items if item.kind == "conflict"] == []
    assert figure(desk, "e-06")["charted"] is True
