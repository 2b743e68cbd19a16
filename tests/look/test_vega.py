"""The Vega bundle on this computer alone, and charts in a notebook with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import altair as alt
import pytest
import vl_convert

from tests.frames import flood_story
from workbench.errors import InputError
from workbench.look import notebook, vega
from workbench.look.charts import estimates_over_time


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setattr(vega, "cache_folder", lambda: tmp_path / "cache")
    vega.bundle.cache_clear()
    yield tmp_path / "cache"
    vega.bundle.cache_clear()


def test_the_bundle_can_stand_in_a_page_and_names_no_server() -> None:
    script = vega.bundle()
    assert "window.vegaEmbed=" in script
    assert "</script" not in script.lower()
    assert "<!--" not in script
    assert "\r" not in script


def test_the_bundle_is_made_once_and_read_afterwards(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def make(**_: str) -> str:
        made.append("x")
        return "var a = 1;"

    monkeypatch.setattr(vl_convert, "javascript_bundle", make)
    assert vega.bundle() == "var a = 1;"
    vega.bundle.cache_clear()
    assert vega.bundle() == "var a = 1;"
    assert made == ["x"]
    assert len(list(cache.iterdir())) == 1


def test_a_damaged_bundle_in_the_cache_is_made_again(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: "var a = 1;")
    vega.bundle()
    kept = next(cache.iterdir())
    kept.write_text(kept.read_text(encoding="utf-8") + "alert(1)", encoding="utf-8")
    vega.bundle.cache_clear()
    assert vega.bundle() == "var a = 1;"


def test_a_cache_that_cannot_be_written_is_passed_over_in_silence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setattr(vega, "cache_folder", lambda: tmp_path / "file" / "cache")
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: "var a = 1;")
    vega.bundle.cache_clear()
    assert vega.bundle() == "var a = 1;"
    vega.bundle.cache_clear()


def test_a_bundle_that_could_end_its_script_is_refused(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vl_convert, "javascript_bundle", lambda *_, **__: "'</SCRIPT>'")
    with pytest.raises(InputError, match="cannot stand in a page"):
        vega.bundle()


def test_a_notebook_shows_a_widget_without_a_network_and_an_svg_without_a_kernel() -> None:
    before = alt.renderers.active
    try:
        notebook.setup()
        chart = estimates_over_time(flood_story())
        bundle: Any = chart._repr_mimebundle_(None, None)
        shown = bundle[0] if isinstance(bundle, tuple) else bundle
        assert shown["image/svg+xml"].startswith("<svg")
        assert "People reported missing" in shown["text/plain"]
        if notebook.has_widget():
            assert "application/vnd.jupyter.widget-view+json" in shown
            source = alt.JupyterChart._esm
            assert 'import vegaEmbed from "http' not in str(source)
    finally:
        alt.renderers.enable(before)


def test_without_the_notebook_extra_a_chart_is_still_shown_as_svg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notebook, "has_widget", lambda: False)
    shown = notebook._render(estimates_over_time(flood_story()).to_dict(validate=False))
    assert set(shown) == {"image/svg+xml", "text/plain"}
