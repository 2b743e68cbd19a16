"""Reports from an address: copied once, followed when they change, and never over anybody's files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shards.synthetic import bytes_of, texts, written
from workbench.build import build_story
from workbench.cli import main
from workbench.errors import InputError
from workbench.shards.fetching import fetched

fsspec = pytest.importorskip("fsspec")


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a folder in memory with three reports, one in a folder of its own; we stand in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    memory = fsspec.filesystem("memory")
    for name, text in texts(3).items():
        memory.pipe_file(f"/desk/ferry/{'late/' if name == '0002.txt' else ''}{name}", text.encode())
    yield "memory://desk/ferry"
    memory.rm("/desk", recursive=True)


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))


def test_an_address_becomes_a_story_here_with_the_ledger_of_the_same_reports(there: str, tmp_path: Path) -> None:
    built = build_story(there, progress=False)
    assert built.folder == tmp_path / "here" / "ferry.story"
    assert built.reports["file"].tolist() == ["reports/0000.txt", "reports/0001.txt", "reports/late/0002.txt"]
    local = written(tmp_path / "local" / "reports", 3)
    (local / "late").mkdir()
    (local / "0002.txt").rename(local / "late" / "0002.txt")
    same = build_story(tmp_path / "local", progress=False)
    # The table of files and the manifest name the hidden note, the rest does not.
    tables = [bytes_of(one.ledger_folder) for one in (built, same) if one.ledger_folder]
    differing = {name for name in tables[0] if tables[0][name] != tables[1][name]}
    assert tables[0].keys() == tables[1].keys()
    assert differing == {"files.parquet", "manifest.json"}


def test_the_command_line_takes_an_address(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", there, "--partitions", "2"]) == 0
    assert "3 reports" in capsys.readouterr().out
    assert (tmp_path / "here" / "ferry.story" / "ledger" / "estimates" / "000001.parquet").is_file()


def test_a_folder_of_this_machine_is_read_where_it_lies(tmp_path: Path) -> None:
    reports = written(tmp_path / "reports", 1)
    assert fetched(f"file://{reports}") == reports
    assert fetched(reports) == reports
    assert fetched(str(reports)) == reports


def test_only_what_has_changed_is_copied_and_what_is_gone_goes(there: str) -> None:
    said: list[str] = []
    folder = fetched(there, said.append) / "reports"
    fetched(there, said.append)
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/desk/ferry/0001.txt", b"Another text\n")
    memory.pipe_file("/desk/ferry/0003.txt", b"A new text\n")
    memory.rm("/desk/ferry/0000.txt")
    fetched(there, said.append)
    assert [line.split(" from")[0] for line in said] == [
        "copied 3 of 3 files",
        "copied 0 of 3 files",
        "copied 2 of 3 files",
    ]
    assert names(folder) == ["0001.txt", "0003.txt", "late/0002.txt"]
    assert (folder / "0001.txt").read_text() == "Another text\n"


def test_what_the_analyst_added_stays_and_is_never_written_over(there: str) -> None:
    folder = fetched(there) / "reports"
    (folder / "mine.txt").write_text("mine")
    fetched(there)
    fsspec.filesystem("memory").pipe_file("/desk/ferry/mine.txt", b"theirs")
    for _ in range(2):
        with pytest.raises(InputError, match=r"mine\.txt: is there already"):
            fetched(there)
    assert (folder / "mine.txt").read_text() == "mine"


def test_a_folder_that_was_not_copied_from_there_is_not_touched(there: str, tmp_path: Path) -> None:
    story = tmp_path / "here" / "ferry.story"
    (story / "reports").mkdir(parents=True)
    with pytest.raises(InputError, match="was not copied from this address"):
        fetched(there)
    assert list((story / "reports").iterdir()) == []


def test_one_file_may_be_named(there: str) -> None:
    assert names(fetched(f"{there}/0001.txt")) == ["reports/0001.txt"]


def test_a_name_that_leads_out_of_the_folder_is_refused(there: str, tmp_path: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.store["/desk/ferry/../../../up.txt"] = memory.store["/desk/ferry/0000.txt"]
    try:
        with pytest.raises(InputError, match="no name that a file can have here"):
            fetched(there)
    finally:
        del memory.store["/desk/ferry/../../../up.txt"]
    assert not list(tmp_path.rglob("up.txt"))


@pytest.mark.parametrize(
    ("address", "cause"),
    [
        ("memory://nothing/here", "no file lies there"),
        ("nosuch://folder", "nosuch"),
        ("memory://", "no file lies there"),
    ],
)
def test_an_address_with_nothing_there_is_named(
    address: str, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=cause):
        fetched(address)
    assert list(tmp_path.iterdir()) == []
