"""A first story file: written from the reports, readable by the workbench, never over an analyst's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.build import build_story
from workbench.draft import write_story_file
from workbench.errors import InputError
from workbench.storyfile import read_story_file

TEXTS = {
    "one.txt": 'Storm on "Mora"\n\nAt least 40 people died in Mora, Mayor Anna Holt said. '
    "Holt said 300 homes were destroyed.\n",
    "two.txt": "Toll rises\n\nThe toll in Mora rose to 52, the Red Crescent said. About 350 homes were destroyed.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_drafted_story_file_is_read_back_and_gives_the_numbers_the_same_estimands(
    folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out" / "story.toml"
    out.parent.mkdir()
    write_story_file(folder, out)
    story = read_story_file(out)
    names = {estimand.name for estimand in story.estimands}
    assert {"People killed", "Homes destroyed"} <= names
    assert any(party.name == "Anna Holt" for party in story.parties)
    built = build_story(folder, story_file=out, ledger_folder=tmp_path / "out" / "ledger", progress=False)
    by_value = built.estimates.set_index("value")["estimand"].to_dict()
    assert by_value == {40: "people-killed", 52: "people-killed", 300: "homes-destroyed", 350: "homes-destroyed"}


def test_an_existing_story_file_is_never_overwritten(folder: Path) -> None:
    out = folder / "story.toml"
    out.write_text('title = "mine"\n')
    with pytest.raises(InputError, match="exists already"):
        write_story_file(folder, out)
    assert out.read_text() == 'title = "mine"\n'


def test_a_drafted_story_file_shows_what_speaks_for_each_proposal(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "story.toml"
    write_story_file(folder, out)
    text = out.read_text(encoding="utf-8")
    assert "[[estimands]]  # 2 numbers in 2 reports: At least 40, 52" in text
    assert 'example = "The toll in Mora rose to 52, the Red Crescent said."' in text
    assert "[[parties]]  # holds 2 numbers, speaks 2 times" in text


def test_what_is_told_once_is_a_remark_and_no_estimand(folder: Path, tmp_path: Path) -> None:
    (folder / "three.txt").write_text(
        "Boats\n\nSome 30 boats were destroyed in Mora, fishermen said.\n", encoding="utf-8"
    )
    out = tmp_path / "story.toml"
    write_story_file(folder, out)
    assert all(estimand.name != "Boats destroyed" for estimand in read_story_file(out).estimands)
    assert "# Boats destroyed: Some 30" in out.read_text(encoding="utf-8")


def test_the_estimand_of_a_place_stands_before_that_of_the_whole(tmp_path: Path) -> None:
    told = {
        "one.txt": "Storm\n\nThe storm killed 900 people in Libya, the army said. It killed 61 people in Greece.\n",
        "two.txt": "Storm\n\nThe storm killed 950 people in Libya. Some 63 people died in Greece.\n",
    }
    for name, text in told.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    out = tmp_path / "out.toml"
    write_story_file(tmp_path, out)
    names = [estimand.name for estimand in read_story_file(out).estimands]
    assert names == ["People killed, Greece", "People killed"]
