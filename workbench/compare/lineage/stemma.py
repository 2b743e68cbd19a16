"""Versions nobody here has seen, inferred from what two retellings share against the text both draw on.

What is here: the method of textual criticism on wire copy. Two reports that draw on one text, each keeping of it what
the other lacks, and that agree against it in several places, follow another version of it: an inferred parent, with
the variants as evidence. It joins its children and is never an origin of its own. The edges between texts that are
here are found in ``edges.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench import ledger
from workbench.compare.lineage.edges import lineage_rows
from workbench.compare.lineage.prose import Prose, prose_in, stretches_by_report
from workbench.compare.lineage.shingles import ALL_PAIRS, FIRST_FEW
from workbench.model import content_id
from workbench.story import Story

#: Two retellings agree against their parent in this many places before a version is inferred; two may be chance.
FEWEST = 3
#: Words of a shared innovation: three, where overlap counts four, because here the parent's words around it say where.
_SIZE = 3
#: Words on each side of a variant by which its place in the parent is found, and how many of them must stand there.
_AROUND = 8
_FEWEST_AROUND = 3
#: The places that both retellings point to lie at most this far apart.
_NEAR = 12

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Variant:
    """Words that two reports share, by word number in each, and the words their known parent has in that place."""

    a: tuple[int, int]
    b: tuple[int, int]
    other: tuple[int, int]


def lineage_with_inferred(story: Story) -> tuple[list[Row], list[Row]]:
    """The rows of ``lineage``, those of inferred parents among them, and the rows of ``inferred_parents``."""
    rows = lineage_rows(story)
    inferred = inferred_parents(story, rows)
    return sorted([*rows, *edges_of(inferred)], key=lambda row: (row["child"], row["parent"])), inferred


def inferred_parents(story: Story, lineage: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of ``inferred_parents``, in order of their children.

    ``lineage`` are rows of that table; denied ones and repetitions of a whole text count for nothing, since a copy's
    agreement with its brother is its parent's. Each variant has its words as the first child has them, their places
    in both, and as ``other`` the parent's words in that place.
    """
    texts = _Texts(story)
    found: dict[tuple[str, ...], list[Row]] = {}
    for parent, children in _brothers(lineage, texts).items():
        for a, b in _likely(children, texts, parent):
            variants = variants_of(texts[a], texts[b], texts[parent])
            if len(variants) >= FEWEST:
                found.setdefault((a, b), []).extend(_variant_row(one, a, b, parent, texts) for one in variants)
    groups = _grouped(found)
    return [
        {"id": content_id("p", *group), "children": list(group), "variants": groups[group]} for group in sorted(groups)
    ]


def _likely(children: Sequence[str], texts: _Texts, parent: str) -> list[tuple[str, str]]:
    """The pairs of children that share enough words their parent does not have, in order.

    Words that more than ``ALL_PAIRS`` children share pair each of them with the first ``FIRST_FEW`` alone: these join
    the group all the same, and the pairs grow with the children and not with their square.
    """
    known = {words for _, words in _triples(texts[parent])}
    holders: dict[tuple[str, ...], list[str]] = {}
    for child in children:
        for words in dict.fromkeys(words for _, words in _triples(texts[child])):
            if words not in known:
                holders.setdefault(words, []).append(child)
    shared: Counter[tuple[str, str]] = Counter()
    for group in holders.values():
        firsts = group if len(group) <= ALL_PAIRS else group[:FIRST_FEW]
        shared.update((a, b) for at, a in enumerate(firsts) for b in group[at + 1 :])
    return sorted(pair for pair, count in shared.items() if count >= FEWEST)


