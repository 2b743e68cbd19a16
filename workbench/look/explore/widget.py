"""The explorer as a widget: shows what ``view.py`` says of a state and hands on what the analyst does.

What is here: the values that the page is told, the events it sends, the callbacks that other widgets attach to, and
``explore`` with the bar that shows while a ledger is built. The page itself is in ``assets/``, put together with the
chart library into one script, so that nothing is fetched.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import ipywidgets
import traitlets
from IPython.display import display

from workbench.errors import InputError
from workbench.look import vega
from workbench.look.explore import panels
from workbench.look.explore.state import State
from workbench.look.explore.view import Index, after, index_of, view
from workbench.look.html import html_table
from workbench.look.selection import Selection
from workbench.look.sheet import Rows
from workbench.look.still import Still
from workbench.story import Story, open_story

ASSETS = Path(__file__).parent / "assets"
#: In the order in which they need each other; a widget that shows reports alone takes the first two.
READING_SCRIPTS = ("dom.js", "reading.js")
_SCRIPTS = (*READING_SCRIPTS, "facets.js", "days.js", "chart.js", "table.js", "explore.js")
#: What the page is told at every change, beside the chart and its specifications.
_PARTS = ("head", "facets", "days", "page", "reports", "report", "chosen")


def script() -> str:
    """The page's script with the chart library inside it."""
    own = "\n".join(asset(name) for name in _SCRIPTS)
    # The library's own names stay its own.
    return f"(() => {{\n{vega.bundle()}\n}})();\nconst STYLE = {json.dumps(asset('explore.css'))};\n{own}"


def reading_style() -> str:
    """The style of a page that shows reports alone and has no root of its own."""
    return asset("theme.css") + asset("explore.css")


def asset(name: str) -> str:
    """One of the page's files as text."""
    return (ASSETS / name).read_text(encoding="utf-8")


def told(chart: Mapping[str, Any]) -> str:
    """The chart as the page is told it: one text of JSON with the rows of its panels in columns.

    It is by far the largest part; so it is half as long, and nothing walks through it on its way.
    """
    drawn = [{**one, "data": {key: _columns(rows) for key, rows in one["data"].items()}} for one in chart["panels"]]
    return json.dumps({**chart, "panels": drawn}, ensure_ascii=False, separators=(",", ":"))


def _columns(rows: Rows) -> Any:
    """The rows as one list for each of their names, or as they are where some have other names."""
    names = list(rows[0]) if rows else []
    if not names or any(row.keys() != rows[0].keys() for row in rows):
        return rows
    return {name: [row[name] for row in rows] for name in names}


