"""Which reports share wording: an exact index of four-word shingles outside quotations, and the overlaps it finds.

What is here: the index, the pairs of reports worth a look, and what two reports share, counted exactly and as runs of
words. Whether an overlap makes one report draw on another is decided in ``edges.py``; where words are prose and
where quoted in ``prose.py``.

Quotations are out because independent reports share their speakers' words. Four words because rewrites keep little
more: three related real reports share a fifth of their four-word shingles and a twentieth of five-word ones, where
sampling (MinHash) finds none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from workbench.compare.lineage.prose import Span, unquoted
from workbench.compare.lineage.words import GAP, numbered, places

#: Words in a shingle.
SIZE = 4
#: Every two of the reports that hold a shingle are paired up to this many; of more, each is paired with the first few
#: alone, so that pairs grow with the reports and not with their square, and a much hosted text still finds its origin.
ALL_PAIRS = 12
FIRST_FEW = 3
#: A shingle in more reports than this is a stock phrase of its language or its story and pairs nobody.
STOCK = 1000
#: Two reports are looked at when they share this many shingles; the fewest that can carry an edge (``edges.py``).
FEWEST = 6

_BLOCK = 1 << 22
#: Characters whose words are numbered at once: as many as stay in a processor's cache.
_CHARACTERS = 200_000
_FIRST, _SECOND = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)

Hashes = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Words = npt.NDArray[np.uint32]
#: Gives the shingles of a report by its number.
Sets = Callable[[int], Hashes]


@dataclass(frozen=True, slots=True)
class Index:
    """The words outside quotations of many reports as numbers, report after report, with gaps where no run crosses.

    Report number ``n`` of ``report_ids`` holds ``words[bounds[n]:bounds[n + 1]]``; equal words have equal numbers, a
    gap is 0 (``words.numbered``).
    """

    report_ids: tuple[str, ...]
    words: Words
    bounds: Numbers

    def of(self, report: int) -> Words:
        """The words of a report, with the gaps."""
        return self.words[self.bounds[report] : self.bounds[report + 1]]

    def shingles(self, report: int) -> Hashes:
        """The shingles of a report, each once, in ascending order of their hash."""
        return distinct(self.of(report))


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand in both reports in the same order, by their places in ``Index.of`` each report."""

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


def distinct(words: Words) -> Hashes:
    """The shingles of some words, each once, in ascending order of their hash."""
    found, whole = _hashed(words)
    return _distinct(np.sort(found[whole]))


def index_of(report_ids: Sequence[str], texts: Iterable[str], stretches: Iterable[Sequence[Span] | None]) -> Index:
    """The index of some reports; the order given is the order in which the first holders of a shingle are taken.

    ``stretches`` are those of each report's prose (``prose.stretches_by_report``); None stands for the whole text.
    """
    parts: list[Words] = [np.zeros(0, dtype=np.uint32)]
    lengths: list[Numbers] = [np.zeros(1, dtype=np.int64)]
    waiting: list[str] = []
    held = 0
    for text, found in zip(texts, stretches, strict=True):
        waiting.append(plain(text, found))
        held += len(waiting[-1])
        if held > _CHARACTERS:
            _number(waiting, parts, lengths)
            waiting, held = [], 0
    _number(waiting, parts, lengths)
    return Index(tuple(report_ids), np.concatenate(parts), np.cumsum(np.concatenate(lengths)))


def plain(text: str, stretches: Sequence[Span] | None) -> str:
    """The prose outside quotations as one text, its pieces parted by gaps."""
    return GAP.join(
        text[start:end] for start, end in unquoted(text, [(0, len(text))] if stretches is None else stretches)
    )


def _number(texts: Sequence[str], parts: list[Words], lengths: list[Numbers]) -> None:
    if not texts:
        return
    ends = np.cumsum([len(text) + 1 for text in texts])
    words, starts, _ = numbered(GAP.join([*texts, ""]))
    parts.append(words)
    lengths.append(np.diff(np.searchsorted(starts, ends), prepend=0))


