"""The catalog: what it overrides, and how its mistakes are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.read import read_path
from workbench.read.catalog import read_catalog

REPORT = "The harbour board met on Friday and agreed to open the second pier to fishing boats.\n"


def written(folder: Path, catalog: str) -> Path:
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    (folder / "catalog.csv").write_text(catalog, encoding="utf-8")
    return folder


def test_the_catalog_overrides_and_says_so(tmp_path: Path) -> None:
    written(
        tmp_path,
        "file,outlet,wire,published,retrieved,url,language,title\n"
        "a.txt,Lowland Courier,AP,2031-05-03,2031-05-04,https://c.example/a,en,Pier opens\n",
    )
    report = read_path(tmp_path).reports[0]
    assert (report.outlet, report.wire, report.title) == ("Lowland Courier", "Associated Press", "Pier opens")
    assert (report.published_earliest, report.published_latest) == ("2031-05-03", "2031-05-03")
    assert (report.url, report.language, report.retrieved_at) == ("https://c.example/a", "en", "2031-05-04")
    assert {evidence.rule for _, evidence in report.masthead} == {"catalog"}
    assert report.published_evidence[0].rule == "catalog"
    assert report.published_evidence[0].text == "catalog.csv, line 2: published: 2031-05-03"


def test_the_catalog_wins_over_the_metadata_of_the_page(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(
        '{"text": "The pier is open, the board said.", "date": "2031-05-09", "source": "X"}'
    )
    (tmp_path / "catalog.csv").write_text("file,outlet,published\na.json,Courier,2031-05-03\n")
    report = read_path(tmp_path).reports[0]
    assert (report.outlet, report.published_earliest, report.published_latest) == (
        "Courier",
        "2031-05-03",
        "2031-05-03",
    )


@pytest.mark.parametrize(
    ("catalog", "message"),
    [
        ("file,colour\na.txt,blue\n", "line 1: colour: unknown column"),
        ("outlet\nCourier\n", "line 1: file: the column is missing"),
        ("file,published\na.txt,2031-13-01\n", "line 2: published: must be a day"),
        ("file,published\na.txt,3 May\n", "line 2: published: must be a day"),
        ("file,updated\n\na.txt,2031-05-03T25:00\n", "line 3: updated: must be a day"),
        ("file,outlet\na.txt,X,Y\n", "line 2: outlet: the row has 3 fields, the header 2"),
        ("file,outlet\na.txt,X\na.txt,Y\n", "line 3: file: 'a.txt' is named twice, first in line 2"),
        ("file,outlet\n,X\n", "line 2: file: is empty"),
        ('file,outlet\na.txt,"X\n', "line 2: file: not valid CSV"),
    ],
)
def test_a_mistake_names_line_and_column_and_the_reports_are_still_read(
    tmp_path: Path, catalog: str, message: str
) -> None:
    written(tmp_path, catalog)
    with pytest.raises(InputError) as error:
        read_catalog(tmp_path / "catalog.csv")
    assert message in str(error.value)
    reading = read_path(tmp_path)
    assert [report.file for report in reading.reports] == ["a.txt"]
    assert [(row.file, row.status) for row in reading.files] == [("a.txt", "loaded"), ("catalog.csv", "failed")]
    assert message in (reading.files[1].reason or "")


def test_a_row_for_a_file_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    reading = read_path(written(tmp_path, "file,outlet\nb.txt,X\n"))
    row = next(row for row in reading.files if row.file == "catalog.csv")
    assert (row.status, row.reason) == ("warned", "line 2: file: 'b.txt' is no report here")


def test_names_may_be_those_inside_the_reports_folder(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    written(tmp_path / "reports", "x")
    (tmp_path / "reports" / "catalog.csv").unlink()
    (tmp_path / "story.toml").write_text("schema = 1\n")
    (tmp_path / "catalog.csv").write_text("file,outlet\na.txt,Courier\n")
    assert [report.outlet for report in read_path(tmp_path).reports] == ["Courier"]
