"""A JupyterLab, a Notebook 7 or a web page without code, started for a test, and the few things a test does in it.

The server runs in a folder of its own with settings of its own; all but Notebook 7 are started by the workbench's own
command. They are driven through JupyterLab's commands, which stay the same between versions better than its menus do;
a run is begun only when the kernel has answered, since Lab opens a dialog for a notebook without one and then waits for
ever.
"""

from __future__ import annotations

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from workbench.notebooks import is_root

#: The part of the notebook that scrolls.
SCROLLER = "window.jupyterapp.shell.currentWidget.content.node.querySelector('.jp-WindowedPanel-outer')"
#: What must be drawn by each, beyond text and tables.
DRAWN = {
    "00_start_here": ".jp-OutputArea-output svg .mark-symbol path",
    "02_entities_and_parties": ".wr-root",
    "03_claims": ".wb-explore .wb-vega svg .mark-symbol path",
    "04_estimates_over_time": ".widget-vbox svg .mark-symbol path",
    "05_who_repeats_whom": ".jp-OutputArea-output svg .mark-symbol path",
    "06_where_reports_differ": ".jp-OutputArea-output svg .mark-symbol path",
    "07_review": ".wr-root .wr-item",
    "09_a_new_story": ".jp-OutputArea-output svg .mark-symbol path",
}

_START_SECONDS = 120
_KERNEL_MS = 120_000


@dataclass(frozen=True, slots=True)
class Lab:
    """A running server: its address, its token, the file its log goes to, and where below it a notebook is opened."""

    address: str
    token: str
    log: Path
    pages: str


@contextmanager
def running_lab(folder: Path, *, story: Path | None = None, notebooks: Path | None = None) -> Iterator[Lab]:
    """A JupyterLab started by ``workbench lab`` with its settings below ``folder``, stopped at the end."""
    own = ["--jupyter=--ServerApp.port_retries=0", "--jupyter=--LabApp.expose_app_in_browser=True"]
    with _running(_ours("lab", story, notebooks, own), folder, "/lab/workspaces/{name}/tree/{path}?reset&") as started:
        yield started


@contextmanager
def running_notebook(folder: Path, *, notebooks: Path) -> Iterator[Lab]:
    """A Notebook 7 on the folder that holds the notebooks, as its own command starts it, stopped at the end."""
    own = ["--ServerApp.port_retries=0", "--JupyterNotebookApp.expose_app_in_browser=True", "--ip=127.0.0.1"]
    root = ["--allow-root"] if is_root() else []
    line = ["notebook", "--no-browser", *own, *root, f"--ServerApp.root_dir={notebooks.parent}"]
    with _running(line, folder, "/notebooks/{path}?") as started:
        yield started


@contextmanager
def running_app(folder: Path, *, story: Path | None = None, notebooks: Path | None = None) -> Iterator[Lab]:
    """The web page without code started by ``workbench app``, stopped at the end."""
    with _running(
        _ours("app", story, notebooks, ["--jupyter=--Voila.port_retries=0"]), folder, "/voila/render/{path}"
    ) as started:
        yield started


def _ours(command: str, story: Path | None, notebooks: Path | None, options: list[str]) -> list[str]:
    """The workbench's own command, as a module with its arguments."""
    line = ["workbench.cli", command, *([str(story)] if story else []), "--no-browser", *options]
    return [*line, *(["--notebooks", str(notebooks)] if notebooks else [])]


@contextmanager
def _running(module: list[str], folder: Path, pages: str) -> Iterator[Lab]:
    """The server that the module and its arguments start."""
    port, token, log = _free_port(), secrets.token_hex(16), folder / "server.log"
    line = [sys.executable, "-m", *module, f"--port={port}"]
    with log.open("wb") as out:
        server = subprocess.Popen(line, stdout=out, stderr=out, env=_own_settings(folder, token), cwd=folder)
        try:
            lab = Lab(f"http://127.0.0.1:{port}", token, log, pages)
            _wait_until_it_answers(lab, server)
            yield lab
        finally:
            server.terminate()
            try:
                server.wait(timeout=20)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()


