"""The briefing: one HTML file in which every number leads to the sentence it stands in, and back.

What is here: the rows and pictures that the template in ``templates/`` lays out, the report texts with their marks, and
the page's own lock (a content security policy that lets exactly its own scripts run). Altair's HTML writer is never
used: it puts text of reports into a script unescaped. What the tables say is in ``look/tables.py``, which figures are
lowest, highest and latest in ``keyfigures.py``, what the words of the page mean in ``glossary.py``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.compare import vintage
from workbench.errors import InputError
from workbench.look import charts, tables, vega, wording
from workbench.look.html import Html
from workbench.look.layout import kind_of
from workbench.look.selection import Selection, plain_rows, sentence_span
from workbench.publish import glossary
from workbench.publish.keyfigures import by_estimand, key_figures
from workbench.story import Story

Row = dict[str, Any]

TEMPLATES = Path(__file__).parent / "templates"
#: Widths of the chart in pixels: on a screen, on a telephone, on paper.
WIDE, NARROW, PAPER = 1000, 356, 740


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a report's text with the marks that lie on it.

    ``anchors`` are the ids that begin here, ``back`` the row of the figure to return to, ``kind`` is "figure" (charted
    that is), "uncharted", "aside" (a number that counts nothing) or nothing, ``sentence`` true inside the sentence of
    a charted figure.
    """

    text: str
    anchors: tuple[str, ...]
    back: str
    kind: str
    sentence: bool


def write_briefing(story: Story, path: str | Path, *, known_by: str | None = None, made: str = "") -> Path:
    """The path of the briefing it wrote: one file, no request, the same bytes for the same story and arguments.

    ``known_by`` is a day (``YYYY-MM-DD``): only reports out by then are in, those that only may have been out are
    marked. ``made`` is shown as the time of making; without it none is shown, and never the clock. Raises
    ``InputError`` when the file cannot be written.
    """
    path = Path(path)
    page = briefing_html(story, known_by=known_by, made=made)
    try:
        path.write_text(page, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path}: the briefing cannot be written: {error.strerror or error}") from error
    return path


def briefing_html(story: Story, *, known_by: str | None = None, made: str = "") -> str:
    """The briefing as text."""
    selection = Selection(known_by=known_by)
    shown, possibly_out = _known(story, known_by)
    figures = _linked(tables.estimate_rows(shown, selection, charted=None))
    charted = [row for row in figures if row["charted"]]
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "number": wording.number, "counted": wording.counted, "marked": tables.marked, "rule": wording.rule,
    }  # fmt: skip
    style = _source("briefing.css")
    scripts = {"bundle": vega.bundle(), "script": _source("briefing.js")} if _drawable(charted) else {}
    asides = _asides(shown)
    reports = _reports(shown, charted, possibly_out)
    return environment.get_template("briefing.html.j2").render(
        story=story, made=made, head=_head(shown, known_by, possibly_out), key_figures=key_figures(charted),
        panels=by_estimand(charted), facts=tables.facts, uncharted=[row for row in figures if not row["charted"]],
        reports=reports, asides=asides, aside_counts=_aside_counts(asides), files=_files(story),
        glossary=glossary.entries(charted), clue_words=glossary.clues(reports),
        texts=_texts(shown, figures, asides), pictures=_pictures(shown, selection, charted), style=Html(style),
        bundle=Html(scripts.get("bundle", "")), script=Html(scripts.get("script", "")),
        policy=_policy(style, scripts.values()), about=_about(story),
    )  # fmt: skip


def _source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _known(story: Story, day: str | None) -> tuple[Story, frozenset[str]]:
    """The story with the reports that were, or may have been, out on that day, and the ids of the latter."""
    if day is None:
        return story, frozenset()
    known = vintage.known_by(story, day)
    return known, frozenset(vintage.possibly_out(known))


def _linked(rows: Sequence[Row]) -> list[Row]:
    """The rows with the ids of their table row and of their mark in the report's text."""
    return [{**row, "row_id": f"figure-{at}", "mark_id": f"sentence-{at}"} for at, row in enumerate(rows, 1)]


