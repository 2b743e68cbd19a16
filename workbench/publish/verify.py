"""A briefing checked after it has left: the file against its seal, each figure against its evidence.

What is here: the check of one file, with or without the reports it cites, and what it found in plain words. The seal is
in ``seal.py``; how the words at a place are read anew is in ``gate.py``, what the chart's data must agree with in
``chartcheck.py``, and nothing in the page is believed that it does not find there.

Somebody who changes a page and seals it anew is found wherever two of these disagree: the words cited and the figure,
the figure and its row, a link and the figure it leads to, the chart or the data for download and the figure, the text
shown and the text of the evidence, that text and its hash. What no check of the page alone can find is a change of all
of them at once, hash and all, which is another report that was never published: with ``reports`` that is found too.
Words of ours that no figure is read from, names of outlets, still pictures and the scripts are held by the seal alone.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbench.errors import InputError
from workbench.look import wording
from workbench.publish import carriedcheck, chartcheck, dataset, markup, seal
from workbench.publish.detail import BLOCK, WITHHELD, shown
from workbench.publish.evidence import SHOWN, Cited, Evidence, Source, read_evidence
from workbench.publish.gate import misread
from workbench.publish.markup import Markup
from workbench.read import read_path

Row = Mapping[str, Any]

#: What the table says of a figure whose support is not counted.
UNCOUNTED = "not counted"
_NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: the figure's row in the page ("" for the file as a whole), and what is wrong."""

    row: str
    reason: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check of a file found: how many figures hold, which cannot be checked here, and each fault."""

    figures: int
    held: int
    unchecked: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def is_good(self) -> bool:
        """True when nothing is wrong and nothing was left unchecked."""
        return not self.faults and not self.unchecked

    @property
    def sentence(self) -> str:
        """The outcome in a line."""
        told = f"{self.held} of {wording.counted(self.figures, 'figure')} stand in their cited words"
        if self.unchecked:
            told += f", {len(self.unchecked)} not checkable without the reports"
        return f"{told}; {wording.counted(len(self.faults), 'fault')} found."


def verify(path: str | Path, *, reports: str | Path | None = None) -> Verification:
    """What holds of a briefing: its seal, and each figure in the words it cites.

    With ``reports`` (a file or a folder of the reports themselves) the words are taken from there, found by their hash,
    and the page's own copies are compared with them. Raises ``InputError`` when the file cannot be read or is no
    briefing.
    """
    path = Path(path)
    try:
        page = path.read_bytes().decode("utf-8")
        return verify_page(page, reports=reports)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read as a briefing ({error})") from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def verify_page(page: str, *, reports: str | Path | None = None) -> Verification:
    """What holds of a briefing that is at hand as text; the rest is as for ``verify``."""
    said = markup.read(page)
    blocks = said.blocks
    if "evidence" not in blocks or seal.seal_of(said) is None:
        raise InputError("holds no evidence or no seal; it is no briefing of this workbench, or was taken apart")
    faults = [Fault("", one) for one in seal.broken(page, said)]
    try:
        evidence = read_evidence(blocks["evidence"])
    except InputError as error:
        return Verification(0, 0, (), (*faults, Fault("", str(error))))
    texts, missing = _texts(evidence, Path(reports) if reports is not None else None)
    faults += [*missing, *_unaccounted(said, evidence), *_other_texts(said, evidence)]
    faults += [Fault("", reason) for reason in _of_the_charts(blocks, evidence)]
    in_data, unread = _in_data(blocks)
    faults += unread
    faults += [Fault("", reason) for reason in _of_the_carried(blocks, evidence)]
    unchecked: list[str] = []
    held = 0
    for one in evidence.figures:
        found = _faults_of(one, texts, said, in_data)
        if found is None:
            unchecked.append(one.row_id)
        else:
            held += not found
            faults += found
    return Verification(len(evidence.figures), held, tuple(unchecked), tuple(faults))


def _texts(evidence: Evidence, reports: Path | None) -> tuple[Mapping[str, str], list[Fault]]:
    """The texts to check against, by report: those of the page, or those of the reports where they are given."""
    faults: list[Fault] = []
    if reports is None:
        for source in evidence.sources.values():
            if len(source.pieces) == 1 and len(source.pieces[0].text) == source.length and not _is_hash_of(source):
                faults.append(Fault("", f"the text of {source.file} in the page is not the one that was read"))
        return {key: source.text for key, source in evidence.sources.items()}, faults
    found = {report.text_sha256: report.text for report in read_path(reports).reports}
    texts: dict[str, str] = {}
    for key, source in evidence.sources.items():
        text = found.get(source.text_sha256)
        if text is None:
            cited = sum(one.citation.report_id == key for one in evidence.figures)
            faults.append(Fault("", f"no report with the text of {source.file} is there; {cited} figures cite it"))
            continue
        texts[key] = text
        faults += [
            Fault("", f"{source.file}: the page quotes at character {piece.start} what the report does not say")
            for piece in source.pieces
            if text[piece.start : piece.start + len(piece.text)] != piece.text
        ]
    return texts, faults


def _is_hash_of(source: Source) -> bool:
    return hashlib.sha256(source.text.encode("utf-8", "surrogatepass")).hexdigest() == source.text_sha256


def _in_data(blocks: Mapping[str, str]) -> tuple[Mapping[str, Row], list[Fault]]:
    """The figures of the page's data by their row, and what keeps them from being read."""
    if "data" not in blocks:
        return {}, []
    try:
        return {str(row["Row"]): row for row in dataset.rows_of(json.loads(blocks["data"]), "figures")}, []
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        return {}, [Fault("", f"the data for download cannot be read: {type(error).__name__}: {error}")]


