"""What reports and addresses are called."""

from __future__ import annotations

import pytest

from workbench.compare.naming import readable, report_name

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
