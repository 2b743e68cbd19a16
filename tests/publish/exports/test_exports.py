"""Exports: what each format holds, that it meets its standard, and that nothing more leaves than may."""

from __future__ import annotations

import csv
import importlib
import io
import json
import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import bibtexparser
import pyarrow as pa
import pytest
import stix2

from tests.compared import compared_story
from tests.frames import flood_story, rows_of, with_rows
from tests.publish.exports.remarked import DISSENT, NOTE, figure_of, remarked_story
from workbench import ledger
from workbench.errors import InputError
from workbench.look.selection import Selection
from workbench.publish.chosen import EVERYTHING
from workbench.publish.detail import BLOCK, Detail
from workbench.publish.exports import csvtables, schemas
from workbench.publish.exports.built import Built
from workbench.publish.exports.leaving import Leaving, leaving
from workbench.publish.exports.writing import _HOMES, FORMATS, export

LEVELS = get_args(Detail)


@cache
def left(detail: Detail = "full", selection: Selection = EVERYTHING) -> Leaving:
    """What leaves of the story with remarks."""
    return leaving(remarked_story(), selection, detail)


def made(to: str, what: Leaving) -> Built:
    """An export that is not written."""
    found: Built = importlib.import_module(f"workbench.publish.exports.{_HOMES[to]}").built(what)
    return found


@cache
def texts(to: str, detail: Detail = "full", selection: Selection = EVERYTHING) -> dict[str, str]:
    """The files of an export of the story with remarks."""
    return dict(made(to, left(detail, selection)).files)


def whole(to: str, detail: Detail = "full") -> str:
    return "\n".join(texts(to, detail).values())


def said(to: str, detail: Detail = "full") -> str:
    """All words of an export, as a reader of its JSON or table would have them."""
    if to == "csv":
        return " ".join(
            cell for text in texts(to, detail).values() for row in csv.reader(io.StringIO(text)) for cell in row
        )
    text = whole(to, detail)
    return " ".join(strings(json.loads(text))) if to in ("claimreview", "stix", "webannotation") else text


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [one for part in value.values() for one in strings(part)]
    if isinstance(value, list):
        return [one for part in value for one in strings(part)]
    return [str(value)]


# --- all formats ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", FORMATS)
def test_the_same_story_gives_the_same_bytes(to: str) -> None:
    again = leaving(remarked_story(), EVERYTHING, "full")
    assert dict(made(to, again).files) == texts(to)
    assert all(texts(to).values())


@pytest.mark.parametrize("to", [one for one in FORMATS if one != "bibtex"])
def test_notes_dissent_and_who_filled_a_field_travel(to: str) -> None:
    told = said(to)
    assert NOTE in told
    assert DISSENT.lstrip("=") in told
    assert re.search("strongly[ -]disagree", told, re.IGNORECASE)
    assert "A slip." not in told or to in ("csv", "jsonl")  # these two have the table of corrections, the undone too
    assert re.search("noun by the language model|machine", told)


def test_opinions_on_reports_travel_in_a_bibliography() -> None:
    assert "Agree (M. Orr)" in whole("bibtex")


@pytest.mark.parametrize("to", FORMATS)
def test_an_interval_of_days_and_clues_that_disagree_travel(to: str) -> None:
    told = said(to)
    assert "4–7 May 2031; its clues disagree" in told or ('"published_conflict": true' in told and "2031-05-07" in told)


@pytest.mark.parametrize("to", FORMATS)
def test_at_none_no_run_of_a_report_leaves_but_titles_and_names(to: str) -> None:
    words = re.findall(r"[\w']+", said(to, "none").casefold())
    flat = f" {' '.join(words)} "
    allowed = " ".join(re.findall(r"[\w']+", " ".join(
        str(value) for table, names in (("reports", ("title",)), ("entities", ("name",)), ("estimands", ("name",)))
        for row in rows_of(compared_story(), table) for name in names for value in [row.get(name)]
    ).casefold()))  # fmt: skip
    for row in rows_of(compared_story(), "reports"):
        own = re.findall(r"[\w']+", row["text"].casefold())
        runs = {" ".join(own[at : at + 5]) for at in range(len(own) - 4)}
        assert [run for run in runs if f" {run} " in flat and run not in allowed] == []


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("detail", LEVELS)
def test_no_block_is_ever_written(to: str, detail: Detail) -> None:
    assert BLOCK not in whole(to, detail)


def test_a_snippet_has_the_sentence_of_a_figure_and_not_the_next_one() -> None:
    told = said("jsonl", "snippet")
    assert "at least 14 people had died" in told
    assert "The bridge on Route 9" not in told


def test_a_selection_holds_for_an_export_too() -> None:
    missing = Selection(estimand="missing")
    claims = json.loads(texts("claimreview", "full", missing)[""])["@graph"]
    assert {one["text"].partition(":")[0] for one in claims} == {"People reported missing"}
    rows = list(csv.DictReader(io.StringIO(texts("csv", "full", missing)["figures.csv"])))
    assert {row["What is counted"] for row in rows} == {"People reported missing"}
    notes = [one for one in stix2.parse(texts("stix", "full", missing)[""]).objects if one["type"] == "note"]
    assert len(notes) == len(rows) > 2


