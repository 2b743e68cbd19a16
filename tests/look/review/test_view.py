"""What the page shows: the words of a row, who decided each field, the log, and the same through the widget."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.frames import rows_of, with_rows
from tests.look.review.flood import HARBOUR, after, desk_in, lines, story_in
from workbench.look.review.context import Mark, pieces
from workbench.look.review.desk import desk_of
from workbench.look.review.view import choices, shown
from workbench.look.review.widget import Review, review, script

HOSTILE = "</script><script>window.PWN=1</script><img src=x onerror=window.PWN=1>"


def card_of(folder: Path, key: str, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = shown(after(desk_in(folder), {"do": "open", "key": key}))["item"]
    return found


def field_of(card: dict[str, Any], name: str) -> dict[str, Any]:
    return next(field for group in card["groups"] for field in group["fields"] if field["name"] == name)


def test_a_sentence_in_pieces_is_the_text_with_the_marks_over_it() -> None:
    text = "The mayor said 12 boats had left."
    found = pieces(text, 0, len(text), [Mark(0, 9, "source"), Mark(10, 14, "cue"), Mark(15, 17, "figure")])
    assert "".join(piece["text"] for piece in found) == text
    assert {piece["text"]: piece["marks"] for piece in found if piece["marks"]} == {
        "The mayor": ["source"], "said": ["cue"], "12": ["figure"]
    }  # fmt: skip


def test_a_figure_is_shown_in_its_sentence_with_report_and_day(tmp_path: Path) -> None:
    (passage,) = card_of(tmp_path, "estimates/e-06")["passages"]
    assert (passage["name"], passage["day"]) == ("Harbour Times", "4 May 2031")
    assert [piece["text"] for piece in passage["pieces"] if "figure" in piece["marks"]] == ["23"]
    whole = "".join(piece["text"] for piece in passage["pieces"] if "sentence" in piece["marks"])
    assert whole == "The Interior Ministry has counted 23 dead, up from 14 two days before."


def test_each_field_says_whether_machine_rule_or_person_decided_it(tmp_path: Path) -> None:
    card = card_of(tmp_path, "estimates/e-06")
    assert (field_of(card, "low")["by"], field_of(card, "low")["decided"]) == ("rule", "rule: number")
    assert field_of(card, "place")["by"] == "machine"
    desk = after(
        desk_in(tmp_path),
        {"do": "open", "key": "estimates/e-06"},
        {"do": "edit", "key": "estimates/e-06", "fields": {"low": "20"}},
    )
    low = field_of(shown(desk)["item"], "low")
    assert (low["value"], low["by"]) == ("20", "person")
    assert low["decided"].startswith("Mara, ")


def test_estimands_are_offered_with_none_before_them_and_names_alike_are_told_apart(tmp_path: Path) -> None:
    story = story_in(tmp_path)
    twin = {"entity_id": "interior-2", "name": "Interior Ministry", "kind": "body", "aliases": []}
    found = choices(with_rows(story, "entities", [*rows_of(story, "entities"), twin]))
    assert found["estimand"][0] == {"value": "", "label": "none"}
    labels = [one["label"] for one in found["entity"] if one["label"].startswith("Interior")]
    assert labels == ["Interior Ministry (body, interior)", "Interior Ministry (body, interior-2)"]


def test_a_difference_shows_both_wordings_and_what_may_be_done_with_it(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    card = shown(desk)["item"]
    assert [side["name"] for side in card["wordings"]] == ["Harbour Times", "Morning Digest"]
    assert [act["do"] for act in card["acts"]] == ["accept", "explain", "dismiss", "unsure", "note"]
    desk = after(desk, {"do": "explain", "key": card["key"], "reason": "A slip."}, {"do": "open", "key": card["key"]})
    assert [act["do"] for act in shown(desk)["item"]["acts"]] == ["explain", "dismiss", "reopen", "unsure", "note"]
    assert "Explained by mara".casefold() in shown(desk)["item"]["standing"].casefold()


def test_a_link_shows_what_speaks_for_it_in_both_reports(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "filter", "kind": "link"})
    evidence = shown(desk)["item"]["evidence"]
    assert {"kind": "fact", "child": "31", "parent": "31"} in evidence


def test_the_filter_keeps_one_kind_and_the_counts_of_all(tmp_path: Path) -> None:
    page = shown(after(desk_in(tmp_path), {"do": "filter", "kind": "holder"}))
    assert page["item"]["kind"] == "Charted figures whose holder is not settled"
    assert [one["kind"] for one in page["counts"]] == ["discrepancy", "holder", "reading", "link"]


def test_next_and_previous_stop_at_the_ends_and_say_so(tmp_path: Path) -> None:
    desk = desk_in(tmp_path)
    assert after(desk, {"do": "previous"}).said == "That was the first one."
    assert after(desk, *[{"do": "next"}] * len(desk.items)).said == "That was the last one."
    assert shown(after(desk, {"do": "next"}))["item"]["place"] == f"2 of {len(desk.items)}"


def test_a_search_among_all_rows_ignores_capitals_and_says_how_many(tmp_path: Path) -> None:
    page = shown(after(desk_in(tmp_path), {"do": "rows", "table": "estimates", "search": "GOVERNOR"}))["rows"]
    assert page["caption"] == "1 to 4 of 4 rows"
    assert all("Governor of Velna" in row["cells"] for row in page["rows"])


@pytest.mark.parametrize("table", ["estimates", "claims", "attributions", "discrepancies", "lineage", "passages"])
def test_every_listed_row_opens(tmp_path: Path, table: str) -> None:
    desk = after(desk_in(tmp_path), {"do": "rows", "table": table})
    row = shown(desk)["rows"]["rows"][0]
    card = shown(after(desk, {"do": "open", "key": row["key"]}))["item"]
    assert card["key"] == row["key"]
    assert card["acts"]


def test_a_row_that_is_gone_opens_without_anything_to_do(tmp_path: Path) -> None:
    assert card_of(tmp_path, "estimates/none")["acts"] == []


def test_the_log_tells_each_act_in_words_and_what_was_undone(tmp_path: Path) -> None:
    edit = {"do": "edit", "key": "estimates/e-06", "fields": {"claimant": "relief"}, "reason": "by the annex"}
    desk = after(desk_in(tmp_path), edit, {"do": "undo-last"})
    undoing, edited = shown(desk)["log"]
    words = "edited “23” in Harbour Times: claimant Interior Ministry → Valley Relief Union (by the annex)"
    assert (edited["said"], edited["undone"], edited["can_undo"]) == (words, True, False)
    assert undoing["said"] == f"took back: {words}"


def test_agreement_between_two_analysts_is_reported_by_field(tmp_path: Path) -> None:
    desk = after(desk_in(tmp_path), {"do": "accept", "key": "estimates/e-06"}, {"do": "who", "name": "Ines"})
    desk = after(desk, {"do": "accept", "key": "estimates/e-06"}, {"do": "tab", "tab": "loose"})
    fields = {row[0]: row[1:4] for row in shown(desk)["loose"]["agreement"]}
    assert fields["estimates: verdict"] == ["2", "1", "1 (100 %)"]


def test_hostile_words_are_handed_on_as_words(tmp_path: Path) -> None:
    story = story_in(tmp_path)
    hostile = [row | {"name": HOSTILE} for row in rows_of(story, "entities")]
    desk = desk_of(with_rows(story, "entities", hostile), who=HOSTILE)
    assert json.loads(json.dumps(shown(desk)))["who"] == HOSTILE
    assert "innerHTML" not in script()
    assert "insertAdjacentHTML" not in script()


# --- the widget -------------------------------------------------------------------------------------------------------


def send(widget: Review, **message: Any) -> None:
    """Sends what the page sends."""
    widget._handle_custom_msg(message, [])


def test_a_message_of_the_page_is_written_down_and_the_view_is_told_anew(tmp_path: Path) -> None:
    widget = review(story_in(tmp_path), who="Mara")
    send(widget, do="edit", key="estimates/e-00", fields={"claimant": "governor"}, reason="headline of her words")
    assert [line["field"] for line in lines(tmp_path)] == ["claimant"]
    assert widget.view["done"] == "estimates/e-00"
    assert widget.view["log"][0]["who"] == "Mara"
    held = dict(zip(widget.story.estimates["estimate_id"], widget.story.estimates["claimant"], strict=True))
    assert held["e-00"] == "governor"


def test_a_refusal_stands_in_the_view_and_the_next_act_clears_it(tmp_path: Path) -> None:
    widget = review(story_in(tmp_path), who="Mara")
    send(widget, do="dismiss", key=widget.view["item"]["key"])
    assert widget.view["error"] == "reason: 'dismiss' needs one"
    assert widget.view["done"] == ""
    send(widget, do="next")
    assert widget.view["error"] == ""


def test_whatever_goes_wrong_is_told_and_the_review_goes_on(tmp_path: Path) -> None:
    widget = review(story_in(tmp_path), who="Mara")
    send(widget, do="pick", rows=7)
    assert widget.view["error"].startswith("Something went wrong")
    send(widget, do="next")
    assert widget.view["error"] == ""


def test_a_new_name_is_among_the_choices_at_once(tmp_path: Path) -> None:
    widget = review(story_in(tmp_path), who="Mara")
    send(widget, do="select", report=HARBOUR, quote="Governor Ilse Marrow")
    place = {"report": HARBOUR, "start": widget.desk.chosen.start, "end": widget.desk.chosen.end}
    send(widget, do="add", **place, kind="entities", fields={"kind": "person"})
    assert "Governor Ilse Marrow" in [one["label"] for one in widget.choices["entity"]]


def test_the_name_given_last_is_kept_for_the_session(tmp_path: Path) -> None:
    send(review(story_in(tmp_path), who="Mara"), do="who", name="  Ines   Corr ")
    assert review(story_in(tmp_path)).view["who"] == "Ines Corr"
