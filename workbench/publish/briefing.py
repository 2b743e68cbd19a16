"""The briefing: one HTML file in which every number leads to the sentence it stands in, and back.

What is here: the order in which a page is made (cut to its day, through the citation gate, its words cut to the level
of detail, laid out, sealed), the rows and pictures that the templates in ``templates/`` lay out, and the page's own
lock (a content security policy that lets exactly its own scripts run). Altair's HTML writer is never used: it puts text
of reports into a script unescaped. What the tables say is in ``look/tables.py``, which figures are lowest, highest and
latest in ``keyfigures.py``, who repeats whom in ``origins.py``, where reports differ in ``differences.py``, what
changed since the last issue in ``changed.py``, texts of reports in ``texts.py``, the annexes in ``annexes.py``, the
data for download in ``dataset.py``, what the words of the page mean in ``glossary.py``.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.alternatives.showing import alternatives_html
from workbench.compare.support.ranges import Published, published_ranges
from workbench.corrections.measuring import Reviewed, reviewed
from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import charts, tables, vega, wording
from workbench.look.html import Html
from workbench.look.layout import kind_of
from workbench.look.replay import CAPTION as REPLAY_CAPTION
from workbench.look.replay import days, replay_table
from workbench.look.selection import Selection, apply
from workbench.publish import (
    annexes,
    carried,
    changed,
    dataset,
    differences,
    evidence,
    gate,
    glossary,
    issue,
    lint,
    onepage,
    origins,
    paper,
    seal,
)
from workbench.publish import detail as levels
from workbench.publish import front as fronts
from workbench.publish.chosen import EVERYTHING, known_on, selected
from workbench.publish.detail import Detail
from workbench.publish.keyfigures import by_estimand, key_figures
from workbench.publish.references import Known
from workbench.publish.texts import texts_of
from workbench.publish.words import NAME, Words, words_of
from workbench.story import Story
from workbench.wholefile import no_room, write_whole

Row = dict[str, Any]

TEMPLATES = Path(__file__).parent / "templates"
#: Widths of the chart in pixels: on a screen, on a telephone, on paper, and beside the judgments of one page.
WIDE, NARROW, PAPER, HALF = 1000, 356, 740, 460
#: How many reports of one key figure are linked; each of the others is under "data".
MOST_LINKED = 24
#: How many of the latest days the replay shows, and how many reports it compares for them in all: each day takes a
#: comparison of all reports out by then, so a long story has fewer days, and a very long one none.
MOST_DAYS, MOST_COMPARED = 14, 2_000


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing that is made and not yet written: its page, what the citation gate found, and what the linter did."""

    page: str
    gate: gate.Gate
    findings: tuple[lint.Finding, ...]


class RefusedWords(InputError):
    """A briefing was not made because a sentence of the analyst may not leave; ``findings`` are all of the linter's."""

    def __init__(self, findings: Sequence[lint.Finding]) -> None:
        super().__init__("; ".join(one.sentence for one in findings if one.weight == "refused"))
        self.findings = tuple(findings)


def write_briefing(
    story: Story,
    path: str | Path,
    *,
    known_by: str | None = None,
    selection: Selection = EVERYTHING,
    made: str = "",
    detail: Detail = "full",
    since: str | None = None,
    after: str | Path | None = None,
    one_page: bool = False,
) -> Path:
    """The path of the briefing it wrote: one file, no request, the same bytes for the same story and arguments.

    ``known_by`` is a day (``YYYY-MM-DD``): only reports out by then are in, those that only may have been out are
    marked. ``selection`` says which figures are in; the head says it in its sentence and how many are left out, while
    what is said of reports, origins and differences stays that of the whole story. ``made`` is shown as the time of
    making; without it none is shown, and never the clock. ``detail`` is how much of the reports' words leave: "full",
    "snippet" or "none" (``detail.py``). A figure whose cited words do not hold it is left out of every chart and table
    of figures and listed with the reason. The analyst's words are those of ``briefing.md`` in the story's folder; they
    speak of the whole story, so a part of it (``known_by``, ``selection``) leaves them out and says so. ``since`` is
    the day of the last issue: what came in after it is listed. ``after`` is the file of an older issue, which must
    verify: what changed since is told from what it holds. ``one_page`` makes the short form, which is printed on one
    sheet and holds the evidence of what it shows. Raises ``InputError`` when the file cannot be written, a
    sentence of the analyst is refused, or the older issue cannot be compared.
    """
    made_of = compose(
        story, known_by=known_by, selection=selection, made=made, detail=detail, since=since, after=after,
        one_page=one_page,
    )  # fmt: skip
    return save(made_of, path)


