"""How far people agree: percent of rows on which all say the same, and Krippendorff's alpha.

What is here: plain values in, counts out, whoever gave them: analysts on a story (``merging.py``) or students on an
exercise. Alpha is that of K. Krippendorff, Content Analysis, 4th ed., ch. 12; nominal for words, interval for numbers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import krippendorff
import numpy as np

Level = Literal["nominal", "interval"]
#: What each person said of each row: by row, then by person.
Said = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over ``rows`` that several people judged, on how many all said the same; ``alpha`` is missing where undefined.

    It is not defined where everybody gave one and the same value everywhere.
    """

    people: int
    rows: int
    agree: int
    alpha: float | None
    level: Level

    @property
    def percent(self) -> float:
        """The share of rows on which all said the same, of 100."""
        return 100 * self.agree / self.rows if self.rows else 0.0


def agreement_on(rows: Said, *, level: Level = "nominal") -> Agreement:
    """The agreement over the rows that two or more people have judged."""
    judged = {row: said for row, said in rows.items() if len(said) > 1}
    agree = sum(len({json.dumps(value) for value in said.values()}) == 1 for said in judged.values())
    people = len({who for said in judged.values() for who in said})
    return Agreement(people, len(judged), agree, _alpha(judged, level), level)


def _alpha(rows: Said, level: Level) -> float | None:
    whos = sorted({who for said in rows.values() for who in said})
    if level == "interval":
        units = [[_number(said.get(who)) for said in rows.values()] for who in whos]
    else:
        values = sorted({json.dumps(value) for said in rows.values() for value in said.values()})
        units = [
            [values.index(json.dumps(said[who])) if who in said else np.nan for said in rows.values()] for who in whos
        ]
    data = np.array(units, dtype=float)
    if not data.size:
        return None
    data = data[:, (~np.isnan(data)).sum(axis=0) > 1]
    if len(set(data[~np.isnan(data)])) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=data, level_of_measurement=level))


def _number(value: Any) -> float:
    return float("nan") if value is None else float(value)
