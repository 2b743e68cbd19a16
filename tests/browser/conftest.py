"""A page of a real Chromium that may speak to this computer only; whatever else it asks for is refused and kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Playwright, Route, sync_playwright

from tests.built import built

from .books import STORY, copied_checkout
from .jupyter_server import Lab, run_and_keep, running_app, running_lab

#: Chromium's own connections at its start are refused by a closed network and cost time; the page's are ours to judge.
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--font-render-hinting=none",
)  # fmt: skip
_LOCAL_SCHEMES = {"file", "data", "blob", "about"}


class LocalPage:
    """A page with what it asked for from elsewhere (``offsite``) and what it complained of (``complaints``)."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.offsite: list[str] = []
        self.complaints: list[str] = []
        page.route("**/*", self._let_local_pass)
        page.on("pageerror", lambda error: self._complain(str(error)))

    def _complain(self, error: str) -> None:
        # A widget whose script takes longer than two seconds to load says so, and is drawn all the same.
        if "[anywidget] Failed to initialize model" not in error:
            self.complaints.append(error)

    def _let_local_pass(self, route: Route) -> None:
        address = urlsplit(route.request.url)
        if address.scheme in _LOCAL_SCHEMES or address.hostname == "127.0.0.1":
            route.continue_()
        else:
            self.offsite.append(route.request.url)
            route.abort()


def chromium_path() -> str:
    """Where Chromium is; without it the tests are skipped, and where ``CI`` is set they fail: there they must run."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        wanted = "the browser tests need Chromium (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(wanted, pytrace=False)
        pytest.skip(wanted)
    return found


def launched(playwright: Playwright) -> Browser:
    """Chromium, started; without a sandbox of its own only where the user is root, whom it refuses otherwise."""
    root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=chromium_path(), args=[*FLAGS, *root])


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> Iterator[Browser]:
    browser = launched(playwright)
    yield browser
    browser.close()


@contextmanager
def opened_page(chromium: Browser) -> Iterator[LocalPage]:
    """An empty page, closed at the end."""
    context = chromium.new_context(viewport={"width": 1400, "height": 1000}, accept_downloads=False)
    yield LocalPage(context.new_page())
    context.close()


@pytest.fixture
def local_page(chromium: Browser) -> Iterator[LocalPage]:
    with opened_page(chromium) as page:
        yield page


@pytest.fixture(scope="session")
def shots(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that screenshots are kept in: what WORKBENCH_SHOTS names, else one of pytest's own."""
    named = os.environ.get("WORKBENCH_SHOTS")
    folder = Path(named) if named else tmp_path_factory.mktemp("shots")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
def chromium_page(local_page: LocalPage) -> Page:
    """The page alone; take ``local_page`` as well to see what it asked for from elsewhere."""
    return local_page.page


@pytest.fixture
def chromium_page_offline(local_page: LocalPage) -> Page:
    """The page with the network off altogether, for files opened from disk."""
    local_page.page.context.set_offline(True)
    return local_page.page


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with the notebooks and the shipped story alone, so that a run leaves the real one as it was."""
    return copied_checkout(tmp_path_factory.mktemp("checkout"), built(tmp_path_factory, Path(STORY).name))


@pytest.fixture(scope="module")
def lab(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """A JupyterLab on that checkout."""
    own = tmp_path_factory.mktemp("jupyter")
    with running_lab(own, story=checkout / STORY, notebooks=checkout / "notebooks") as started:
        yield started


@pytest.fixture(scope="module")
def shown(request: pytest.FixtureRequest, lab: Lab, chromium: Browser, shots: Path) -> Iterator[LocalPage]:
    """The page of the notebook that a test names, run and drawn; open for all tests of a module that name it."""
    with opened_page(chromium) as local:
        run_and_keep(local.page, lab, request.param, shots)
        yield local


@pytest.fixture(scope="module")
def app(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The web page without code on that checkout."""
    own = tmp_path_factory.mktemp("voila")
    with running_app(own, story=checkout / STORY, notebooks=checkout / "notebooks") as started:
        yield started