def save(briefing: Briefing, path: str | Path) -> Path:
    """The path of the file that holds the briefing. Raises ``InputError`` when it cannot be written."""
    path = Path(path)
    try:
        write_whole(path, briefing.page.encode())
    except OSError as error:
        raise InputError(f"{path}: the briefing cannot be written: {no_room(error, path.parent)}") from error
    return path


def compose(
    story: Story,
    *,
    known_by: str | None = None,
    selection: Selection = EVERYTHING,
    made: str = "",
    detail: Detail = "full",
    since: str | None = None,
    after: str | Path | None = None,
    one_page: bool = False,
) -> Briefing:
    """The briefing as a sealed page, with the figures that the citation gate let through and those it refused.

    Raises ``InputError`` for a level of detail or a day that is none, for an older issue that does not verify or is of
    something else, and ``RefusedWords`` for a refused sentence of the analyst: the whole briefing is refused, since a
    page without it would say something its author did not write.
    """
    levels.check(detail)
    if since is not None and after is not None:
        raise InputError("since and after both name the last issue: give one of them")
    old = None if after is None else issue.read_issue(Path(after))
    known_by = known_by or selection.known_by
    words = words_of(story.folder) if story.folder else None
    known, possibly_out = known_on(story, known_by)
    known, asked = selected(known, selection)
    found = gate.checked(known)
    passed = gate.without(known, found.refusals)
    cut = bool(words) and bool(known_by or asked)
    page_words = None if cut else words
    cites = known_figures(passed)[0]
    findings = _findings(page_words, cites, passed)
    if any(one.weight == "refused" for one in findings):
        raise RefusedWords(findings)
    nine = lint.standards(page_words, findings, changes=since is not None or old is not None)
    leaving = levels.withheld(passed, gate.quoted(found.citations), detail)
    opening = fronts.front(page_words, cites, findings, nine, passed, leaving.story, detail)
    now = changed.Present(
        passed, leaving.story, cites.rows, None if cut else issue.judgments_of(opening["judgments"]),
        _cut_off(passed, possibly_out), asked or EVERYTHING.sentence(), detail,
    )  # fmt: skip
    earlier = () if old is None else old.line
    opening |= {
        "changes": _changes(now, since, old), "left_out": cut, "earlier": earlier,
        "version": issue.version(opening["head"]["issue"], earlier, dated=since is not None),
    }  # fmt: skip
    lay_out = _one_page if one_page else _page
    page = lay_out(
        passed, leaving, found, known_by=known_by, asked=asked, made=made, detail=detail, possibly_out=possibly_out,
        opening=opening,
    )  # fmt: skip
    return Briefing(seal.sealed(page), found, findings)


def briefing_html(story: Story, *, known_by: str | None = None, made: str = "", detail: Detail = "full") -> str:
    """The briefing as text; the arguments are those of ``write_briefing``."""
    return compose(story, known_by=known_by, made=made, detail=detail).page


def lint_briefing(story: Story) -> tuple[lint.Finding, ...]:
    """What the linter and the citation gate find in the analyst's ``briefing.md``; empty when there is none to read.

    A finding of weight "refused" stops ``write_briefing``. Raises ``InputError`` for a file that breaks its grammar.
    """
    words = words_of(story.folder) if story.folder else None
    passed = gate.without(story, gate.checked(story).refusals)
    return _findings(words, known_figures(passed)[0], passed) if words else ()