def _faults_of(one: Cited, texts: Mapping[str, str], said: Markup, in_data: Mapping[str, Row]) -> list[Fault] | None:
    """What is wrong with a figure; nothing at all (``None``) when its words are not at hand."""
    text = texts.get(one.citation.report_id)
    if text is None or BLOCK in text[one.citation.words.start : one.citation.words.end]:
        shown = list(_not_as_shown(one, said, in_data))
        return shown or None
    return [Fault(one.row_id, reason) for reason in _reasons(one, text)] + list(_not_as_shown(one, said, in_data))


def _reasons(one: Cited, text: str) -> Iterator[str]:
    cited = one.citation
    words = text[cited.words.start : cited.words.end]
    if hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest() != one.sha256:
        yield f"the words it cites are “{words[:60]}”, not those that were read"
    # At a level without text the page has no phrase to compare; the words themselves are read.
    phrase = words if one.fields["phrase"] is None else one.fields["phrase"]
    problem = misread({**one.fields, "phrase": phrase}, text, cited.words, cited.sentence)
    if problem is not None:
        yield problem[1]
    if one.fields["claimant"] is not None:
        named = cited.named
        if named is None or not text[named.start : named.end].strip():
            yield "no words that name its holder are cited"
        elif BLOCK in text[named.start : named.end]:
            yield "the words that name its holder are not in the page"


def _not_as_shown(one: Cited, said: Markup, in_data: Mapping[str, Row]) -> Iterator[Fault]:
    """Where the table of the page, or its data, say something else than the evidence."""
    row = said.rows.get(one.row_id)
    if one.row_id in in_data:
        yield from _other_data(one, in_data[one.row_id])
    elif row is None:
        yield Fault(one.row_id, "its row is neither in the page nor in its data")
    if row is not None:
        yield from _other_cells(one, row)
        yield from _other_words(one, row, in_data.get(one.row_id))


def _other_data(one: Cited, row: Row) -> Iterator[Fault]:
    """Where the data for download say something else than the evidence."""
    wanted = {"Low": one.fields["low"], "Stated": one.fields["best"], "High": one.fields["high"],
              "Bound": one.shown["Bound"], "Held by": one.shown["Held by"]}  # fmt: skip
    if one.fields["phrase"] is not None:
        wanted["Words"] = one.fields["phrase"]
    for name, value in wanted.items():
        if row.get(name) != value:
            yield Fault(one.row_id, f"{name.lower()}: the data say “{row.get(name)}”, the evidence “{value}”")