def test_a_figure_whose_words_do_not_hold_it_stays_at_home(tmp_path: Path) -> None:
    rows = rows_of(flood_story(), "estimates")
    wrong = [{**row, "low": 99.0, "best": 99.0, "high": 99.0, "value": 99.0} if row["phrase"] == "About 60" else row
             for row in rows]  # fmt: skip
    before = export(flood_story(), to="claimreview", path=tmp_path / "before.json")
    done = export(with_rows(flood_story(), "estimates", wrong), to="claimreview", path=tmp_path / "claims.json")
    assert done.refused == before.refused + 1
    assert any("About 60" in one for one in done.left_out)
    assert "99" not in strings(json.loads((tmp_path / "claims.json").read_text()))


@pytest.mark.parametrize(
    ("given", "cause"),
    [({"to": "xml"}, "to must be one of csv, jsonl"), ({"to": "jsonl", "detail": "some"}, "detail must be one of")],
)
def test_what_is_no_format_or_level_is_refused_by_name(given: dict[str, Any], cause: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=cause):
        export(flood_story(), path=tmp_path / "x", **given)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be written"):
        export(flood_story(), to="jsonl", path=tmp_path / "no" / "folder" / "x.jsonl")


@pytest.mark.parametrize("to", ["claimreview", "webannotation"])
def test_hostile_words_stay_inert_where_json_is_pasted_into_a_page(to: str) -> None:
    rows = [{**row, "outlet": "</script><b>Gazette & Co"} for row in rows_of(flood_story(), "reports")]
    text = made(to, leaving(with_rows(remarked_story(), "reports", rows), EVERYTHING, "full")).files[""]
    assert not set("<>&") & set(text)
    assert to == "webannotation" or "</script><b>Gazette & Co" in strings(json.loads(text))


# --- CSV --------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("csv") / "out"
    export(remarked_story(), to="csv", path=place)
    return place


@pytest.mark.parametrize("table", csvtables.TABLES)
def test_a_table_comes_back_as_it_was(folder: Path, table: str) -> None:
    there = left().story
    back = csvtables.read_tables(folder)[table]
    assert rows_of(with_rows(there, table, rows_from(back, table)), table) == rows_of(there, table)


def rows_from(frame: Any, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pa.Table.from_pandas(
        frame, schema=ledger.TABLES[table], preserve_index=False
    ).to_pylist()
    return found


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+44 20", "'+44 20"), ("-2+3", "'-2+3"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=x", "'\t=x"),
        ("\r\n=x", "'\r\n=x"), ("＝x", "'＝x"), (" =x", "' =x"), ("'=x", "''=x"), ("", "'"), ("'", "''"),
        ("-12", "-12"), ("-0.5", "-0.5"), ("'tis late", "'tis late"), ("a=b", "a=b"), (None, ""), (-3.0, "-3"),
        (-0.25, "-0.25"), (True, "true"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula_and_each_comes_back(text: Any, cell: str) -> None:
    assert csvtables._cell(text) == cell
    kind = pa.bool_() if isinstance(text, bool) else pa.float64() if isinstance(text, float) else pa.string()
    assert csvtables._value(cell, kind) == text


def test_the_readers_table_has_numbers_as_numbers_and_opens_as_utf8(folder: Path) -> None:
    raw = (folder / "figures.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"))))
    governor = next(row for row in rows if row["Row"] == figure_of("between 25 and 30"))
    assert (governor["Low"], governor["Stated"], governor["High"]) == ("25", "", "30")
    assert NOTE in governor["Notes and opinions"]


def test_a_table_with_other_columns_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InputError, match="its columns must be report_id"):
        csvtables.read_tables(tmp_path)


# --- the other formats ------------------------------------------------------------------------------------------------


def test_every_line_of_jsonl_is_a_row_of_a_table() -> None:
    head, *rows = [json.loads(line) for line in whole("jsonl").splitlines()]
    assert head["title"] == "Flood on the Velna"
    counts = {name: sum(row["table"] == name for row in rows) for name in ledger.TABLES}
    there = left().story
    assert counts == {name: len(getattr(there, name)) for name in ledger.TABLES}


def test_a_bibliography_parses_and_an_interval_is_no_day() -> None:
    entries = bibtexparser.loads(whole("bibtex")).entries
    assert len(entries) == len(compared_story().reports)
    digest = next(one for one in entries if one.get("organization") == "Morning Digest")
    assert "year" not in digest
    courier = [one for one in entries if one.get("organization") == "Velna Courier"]
    assert {(one["year"], one["month"].lower(), one["day"]) for one in courier} >= {("2031", "may", "2")} or len(
        courier
    ) == 2
    assert len({one["ID"] for one in entries}) == len(entries)


