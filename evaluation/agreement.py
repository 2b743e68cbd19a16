"""How far two people, or two readings, agree on the claims that both marked.

``python -m evaluation.agreement SECOND.json FIRST.json ... --collections NAME=FOLDER ...`` joins the claims of a second
labelling to those of the first that share most words with them, and prints how many were marked by both and, for
those, the share of equal labels with Cohen's kappa (agreement beyond what the two distributions give by chance).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from evaluation.claims import Marked, Pair, pairs_of, read_gold

_FIELDS = ("kind", "certainty", "denied", "quoted", "topic")


def main() -> None:
    """Prints the agreement."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.agreement", description=__doc__)
    parser.add_argument("second", type=Path)
    parser.add_argument("first", type=Path, nargs="+")
    parser.add_argument("--collections", nargs="+", required=True, metavar="NAME=FOLDER")
    options = parser.parse_args()
    folders = {name: Path(folder) for name, _, folder in (one.partition("=") for one in options.collections)}
    first = [claim for path in options.first for claim in read_gold(path)]
    print("\n".join(lines_of(read_gold(options.second), first, folders)))


def lines_of(
    second: Sequence[tuple[str, Marked]], first: Sequence[tuple[str, Marked]], folders: Mapping[str, Path]
) -> Iterator[str]:
    """The lines of the report; of the first labelling only the stretch from the second's first to last claim counts."""
    pairs: list[Pair] = []
    marked_first = 0
    for place in sorted({(name, claim.file) for name, claim in second}):
        ours = [claim for name, claim in second if (name, claim.file) == place]
        low, high = min(claim.start for claim in ours), max(claim.end for claim in ours)
        others = [
            claim for name, claim in first if (name, claim.file) == place and claim.start < high and low < claim.end
        ]
        text = (folders[place[0]] / place[1]).open(encoding="utf-8", newline="").read()
        pairs.extend(pair for pair in pairs_of(text, others, ours) if pair.ours is not None)
        marked_first += len(others)
    yield f"{marked_first} claims marked first, {len(second)} second, {len(pairs)} by both"
    for field in _FIELDS:
        share, kappa = agreement([(getattr(pair.gold, field), getattr(pair.ours, field)) for pair in pairs])
        yield f"  {field:10} {share:.3f}  kappa {kappa:.3f}"


def agreement(labels: Sequence[tuple[object, object]]) -> tuple[float, float]:
    """The share of equal labels, and Cohen's kappa; kappa is 1 where both give one label throughout."""
    equal = sum(one == other for one, other in labels) / len(labels)
    left, right = Counter(one for one, _ in labels), Counter(other for _, other in labels)
    chance = sum(left[label] * right[label] for label in left) / len(labels) ** 2
    return equal, (equal - chance) / (1 - chance) if chance < 1 else 1.0


if __name__ == "__main__":
    main()
