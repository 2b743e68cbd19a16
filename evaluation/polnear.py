"""Our attributions of a folder of texts in the shape that the PolNeAR scorer reads.

``python -m evaluation.polnear TEXT_FOLDER --out PRED.json`` reads each ``*.txt`` as it stands, by lines, and writes
``{name without .txt: [{"source", "cue", "content"}]}`` with offsets into the file.

What is adapted here, and only here, are conventions of that corpus: it marks no attribution inside another one, takes
the relative pronoun for the source of a relative clause, and marks the pronoun and not its antecedent.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

from workbench.annotate.pipeline import annotate
from workbench.model import Annotation, Attribution, Passage, Report

_BETWEEN = (
    r"(?:\w+ly|has|have|had|is|was|were|are|will|would|can|could|may|might|also|later|once|never|not|then|first|still|"
    r"often|just|now|both|to)"
)
_PRONOUN = r"\b(who|which|that)(?:\u2019ve|'ve|\u2019s|'s|\u2019d|'d)?\s"
_RELATIVE = re.compile(
    rf"[\s,\u2014)-]*(?:[^.;]{{0,120}},\s)?{_PRONOUN}(?:(?:in|together|on|this|last)\s(?:\w+\s)?)?(?:{_BETWEEN}\s)*$"
)
#: A relative clause whose second verb is the cue: "who lead the count and say", "who angered them by saying".
_RELATIVE_ON = re.compile(
    rf"[\s,\u2014)-]*{_PRONOUN}[^.;:]{{1,120}}\s(?:and|or|but|by|before|after|while|without)\s(?:{_BETWEEN}\s)*$"
)
Row = dict[str, list[list[int]]]


def report_of(name: str, text: str) -> Report:
    """A report whose every line is a paragraph of its body."""
    lines = [match for match in re.finditer(r"[^\r\n]+", text) if match.group().strip()]
    passages = [Passage(match.start(), match.end(), "body", "line") for match in lines]
    return Report(name, f"{name}.txt", None, "", "utf-8", "plain", text, tuple(passages))


def rows_of(text: str, annotation: Annotation) -> list[Row]:
    """The outermost attributions as the corpus marks them."""
    return [_row(text, item) for item in outermost(marked(annotation.attributions))]


def marked(items: Sequence[Attribution]) -> list[Attribution]:
    """The attributions of a kind that the corpus marks.

    It marks what is said in the turns after "Q:" and "A:" and not the turns; in "the mayor spoke, citing the police"
    it marks the mayor, who cites the police, where we also hold the police to be the source. What a body does ("has fed
    40 families") it does not mark, and "reportedly said" is one cue.
    """
    cued = {item.cue[0] for item in items}
    return [
        item
        for item in items
        if not (item.rule == "turn" and item.source is not None and item.source[1] - item.source[0] == 1)
        and item.rule not in ("preposition/citing", "preposition/quoting")
        and item.rule.split("/")[0] not in ("deed", "commitment")
        and not (item.rule.startswith("adverb/") and item.cue[1] + 1 in cued)
    ]


def outermost(items: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that stand in no other one's content."""
    return [item for item in items if not any(_inside(item, other) for other in items if other is not item)]


def _inside(item: Attribution, other: Attribution) -> bool:
    if any(start <= other.cue[0] and other.cue[1] <= end for start, end in item.content) and _size(item) >= _size(
        other
    ):
        return False
    return any(start <= item.cue[0] and item.cue[1] <= end for start, end in other.content)


def _size(item: Attribution) -> int:
    return sum(end - start for start, end in item.content)


def _row(text: str, item: Attribution) -> Row:
    source = _source(text, item)
    return {
        "source": [list(source)] if source else [],
        "cue": [list(item.cue)],
        "content": [list(span) for span in item.content],
    }


def _source(text: str, item: Attribution) -> tuple[int, int] | None:
    """The source as written, or the "who" that stands between it and the cue."""
    if item.source is None or item.source[1] > item.cue[0]:
        return item.source
    between = text[item.source[1] : item.cue[0]]
    match = _RELATIVE.match(between) or _RELATIVE_ON.match(between)
    if match is None:
        return item.source
    return item.source[1] + match.start(1), item.source[1] + match.end(1)


def predict(folder: Path) -> dict[str, list[Row]]:
    """The rows of each text of a folder, by its name without .txt."""
    files = sorted(folder.glob("*.txt"))
    texts = [file.open(encoding="utf-8", newline="").read() for file in files]
    found = annotate([report_of(file.stem, text) for file, text in zip(files, texts, strict=True)])
    return {file.stem: rows_of(text, note) for file, text, note in zip(files, texts, found, strict=True)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the file; 0 when done."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.polnear", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder of .txt files")
    parser.add_argument("--out", type=Path, required=True, help="where the JSON goes")
    options = parser.parse_args(arguments)
    options.out.write_text(json.dumps(predict(options.folder)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
