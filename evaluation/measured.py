"""The development benchmarks as counts, item by item: NewsQuant, PolNeAR, stories, times and claims.

What is here: running our predictions on each benchmark and matching them the way its own published scorer does, whose
file is loaded from the shared folder. What counts add up to is told in ``counts.py``; ``table.py`` prints it.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from evaluation import claims, newsquant, polnear, stories, times
from evaluation.counts import Count

#: NewsQuant's names for what its scorer tests, and ours.
_NEWSQUANT = {"value": "value", "value+change": "value + bound", "value+unit": "value + unit"}
#: What each sign of NewsQuant says of a number.
_CHANGES = {
    "=": "plain", "~": "about", ">": "more than, at least", "<": "less than, at most", "up": "a rise", "down": "a fall",
}  # fmt: skip
#: PolNeAR's names for what its scorer tests, and ours; each is counted document by document.
_POLNEAR = {
    "source_overlap": "source overlap",
    "cue_overlap": "cue overlap",
    "content_overlap": "content overlap",
    "content_token": "content, by word",
    "full_strict": "full attribution, spans exact",
}


HERE = Path(__file__).parent
SHIPPED = HERE.parent / "data" / "stories"


def all_counts(shared: Path) -> Iterator[Count]:
    """Every development benchmark in turn; ``shared`` holds ``benchmarks``, ``corpus`` and ``gold``."""
    yield from newsquant_counts(shared / "benchmarks" / "newsquant")
    yield from polnear_counts(shared / "benchmarks" / "polnear")
    yield from claim_counts(shared, "design")
    yield from five_counts(shared)
    for folder in sorted((shared / "benchmarks" / "stories").iterdir()):
        yield from story_counts(folder, folder / "gold.json", title="Pages of three stories, no story file")
    for folder in sorted(SHIPPED.iterdir()):
        title = f"Shipped story {folder.name}"
        yield from story_counts(folder, folder / "gold.json", story_file=folder / "story.toml", title=title)


def five_counts(shared: Path) -> Iterator[Count]:
    """The five real reports: their estimates, times and claims, with the shipped story file of the same story."""
    corpus, gold = shared / "corpus", shared / "gold"
    story_file = SHIPPED / "dprk-troops-2024" / "story.toml"
    yield from story_counts(corpus, gold / "estimates.json", story_file=story_file, title="Five real reports")
    wanted = _read(gold / "times.json")
    predicted = times.predict(times.reports_of(corpus, None))
    listed = wanted if isinstance(wanted, list) else times.listed(wanted)
    yield from times.counts_of(predicted, listed, "Five real reports, times")
    marked = claims.read_gold(gold / "claims.json")
    yield from claims.counts_of(marked, {"": corpus}, "Five real reports, claims")


def claim_counts(shared: Path, half: str) -> Iterator[Count]:
    """The claims that we marked by hand: the half that rules were designed on, or the one kept aside."""
    collections = {
        "polnear-train": shared / "benchmarks" / "polnear" / "train" / "text",
        "benchmark-stories": shared / "benchmarks" / "stories",
        "shipped-stories": SHIPPED,
    }
    gold = claims.read_gold(HERE / "gold" / f"claims_{half}.json")
    yield from claims.counts_of(gold, collections, f"Claims, {half} half")


def story_counts(folder: Path, gold: Path, *, story_file: Path | None = None, title: str) -> Iterator[Count]:
    """Counts by estimate of one story: what is found and charted, and each field of those found.

    The day a figure holds for is counted twice: "as-of, exactly" wants the gold's days, "as-of, meets" one of them, so
    that an interval of a week, or one left open, meets each of its days; kinds tell the two apart.
    """
    entries = _read(gold)
    yield from stories.counts_of(stories.built(folder, entries, story_file=story_file), entries, title)


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _scorer(path: Path) -> ModuleType:
    """The benchmark's own scorer as a module; raises ``FileNotFoundError`` when the shared folder has none."""
    if not path.is_file():
        raise FileNotFoundError(f"{path}: no scorer there; name the folder that holds benchmarks/ and gold/")
    name = f"scorer_of_{path.parent.name}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"{path}: cannot be loaded as Python")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def newsquant_counts(folder: Path) -> Iterator[Count]:
    """Counts by sentence, in the published way and one to one, and the recall of each kind of bound and of ranges."""
    scorer = _scorer(folder / "score.py")
    gold = json.loads((folder / "dev.json").read_text(encoding="utf-8"))
    predicted = newsquant.predict([entry["text"] for entry in gold])
    for mode, title in (("paper", "NewsQuant"), ("one2one", "NewsQuant, one to one")):
        for number, (wanted, given, hits) in enumerate(scorer.per_sentence(gold, predicted, mode)):
            for theirs, ours in _NEWSQUANT.items():
                yield Count(title, ours, str(number), str(number), hits[theirs], wanted, given)
    for number, (entry, found) in enumerate(zip(gold, predicted, strict=True)):
        wanted = [scorer.Q(one, gold=True) for one in entry["quantities"]]
        given = [scorer.Q(one) for one in found]
        kinds = {name: [one for one in wanted if one.change == sign] for sign, name in _CHANGES.items()}
        kinds["any but plain"] = [one for one in wanted if one.change != "="]
        kinds["a range"] = [one for one in wanted if isinstance(one.value, tuple)]
        for name, some in kinds.items():
            if some:
                hits = scorer.matching(some, given, scorer.TESTS["value+change"])
                yield _recall("NewsQuant, recall by bound", name, str(number), hits, len(some))
        yield from _each_quantity(scorer, str(number), wanted, given)


