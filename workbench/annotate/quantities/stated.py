"""The one number that a few words state by themselves, for words that a person took from a report.

What is here: value, bound and unit as an estimate holds them, read without a parser, so that nothing is loaded for it.
What the sentence around the words makes of the number is the person's to say.
"""

from __future__ import annotations

from typing import Any

from workbench.annotate.quantities.counted import unit_of
from workbench.annotate.quantities.hedges import hedge_of, interval, single_value
from workbench.annotate.quantities.numbers import find_numbers, in_percent
from workbench.annotate.quantities.units import is_time


def stated(words: str) -> dict[str, Any]:
    """Value, bound, low, best, high and unit of the number in the words.

    Nothing where there is none, where there are several, and for one below zero, which no estimate holds.
    """
    numbers = find_numbers(words)
    if len(numbers) != 1 or (numbers[0].low or 0) < 0:
        return {}
    number = numbers[0]
    measure = unit_of(words, number)
    unit = measure.name if measure else number.currency or {"fraction": "percent", "multiple": "times"}.get(number.form)
    number = in_percent(number) if number.form == "fraction" and measure is None else number
    hedge = hedge_of(words, number, measure.end if measure else number.end, of_time=is_time(unit or ""))
    bound, low, best, high = interval(number, hedge)
    found = {"value": single_value(number), "bound": bound, "low": low, "best": best, "high": high}
    return found | {"unit": unit or "count"}
