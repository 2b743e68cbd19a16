"""Names that look alike are counted as one voice and merged nowhere."""

from __future__ import annotations

import pytest

from tests.compare.harbour import ENTITIES, says, story
from tests.frames import with_rows
from workbench.compare.lookalikes import apart, looks_like
from workbench.compare.support.corroboration import corroboration_rows, lineage_of

DAYS = {"a": "2031-05-02", "b": "2031-05-03"}
#: "Bay Post" with a Cyrillic letter, with one of no width, in full width, and with a Greek capital.
ALIKE = ["B\u0430y Post", "Bay\u200b Post", "\uff22\uff41\uff59 \uff30\uff4f\uff53\uff54", "\u0392ay Post"]


@pytest.mark.parametrize("name", ALIKE)
def test_an_outlet_that_only_looks_like_another_is_no_second_origin(name: str) -> None:
    told = story(DAYS, [says("a", 40, "port"), says("b", 40, "guard")], outlets={"a": "Bay Post", "b": name})
    assert [row["origins"] for row in corroboration_rows(told, lineage_of(told))] == [[["a", "b"]]]
    assert told.reports["outlet"].tolist() == ["Bay Post", name]


@pytest.mark.parametrize("name", ["Torrin\u200d", "T\u043erri\u200bn"])
def test_a_source_that_only_looks_like_another_is_no_second_source(name: str) -> None:
    told = story(DAYS, [says("a", 40, "torrin"), says("b", 40, "false")])
    rows = [*ENTITIES, {"entity_id": "false", "name": name, "kind": "state"}]
    told = with_rows(told, "entities", rows)
    (row,) = corroboration_rows(told, lineage_of(told))
    assert (row["reports"], row["ultimate_sources"]) == (["a", "b"], ["torrin"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Bay Post", "Bay Posts"),
        ("Müller", "Muller"),
        ("Вести", "Вестник"),
        ("Reuters", "Rеutеrѕ 2"),
    ],
)
def test_names_that_can_be_told_apart_are_two(one: str, other: str) -> None:
    assert looks_like(one) != looks_like(other)


def test_two_that_bear_the_same_name_stay_two_and_the_plainly_written_one_is_kept() -> None:
    names = {"p": "Ministry of Defence", "q": "Ministry of Defence", "a": "Mini\u0455try of Defence"}
    assert apart(names, names) == {"p", "q"}
