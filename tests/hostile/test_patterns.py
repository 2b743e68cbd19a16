"""No pattern that a module of the package holds runs away: each is tried on texts made to make it go back and forth.

What is compared is growth, in time of one process alone and by the least of several rounds.
"""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from benchmarks import patterns
from benchmarks.patterns import runs_away
from workbench.checks.appearances import _DOTS
from workbench.publish import markup


def test_no_pattern_of_the_package_runs_away() -> None:
    # In a program of its own: Python 3.11 loses count of its depth in one where a browser was driven before.
    run = [sys.executable, "-m", "benchmarks.patterns", "--size", "500"]
    done = subprocess.run(run, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 150


@pytest.mark.parametrize(("pattern", "stretch"), [(r"\s+(?:x|y)", " "), (r"(?:a+)+b", "a")])
def test_one_that_does_would_be_noticed(pattern: str, stretch: str) -> None:
    assert runs_away({"finditer"}, re.compile(pattern), stretch, 500)


def test_what_takes_long_once_on_a_busy_machine_does_not_run_away(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = iter([0.9, 0.001, 0.002])
    monkeypatch.setattr(patterns, "seconds", lambda *_: next(taken))
    assert not runs_away({"finditer"}, re.compile("a"), "a", 500)


def test_a_row_of_capitals_before_a_bracket_or_in_one_takes_no_time() -> None:
    texts = ["A" * 150 + ", (the old name of it)", "(" + "A" * 90 + "!)", "NIS, (National Intelligence Service)"]
    run = "import sys; from workbench.annotate.entities.acronyms import acronyms_in; print(acronyms_in(sys.argv[1]))"
    for text in texts:
        subprocess.run([sys.executable, "-c", run, text], check=True, timeout=60, capture_output=True)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("one ... two", ["one", "two"]),
        ("one ... … two", ["one", "", "two"]),
        ("one   […]two", ["one", "two"]),
        ("one two", ["one two"]),
    ],
)
def test_words_left_out_are_still_found_with_the_blanks_around_them(text: str, pieces: list[str]) -> None:
    assert _DOTS.split(text) == pieces


@pytest.mark.parametrize("end", ["<!-- <p>40</p>", "<p title=x", "<p title='x>40</p>", "<!x 40"])
def test_what_nothing_closes_is_no_word_of_a_page_as_in_a_browser(end: str) -> None:
    assert markup.read(f"<body>30 boats{end}").words == markup.read("<body>30 boats<p>").words == "30boats"
