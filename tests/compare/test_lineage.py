"""Which report draws on which: found, directed, with evidence, and nothing between reports that only tell one event."""

from __future__ import annotations

from typing import Any

import pytest

from tests.compare.stories import REWRITE, UNRELATED, WIRE, figure, pairs, report, story_of
from workbench import ledger
from workbench.compare.lineage.edges import is_report, lineage_rows
from workbench.storyfile import StoryFile, Wire

FILE = StoryFile(wires=(Wire("Harbour Press", ("HPR",)),))


def kinds(row: dict[str, Any]) -> set[str]:
    return {one["kind"] for one in row["evidence"]}


def test_a_rewrite_that_credits_nobody_is_judged_to_draw_on_the_wire() -> None:
    story = story_of(report("wire", WIRE, day="2031-05-06"), report("new", REWRITE, day="2031-05-07"))
    (row,) = lineage_rows(story)
    assert pairs([row]) == [("new", "wire")]
    assert (row["kind"], row["basis"], row["direction_certain"], row["state"]) == ("wholly", "judged", True, "proposed")


def test_each_run_of_words_leads_to_both_reports() -> None:
    story = story_of(report("wire", WIRE, day="2031-05-06"), report("new", REWRITE, day="2031-05-07"))
    (row,) = lineage_rows(story)
    runs = [one for one in row["evidence"] if one["kind"] == "overlap" and one["child_start"] is not None]
    assert len(runs) > 4
    for run in runs:
        here = REWRITE[run["child_start"] : run["child_end"]]
        there = WIRE[run["parent_start"] : run["parent_end"]]
        assert here == run["text"]
        assert here.lower().split()[0] == there.lower().split()[0]


def test_reports_that_share_an_event_and_a_speaker_are_not_linked() -> None:
    story = story_of(report("wire", WIRE, day="2031-05-06"), report("own", UNRELATED, day="2031-05-06"))
    assert lineage_rows(story) == []


def test_a_host_draws_on_the_wire_it_names_even_where_the_wire_is_not_here() -> None:
    story = story_of(report("host", WIRE, outlet="Dunmere Post", wire="Harbour Press"), file=FILE)
    (row,) = lineage_rows(story)
    assert (row["parent"], row["kind"], row["basis"]) == ("wire:Harbour Press", "wholly", "measured")
    assert kinds(row) == {"credit"}
    assert not is_report(row["parent"])


def test_a_host_draws_on_the_wires_own_copy_where_that_is_here() -> None:
    story = story_of(
        report("host", WIRE, outlet="Dunmere Post", wire="HPR"), report("own", WIRE, wire="Harbour Press"), file=FILE
    )
    (row,) = lineage_rows(story)
    assert pairs([row]) == [("host", "own")]
    assert row["basis"] == "measured"
    assert row["direction_certain"]
    assert {"credit", "overlap"} <= kinds(row)


def test_an_agencys_own_copy_credits_nobody_by_what_it_was_told() -> None:
    text = WIRE + "\n\nA neighbour told Harbour Press that the smoke was black."
    assert lineage_rows(story_of(report("own", text, wire="Harbour Press"), file=FILE)) == []


@pytest.mark.parametrize(
    ("words", "outlet", "parents"),
    [
        ("A neighbour told Harbour Press that the smoke was black.", "Dunmere Post", ["wire:Harbour Press"]),
        ("A neighbour told Harbour Press that the smoke was black.", None, []),
        ("The smoke was black, Harbour Press reported.", None, ["wire:Harbour Press"]),
        ("The smoke was black (Dunmere Post).", "Dunmere Post", []),
    ],
)
def test_an_agency_named_inside_a_report_stands_behind_one_statement(
    words: str, outlet: str | None, parents: list[str]
) -> None:
    rows = lineage_rows(story_of(report("a", words, outlet=outlet), file=FILE))
    assert [row["parent"] for row in rows] == parents
    assert all(row["kind"] == "partly" and row["basis"] == "measured" for row in rows)


def test_a_credit_leads_to_the_report_whose_figure_it_gives() -> None:
    old = report("old", "The brigade counted 12 engines.", outlet="Dunmere Post", day="2031-05-05")
    seen = report("seen", "The mayor spoke of 340 people in tents.", outlet="Dunmere Post", day="2031-05-06")
    digest = report("digest", "By noon 340 people slept in tents (Dunmere Post).", day="2031-05-07")
    figures = [figure(old, "12", 12, "engines"), figure(seen, "340", 340, "tents"), figure(digest, "340", 340, "tents")]
    (row,) = lineage_rows(story_of(old, seen, digest, estimates=figures))
    assert pairs([row]) == [("digest", "seen")]
    assert kinds(row) == {"credit", "fact"}


def test_a_figure_shared_without_a_credit_links_nobody() -> None:
    seen = report("seen", "The mayor spoke of 340 people in tents.", outlet="Dunmere Post", day="2031-05-06")
    other = report("other", "By noon 340 people slept in tents.", day="2031-05-07")
    figures = [figure(one, "340", 340, "tents") for one in (seen, other)]
    assert lineage_rows(story_of(seen, other, estimates=figures)) == []


