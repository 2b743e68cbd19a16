"""Reports added to a story: copied under a free name, never over another, and only what is new is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.read.files import zipped
from workbench import cli
from workbench.adding import add_reports
from workbench.annotate import pipeline
from workbench.build import build_story
from workbench.errors import InputError

FERRY = "Ferry sinks off Gotska\n\nThe coast guard said on Monday that 90 passengers had been rescued and 12 drowned.\n"
LATER = "Ferry toll rises\n\nThe coast guard said on Tuesday that 14 passengers had drowned.\n"
LAST = "Ferry raised\n\nThe port said on Friday that 16 passengers had drowned.\n"


@pytest.fixture
def story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A story folder with one report."""
    folder = tmp_path / "ferry"
    (folder / "reports").mkdir(parents=True)
    (folder / "story.toml").write_text('schema = 1\ntitle = "Ferry"\n')
    (folder / "reports" / "one.txt").write_text(FERRY)
    monkeypatch.chdir(tmp_path)
    return folder


def put(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def told(story: Path, *files: Path) -> list[tuple[str, str]]:
    return [(one.outcome, one.word) for one in add_reports(story, files, progress=False)[1]]


def test_a_new_report_is_copied_in_and_its_figures_join_the_story(story: Path, tmp_path: Path) -> None:
    new = put(tmp_path / "in", "two.txt", LATER)
    built, (arrival,) = add_reports(story, [new], progress=False)
    assert (arrival.outcome, arrival.name) == ("added", "reports/two.txt")
    assert (story / "reports" / "two.txt").read_text() == new.read_text() == LATER
    assert 14 in built.estimates["value"].tolist()


def test_only_what_is_new_is_annotated(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_story(story, progress=False)
    seen: list[str] = []
    real = pipeline.annotate

    def watched(reports, **options):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        seen.extend(report.file for report in reports)
        return real(reports, **options)

    monkeypatch.setattr(pipeline, "annotate", watched)
    add_reports(story, [put(tmp_path / "in", "two.txt", LATER)], progress=False)
    assert seen == ["reports/two.txt"]
    add_reports(story, [put(tmp_path / "in", "two.txt", LATER)], progress=False)
    assert seen == ["reports/two.txt"]


def test_what_is_there_already_is_skipped_by_its_bytes_and_by_its_text(story: Path, tmp_path: Path) -> None:
    same = put(tmp_path / "in", "copy.txt", FERRY)
    marked = put(tmp_path / "in", "same-words.jsonl", '{"text": ' + '"' + FERRY.replace("\n", "\\n") + '"}\n')
    twin = put(tmp_path / "in", "two.txt", LATER)
    again = put(tmp_path / "in", "again.txt", LATER)
    assert told(story, same, marked, twin, again) == [
        ("skipped", "already here as reports/one.txt"),
        ("skipped", "the same text as reports/one.txt"),
        ("added", "kept as reports/two.txt"),
        ("skipped", "already here as reports/two.txt"),
    ]
    assert sorted(path.name for path in (story / "reports").iterdir()) == ["one.txt", "two.txt"]


def test_a_name_that_is_taken_gets_a_number_and_nothing_is_written_over(story: Path, tmp_path: Path) -> None:
    first, second = put(tmp_path / "a", "one.txt", LATER), put(tmp_path / "b", "one.txt", LAST)
    assert told(story, first, second) == [
        ("added", "kept as reports/one-2.txt (one.txt is there already, with other bytes)"),
        ("added", "kept as reports/one-3.txt (one.txt is there already, with other bytes)"),
    ]
    assert (story / "reports" / "one.txt").read_text() == FERRY


def test_an_archive_of_some_texts_that_are_there_says_how_many(story: Path, tmp_path: Path) -> None:
    archive = put(tmp_path / "in", "bundle.zip", zipped({"old.txt": FERRY.encode(), "new.txt": LATER.encode()}))
    ((outcome, word),) = told(story, archive)
    assert outcome == "added"
    assert word.endswith("1 of its 2 texts are there already, one as reports/one.txt")


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("empty.txt", b"", "is empty"),
        ("a.docx", b"x", "no reader takes .docx"),
        ("story.toml", b"schema = 1", "is never a report: the story file"),
        ("broken.json", b"{", "is not valid JSON"),
        ("pages.zip", zipped({"a.docx": b"x"}), "no reader takes .docx"),
    ],
)
def test_what_cannot_be_read_is_refused_not_copied_and_the_rest_is_added(
    story: Path, tmp_path: Path, name: str, content: bytes, cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, good = put(tmp_path / "in", name, content), put(tmp_path / "in", "two.txt", LATER)
    assert cli.main(["add", str(story), str(bad), str(good)]) == 1
    out, err = capsys.readouterr()
    assert f"{bad}: {cause}" in err
    assert f"added: {good}: kept as reports/two.txt\n  two.txt: " in out
    assert sorted(path.name for path in (story / "reports").iterdir()) == ["one.txt", "two.txt"]


def test_a_folder_and_a_file_that_is_not_there_are_refused(story: Path, tmp_path: Path) -> None:
    assert told(story, tmp_path, tmp_path / "nothing.txt") == [
        ("refused", "is a folder; name the files in it"),
        ("refused", "cannot be read: No such file or directory"),
    ]


def test_skipping_alone_leaves_the_status_0(story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    same = put(tmp_path / "in", "copy.txt", FERRY)
    assert cli.main(["add", str(story), str(same)]) == 0
    assert capsys.readouterr() == (f"skipped: {same}: already here as reports/one.txt\n", "")


def test_a_story_made_from_a_bare_folder_keeps_what_is_added_and_writes_nothing_into_that_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bare = put(tmp_path / "bare", "one.txt", FERRY).parent
    build_story(bare, progress=False)
    story = tmp_path / "bare.story"
    built, (arrival,) = add_reports(story, [put(tmp_path / "in", "one.txt", LATER)], progress=False)
    assert (arrival.outcome, arrival.name) == ("added", "reports/one.txt")
    assert sorted(built.reports["file"]) == ["one.txt", "reports/one.txt"]
    assert [path.name for path in bare.iterdir()] == ["one.txt"]
    put(bare, "three.txt", LAST)
    assert sorted(build_story(bare, progress=False).reports["file"]) == ["one.txt", "reports/one.txt", "three.txt"]
    assert told(story, put(tmp_path / "in", "x.txt", LAST)) == [("skipped", "already here as three.txt")]


def test_a_bare_folder_is_refused_with_the_command_that_makes_a_story_of_it(tmp_path: Path) -> None:
    bare = put(tmp_path / "bare", "one.txt", FERRY).parent
    with pytest.raises(InputError, match=r"workbench build .*bare makes bare\.story"):
        add_reports(bare, [put(tmp_path / "in", "two.txt", LATER)], progress=False)
    assert [path.name for path in bare.iterdir()] == ["one.txt"]


def test_the_first_report_of_a_story_makes_its_folder_of_reports(tmp_path: Path) -> None:
    story = put(tmp_path / "new", "story.toml", "schema = 1\n").parent
    assert told(story, put(tmp_path / "in", "two.txt", LATER)) == [("added", "kept as reports/two.txt")]


def test_a_story_that_keeps_its_reports_beside_its_story_file_goes_on_to(tmp_path: Path) -> None:
    story = put(tmp_path / "old", "story.toml", "schema = 1\n").parent
    put(story, "one.txt", FERRY)
    built, (arrival,) = add_reports(story, [put(tmp_path / "in", "two.txt", LATER)], progress=False)
    assert arrival.name == "two.txt"
    assert sorted(built.reports["file"]) == ["one.txt", "two.txt"]


def test_a_broken_story_file_stops_before_anything_is_copied(story: Path, tmp_path: Path) -> None:
    (story / "story.toml").write_text("no such key = 1")
    with pytest.raises(InputError, match=r"story\.toml"):
        add_reports(story, [put(tmp_path / "in", "two.txt", LATER)], progress=False)
    assert [path.name for path in (story / "reports").iterdir()] == ["one.txt"]
