"""A part of a statement with what is found of it: its words, the finding, the reasons, and what would change it.

What is here: the values, the rule by which the weakest part gives the whole, and what several statements of one
sentence have in common. How a finding comes about is in ``parts.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from workbench.storyfile import FINDINGS


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in a sentence, and the words of the reports it rests on, the weightiest first; ``more`` is how many others.

    ``whole`` is whether what is cited are whole sentences of a report. As text a reason is one sentence.
    """

    says: str
    cited: tuple[str, ...] = ()
    more: int = 0
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.says} {'; '.join(self.listed)}." if self.cited else self.says

    @property
    def listed(self) -> tuple[str, ...]:
        """The words cited as they are told, and how many others there are."""
        told = tuple(f"“{one}”" for one in self.cited) if self.whole else self.cited
        return (*told, f"and {self.more:,} more") if self.more else told


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the sentence: its words there, one of ``FINDINGS``, why in sentences, and what would change it."""

    name: str
    words: str
    finding: str
    why: tuple[Reason, ...]
    would_change: str


def weakest(parts: Iterable[Part]) -> str:
    """The finding of the weakest part that is stated; "not stated" where none is."""
    order = [one for one in FINDINGS if one != "not stated"]
    stated = [one.finding for one in parts if one.finding in order]
    return max(stated, key=order.index) if stated else "not stated"


def in_common(numbers: Sequence[tuple[str, Sequence[Part]]]) -> tuple[Part, ...]:
    """The parts that have the same words and the same finding of every number, each once; none where there is but one.

    ``numbers`` are the words of each number with its parts, of all the same. Reasons that differ say of which number
    they are.
    """
    if len(numbers) < 2:
        return ()
    words = [one for one, _ in numbers]
    columns = zip(*(parts for _, parts in numbers), strict=True)
    return tuple(_joined(words, one) for one in columns if len({(part.words, part.finding) for part in one}) == 1)


def _joined(words: Sequence[str], parts: Sequence[Part]) -> Part:
    """Parts alike of several numbers as one."""
    shared = [reason for reason in parts[0].why if all(reason in part.why for part in parts)]
    own = [
        replace(reason, says=f"{number}: {reason.says}")
        for number, part in zip(words, parts, strict=True)
        for reason in part.why
        if reason not in shared
    ]
    changes = dict.fromkeys(part.would_change for part in parts)
    return replace(parts[0], why=(*shared, *own), would_change=" ".join(changes))