@pytest.mark.parametrize("title", ["100% of {braces} & $5_a #1", "back\\slash ~tilde^", "two\nlines }"])
def test_signs_of_bibtex_in_a_title_do_not_break_the_file(title: str) -> None:
    rows = [{**row, "title": title} for row in rows_of(flood_story(), "reports")]
    book = made("bibtex", leaving(with_rows(flood_story(), "reports", rows), EVERYTHING, "full"))
    assert len(bibtexparser.loads(book.files[""]).entries) == len(rows)


def test_stix_objects_are_read_back_by_the_library_and_refer_to_what_is_there() -> None:
    bundle = stix2.parse(whole("stix"), allow_custom=False)
    known = {one["id"] for one in bundle.objects}
    assert {one["type"] for one in bundle.objects} == {"report", "note", "opinion", "identity"}
    refs = {ref for one in bundle.objects for ref in one.get("object_refs", ())}
    assert refs <= known
    assert len(known) == len(bundle.objects)


def test_a_dissent_is_a_stix_opinion_on_its_figure() -> None:
    bundle = stix2.parse(whole("stix"))
    opinion = next(one for one in bundle.objects if one["type"] == "opinion" and one["opinion"] == "strongly-disagree")
    about = next(one for one in bundle.objects if one["id"] == opinion["object_refs"][0])
    assert "between 25 and 30" in about["content"]
    assert opinion["authors"] == ["M. Orr"]


def test_a_remark_without_a_place_in_a_format_is_named() -> None:
    for to, rest in (("stix", 1), ("claimreview", 2), ("webannotation", 2), ("bibtex", 3)):
        assert any(re.match(f"{rest} notes? (or|and) opinion", one) for one in made(to, left()).left_out), to


def test_a_story_without_a_day_has_no_stix() -> None:
    rows = [{**row, "published_earliest": None, "published_latest": None} for row in rows_of(flood_story(), "reports")]
    undated = leaving(with_rows(flood_story(), "reports", rows), EVERYTHING, "full")
    with pytest.raises(InputError, match="no report has a day"):
        made("stix", undated)


def test_an_annotation_points_at_its_words() -> None:
    page = json.loads(whole("webannotation"))["first"]["items"]
    reports = {f"urn:sha256:{row['text_sha256']}": row["text"] for row in rows_of(compared_story(), "reports")}
    for one in page:
        position, quote = one["target"]["selector"]
        text = reports[one["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])


def test_at_none_an_annotation_keeps_its_place_and_loses_its_words() -> None:
    page = json.loads(whole("webannotation", "none"))["first"]["items"]
    assert {tuple(two["type"] for two in one["target"]["selector"]) for one in page} == {("TextPositionSelector",)}


def test_at_snippet_the_words_of_figures_are_quoted_as_they_stand() -> None:
    items = {one["id"]: one for one in json.loads(whole("webannotation"))["first"]["items"]}
    for one in json.loads(whole("webannotation", "snippet"))["first"]["items"]:
        full = items[one["id"]]["target"]["selector"]
        assert one["target"]["selector"][0] == full[0]
        assert [two["exact"] for two in one["target"]["selector"][1:]] in ([], [full[1]["exact"]])


def test_a_claim_says_where_it_appeared_and_where_first() -> None:
    graph = json.loads(whole("claimreview"))["@graph"]
    dead = next(one for one in graph if one["@type"] == "Claim" and one["text"].endswith("Velna valley: 31"))
    assert [one["publisher"]["name"] for one in dead["appearance"]] == ["Morning Digest", "Velna Courier"]
    assert "firstAppearance" not in dead  # the digest came out between the 4th and the 7th, the Courier on the 6th


def test_a_claim_nobody_judged_has_no_review() -> None:
    reviews = [one for one in json.loads(whole("claimreview"))["@graph"] if one["@type"] == "ClaimReview"]
    assert [one["author"]["name"] for one in reviews] == ["M. Orr"]
    assert reviews[0]["reviewRating"]["ratingValue"] == 1


@pytest.mark.parametrize(
    ("schema", "data", "cause"),
    [
        ("claimreview", {"@context": "https://schema.org", "@graph": [{"@type": "ClaimReview"}]}, "graph"),
        ("claimreview", {"@context": "https://elsewhere.example", "@graph": []}, "context"),
        ("webannotation", {"@context": "http://www.w3.org/ns/anno.jsonld"}, "webannotation"),
    ],
)
def test_what_does_not_meet_its_schema_is_not_written(schema: str, data: Any, cause: str) -> None:
    with pytest.raises(InputError, match=f"export not written.*{cause}"):
        schemas.check(data, schema)


def test_each_schema_names_its_source() -> None:
    folder = Path(schemas.__file__).with_name("schemas")
    found = {path.stem: json.loads(path.read_text())["$comment"] for path in folder.glob("*.json")}
    assert set(found) == {"claimreview", "webannotation"}
    assert all(text.startswith("After ") for text in found.values())