def _own_settings(folder: Path, token: str) -> dict[str, str]:
    theirs = ("JUPYTER", "IPYTHON", "WORKBENCH")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(theirs)}
    places = {
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTER_RUNTIME_DIR": "runtime",
        "IPYTHONDIR": "ipython",
    }
    return {**kept, "JUPYTER_TOKEN": token, **{name: str(folder / place) for name, place in places.items()}}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _wait_until_it_answers(lab: Lab, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # another test may have set a proxy
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        try:
            with direct.open(f"{lab.address}/?token={lab.token}", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.3)
    raise RuntimeError(f"the server did not start:\n{lab.log.read_text(encoding='utf-8', errors='replace')[-3000:]}")


def open_notebook(page: Page, lab: Lab, path: str) -> None:
    """Leaves the page with the notebook open, in JupyterLab alone in a workspace of its own, and its kernel ready."""
    page.goto(f"{lab.address}{lab.pages.format(name=Path(path).stem, path=path)}token={lab.token}")
    page.wait_for_function("() => window.jupyterapp !== undefined", timeout=_KERNEL_MS)
    page.wait_for_function(
        """(path) => {
            for (const widget of window.jupyterapp.shell.widgets("main")) {
                const context = widget.context;
                if (!context || context.path !== path || !context.isReady) continue;
                const session = context.sessionContext;
                if (!session.isReady || !session.session || !session.session.kernel) continue;
                const kernel = session.session.kernel;
                if (!window.__kernelAnswered) {
                    window.__kernelAnswered = "asked";
                    session.ready.then(() => kernel.info).then(() => { window.__kernelAnswered = "yes"; });
                }
                return window.__kernelAnswered === "yes";
            }
            return false;
        }""",
        arg=path,
        timeout=_KERNEL_MS,
    )


def run_all(page: Page, *, seconds: int = 300) -> bool:
    """Whether every cell of the open notebook ran without an error, by JupyterLab's own word."""
    page.evaluate(
        """() => {
            window.__ran = undefined;
            window.jupyterapp.commands.execute("notebook:run-all-cells").then(
                (done) => { window.__ran = done === undefined ? true : Boolean(done); },
                () => { window.__ran = false; },
            );
        }"""
    )
    page.wait_for_function("() => window.__ran !== undefined", timeout=seconds * 1000)
    return bool(page.evaluate("() => window.__ran"))


def outputs(page: Page) -> list[dict[str, str]]:
    """The outputs of the open notebook's code cells: each with its type and, for an error, its message."""
    found: list[dict[str, str]] = page.evaluate(
        """() => {
            const cells = window.jupyterapp.shell.currentWidget.content.widgets;
            return cells.filter((cell) => cell.model.type === "code").flatMap((cell) =>
                cell.model.sharedModel.toJSON().outputs.map((output) => ({
                    type: output.output_type, name: output.name || "", said: output.evalue || String(output.text || ""),
                })));
        }"""
    )
    return found


def run_and_keep(page: Page, lab: Lab, name: str, shots: Path) -> None:
    """Leaves the notebook run from top to bottom and drawn, a picture of it kept at each of two widths."""
    open_notebook(page, lab, f"notebooks/{name}.ipynb")
    assert page.get_by_text("Would you like to get notified about official Jupyter news?").count() == 0
    ran, said = run_all(page), outputs(page)
    assert [output for output in said if output["type"] == "error"] == []
    assert ran
    assert len(said) >= 3
    assert [output["said"] for output in said if output["name"] == "stderr" and "Warning" in output["said"]] == []
    if name in DRAWN:
        page.locator(DRAWN[name]).first.wait_for(state="attached", timeout=60_000)
    for width in (1280, 1920):
        _keep_picture(page, shots / f"{name}-{width}", width)


def _keep_picture(page: Page, target: Path, width: int) -> None:
    """Keeps a picture of the whole notebook as it looks at that width, and no table wider than its column."""
    page.set_viewport_size({"width": width, "height": 1000})
    page.wait_for_timeout(400)
    tall = page.evaluate(f"() => {SCROLLER}.scrollHeight")
    page.set_viewport_size({"width": width, "height": min(9000, tall + 260)})
    page.evaluate(f"() => {{ {SCROLLER}.scrollTop = 0; }}")
    page.wait_for_timeout(900)
    page.screenshot(path=target.with_suffix(".png"))
    wide = "(one) => one.scrollWidth > one.clientWidth + 1"
    tables = "[...document.querySelectorAll('.jp-RenderedHTML.jp-OutputArea-output')]"
    assert page.evaluate(f"() => {tables}.filter({wide}).length") == 0
