"""Parquet files of reports: a report a row, its fields those of a record of JSON lines."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from workbench.errors import InputError
from workbench.limits import Limits
from workbench.read import read_path
from workbench.read.formats import Draft, Refused, Source, parts_of

FERRY = "The coast guard said on Monday that 90 passengers had been rescued and 12 drowned."


def packed(**columns: list[Any]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out)
    return out.getvalue()


def parts(raw: bytes, limits: Limits = Limits()) -> list[Draft | Refused]:
    return parts_of(Source("reports.parquet", raw, limits))


def test_each_row_is_a_report_with_its_fields(tmp_path: Path) -> None:
    raw = packed(
        maintext=[FERRY, FERRY.replace("90", "91")],
        title=["Ferry sinks", None],
        source_domain=["courier.example", "post.example"],
        date_publish=[datetime(2019, 5, 4, 9, 30, tzinfo=UTC), None],
        embedding=[[0.1, 0.2], [0.3, 0.4]],
    )
    (tmp_path / "reports.parquet").write_bytes(raw)
    one, two = read_path(tmp_path).reports
    assert (one.part, two.part) == (0, 1)
    assert one.text == f"Ferry sinks\n\n{FERRY}"
    assert one.outlet == "courier.example"
    assert one.published_earliest == one.published_latest == "2019-05-04"
    assert (two.title, two.outlet) == (None, "post.example")


def test_a_row_without_a_text_is_refused_by_its_number() -> None:
    first, second = parts(packed(text=[None, FERRY], date=[date(2019, 5, 4)] * 2))
    assert isinstance(first, Refused)
    assert first.part == 0
    assert "holds no text" in first.reason
    assert isinstance(second, Draft)
    assert second.part == 1


@pytest.mark.parametrize(
    ("raw", "cause"),
    [
        (packed(number=[1, 2]), "has no text column; its columns are number"),
        (b"PAR1" + b"\x00" * 40 + b"PAR1", "is no Parquet file that can be read"),
        (b"", "is no Parquet file that can be read"),
        (packed(text=[FERRY] * 40)[:-60], "is no Parquet file that can be read"),
    ],
)
def test_what_cannot_be_read_is_named(raw: bytes, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        parts(raw)


def test_a_file_that_says_it_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(InputError, match=r"unpacks to more than 1,000 bytes"):
        parts(packed(text=[f"{FERRY} {at}" for at in range(100)]), Limits(unpacked_bytes=1_000))


def test_one_that_holds_the_same_long_text_again_and_again_is_read_up_to_the_limit() -> None:
    raw = packed(text=["word " * 20_000] * 500)
    assert len(raw) < 200_000
    found = parts(raw, Limits(unpacked_bytes=10_000_000))
    assert 0 < sum(isinstance(one, Draft) for one in found) < 500
    assert isinstance(found[-1], Refused)
    assert "the rest is not read" in found[-1].reason