def _other_cells(one: Cited, row: Mapping[str, str]) -> Iterator[Fault]:
    """Where the row in the page says something else than the evidence."""
    phrase = one.fields["phrase"]
    if phrase is not None and markup.squeezed(phrase) not in markup.squeezed(row.get("Words", "")):
        yield Fault(one.row_id, f"the page says “{row.get('Words', '')}”, the evidence “{phrase}”")
    ends = dict(zip(("Low", "Stated", "High"), wording.ends({**one.fields}), strict=True))
    for name in SHOWN:
        if name in ends and ends[name] != one.shown[name]:
            yield Fault(one.row_id, f"{name.lower()}: the evidence shows “{one.shown[name]}” for “{ends[name]}”")
        cell = row.get("Words" if name == "Bound" else name, "")
        if name == "Bound":
            if one.shown[name] not in cell:
                yield Fault(one.row_id, f"the page does not say “{one.shown[name]}”")
        elif _plain(cell, name) != _plain(one.shown[name], name):
            yield Fault(one.row_id, f"{name.lower()}: the page says “{cell}”, the evidence “{one.shown[name]}”")


def _other_words(one: Cited, row: Mapping[str, str], data: Row | None) -> Iterator[Fault]:
    """Where the row in the page and the data for download differ in words that the evidence does not hold."""
    if data is not None:
        said = {"Stance": data["Stance"], "As of": _days(data["As of from"], data["As of to"]),
                "Stands on": data["Stands on"] or UNCOUNTED, "Sentence": data["Sentence"]}  # fmt: skip
        for name, words in said.items():
            if name in row and _kept_words(row[name]) != _kept_words(words):
                yield Fault(one.row_id, f"{name.lower()}: the page says “{row[name]}”, the data “{words}”")


def _days(earliest: str | None, latest: str | None) -> str:
    """Two days in words; as they stand where somebody has made no days of them."""
    try:
        return wording.days(earliest, latest)
    except (ValueError, TypeError):
        return f"{earliest} to {latest}"


def _kept_words(text: str) -> list[str]:
    """The words of a cell but for the marks of what was left out, which may stand where the page breaks a sentence."""
    return text.replace(WITHHELD, " ").split()


def _plain(cell: str, name: str) -> str:
    """A cell without what stands in it for the eye or the ear alone."""
    if name == "Held by":
        return " ".join(cell.split())
    return re.sub(r"\s|about", "", cell).replace("–", "")


def _unaccounted(said: Markup, evidence: Evidence) -> Iterator[Fault]:
    """Rows of figures in the page that no evidence speaks of, and links that say another number than their figure."""
    known = {one.row_id: one for one in evidence.figures}
    yield from (Fault(one, "a figure without evidence") for one in said.rows if one not in known)
    allowed = {row: _numbers(one) for row, one in known.items()}
    for link in said.links:
        if link.row in known and not set(_NUMBER.findall(link.words)) <= allowed[link.row]:
            yield Fault(link.row, f"a link says “{' '.join(link.words.split())}” of a figure that does not")


def _numbers(one: Cited) -> set[str]:
    """The numbers that may be said of a figure: those of its words and of our reading of it."""
    words = f"{one.fields['phrase'] or ''} {wording.quantity(one.fields)}"
    return set(_NUMBER.findall(words))


def _other_texts(said: Markup, evidence: Evidence) -> Iterator[Fault]:
    """Reports whose text in the page is not that of the evidence; one that the page leaves out is not shown at all."""
    for key, source in evidence.sources.items():
        if key in said.texts and said.texts[key].replace(WITHHELD, "") != _as_laid_out(source):
            yield Fault("", f"the text shown of {source.file} is not that of the evidence")


def _as_laid_out(source: Source) -> str:
    """The text of the evidence without white space and without what was left out."""
    return markup.squeezed(str(shown(source.text))).replace(WITHHELD, "")


def _of_the_charts(blocks: Mapping[str, str], evidence: Evidence) -> Iterator[str]:
    """What a chart's data say otherwise than the evidence."""
    for name in ("spec-wide", "spec-narrow"):
        if name in blocks:
            try:
                yield from chartcheck.contradictions(json.loads(blocks[name]), evidence)
            except seal.UNREADABLE as error:
                yield f"{seal.PARTS[name]} cannot be read: {type(error).__name__}: {error}"


def _of_the_carried(blocks: Mapping[str, str], evidence: Evidence) -> Iterator[str]:
    """What the files for other programs say otherwise than the evidence."""
    try:
        yield from carriedcheck.contradictions(blocks, evidence)
    except seal.UNREADABLE as error:
        yield f"a file for other programs cannot be read: {type(error).__name__}: {error}"
