"""Groups of reports that are one text, each member with its reason; none is dropped."""

from __future__ import annotations

import pytest

from tests.compare.stories import REWRITE, UNRELATED, WIRE, Row, report, story_of
from workbench.compare.lineage.duplicates import Group, _marks, duplicate_groups
from workbench.compare.lineage.edges import lineage_rows
from workbench.cuefiles import cue_file


def groups(*reports: Row) -> list[Group]:
    story = story_of(*reports)
    return duplicate_groups(story, lineage_rows(story))


def first(text: str = WIRE, **more: str) -> Row:
    return report("first", text, day="2031-05-06", **more)


@pytest.mark.parametrize(
    ("text", "more", "kind"),
    [
        (WIRE, {}, "same text"),
        (WIRE.replace("\n\n", "\n"), {}, "same words"),
        (WIRE.replace("for a third day on Tuesday", "on Tuesday"), {}, "near"),
        (f"CORRECTION: the fine was paid last year.\n\n{WIRE}", {}, "corrected"),
        (f"{WIRE}\n\nThis article has been updated with the fine.", {}, "updated"),
    ],
)
def test_a_repetition_is_grouped_with_its_reason(text: str, more: dict[str, str], kind: str) -> None:
    (group,) = groups(first(), report("then", text, day="2031-05-07", **more))
    assert group.root == "r-first"
    assert [(one.report_id, one.kind) for one in group.members] == [("r-then", kind)]
    assert group.members[0].reason


def test_another_headline_over_the_same_body_is_told() -> None:
    one = first("Quarry burns on\n" + WIRE, title="Quarry burns on")
    other = report("then", "Smoke over Harlan\n" + WIRE, title="Smoke over Harlan", day="2031-05-07")
    ((member,),) = (group.members for group in groups(one, other))
    assert (member.kind, "Smoke over Harlan" in member.reason) == ("another headline", True)


def test_a_translation_is_told_by_its_numbers() -> None:
    english = (
        "On 14 May 340 people left, 27 stayed, 1,150 came back, 63 fell ill, 88 were fed and 2,400 slept in tents."
    )
    other = (
        "Am 14. Mai gingen 340, 27 blieben, 1.150 kamen wieder, 63 waren krank, 88 assen und 2.400 schliefen in Zelten."
    )
    (group,) = groups(first(english, language="en"), report("then", other, language="de", day="2031-05-07"))
    assert [one.kind for one in group.members] == ["translated"]


def test_a_rewrite_and_a_report_of_its_own_are_no_duplicates() -> None:
    assert groups(first(), report("new", REWRITE, day="2031-05-07"), report("own", UNRELATED, day="2031-05-07")) == []


def test_a_short_item_that_comes_twice_is_grouped() -> None:
    (group,) = groups(first("Two bridges are closed."), report("then", "Two bridges are closed", day="2031-05-07"))
    assert [one.kind for one in group.members] == ["same words"]


def test_copies_of_copies_have_one_root() -> None:
    copies = [report(f"copy-{at}", f"{WIRE}\n\nCopy {at} of many.", day=f"2031-05-{at:02}") for at in range(7, 12)]
    (group,) = groups(first(), *copies)
    assert (group.root, len(group.members)) == ("r-first", 5)


@pytest.mark.parametrize("cue", cue_file("compare", "versions")["mark"], ids=lambda cue: str(cue["example"]))
def test_each_mark_of_a_version_finds_its_example(cue: dict[str, str]) -> None:
    assert cue["kind"] in [kind for kind, _ in _marks(cue["example"])]
