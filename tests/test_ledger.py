"""The ledger: one column contract, written whole or not at all, the same bytes for the same frames."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench import ledger
from workbench.errors import InputError

PLAIN = {"charted": True, "anonymous": False, "superseded": False}


def estimates(*values: float) -> pd.DataFrame:
    return ledger.frame("estimates", [{**PLAIN, "estimate_id": f"e-{value}", "low": value} for value in values])


def test_a_column_that_a_row_leaves_out_is_missing_and_not_zero() -> None:
    row = estimates(3).iloc[0]
    assert row["low"] == 3
    assert pd.isna(row["high"])
    assert pd.isna(row["claimant"])


def test_an_unknown_column_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="unknown column 'lowest'"):
        ledger.frame("estimates", [{"lowest": 3}])


def test_a_value_of_another_type_is_refused_with_the_table_named() -> None:
    with pytest.raises(InputError, match="table estimates"):
        ledger.frame("estimates", [{**PLAIN, "low": "three"}])


@pytest.mark.parametrize("column", ["charted", "anonymous", "superseded"])
def test_a_plain_boolean_may_not_be_missing(column: str) -> None:
    with pytest.raises(InputError, match=f"{column!r} may not be missing"):
        ledger.frame("estimates", [{name: value for name, value in PLAIN.items() if name != column}])


@pytest.mark.parametrize("row", [{**PLAIN, "charted": False}, {**PLAIN, "why_not": "no reason"}])
def test_an_uncharted_number_says_why_and_a_charted_one_does_not(row: dict[str, object]) -> None:
    with pytest.raises(InputError, match="why_not"):
        ledger.frame("estimates", [row])


def test_files_that_are_no_ledger_are_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match=r"thesis\.txt"):
        ledger.write(tmp_path, {}, {})
    with pytest.raises(InputError, match="is a file"):
        ledger.write(tmp_path / "thesis.txt", {}, {})
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_what_is_written_is_what_is_read(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", {"estimates": estimates(3, 4)}, {"model": "none"})
    tables = ledger.read(tmp_path / "ledger")
    pd.testing.assert_frame_equal(tables["estimates"], estimates(3, 4))
    assert list(tables) == list(ledger.TABLES)
    assert len(tables["reports"]) == 0


def test_lists_are_native_parquet_lists(tmp_path: Path) -> None:
    row = {
        "attribution_id": "a-1",
        "direct": False,
        "anonymous": False,
        "content": [{"start": 1, "end": 4}],
        "relayed_by": ["n-1"],
    }
    ledger.write(tmp_path / "ledger", {"attributions": ledger.frame("attributions", [row])}, {})
    schema = pq.read_schema(tmp_path / "ledger" / "attributions.parquet")
    assert str(schema.field("content").type).startswith("list<")
    assert str(schema.field("relayed_by").type).startswith("list<")


def test_the_same_frames_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        ledger.write(tmp_path / name, {"estimates": estimates(3, 4)}, {"model": "none"})
    for file in ("estimates.parquet", "manifest.json"):
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


def test_a_failed_write_leaves_the_old_ledger_whole_and_no_temporary_files(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", {"estimates": estimates(3)}, {})
    with pytest.raises(TypeError):
        ledger.write(tmp_path / "ledger", {"estimates": estimates(4)}, {"not json": object()})
    assert ledger.read(tmp_path / "ledger")["estimates"]["low"].tolist() == [3]
    assert sorted(path.name for path in tmp_path.iterdir()) == [".ledger-cache", "ledger"]
    assert [path.name for path in (tmp_path / ".ledger-cache").iterdir()] == ["ledger.lock"]


def test_a_newer_ledger_is_refused_with_its_version(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", {}, {})
    path = tmp_path / "ledger" / "manifest.json"
    path.write_text(json.dumps({"schema_version": 99}))
    with pytest.raises(InputError, match="schema version 99 is newer"):
        ledger.read(tmp_path / "ledger")


def test_a_folder_without_a_ledger_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="workbench build"):
        ledger.read(tmp_path / "none")


def test_a_broken_manifest_says_what_to_do(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", {}, {})
    (tmp_path / "ledger" / "manifest.json").write_text("{")
    with pytest.raises(InputError, match="build again"):
        ledger.read(tmp_path / "ledger")


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), max_size=5))
def test_any_finite_value_survives_the_frame(values: list[float]) -> None:
    assert estimates(*values)["low"].tolist() == values
