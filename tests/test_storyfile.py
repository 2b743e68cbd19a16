"""The story file: what it may say, and how an error in it is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.storyfile import StoryFile, read_story_file

GOOD = """\
title = "Ferry"

[[parties]]
id = "guard"
name = "Coast guard"

[[places]]
id = "sound"
name = "the Sound"

[[places]]
id = "harbour"
name = "Harbour"
within = "sound"

[[estimands]]
id = "aboard"
name = "People aboard"
place = "harbour"
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "story.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_story_file_is_read_as_values(tmp_path: Path) -> None:
    story = read_story_file(written(tmp_path, GOOD))
    assert story.title == "Ferry"
    assert story.parties[0].kind == "body"
    assert story.place_chain("harbour") == ("harbour", "sound")


def test_an_empty_file_is_a_story_without_anything(tmp_path: Path) -> None:
    assert read_story_file(written(tmp_path, "")) == StoryFile()


@pytest.mark.parametrize(
    ("change", "line", "key", "cause"),
    [
        (('title = "Ferry"', "title = 3"), 1, "title", "text in quotes"),
        (('title = "Ferry"', 'titel = "Ferry"'), 1, "titel", "unknown key"),
        (('name = "Coast guard"', 'nmae = "Coast guard"'), 5, "parties.nmae", "unknown key"),
        (('name = "Coast guard"', ""), 3, "parties.name", "missing or empty"),
        (('name = "Coast guard"', 'name = "C"\nkind = "navy"'), 3, "parties.kind", "must be one of state"),
        (('name = "Coast guard"', 'name = "C"\naliases = "CG"'), 6, "parties.aliases", "list of texts"),
        (('within = "sound"', 'within = "sea"'), 11, "places.within", "'sea' is no id"),
        (('place = "harbour"', 'place = "port"'), 16, "estimands.place", "'port' is no id"),
        (('place = "harbour"', "background = 1"), 19, "estimands.background", "true or false"),
        (('id = "harbour"', 'id = "sound"'), 11, "places.id", "'sound' is used twice"),
    ],
)
def test_a_mistake_is_named_with_its_line_and_key(
    tmp_path: Path, change: tuple[str, str], line: int, key: str, cause: str
) -> None:
    path = written(tmp_path, GOOD.replace(*change))
    with pytest.raises(InputError) as error:
        read_story_file(path)
    assert str(error.value).startswith(f"{path}: line {line}: {key}: ")
    assert cause in str(error.value)


def test_text_that_is_no_toml_is_named_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"story\.toml: not valid TOML: .*line 2"):
        read_story_file(written(tmp_path, 'title = "Ferry"\n[[parties\n'))


@pytest.mark.parametrize(("earliest", "latest"), [("2024-13-01", "2024-12-01"), ("2024-10-24", "2024-10-22")])
def test_an_impossible_event_is_refused(tmp_path: Path, earliest: str, latest: str) -> None:
    text = f'[[events]]\nname = "Summit"\nearliest = "{earliest}"\nlatest = "{latest}"\n'
    with pytest.raises(InputError, match=r"line 1: events\."):
        read_story_file(written(tmp_path, text))


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="schema: must be 1, is 2"):
        read_story_file(written(tmp_path, "schema = 2\n"))
