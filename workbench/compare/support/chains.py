"""Chains of text: which reports of a figure have one beginning, by the edges of lineage.

What is here: the lineage as a graph without loops, and the reports that give a figure put into chains. A digest that
draws on two reports belongs to the chains of both and does not join them. Edges that a person denied do not count;
a parent nobody has seen joins its children and begins no chain of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.compare.lineage.edges import is_report

Row = Mapping[str, Any]
#: How the ledger writes a parent that nobody has seen.
INFERRED = "inferred:"


@dataclass(frozen=True, slots=True)
class Chain:
    """Reports of a figure that go back to one text, the first of them first.

    ``root`` is that text. ``begins`` is true where it gives the figure itself; elsewhere the figure came up in the
    retelling, or the text has not been seen, and then nobody's word stands at the beginning.
    """

    root: str
    begins: bool
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Descent:
    """The lineage as a graph. ``parents`` are by child, each with whether the child draws on it wholly.

    Reports that draw on one another in a loop are one node, named by the first of them in ``node``; ``loops`` lists
    them. ``order`` is the place of a report in the story.
    """

    parents: Mapping[str, tuple[tuple[str, bool], ...]]
    node: Mapping[str, str]
    loops: tuple[tuple[str, ...], ...]
    order: Mapping[str, int]

    def of(self, report: str) -> str:
        """The node of a report."""
        return self.node.get(report, report)


def descent(lineage: Iterable[Row], order: Mapping[str, int]) -> Descent:
    """The graph of the edges between texts that nobody denied; a credit's bare name is no text."""
    edges: dict[str, dict[str, bool]] = {}
    for row in lineage:
        if row["state"] != "denied" and row["child"] != row["parent"] and is_report(row["parent"]):
            known = edges.setdefault(row["child"], {})
            known[row["parent"]] = known.get(row["parent"], False) or row["kind"] == "wholly"
    node, loops = _nodes({child: sorted(parents) for child, parents in edges.items()}, order)
    parents: dict[str, dict[str, bool]] = {}
    for child, known in sorted(edges.items()):
        for parent, wholly in sorted(known.items()):
            a, b = node.get(child, child), node.get(parent, parent)
            if a != b:
                parents.setdefault(a, {})[b] = parents.get(a, {}).get(b, False) or wholly
    return Descent({child: tuple(sorted(found.items())) for child, found in parents.items()}, node, loops, order)


def chains(lines: Descent, giving: Collection[str], carrying: Collection[str]) -> tuple[Chain, ...]:
    """The chains of the reports ``giving`` a figure, in the order of their first reports; never more than reports.

    ``carrying`` are the reports that have its number anywhere, on this estimand or on another: a report that draws on
    one of them took the number from it, and so did one that draws on a parent wholly.
    """
    given = {lines.of(report) for report in giving}
    beginnings = _beginnings(lines, given, {lines.of(report) for report in carrying} | given)
    of_root: dict[str, set[str]] = {}
    for one in given:
        for root in beginnings[one]:
            of_root.setdefault(root, set()).add(one)
    found = {root: nodes for root, nodes in of_root.items() if root in given}
    for root, nodes in _joined({root: nodes for root, nodes in of_root.items() if root not in given}, lines):
        known = sorted(name for name, members in found.items() if members & nodes and name in given)
        if known:
            found[known[0]] = found[known[0]] | nodes
        else:
            found[root] = nodes
    place = lines.order
    made = []
    for root, nodes in found.items():
        members = [report for report in giving if lines.of(report) in nodes]
        members.sort(key=lambda report: (lines.of(report) != root, place.get(report, len(place)), report))
        made.append(Chain(root, root in given, tuple(members)))
    return tuple(sorted(made, key=lambda one: (place.get(one.reports[0], len(place)), one.reports, one.root)))


def _beginnings(lines: Descent, given: set[str], carrying: set[str]) -> dict[str, frozenset[str]]:
    """By node the texts its number begins in: itself, unless a text it draws on has the number too."""
    begins: dict[str, frozenset[str]] = {}
    text: dict[str, str] = {}
    for node in _parents_first(lines, given):
        parents = lines.parents.get(node, ())
        unseen = [parent for parent, _ in parents if parent.startswith(INFERRED)]
        above = [parent for parent, _ in parents if begins.get(parent)]
        wholly = sorted(text[parent] for parent, whole in parents if whole)
        text[node] = wholly[0] if wholly else node
        found = frozenset(root for parent in above for root in begins[parent])
        if node in carrying:
            found |= frozenset(parent for parent in unseen if not begins.get(parent))
            found = found or frozenset([text[node]])
        begins[node] = found
    return begins


def _parents_first(lines: Descent, nodes: Iterable[str]) -> list[str]:
    """The nodes and all that they draw on, each after its parents."""
    found: list[str] = []
    seen: set[str] = set()
    todo = [(node, False) for node in sorted(nodes, reverse=True)]
    while todo:
        node, done = todo.pop()
        if done:
            found.append(node)
        elif node not in seen:
            seen.add(node)
            todo.append((node, True))
            todo += [(parent, False) for parent, _ in reversed(lines.parents.get(node, ()))]
    return found


def _joined(of_root: Mapping[str, set[str]], lines: Descent) -> list[tuple[str, set[str]]]:
    """The roots that do not give the figure, those with a report in common put together under the first of them."""
    found: list[tuple[str, set[str]]] = []
    for root in sorted(of_root, key=lambda one: (one.startswith(INFERRED), lines.order.get(one, 0), one)):
        nodes = set(of_root[root])
        touching = [pair for pair in found if pair[1] & nodes]
        first = touching[0][0] if touching else root
        found = [pair for pair in found if pair not in touching]
        found.append((first, nodes.union(*(pair[1] for pair in touching))))
    return found


def _nodes(
    edges: Mapping[str, Sequence[str]], order: Mapping[str, int]
) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """By report the first of the loop it is in, and the loops (Tarjan's strongly connected components)."""
    loops = tuple(sorted(tuple(sorted(loop, key=lambda one: (order.get(one, 0), one))) for loop in rounds(edges)))
    return {report: loop[0] for loop in loops for report in loop}, loops


def rounds(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """The groups of nodes that can be reached from one another, those of one node left out; in no given order."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    on: list[str] = []
    active: set[str] = set()
    found: list[list[str]] = []
    for start in sorted(edges):
        if start in index:
            continue
        todo: list[tuple[str, int]] = [(start, 0)]
        while todo:
            node, at = todo.pop()
            if at == 0:
                index[node] = low[node] = len(index)
                on.append(node)
                active.add(node)
            else:
                low[node] = min(low[node], low[edges[node][at - 1]]) if edges[node][at - 1] in active else low[node]
            following = edges.get(node, ())
            if at < len(following):
                todo.append((node, at + 1))
                if following[at] not in index:
                    todo.append((following[at], 0))
                elif following[at] in active:
                    low[node] = min(low[node], index[following[at]])
            elif low[node] == index[node]:
                group: list[str] = []
                while not group or group[-1] != node:
                    group.append(on.pop())
                    active.discard(group[-1])
                if len(group) > 1:
                    found.append(group)
    return found