def write_draft(story: Story) -> Path:
    """The path of a first ``briefing.md`` that it wrote into the story's folder, for the analyst to edit.

    Raises ``InputError`` where the story has no folder or one that has the file already: nothing is written over.
    """
    if story.folder is None:
        raise InputError("a story without a folder has no place for a briefing.md")
    path = story.folder / NAME
    passed = gate.without(story, gate.checked(story).refusals)
    known, keys = known_figures(passed)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(fronts.draft(passed, known, keys))
    except FileExistsError as error:
        raise InputError(f"{path} is there already, and nothing is written over") from error
    return path


def known_figures(story: Story) -> tuple[Known, list[Row]]:
    """What the analyst's references may mean, and the key figures."""
    rows = _linked(tables.estimate_rows(story, Selection(known_by=story.known_by), charted=None))
    charted = [row for row in rows if row["charted"]]
    keys = key_figures(differences.questioned((), charted))
    return Known(charted, {name: one["words"] for name, one in _ranges(story, keys).items()}), keys


def _findings(words: Words | None, known: Known, story: Story) -> tuple[lint.Finding, ...]:
    return () if words is None else lint.linted(words, known, lint.names_of(story))


def _changes(now: changed.Present, since: str | None, old: issue.Issue | None) -> Row | None:
    if old is not None:
        return changed.since_issue(old, now)
    return None if since is None else changed.since_day(now.story, since, now.rows, detail=now.detail)


