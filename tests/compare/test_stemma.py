"""Versions nobody has seen: inferred where two retellings agree against the text both draw on, and only there."""

from __future__ import annotations

import pytest

from tests.compare.harbour import edge as harbour_edge
from tests.compare.stories import WIRE, report, story_of
from workbench import ledger
from workbench.compare.lineage import stemma
from workbench.compare.lineage.prose import Prose
from workbench.compare.lineage.stemma import Variant, lineage_with_inferred, variants_of

#: The same changes in both: a later version of the wire story that is not here.
LATER = (
    WIRE.replace("fought a blaze at the Orrel quarry", "battled a stubborn blaze at the Orrel quarry")
    .replace("smoke drifted over the northern suburbs", "thick smoke hung low above the northern suburbs")
    .replace("will stay shut until the end of the week", "will remain closed until further notice")
    .replace("paid a fine of 90,000 crowns last spring", "was made to pay 90,000 crowns last spring")
)
ONE = (
    LATER.replace("the regional fire chief said", "a chief said")
    .replace("Investigators have yet to say what started it. ", "")
    .replace("two workers said", "workers claimed")
)
TWO = (
    LATER.replace("for a third day on Tuesday", "through Tuesday night")
    .replace("according to the mayor's office", "officials said")
    .replace("on the quarry's eastern edge and spread to a conveyor belt ", "")
)


def stories_of(one: str, two: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    return lineage_with_inferred(
        story_of(
            report("wire", WIRE, day="2031-05-06"),
            report("one", one, day="2031-05-07"),
            report("two", two, day="2031-05-08"),
        )
    )


def test_agreements_against_the_parent_point_to_another_version() -> None:
    rows, (inferred,) = stories_of(ONE, TWO)
    assert inferred["children"] == ["r-one", "r-two"]
    ledger.frame("inferred_parents", [inferred])
    ledger.frame("lineage", rows)
    joined = [(row["child"], row["parent"], row["basis"]) for row in rows]
    assert joined == [
        ("r-one", f"inferred:{inferred['id']}", "judged"),
        ("r-one", "r-wire", "judged"),
        ("r-two", f"inferred:{inferred['id']}", "judged"),
        ("r-two", "r-wire", "judged"),
    ]


def test_each_variant_shows_both_reports_and_what_the_known_parent_has() -> None:
    _, (inferred,) = stories_of(ONE, TWO)
    variants = inferred["variants"]
    assert isinstance(variants, list)
    assert len(variants) >= 3
    for variant in variants:
        (first, second) = (
            text[start:end] for text, start, end in zip((ONE, TWO), variant["starts"], variant["ends"], strict=True)
        )
        assert first == second == variant["text"]
        assert variant["text"] not in WIRE
        assert variant["other"] in WIRE
    assert any("remain closed until further notice" in one["text"] for one in variants)


def test_two_retellings_with_changes_of_their_own_have_no_other_parent() -> None:
    one = WIRE.replace("fought a blaze", "battled flames").replace("two workers said", "workers claimed")
    two = WIRE.replace("smoke drifted over", "smoke hung above").replace("last spring", "in April")
    _, inferred = stories_of(one, two)
    assert inferred == []


def test_many_rewrites_of_one_unseen_version_are_joined_without_looking_at_every_pair(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    spoken = LATER.split(" ")
    rewrites = [
        report(f"{at:02}", " ".join([*spoken[:at], f"word{at}", *spoken[at + 1 :]]), day="2031-05-07")
        for at in range(40)
    ]
    one = story_of(report("wire", WIRE, day="2031-05-06"), *rewrites)
    known = [
        {**harbour_edge(row["report_id"], "r-wire", "partly"), "evidence": [{"kind": "overlap"}]} for row in rewrites
    ]
    looked_at: list[object] = []

    def counting(a: Prose, b: Prose, parent: Prose) -> list[Variant]:
        looked_at.append(a)
        return variants_of(a, b, parent)

    monkeypatch.setattr(stemma, "variants_of", counting)
    (inferred,) = stemma.inferred_parents(one, known)
    assert len(inferred["children"]) == 40
    assert len(looked_at) <= 4 * 40
