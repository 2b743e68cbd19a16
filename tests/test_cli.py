"""The command line: it answers at once, refuses in one line, and its exit status says whether all was done."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from workbench import cli
from workbench.errors import InputError
from workbench.ledger import frame
from workbench.publish.briefing import Briefing
from workbench.publish.gate import Gate, Refusal, Span
from workbench.publish.lint import Finding
from workbench.publish.verify import Fault, Verification
from workbench.story import Story

COMMANDS = ["build", "propose", "add", "brief", "verify", "export", "evaluate", "lab", "app", "doctor"]


def run_python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)


def loaded_by(statement: str) -> set[str]:
    """The top-level modules from outside the standard library that a fresh interpreter holds after a statement."""
    code = (
        "import sys; before = set(sys.modules)\n"
        f"try:\n    {statement}\nexcept SystemExit:\n    pass\n"
        "import os\n"
        "new = {name.partition('.')[0] for name in set(sys.modules) - before}\n"
        "sys.stderr.write(' '.join(sorted(new - set(sys.stdlib_module_names))))"
    )
    return set(run_python(code).stderr.split())


def test_importing_the_workbench_loads_the_standard_library_only() -> None:
    assert loaded_by("import workbench") == {"workbench"}


def test_help_loads_the_standard_library_only() -> None:
    assert loaded_by("from workbench.cli import main; main(['--help'])") == {"workbench"}


def test_the_import_check_would_see_a_heavy_library() -> None:
    assert "pandas" in loaded_by("import workbench.ledger")


def test_help_answers_in_under_a_second_and_a_half_from_a_cold_start() -> None:
    # The contract's 0.3 s is for a quiet machine; the margin keeps a loaded one from failing what is no fault.
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "workbench.cli", "--help"], capture_output=True, text=True, check=True)
    assert time.perf_counter() - start < 1.5
    assert all(command in done.stdout for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([command, "--help"])
    assert left.value.code == 0
    assert f"usage: workbench {command}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "COMMAND"),
        (["publish"], "publish"),
        (["build"], "PATH"),
        (["add", "x"], "FILE"),
        (["build", "x", "--workers", "0"], "must be a whole number from 1, is '0'"),
        (["build", "x", "--workers", "-2"], "-2"),
        (["build", "x", "--workers", "many"], "many"),
        (["brief", "x", "--known-by", "yesterday"], "must be a day such as 2024-10-23, is 'yesterday'"),
        (["brief", "x", "--known-by", "2024-02-30"], "2024-02-30"),
        (["lab", "--port", "70000"], "must be at most 65535"),
    ],
)
def test_wrong_usage_is_named_with_the_value_given_and_exits_2(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main(arguments)
    assert left.value.code == 2
    assert said in capsys.readouterr().err


@pytest.fixture
def stage(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a function of the test's in the place of a stage's; the summary of a story is then its number of files."""
    monkeypatch.setattr("workbench.build.summary", lambda story: f"{len(story.files)} files")
    return monkeypatch.setattr


def story_with(*files: tuple[str, str, str | None]) -> Story:
    rows = [{"file": file, "status": status, "reason": reason} for file, status, reason in files]
    tables: dict[str, pd.DataFrame] = {"files": frame("files", rows)}
    return Story(tables)


def raising(error: Exception) -> Any:
    def function(*_: Any, **__: Any) -> Story:
        raise error

    return function