def _page(
    whole: Story, leaving: levels.Withheld, found: gate.Gate, *, known_by: str | None, asked: str, made: str,
    detail: Detail, possibly_out: frozenset[str], opening: Mapping[str, Any],
) -> str:  # fmt: skip
    """The page before it is sealed; ``whole`` has the texts that places are counted in, ``leaving`` what is shown."""
    selection = Selection(known_by=known_by)
    shown = leaving.story
    texts = _text_ids(shown)
    queue = differences.queue(shown, texts)
    marks = annexes.marks_of(shown)
    figures = differences.questioned(queue, _linked(tables.estimate_rows(shown, selection, charted=None), marks, texts))
    every = [row for row in figures if row["charted"]]
    keys = key_figures(every)
    held = _first(every, _drawn(shown, selection, keys), dataset.MOST_ROWS)
    charted = _first(held, _of_keys(keys), annexes.MOST["figures"])
    rows_here = {row["estimate_id"]: row["row_id"] for row in charted}
    style = "".join(_source(name) for name in ("briefing.css", "annexes.css", "paper.css"))
    style += paper.running(shown.title, _handling(opening))
    drawn = _drawable(charted)
    scripts = {"check": _source("check.js"), "annexes": _source("annexes.js")}
    scripts |= {"bundle": vega.bundle(), "script": _source("briefing.js")} if drawn else {}
    asides = _asides(shown, texts)
    reports = _reports(shown, every, possibly_out, texts)
    uncharted = [row for row in figures if not row["charted"]]
    false_trends = differences.false_trend_rows(leaving.counted, charted)
    cited = evidence.evidence_of(whole, found.citations, held, leaving.pieces, detail=detail)
    statements = annexes.statements(shown, marks, rows_here, texts)
    sources = annexes.sources(shown)
    corrections = annexes.corrections(shown)
    sheets = dataset.sheets(
        figures=[*held, *uncharted], whole=len(figures), statements=statements, reports=reports, asides=asides,
        links=origins.links(shown, texts)["every"], sources=sources, corrections=corrections,
    )  # fmt: skip
    sentence, review = asked or EVERYTHING.sentence(), reviewed(whole)
    next_issue = issue.as_data(
        shown, held=held, whole=len(every), judgments=_judgments(opening),
        number=opening["head"]["issue"],
        cut_off=_cut_off(shown, possibly_out), detail=detail, sentence=sentence,
        earlier=opening["earlier"],
    )  # fmt: skip
    data = script_json(dataset.as_data(sheets, title=shown.title, sentence=sentence))
    others = [
        (one, script_json(one.data))
        for one in carried.carried(shown, found, possibly_out, figures=len(every), asked=asked, detail=detail)
    ]
    listed = {
        "statements": statements, "sources": sources, "corrections": corrections, "asides": asides,
        "uncharted": uncharted,
    }  # fmt: skip
    return _environment().get_template("briefing.html.j2").render(
        front=opening, withheld_words=opening["left_out"], story=shown, made=made,
        alternatives=Html("") if known_by or asked else alternatives_html(whole, detail=detail, on_page=True),
        asked=asked, head=_head(shown, known_by, possibly_out), key_figures=keys,
        ranges=_ranges(shown, keys), totals=origins.totals(shown),
        lineage_pictures=origins.pictures(shown, {"wide": WIDE, "narrow": NARROW, "paper": PAPER}),
        printed=origins.PRINTED, links=origins.links(shown, texts), unseen=origins.unseen(shown, texts),
        rounds=origins.rounds(shown), unnamed=origins.unnamed(shown, charted, texts),
        severities=differences.by_severity(queue), differences=differences.counts(shown),
        most_differences=differences.MOST, printed_differences=differences.PRINTED, hedges=differences.hedges(shown),
        no_counterpart=differences.NO_COUNTERPART, false_trends=false_trends,
        false_of={one["lost"]: one for one in false_trends}, replay=_replay(leaving.counted),
        panels=_panels(charted, every), facts=tables.facts, rows_here=set(rows_here.values()),
        **{name: _list(rows, annexes.MOST[name]) for name, rows in listed.items()},
        printed_rows=annexes.PRINTED, graded_sources=sum(bool(one["grades"]) for one in sources),
        reviewed_any=bool(marks.verdicts or marks.grades),
        reports=reports[: annexes.MOST["reports"]], report_list=_list(reports, annexes.MOST["reports"]),
        bibtex=annexes.bibtex(reports[: annexes.MOST["reports"]]), judged_links=annexes.judged_links(shown),
        link_states=annexes.link_states(shown), sheets=sheets, data=Html(data), data_size=dataset.size(data),
        others=[(one, Html(text), dataset.size(text)) for one, text in others], closed_fields=annexes.closed_fields(),
        codebook=annexes.codebook(shown),
        sentence=sentence, aside_counts=_aside_counts(asides), files=_files(shown),
        glossary=glossary.entries(charted), clue_words=glossary.clues(reports),
        texts=texts_of(
            shown, texts, [*charted, *uncharted[: annexes.MOST["uncharted"]]], asides, differences.stretches(queue)
        ),
        pictures=_pictures(shown, selection, charted), style=Html(style),
        scripts=[Html(script) for script in scripts.values()], policy=policy(style, scripts.values()),
        about=_about(shown), assisted=_assisted(shown, review), settings=annexes.settings(shown), detail=detail,
        quotation=levels.QUOTATION,
        withheld=levels.WITHHELD, passed=len(found.citations), refused=len(found.refusals),
        evidence=Html(script_json(evidence.as_data(cited))), next_issue=Html(script_json(next_issue)),
        seal=Html(seal.empty_seal()),
        review=review,
    )  # fmt: skip


