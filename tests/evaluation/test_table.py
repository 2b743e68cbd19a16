"""The table of evaluation/README.md: what it prints, where it is put, and that it names what is measured."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from evaluation import table
from evaluation.counts import Change, Count
from evaluation.storyfields import AS_OF_EXACTLY, AS_OF_MEETS

COUNTS = [
    Count("Bench", "found", "a", "a:1", 1, 1, 1),
    Count("Bench", "found", "a", "a:2", 0, 1, 0, "missed"),
    Count("Bench", "found", "a", "a:3", 0, 1, 0, "missed"),
    Count("Bench", "found", "b", "b:1", 0, 0, 1, "in vain"),
    Count("Bench", "right", "a", "a:1", 1, 1, 1),
    Count("Bench", "never asked", "a", "a:1", 0, 0, 0),
]


def test_a_field_has_a_row_with_precision_and_recall_where_they_differ() -> None:
    lines = list(table._results(COUNTS))
    assert "**Bench**" in lines
    assert [line.split(" (")[0] for line in lines if line.startswith(("| found", "| right"))] == [
        "| found | 40.0",
        "| right | 100.0",
    ]
    found, right = (line.split("|")[3:6] for line in lines if line.startswith(("| found", "| right")))
    assert [cell.strip() for cell in found] == ["50.0", "33.3", "3"]
    assert [cell.strip() for cell in right] == ["", "", "1"]
    assert not any("never asked" in line for line in lines)


def test_errors_are_listed_by_kind() -> None:
    assert list(table._errors(COUNTS))[-2:] == ["| missed | 2 |", "| in vain | 1 |"]


def test_what_was_gained_and_lost_is_listed_up_to_a_few_keys() -> None:
    lines = list(table._changes([Change("Bench: found", ("a:1 (missed)",), tuple(f"b:{n}" for n in range(20)))]))
    assert lines[2] == "  Bench: found: 1 gained, 20 lost"
    assert sum("lost b:" in line for line in lines) == table._LISTED
    assert list(table._changes([]))[-1].startswith("Nothing gained or lost")


def test_the_table_is_put_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Before\n\n{table.BEGIN}\nold\n{table.END}\nafter\n")
    table.write(["one", "two"], path=page)
    assert page.read_text() == f"# Before\n\n{table.BEGIN}\n\none\ntwo\n\n{table.END}\nafter\n"


def test_a_page_without_the_marks_is_refused_and_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Before\n")
    with pytest.raises(ValueError, match=r"page\.md"):
        table.write(["one"], path=page)
    assert page.read_text() == "# Before\n"


def test_what_peers_reach_is_told_beside_a_field_of_the_table() -> None:
    page = table.README.read_text(encoding="utf-8")
    for peer in tomllib.loads(table.PEERS.read_text(encoding="utf-8"))["peers"]:
        rows = page.split(f"**{peer['benchmark']}**", 1)[1].split("\n**", 1)[0]
        assert [field for field in peer["figures"] if f"| {field} |" not in rows] == []


def test_both_pages_name_the_two_measures_of_the_day_a_figure_holds_for() -> None:
    page = table.README.read_text(encoding="utf-8")
    reading = page.split("## How to read it", 1)[1].split("\n## ", 1)[0]
    assert AS_OF_EXACTLY in reading
    assert AS_OF_MEETS in reading
    first_page = (table.HERE.parent / "README.md").read_text(encoding="utf-8")
    assert "as of, exactly" in first_page
