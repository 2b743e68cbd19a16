"""How much of the reports' words a check lets out: the same three levels as a briefing's (``publish/detail.py``)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.checks.verdicts import Part, Reason
from workbench.publish.detail import QUOTATION, Detail, check, cut, cut_quotes, shown


@dataclass(frozen=True, slots=True)
class Saying:
    """Words as they may leave at one level; the checked sentence itself, which a person typed, always leaves."""

    detail: Detail = "full"

    def __post_init__(self) -> None:
        check(self.detail)

    def quote(self, words: str) -> str:
        """A quotation of a report, cut."""
        return words if self.detail == "full" else str(shown(cut(words, self._most)))

    def why(self, reason: Reason) -> Reason:
        """A reason, each quotation in it cut."""
        cited = tuple(map(self.quote if reason.whole else self.of, reason.cited))
        return replace(reason, says=self.of(reason.says), cited=cited)

    def reasons(self, part: Part) -> str:
        """The reasons of a part in a row, each quotation in them cut."""
        return " ".join(str(self.why(one)) for one in part.why)

    def of(self, sentence: str) -> str:
        """A sentence of ours, each quotation in it cut."""
        return sentence if self.detail == "full" else str(shown(cut_quotes(sentence, self._most)) or "")

    @property
    def _most(self) -> int:
        return 0 if self.detail == "none" else QUOTATION
