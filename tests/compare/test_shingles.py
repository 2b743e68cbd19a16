"""The index of four-word shingles: what two reports share, counted exactly, and where it stands."""

from __future__ import annotations

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.compare.stories import REWRITE, UNRELATED, WIRE
from workbench.compare.lineage import shingles
from workbench.compare.lineage.prose import prose_in, unquoted

TEXTS = [WIRE, REWRITE, UNRELATED]


def index_of(texts: list[str]) -> shingles.Index:
    return shingles.index_of([str(at) for at in range(len(texts))], texts, [[(0, len(text))] for text in texts])


def slow(text: str) -> set[tuple[str, ...]]:
    prose = prose_in("r", text, [(0, len(text))])
    inner = set(prose.breaks)
    return {
        prose.words[at : at + 4]
        for at in range(len(prose.words) - 3)
        if not any(prose.quoted[at : at + 4]) and not inner & set(range(at + 1, at + 4))
    }


def test_a_rewrite_shares_wording_and_a_report_of_its_own_nothing() -> None:
    (found,) = shingles.overlaps(index_of(TEXTS))
    assert (found.a, found.b) == (0, 1)
    assert found.shared == len(slow(WIRE) & slow(REWRITE))
    assert found.b_in_a > found.a_in_b > 0.2


def test_words_of_a_shared_speaker_count_for_nothing() -> None:
    said = "“Nobody in this valley will be left behind tonight, not one of you,” said the mayor"
    texts = [f"{said} at noon in the rain.", f"The crowd cheered. {said.replace('said', 'cried')} of Harlan."]
    assert shingles.overlaps(index_of(texts), fewest=1) == []


words = st.lists(st.sampled_from("a b c d e".split()), max_size=25).map(" ".join)


@settings(max_examples=60)
@given(st.lists(words, min_size=2, max_size=6))
def test_counts_are_those_of_a_plain_count(texts: list[str]) -> None:
    found = {(one.a, one.b): one.shared for one in shingles.overlaps(index_of(texts), fewest=1)}
    expected = {
        (a, b): len(slow(texts[a]) & slow(texts[b]))
        for a, b in combinations(range(len(texts)), 2)
        if slow(texts[a]) & slow(texts[b])
    }
    assert found == expected


@settings(max_examples=60)
@given(words, words)
def test_runs_hold_the_same_words_in_both_and_do_not_overlap(one: str, other: str) -> None:
    index = index_of([one, other])
    a, b = index.of(0), index.of(1)
    found = shingles.runs(shingles.laid_out(a), shingles.laid_out(b))
    for run in found:
        assert run.length >= shingles.SIZE
        assert np.array_equal(a[run.a_first : run.a_last], b[run.b_first : run.b_last])
    assert all(first.a_last <= then.a_first for first, then in pairwise(found))
    assert bool(found) == bool(slow(one) & slow(other))


def test_a_run_leads_back_to_the_words_as_printed() -> None:
    index = index_of(TEXTS)
    found = shingles.runs(shingles.laid_out(index.of(0)), shingles.laid_out(index.of(1)))
    longest = max(found, key=lambda run: run.length)
    [(begins, ends)] = shingles.located([(WIRE, unquoted(WIRE, [(0, len(WIRE))]))])
    words = WIRE[begins[longest.a_first] : ends[longest.a_last - 1]]
    assert words == "began in a store of old tyres on the quarry's eastern edge and"


def test_the_words_of_many_texts_read_at_once_stand_where_each_one_has_them() -> None:
    texts = [(text, unquoted(text, [(0, len(text))])) for text in (WIRE, "", "“All of it quoted.”", REWRITE)]
    for at_once, one in zip(shingles.located(texts), texts, strict=True):
        [alone] = shingles.located([one])
        assert [list(found) for found in at_once] == [list(found) for found in alone]
    begins, ends = shingles.located(texts)[-1]
    assert {REWRITE[start:end] for start, end in zip(begins, ends, strict=True) if REWRITE[start:end].isalpha()}


def test_a_text_hosted_by_many_still_finds_its_first_holders() -> None:
    many = 40
    pairs = shingles.candidates(index_of([WIRE] * many))
    assert {(0, at) for at in range(1, many)} <= set(pairs)
    assert len(pairs) <= many * shingles.FIRST_FEW


def test_no_report_and_one_report_have_no_pairs() -> None:
    assert shingles.overlaps(index_of([])) == []
    assert shingles.overlaps(index_of([WIRE])) == []
    assert shingles.overlaps(index_of(["", "two words", ""])) == []