def _drawable(charted: Sequence[Row]) -> bool:
    return any(kind_of(row) for row in charted)


def _head(story: Story, day: str | None, possibly_out: frozenset[str]) -> Row:
    """The header's facts; the cut-off is the latest day by which a report that is surely in is known to have been out.

    A report that only may have been out by ``day`` sets no cut-off: it is counted apart.
    """
    reports = [row for row in plain_rows(story.reports) if row["report_id"] not in possibly_out]
    known = [row["published_latest"] for row in reports if row["published_latest"]]
    undated = sum(row["published_latest"] is None for row in reports)
    return {
        "cut_off": wording.day(max(known)) if known else "not known: no report has a latest day",
        "known_by": wording.day(day) if day else "", "reports": len(reports), "undated": undated,
        "outlets": len({row["outlet"] for row in reports if row["outlet"]}),
        "possibly": len(possibly_out),
    }  # fmt: skip


def _reports(story: Story, charted: Sequence[Row], possibly_out: frozenset[str]) -> list[Row]:
    counts = [row["report_id"] for row in charted]
    return [
        {
            **row, "text_id": f"text-{at}",
            "published": wording.days(row["published_earliest"], row["published_latest"]),
            "clues": tables.clues(row), "charted": counts.count(row["report_id"]),
            "from_catalog": tables.from_catalog(row),
            "possibly_out": row["report_id"] in possibly_out,
        }
        for at, row in enumerate(plain_rows(story.reports), 1)
    ]  # fmt: skip


def _asides(story: Story) -> list[Row]:
    return [
        {**row, "row_id": f"aside-{at}", "mark_id": f"set-aside-{at}"}
        for at, row in enumerate(tables.set_aside_rows(story), 1)
    ]


