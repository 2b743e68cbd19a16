"""The repository keeps its word: bounds, locks and the conda file agree, notebooks are bare, no address is named."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
LOCKS = {"run": ["lab"], "test": ["lab", "test"]}

#: What conda-forge calls a package that the Python index knows by another name.
CONDA_NAMES = {"python-duckdb": "duckdb"}


@cache
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def bounds(*extras: str) -> dict[str, SpecifierSet]:
    """The bounds of pyproject.toml by canonical name, for the package itself and the extras given."""
    table = project()["project"]
    lines = [*table["dependencies"], *(line for extra in extras for line in table["optional-dependencies"][extra])]
    requirements = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): one.specifier for one in requirements}


@cache
def tracked() -> list[Path]:
    """The files that are or would be in git."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def pins(lock: str) -> dict[str, list[tuple[Version, str]]]:
    """Every pin of a lock by canonical name: its version and the text of its entry, hashes and marker included."""
    text = (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    found: dict[str, list[tuple[Version, str]]] = {}
    for line in text.splitlines():
        name, _, rest = line.partition("==")
        found.setdefault(canonicalize_name(name), []).append((Version(re.split(r"[ ;]", rest, maxsplit=1)[0]), line))
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_satisfies_every_bound_of_the_project(lock: str) -> None:
    pinned = pins(lock)
    wanted = bounds(*LOCKS[lock])
    assert {name for name in wanted if name not in pinned} == set()
    outside = [f"{name} {version}" for name in wanted for version, _ in pinned[name] if version not in wanted[name]]
    assert outside == []


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_of_a_lock_has_a_hash(lock: str) -> None:
    entries = [entry for versions in pins(lock).values() for _, entry in versions]
    assert len(entries) > 50
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_index(lock: str) -> None:
    text = (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")
    assert re.findall(r"--(?:extra-)?index-url|--find-links|\w+://", text) == []


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_the_back_end_that_installs_the_checkout(lock: str) -> None:
    for line in project()["build-system"]["requires"]:
        wanted = Requirement(line)
        assert all(version in wanted.specifier for version, _ in pins(lock)[canonicalize_name(wanted.name)])


def test_the_test_lock_holds_every_pin_of_the_run_lock() -> None:
    run, test = pins("run"), pins("test")
    assert {name for name in run if [v for v, _ in run[name]] != [v for v, _ in test.get(name, [])]} == set()


def conda_requirements() -> tuple[dict[str, SpecifierSet], list[str]]:
    """What environment.yml asks of conda, by the Python index's names, and what it leaves to pip.

    The file is a flat list with one nested list, so it is read by its lines.
    """
    text = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:\n", 1)[1]
    conda: dict[str, SpecifierSet] = {}
    pip: list[str] = []
    for line in text.splitlines():
        entry = line.strip().removeprefix("- ")
        if not line.strip().startswith("- ") or entry == "pip:":
            continue
        if line.startswith("      "):
            pip.append(entry)
        else:
            wanted = Requirement(entry)
            conda[canonicalize_name(CONDA_NAMES.get(wanted.name, wanted.name))] = wanted.specifier
    return conda, pip


def test_the_conda_file_has_the_same_bounds_as_the_project() -> None:
    conda, pip = conda_requirements()
    by_pip = {canonicalize_name(Requirement(line).name): Requirement(line).specifier for line in pip if line[0] != "-"}
    assert str(conda.pop("python")) == project()["project"]["requires-python"]
    assert conda.pop("pip") == SpecifierSet()
    assert conda | by_pip == bounds("lab")


def test_the_conda_file_installs_the_checkout_itself() -> None:
    assert "-e ." in conda_requirements()[1]


def test_every_lint_exception_and_typing_exception_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    ignored = re.search(r"\nignore = \[\n(.*?)\n\]", text, re.S)
    files = re.search(r"per-file-ignores\]\n(.*?)\n\n", text, re.S)
    assert ignored
    assert files
    bare = [line for line in [*ignored[1].splitlines(), *files[1].splitlines()] if not re.search(r"#\s\w+", line)]
    assert bare == []
    for override in re.findall(r"\[\[tool\.mypy\.overrides\]\]\n(.*)", text):
        assert override.startswith("# ")


def test_every_suppressed_warning_in_the_code_has_its_reason_beside_it() -> None:
    without_reason = re.compile(r"#\s*noqa(?!: [A-Z0-9, ]+ - \w)|#\s*type: ignore(?!\[[\w, -]+\]\s+# \w)")
    bare = []
    for path in (path for path in tracked() if path.suffix == ".py" and path != Path(__file__)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if without_reason.search(line):
                bare.append(f"{path.relative_to(ROOT)}:{number}")
    assert bare == []


NOTEBOOKS = sorted((ROOT / "notebooks").rglob("*.ipynb"))


def test_there_is_a_notebook_to_start_with() -> None:
    assert ROOT / "notebooks" / "00_start_here.ipynb" in NOTEBOOKS


def ids_of(paths: list[Path]) -> list[str]:
    return [path.name for path in paths]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids_of(NOTEBOOKS))
def test_a_notebook_is_kept_without_outputs_counts_or_widget_state(path: Path) -> None:
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert cells
    assert [cell["source"] for cell in cells if cell["outputs"] or cell["execution_count"] is not None] == []
    assert "widgets" not in notebook["metadata"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=ids_of(NOTEBOOKS))
def test_a_notebook_tells_more_than_it_computes(path: Path) -> None:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    words = sum(len("".join(cell["source"]).split()) for cell in cells if cell["cell_type"] == "markdown")
    code = [line for cell in cells if cell["cell_type"] == "code" for line in "".join(cell["source"]).splitlines()]
    assert not [line for line in code if re.match(r"\s*(def|class|for|while|if) ", line)]
    assert words >= 10 * len([line for line in code if line.strip()])
    parameters = [cell for cell in cells if "parameters" in cell["metadata"].get("tags", [])]
    assert len(parameters) == 1


#: Each is written so that this file does not hold what it looks for.
FORBIDDEN = {
    "a package registry's host": re.compile(r"https?://[^/ ]*(?:pypi|pythonhosted|npmjs|debian|conda|anaconda)\."),
    "a content delivery network": re.compile(r"https?://[^\"' )]*(?:jsdelivr|unpkg|esm\.sh|cdnjs|googleapis|gstatic)"),
    "a path of a machine": re.compile(r"(?:^|[^A-Za-z0-9_.])/(?:work|root|farm|home/[a-z]+|Users/[a-z]+)/", re.M),
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what: str) -> None:
    found = []
    for path in tracked():
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FORBIDDEN[what].finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("what", "text"),
    [
        ("a package registry's host", "see https:" + "//files.pythonhosted." + "org/x"),
        ("a content delivery network", "import 'https:" + "//cdn.jsdeli" + "vr.net/npm/vega@6'"),
        ("a path of a machine", "open('" + "/ro" + "ot/reports')"),
    ],
)
def test_the_search_for_addresses_would_find(what: str, text: str) -> None:
    assert FORBIDDEN[what].search(text)


def test_the_sets_of_commands_in_the_makefile_are_there() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert {"briefing", "lab", "test", "check", "lock"} <= set(re.findall(r"^(\w+):", text, re.M))


@pytest.mark.parametrize("name", ["LICENSE", "CONTRIBUTING.md", "CHANGELOG.md", "README.md", ".ci/run"])
def test_the_house_has(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_the_checks_can_be_run_as_a_program() -> None:
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def lists_of(value: Any) -> Iterator[list[str]]:
    """The lists of words anywhere in a cue file."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        yield value
    for one in inside:
        yield from lists_of(one)


CUES = sorted((ROOT / "workbench").glob("*/cues/*.toml"))


@pytest.mark.parametrize("path", CUES, ids=[path.stem for path in CUES])
def test_no_list_of_a_cue_file_holds_a_word_twice(path: Path) -> None:
    lists = lists_of(tomllib.loads(path.read_text(encoding="utf-8")))
    assert [word for words in lists for word in sorted(set(words)) if words.count(word) > 1] == []
