"""The doctor: names what is missing with the way to get it, and stops only for what the work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

from workbench import cli, doctor
from workbench.doctor import Finding
from workbench.errors import InputError

HERE = Finding("language model", "en_small 1.0")
GONE = Finding("language model", None, "install it with: pip install a-model")
COMFORT = Finding("Chromium for the tests", None, "your own browser is enough", needed=False)


@pytest.mark.parametrize(("findings", "status"), [((HERE,), 0), ((HERE, COMFORT), 0), ((HERE, GONE), 1)])
def test_the_status_is_1_only_when_something_needed_is_missing(
    findings: tuple[Finding, ...], status: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "examine", lambda *, model=None: findings)
    assert cli.main(["doctor"]) == status


def test_what_is_missing_stands_with_the_way_to_get_it() -> None:
    told = doctor.lines([HERE, GONE, COMFORT])
    assert told == [
        "ok      language model          en_small 1.0",
        "MISSING language model          install it with: pip install a-model",
        "without Chromium for the tests  your own browser is enough",
        "Needed and missing: 1.",
    ]


def test_a_working_installation_is_said_to_be_one() -> None:
    assert doctor.lines([HERE, COMFORT])[-1] == "All that is needed is here."


@pytest.mark.parametrize(
    ("requirement", "remedy"),
    [
        ("no-such-package-of-ours>=1", "pip install 'no-such-package-of-ours>=1'"),
        ("pandas<1", "pip install 'pandas<1'"),
        ("pandas<1; python_version >= '3'", "pip install 'pandas<1'"),
    ],
)
def test_a_package_missing_or_out_of_its_bounds_is_asked_for_by_its_bounds(requirement: str, remedy: str) -> None:
    finding = doctor._package(requirement)
    assert finding.stops
    assert remedy in finding.remedy


def test_a_package_within_its_bounds_is_shown_with_its_version() -> None:
    assert doctor._package("pandas>=1").found


def test_whatever_a_broken_installation_raises_becomes_a_finding() -> None:
    def broken() -> str:
        raise RuntimeError("symbol not found")

    finding = doctor._tried("charts", broken, "pip install charts")
    assert finding == Finding("charts", None, "pip install charts (RuntimeError: symbol not found)")


def test_a_refusal_says_what_to_do_in_its_own_words() -> None:
    def missing() -> str:
        raise InputError("no model m; install it with: pip install m")

    assert doctor._tried("model", missing, "pip install m").remedy == "no model m; install it with: pip install m"


def test_a_model_that_is_not_installed_is_a_finding_and_not_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "workbench.cli", "doctor", "--model", "no_such_model"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "no_such_model" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr
