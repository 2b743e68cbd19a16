"""The development benchmarks as counts, with small scorers and texts of our own in place of the published ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import measured
from evaluation.counts import fields_of, kinds_of, totals_of

#: The interface of NewsQuant's scorer, for single values.
NEWSQUANT = """
class Q:
    def __init__(self, one, gold=False):
        self.value, self.change, self.unit = one["value"], one["change"], one["unit"]

def same_value(gold, ours):
    return gold == ours

TESTS = {
    "value": lambda gold, ours: gold.value == ours.value,
    "value+change": lambda gold, ours: (gold.value, gold.change) == (ours.value, ours.change),
    "value+unit": lambda gold, ours: (gold.value, gold.unit) == (ours.value, ours.unit),
    "value+change+unit": lambda gold, ours: vars(gold) == vars(ours),
}

def matching(gold, ours, test):
    return sum(any(test(one, other) for other in ours) for one in gold)

def per_sentence(gold, predicted, mode):
    for entry, found in zip(gold, predicted):
        wanted, given = [Q(one) for one in entry["quantities"]], [Q(one) for one in found]
        yield len(wanted), len(given), {name: matching(wanted, given, test) for name, test in TESTS.items()}
"""
#: The interface of PolNeAR's, with words in place of its tokens.
POLNEAR = """
import json
from pathlib import Path

class Tok:
    def __init__(self, text):
        self.text = text

    def ids(self, spans):
        return {at for start, end in spans for at in range(start, end) if self.text[at - 1 : at].isspace() or at == 0}

def load_gold(split):
    folder = Path(__file__).parent / split
    return {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}

def cont_ok(one, other):
    return bool(one & other)

def jac(one, other):
    return len(one & other) / max(1, len(one | other))

def maxmatch(ours, gold, fits, closeness):
    return [(at, to) for at, one in enumerate(ours) for to, other in enumerate(gold) if fits(one, other)]

def score(gold, predicted, heads):
    both = {"tp": 1, "ng": 1, "np": 1}
    names = ("source_overlap", "cue_overlap", "content_overlap", "content_token", "full_strict", "nosrc")
    kinds = {f"recall_{kind}": {"n": 2, "rec": 0.5} for kind in ("direct", "mixed", "indirect")}
    return {name: both for name in names} | kinds | {"src_head": {"none_n": 0, "acc": 1.0}}
"""


def test_newsquant_is_counted_by_sentence_by_bound_and_quantity_by_quantity(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(NEWSQUANT)
    forty = {"value": 40.0, "change": "~", "unit": "goat"}
    gold = [
        {"text": "About 40 goats fled.", "quantities": [forty]},
        {"text": "The mill sold 30 bags.", "quantities": [{"value": 30.0, "change": ">", "unit": "bag"}]},
        {"text": "Some came.", "quantities": [{"value": 7.0, "change": "=", "unit": "man"}]},
        {"text": "It has 12 gates.", "quantities": []},
    ]
    (tmp_path / "dev.json").write_text(json.dumps(gold))
    counts = list(measured.newsquant_counts(tmp_path))
    total = {key: totals_of(some) for key, some in fields_of(counts).items()}
    assert (total["NewsQuant", "value"].hits, total["NewsQuant", "value"].gold) == (2, 3)
    assert total["NewsQuant, one to one", "value + bound"].hits == 1
    by_bound = {field: one.recall for (title, field), one in total.items() if title == "NewsQuant, recall by bound"}
    assert by_bound == {"about": 1, "more than, at least": 0, "plain": 0, "any but plain": 0.5}
    assert kinds_of(counts)["NewsQuant, each quantity"] == {
        "bound: plain for more than, at least": 1,
        "value missed or misread": 1,
        "a number the gold has not": 1,
    }


def test_polnear_is_counted_by_document_and_each_attribution_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "score.py").write_text(POLNEAR)
    (tmp_path / "dev" / "text").mkdir(parents=True)
    text = "The mayor said that the bridge is shut. Prices rose, he thought."
    (tmp_path / "dev" / "text" / "a.txt").write_text(text)
    (tmp_path / "heads_dev.json").write_text("{}")
    said, prices, thought = (text.index(word) for word in ("said", "Prices", "thought"))
    attributions = [
        {"source": [[0, 9]], "cue": [[said, said + 4]], "content": [[15, 38]]},
        {"source": [[0, 9]], "cue": [[prices, prices + 6]], "content": [[thought, thought + 7]]},
    ]
    (tmp_path / "dev" / "a.json").write_text(json.dumps({"text": text, "attrs": attributions}))
    counts = list(measured.polnear_counts(tmp_path))
    full = [count for count in counts if count.field == "full attribution"]
    assert [(count.key, count.hits) for count in full if count.gold] == [(f"a:{said}", 1), (f"a:{prices}", 0)]
    assert full[1].kind == "missed: no such cue"
    assert totals_of(one for one in counts if one.field == "direct speech").recall == 0.5
    assert totals_of(one for one in counts if one.field == "source head").hits == 1


def test_a_missing_scorer_is_told_of_with_the_folder_to_name(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="name the folder that holds benchmarks"):
        list(measured.newsquant_counts(tmp_path))
