"""Pulling a thread: what changes when a source, an origin or a report is struck."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from tests.compare.harbour import says, story
from tests.compare.test_corroboration import DAYS, DRAWS, FIGURES
from workbench import ledger
from workbench.compare.support.thread import Pulled, pull_the_thread, ready
from workbench.errors import InputError
from workbench.story import Story


@pytest.fixture
def harbour() -> Story:
    figures = [
        says("a", 400, "velna", unnamed="unnamed-port"),
        says("a", 900, "torrin"),
        says("b", 400, "velna", unnamed="unnamed-other"),
        says("c", 400, "both"),
        says("d", 900, "torrin"),
        says("d", 30, "guard", of="missing", speaker="marrow"),
    ]
    return story(DAYS, figures, draws=[("b", "a"), ("c", "a")], outlets={"d": "The Herald"})


def told(pulled: Pulled) -> dict[str, tuple[str, str]]:
    return {one.before.figure.words: (one.before.badge, one.after.badge) for one in pulled.figures}


def test_striking_an_unnamed_official_leaves_their_figures_without_named_support(harbour: Story) -> None:
    pulled = pull_the_thread(harbour, source="senior port official")
    assert told(pulled) == {"400": ("3 / 1 / 1", "1 / 1 / 0 + 1 unknown")}
    assert [one.is_bare for one in pulled.figures] == [True]
    assert pulled.sentence == (
        "Without the unnamed senior port official, 1 figure changes; no named support is left for 400."
    )
    assert len(pulled.standing) == 2


def test_a_merged_holder_of_a_retelling_does_not_take_the_place_of_the_struck_source(harbour: Story) -> None:
    (changed,) = pull_the_thread(harbour, source="unnamed-port").figures
    assert (changed.after.reports, changed.after.sources) == (("c",), ())


def test_striking_a_party_strikes_its_bodies_and_leaves_the_other_of_a_joint_holder(harbour: Story) -> None:
    assert told(pull_the_thread(harbour, source="Velna")) == {
        "400": ("3 / 1 / 1", "1 / 1 / 0 + 1 unknown"),
        "30": ("1 / 1 / 1", "0 / 0 / 0"),
    }
    joint = story(DAYS, [says("a", 400, "both")])
    (changed,) = pull_the_thread(joint, source="Velna").figures
    assert changed.after.sources == ("torrin",)


def test_striking_a_person_strikes_what_they_say_and_not_their_office(harbour: Story) -> None:
    assert told(pull_the_thread(harbour, source="Ilse Marrow")) == {"30": ("1 / 1 / 1", "0 / 0 / 0")}


def test_striking_an_origin_strikes_all_that_goes_back_to_it_alone(harbour: Story) -> None:
    assert told(pull_the_thread(harbour, origin="a")) == {
        "400": ("3 / 1 / 1", "0 / 0 / 0"),
        "900": ("2 / 2 / 1", "1 / 1 / 1"),
    }


def test_striking_the_first_report_leaves_its_copies_on_nobodys_word(harbour: Story) -> None:
    assert told(pull_the_thread(harbour, report="a.txt"))["400"] == ("3 / 1 / 1", "2 / 1 / 0 + 1 unknown")


def test_striking_a_copy_takes_one_report_and_nothing_else(harbour: Story) -> None:
    assert told(pull_the_thread(harbour, report="b")) == {"400": ("3 / 1 / 1", "2 / 1 / 1")}


def test_striking_an_outlet_strikes_its_reports(harbour: Story) -> None:
    assert told(pull_the_thread(harbour, source="the herald")) == {
        "900": ("2 / 2 / 1", "1 / 1 / 1"),
        "30": ("1 / 1 / 1", "0 / 0 / 0"),
    }


def test_discrepancies_that_rest_on_struck_words_are_listed(harbour: Story) -> None:
    rows = [
        {"discrepancy_id": "x", "a_report": "a", "a_start": 0, "a_end": 20, "b_report": "c", "b_start": 0, "b_end": 20},
        {"discrepancy_id": "y", "a_report": "d", "a_start": 0, "a_end": 20, "b_report": "d", "b_start": 0, "b_end": 20},
    ]
    one = Story({**harbour.tables, "discrepancies": ledger.frame("discrepancies", rows)}, file=harbour.file)
    assert pull_the_thread(one, source="unnamed-port").discrepancies == ("x",)
    assert pull_the_thread(one, report="d").discrepancies == ("y",)
    assert pull_the_thread(one, source="unnamed-port").sentence.endswith("is left for 400. 1 discrepancy rests on it.")


@pytest.mark.parametrize(
    ("what", "message"),
    [
        ({"source": "Nobody"}, "source must be an id or name of the story, is 'Nobody'"),
        ({"report": "x.txt"}, "report must be an id or file of the story, is 'x.txt'"),
        ({"source": "Velna", "report": "a"}, "give one of source, origin, report, not source and report"),
    ],
)
def test_what_cannot_be_struck_is_refused(harbour: Story, what: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        pull_the_thread(harbour, **what)  # type: ignore[arg-type]  # one of the three texts


@settings(deadline=None, max_examples=40)
@given(FIGURES, DRAWS)
def test_striking_nothing_changes_nothing(figures: list[Any], draws: list[Any]) -> None:
    pulled = pull_the_thread(story(DAYS, figures, draws=draws))
    assert (pulled.figures, pulled.discrepancies, pulled.estimates) == ((), (), ())
    assert pulled.sentence == "Without nothing, nothing changes."


@settings(deadline=None, max_examples=40)
@given(FIGURES, DRAWS)
def test_a_strike_never_raises_a_count_of_reports_or_adds_a_source(figures: list[Any], draws: list[Any]) -> None:
    for what in ({"source": "velna"}, {"report": "a"}, {"origin": "a"}):
        pulled = pull_the_thread(story(DAYS, figures, draws=draws), **what)  # type: ignore[arg-type]  # one of three
        for changed in pulled.figures:
            assert set(changed.after.reports) <= set(changed.before.reports)
            assert set(changed.after.sources) <= set(changed.before.sources)


def test_a_story_made_ready_once_gives_every_thread_the_same_answer(harbour: Story) -> None:
    known = ready(harbour)
    assert [one.entity_id for one in known.unnamed]
    for one in known.unnamed:
        assert pull_the_thread(harbour, source=one.entity_id, made_ready=known) == pull_the_thread(
            harbour, source=one.entity_id
        )
