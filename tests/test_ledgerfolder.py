"""A ledger given where a story or reports are asked for: refused in one line by every command, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest

import workbench as wb
from tests.frames import flood_story
from workbench import cli, ledger
from workbench.ledgerfolder import is_ledger
from workbench.publish.verify import verify

#: Each command with {} where a story or reports are given.
COMMANDS = (
    "build {}",
    "build {} --ledger other",
    "propose {}",
    "add {} more.txt",
    "brief {}",
    "check {} sentence",
    "export {} --to csv --out tables",
    "evaluate {}",
    "exercise {} --out class",
    "lab {}",
    "app {}",
    "pages {}",
)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger as ``build --ledger`` leaves it, in a folder of its own that is also the current one."""
    monkeypatch.chdir(tmp_path)
    ledger.write(Path("kept"), flood_story().tables, {"title": "Flood"})
    Path("more.txt").write_text("A ferry with 40 passengers sank off Velna.\n", encoding="utf-8")
    return Path("kept")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_a_ledger_in_one_line(
    kept: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(path.name for path in Path().iterdir())
    assert cli.main(command.format(kept).split()) == 1
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    assert line.startswith("workbench: kept: is a ledger, which holds tables and no reports; give the story folder")
    assert told.out == ""
    assert sorted(path.name for path in Path().iterdir()) == before


def test_a_briefing_is_not_verified_against_a_ledger(kept: Path) -> None:
    page = wb.write_briefing(flood_story(), Path("page.html"))
    with pytest.raises(wb.InputError, match="kept: is a ledger"):
        verify(page, reports=kept)


def test_of_the_ledger_in_a_story_folder_the_story_is_named(kept: Path) -> None:
    Path("flood").mkdir()
    kept.rename("flood/ledger")
    with pytest.raises(wb.InputError, match=r"flood/ledger: is a ledger.*the story folder it lies in, flood$"):
        wb.open_story("flood/ledger")
    assert len(wb.open_story("flood", progress=False).reports) == len(flood_story().reports)


def test_a_ledger_in_partitions_is_told_and_reports_with_a_manifest_are_none(tmp_path: Path) -> None:
    ledger.write(tmp_path / "parts", flood_story().tables, {"partitions": 2})
    assert is_ledger(tmp_path / "parts")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "manifest.json").write_text("{}", encoding="utf-8")
    assert not is_ledger(tmp_path / "pages")
