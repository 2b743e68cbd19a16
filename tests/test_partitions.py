"""A ledger in partitions: a folder a table, read and asked as one file is, and merged into the same bytes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from tests.shards.synthetic import bytes_of, written
from workbench import ledger
from workbench.asking import ask
from workbench.build import build_story
from workbench.errors import InputError


def files(*names: str) -> dict[str, pd.DataFrame]:
    return {"files": ledger.frame("files", [{"file": name, "status": "loaded"} for name in names])}


@pytest.mark.parametrize(("partitions", "parts"), [(1, 1), (2, 2), (3, 3), (50, 5)])
def test_partitions_hold_the_rows_in_their_order(tmp_path: Path, partitions: int, parts: int) -> None:
    rows = files(*"abcde")
    ledger.write(tmp_path / "ledger", rows, {"partitions": partitions})
    assert len(list((tmp_path / "ledger" / "files").iterdir())) == parts
    assert ledger.damaged(tmp_path / "ledger") == []
    pd.testing.assert_frame_equal(ledger.read(tmp_path / "ledger")["files"], rows["files"])


def test_an_empty_table_is_a_folder_too(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", files(), {"partitions": 4})
    assert [path.name for path in (tmp_path / "ledger" / "files").iterdir()] == ["000000.parquet"]
    assert len(ledger.read(tmp_path / "ledger")["files"]) == 0


def test_a_lost_a_changed_and_a_doubled_partition_are_named(tmp_path: Path) -> None:
    folder = tmp_path / "ledger"
    ledger.write(folder, files(*"abcd"), {"partitions": 2})
    first, second = sorted((folder / "files").iterdir())
    whole = first.read_bytes()
    for harm in (
        lambda: first.write_bytes(whole[:-9]),
        lambda: first.unlink(),
        lambda: (folder / "files" / "000002.parquet").write_bytes(second.read_bytes()),
    ):
        harm()
        assert ledger.damaged(folder) == ["files"]
        with pytest.raises(InputError, match=r"ledger/files: is damaged"):
            ledger.read(folder)
        first.write_bytes(whole)
    (folder / "files" / "000002.parquet").unlink()
    assert ledger.damaged(folder) == []


def test_a_folder_with_anything_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    ledger.write(tmp_path / "ledger", files("a"), {"partitions": 2})
    (tmp_path / "ledger" / "files" / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="holds 'files'"):
        ledger.write(tmp_path / "ledger", files("b"), {})
    assert (tmp_path / "ledger" / "files" / "thesis.txt").read_text() == "mine"


def test_a_build_keeps_the_form_of_a_ledger_and_merges_it_to_the_same_bytes(tmp_path: Path) -> None:
    reports, folder = written(tmp_path / "reports", 4), tmp_path / "one" / "ledger"
    build_story(reports, ledger_folder=folder, progress=False)
    merged = bytes_of(folder)
    apart = build_story(reports, ledger_folder=folder, partitions=3, only_if_stale=True, progress=False)
    assert len(list((folder / "estimates").iterdir())) == 3
    assert apart.manifest["partitions"] == 3
    (reports / "late.txt").write_text("Harbour\n\nThe port said 40 boats had sailed.\n", encoding="utf-8")
    build_story(reports, ledger_folder=folder, only_if_stale=True, progress=False)
    assert len(list((folder / "reports").iterdir())) == 3
    (reports / "late.txt").unlink()
    build_story(reports, ledger_folder=folder, partitions=1, only_if_stale=True, progress=False)
    assert bytes_of(folder) == merged


def test_a_story_folder_takes_no_partition_for_a_report(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports", 2)
    build_story(reports, ledger_folder=reports / "my-ledger", partitions=2, progress=False)
    again = build_story(reports, ledger_folder=reports / "my-ledger", partitions=2, progress=False)
    assert again.files["file"].tolist() == ["0000.txt", "0001.txt"]


@pytest.mark.parametrize("manifest", [{}, {"partitions": 2}])
def test_one_question_has_one_answer_whatever_the_form(tmp_path: Path, manifest: dict[str, int]) -> None:
    ledger.write(tmp_path / "ledger", files(*"abc"), manifest)
    answer = ask(tmp_path / "ledger", "SELECT count(*) AS files, max(file) AS last FROM files")
    assert answer.to_dict("records") == [{"files": 3, "last": "c"}]
    assert ask(tmp_path / "ledger", "SELECT count(*) AS rows FROM lineage")["rows"].tolist() == [0]


@pytest.mark.parametrize(
    "question",
    [
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM read_text('{other}')",
        "COPY files TO '{own}'",
        "COPY files TO '{other}'",
        "DROP VIEW files",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT 1; SELECT 2",
        "SELECT",
        "",
    ],
)
def test_a_question_reads_nothing_else_and_writes_nothing(tmp_path: Path, question: str) -> None:
    folder = tmp_path / "ledger"
    ledger.write(folder, files(*"abc"), {})
    other = tmp_path / "other.csv"
    other.write_text("secret\n")
    with pytest.raises(InputError, match="answered"):
        ask(folder, question.format(own=folder / "files.parquet", other=other))
    assert ledger.damaged(folder) == []
    assert other.read_text() == "secret\n"


def test_a_folder_without_a_ledger_cannot_be_asked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no ledger here"):
        ask(tmp_path, "SELECT 1")