def _one_page(
    whole: Story, leaving: levels.Withheld, found: gate.Gate, *, known_by: str | None, asked: str, made: str,
    detail: Detail, possibly_out: frozenset[str], opening: Mapping[str, Any],
) -> str:  # fmt: skip
    """The briefing on one page before it is sealed; the arguments are those of ``_page``."""
    selection = Selection(known_by=known_by)
    shown = leaving.story
    every = [row for row in _linked(tables.estimate_rows(shown, selection, charted=None)) if row["charted"]]
    every = differences.questioned(differences.queue(shown), every)
    keys = key_figures(every)
    drawn = onepage.drawn_of(keys)
    counted = onepage.key_rows(keys, drawn)
    panel = [row for row in charts.drawable(plain_rows(apply(selection, shown))) if row["estimand"] == drawn]
    ids = [row["estimate_id"] for row in panel[: charts.MOST_FIGURES]]
    held = onepage.figures_here(every, counted["rows"], opening, ids)
    cited = evidence.only_cited(evidence.evidence_of(whole, found.citations, held, leaving.pieces, detail=detail))
    sheets = dataset.sheets(
        figures=held, whole=len(every), statements=(), reports=(), asides=(), links=(), sources=(), corrections=(),
    )  # fmt: skip
    sentence = asked or EVERYTHING.sentence()
    next_issue = issue.as_data(
        shown, held=held, whole=len(every), judgments=_judgments(opening),
        number=opening["head"]["issue"],
        cut_off=_cut_off(shown, possibly_out), detail=detail, sentence=sentence,
        earlier=opening["earlier"],
    )  # fmt: skip
    style = "".join(_source(name) for name in ("briefing.css", "annexes.css", "paper.css", "onepage.css"))
    style += paper.running(shown.title, _handling(opening))
    script = _source("check.js")
    said = opening["sections"]
    return _environment().get_template("onepage.html.j2").render(
        front=opening, withheld_words=opening["left_out"], story=shown, made=made, asked=asked,
        head=_head(shown, known_by, possibly_out), assisted=_assisted(shown, reviewed(whole)), keys=counted,
        drawn=next((one["name"] for one in keys if one["estimand"] == drawn), ""),
        picture=_one_picture(shown, selection, drawn) if ids else "", judged=onepage.judgments(opening),
        bottom_line=onepage.bottom_line(opening),
        gaps=onepage.remarks(said["Gaps"], opening["gaps"]),
        dissent=onepage.remarks(said["Dissent"], opening["dissent"]),
        rows=held, rows_here={row["row_id"] for row in held}, facts=tables.facts, style=Html(style),
        scripts=[Html(script)], policy=policy(style, [script]),
        data=Html(script_json(dataset.as_data(sheets, title=shown.title, sentence=sentence))),
        evidence=Html(script_json(evidence.as_data(cited))), next_issue=Html(script_json(next_issue)),
        seal=Html(seal.empty_seal()),
    )  # fmt: skip


def _one_picture(story: Story, selection: Selection, estimand: str | None) -> Html:
    """The panel of one thing counted and the names of its colours, as on paper; the key of signs is left out."""
    chart = charts.estimates_over_time(
        story, selection, estimands=[estimand or ""], width=HALF, palette=charts.Palette().of_css()
    )
    above, panel, *_ = _panel_by_panel(chart.to_dict(validate=False))
    return Html(vega.svg({**panel, "vconcat": [*above["vconcat"], *panel["vconcat"]]}))


def _judgments(opening: Mapping[str, Any]) -> Sequence[Row] | None:
    """The judgments as they are laid out; missing where the analyst's words are left out of this part of the story."""
    return None if opening["left_out"] else opening["judgments"]


def _handling(opening: Mapping[str, Any]) -> str:
    """The label of the Traffic Light Protocol for the margins of each page; empty where none was given."""
    label = opening["head"]["handling"]
    return f"TLP:{label}" if label else ""


def _text_ids(story: Story) -> dict[str, str]:
    """By report the place of its text in the page, for those whose text is in it: those that give most figures."""
    known = levels.whole_texts(story)
    return {
        row["report_id"]: f"text-{at}"
        for at, row in enumerate(plain_rows(story.reports), 1)
        if row["report_id"] in known
    }


