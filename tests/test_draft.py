"""A first story file: written from the reports, readable by the workbench, never over an analyst's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.build import build_story
from workbench.draft import write_story_file
from workbench.errors import InputError
from workbench.storyfile import StoryFile, read_story_file

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


def test_a_draft_is_read_with_the_model_that_a_build_would_take(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKBENCH_MODEL", "no_such_model")
    with pytest.raises(InputError, match="no_such_model"):
        write_story_file(folder, folder / "out.toml")
    assert not (folder / "out.toml").exists()


def test_a_drafted_story_file_shows_what_speaks_for_each_proposal(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "story.toml"
    write_story_file(folder, out)
    text = out.read_text(encoding="utf-8")
    assert "[[estimands]]  # 2 numbers in 2 reports: At least 40, 52" in text
    assert 'example = "The toll in Mora rose to 52, the Red Crescent said."' in text
    assert "[[parties]]  # holds 2 numbers, speaks 2 times" in text


def test_what_is_told_once_is_an_estimand_too(folder: Path, tmp_path: Path) -> None:
    (folder / "three.txt").write_text(
        "Boats\n\nSome 30 boats were destroyed in Mora, fishermen said.\n", encoding="utf-8"
    )
    out = tmp_path / "story.toml"
    write_story_file(folder, out)
    assert "Boats destroyed" in {estimand.name for estimand in read_story_file(out).estimands}


def test_a_build_with_every_proposal_draws_what_a_build_without_a_story_file_draws(tmp_path: Path) -> None:
    bare, texts = tmp_path / "bare", ("Two dams", "Some 30 boats sank and 12 people are missing, divers said.")
    bare.mkdir()
    (bare / "one.txt").write_text(
        f"{texts[0]}\n\n{texts[1]} About 300 people sang. Police arrested 14 looters. The flood left 9 dead.\n",
        encoding="utf-8",
    )
    out = tmp_path / "story.toml"
    write_story_file(bare, out)
    without = build_story(bare, ledger_folder=tmp_path / "a", progress=False).estimates
    with_all = build_story(bare, story_file=out, ledger_folder=tmp_path / "b", progress=False).estimates
    drawn = set(without[without["charted"]]["phrase"])
    assert {"Some 30", "12", "About 300", "14", "9"} <= drawn
    assert drawn <= set(with_all[with_all["charted"]]["phrase"])


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


def drafted(tmp_path: Path, *texts: str) -> tuple[StoryFile, str]:
    """The story file drafted for reports of those texts, read back, and its text."""
    reports = tmp_path / "in"
    reports.mkdir()
    for number, text in enumerate(texts):
        (reports / f"{number}.txt").write_text(text, encoding="utf-8")
    out = tmp_path / "drafted.toml"
    write_story_file(reports, out)
    return read_story_file(out), out.read_text(encoding="utf-8")


def test_a_state_has_the_names_that_the_reports_use_and_holds_its_bodies(tmp_path: Path) -> None:
    story, _ = drafted(
        tmp_path,
        "Boats\n\nThe Norwegian defence ministry said 40 boats were destroyed. Oslo said 50 boats were destroyed.\n",
    )
    parties = {party.name: party for party in story.parties}
    assert parties["Norway"].aliases == ("Oslo",)
    assert parties["Norwegian defense ministry"].within == parties["Norway"].id


def test_agencies_are_wires_and_no_parties(tmp_path: Path) -> None:
    text = "Toll\n\nVIK (Reuters) - At least {} people died in Vik, Reuters reported. Mayor Ann Holt said so.\n"
    story, _ = drafted(tmp_path, text.format(40), text.format(52))
    assert [wire.name for wire in story.wires] == ["Reuters"]
    assert "Reuters" not in {party.name for party in story.parties}


def test_a_place_is_called_as_the_reports_call_it_and_lies_in_its_country(tmp_path: Path) -> None:
    story, _ = drafted(
        tmp_path, "Storm\n\nThe storm killed 40 people in Derna. Some 60 homes fell in Derna on Monday.\n"
    )
    place = next(one for one in story.places if one.name == "Derna")
    assert "Darnah" in place.aliases
    assert place.within == "libya"
    assert "libya" in {one.id for one in story.places}


def test_a_number_that_looks_back_stays_with_the_fate_of_those_it_looks_back_to(tmp_path: Path) -> None:
    reports, out = tmp_path / "in", tmp_path / "story.toml"
    reports.mkdir()
    (reports / "one.txt").write_text(
        "Choir\n\nAbout 300 people sang at the pier. The police say up to 140 people are missing. "
        "The mayor says the number is 155.\n",
        encoding="utf-8",
    )
    write_story_file(reports, out)
    built = build_story(reports, story_file=out, ledger_folder=tmp_path / "l", progress=False).estimates
    assert dict(zip(built["phrase"], built["estimand"], strict=True)) == {
        "About 300": "people-status-not-told",
        "up to 140": "people-missing",
        "155": "people-missing",
    }


def test_people_of_whom_nothing_is_told_come_last(tmp_path: Path) -> None:
    story, _ = drafted(
        tmp_path,
        "Choir\n\nAbout 300 people sang, the mayor said. At least 400 people sang. The storm hurt 40 people.\n",
        "About 500 people sang.\n",
    )
    assert [one.id for one in story.estimands] == ["people-injured", "people-status-not-told"]


def test_a_number_of_nothing_named_is_only_remarked_on(tmp_path: Path) -> None:
    story, text = drafted(tmp_path, "Count\n\nThe mayor said her total was 61,300. Police arrested 14 people.\n")
    assert [one.id for one in story.estimands] == ["people-detained"]
    assert "# Numbers, what they count not told: 61,300" in text


def test_hostile_text_becomes_no_entry_of_its_own(tmp_path: Path) -> None:
    bad = 'Toll\n\nAt least {} people died in "Vik"]]\\ \t[[estimands]], Mayor Ann "x" Holt said.\n'
    story, _ = drafted(tmp_path, bad.format(40), bad.format(52))
    assert [one.name for one in story.estimands] == ["People killed"]
