"""The pages of a new story with their controls: name what is counted, keep or drop it, and write the story file.

What is here: controls and what they call. Everything shown comes from ``pages.py``, every change is a function of
``storydraft.py``, and reading and writing are those of ``begin.py``. All controls are the browser's own: a keyboard
reaches each of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as widgets

from workbench.begin import Beginning, begin, built, write
from workbench.errors import InputError
from workbench.look import charts, vega
from workbench.look.html import Html
from workbench.look.newstory import pages
from workbench.look.plainchart import unchecked
from workbench.look.still import Still
from workbench.storydraft import (
    Draft,
    PartyDraft,
    PlaceDraft,
    Proposal,
    in_background,
    kept,
    merged,
    with_heading,
    with_name,
    with_party,
    with_place,
)

STEPS = ("1. What was read", "2. What is counted", "3. Who and where", "4. Write the story file")
#: As wide as its place and no wider: the controls' own margin would push the right edge out of sight.
_WIDE = {"width": "100%", "max_width": "1180px", "margin": "0"}
_APART = "stays by itself"
_CARD = {**_WIDE, "border": "1px solid #999", "padding": "8px 12px", "margin": "0 0 10px 0"}


def new_story(folder: str | Path, *, model: str | None = None) -> NewStory:
    """Four pages to begin a story from a folder of reports, without code; shown where a cell ends with it.

    Raises ``InputError`` for a path without a report.
    """
    return NewStory(begin(folder, model=model), model=model)


class NewStory(Still, widgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """The four pages; ``draft`` holds what the analyst has chosen so far."""

    def __init__(self, beginning: Beginning, *, model: str | None = None) -> None:
        self.beginning = beginning
        self.draft: Draft = beginning.draft
        self._model = model
        self.steps = widgets.ToggleButtons(
            options=STEPS, value=STEPS[0], style={"button_width": "200px"}, layout=_WIDE, tooltips=STEPS
        )
        self.said = _html("")
        self.page = widgets.VBox(layout=_WIDE)
        self.steps.observe(lambda _: self.show(), "value")
        super().__init__([self.steps, self.said, self.page], layout=_WIDE)
        self.show()

    def show(self) -> None:
        """Shows the page of the chosen step as the draft now stands."""
        makers: dict[str, Callable[[], list[Any]]] = dict(
            zip(STEPS, (self._read, self._counted, self._cast, self._written), strict=True)
        )
        self.page.children = (*makers[self.steps.value](), *self._onward())

    def change(self, change: Callable[[Draft], Draft], *, again: bool = False) -> None:
        """Takes a change into the draft, or says why it cannot be; ``again`` makes the page anew."""
        try:
            self.draft = change(self.draft)
            self.said.value = ""
        except InputError as error:
            self.said.value = pages.refusal(str(error)).text
        if again:
            self.show()

    def _onward(self) -> list[Any]:
        at = STEPS.index(self.steps.value)
        if at + 1 == len(STEPS):
            return []
        button = widgets.Button(description=f"Next: {STEPS[at + 1]}", layout={"width": "260px"})
        button.on_click(lambda _: setattr(self.steps, "value", STEPS[at + 1]))
        return [button]

    # The pages.

    def _read(self) -> list[Any]:
        return [_html(pages.read_page(self.beginning))]

    def _counted(self) -> list[Any]:
        said = _html(pages.counted_page(self.draft))
        shown = [one for one in self.draft.proposals if one.kept]
        rest = [one for one in self.draft.proposals if not one.kept]
        note = _html(
            "<p>Each box is one thing that is counted. Give it the name you would put over a chart, drop what you do "
            "not follow, and put together what is one question.</p>"
        )
        cards = [self._card(one, said) for one in shown]
        if not rest:
            return [note, said, *cards]
        more = widgets.ToggleButton(
            value=False, description=f"Show {len(rest)} more, told once or dropped", layout={"width": "320px"}
        )
        box = widgets.VBox(layout=_WIDE)

        def unfold(_: Any) -> None:
            box.children = tuple(self._card(one, said) for one in rest) if more.value else ()

        more.observe(unfold, "value")
        return [note, said, *cards, more, box]

    def _card(self, one: Proposal, said: Any) -> Any:
        """The controls of one estimand, over its figures and sentences."""
        estimand = one.estimand.id
        name = _text("Name", one.estimand.name, width="520px")
        keep = widgets.Checkbox(value=one.kept, description="keep", indent=False, layout={"width": "80px"})
        behind = widgets.Checkbox(
            value=one.estimand.background, description="background (listed, not charted)", indent=False,
            layout={"width": "250px"},
        )  # fmt: skip
        others = [(_APART, "")] + [
            (each.estimand.name, each.estimand.id)
            for each in self.draft.proposals
            if each.estimand.id != estimand and each.kept and _measured_alike(each, one)
        ]
        into = widgets.Dropdown(
            options=others, value="", description="Count with", layout={"width": "520px"}, style=_LABEL
        )

        def changed(change: Callable[[Draft], Draft]) -> None:
            self.change(change)
            said.value = pages.counted_page(self.draft).text

        name.observe(lambda event: changed(lambda draft: with_name(draft, estimand, event["new"])), "value")
        keep.observe(lambda event: changed(lambda draft: kept(draft, estimand, keep=event["new"])), "value")
        behind.observe(
            lambda event: changed(lambda draft: in_background(draft, estimand, background=event["new"])), "value"
        )
        into.observe(
            lambda event: self.change(lambda draft: merged(draft, estimand, event["new"]), again=True), "value"
        )
        return widgets.VBox(
            [
                widgets.HBox([name, keep, behind], layout={"flex_flow": "row wrap"}),
                _html(pages.figures_of(one)),
                _html(pages.examples_of(one)),
                into,
            ],
            layout=_CARD,
        )

    def _cast(self) -> list[Any]:
        note = _html(
            "<p>Other names stand apart by semicolons. <b>Within</b> is the larger one it belongs to or lies in. "
            "An empty name drops the line.</p>"
        )
        parties = [self._line(one.party.id, one, with_party) for one in self.draft.parties]
        places = [self._line(one.place.id, one, with_place) for one in self.draft.places]
        heading = '<h3 style="margin:10px 0 4px 0">{}</h3>'
        return [note, _html(heading.format("Parties")), *parties, _html(heading.format("Places")), *places]

    def _line(self, key: str, one: PartyDraft | PlaceDraft, change: Callable[..., Draft]) -> Any:
        """The controls of one party or place on one line."""
        value = one.party if isinstance(one, PartyDraft) else one.place
        name = _text("Name", value.name, width="310px")
        aliases = _text("Other names", "; ".join(value.aliases), width="440px")
        within = _text("Within", value.within, width="290px")

        def changed(_: Any) -> None:
            names = re.split(r"\s*;\s*", aliases.value)
            self.change(lambda draft: change(draft, key, name=name.value, aliases=names, within=within.value))

        for control in (name, aliases, within):
            control.observe(changed, "value")
        return widgets.HBox([name, aliases, within], layout={"flex_flow": "row wrap", **_WIDE})

    def _written(self) -> list[Any]:
        title = _text("Title", self.draft.title, width="900px")
        question = _text("Question", self.draft.question, width="900px")
        shown = _html(pages.file_page(self.draft))

        def changed(_: Any) -> None:
            self.draft = with_heading(self.draft, title=title.value, question=question.value)
            shown.value = pages.file_page(self.draft).text

        title.observe(changed, "value")
        question.observe(changed, "value")
        button = widgets.Button(description="Write story.toml", button_style="primary", layout={"width": "260px"})
        sure = widgets.Button(
            description="Yes, write in its place", button_style="warning", layout={"width": "260px", "display": "none"}
        )
        done, drawn = _html(""), _html("")
        button.on_click(lambda _: self._write(done, drawn, sure, over=False))
        sure.on_click(lambda _: self._write(done, drawn, sure, over=True))
        return [title, question, shown, widgets.HBox([button, sure]), done, drawn]

    def _write(self, done: Any, drawn: Any, sure: Any, *, over: bool) -> None:
        drawn.value = ""
        if self.beginning.out.exists() and not over:
            done.value = pages.refusal(
                f"{self.beginning.out} is there already. Write in its place? It is kept under another name."
            ).text
            sure.layout.display = ""
            return
        sure.layout.display = "none"
        done.value = "<p>Writing, and counting anew…</p>"
        try:
            before = write(self.beginning, self.draft, over=over)
            story = built(self.beginning, model=self._model)
        except (InputError, OSError) as error:
            done.value = pages.refusal(str(error)).text
            return
        done.value = pages.written_page(self.beginning, story, str(before) if before else None).text
        drawn.value = vega.svg(unchecked(charts.estimates_over_time(story, width=820)))


_LABEL = {"description_width": "90px"}


def _html(shown: Html | str) -> Any:
    return widgets.HTML(str(shown), layout=_WIDE)


def _text(label: str, value: str, width: str) -> Any:
    return widgets.Text(value=value, description=label, layout={"width": width}, style=_LABEL, continuous_update=False)


def _measured_alike(one: Proposal, other: Proposal) -> bool:
    return (one.estimand.unit, one.estimand.per) == (other.estimand.unit, other.estimand.per)
