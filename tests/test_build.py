"""From a folder to a ledger: what is rebuilt, where things lie, and what stops a build."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from workbench.annotate import pipeline
from workbench.build import build_story, places_of, refused, summary
from workbench.errors import InputError

FERRY = "Ferry sinks off Gotska\n\nThe coast guard said on Monday that 90 passengers had been rescued and 12 drowned.\n"
HARBOUR = "Harbour closed\n\nPublished May 4, 2019\n\nThe port said 40 boats had joined the search.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bare folder of two reports, and an empty current directory to write in."""
    reports = tmp_path / "ferry"
    reports.mkdir()
    (reports / "one.txt").write_text(FERRY, encoding="utf-8")
    (reports / "two.txt").write_text(HARBOUR, encoding="utf-8")
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    return reports


def hashes(ledger: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(ledger.iterdir())}


def test_a_bare_folder_is_built_beside_the_current_directory_and_left_untouched(folder: Path) -> None:
    before = sorted(folder.rglob("*"))
    story = build_story(folder, progress=False)
    assert sorted(folder.rglob("*")) == before
    assert (Path.cwd() / "ferry.story" / "ledger" / "manifest.json").is_file()
    assert sorted(story.estimates["value"].tolist()) == [12, 40, 90]
    assert set(story.estimates["estimand_basis"].dropna()) <= {"proposed"}


def test_a_story_folder_keeps_its_own_ledger(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "story.toml").write_text('title = "Ferry"\n')
    where = places_of(tmp_path)
    assert where.ledger == tmp_path / "ledger"
    assert where.story_file == tmp_path / "story.toml"


def test_the_same_reports_give_the_same_bytes_in_another_folder_and_on_two_workers(
    folder: Path, tmp_path: Path
) -> None:
    build_story(folder, ledger_folder=tmp_path / "one" / "ledger", progress=False)
    build_story(folder, ledger_folder=tmp_path / "two" / "ledger", workers=2, progress=False)
    assert hashes(tmp_path / "one" / "ledger") == hashes(tmp_path / "two" / "ledger")


def test_only_a_changed_report_is_annotated_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_story(folder, progress=False)
    seen: list[str] = []
    real = pipeline.annotate

    def watched(reports, **options):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        seen.extend(report.file for report in reports)
        return real(reports, **options)

    monkeypatch.setattr(pipeline, "annotate", watched)
    (folder / "two.txt").write_text(HARBOUR.replace("40", "41"), encoding="utf-8")
    build_story(folder, progress=False)
    assert seen == ["two.txt"]


def test_a_fresh_ledger_is_opened_without_reading_the_reports(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build_story(folder, progress=False)
    monkeypatch.setattr("workbench.build.read_path", lambda *_, **__: pytest.fail("the reports were read again"))
    again = build_story(folder, only_if_stale=True, progress=False)
    assert again.estimates.equals(first.estimates)


def test_a_new_report_makes_the_ledger_stale(folder: Path) -> None:
    build_story(folder, progress=False)
    (folder / "three.txt").write_text(FERRY.replace("90", "91"), encoding="utf-8")
    assert len(build_story(folder, only_if_stale=True, progress=False).reports) == 3


def test_a_ledger_beside_the_current_directory_is_a_story_for_every_other_command(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "my.toml"
    own.write_text('title = "Ferry"\n', encoding="utf-8")
    build_story(folder, story_file=own, progress=False)
    story = build_story(Path("ferry.story"), only_if_stale=True, progress=False)
    assert story.title == "Ferry"
    assert len(story.reports) == 2
    (folder / "three.txt").write_text(FERRY.replace("90", "91"), encoding="utf-8")
    assert len(build_story(Path("ferry.story"), only_if_stale=True, progress=False).reports) == 3


def test_a_ledger_whose_reports_are_gone_opens_as_it_is(folder: Path, tmp_path: Path) -> None:
    build_story(folder, ledger_folder=tmp_path / "alone" / "ledger", progress=False)
    assert len(build_story(tmp_path / "alone", only_if_stale=True, progress=False).reports) == 2


def test_the_summary_has_a_line_for_each_report_and_the_totals(folder: Path) -> None:
    text = summary(build_story(folder, progress=False))
    lines = text.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["report", "one.txt", "two.txt"]
    assert "2019-05-04" in lines[2]
    assert "2 reports (2 loaded of 2 files)" in text


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_done(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    story = build_story(folder, progress=False)
    assert len(story.reports) == 2
    assert [line.split(":")[0] for line in refused(story.files)] == ["empty.txt"]


def test_a_catalog_row_that_names_no_report_is_told_in_the_summary(folder: Path) -> None:
    (folder / "catalog.csv").write_text("file,outlet\none.txt,Courier\nnone.txt,Post\n", encoding="utf-8")
    story = build_story(folder, progress=False)
    assert "warning: catalog.csv: line 3: file: 'none.txt' is no report here" in summary(story)


@pytest.mark.parametrize("change", ["missing folder", "missing story file", "missing model"])
def test_what_cannot_be_built_is_refused_by_name(folder: Path, change: str) -> None:
    if change == "missing folder":
        with pytest.raises(InputError, match="nowhere: no such file or folder"):
            build_story(folder / "nowhere", progress=False)
    elif change == "missing story file":
        with pytest.raises(InputError, match=r"none\.toml: no such story file"):
            build_story(folder, story_file=folder / "none.toml", progress=False)
    else:
        with pytest.raises(
            InputError, match="'en_core_web_xx' is installed here; the default one comes with: python -m pip install"
        ):
            build_story(folder, model="en_core_web_xx", progress=False)
