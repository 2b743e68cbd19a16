"""The notebooks as a web page without code, on this computer only, behind a token, with nothing asked of the network.

What is here: the options Voila is started with and its start. What its pages look like is in the templates in
``jupyter/voila``; where the notebooks are is in ``notebooks.py``; what a notebook shows is left to ``look``.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any
from urllib.parse import quote

from workbench.errors import InputError
from workbench.notebooks import WITH_CODE_ONLY, contents, find_notebooks, jupyter_environment, story_folder

LEAD = (
    "Each page below is one step of the argument and takes ten to fifteen minutes, each lesson half an hour. A page "
    "begins to work when you open it: the story is read and compared on this computer, with nothing asked of the "
    "network."
)
#: What a page may fetch: this server's own files and what stands in the page itself. Widgets are scripts made of text.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob: data:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)


def settings(
    notebooks: Path, *, token: str, story: Path | None = None, port: int = 8866, browser: bool = True
) -> dict[str, dict[str, Any]]:
    """The options Voila is started with, by section: loopback only, behind the token, our templates and no others.

    A reader of the page can neither choose another template nor fetch a file beside the notebooks.
    """
    listed = asdict(contents(notebooks, story=story, lead=LEAD, href=lambda file: f"/voila/render/{quote(file)}"))

    def with_our_list(page_config: dict[str, Any], **_: Any) -> dict[str, Any]:
        page_config["contents"] = listed
        page_config["withCodeOnly"] = WITH_CODE_ONLY
        return page_config

    return {
        "Voila": {
            "root_dir": str(notebooks),
            "ip": "127.0.0.1",
            "port": port,
            "token": token,
            "open_browser": browser,
            "tornado_settings": {"headers": {"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"}},
        },
        "VoilaConfiguration": {
            "template": "workbench",
            "classic_tree": True,
            "allow_template_override": "NO",
            "allow_theme_override": "NO",
            "file_allowlist": [],
            "page_config_hook": with_our_list,
        },
    }


def start_app(
    *,
    story: Path | None = None,
    notebooks: Path | None = None,
    port: int = 8866,
    browser: bool = True,
    more: Sequence[str] = (),
) -> int:
    """The exit status of Voila, which runs until it is stopped; its address, token and all, is said on stderr.

    The token is ``JUPYTER_TOKEN`` of the environment, else made anew. Raises ``InputError`` when ``story`` is no
    folder, when the notebooks are not found, or when Voila is not installed.
    """
    opened = story_folder(story)
    folder = find_notebooks(notebooks)
    os.environ.update(jupyter_environment(os.environ, story=opened))
    try:
        from traitlets.config import Config
        from voila.app import Voila
    except ImportError:
        raise InputError("Voila is not installed; install it with: pip install 'story-workbench[lab]'") from None
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_urlsafe(24)

    class WithToken(Voila):  # type: ignore[misc]  # Voila ships no types
        """Voila whose own address, the one it prints and opens, lets the analyst in."""

        @property
        def display_url(self) -> str:
            return f"{self._url(self.ip)}?token={token}"

        @property
        def connection_url(self) -> str:
            return f"{self._url(self.ip)}?token={token}"

    print("Stop the page with Ctrl-C.", file=sys.stderr)  # noqa: T201 - Voila says this only among its log lines
    given = settings(folder, token=token, story=opened, port=port, browser=browser)
    WithToken.launch_instance(list(more), config=Config(given))
    return 0