def test_an_input_error_is_one_line_on_stderr_and_status_1(stage: Any, capsys: pytest.CaptureFixture[str]) -> None:
    stage("workbench.build.build_story", raising(InputError("a.txt: empty file\n(0 bytes)")))
    assert cli.main(["build", "somewhere"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "workbench: a.txt: empty file (0 bytes)\n")


def test_a_file_that_cannot_be_written_is_named_without_a_traceback(
    stage: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    stage("workbench.build.build_story", raising(PermissionError(13, "Permission denied", "locked/ledger")))
    assert cli.main(["build", "somewhere"]) == 1
    assert capsys.readouterr().err == "workbench: locked/ledger: Permission denied\n"


def test_a_fault_of_ours_is_one_line_too_and_says_how_to_see_more(
    stage: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    stage("workbench.build.build_story", raising(ZeroDivisionError("division by zero")))
    assert cli.main(["build", "somewhere"]) == 1
    err = capsys.readouterr().err
    assert err.startswith("workbench: unexpected ZeroDivisionError: division by zero")
    assert "--debug" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--debug", "build", "x"], ["build", "x", "--debug"]])
def test_debug_before_or_after_the_command_lets_the_traceback_through(stage: Any, arguments: list[str]) -> None:
    stage("workbench.build.build_story", raising(InputError("a.txt: empty file")))
    with pytest.raises(InputError):
        cli.main(arguments)


def test_an_interrupted_build_is_said_in_one_line(stage: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(*_: Any, **__: Any) -> Story:
        raise KeyboardInterrupt

    stage("workbench.build.build_story", interrupted)
    assert cli.main(["build", "x"]) == 1
    assert capsys.readouterr().err == "workbench: stopped before it was done\n"


def test_build_hands_its_options_to_the_builder(stage: Any) -> None:
    given: dict[str, Any] = {}

    def build_story(path: Path, **options: Any) -> Story:
        given.update(options, path=path)
        return story_with()

    stage("workbench.build.build_story", build_story)
    assert cli.main(["build", "in", "--story", "s.toml", "--ledger", "out", "--model", "m", "--workers", "2"]) == 0
    assert (given.pop("scheduler"), given.pop("partitions")) == (None, 1)
    given.pop("progress")
    assert given == {
        "path": Path("in"),
        "story_file": Path("s.toml"),
        "ledger_folder": Path("out"),
        "model": "m",
        "workers": 2,
        "only_if_stale": True,
    }


def test_build_hands_on_an_address_a_scheduler_and_partitions_as_they_were_written(stage: Any) -> None:
    given: dict[str, Any] = {}

    def build_story(path: Path | str, **options: Any) -> Story:
        given.update(options, path=path)
        return story_with()

    stage("workbench.build.build_story", build_story)
    assert cli.main(["build", "s3://desk/in", "--scheduler", "tcp://far:8786", "--partitions", "8"]) == 0
    assert given["path"] == "s3://desk/in"
    assert (given["scheduler"], given["partitions"]) == ("tcp://far:8786", 8)


@pytest.mark.parametrize("status", ["failed", "quarantined"])
def test_a_refused_file_is_named_with_its_cause_the_rest_is_done_and_the_status_is_1(
    stage: Any, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    story = story_with(("good.txt", "loaded", None), ("bad.txt", status, "empty file"))
    stage("workbench.build.build_story", lambda path, **_: story)
    assert cli.main(["build", "in"]) == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("2 files\n", "bad.txt: empty file\n")


@pytest.mark.parametrize("status", ["loaded", "warned", "skipped"])
def test_a_file_that_was_read_or_is_no_report_leaves_the_status_0(
    stage: Any, status: str, capsys: pytest.CaptureFixture[str]
) -> None:
    stage("workbench.build.build_story", lambda path, **_: story_with(("a", status, "no suffix")))
    assert cli.main(["build", "in"]) == 0
    assert capsys.readouterr().err == ""


def refusal() -> Refusal:
    return Refusal("e-1", "a.txt", Span(3, 5), "40", "value", "the words there say “bare” 14")


@pytest.mark.parametrize(("refusals", "status"), [((), 0), ((refusal(),), 1)])
def test_brief_writes_the_file_asked_for_and_names_what_the_gate_refused(
    stage: Any, refusals: tuple[Refusal, ...], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[Any] = []
    stage("workbench.story.open_story", lambda path, **_: story_with())
    stage("workbench.publish.briefing.compose", lambda story, **asked: Briefing(str(asked), Gate((), refusals), ()))
    stage("workbench.publish.briefing.save", lambda made, out: written.append((out, made.page)))
    asked = ["brief", "in", "--out", "b.html", "--known-by", "2024-10-23", "--detail", "snippet"]
    assert cli.main(asked) == status
    assert written == [
        (
            Path("b.html"),
            "{'known_by': '2024-10-23', 'detail': 'snippet', 'since': None, 'after': None, 'one_page': False}",
        )
    ]
    assert [one.sentence in capsys.readouterr().err for one in refusals] == [True] * len(refusals)


@pytest.mark.parametrize("option", [["--since", "2024-10-23"], ["--after", "old.html"], ["--draft"], ["--one-page"]])
@pytest.mark.parametrize("command", [["check", "in", "A sentence."], ["export", "in", "--to", "csv", "--out", "o"]])
def test_only_brief_takes_the_options_of_a_briefing(
    command: list[str], option: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        cli.main([*command, *option])
    assert left.value.code == 2
    assert option[0] in capsys.readouterr().err


@pytest.mark.parametrize(("weight", "status"), [("look again", 0), ("refused", 1)])
def test_brief_reads_the_analysts_words_once_and_names_each_finding(
    stage: Any, weight: Any, status: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []

    def linted(words: Any, *_: Any) -> tuple[Finding, ...]:
        asked.append(words.file)
        return (finding,)

    finding = Finding("briefing.md", 3, weight, "“may” is no term of likelihood", "It may rise.")
    (tmp_path / "briefing.md").write_text("## Bottom line\n\nIt may rise.\n", encoding="utf-8")
    stage("workbench.story.open_story", lambda path, **_: replace(story_with(), folder=tmp_path))
    stage("workbench.publish.lint.linted", linted)
    out = tmp_path / "b.html"
    assert cli.main(["brief", "in", "--out", str(out)]) == status
    assert len(asked) == 1
    assert capsys.readouterr().err.count("briefing.md:3: ") == 1
    assert out.exists() == (status == 0)


def test_verify_names_each_fault_and_what_it_could_not_check(stage: Any, capsys: pytest.CaptureFixture[str]) -> None:
    found = Verification(3, 1, ("figure-2",), (Fault("figure-3", "no number can be read there"),))
    stage("workbench.publish.verify.verify", lambda path, *, reports: found)
    assert cli.main(["verify", "b.html"]) == 1
    told = capsys.readouterr()
    assert "b.html: figure-3: no number can be read there" in told.err
    assert "b.html: figure-2: not checkable without the reports" in told.err
    assert (
        told.out == "1 of 3 figures stand in their cited words, 1 not checkable without the reports; 1 fault found.\n"
    )


def test_verify_of_a_file_that_is_no_briefing_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>hello</p>", encoding="utf-8")
    assert cli.main(["verify", str(page)]) == 1
    assert "holds no evidence or no seal" in capsys.readouterr().err


def test_brief_of_no_folder_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["brief", str(tmp_path / "nowhere")]) == 1
    err = capsys.readouterr().err
    assert err.startswith("workbench: ")
    assert "nowhere" in err
    assert "Traceback" not in err
