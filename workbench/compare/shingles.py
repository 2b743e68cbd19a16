"""Which reports share wording: an exact index of four-word shingles outside quotations, and the overlaps it finds.

What is here: the index, the pairs of reports worth a look, and what two reports share, counted exactly and as runs of
words. Whether an overlap makes one report draw on another is decided in ``lineage.py``; where words are prose and
where quoted in ``prose.py``.

Quotations are out because independent reports share their speakers' words. Four words because rewrites keep little
more: three related real reports share a fifth of their four-word shingles and a twentieth of five-word ones, where
sampling (MinHash) finds none of them.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np
import numpy.typing as npt

from workbench.compare.prose import Prose, Span, unquoted_words

#: Words in a shingle.
SIZE = 4
#: Every two of the reports that hold a shingle are paired up to this many; of more, each is paired with the first few
#: alone, so that pairs grow with the reports and not with their square, and a much hosted text still finds its origin.
ALL_PAIRS = 12
FIRST_FEW = 3
#: A shingle in more reports than this is a stock phrase of its language or its story and pairs nobody.
STOCK = 1000
#: Two reports are looked at when they share this many shingles; the fewest that can carry an edge (``lineage.py``).
FEWEST = 6

_GAP = 0
_BLOCK = 1 << 22
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0xD6E8FEB86659FD93], dtype=np.uint64)

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Index:
    """The words outside quotations of many reports as numbers, report after report, with gaps where no run crosses.

    Report number ``n`` of ``report_ids`` holds ``words[bounds[n]:bounds[n + 1]]``; equal words have equal numbers, and
    ``vocabulary`` gives the number of a word.
    """

    report_ids: tuple[str, ...]
    words: npt.NDArray[np.int32]
    bounds: Numbers
    vocabulary: dict[str, int]

    def shingles(self, report: int) -> Hashes:
        """The shingles of a report, each once, in ascending order of their hash."""
        words = self.words[self.bounds[report] : self.bounds[report + 1]]
        found, whole = _hashed(words)
        return np.unique(found[whole])


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both reports in the same order, by word number in each one's prose."""

    a_first: int
    a_last: int
    b_first: int
    b_last: int

    @property
    def length(self) -> int:
        """How many words long it is."""
        return self.a_last - self.a_first


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two reports of an index share: the number of shingles, and their share of each one's own."""

    a: int
    b: int
    shared: int
    a_in_b: float
    b_in_a: float

    @property
    def containment(self) -> float:
        """The share of the report that holds more of the other."""
        return max(self.a_in_b, self.b_in_a)


def index_of(report_ids: Sequence[str], texts: Iterable[str], stretches: Iterable[Sequence[Span] | None]) -> Index:
    """The index of some reports; the order given is the order in which the first holders of a shingle are taken.

    ``stretches`` are those of each report's prose (``prose.stretches_by_report``); None stands for the whole text.
    """
    vocabulary: defaultdict[str, int] = defaultdict(count(_GAP + 1).__next__)
    words = array("i")
    bounds = array("q", [0])
    number = vocabulary.__getitem__
    for text, found in zip(texts, stretches, strict=True):
        for piece in unquoted_words(text, [(0, len(text))] if found is None else found):
            words.extend(map(number, piece))
            words.append(_GAP)
        bounds.append(len(words))
    return Index(
        tuple(report_ids),
        np.frombuffer(words, dtype=np.int32) if words else np.zeros(0, dtype=np.int32),
        np.frombuffer(bounds, dtype=np.int64),
        dict(vocabulary),
    )


def overlaps(index: Index, *, fewest: int = FEWEST) -> list[Overlap]:
    """The pairs of reports that share at least ``fewest`` shingles, counted exactly, in order of their numbers."""
    held: dict[int, Hashes] = {}
    found = []
    for a, b in candidates(index, fewest=fewest):
        for report in (a, b):
            if report not in held:
                held[report] = index.shingles(report)
        shared = len(np.intersect1d(held[a], held[b], assume_unique=True))
        found.append(Overlap(a, b, shared, shared / len(held[a]), shared / len(held[b])))
    return found


