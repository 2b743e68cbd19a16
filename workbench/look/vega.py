"""Vega on this computer alone: the libraries as one script, and charts as SVG, both made by vl-convert.

What is here: the bundle that notebooks and briefings carry, kept in the user's cache folder because making it takes
seconds, and the drawing of a chart without a browser. Nothing is fetched. How a page embeds the bundle is in
``publish/briefing.py``, how a notebook does in ``notebook.py``.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from collections.abc import Mapping
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import vl_convert

from workbench.errors import InputError

#: The Vega-Lite that Altair 6 writes for.
VEGA_LITE = "6.4"


@lru_cache(maxsize=4)
def bundle(snippet: str | None = None) -> str:
    """Vega, Vega-Lite and vega-embed as one script that asks for nothing; it leaves ``vegaEmbed`` on the window.

    With a ``snippet`` (ES6 without imports) the script is that snippet bundled with what it uses. Made once, then read
    from the cache folder. Raises ``InputError`` when the libraries cannot be bundled.
    """
    path = cache_folder() / f"vega-{_key(snippet)}.js"
    kept = _read(path)
    if kept is not None:
        return kept
    try:
        made = (
            vl_convert.javascript_bundle(vl_version=VEGA_LITE)  # type: ignore[call-arg]  # the stub asks for a snippet
            if snippet is None
            else vl_convert.javascript_bundle(snippet, vl_version=VEGA_LITE)
        )
    except Exception as error:  # vl-convert raises plain exceptions of several kinds
        raise InputError(f"the Vega libraries cannot be bundled: vl-convert {_version()}: {error}") from error
    if "</script" in made.lower() or "<!--" in made:
        raise InputError("the Vega libraries cannot stand in a page: their script holds markup of HTML")
    _keep(path, made)
    return made


def svg(spec: Mapping[str, Any]) -> str:
    """A Vega-Lite specification drawn as SVG; all text in it is escaped."""
    return vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE)


def png(spec: Mapping[str, Any], *, scale: float = 2.0) -> bytes:
    """A Vega-Lite specification drawn as PNG, ``scale`` pixels for each of its own."""
    return vl_convert.vegalite_to_png(dict(spec), vl_version=VEGA_LITE, scale=scale)


def cache_folder() -> Path:
    """Where this user's programs keep what can be made again."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or str(Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = str(Path.home() / "Library" / "Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "story-workbench"


def _version() -> str:
    return version("vl-convert-python")


def _key(snippet: str | None) -> str:
    parts = (_version(), VEGA_LITE, snippet or "")
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def _read(path: Path) -> str | None:
    """The kept script, or nothing when there is none or it is not whole: its first line is the hash of the rest."""
    try:
        first, _, body = path.read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return None
    return body if first == _hash_line(body) else None


def _keep(path: Path, body: str) -> None:
    """Leaves the script in the cache, whole or not at all; where nothing can be written it stays in memory only."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".vega-")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
                file.write(f"{_hash_line(body)}\n{body}")
            os.replace(name, path)
        except OSError:
            os.unlink(name)
            raise


def _hash_line(body: str) -> str:
    return f"// sha256 {hashlib.sha256(body.encode('utf-8')).hexdigest()}"