def _aside_counts(asides: Iterable[Row]) -> list[tuple[str, int]]:
    counts: dict[str, int] = {}
    for row in asides:
        counts[row["why"]] = counts.get(row["why"], 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _files(story: Story) -> list[Row]:
    return [row for row in plain_rows(story.files) if row["status"] != "loaded"]


def _about(story: Story) -> list[tuple[str, str]]:
    """What made the figures, as the ledger's manifest says it; lists and maps of files are left to the manifest."""
    words = {
        "workbench": "Workbench", "model": "Language model", "schema_version": "Ledger schema",
        "fingerprint": "Fingerprint of the inputs",
    }  # fmt: skip
    return [
        (words.get(key, key.replace("_", " ").capitalize()), str(value))
        for key, value in sorted(story.manifest.items())
        if isinstance(value, (str, int)) and key != "title"
    ]


def _pictures(story: Story, selection: Selection, charted: Sequence[Row]) -> list[Row]:
    """The chart for each page: as SVG at once, and for screens as a specification for the script.

    On paper a chart as tall as a screen's would be cut or leave a page half empty, so it comes as a picture a panel.
    """
    if not _drawable(charted):
        return []
    wide, narrow, paper = (_chart(story, selection, width) for width in (WIDE, NARROW, PAPER))
    live = [
        {"name": name, "svg": Html(vega.svg(spec)), "spec": Html(script_json(spec))}
        for name, spec in (("wide", wide), ("narrow", narrow))
    ]
    return live + [{"name": "paper", "svg": Html(vega.svg(one)), "spec": None} for one in _panel_by_panel(paper)]


def _chart(story: Story, selection: Selection, width: int) -> dict[str, Any]:
    chart = charts.estimates_over_time(story, selection, width=width, palette=charts.Palette().of_css())
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return spec


def _panel_by_panel(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The chart in pieces: what stands above the panels, each panel, and what stands below them.

    A panel is a row of views; keys and notes are single views.
    """
    views = _unpickable(spec["vconcat"])
    panels = [at for at, view in enumerate(views) if "hconcat" in view]
    cuts = sorted({0, *panels, max(panels, default=-1) + 1, len(views)})
    return [{**spec, "vconcat": views[start:end]} for start, end in pairwise(cuts)]


def _unpickable(value: Any) -> Any:
    """The views as they look while nothing is picked in the key, which on paper cannot be."""
    if isinstance(value, list):
        return [_unpickable(one) for one in value]
    if not isinstance(value, dict):
        return value
    condition = value.get("condition")
    if isinstance(condition, dict) and "param" in condition:
        return {key: one for key, one in condition.items() if key != "param"}
    return {key: _unpickable(one) for key, one in value.items() if key != "params"}


def script_json(value: Any) -> str:
    """JSON that may stand in a script element: no character of it can end the element or open another."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    for char in "&<>\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def _policy(style: str, scripts: Iterable[str]) -> str:
    """The page's content security policy: its own style and scripts, by hash, and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"


def _texts(story: Story, figures: Sequence[Row], asides: Sequence[Row]) -> list[Row]:
    """Each report's text in blocks: prose with its marks, and page furniture together where it stands."""
    texts = []
    passages = plain_rows(story.passages)
    for at, report in enumerate(plain_rows(story.reports), 1):
        own = [row for row in passages if row["report_id"] == report["report_id"]]
        marks = _marks(report, figures, asides)
        blocks = [
            {"chrome": chrome, "passages": [{**row, "pieces": pieces(report["text"], row, marks)} for row in group]}
            for chrome, group in groupby(_whole(report["text"], own), key=lambda row: row["role"] == "chrome")
        ]
        titled = any(row["role"] == "title" for row in own)
        texts.append({**report, "text_id": f"text-{at}", "blocks": blocks, "titled": titled})
    return texts


def _whole(text: str, passages: Sequence[Row]) -> list[Row]:
    """The passages in order, and between them any text that no passage covers, so that all of it is shown."""
    found: list[Row] = []
    at = 0
    for row in [*sorted(passages, key=lambda row: (row["start"], row["end"])), {"start": len(text), "end": len(text)}]:
        if text[at : row["start"]].strip():
            found += _lines(text, at, int(row["start"]))
        if "role" in row and row["end"] > at:
            found.append({**row, "start": max(at, row["start"])})
        at = max(at, int(row["end"]))
    return found


def _lines(text: str, start: int, end: int) -> Iterable[Row]:
    for line in text[start:end].splitlines(keepends=True):
        if line.strip():
            yield {"start": start, "end": start + len(line), "role": "body", "rule": "not in any passage"}
        start += len(line)


def _marks(report: Row, figures: Sequence[Row], asides: Sequence[Row]) -> list[Row]:
    length = len(report["text"])
    marks: list[Row] = []
    for row in figures:
        if row["report_id"] == report["report_id"]:
            start, end = sentence_span(row, length)
            kind = "figure" if row["charted"] else "uncharted"
            marks += [{"start": start, "end": end, "kind": "sentence", "id": "", "back": ""}] * bool(row["charted"])
            marks.append({**_span(row), "kind": kind, "id": row["mark_id"], "back": row["row_id"]})
    for row in asides:
        if row["report_id"] == report["report_id"]:
            marks.append({**_span(row), "kind": "aside", "id": row["mark_id"], "back": row["row_id"]})
    return marks


def _span(row: Row) -> Row:
    return {"start": int(row["start"]), "end": int(row["end"])}


def pieces(text: str, passage: Row, marks: Sequence[Row]) -> list[Piece]:
    """The passage cut where a mark begins or ends; overlapping marks share their pieces, and no character is lost."""
    start, end = int(passage["start"]), int(passage["end"])
    near = [mark for mark in marks if mark["start"] < end and start < mark["end"]]
    cuts = sorted({start, end, *(cut for mark in near for cut in (mark["start"], mark["end"]) if start < cut < end)})
    found = []
    for left, right in pairwise(cuts):
        over = [mark for mark in near if mark["start"] <= left and right <= mark["end"]]
        pointed = [mark for mark in over if mark["kind"] != "sentence"]
        first = min(pointed, key=lambda mark: ("figure", "uncharted", "aside").index(mark["kind"]), default=None)
        anchors = tuple(mark["id"] for mark in pointed if max(mark["start"], start) == left)
        found.append(Piece(
            text[left:right], anchors, first["back"] if first else "", first["kind"] if first else "",
            any(mark["kind"] == "sentence" for mark in over),
        ))  # fmt: skip
    return found