class Explorer(Still, anywidget.AnyWidget):
    """The widget; ``selection`` is the one value it holds, to read, to set and to pass on.

    Events come from the page one at a time. Whatever goes wrong stands in ``error`` and on the page, and the state
    stays what it was.
    """

    _esm = ""
    _css = ""
    head = traitlets.Dict().tag(sync=True)
    facets: Any = traitlets.List().tag(sync=True)
    days = traitlets.Dict().tag(sync=True)
    chart = traitlets.Unicode().tag(sync=True)
    specs = traitlets.Dict().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)
    report = traitlets.Dict(allow_none=True).tag(sync=True)
    chosen = traitlets.Dict().tag(sync=True)
    looks: Any = traitlets.List().tag(sync=True)
    reports: Any = traitlets.List().tag(sync=True)
    reading_key = traitlets.Dict().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    answered = traitlets.Int().tag(sync=True)
    selection = traitlets.Instance(Selection)

    def __init__(self, story: Story, *, selection: Selection | None = None) -> None:
        self.index: Index = index_of(story)
        self.state = State(selection=selection or Selection())
        self._on_row: list[Callable[[str], Any]] = []
        self._on_text: list[Callable[[str, int, int], Any]] = []
        shown = view(self.index, self.state)
        super().__init__(
            _esm=script(), _css=asset("theme.css"), selection=self.state.selection, specs=shown["specs"],
            looks=panels.look_rows(self.index.figures),
            reading_key=panels.reading_key(self.index.figures, self.state),
            chart=told(shown["chart"]), **{name: shown[name] for name in _PARTS},
        )  # fmt: skip
        self._drawn = shown["chart"]
        self.on_msg(self._hear)

    def on_row(self, callback: Callable[[str], Any]) -> None:
        """Calls back with the id of the figure or statement that the analyst chooses."""
        self._on_row.append(callback)

    def on_select_text(self, callback: Callable[[str, int, int], Any]) -> None:
        """Calls back with report, start and end of the words that the analyst selects in a report's text."""
        self._on_text.append(callback)

    def still(self) -> str:
        """The selection in a sentence, what it leaves, and the rows of the page that it is at."""
        heads = [one["name"] for one in self.page["columns"]]
        return (
            f"<p><strong>{escape(self.head['sentence'])}</strong> {escape(self.head['counts'])}.</p>"
            + html_table("As it stood when the notebook ran.", heads, [_read(row) for row in self.page["rows"]]).text
        )

    def ask(self, event: Mapping[str, Any]) -> None:
        """Does what an event of the page asks for.

        Raises ``InputError`` where it cannot be done; the state is then as it was.
        """
        if event.get("type") == "text":
            self._tell_text(event)
            return
        former, state = self.state, after(self.index, self.state, event)
        shown = view(self.index, state)
        self.state = state
        if event.get("type") != "width":  # the page measures itself; nobody has read the error for that
            self.error = ""
        self._show(shown, afresh=(former.axis, former.width) != (state.axis, state.width))
        if event.get("type") in ("row", "mark", "claim") and state.row:
            for callback in self._on_row:
                callback(state.row)

    @traitlets.observe("selection")
    def _selected(self, change: Mapping[str, Any]) -> None:
        if change["new"] != self.state.selection:
            self.state = self.state.asking(change["new"])
            self._show(view(self.index, self.state))

    def _show(self, shown: Mapping[str, Any], *, afresh: bool = False) -> None:
        """Tells the page what has changed, all at once."""
        with self.hold_sync():
            known = {} if afresh else self.specs
            if not shown["specs"].keys() <= known.keys() or afresh:
                self.specs = {**known, **shown["specs"]}
            for name in _PARTS:
                setattr(self, name, shown[name])
            if shown["chart"] is not self._drawn:  # one made lately comes again as the same value
                self.chart, self._drawn = told(shown["chart"]), shown["chart"]
            self.selection = self.state.selection

    def _hear(self, widget: Any, event: Any, buffers: Any) -> None:
        if not isinstance(event, dict):
            return
        try:
            with self.hold_sync():
                self.ask(event)
                self._answer(event)
        except InputError as error:
            self._refuse(event, str(error))
        except Exception as error:  # whatever it is, the analyst is told and goes on
            self._refuse(event, f"Something went wrong: {type(error).__name__}: {error}")

    def _refuse(self, event: Mapping[str, Any], why: str) -> None:
        with self.hold_sync():
            self.error = why
            self._answer(event)

    def _answer(self, event: Mapping[str, Any]) -> None:
        asked = event.get("asked")
        if isinstance(asked, int):
            self.answered = asked

    def _tell_text(self, event: Mapping[str, Any]) -> None:
        report, start, end = (event.get(name) for name in ("report", "start", "end"))
        if not isinstance(report, str) or not isinstance(start, int) or not isinstance(end, int):
            raise InputError(f"explorer: a selected text needs report, start and end, is {dict(event)!r}")
        for callback in self._on_text:
            callback(report, start, end)


def _read(row: Mapping[str, Any]) -> list[str]:
    """A row of the explorer's table as cells of HTML: a main line and what stands under it, then the words marked."""
    cells = [" · ".join(escape(said) for said in cell.values() if said) for cell in row["cells"]]
    before, words, after = (escape(one) for one in row["words"])
    return [*cells, f"{before}<mark>{words}</mark>{after}"]


def explore(story: Story | str | Path, *, selection: Selection | None = None) -> Explorer:
    """The story to filter and to read, or the story in that folder, with a bar while its ledger is built.

    ``selection`` is where to begin. Raises ``InputError`` when there is no story in the folder.
    """
    if isinstance(story, Story):
        return Explorer(story, selection=selection)
    bar = ipywidgets.IntProgress(value=0, min=0, max=5, description="Opening", layout={"width": "30em"})
    line = ipywidgets.HTML()
    box = ipywidgets.HBox([bar, line])
    display(box)  # type: ignore[no-untyped-call]  # IPython has no types for it

    def tell(words: str) -> None:
        bar.value = min(bar.max - 1, bar.value + 1)
        line.value = words.replace("&", "&amp;").replace("<", "&lt;")

    try:
        opened = open_story(story, progress=tell)
        tell("laying out")
        return Explorer(opened, selection=selection)
    finally:
        box.close()