def overlaps(index: Index, *, fewest: int = FEWEST, sets: Sets | None = None) -> list[Overlap]:
    """The pairs of reports that share at least ``fewest`` shingles, counted exactly, in order of their numbers.

    ``sets`` gives a report's shingles, where somebody keeps them; else each report's are worked out once here.
    """
    sets = sets or lru_cache(maxsize=None)(index.shingles)
    found = []
    for a, b in candidates(index, fewest=fewest):
        shared = int(np.count_nonzero(held_by(sets(a), sets(b))))
        found.append(Overlap(a, b, shared, shared / len(sets(a)), shared / len(sets(b))))
    return found


def held_by(of: Hashes, other: Hashes) -> npt.NDArray[np.bool_]:
    """For each shingle of one report, whether the other has it."""
    if not len(other):
        return np.zeros(len(of), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = other[np.minimum(np.searchsorted(other, of), len(other) - 1)] == of
    return found


def candidates(index: Index, *, fewest: int = FEWEST) -> list[tuple[int, int]]:
    """The pairs of report numbers, the lower first, that share ``fewest`` shingles or more that are no stock phrase."""
    reports = len(index.report_ids)
    if reports < 2:
        return []
    keys, counts = _merged(_pair_keys(_shared_keys(index), reports))
    pairs = keys[counts >= fewest]
    return list(zip((pairs // reports).tolist(), (pairs % reports).tolist(), strict=True))


def _hashed(words: Words) -> tuple[Hashes, npt.NDArray[np.bool_]]:
    """A hash for each place a shingle may begin at, and whether one does: no gap within it."""
    wide = words.astype(np.uint64)
    pairs = wide[:-1] * _FIRST + wide[1:]
    pairs ^= pairs >> np.uint64(31)
    found = pairs[:-2] * _SECOND + pairs[2:]
    found ^= found >> np.uint64(29)
    found *= _FIRST
    joined = words != 0
    twos = joined[:-1] & joined[1:]
    return found, twos[:-2] & twos[2:]


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
    return _distinct(keys[keep])


def _distinct(values: Hashes) -> Hashes:
    """Each of some ascending values once; ``numpy.unique`` would sort or hash them again."""
    return values[np.concatenate(([True], values[1:] != values[:-1]))] if len(values) else values


def _all_keys(index: Index, bits: np.uint64) -> Hashes:
    keys = np.empty(len(index.words), dtype=np.uint64)
    filled = first = 0
    while first < len(index.report_ids):
        last = int(np.searchsorted(index.bounds, index.bounds[first] + _CHARACTERS, side="right")) - 1
        last = min(max(last, first + 1), len(index.report_ids))
        found, whole = _hashed(index.words[index.bounds[first] : index.bounds[last]])
        owners = np.repeat(np.arange(first, last, dtype=np.uint64), np.diff(index.bounds[first : last + 1]))
        own = ((found >> bits << bits) | owners[: len(found)])[whole]
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
    fresh = np.sort(np.concatenate(parts)) if parts else np.zeros(0, dtype=np.int64)
    every = np.concatenate((keys, fresh))
    order = np.argsort(every, kind="stable")
    every, times = every[order], np.concatenate((counts, np.ones(len(fresh), dtype=np.int64)))[order]
    heads = np.flatnonzero(np.concatenate(([True], every[1:] != every[:-1]))) if len(every) else order
    return every[heads], np.add.reduceat(times, heads) if len(heads) else times


# --- two reports, word by word ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Laid:
    """The shingles of a text in their places: ``hashes[at]`` begins at word ``at``, for those ``at`` that are whole.

    ``kept`` holds each shingle once in ascending order, ``firsts`` where it comes first.
    """

    hashes: Hashes
    at: Numbers
    kept: Hashes
    firsts: Numbers


def laid_out(words: Words) -> Laid:
    """The shingles of some words in their places."""
    hashes, whole = _hashed(words)
    at = np.flatnonzero(whole)
    own = hashes[at]
    order = np.argsort(own)
    kept = own[order]
    if np.any(kept[1:] == kept[:-1]):  # only then does it matter which of some equal ones comes first
        kept, order = np.unique(own, return_index=True)
    return Laid(hashes, at, kept, at[order])


def longest_streak(of: Laid, other: Hashes) -> tuple[int, int]:
    """The longest stretch of words all whose shingles another text has, as its first word and one past its last.

    It is the longest run but for the rare stretch that the other has in pieces, and costs a fraction of ``runs``.
    """
    here = of.at[held_by(of.hashes[of.at], other)]
    if not len(here):
        return 0, 0
    cuts = np.flatnonzero(here[1:] != here[:-1] + 1) + 1
    heads, tails = np.concatenate(([0], cuts)), np.concatenate((cuts, [len(here)])) - 1
    best = int(np.argmax(tails - heads))
    return int(here[heads[best]]), int(here[tails[best]]) + SIZE


def runs(a: Laid, b: Laid) -> list[Run]:
    """The stretches of words that stand in both, one shingle long or more, in the order of ``a``, none overlapping.

    Where ``b`` has a shingle more than once, the place that goes on from the run before counts, else the first.
    """
    if not len(a.at) or not len(b.at):
        return []
    own = a.hashes[a.at]
    spots = np.minimum(np.searchsorted(b.kept, own), len(b.kept) - 1)
    same = b.kept[spots] == own
    here, there = a.at[same], b.firsts[spots[same]]
    if len(b.kept) == len(b.at):
        return _straight(here, there)
    found: list[Run] = []
    for at, other, shingle in zip(here.tolist(), there.tolist(), own[same].tolist(), strict=True):
        _grow(found, at, other, b.hashes, shingle)
    return found


def _straight(here: Numbers, there: Numbers) -> list[Run]:
    """The runs where no shingle of the other report comes twice, so that each place has one other."""
    if not len(here):
        return []
    cuts = np.flatnonzero((np.diff(here) != 1) | (np.diff(there) != 1)) + 1
    heads = np.concatenate(([0], cuts))
    lengths = np.diff(np.append(heads, len(here))) + SIZE - 1
    found: list[Run] = []
    for a, b, length in zip(here[heads].tolist(), there[heads].tolist(), lengths.tolist(), strict=True):
        skipped = max(0, found[-1].a_last - a) if found else 0
        if length - skipped >= SIZE:
            found.append(Run(a + skipped, a + length, b + skipped, b + length))
    return found


def _grow(found: list[Run], here: int, there: int, hashes_b: Hashes, shingle: int) -> None:
    """Adds a shared shingle to the run that it goes on from, or as a run of its own where that does not overlap."""
    if found:
        last = found[-1]
        onward = last.b_last - SIZE + 1
        if here == last.a_last - SIZE + 1 and onward < len(hashes_b) and int(hashes_b[onward]) == shingle:
            found[-1] = Run(last.a_first, last.a_last + 1, last.b_first, last.b_last + 1)
            return
        if here < last.a_last:
            return
    found.append(Run(here, here + SIZE, there, there + SIZE))


def located(texts: Sequence[tuple[str, Sequence[Span]]]) -> list[tuple[Numbers, Numbers]]:
    """For each text where the words and gaps of ``Index.of`` it begin and end in it, given its unquoted pieces.

    All texts in one pass, which is what costs.
    """
    pieces = [span for _, spans in texts for span in spans]
    ends_at = np.cumsum([0, *(sum(end - start + 1 for start, end in spans) for _, spans in texts)])
    starts, ends = places("".join(text[start:end] + GAP for text, spans in texts for start, end in spans))
    begins = np.array([start for start, _ in pieces], dtype=np.int64)
    bases = np.cumsum([0, *(end - start + 1 for start, end in pieces)])[:-1]
    piece = np.searchsorted(bases, starts, side="right") - 1
    shift = begins[piece] - bases[piece]
    cuts = np.searchsorted(starts, ends_at)
    return [
        (starts[first:last] + shift[first:last], ends[first:last] + shift[first:last])
        for first, last in pairwise(cuts.tolist())
    ]