def candidates(index: Index, *, fewest: int = FEWEST) -> list[tuple[int, int]]:
    """The pairs of report numbers, the lower first, that share ``fewest`` shingles or more that are no stock phrase."""
    reports = len(index.report_ids)
    if reports < 2:
        return []
    keys, counts = _merged(_pair_keys(_shared_keys(index), reports))
    pairs = keys[counts >= fewest]
    return list(zip((pairs // reports).tolist(), (pairs % reports).tolist(), strict=True))


def _hashed(words: npt.NDArray[np.int32]) -> tuple[Hashes, npt.NDArray[np.bool_]]:
    """A hash for each place a shingle may begin at, and whether one does: no gap within it."""
    places = max(0, len(words) - SIZE + 1)
    found = np.zeros(places, dtype=np.uint64)
    whole = np.ones(places, dtype=np.bool_)
    for at in range(SIZE):
        part = words[at : at + places]
        whole &= part != _GAP
        found += part.astype(np.uint64) * _FACTORS[at]
        found ^= found >> np.uint64(29)
    found *= _FACTORS[0]
    found ^= found >> np.uint64(32)
    return found, whole


def _bits(reports: int) -> int:
    return max(1, (reports - 1).bit_length())


def _shared_keys(index: Index) -> Hashes:
    """The shingles that more than one report holds, each with the reports that do: hash above, report number below.

    Packed into one number so that a single sort, in place, groups them; what little of the hash gives way to the
    report's number costs a false candidate in a hundred million, which the exact count then drops.
    """
    bits = np.uint64(_bits(len(index.report_ids)))
    keys = _all_keys(index, bits)
    keys.sort()
    keep = np.zeros(len(keys), dtype=np.bool_)
    for start in range(0, len(keys) - 1, _BLOCK):
        block = keys[start : start + _BLOCK + 1]
        same = (block[1:] >> bits) == (block[:-1] >> bits)
        new = block[1:] != block[:-1]
        keep[start : start + len(same)] |= same & new
        keep[start + 1 : start + 1 + len(same)] |= same & new
    return np.unique(keys[keep])


def _all_keys(index: Index, bits: np.uint64) -> Hashes:
    keys = np.empty(len(index.words), dtype=np.uint64)
    filled = 0
    first = 0
    while first < len(index.report_ids):
        last = int(np.searchsorted(index.bounds, index.bounds[first] + _BLOCK, side="right")) - 1
        last = min(max(last, first + 1), len(index.report_ids))
        block = index.words[index.bounds[first] : index.bounds[last]]
        found, whole = _hashed(block)
        owners = np.repeat(np.arange(first, last, dtype=np.uint64), np.diff(index.bounds[first : last + 1]))
        own = ((found >> bits) << bits) | owners[: len(found)]
        own = own[whole]
        keys[filled : filled + len(own)] = own
        filled += len(own)
        first = last
    return keys[:filled]


def _pair_keys(keys: Hashes, reports: int) -> Iterator[Numbers]:
    """The pairs of reports that hold one shingle, as ``lower * reports + higher``, one entry for each shingle."""
    bits = np.uint64(_bits(reports))
    owners = (keys & np.uint64((1 << int(bits)) - 1)).astype(np.int64)
    shingles = keys >> bits
    starts = np.flatnonzero(np.concatenate(([True], shingles[1:] != shingles[:-1]))) if len(keys) else np.zeros(0, int)
    sizes = np.diff(np.append(starts, len(keys)))
    for size in np.unique(sizes[(sizes > 1) & (sizes <= STOCK)]).tolist():
        of_size = starts[sizes == size]
        lower = size if size <= ALL_PAIRS else FIRST_FEW
        step = max(1, _BLOCK // (lower * size))
        for at in range(0, len(of_size), step):
            group = owners[of_size[at : at + step, None] + np.arange(size)]
            yield from (
                (group[:, first, None] * reports + group[:, first + 1 :]).ravel()
                for first in range(min(lower, size - 1))
            )


def _merged(parts: Iterable[Numbers]) -> tuple[Numbers, Numbers]:
    """Each pair once with how often it came, gathered in pieces so that memory stays with the number of pairs."""
    keys, counts = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64)
    waiting: list[Numbers] = []
    for part in parts:
        waiting.append(part)
        if sum(map(len, waiting)) >= 2 * _BLOCK:
            keys, counts = _added(keys, counts, waiting)
            waiting = []
    return _added(keys, counts, waiting)


def _added(keys: Numbers, counts: Numbers, parts: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    if not parts:
        return keys, counts
    fresh, times = np.unique(np.concatenate(parts), return_counts=True)
    both, places = np.unique(np.concatenate((keys, fresh)), return_inverse=True)
    totals = np.zeros(len(both), dtype=np.int64)
    np.add.at(totals, places, np.concatenate((counts, times)))
    return both, totals


# --- two reports, word by word ----------------------------------------------------------------------------------------


def runs(a: Prose, b: Prose) -> list[Run]:
    """The longest stretches of words, outside quotations, that stand in both, in the order of ``a``, none overlapping.

    Each is at least one shingle long. Where ``b`` has it twice the place that follows on from the run before is taken,
    else the first.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at in _begins(b):
        places.setdefault(b.words[at : at + SIZE], []).append(at)
    own = set(_begins(a))
    found: list[Run] = []
    at = 0
    while at < len(a.words):
        here = places.get(a.words[at : at + SIZE], []) if at in own else []
        best = max((_run_from(a, b, at, other) for other in here), key=lambda run: run.length, default=None)
        if best is None:
            at += 1
        else:
            found.append(best)
            at = best.a_last
    return found


def _begins(prose: Prose) -> Iterator[int]:
    """The word numbers at which a shingle begins: four words of one stretch, none of them quoted."""
    for first, last in zip(prose.breaks, (*prose.breaks[1:], len(prose.words)), strict=True):
        if first < last and not prose.quoted[first]:
            yield from range(first, last - SIZE + 1)


def _run_from(a: Prose, b: Prose, at: int, other: int) -> Run:
    stop_a, stop_b = _stretch_end(a, at), _stretch_end(b, other)
    length = SIZE
    while at + length < stop_a and other + length < stop_b and a.words[at + length] == b.words[other + length]:
        length += 1
    return Run(at, at + length, other, other + length)


def _stretch_end(prose: Prose, at: int) -> int:
    """The word number at which the stretch that holds a word ends."""
    place = np.searchsorted(prose.breaks, at, side="right")
    return prose.breaks[place] if place < len(prose.breaks) else len(prose.words)
