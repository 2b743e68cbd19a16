"""What is installed, which model, what is missing and how to get it.

What is here: the findings of ``workbench doctor``, each with its remedy. Each is found by doing the thing (loading the
model, drawing a chart), since an installed package may still not run. Nothing is fetched and nothing is repaired.
"""

from __future__ import annotations

import platform
import re
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import metadata

from workbench import __version__
from workbench.errors import InputError

DISTRIBUTION = "story-workbench"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

_INSTALL = f"install it with: pip install '{DISTRIBUTION}[lab]'"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked for: what was found, or missing with the remedy, a phrase that says how to get it.

    ``needed`` says whether the workbench's own work stops without it; what is not needed serves the tests or comfort.
    """

    what: str
    found: str | None
    remedy: str = ""
    needed: bool = True

    @property
    def stops(self) -> bool:
        """Whether the workbench cannot do its work because of this."""
        return self.needed and self.found is None


def examine(*, model: str | None = None) -> tuple[Finding, ...]:
    """The findings, in the order an installation is mended: Python, packages, model, charts, notebooks, browser."""
    return (
        Finding("workbench", __version__),
        _python(),
        *_packages(),
        _tried("language model", lambda: _model(model), _INSTALL),
        _tried("charts without a network", _chart_bundle, _INSTALL),
        _tried("charts as pictures", _chart_picture, _INSTALL),
        _tried("notebooks", _notebooks, "run workbench inside a checkout, or name their folder with --notebooks"),
        _browser(),
    )


def lines(findings: Iterable[Finding]) -> list[str]:
    """The findings as lines of text, one each, and a last line that says whether work can begin."""
    findings = tuple(findings)
    width = max(len(finding.what) for finding in findings)
    told = [f"{_mark(finding)} {finding.what:{width}}  {_said(finding)}" for finding in findings]
    stopping = sum(finding.stops for finding in findings)
    verdict = "All that is needed is here." if not stopping else f"Needed and missing: {stopping}."
    return [*told, verdict]


def licences() -> list[tuple[str, str]]:
    """Name with version, and licence, of each package that the workbench needs, with what those need in turn."""
    known: dict[str, str] = {}
    todo = [DISTRIBUTION]
    while todo:
        name = re.sub(r"[-_.]+", "-", todo.pop()).lower()
        if name in known:
            continue
        try:
            found = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue
        known[name] = _licence(found.metadata)
        wanted = (line.partition(";") for line in found.requires or [])
        todo += [re.split(r"[^\w.-]", need.strip())[0] for need, _, when in wanted if "extra" not in when]
    return sorted((name, licence) for name, licence in known.items() if name != DISTRIBUTION)


def _licence(told: metadata.PackageMetadata) -> str:
    """What a package says of its licence: an expression, a classifier, or the first line of a text."""
    classified = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License ::")]
    stated = {key: str(told[key]).strip() for key in ("License-Expression", "License") if key in told}
    words = stated.get("License", "").splitlines()
    return stated.get("License-Expression") or ", ".join(classified) or (words[0][:60] if words else "not stated")


def _mark(finding: Finding) -> str:
    if finding.found is not None:
        return "ok     "
    return "MISSING" if finding.needed else "without"


def _said(finding: Finding) -> str:
    return finding.found if finding.found is not None else finding.remedy


def _tried(what: str, attempt: Callable[[], str], remedy: str) -> Finding:
    try:
        return Finding(what, attempt())
    except InputError as error:  # its message says what to do
        return Finding(what, None, str(error))
    except Exception as error:  # a broken installation may raise anything; whatever it is, it is the finding
        return Finding(what, None, f"{remedy} ({type(error).__name__}: {error})")


def _python() -> Finding:
    found = platform.python_version() if sys.version_info >= (3, 11) else None
    return Finding("Python", found, "install Python 3.11 or newer")


def _packages() -> list[Finding]:
    """A finding for each package the distribution names for its own work and for the notebooks."""
    try:
        required = metadata.requires(DISTRIBUTION) or []
    except metadata.PackageNotFoundError:
        return [Finding("packages", None, f"{_INSTALL}; in a checkout: make lab")]
    return [_package(line) for line in required if "extra ==" not in line or re.search(r"extra == ['\"]lab", line)]


def _package(requirement: str) -> Finding:
    wanted = requirement.partition(";")[0].strip()
    found = re.match(r"[\w.-]+", wanted)
    name = found[0] if found else wanted
    try:
        version = metadata.version(name)
    except metadata.PackageNotFoundError:
        return Finding(name, None, f"install it with: pip install '{wanted}'")
    if not _within(wanted, version):
        return Finding(name, None, f"install it with: pip install '{wanted}' ({version} is here)")
    return Finding(name, version)


def _within(wanted: str, version: str) -> bool:
    try:
        from packaging.requirements import Requirement
    except ImportError:  # then spaCy and Altair, which need it, are missing and named by their own findings
        return True
    return Requirement(wanted).specifier.contains(version, prereleases=True)


def _model(name: str | None) -> str:
    from workbench.annotate import pipeline

    return pipeline.model_version(name or pipeline.DEFAULT_MODEL)


def _chart_bundle() -> str:
    from workbench.look.vega import bundle

    return f"Vega bundle of {len(bundle()) / 1e6:.1f} MB made"


def _chart_picture() -> str:
    from workbench.look.vega import svg

    one_point = {"data": {"values": [{"n": 1}]}, "mark": "point", "encoding": {"x": {"field": "n"}}}
    if "<path" not in svg(one_point):
        raise RuntimeError("a chart of one point was drawn without its point")
    return "SVG drawn"


def _notebooks() -> str:
    from workbench.notebooks import find_notebooks

    return str(find_notebooks())


def _browser() -> Finding:
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    remedy = "your own browser is enough; the tests want Chromium (Debian: apt-get install chromium)"
    return Finding("Chromium for the tests", found, remedy, needed=False)
