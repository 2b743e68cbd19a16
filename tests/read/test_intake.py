"""A folder read whole: what is a report, what is not, and why."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path

import pytest

from workbench.errors import InputError
from workbench.limits import Limits
from workbench.model import content_id
from workbench.read import read_path
from workbench.read.formats import Draft, Source, reads

REPORT = "The harbour board met on Friday and agreed to open the second pier to fishing boats.\n"


def put(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_dot_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def statuses(path: Path, **options: Limits) -> dict[str, tuple[str, str | None]]:
    return {row.file: (row.status, row.reason) for row in read_path(path, **options).files}  # type: ignore[arg-type]  # only limits are given


def test_a_report_keeps_bytes_hash_text_and_an_id_from_content(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt=b"\xef\xbb\xbf" + REPORT.encode())
    report = read_path(tmp_path).reports[0]
    sha256 = hashlib.sha256(b"\xef\xbb\xbf" + REPORT.encode()).hexdigest()
    assert (report.text, report.sha256, report.encoding) == ("\ufeff" + REPORT, sha256, "utf-8 (byte order mark)")
    assert report.report_id == content_id("r", sha256, None)


def test_the_files_that_are_never_reports_are_listed_as_skipped(tmp_path: Path) -> None:
    put(
        tmp_path,
        a_dot_txt=REPORT,
        catalog_dot_json="[]",
        gold_dot_json="{}",
        gold_v2_dot_json="{}",
        corrections_dot_jsonl="{}",
        _dot_hidden_dot_txt=REPORT,
        _dot_git__config_dot_txt=REPORT,
        ledger__x_dot_txt=REPORT,
        sub__b_dot_txt=REPORT + "It opens in May.\n",
    )
    (tmp_path / "story.toml").write_text("schema = 1\n")
    found = statuses(tmp_path)
    assert {name for name, (status, _) in found.items() if status == "loaded"} == {"a.txt", "sub/b.txt"}
    skipped = {name for name, (status, _) in found.items() if status == "skipped"}
    assert skipped == {
        "catalog.json",
        "gold.json",
        "gold_v2.json",
        "corrections.jsonl",
        ".hidden.txt",
        ".git/",
        "ledger/",
        "story.toml",
    }
    assert all(reason for status, reason in found.values() if status != "loaded")


def test_a_story_folder_keeps_its_reports_in_reports(tmp_path: Path) -> None:
    put(tmp_path, README_dot_md="# About\n", reports__a_dot_txt=REPORT)
    (tmp_path / "story.toml").write_text("schema = 1\n")
    before = statuses(tmp_path)
    assert before["README.md"] == ("skipped", "not in reports/, where a story folder keeps its reports")
    assert before["reports/a.txt"][0] == "loaded"
    put(tmp_path, ledger__manifest_dot_json="{}", _dot_ledger_cache__x="x")
    (tmp_path / ".ledger-cache").mkdir()
    put(tmp_path, mine__manifest_dot_json="{}", mine__reports_dot_parquet="x")
    assert statuses(tmp_path) == before, "a built ledger changes nothing"


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("empty.txt", b"", "is empty"),
        ("picture.txt", b"\x89PNG\r\n", "is binary: a PNG picture, not text"),
        ("report.docx", b"PK", "no reader takes .docx; the readers take .atom"),
        ("plain", b"text", "no reader takes files without a suffix"),
        ("bad.json", b'{"text": ', "is not valid JSON: line 1, column 10"),
        ("none.json", b'{"words": "x"}', "holds no text: it needs one of text, body"),
        ("none.csv", b"a,b\n1,2\n", "has no text column: it needs one of text, body"),
        ("deep.json", b"[" * 200_000, "nested too deeply"),
        ("empty.jsonl", b"  \n\n x"[:3], "is empty"),
        ("blank.html", b"<html><body><script>x</script></body></html>", "holds no visible text"),
    ],
)
def test_a_refused_file_is_named_with_its_cause_and_the_rest_is_read(
    tmp_path: Path, name: str, content: bytes, cause: str
) -> None:
    put(tmp_path, a_dot_txt=REPORT)
    (tmp_path / name).write_bytes(content)
    found = statuses(tmp_path)
    assert found["a.txt"] == ("loaded", None)
    status, reason = found[name]
    assert status == "failed"
    assert cause in (reason or "")


def test_an_unreadable_file_is_failed(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt=REPORT)
    os.mkfifo(tmp_path / "pipe.txt")
    assert statuses(tmp_path)["pipe.txt"] == ("failed", "is not a regular file")


def test_limits_are_named_in_the_refusal(tmp_path: Path) -> None:
    put(tmp_path, long_dot_txt=REPORT * 3, big_dot_txt=REPORT * 9, a_dot_txt=REPORT)
    limits = replace(Limits(), file_bytes=500, report_characters=200)
    found = statuses(tmp_path, limits=limits)
    assert found["big.txt"] == ("failed", f"is {9 * len(REPORT)} bytes long; the limit is 500")
    assert found["long.txt"] == ("failed", f"is {3 * len(REPORT)} characters long; the limit for a report is 200")
    assert found["a.txt"] == ("loaded", None)


def test_the_default_limits_refuse_fifty_megabytes_and_five_million_characters(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt=REPORT, line_dot_txt=b"x" * 50_000_000, long_dot_txt=b"word and " * 560_000)
    found = statuses(tmp_path)
    assert found["line.txt"] == ("failed", "is 50,000,000 bytes long; the limit is 20,000,000")
    assert found["long.txt"] == ("failed", "is 5,040,000 characters long; the limit for a report is 2,000,000")
    assert found["a.txt"][0] == "loaded"


def test_no_link_out_of_the_path_is_followed(tmp_path: Path) -> None:
    outside = put(tmp_path / "outside", secret_dot_txt=REPORT + "Secret.\n")
    inside = put(tmp_path / "inside", a_dot_txt=REPORT)
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "dead.txt").symlink_to(inside / "nothing.txt")
    (inside / "loop").symlink_to(inside)
    reading = read_path(inside)
    assert [report.file for report in reading.reports] == ["a.txt"]
    found = {row.file: row.status for row in reading.files}
    assert found == {
        "a.txt": "loaded",
        "link.txt": "failed",
        "folder": "failed",
        "dead.txt": "failed",
        "loop": "skipped",
    }


def test_a_second_file_with_the_same_bytes_is_skipped_with_a_word(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt=REPORT, b_dot_txt=REPORT)
    reading = read_path(tmp_path)
    assert len(reading.reports) == 1
    row = reading.files[1]
    assert (row.status, row.reason, row.report_id) == (
        "skipped",
        "the same bytes as a.txt",
        reading.reports[0].report_id,
    )


@pytest.mark.parametrize("name", ["nothing", "empty"])
def test_a_path_without_reports_is_an_error_that_names_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match=name):
        read_path(tmp_path / name)


def test_a_folder_of_nothing_but_skipped_files_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, gold_dot_json="{}")
    with pytest.raises(InputError, match="holds no reports; the readers take"):
        read_path(tmp_path)


def test_one_file_may_be_the_path(tmp_path: Path) -> None:
    put(tmp_path, a_dot_txt=REPORT, b_dot_txt=REPORT + "x")
    assert [row.file for row in read_path(tmp_path / "a.txt").files] == ["a.txt"]


def test_reading_twice_gives_the_same_values_in_the_order_of_names(tmp_path: Path) -> None:
    put(tmp_path, b_dot_txt=REPORT + "b", a_dot_txt=REPORT + "a", c__a_dot_txt=REPORT + "c")
    assert read_path(tmp_path) == read_path(tmp_path)
    assert [report.file for report in read_path(tmp_path).reports] == ["a.txt", "b.txt", "c/a.txt"]


def test_short_lines_that_the_reports_of_one_outlet_share_are_masked(tmp_path: Path) -> None:
    texts = [
        f"{REPORT}Eyes on the water\nIt was the board's meeting number {n}, and the last of the year.\n"
        for n in range(3)
    ]
    put(tmp_path, **{f"{n}_dot_txt": text for n, text in enumerate(texts)})
    (tmp_path / "catalog.csv").write_text("file,outlet\n" + "".join(f"{n}.txt,Courier\n" for n in range(3)))
    rules = [p.rule for report in read_path(tmp_path).reports for p in report.passages if p.end - p.start == 17]
    assert rules == ["repeated:in-outlet"] * 3


def test_a_new_format_joins_by_a_decorator(tmp_path: Path) -> None:
    @reads(".note")
    def read_note(source: Source) -> list[Draft]:
        return [Draft(None, source.raw.decode().upper(), "utf-8", "note")]

    put(tmp_path, a_dot_note="the pier is open.")
    report = read_path(tmp_path).reports[0]
    assert (report.text, report.reader) == ("THE PIER IS OPEN.", "note")


def test_a_reader_that_stumbles_fails_its_own_file_only(tmp_path: Path) -> None:
    @reads(".crash")
    def read_crash(source: Source) -> list[Draft]:
        raise ZeroDivisionError("no")

    put(tmp_path, a_dot_txt=REPORT, b_dot_crash="x")
    assert statuses(tmp_path)["b.crash"] == ("failed", "the reader failed: ZeroDivisionError: no")
