"""The fourteen discrepancies that hand reading found in the five real reports, and what must raise none.

Only offsets: a report by the three digits its file name begins with, start and end in its text. The words stand in the
shared folder's ``tradecraft/TASKS.md``, under the same names.
"""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that the queue must hold: one of the kinds, touching one of the spans of each side; no span means any."""

    kinds: frozenset[str]
    a: tuple[Span, ...]
    b: tuple[Span, ...]
    either_way: bool = False


def _wanted(kinds: str, a: list[Span], b: list[Span], *, either_way: bool = False) -> Wanted:
    return Wanted(frozenset(kinds.split(", ")), tuple(a), tuple(b), either_way)


_SEOUL, _US, _CONCERN = ("001", 3060, 3273), ("001", 2979, 3059), ("001", 722, 805)
_MOVED, _BORDER, _RAIL = ("001", 3275, 3430), ("001", 3432, 3732), ("001", 3734, 3931)
_TOP, _MERGED = ("002", 27, 194), ("002", 735, 835)

#: Each discrepancy with all rows that must be there for it to count as found.
FOURTEEN: dict[str, tuple[Wanted, ...]] = {
    "D1": (_wanted("place", [_CONCERN, _SEOUL], [_TOP]),),
    "D2": (_wanted("time", [("001", 400, 552)], [("002", 195, 369)]),),
    "D3": (
        _wanted("hedge dropped", [_MOVED], [("000", 797, 899)]),
        _wanted("hedge dropped", [_MOVED], [("002", 1110, 1190)]),
    ),
    "D4": (_wanted("attribution dropped", [_MOVED], [("002", 1110, 1190)]),),
    "D5": (_wanted("anonymity dropped", [_BORDER], [("002", 885, 1011)]),),
    "D6": (_wanted("hedge added", [_BORDER], [("000", 2573, 2708)]),),
    "D7": (
        _wanted("certainty raised", [_SEOUL, _US, _CONCERN], [_TOP]),
        _wanted("certainty raised", [("003", 1005, 1136)], [("003", 9, 112)]),
    ),
    "D8": (_wanted("headline against body", [("003", 1005, 1136)], [("003", 9, 112)]),),
    "D9": (_wanted("hedge dropped", [("004", 449, 632)], [("003", 1138, 1203)]),),
    "D10": (
        _wanted(
            "tension", [_US, ("000", 2275, 2350), ("003", 1005, 1136)], [_SEOUL, ("000", 2351, 2424)], either_way=True
        ),
        _wanted("holders merged", [_SEOUL, _US], [_MERGED]),
    ),
    "D11": (
        _wanted("attribution dropped, hedge dropped, wording", [_RAIL], [("000", 3139, 3289)]),
        _wanted("attribution dropped, hedge dropped", [_RAIL], [("002", 1937, 2061)]),
    ),
    "D12": (_wanted("added in the retelling", [], [("002", 1083, 1109)]),),
    "D13": (
        _wanted("hedge added", [("001", 400, 552)], [("000", 186, 319)]),
        _wanted("hedge added", [("001", 1013, 1085)], [("000", 900, 998)]),
    ),
    "D14": (_wanted("wording, certainty lowered", [_SEOUL], [("000", 2351, 2424)]),),
}

#: Pairs of numbers that no row about numbers may set against each other.
SILENT: dict[str, tuple[tuple[Span, ...], tuple[Span, ...]]] = {
    "2,600 and more than 3,000": (
        (("004", 1154, 1168),),
        (("000", 837, 859), ("001", 3275, 3325), ("002", 1110, 1151)),
    ),
    "18 and 11,000": (
        (("004", 1672, 1696),),
        (
            ("000", 576, 595),
            ("000", 2404, 2423),
            ("001", 771, 795),
            ("001", 3129, 3148),
            ("002", 63, 104),
            ("002", 774, 825),
        ),
    ),
    "30 miles and 30 soldiers": ((("001", 3533, 3541),), (("003", 2912, 2940),)),
    "1.2 million and 10,000": (
        (("003", 2634, 2654),),
        (("000", 2292, 2325), ("001", 3012, 3044), ("003", 27, 57), ("003", 1033, 1075)),
    ),
    "at least 3,000 and approximately 10,000": ((("004", 515, 538),), (("003", 1033, 1075), ("003", 27, 57))),
}

#: Kinds of row that set one number against another.
ABOUT_NUMBERS = frozenset({"number", "conflict", "tension"})

#: The number by which each key estimate of the gold is known in a report, in the gold's order; missing without one.
KEY_FIGURES: tuple[Span | None, ...] = (
    ("004", 515, 538),
    ("001", 3012, 3044),
    ("001", 3129, 3148),
    ("001", 3275, 3325),
    ("001", 3518, 3531),
    ("001", 3878, 3894),
    ("004", 1154, 1168),
    ("004", 1672, 1696),
    None,
    None,
    None,
)