def test_without_days_the_fuller_text_is_taken_for_the_parent_and_that_is_uncertain() -> None:
    (row,) = lineage_rows(story_of(report("a", REWRITE), report("b", WIRE)))
    assert pairs([row]) == [("a", "b")]
    assert not row["direction_certain"]


def test_a_copy_of_a_copy_draws_on_the_copy_alone() -> None:
    second = REWRITE.replace("entered a third day on Tuesday", "went on").replace("until Friday", "all week")
    story = story_of(
        report("wire", WIRE, day="2031-05-06"),
        report("new", REWRITE, day="2031-05-07"),
        report("third", second, day="2031-05-08"),
    )
    assert pairs(lineage_rows(story)) == [("new", "wire"), ("third", "new")]


def test_a_report_may_draw_on_two_others() -> None:
    both = REWRITE + "\n\n" + UNRELATED.split("\n\n")[2] + "\n\n" + UNRELATED.split("\n\n")[3]
    story = story_of(
        report("wire", WIRE, day="2031-05-06"),
        report("own", UNRELATED, day="2031-05-06"),
        report("both", both, day="2031-05-08"),
    )
    assert pairs(lineage_rows(story)) == [("both", "own"), ("both", "wire")]


def test_a_copied_paragraph_in_a_long_text_is_found() -> None:
    long = "\n\n".join(
        f"Notice number {at}: the office for item {at * 7} in ward {at * 3} is open on day {at} as of week {at + 5}."
        for at in range(60)
    )
    story = story_of(
        report("own", UNRELATED, day="2031-05-06"),
        report("long", long + "\n\n" + UNRELATED.split("\n\n")[2], day="2031-05-07"),
    )
    (row,) = lineage_rows(story)
    assert (row["child"], row["kind"]) == ("r-long", "partly")


def test_the_order_of_the_reports_does_not_matter_and_the_rows_fit_the_ledger() -> None:
    rows = [
        report("wire", WIRE, day="2031-05-06"),
        report("new", REWRITE, day="2031-05-07"),
        report("own", UNRELATED, day="2031-05-08"),
    ]
    one, other = (lineage_rows(story_of(*order)) for order in (rows, rows[::-1]))
    assert one == other
    assert len(ledger.frame("lineage", one)) == 1


def test_an_empty_story_has_no_lineage() -> None:
    assert lineage_rows(story_of()) == []
    assert lineage_rows(story_of(report("a", ""))) == []


def test_a_line_of_the_house_joins_nobody() -> None:
    note = (
        "Editor's note: readers who write to us about the quarry fire should know that letters are opened by "
        "volunteers on Thursdays only and that no answer is sent before the second week of the month in which "
        "they arrive."
    )
    own = [
        "Goats were seen on the ring road near Torrin, and drivers waited until a shepherd came.",
        "The choir of Mellin sings on Sunday; tickets are sold at the chemist's and at the door.",
        "A new ferry begins its trial runs across the Velna, with room for forty bicycles.",
        "Bakers in Harlan say flour is dearer than it has been since the dry year.",
    ]
    texts = [f"{text}\n\n{note}" for text in own]
    assert lineage_rows(story_of(*(report(str(at), text) for at, text in enumerate(texts)))) == []


def test_a_set_phrase_in_two_short_items_joins_nobody() -> None:
    phrase = "his call for a ban on bathing in the upper reaches of the river Velna"
    story = story_of(
        report("a", f"The mayor defended {phrase} at a meeting of anglers."),
        report("b", f"Hotel owners gathered signatures against {phrase}."),
    )
    assert lineage_rows(story) == []


def test_a_credit_within_copied_words_is_left_to_the_parent() -> None:
    text = WIRE + "\n\nThe smoke can be seen from the coast, Harbour Press reported."
    rows = lineage_rows(
        story_of(
            report("first", text, outlet="Dunmere Post", day="2031-05-06"),
            report("copy", text, outlet="Torrin News", day="2031-05-07"),
            file=FILE,
        )
    )
    assert pairs(rows) == [("copy", "first"), ("first", "wire:Harbour Press")]


def test_a_line_of_credit_under_the_text_is_a_credit_for_all_of_it() -> None:
    text = "Two bridges are shut and 340 people sleep in tents.\n\nWith files from Harbour Press"
    wire = report("wire", "The camp at Mellin holds 340 people.", outlet="Harbour Press", day="2031-05-06")
    child = report("child", text, outlet="Dunmere Post", day="2031-05-07")
    figures = [figure(one, "340", 340, "tents") for one in (wire, child)]
    story = story_of(wire, child, file=FILE, estimates=figures)
    last = story.passages["end"] == len(text)
    story.passages.loc[last, "role"] = "credit"
    (row,) = lineage_rows(story)
    assert pairs([row]) == [("child", "wire")]
    assert [one["text"] for one in row["evidence"] if one["kind"] == "credit"] == ["With files from Harbour Press"]
