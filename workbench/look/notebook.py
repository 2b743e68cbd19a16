"""Charts in a notebook with the network off.

Altair's default renderer and its MIME renderer show nothing offline in JupyterLab, so ``setup`` installs one that shows
the widget with the libraries inside it, and an SVG where no kernel runs (a saved notebook, an export to HTML).
"""

from __future__ import annotations

import contextlib
from typing import Any

import altair as alt
import pandas as pd

from workbench.look import vega

RENDERER = "workbench"


def setup() -> None:
    """Makes every chart of this notebook show without a network and no cell of a table cut; silent when all is well.

    Without the notebook extra (anywidget) charts are still shown, as SVG that does not answer the pointer.
    """
    if has_widget():
        _make_widget_local()
    alt.renderers.register(RENDERER, _render)
    alt.renderers.enable(RENDERER)
    pd.set_option("display.max_colwidth", None)


def has_widget() -> bool:
    """True where Altair's chart widget can be used."""
    with contextlib.suppress(ImportError):
        import anywidget  # noqa: F401 - asked for only to see whether it is there

        return True
    return False


def _make_widget_local() -> None:
    """Gives Altair's chart widget a script that carries its libraries.

    The same as Altair's own ``enable_offline``, with the bundle read from the cache instead of made in every kernel. It
    sets two private names of Altair 6, which the bounds in pyproject.toml pin and a browser test watches.
    """
    from altair.jupyter.jupyter_chart import load_js_src

    lines = load_js_src().split("\n")
    while lines and (not lines[0].strip() or lines[0].startswith(("import", "//"))):
        lines.pop(0)
    alt.JupyterChart._esm = vega.bundle("\n".join(lines))
    alt.JupyterChart._is_offline = True


def _render(spec: dict[str, Any], **metadata: Any) -> Any:
    """One chart as widget, as SVG and as words, for the front end to take the first that it can show."""
    shown = {"image/svg+xml": vega.svg(spec), "text/plain": f"<chart: {words(spec)}>"}
    if not has_widget():
        return shown
    # The specification is handed to the widget as it is: making Altair's classes of it again takes seconds.
    options = {"renderer": "svg", "actions": False}
    widget = alt.JupyterChart(None, embed_options=options)  # type: ignore[arg-type]  # its trait allows none
    widget.spec = spec
    bundle, about = widget._repr_mimebundle_() or ({}, {})
    return {**shown, **bundle, "text/plain": shown["text/plain"]}, about


def words(spec: Any) -> str:
    """The titles within a specification, for a place that shows text alone."""
    titles = _titles(spec)
    return "; ".join(titles) if titles else "no panel"


def _titles(spec: Any) -> list[str]:
    found: list[str] = []
    if isinstance(spec, dict):
        title = spec.get("title")
        found += [title["text"]] if isinstance(title, dict) and isinstance(title.get("text"), str) else []
        for key in ("vconcat", "hconcat"):
            for view in spec.get(key, []):
                found += _titles(view)
    return found
