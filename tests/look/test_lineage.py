"""The lineage as a table and as a picture, from rows typed in by hand."""

from __future__ import annotations

import re
from typing import Any

from tests.frames import flood_story, with_rows
from workbench.look import vega
from workbench.look.lineage import lineage_table, links, nodes, variants_table
from workbench.look.lineagechart import lineage_chart
from workbench.model import content_id
from workbench.story import Story

COURIER, HARBOUR, DIGEST, BLOG = (content_id("r", key) for key in ("courier-1", "harbour-1", "digest", "blog"))


def _evidence(kind: str, text: str | None = None) -> dict[str, Any]:
    return {"kind": kind, "text": text, "score": 1.0}


def _link(child: str, parent: str, **more: Any) -> dict[str, Any]:
    plain = {"kind": "partly", "direction_certain": True, "basis": "judged", "state": "proposed"}
    return {"child": child, "parent": parent, "evidence": [_evidence("fact", "23 dead")], **plain, **more}


def _story(*rows: dict[str, Any], inferred: tuple[dict[str, Any], ...] = ()) -> Story:
    return with_rows(with_rows(flood_story(), "lineage", rows), "inferred_parents", inferred)


INFERRED = {
    "id": "1",
    "children": [BLOG, DIGEST],
    "variants": [{"text": "the bridge fell", "reports": [], "starts": [], "ends": [], "other": "the bridge gave way"}],
}


def test_texts_stand_in_the_order_of_their_days_and_after_those_they_draw_on() -> None:
    story = _story(_link(DIGEST, HARBOUR), _link(HARBOUR, "wire:Inland Press"), _link(HARBOUR, COURIER))
    assert [text.name for text in nodes(story)] == ["Inland Press", "Velna Courier", "Harbour Times", "Morning Digest"]


def test_a_text_stands_after_the_one_it_draws_on_even_when_its_day_is_earlier() -> None:
    assert [text.id for text in nodes(_story(_link(COURIER, DIGEST)))] == [DIGEST, COURIER]


def test_a_loop_of_two_reports_does_not_hide_either() -> None:
    assert {text.id for text in nodes(_story(_link(COURIER, DIGEST), _link(DIGEST, COURIER)))} == {DIGEST, COURIER}


def test_an_inferred_text_stands_before_its_reports_and_says_that_nobody_has_seen_it() -> None:
    below = [_link(child, "inferred:1") for child in (BLOG, DIGEST)]
    texts = nodes(_story(_link(DIGEST, COURIER), *below, inferred=(INFERRED,)))
    assert [text.kind for text in texts] == ["report", "inferred", "report", "report"]
    assert "nobody" in texts[1].name


def test_a_denied_link_is_listed_and_not_drawn() -> None:
    story = _story(_link(DIGEST, HARBOUR, state="denied"), _link(DIGEST, COURIER))
    assert [link.parent for link in links(story)] == [COURIER]
    assert list(lineage_table(story)["State"]) == ["denied", "proposed"]


def test_the_table_counts_the_evidence_and_quotes_its_words() -> None:
    evidence = [_evidence("overlap", "the water rose"), _evidence("quotation", "We saw it come"), _evidence("overlap")]
    row = lineage_table(_story(_link(DIGEST, HARBOUR, evidence=evidence))).iloc[0]
    assert row["Evidence"] == "a shared quotation; 2 runs of shared words"
    assert row["In the words"] == "We saw it come"


def test_the_wordings_of_an_inferred_text_are_listed_beside_those_of_the_known_one() -> None:
    row = variants_table(_story(inferred=(INFERRED,))).iloc[0]
    assert (row["They share"], row["The known text has"]) == ("the bridge fell", "the bridge gave way")


def test_the_picture_tells_measured_from_judged_by_dashes() -> None:
    drawn = vega.svg(lineage_chart(_story(_link(DIGEST, HARBOUR))).to_dict(validate=False))
    full = vega.svg(lineage_chart(_story(_link(DIGEST, HARBOUR, basis="measured"))).to_dict(validate=False))
    assert "stroke-dasharray" in drawn
    assert "stroke-dasharray" not in full


def test_without_links_the_picture_says_so_and_claims_no_independence() -> None:
    drawn = vega.svg(lineage_chart(flood_story()).to_dict(validate=False))
    assert "No report is known to draw on another" in drawn
    assert "no proof" in drawn


def test_a_credited_address_is_shown_with_its_owner() -> None:
    assert nodes(_story(_link(DIGEST, "wire:halden.example")))[0].name == "Halden (halden.example)"


def test_a_credited_wire_whose_texts_are_here_is_not_said_to_be_missing() -> None:
    story = _story(_link(DIGEST, "wire:Velna Wire"))
    assert nodes(story)[0].title == "credited, and not among these reports"
    story.reports["wire"] = story.reports["wire"].where(story.reports["report_id"] != HARBOUR, "Velna Wire")
    assert nodes(story)[0].title == "credited; which of its reports is not known"


def test_a_report_without_outlet_and_wire_goes_by_its_title_and_tells_its_file() -> None:
    story = _story(_link(DIGEST, HARBOUR))
    row = story.reports["report_id"] == DIGEST
    story.reports.loc[row, ["outlet", "wire", "title", "file"]] = [None, None, "Morning round-up", "notes/07.txt"]
    child = nodes(story)[1]
    assert (child.name, child.title) == ("“Morning round-up”", "no outlet stated; file 07.txt")


def test_on_a_telephone_a_long_title_takes_two_lines_and_the_day_of_a_long_name_stays() -> None:
    story = _story(_link(DIGEST, HARBOUR))
    row = story.reports["report_id"] == DIGEST
    title = "Water falls in the lower town while the bridge stays shut for another week"
    story.reports.loc[row, ["outlet", "title"]] = ["The Morning Digest of the Upper and the Lower Town", title]
    drawn = vega.svg(lineage_chart(story, width=356).to_dict(validate=False))
    shown: list[str] = re.findall(r"<text[^>]*>([^<]*)</text>", drawn)
    lines = [text for text in shown if text and text in title]
    assert " ".join(lines) == title
    assert any("…" in text and text.endswith(str(nodes(story)[1].when)) for text in shown)


def test_hostile_names_are_only_text() -> None:
    story = _story(_link(DIGEST, "wire:<img src=x onerror=alert(1)>"))
    drawn = vega.svg(lineage_chart(story).to_dict(validate=False))
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_a_picture_that_cannot_hold_all_texts_keeps_both_ends_of_its_links() -> None:
    rows = [_link(f"wire:Child {at}", f"wire:Parent {at}") for at in range(61)]
    drawn = vega.svg(lineage_chart(_story(*rows)).to_dict(validate=False))
    assert "No report is known" not in drawn
    assert "Drawn are 60 of 122 texts" in drawn
