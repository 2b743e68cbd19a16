"""Reports told anew in other words, given away by their figures; and reports that only share an event's figures."""

from __future__ import annotations

import re
from typing import Any

from tests.compare.stories import Row, figure, pairs, report, story_of
from workbench.compare.lineage.edges import lineage_rows

ORIGIN = (
    "Crews have drained 46 wells in the Mellin basin since the spill at the paint works, the water board said.\n\n"
    "Some 1,900 households in Torrin still carry drinking water home from tankers parked by the church.\n\n"
    "The works had stored 820 barrels of solvent in a shed licensed for a tenth of that, an inspector found."
)
ANEW = (
    "Forty-six is the count so far: crews emptied 46 wells after the paint spill in the Mellin basin.\n\n"
    "Drinking water still comes from tankers by the church for 1,900 households of Torrin.\n\n"
    "In the shed stood 820 barrels, solvent far beyond what the inspector says its licence allowed."
)
APART = (
    "The board now lists 46 wells as unsafe, its spokeswoman told a meeting of parents on Monday.\n\n"
    "A petition signed by 1,900 households asks the governor to resign over the affair.\n\n"
    "Lawyers for the owner dispute that 820 barrels were ever kept on the site at one time."
)
VALUES = {"46": 46, "1,900": 1900, "820": 820, "17": 17}


def figures_of(*reports: Row) -> list[Row]:
    """A figure for each number of a report, each on an estimand of its own, as a retelling may have moved it."""
    rows = []
    for one in reports:
        for phrase, value in VALUES.items():
            if phrase not in one["text"]:
                continue
            row = figure(one, phrase, value, f"{one['report_id']}-{value}")
            start = one["text"].rfind("\n", 0, row["start"]) + 1
            found = re.compile(r"[.](?=\s|$)").search(one["text"], row["end"])
            end = found.end() if found else len(one["text"])
            rows.append({**row, "sentence_start": start, "sentence_end": end})
    return rows


def lineage_of(*reports: Row) -> list[dict[str, Any]]:
    return lineage_rows(story_of(*reports, estimates=figures_of(*reports)))


def origin() -> Row:
    return report("origin", ORIGIN, day="2031-05-06")


def test_three_figures_in_like_sentences_are_a_retelling() -> None:
    (row,) = lineage_of(origin(), report("anew", ANEW, day="2031-05-07"))
    assert pairs([row]) == [("anew", "origin")]
    assert (row["basis"], row["kind"]) == ("judged", "partly")
    sentences = [one for one in row["evidence"] if one["kind"] == "sentence"]
    assert len(sentences) == 3
    for one in sentences:
        assert ANEW[one["child_start"] : one["child_end"]] == one["text"]
        assert ORIGIN[one["parent_start"] : one["parent_end"]].endswith(".")


def test_the_same_figures_in_other_sentences_are_none() -> None:
    assert lineage_of(origin(), report("apart", APART, day="2031-05-07")) == []


def test_a_report_that_names_its_reporter_is_taken_at_its_word() -> None:
    assert lineage_of(origin(), report("anew", ANEW, day="2031-05-07", byline=["Ada Tinn"])) == []
    assert lineage_of(origin(), report("anew", ANEW, day="2031-05-07", dateline="TORRIN")) == []


def test_of_a_text_and_its_copy_the_first_is_the_parent() -> None:
    rows = lineage_of(
        origin(), report("copy", ORIGIN, day="2031-05-07", byline=["B"]), report("anew", ANEW, day="2031-05-08")
    )
    assert pairs(rows) == [("anew", "origin"), ("copy", "origin")]


def test_brothers_by_wording_are_not_joined_by_their_figures() -> None:
    one = ORIGIN.replace("since the spill", "after the spill").replace("still carry", "carry")
    two = ORIGIN.replace("the water board said", "it said").replace("an inspector found", "we hear")
    rows = lineage_of(origin(), report("one", one, day="2031-05-07"), report("two", two, day="2031-05-08"))
    assert {parent for _, parent in pairs(rows)} == {"origin"}


DIGEST = ANEW + "\n\nAltogether 17 children came down with headaches."
DOCTORS = "At the clinic in Torrin doctors saw 17 children with headaches and a rash, a nurse told us."


def test_a_digest_has_what_its_parent_lacks_from_the_only_other_report_that_gives_it() -> None:
    doctors = report("doctors", DOCTORS, day="2031-05-06")
    digest = report("digest", DIGEST, day="2031-05-08")
    assert pairs(lineage_of(origin(), doctors, digest)) == [("digest", "doctors"), ("digest", "origin")]
    other = report("other", "A bus with 17 children stopped to fetch water.", day="2031-05-07")
    assert pairs(lineage_of(origin(), doctors, other, digest)) == [("digest", "origin")]


def test_a_report_with_figures_of_its_own_has_no_second_parent() -> None:
    doctors = report("doctors", DOCTORS, day="2031-05-06")
    assert lineage_of(doctors, report("note", "Of 17 children with headaches none stayed.", day="2031-05-08")) == []