def _each_quantity(scorer: ModuleType, sentence: str, wanted: Sequence[Any], given: Sequence[Any]) -> Iterator[Count]:
    """Value, bound and unit together, quantity by quantity, each wrong one with what is wrong about it."""
    whole = scorer.TESTS["value+change+unit"]
    left = list(given)
    for at, gold in enumerate(wanted):
        same = [one for one in left if scorer.same_value(gold.value, one.value)]
        best = max(
            same, key=lambda one: (whole(gold, one), gold.unit == one.unit, gold.change == one.change), default=None
        )
        if best is not None:
            left.remove(best)
        hit = int(best is not None and whole(gold, best))
        yield Count(
            "NewsQuant, each quantity", "value + bound + unit", sentence, f"{sentence}:{at}", hit, 1, best is not None,
            "" if hit else _quantity_error(gold, best),
        )  # fmt: skip
    for at in range(len(left)):
        key = f"{sentence}:+{at}"
        yield Count(
            "NewsQuant, each quantity", "value + bound + unit", sentence, key, 0, 0, 1, "a number the gold has not"
        )


def _quantity_error(gold: Any, ours: Any) -> str:
    if ours is None:
        return "value missed or misread"
    if gold.change != ours.change:
        return f"bound: {_CHANGES.get(ours.change, ours.change)} for {_CHANGES.get(gold.change, gold.change)}"
    if "-" in (gold.unit, ours.unit):
        return "unit: none for one" if ours.unit == "-" else "unit: one for none"
    return "unit: another"


def _recall(benchmark: str, field: str, key: str, hits: int, wanted: int) -> Count:
    """A count of recall alone: what else was given belongs to other kinds."""
    return Count(benchmark, field, key, key, hits, wanted, wanted)


def polnear_counts(folder: Path, split: str = "dev") -> Iterator[Count]:
    """Counts by document for each span, and attribution by attribution for the full match."""
    scorer = _scorer(folder / "score.py")
    gold = scorer.load_gold(split)
    predicted = polnear.predict(folder / split / "text")
    heads = json.loads((folder / f"heads_{split}.json").read_text(encoding="utf-8"))
    for name, document in gold.items():
        found = scorer.score({name: document}, predicted, heads)
        for theirs, ours in _POLNEAR.items():
            counted = found[theirs]
            yield Count("PolNeAR", ours, name, name, counted["tp"], counted["ng"], counted["np"])
        for kind in ("direct", "mixed", "indirect"):
            wanted = found[f"recall_{kind}"]["n"]
            hits = round(found[f"recall_{kind}"]["rec"] * wanted)
            yield _recall("PolNeAR, recall by kind", f"{kind} speech", name, hits, wanted)
        paired = found["nosrc"]["tp"] - found["src_head"]["none_n"]
        right = round(found["src_head"]["acc"] * paired)
        yield _recall("PolNeAR, of the pairs found", "source head", name, right, paired)
        yield from _full(scorer, name, document, predicted.get(name, []))


def _full(scorer: ModuleType, name: str, document: Mapping[str, Any], found: Sequence[Any]) -> Iterator[Count]:
    """The full match of the published scorer, told for each attribution by the offset of its cue."""
    words = scorer.Tok(document["text"])
    wanted = [_as_words(words, one) for one in document["attrs"]]
    given = [(one, _as_words(words, one)) for one in found]
    given = [pair for pair in given if pair[1]["cue"] or pair[1]["content"]]

    def fits(ours: Any, gold: Any) -> bool:
        same_source = (not ours["source"] and not gold["source"]) or bool(ours["source"] & gold["source"])
        return bool(ours["cue"] & gold["cue"]) and same_source and scorer.cont_ok(ours["content"], gold["content"])

    def closeness(ours: Any, gold: Any) -> float:
        return float(sum(scorer.jac(ours[role], gold[role]) for role in ("content", "source", "cue")))

    pairs = scorer.maxmatch([ours for _, ours in given], wanted, fits, closeness)
    ours_hit, gold_hit = {at for at, _ in pairs}, {at for _, at in pairs}
    for at, (one, gold) in enumerate(zip(document["attrs"], wanted, strict=True)):
        hit = int(at in gold_hit)
        kind = "" if hit else "missed: " + _why(gold, [ours for _, ours in given], scorer)
        yield Count("PolNeAR", "full attribution", name, f"{name}:{_start(one)}", hit, 1, hit, kind)
    for at, (one, ours) in enumerate(given):
        if at not in ours_hit:
            kind = "in vain: " + _why(ours, wanted, scorer)
            yield Count("PolNeAR", "full attribution", name, f"{name}:{_start(one)}", 0, 0, 1, kind)


def _why(one: Mapping[str, Any], others: Sequence[Mapping[str, Any]], scorer: ModuleType) -> str:
    """In which way an attribution finds no partner among the others."""
    same_cue = [other for other in others if one["cue"] & other["cue"]]
    if not same_cue:
        return "no such cue" if one["source"] else "no such cue, no source"
    if not any(scorer.cont_ok(one["content"], other["content"]) for other in same_cue):
        return "the content differs"
    if all(bool(one["source"]) != bool(other["source"]) for other in same_cue):
        return "a source on one side alone"
    return "the source differs"


def _as_words(words: Any, one: Mapping[str, Any]) -> dict[str, Any]:
    return {role: words.ids(one.get(role) or []) for role in ("cue", "source", "content")}


def _start(one: Mapping[str, Any]) -> int:
    return int(min(start for start, _ in (one.get("cue") or one["content"])))
