"""What a benchmark counted, group by group: shares with their intervals, and what was gained and lost since last time.

What is here: the value that every scorer's result is told in, precision, recall and F1 over such values, an interval by
resampling whole groups, and the comparison with the counts kept from an earlier run. Which benchmark is run, and how
its items are matched, is left to ``measured.py``.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

#: Resamples behind each interval, and the share of them that it holds.
RESAMPLES = 1000
_TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Count:
    """The hits of one item or document: ``hits`` of ``gold`` wanted and of ``predicted`` given.

    ``group`` is what an interval resamples (a sentence, a document); ``key`` tells one item from another between runs
    and holds names and offsets, never words of a text. ``kind`` says of a wrong item in which way it is wrong.
    """

    benchmark: str
    field: str
    group: str
    key: str
    hits: float
    gold: int
    predicted: int
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """A benchmark's result on one field, between 0 and 1, with the ends of its 95 % interval."""

    benchmark: str
    field: str
    precision: float
    recall: float
    f1: float
    low: float
    high: float
    hits: float
    gold: int
    predicted: int


def f1_of(hits: float, gold: float, predicted: float) -> float:
    """The harmonic mean of precision and recall; 0 where nothing was wanted and nothing given."""
    return 2 * hits / (gold + predicted) if gold + predicted else 0.0


@dataclass(frozen=True, slots=True)
class Totals:
    """What counts add up to, with the shares that follow from it."""

    hits: float
    gold: int
    predicted: int

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 0 where nothing was given."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that is found; 0 where nothing was wanted."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return f1_of(self.hits, self.gold, self.predicted)

    def __str__(self) -> str:
        return f"precision {self.precision:.3f}  recall {self.recall:.3f}  F1 {self.f1:.3f}"


def totals_of(counts: Iterable[Count]) -> Totals:
    """The sums of the counts, whatever their fields."""
    listed = list(counts)
    return Totals(
        sum(one.hits for one in listed), sum(one.gold for one in listed), sum(one.predicted for one in listed)
    )


def told(part: float, whole: float) -> str:
    """A share in figures, "25 of 27 0.926"."""
    return f"{part:g} of {whole:g} {part / whole if whole else 0:.3f}"


def share_of(counts: Sequence[Count], *, resamples: int = RESAMPLES) -> Share:
    """The result of one field; its interval is that of F1 over groups drawn anew with replacement.

    Raises ``ValueError`` without counts, or with those of two fields.
    """
    names = {(count.benchmark, count.field) for count in counts}
    if len(names) != 1:
        raise ValueError(f"counts of one field are wanted, these are of {len(names)}")
    total = totals_of(counts)
    low, high = _interval(_by_group(counts), resamples)
    (benchmark, field), *_ = names
    shares = (total.precision, total.recall, total.f1)
    return Share(benchmark, field, *shares, low, high, total.hits, total.gold, total.predicted)


def _by_group(counts: Iterable[Count]) -> list[tuple[float, int, int]]:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0, 0])
    for count in counts:
        total = sums[count.group]
        total[0] += count.hits
        total[1] += count.gold
        total[2] += count.predicted
    return [(total[0], int(total[1]), int(total[2])) for _, total in sorted(sums.items())]


def _sum(sums: Sequence[tuple[float, int, int]]) -> tuple[float, float, float]:
    return sum(one[0] for one in sums), sum(one[1] for one in sums), sum(one[2] for one in sums)


def _interval(sums: Sequence[tuple[float, int, int]], resamples: int) -> tuple[float, float]:
    # The same draws on every run, so that a change of the figure is a change of the rules.
    draw = random.Random(0)
    found = sorted(f1_of(*_sum(draw.choices(sums, k=len(sums)))) for _ in range(resamples))
    return found[int(_TAIL * resamples)], found[min(resamples - 1, int((1 - _TAIL) * resamples))]


def fields_of(counts: Iterable[Count]) -> dict[tuple[str, str], list[Count]]:
    """The counts by benchmark and field, in the order they came."""
    out: dict[tuple[str, str], list[Count]] = {}
    for count in counts:
        out.setdefault((count.benchmark, count.field), []).append(count)
    return out


def kinds_of(counts: Iterable[Count]) -> dict[str, Counter[str]]:
    """How often each kind of error occurs, by benchmark."""
    out: dict[str, Counter[str]] = {}
    for count in counts:
        if count.kind:
            out.setdefault(count.benchmark, Counter())[count.kind] += 1
    return out


Record = dict[str, dict[str, list[str]]]


def record_of(counts: Iterable[Count]) -> Record:
    """What to keep of a run: by benchmark and field, the keys with something missed, and those with too much given."""
    out: Record = {}
    for (benchmark, field), found in fields_of(counts).items():
        missed = sorted({count.key for count in found if count.gold and count.hits < count.gold})
        vain = sorted({count.key for count in found if count.predicted > max(count.gold, count.hits)})
        out[f"{benchmark}: {field}"] = {"missed": missed, "in vain": vain}
    return out


@dataclass(frozen=True, slots=True)
class Change:
    """What a run gained and lost against the one before, as keys of items with the kind of error gone or come."""

    name: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def changes(before: Mapping[str, Mapping[str, Sequence[str]]], now: Record) -> list[Change]:
    """The fields with a difference: an item missed before and hit now is gained, as is one no longer given in vain."""
    out = []
    for name, lists in now.items():
        if name not in before:
            continue
        gained: list[str] = []
        lost: list[str] = []
        for kind, keys in lists.items():
            old, new = set(before[name].get(kind, ())), set(keys)
            gained += [f"{key} ({kind})" for key in sorted(old - new)]
            lost += [f"{key} ({kind})" for key in sorted(new - old)]
        if gained or lost:
            out.append(Change(name, tuple(gained), tuple(lost)))
    return out
