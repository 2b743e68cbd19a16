"""The beginning of a story: nothing is written into the folder of reports, and no story file is ever lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.begin import begin, built, write
from workbench.errors import InputError
from workbench.storydraft import kept, with_name

TEXTS = {
    "one.txt": "Storm in Vik\n\nThe storm destroyed 300 homes, Mayor Anna Holt said. At least 40 people died.\n",
    "two.txt": "Toll rises\n\nThe toll rose to 52, Mayor Anna Holt said. About 350 homes were destroyed.\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    reports = tmp_path / "vik"
    reports.mkdir()
    for name, text in TEXTS.items():
        (reports / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return reports


def test_a_bare_folder_gets_its_story_file_beside_the_current_directory(folder: Path) -> None:
    beginning = begin(folder)
    assert beginning.out == Path.cwd() / "vik.story" / "story.toml"
    assert {one.estimand.name for one in beginning.draft.proposals} == {"People killed", "Homes destroyed"}
    write(beginning, with_name(beginning.draft, "people-killed", "Deaths in Vik"))
    story = built(beginning)
    assert set(story.estimands["name"]) == {"Deaths in Vik", "Homes destroyed"}
    assert int(story.estimates["charted"].sum()) == 4
    assert sorted(path.name for path in folder.iterdir()) == ["one.txt", "two.txt"]


def test_a_figure_of_a_dropped_estimand_is_no_longer_charted(folder: Path) -> None:
    beginning = begin(folder)
    write(beginning, kept(beginning.draft, "homes-destroyed", keep=False))
    story = built(beginning)
    assert sorted(story.estimates.loc[story.estimates["charted"], "value"]) == [40, 52]


def test_a_story_file_is_overwritten_only_when_told_to_and_then_kept_under_another_name(folder: Path) -> None:
    beginning = begin(folder)
    write(beginning, beginning.draft)
    mine = beginning.out.read_text() + "# mine\n"
    beginning.out.write_text(mine)
    with pytest.raises(InputError, match=r"story\.toml: exists already"):
        write(beginning, beginning.draft)
    assert beginning.out.read_text() == mine
    before = write(beginning, beginning.draft, over=True)
    assert before is not None
    assert before.read_text() == mine
    again = write(beginning, beginning.draft, over=True)
    assert again not in (None, before)
