"""All comparisons of a story together: they bear what a hand-made ledger leaves out, and give equal tables twice."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from tests.compare.stories import REWRITE, UNRELATED, WIRE, figure, passages_of, report
from workbench import ledger
from workbench.compare.whole import MADE, compared
from workbench.storyfile import StoryFile

REPORTS = [
    report("wire", WIRE, day="2031-05-06"),
    report("post", REWRITE, day="2031-05-07"),
    report("other", UNRELATED, day="2031-05-06"),
]


def tables(number: int) -> dict[str, pd.DataFrame]:
    """The tables of a ledger of so many reports, with a figure and a saying that leave out all they may."""
    reports = REPORTS[:number]
    left = [one for one in reports if "340 people" in one["text"]]
    said = {"direct": False, "anonymous": False}
    return {
        "reports": ledger.frame("reports", reports),
        "passages": ledger.frame("passages", [row for one in reports for row in passages_of(one)]),
        "estimates": ledger.frame("estimates", [figure(one, "340 people", 340.0, "left-home") for one in left]),
        "attributions": ledger.frame(
            "attributions",
            [{"attribution_id": f"a-{one['report_id']}", "report_id": one["report_id"], **said} for one in left],
        ),
    }


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_a_hand_made_ledger_of_few_reports_is_compared_whatever_it_leaves_out(number: int) -> None:
    found = compared(tables(number), StoryFile())
    assert set(MADE) <= set(found)
    assert len(found["corroboration"]) == min(number, 1)


def test_a_ledger_of_reports_alone_is_compared() -> None:
    found = compared({"reports": ledger.frame("reports", REPORTS)}, StoryFile())
    assert len(found["alignments"]) > 0


def test_equal_tables_give_equal_comparisons() -> None:
    once, again = compared(tables(3), StoryFile()), compared(tables(3), StoryFile())
    for name in (*MADE, "estimates"):
        pd.testing.assert_frame_equal(once[name], again[name])


def test_a_story_of_hundreds_of_reports_is_compared_with_few_others_each() -> None:
    reports = [
        report(f"{n:03}", f"Divers found {n * 7 + 3} boats along the northern breakwater of Norra.", day="2031-05-06")
        for n in range(300)
    ]
    rows = [figure(one, one["text"].split()[2], float(n), "boats") for n, one in enumerate(reports)]
    found = compared(
        {
            "reports": ledger.frame("reports", reports),
            "passages": ledger.frame("passages", [row for one in reports for row in passages_of(one)]),
            "estimates": ledger.frame("estimates", rows),
        },
        StoryFile(),
    )
    pairs = set(zip(found["alignments"]["a_report"], found["alignments"]["b_report"], strict=True))
    assert 0 < len(pairs) < 3 * len(reports) < len(list(combinations(reports, 2)))
