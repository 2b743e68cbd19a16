"""Where in the page the report lies: the stretch of lines in which prose outweighs everything else.

What is here: a weight for each line and the heaviest stretch of them. A single sentence between labels (a teaser, a
consent note) weighs little, paragraphs one after another weigh their words, runs of short lines weigh against, and
labels such as "Most read" or "Comments" weigh more. What the lines inside and outside are for, is in ``lines.py``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from workbench.read import stamp
from workbench.read.shape import Line

#: Words after which more prose in one line counts no more.
_MOST = 100
_LABEL, _SHORT, _HEADLINE, _END = -6.0, -3.5, -3.0, -30.0
#: A run of short lines without any interface word may be a list or a poem; it never outweighs one paragraph.
_RUN_WITHOUT_CUES, _RUN_WITH_CUES = -18.0, -60.0
_TALK = re.compile(
    r"\b(repl(y|ies)|ago|says?:|said on|log ?in|sign in|like|report|flag|upvotes?|share|posted|votes?|moderat)", re.I
)


def find_region(lines: Sequence[Line], aside: Sequence[bool]) -> tuple[int, int]:
    """First and last index of the report's stretch, both inclusive; all lines when there is no prose to go by.

    ``aside`` marks lines that other rules have read (byline, date, caption, credit): they weigh nothing.
    """
    if not any(line.prose for line in lines):
        return 0, len(lines) - 1
    cut = _comments_start(lines)
    weights = line_weights(lines[:cut], aside[:cut])
    best, best_span, total, start = float("-inf"), (0, cut - 1), 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best + 1e-9:
            best, best_span = total, (start, index)
    return _with_list_above(lines, weights, best_span)


def _with_list_above(lines: Sequence[Line], weights: Sequence[float], span: tuple[int, int]) -> tuple[int, int]:
    """The stretch with a list right above it that a lead-in announces: figures by region, then a sentence."""
    at = start = span[0]
    while at > 0 and weights[at - 1] == 0 and lines[at - 1].cue is None:
        at -= 1
        start = at if _introduces(lines[at]) else start
    return start, span[1]


def line_weights(lines: Sequence[Line], aside: Sequence[bool]) -> list[float]:
    """The weight of each line for the report (positive) or against it."""
    weights = [0.0] * len(lines)
    ended = False
    for first, last, prose in _runs(lines, aside):
        run = range(first, last + 1)
        if prose:
            alone = sum(1 for index in run if not aside[index]) == 1 and len(lines) > 3
            share = 0.2 if alone and ended else 0.45 if alone else 1.0
            ended = ended and alone
            for index in run:
                weights[index] = 0.0 if aside[index] else share * _prose_weight(lines[index])
            continue
        for index in run:
            weights[index] = 0.0 if aside[index] else _other_weight(lines[index])
        _forgive_list(weights, run, lines)
        ended = ended or any(lines[index].cue is not None and lines[index].cue.ends for index in run)  # type: ignore[union-attr]  # the first half rules None out
        _limit(weights, run, lines)
    return weights


def _prose_weight(line: Line) -> float:
    weight = min(line.words, _MOST) * (1.0 if line.words >= 12 else 0.7)
    return weight * (0.3 if line.hints else 1.0)


def _other_weight(line: Line) -> float:
    if line.cue is not None:
        return _END if line.cue.ends else _LABEL
    if line.bullet and line.words >= 5:
        return 0.5
    if stamp.date_line(line.text) == "clock" or stamp.starts_with_stamp(line.text):
        return 0.0  # the head of an entry in a live file
    if line.text.endswith(":") and line.words >= 4:
        return 0.0
    return _HEADLINE if line.words >= 6 else _SHORT


def _forgive_list(weights: list[float], run: range, lines: Sequence[Line]) -> None:
    """Sets the short lines that a lead-in ending with a colon introduces to no weight, up to the first label."""
    introduced = run.start > 0 and _introduces(lines[run.start - 1])
    for index in run:
        if lines[index].cue is not None:
            return
        if introduced and weights[index] < 0:
            weights[index] = 0.0
        introduced = introduced or _introduces(lines[index])


def _introduces(line: Line) -> bool:
    return line.text.endswith(":") and line.words >= 4 and line.cue is None


def _limit(weights: list[float], run: range, lines: Sequence[Line]) -> None:
    """Scales a run's weights so that their sum keeps to the limit of such a run."""
    cued = sum(1 for index in run if lines[index].cue is not None)
    lowest = _RUN_WITH_CUES if cued else _RUN_WITHOUT_CUES
    total = sum(weights[index] for index in run)
    if total < lowest:
        for index in run:
            weights[index] *= lowest / total


def _runs(lines: Sequence[Line], aside: Sequence[bool]) -> list[tuple[int, int, bool]]:
    """Stretches of prose and stretches of everything else, in turn; lines set aside go with what they follow."""
    runs: list[tuple[int, int, bool]] = []
    for index, line in enumerate(lines):
        prose = line.prose
        if runs and (aside[index] or runs[-1][2] == prose):
            runs[-1] = (runs[-1][0], index, runs[-1][2])
        else:
            runs.append((index, index, prose and not aside[index]))
    return runs


def _comments_start(lines: Sequence[Line]) -> int:
    """The index at which readers' comments begin, or the number of lines.

    Comments are prose, often more of it than the report, so they are cut off first: at a label for them that follows
    enough prose, if what follows talks like a comment thread or is the smaller part.
    """
    words = [line.words if line.prose else 0 for line in lines]
    for index, line in enumerate(lines):
        if line.cue is None or line.cue.name != "comments" or not line.cue.ends:
            continue
        before, after = sum(words[:index]), sum(words[index:])
        talk = sum(1 for later in lines[index + 1 :] if later.words <= 12 and _TALK.search(later.text))
        if before >= 100 and (after < 0.3 * before or talk >= 3):
            return index
    return len(lines)