def _of_keys(keys: Sequence[Row]) -> list[str]:
    """The figures that the head of the page leads to, by their id, those of the first place first."""
    ranked = [row for one in keys for name in ("only", "lowest", "highest", "latest") for row in one[name]]
    given = [one for row in ranked for one in row["given"][:MOST_LINKED]]
    return [row["estimate_id"] for row in (*ranked, *given)]


def _drawn(story: Story, selection: Selection, keys: Sequence[Row]) -> list[str]:
    """The figures that the file must hold, by their id: those of the head, then those that the chart draws."""
    drawn = charts.drawable(plain_rows(apply(selection, story)))[: charts.MOST_FIGURES]
    return [*_of_keys(keys), *(row["estimate_id"] for row in drawn)]


def _first(rows: Sequence[Row], wanted: Sequence[str], most: int) -> list[Row]:
    """At most so many rows in their order: the wanted ones before the others."""
    if len(rows) <= most:
        return list(rows)
    rank = {one: at for at, one in reversed(list(enumerate(wanted)))}
    kept = sorted(rows, key=lambda row: rank.get(row["estimate_id"], len(wanted)))[:most]
    ids = {row["estimate_id"] for row in kept}
    return [row for row in rows if row["estimate_id"] in ids]


def _panels(charted: Sequence[Row], every: Sequence[Row]) -> list[Row]:
    """The figures of the page by what they count, each with how many the story has of it."""
    whole = Counter(row["estimand"] for row in every)
    return [{**panel, "whole": whole[panel["estimand"]]} for panel in by_estimand(charted)]


def _list(rows: Sequence[Row], most: int) -> Row:
    """The first rows of a list, how many of it the file's data hold, and how many there are."""
    return {"rows": rows[:most], "held": min(len(rows), dataset.MOST_ROWS), "whole": len(rows)}


def _environment() -> Environment:
    """The templates' environment: everything is escaped, and what may not leave is said to be left out."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=levels.shown,
    )
    environment.filters |= {
        "number": wording.number, "counted": wording.counted, "marked": tables.marked, "rule": wording.rule,
        "report_name": wording.report_name,
    }  # fmt: skip
    return environment


def _source(name: str) -> str:
    return (TEMPLATES / name).read_text(encoding="utf-8")


def _linked(
    rows: Sequence[Row], marks: annexes.Marks | None = None, texts: Mapping[str, str] | None = None
) -> list[Row]:
    """The rows with the ids of their table row and of their mark in the report's text, and what is known beside them.

    Without ``texts`` every report's text is taken to be in the page.
    """
    marks = marks or annexes.Marks({}, {}, {})
    return [
        {
            **row, "row_id": f"figure-{at}", "place": annexes.place(row),
            "mark_id": f"sentence-{at}" if texts is None or row["report_id"] in texts else "",
            "marks": {**marks.of("estimates", row["estimate_id"]), "grade": marks.grades.get(row["claim_id"], "")},
        }
        for at, row in enumerate(rows, 1)
    ]  # fmt: skip


def _drawable(charted: Sequence[Row]) -> bool:
    return any(kind_of(row) for row in charted)


def _cut_off(story: Story, possibly_out: frozenset[str]) -> str:
    """The latest day by which a report that is surely in is known to have been out; empty where none has a day.

    A report that only may have been out by the day asked for sets no cut-off.
    """
    reports = (row for row in plain_rows(story.reports) if row["report_id"] not in possibly_out)
    return max((row["published_latest"] for row in reports if row["published_latest"]), default="")


def _head(story: Story, day: str | None, possibly_out: frozenset[str]) -> Row:
    """The header's facts; reports that only may have been out are counted apart."""
    reports = [row for row in plain_rows(story.reports) if row["report_id"] not in possibly_out]
    cut_off = _cut_off(story, possibly_out)
    undated = sum(row["published_latest"] is None for row in reports)
    return {
        "cut_off": wording.day(cut_off) if cut_off else "not known: no report has a latest day",
        "known_by": wording.day(day) if day else "", "reports": len(reports), "undated": undated,
        "outlets": len({row["outlet"] for row in reports if row["outlet"]}),
        "possibly": len(possibly_out),
    }  # fmt: skip


