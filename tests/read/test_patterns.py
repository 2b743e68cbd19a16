"""What a pattern cannot do without is in whatever it matches, and its matches begin with one of the words told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.read.cues import Cue, cues
from workbench.read.patterns import beginnings, lowered, needed
from workbench.read.timegrammar import BEGINNING, rules_from, time_rules

SHIPPED = sorted((Path(__file__).parents[2] / "data" / "stories").glob("*/reports/*.txt"))
SEARCHED = [cue for name in ("chrome", "roles") for cue in cues(name) if cue.scope != "line"]


@pytest.mark.parametrize(
    ("pattern", "texts"),
    [
        ("cookies", {"cookies"}),
        (r"\b(accept|reject) cookies\b", {"accept cookies", "reject cookies"}),
        (r"^sign(ed)? up\b.{0,140}", {"sign up", "signed up"}),
        (r"\d+ (?:followers|likes)$", {" followers", " likes"}),
        (r"[a-z]+|subscribe", set()),
        (r"(?:read more)?", set()),
        (r"(?:read more )+now", {"read more "}),
        (r"(?!subscribe)newsletter", {"newsletter"}),
        ("newsletter|our newsletter", {"newsletter"}),
    ],
)
def test_one_of_the_texts_stands_in_every_match(pattern: str, texts: set[str]) -> None:
    assert needed(pattern) == texts


@pytest.mark.parametrize("cue", SEARCHED, ids=lambda cue: cue.name)
@given(data=st.data())
@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
def test_whatever_a_cue_fits_is_found_with_what_is_needed(cue: Cue, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(cue.pattern))
    assert cue.is_in(text, lowered(text))


@pytest.mark.parametrize("text", ["SUBSCRIBE", "\u017fub\u017fcribe", "Subscr\u0131be", "SUBSCR\u0130BE"])
def test_letters_that_a_pattern_takes_for_others_are_taken_so(text: str) -> None:
    assert re.search("subscribe", text, re.IGNORECASE)
    assert lowered(text) == "subscribe"


def test_the_shipped_reports_fit_the_cues_that_they_fit_without_a_look_at_what_is_needed() -> None:
    lines = [line for path in SHIPPED for line in path.read_text("utf-8", errors="replace").splitlines()]
    fitting = {(cue.name, line) for cue in SEARCHED for line in lines if cue.pattern.search(line)}
    assert fitting == {(cue.name, line) for cue in SEARCHED for line in lines if cue.is_in(line, lowered(line))}
    assert len(fitting) > 20


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("last (?:week|month)", {"last"}),
        ("(?:early |late )?(?:in )?(?:June|July)", {"early", "late", "in", "june", "july"}),
        (r"\d{1,2} days?", {"0"}),
        (r"'?\d\ds", {"0"}),
        ("centur(?:y|ies)", {"century", "centuries"}),
        (r"(?<!the )days?(?=,)", {"day", "days"}),
        ("[MT]onday", {"monday", "tonday"}),
    ],
)
def test_a_match_begins_with_one_of_these_words(pattern: str, words: set[str]) -> None:
    assert beginnings(pattern) == words


@pytest.mark.parametrize("pattern", [r"\w+ ago", "[a-z]+ ago", "(?:ha)+ today", ". ago"])
def test_a_pattern_that_may_begin_with_any_word_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="a time begins with a word"):
        beginnings(pattern)


def test_no_rule_of_times_matches_where_it_is_not_tried() -> None:
    tried = missed = 0
    for path in SHIPPED:
        text = path.read_text("utf-8", errors="replace")
        for begins in BEGINNING.finditer(text):
            rules = rules_from("0" if begins["figure"] else begins["word"].lower())
            tried += len(rules)
            left_out = (rule for rule in time_rules() if rule not in rules)
            missed += sum(rule.pattern.match(text, begins.start()) is not None for rule in left_out)
    assert missed == 0
    assert tried > 1000
