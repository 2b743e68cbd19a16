"""Questions to the parse: the subject and object of a verb, passive or not, finite or not, set off or not."""

from __future__ import annotations

import pytest

from workbench.annotate.paragraph import Word, paragraph_of
from workbench.annotate.parse import (
    DOERS,
    has_modal,
    has_subject,
    is_finite,
    is_hidden_main_verb,
    is_negated,
    is_passive,
    object_of,
    opened_by,
    opens_aside,
    subject_of,
)
from workbench.annotate.pipeline import load


def word(sentence: str, text: str) -> Word:
    """The first word of a sentence that is written so."""
    return next(word for word in paragraph_of(load()(sentence)) if word.text == text)


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("The mayor closed the bridge.", "closed", "mayor"),
        ("The bridge was closed on Monday.", "closed", "bridge"),
        ("There was a fire in the mill.", "was", "There"),
        ("The mayor closed the bridge and opened a ferry.", "opened", None),
    ],
)
def test_the_subject_is_the_one_that_hangs_on_the_verb(sentence: str, verb: str, subject: str | None) -> None:
    found = subject_of(word(sentence, verb))
    assert (found.text if found else None) == subject
    assert has_subject(word(sentence, verb)) is (subject is not None)


def test_there_does_nothing() -> None:
    assert subject_of(word("There was a fire in the mill.", "was"), DOERS) is None


def test_the_object_may_be_whom_something_is_given() -> None:
    gave = word("The clerk gave the driver a map.", "gave")
    assert [one.text for one in (object_of(gave), object_of(gave, ("dative",))) if one] == ["map", "driver"]


@pytest.mark.parametrize(
    ("sentence", "verb", "passive", "reduced"),
    [
        ("The bridge was closed on Monday.", "closed", True, True),
        ("The mayor closed the bridge.", "closed", False, False),
        ("The men seen at the gate fled.", "seen", False, True),
        ("The mayor has seen the letter.", "seen", False, False),
    ],
)
def test_a_participle_without_a_helper_is_passive_if_asked_for(
    sentence: str, verb: str, passive: bool, reduced: bool
) -> None:
    asked = word(sentence, verb)
    assert (is_passive(asked), is_passive(asked, reduced=True)) == (passive, reduced)


@pytest.mark.parametrize(
    ("sentence", "verb", "finite", "helped"),
    [
        ("The ferry sank at noon.", "sank", True, True),
        ("The ferry did not leave at noon.", "leave", True, True),
        ("Having left the port, the ferry sank.", "left", False, True),
        ("The crew tried to be heard.", "heard", False, True),
        ("The crew tried to leave.", "leave", False, False),
    ],
)
def test_a_verb_is_finite_by_itself_or_through_a_helper(sentence: str, verb: str, finite: bool, helped: bool) -> None:
    asked = word(sentence, verb)
    assert (is_finite(asked), is_finite(asked, helped=True)) == (finite, helped)


def test_what_stands_with_a_verb() -> None:
    assert has_modal(word("The ferry may sail.", "sail"))
    assert is_negated(word("The ferry did not sail.", "sail"))
    assert not is_hidden_main_verb(word("The men seen at the gate fled.", "seen"))
    assert opened_by(word("She said that the ferry sank.", "sank")) == "that"


def test_an_aside_stands_behind_a_comma() -> None:
    assert opens_aside(word("The ferry sank, killing nine.", "killing"))
    assert not opens_aside(word("The ferry left the port.", "left"))