def _reports(story: Story, charted: Sequence[Row], possibly_out: frozenset[str], texts: Mapping[str, str]) -> list[Row]:
    counts = Counter(row["report_id"] for row in charted)
    return [
        {
            **row, "text_id": texts.get(row["report_id"]), "host": annexes.host(row["url"]),
            "published": wording.days(row["published_earliest"], row["published_latest"]),
            "clues": tables.clues(row), "charted": counts[row["report_id"]],
            "from_catalog": tables.from_catalog(row),
            "possibly_out": row["report_id"] in possibly_out,
        }
        for row in plain_rows(story.reports)
    ]  # fmt: skip


def _replay(story: Story) -> Row:
    """The latest days on which something came out, as rows, and how many there are in all."""
    most = min(MOST_DAYS, MOST_COMPARED // max(1, len(story.reports)))
    found: Row = {"head": [], "rows": [], "whole": len(days(story)), "caption": REPLAY_CAPTION}
    if most:
        table = replay_table(story, most=most)
        found |= {"head": list(table.columns), "rows": table.astype(object).to_dict("records")}
    return found


def _ranges(story: Story, keys: Sequence[Row]) -> dict[str, Row]:
    """By estimand the range of the figures that are ranked, in words, and how many holders are behind it."""
    ranked = {one["estimand"]: one["ranked"] for one in keys}
    among = {row["estimate_id"] for rows in ranked.values() for row in rows}
    found = published_ranges(story, among=among)
    return {
        name: {"words": _range(found[name], rows), "holders": len(found[name].holders)}
        for name, rows in ranked.items()
        if name in found
    }


def _range(ends: Published, rows: Sequence[Row]) -> str:
    """The range across holders, open on a side where a floor lies above its highest or a ceiling below its lowest."""
    low, high = wording.number(ends.low), wording.number(ends.high)
    floors = [row["low"] for row in rows if row["high"] is None and row["low"] is not None]
    ceilings = [row["high"] for row in rows if row["low"] is None and row["high"] is not None]
    if not low and not high:
        return ""
    is_open = not high or any(floor >= ends.high for floor in floors)
    if not low or any(ceiling <= ends.low for ceiling in ceilings):
        return "open at both ends" if is_open else f"up to {high}"
    if is_open:
        return f"{low} or more"
    return low if low == high else f"{low} to {high}"


def _asides(story: Story, texts: Mapping[str, str]) -> list[Row]:
    """The numbers set aside; those beyond what the page lists have no row to return to, and so no mark."""
    most = annexes.MOST["asides"]
    return [
        {
            **row, "row_id": f"aside-{at}",
            "mark_id": f"set-aside-{at}" if at <= most and row["report_id"] in texts else "",
        }
        for at, row in enumerate(tables.set_aside_rows(story), 1)
    ]  # fmt: skip


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
        "fingerprint": "Fingerprint of the inputs", "machine": "Fingerprint of the machine's tables",
        "corrections": "Hash of the corrections",
    }  # fmt: skip
    return [
        (words.get(key, key.replace("_", " ").capitalize()), str(value))
        for key, value in sorted(story.manifest.items())
        if isinstance(value, (str, int)) and key != "title"
    ]


def _assisted(story: Story, found: Reviewed) -> str:
    """What read the reports and how much of it a person has looked at, in one line for the head of the page."""
    model, rules = (story.manifest.get(name) for name in ("model", "workbench"))
    return (
        f"model {model or 'not stated'}, rules {rules or 'not stated'}, "
        f"{found.rows} of {wording.counted(found.of, 'number')} reviewed by a person"
    )


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


def policy(style: str, scripts: Iterable[str]) -> str:
    """The page's content security policy: its own style and scripts, by hash, and nothing else."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode('utf-8')).digest()).decode()}'"
