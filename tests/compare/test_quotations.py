"""Quotations that two reports share: the same, a cut, or altered words told."""

from __future__ import annotations

from workbench.compare.lineage.quotations import SharedQuotation, quotes_in, shared_quotations


def shared(one: str, other: str) -> list[SharedQuotation]:
    return shared_quotations(quotes_in(one, [(0, len(one))]), quotes_in(other, [(0, len(other))]))


def test_a_bracketed_insertion_is_no_alteration() -> None:
    (found,) = shared("“They (the harbour police) have lost the key,” he said.", 'He said "They have lost the key."')
    assert (found.score, found.altered) == (1.0, ())


def test_a_cut_is_the_same_utterance() -> None:
    (found,) = shared("It was “a long night”.", "“It was a long night for everyone here,” she said.")
    assert found.score == 1.0


def test_altered_words_are_told() -> None:
    (found,) = shared(
        "“We will never leave this valley to the water,” she said.",
        "“We shall never leave this valley to the flood,” she said.",
    )
    assert ("will", "shall") in found.altered
    assert 0.7 < found.score < 1


def test_two_utterances_with_common_words_are_two() -> None:
    assert shared("“We will stay until it is over,” he said.", "“We will pay when the count is done,” he said.") == []


def test_a_single_quoted_word_is_no_utterance() -> None:
    assert shared("The “wave” came.", "A “wave” it was.") == []
