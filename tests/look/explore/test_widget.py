"""The widget in Python alone: events in, values out, callbacks called, errors told and nothing lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.frames import flood_story, rows_of
from workbench import ledger
from workbench.errors import InputError
from workbench.look import vega
from workbench.look.explore import widget
from workbench.look.explore.view import view
from workbench.look.explore.widget import ASSETS, Explorer, explore
from workbench.look.panel import TALLEST
from workbench.look.selection import Selection

STORY = flood_story()


@pytest.fixture(autouse=True)
def _without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is not drawn here, so the chart library need not be made."""
    monkeypatch.setattr(vega, "bundle", lambda: "")


@pytest.fixture
def explorer() -> Explorer:
    return Explorer(STORY)


def hear(explorer: Explorer, **event: Any) -> None:
    explorer._hear(explorer, event, [])


def test_the_selection_can_be_read_set_and_begun_with(explorer: Explorer) -> None:
    hear(explorer, type="toggle", field="claimant", value="governor")
    assert explorer.selection == Selection(claimant="governor")
    explorer.selection = Selection(part="headline")
    assert explorer.head["sentence"] == "Figures in the headline."
    hear(explorer, type="undo")
    assert explorer.selection == Selection(claimant="governor")
    assert explore(STORY, selection=explorer.selection).head == explorer.head | {"undo": 0, "redo": 0}


def test_the_chart_is_told_as_columns_of_the_same_rows_and_only_when_it_changes(explorer: Explorer) -> None:
    whole = explorer.chart
    hear(explorer, type="sort", column="Held by")
    assert explorer.chart is whole
    hear(explorer, type="toggle", field="claimant", value="governor")
    drawn = json.loads(explorer.chart)["panels"]
    for told, panel in zip(drawn, view(explorer.index, explorer.state)["chart"]["panels"], strict=True):
        for name, rows in panel["data"].items():
            assert in_rows(told["data"][name]) == json.loads(json.dumps(rows))
    assert len(explorer.chart) < len(json.dumps(view(explorer.index, explorer.state)["chart"]))


def in_rows(told: Any) -> list[dict[str, Any]]:
    if isinstance(told, list):
        return told
    return [dict(zip(told, values, strict=True)) for values in zip(*told.values(), strict=True)]


def test_whoever_listens_hears_of_rows_and_of_selected_text(explorer: Explorer) -> None:
    heard: list[Any] = []
    explorer.on_row(heard.append)
    explorer.on_select_text(lambda *words: heard.append(words))
    first = rows_of(STORY, "estimates")[0]
    hear(explorer, type="mark", ids=[first["estimate_id"]])
    hear(explorer, type="text", report=first["report_id"], start=3, end=9)
    assert heard == [first["estimate_id"], (first["report_id"], 3, 9)]


def test_an_error_is_told_and_the_state_stays_until_the_next_answer(explorer: Explorer) -> None:
    hear(explorer, type="toggle", field="claimant", value="governor", asked=1)
    before = explorer.state
    hear(explorer, type="query", text="value>", asked=2)
    assert "character 7" in explorer.error
    assert explorer.answered == 2
    assert explorer.state == before
    hear(explorer, type="width", width=900, asked=3)
    assert "character 7" in explorer.error
    hear(explorer, type="query", text="dead", asked=4)
    assert explorer.error == ""


def test_what_nobody_foresaw_is_told_too(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise ZeroDivisionError("no such luck")

    monkeypatch.setattr(widget, "after", broken)
    hear(explorer, type="undo")
    assert explorer.error == "Something went wrong: ZeroDivisionError: no such luck"


def test_a_panel_that_comes_back_needs_no_new_specification(explorer: Explorer) -> None:
    sent = dict(explorer.specs)
    hear(explorer, type="toggle", field="claimant", value="governor")
    hear(explorer, type="undo")
    assert explorer.specs == sent
    hear(explorer, type="width", width=520)
    assert explorer.specs.keys().isdisjoint(sent)


def test_a_folder_is_opened_with_its_steps_on_a_bar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger.write(tmp_path / "ledger", STORY.tables, {"workbench": "0"})
    boxes: list[Any] = []
    monkeypatch.setattr(widget, "display", boxes.append)
    assert explore(tmp_path).head["counts"].startswith(f"{len(STORY.estimates)} of ")
    assert "laying out" in boxes[0].children[1].value
    with pytest.raises(InputError, match="no such file or folder"):
        explore(tmp_path / "nowhere")


def test_the_page_is_built_of_text_alone_and_asks_for_nothing() -> None:
    for path in ASSETS.glob("*.js"):
        code = path.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", code), path
        assert not re.search(r"\bfetch\(|XMLHttpRequest|import\(|https?://(?!www\.w3\.org/2000/svg)", code), path
    for path in ASSETS.glob("*.css"):
        assert not re.search(r"url\(|@import", path.read_text(encoding="utf-8")), path


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def test_the_charts_place_on_the_page_has_room_for_the_tallest_panel() -> None:
    css, script = ((ASSETS / name).read_text(encoding="utf-8") for name in ("explore.css", "chart.js"))
    around = int(re.findall(r"const AROUND = (\d+);", script)[0])
    assert re.findall(r"--tallest: (\d+)px", css) == [f"{TALLEST + around:.0f}"]
    rows = re.findall(r'"[a-z ]*centre[a-z ]*" ([^"]+)', css)
    assert len(rows) == 2  # with three columns, and with two
    assert all("var(--tallest) + var(--above)" in row for row in rows)


@pytest.mark.parametrize("at", [0, 1], ids=["light", "dark"])
def test_text_stands_out_from_what_is_under_it(at: int) -> None:
    css = (ASSETS / "theme.css").read_text(encoding="utf-8")
    found = {name: pair for name, *pair in re.findall(r"--([\w-]+):[^;]*?light-dark\((#\w{6}), (#\w{6})\)", css)}
    grounds = [("#ffffff", "#111111")[at], *(found[name][at] for name in ("paper", "pale", "lane"))]
    texts = ["ink", "muted", "accent", "source", "cue", "claim", *(f"claimant-{number}" for number in range(1, 9))]
    for ground in grounds:
        assert [name for name in texts if contrast(found[name][at], ground) < 4.5] == []
    pairs = [("ink", "mark"), ("ink", "wash"), ("ink", "mark-lit"), ("bad", "bad-wash"), ("on-accent", "accent")]
    assert [pair for pair in pairs if contrast(found[pair[0]][at], found[pair[1]][at]) < 4.5] == []
