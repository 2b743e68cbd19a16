"""What reports and addresses are called."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from workbench.compare.naming import names_apart, readable, report_name

FIELDS: dict[str, str | None] = {
    "outlet": "Bay Post",
    "wire": "Velna Wire",
    "title": "Ferry sinks",
    "file": "reports/07_note.txt",
}


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        ((), "Bay Post"),
        (("outlet",), "Velna Wire"),
        (("outlet", "wire"), "“Ferry sinks”"),
        (("outlet", "wire", "title"), "07_note"),
    ],
)
def test_a_report_goes_by_outlet_then_wire_then_title_then_file(missing: tuple[str, ...], name: str) -> None:
    assert report_name(**{**FIELDS, **dict.fromkeys(missing)}) == name


def test_a_long_title_is_cut_between_words() -> None:
    title = "Ferry sinks off the northern bay while its crew was asleep below deck"
    name = report_name(outlet=None, wire=None, title=title, file="a.txt")
    assert name == "“Ferry sinks off the northern bay while its crew…”"


def test_reports_of_one_name_are_told_apart_by_title_then_day_then_file() -> None:
    fields = {**FIELDS, "part": None, "published_earliest": None, "published_latest": None}
    ninth: dict[str, object] = {"published_earliest": "2031-05-09", "published_latest": "2031-05-09"}
    told: dict[str, dict[str, object]] = {
        "other": {"outlet": "Torrin Mail"},
        "titled": {"title": "Ferry raised"},
        "dated": ninth,
        "plain": {},
        "row": {"part": 2},
    }
    reports = [SimpleNamespace(**{**fields, **more, "report_id": key}) for key, more in told.items()]
    assert names_apart(reports) == {
        "other": "Torrin Mail",
        "titled": "Bay Post (“Ferry raised”)",
        "dated": "Bay Post (9 May 2031)",
        "plain": "Bay Post (07_note)",
        "row": "Bay Post (07_note, part 2)",
    }


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("halden.example", "Halden (halden.example)"),
        ("www.velna-post.example", "Velna Post (www.velna-post.example)"),
        ("news.vbc.co.example", "VBC (news.vbc.co.example)"),
        ("U.S. Wire", "U.S. Wire"),
        ("Velna Wire", "Velna Wire"),
        ("A.", "A."),
    ],
)
def test_an_address_is_shown_with_its_owner_and_a_name_as_it_is(name: str, shown: str) -> None:
    assert readable(name) == shown
