"""The stretches of text that a loose set of tokens covers."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.annotate.paragraph import Word


def spans_of(tokens: Iterable[Word], *, keep_apart: bool = False) -> tuple[tuple[int, int], ...]:
    """The stretches that a set of tokens covers, gaps of other tokens left out, edges freed of commas and spaces.

    A gap of one token is covered too unless ``keep_apart``.
    """
    runs: list[list[Word]] = []
    for token in sorted(tokens, key=lambda token: token.i):
        if runs and token.i - runs[-1][-1].i <= (1 if keep_apart else 2):
            runs[-1].append(token)
        else:
            runs.append([token])
    spans = []
    for run in runs:
        while run and (run[0].is_space or run[0].text in ",;:"):
            run.pop(0)
        while run and (run[-1].is_space or run[-1].text in ",;:." or run[-1].pos_ == "CCONJ"):
            run.pop()
        if run:
            spans.append((run[0].idx, run[-1].idx + len(run[-1])))
    return tuple(spans)
