"""A draft of a story file: what an analyst may change in it, and the text that it becomes."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.drafttext import toml_of
from workbench.errors import InputError
from workbench.storydraft import (
    Draft,
    Example,
    PartyDraft,
    PlaceDraft,
    Proposal,
    in_background,
    kept,
    merged,
    with_heading,
    with_name,
    with_party,
    with_place,
)
from workbench.storyfile import Estimand, Party, Place, StoryFile, Wire, read_story_file

ROOFS = Proposal(
    Estimand("roofs-lost", "Roofs lost", nouns=("roof",), words=("lose",)),
    "",
    ("40", "about 50"),
    2,
    (Example("Some 40 roofs were lost.", 0, 7, "a.txt"),),
)
SHEDS = Proposal(Estimand("sheds-lost", "Sheds lost", nouns=("shed",), words=("lose", "gone")), "Lund", ("9",), 1)
SHARE = Proposal(Estimand("percent-lost", "Percent lost", unit="percent"), "", ("12 percent",), 1)
DRAFT = Draft(
    "Storm",
    parties=(
        PartyDraft(Party("town", "Town of Vik", aliases=("Vik",), within="Norland"), 3, 4),
        PartyDraft(Party("norland", "Norland", "state"), 0, 1),
    ),
    places=(PlaceDraft(Place("vik", "Vik", within="Norland"), 5), PlaceDraft(Place("norland", "Norland"), 0)),
    wires=(Wire("Fjord Wire", ("FW",)),),
    proposals=(ROOFS, SHEDS, SHARE),
    topics=("damage", "money"),
)


def read_back(draft: Draft, folder: Path) -> StoryFile:
    (folder / "story.toml").write_text(toml_of(draft), encoding="utf-8")
    return read_story_file(folder / "story.toml")


def test_a_draft_is_written_so_that_it_is_read_back(tmp_path: Path) -> None:
    story = read_back(DRAFT, tmp_path)
    assert [(one.id, one.within) for one in story.parties] == [("town-of-vik", "norland"), ("norland", "")]
    assert [(one.id, one.within) for one in story.places] == [("vik", "norland"), ("norland", ""), ("lund", "")]
    assert [(one.id, one.place) for one in story.estimands] == [
        ("sheds-lost", "lund"),
        ("roofs-lost", ""),
        ("percent-lost", ""),
    ]
    assert story.wires == (Wire("Fjord Wire", ("FW",)),)
    assert "by general words of news: damage, money." in (tmp_path / "story.toml").read_text()


def test_a_new_name_is_the_name_and_the_id_and_stands_on_one_line(tmp_path: Path) -> None:
    story = read_back(with_name(DRAFT, "roofs-lost", '  Roofs "gone"\n[[estimands]] in Vik '), tmp_path)
    assert ("roofs-gone-estimands-in-vik", 'Roofs "gone" [[estimands]] in Vik') in [
        (one.id, one.name) for one in story.estimands
    ]
    with pytest.raises(InputError, match="name: must hold a word"):
        with_name(DRAFT, "roofs-lost", "  ")


def test_two_estimands_of_one_name_get_ids_of_their_own(tmp_path: Path) -> None:
    story = read_back(with_name(DRAFT, "sheds-lost", "Roofs lost"), tmp_path)
    assert [one.id for one in story.estimands] == ["roofs-lost", "roofs-lost-2", "percent-lost"]


def test_what_is_dropped_is_a_remark_and_what_is_background_says_so(tmp_path: Path) -> None:
    draft = in_background(kept(DRAFT, "sheds-lost", keep=False), "roofs-lost", background=True)
    story = read_back(draft, tmp_path)
    assert [(one.id, one.background) for one in story.estimands] == [("roofs-lost", True), ("percent-lost", False)]
    assert "# Sheds lost: 9" in (tmp_path / "story.toml").read_text()


def test_two_put_together_have_the_words_and_figures_of_both_and_no_place_that_only_one_has() -> None:
    (both, _) = merged(DRAFT, "sheds-lost", "roofs-lost").proposals
    assert (both.estimand.name, both.estimand.nouns, both.estimand.words) == (
        "Roofs lost",
        ("roof", "shed"),
        ("lose", "gone"),
    )
    assert (both.phrases, both.where) == (("40", "about 50", "9"), "")


@pytest.mark.parametrize(
    ("one", "into", "cause"),
    [
        ("roofs-lost", "roofs-lost", "must be another estimand"),
        ("roofs-lost", "percent-lost", "is counted in count, 'Percent lost' in percent"),
        ("roofs-lost", "boats", "must be one of roofs-lost, sheds-lost, percent-lost, is 'boats'"),
    ],
)
def test_what_cannot_be_put_together_is_refused_with_the_cause(one: str, into: str, cause: str) -> None:
    with pytest.raises(InputError, match=cause):
        merged(DRAFT, one, into)


def test_a_party_and_a_place_are_called_otherwise_or_dropped_by_an_empty_name(tmp_path: Path) -> None:
    draft = with_party(DRAFT, "town", name="Vik council", aliases=["the council", "", "the council"], within="nowhere")
    draft = with_place(draft, "norland", name=" ", aliases=[], within="")
    story = read_back(with_heading(draft, title="A\nstorm", question="How many roofs?"), tmp_path)
    assert (story.parties[0].name, story.parties[0].aliases, story.parties[0].within) == (
        "Vik council",
        ("the council",),
        "",
    )
    assert [(one.id, one.within) for one in story.places] == [("vik", ""), ("lund", "")]
    assert (story.title, story.question) == ("A storm", "How many roofs?")
