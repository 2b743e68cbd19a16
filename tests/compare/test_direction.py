"""Which of two related reports is the child, and when that is certain."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from workbench.compare.lineage.direction import direction, likely_before, wholly_before


def out(earliest: str | None, latest: str | None = None, *, wire: str | None = None) -> Any:
    return SimpleNamespace(published_earliest=earliest, published_latest=latest or earliest, wire=wire)


def told(a: Any, b: Any, *, a_credits_b: bool = False, a_length: int = 100, b_length: int = 100) -> tuple[bool, bool]:
    """Whether ``a`` is the child, and whether that is certain; the same with the two in the other order."""
    way = direction(a, b, a_credits_b=a_credits_b, b_credits_a=False, a_length=a_length, b_length=b_length)
    turned = direction(b, a, a_credits_b=False, b_credits_a=a_credits_b, a_length=b_length, b_length=a_length)
    assert way.why == turned.why
    if "nothing" not in way.why:
        assert way.first_is_child != turned.first_is_child
    return way.first_is_child, way.certain


@pytest.mark.parametrize(
    ("a", "b", "more", "expected"),
    [
        (out("2031-05-02"), out("2031-05-01"), {}, (True, True)),
        (out("2031-05-02"), out("2031-05-01"), {"b_length": 10}, (True, True)),
        (out("2031-05-01"), out("2031-05-01"), {"a_credits_b": True}, (True, True)),
        (out("2031-05-01", "2031-05-03"), out("2031-05-01"), {}, (True, False)),
        (out(None), out("2031-05-01", wire="Harbour Press"), {}, (True, False)),
        (out("2031-05-01"), out("2031-05-01"), {"b_length": 150}, (True, False)),
        (out("2031-05-01"), out("2031-05-01"), {"b_length": 105}, (False, False)),
    ],
    ids=["days", "days before length", "credit", "leaning days", "named wire", "fuller", "nothing"],
)
def test_the_child_is_told_by(a: Any, b: Any, more: dict[str, Any], expected: tuple[bool, bool]) -> None:
    assert told(a, b, **more) == expected


def test_intervals_that_enclose_one_another_tell_nothing() -> None:
    wide, narrow = out("2031-05-01", "2031-05-09"), out("2031-05-03")
    assert not wholly_before(wide, narrow)
    assert not likely_before(wide, narrow)
    assert not likely_before(narrow, wide)
