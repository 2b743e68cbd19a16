"""The table of ``evaluation/README.md``: how well numbers, speakers, times and claims are read, beside other systems.

``python -m evaluation.table [SHARED]`` runs our development benchmarks (in SHARED/benchmarks and SHARED/gold) and
prints each field with its 95 % interval, errors by kind, the cost in time, and what was gained and lost since the
counts kept in ``evaluation/record.json``. With ``--write`` the table goes into the README and the counts are kept.
"""

from __future__ import annotations

import argparse
import json
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from evaluation import measured
from evaluation.counts import Change, Count, Share, changes, fields_of, kinds_of, record_of, share_of
from evaluation.speed import cost

HERE = Path(__file__).parent
README, RECORD, PEERS = HERE / "README.md", HERE / "record.json", HERE / "peers.toml"
BEGIN, END = "<!-- table: begin -->", "<!-- table: end -->"
#: How many keys of a gain or loss are listed.
_LISTED = 8


def main() -> None:
    """Prints the table, and with ``--write`` keeps it."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.table", description=__doc__)
    parser.add_argument("shared", type=Path, nargs="?", default=Path("../shared"))
    parser.add_argument("--write", action="store_true", help="put the table into evaluation/README.md, keep the counts")
    options = parser.parse_args()
    counts = list(measured.all_counts(options.shared))
    lines = [*_results(counts), *_errors(counts), *_cost(options.shared)]
    print("\n".join(lines))
    before = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.exists() else {}
    now = record_of(counts)
    for line in _changes(changes(before, now)) if before else ("", "No counts were kept before."):
        print(line)
    if options.write:
        write(lines)
        RECORD.write_text(json.dumps({**before, **now}, indent=0) + "\n", encoding="utf-8")


def write(lines: Sequence[str], *, path: Path = README) -> None:
    """Puts the lines between the two marks of the README; raises ``ValueError`` when a mark is missing."""
    text = path.read_text(encoding="utf-8")
    before, mark, rest = text.partition(BEGIN)
    _, other, after = rest.partition(END)
    if not mark or not other:
        raise ValueError(f"{path.name}: the marks {BEGIN} and {END} are wanted, each on a line of its own")
    path.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8")


def _results(counts: Sequence[Count]) -> Iterator[str]:
    peers = _peers()
    tables: dict[str, list[str]] = {}
    for (benchmark, field), found in fields_of(counts).items():
        if sum(count.gold for count in found):
            tables.setdefault(benchmark, []).append(_row(share_of(found), peers.get((benchmark, field), [])))
    for benchmark, rows in tables.items():
        yield from ("", f"**{benchmark}**", "", "| what | ours (95 %) | precision | recall | of | others |")
        yield from ("|---|---|---|---|---|---|", *rows)


def _row(share: Share, peers: Sequence[str]) -> str:
    both = share.gold != share.predicted or share.precision != share.recall
    cells = [
        share.field,
        f"{100 * share.f1:.1f} ({100 * share.low:.1f} to {100 * share.high:.1f})",
        f"{100 * share.precision:.1f}" if both else "",
        f"{100 * share.recall:.1f}" if both else "",
        f"{share.gold:,}",
        "; ".join(peers),
    ]
    return "| " + " | ".join(cells) + " |"


def _peers() -> dict[tuple[str, str], list[str]]:
    """What other systems reach, in words, by benchmark and field."""
    out: dict[tuple[str, str], list[str]] = {}
    for peer in tomllib.loads(PEERS.read_text(encoding="utf-8"))["peers"]:
        for field, figure in peer["figures"].items():
            said = f"{peer['system']} {figure} ({peer['origin']}, {peer['split']})"
            out.setdefault((peer["benchmark"], field), []).append(said)
    return out


def _errors(counts: Sequence[Count]) -> Iterator[str]:
    for benchmark, kinds in kinds_of(counts).items():
        yield from ("", f"**{benchmark}: errors by kind**", "", "| kind | count |", "|---|---|")
        yield from (f"| {kind} | {count} |" for kind, count in kinds.most_common())


def _cost(shared: Path) -> Iterator[str]:
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((shared / "benchmarks/polnear/dev/text").glob("*.txt"))
    ]
    found = cost(texts)
    parts = ", ".join(f"{name} {100 * seconds / found.bare:.1f} %" for name, seconds in found.ours.items())
    yield ""
    yield (
        f"Time on top of the bare model, over {found.words:,} words: {100 * found.share:.1f} % ({parts}). "
        f"The bare model took {found.bare:.1f} s of processor time."
    )


def _changes(found: Sequence[Change]) -> Iterator[str]:
    yield ""
    yield "Against the counts kept before:" if found else "Nothing gained or lost against the counts kept before."
    for change in found:
        yield f"  {change.name}: {len(change.gained)} gained, {len(change.lost)} lost"
        for word, keys in (("lost", change.lost), ("gained", change.gained)):
            yield from (f"    {word} {key}" for key in keys[:_LISTED])


if __name__ == "__main__":
    main()