def edges_of(inferred: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of ``lineage`` that join the children of inferred parents to them: judged, in order of child."""
    rows = []
    for one in inferred:
        for child in one["children"]:
            evidence = [
                _link(variant, list(variant["reports"]).index(child))
                for variant in one["variants"]
                if child in variant["reports"]
            ]
            rows.append(
                {
                    "child": child,
                    "parent": f"inferred:{one['id']}",
                    "kind": "partly",
                    "direction_certain": False,
                    "evidence": evidence,
                    "basis": "judged",
                    "state": "proposed",
                }
            )
    return sorted(rows, key=lambda row: (row["child"], row["parent"]))


def _link(variant: Mapping[str, Any], at: int) -> Row:
    return {
        "kind": "overlap",
        "child_start": variant["starts"][at],
        "child_end": variant["ends"][at],
        "parent_start": None,
        "parent_end": None,
        "text": f"{variant['text']} [known parent: {variant['other']}]",
        "score": None,
    }


def variants_of(a: Prose, b: Prose, parent: Prose) -> list[Variant]:
    """The words outside quotations in which two reports agree against their parent, at one and the same place of it.

    A run of words that both share counts when three of them in a row stand nowhere in the parent, while the words
    around it in either report lead to one place there.
    """
    known = {words for _, words in _triples(parent)}
    in_b: dict[tuple[str, ...], list[int]] = {}
    for at, words in _triples(b):
        in_b.setdefault(words, []).append(at)
    found = []
    for run, places in _shared_runs(a, in_b):
        if all(a.words[at : at + _SIZE] in known for at in range(run[0], run[1] - _SIZE + 1)):
            continue
        here = _place_in(parent, a, run)
        for start in places:
            across = (start, start + run[1] - run[0])
            there = _place_in(parent, b, across)
            if here and there and abs(here[0] - there[0]) <= _NEAR:
                found.append(Variant(run, across, here))
                break
    return found


def _triples(prose: Prose) -> Iterator[tuple[int, tuple[str, ...]]]:
    for first, last in zip(prose.breaks, (*prose.breaks[1:], len(prose.words)), strict=True):
        if first < last and not prose.quoted[first]:
            for at in range(first, last - _SIZE + 1):
                yield at, prose.words[at : at + _SIZE]


def _shared_runs(
    a: Prose, in_b: Mapping[tuple[str, ...], Sequence[int]]
) -> Iterator[tuple[tuple[int, int], list[int]]]:
    """The longest runs of words of ``a`` that stand in ``b``, each with the places there it begins at."""
    at, ends = -1, -1
    places: list[int] = []
    for here, words in _triples(a):
        onward = [place for place in places if place + here - at in in_b.get(words, ())]
        if onward and here == ends - _SIZE + 1:
            places, ends = onward, here + _SIZE
            continue
        if places:
            yield (at, ends), places
        at, ends, places = here, here + _SIZE, list(in_b.get(words, ()))
    if places:
        yield (at, ends), places


def _place_in(parent: Prose, prose: Prose, run: tuple[int, int]) -> tuple[int, int] | None:
    """The words of the parent that stand where a run and the words around it lead, or none.

    It is the shortest stretch among those that hold most of these words, of the words with content that is: longer
    ones and numbers.
    """
    around = Counter(word for word in prose.words[max(0, run[0] - _AROUND) : run[1] + _AROUND] if _has_content(word))
    width = run[1] - run[0] + _AROUND
    hits = [at for at, word in enumerate(parent.words) if word in around]
    best: tuple[int, int, int] | None = None
    for first in range(len(hits)):
        held: set[str] = set()
        for at in hits[first:]:
            if at - hits[first] > width:
                break
            held.add(parent.words[at])
            score = (len(held), -(at + 1 - hits[first]))
            if best is None or score > (best[0], best[1] - best[2]):
                best = len(held), hits[first], at + 1
    return (best[1], best[2]) if best and best[0] >= _FEWEST_AROUND else None


def _has_content(word: str) -> bool:
    return len(word) > 3 or word[0].isdigit()


class _Texts:
    """The prose of a story's reports by id, worked out for those asked for."""

    def __init__(self, story: Story) -> None:
        rows = ledger.records(story.reports)
        ids = [row.report_id for row in rows]
        self._rows = dict(zip(ids, rows, strict=True))
        self._stretches = dict(zip(ids, stretches_by_report(story.passages, ids), strict=True))
        self._found: dict[str, Prose] = {}

    def __contains__(self, report_id: str) -> bool:
        return report_id in self._rows

    def __getitem__(self, report_id: str) -> Prose:
        if report_id not in self._found:
            text, stretches = str(self._rows[report_id].text), self._stretches[report_id]
            self._found[report_id] = prose_in(report_id, text, [(0, len(text))] if stretches is None else stretches)
        return self._found[report_id]

    def words(self, report_id: str, run: tuple[int, int]) -> tuple[str, int, int]:
        """A run's words as printed, and where they stand."""
        start, end = self[report_id].span(*run)
        return str(self._rows[report_id].text)[start:end], start, end


def _brothers(lineage: Iterable[Mapping[str, Any]], texts: _Texts) -> dict[str, list[str]]:
    """The children of each report that are no repetition of it, where there are two or more."""
    found: dict[str, list[str]] = {}
    for row in lineage:
        worded = any(link["kind"] == "overlap" for link in row["evidence"])
        if row["parent"] in texts and row["state"] != "denied" and row["basis"] == "judged" and worded:
            found.setdefault(row["parent"], []).append(row["child"])
    return {parent: sorted(children) for parent, children in sorted(found.items()) if len(children) > 1}


def _variant_row(variant: Variant, a: str, b: str, parent: str, texts: _Texts) -> Row:
    words, start, end = texts.words(a, variant.a)
    _, across, last = texts.words(b, variant.b)
    other, _, _ = texts.words(parent, variant.other)
    return {"text": words, "reports": [a, b], "starts": [start, across], "ends": [end, last], "other": other}


def _grouped(found: Mapping[tuple[str, ...], Sequence[Row]]) -> dict[tuple[str, ...], list[Row]]:
    """The pairs joined where they share a report, each group with all its variants."""
    group: dict[str, set[str]] = {}
    for pair in found:
        joined = set(pair).union(*(group.get(one, set()) for one in pair))
        group.update(dict.fromkeys(joined, joined))
    out: dict[tuple[str, ...], list[Row]] = {}
    for pair in sorted(found):
        out.setdefault(tuple(sorted(group[pair[0]])), []).extend(found[pair])
    return out
