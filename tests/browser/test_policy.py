"""The briefing's policy by hashes, alone: with our escaping taken out nothing of a report runs or asks for anything.

Each page is opened twice: with its policy, and with the policy taken out as well, where the same markup does run; so a
browser that ran nothing for another reason would be noticed.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.browser.conftest import LocalPage
from tests.browser.test_briefing import hostile_story
from tests.frames import flood_story
from workbench.publish import briefing

#: What would run when it is loaded, when something is pointed at, and when it is clicked.
MARKUP = {
    "script": "<script>window.PWN=1</script>",
    "image": "<img src=x onerror=window.PWN=1>",
    "drawing": "<svg onload=window.PWN=1></svg>",
    "script of a drawing": "<svg><script>window.PWN=1</script></svg>",
    "script from data": "<script src='data:text/javascript,window.PWN=1'></script>",
    "module": "<script type=module>window.PWN=1</script>",
    "frame": "<iframe srcdoc='<script>parent.PWN=1</script>'></iframe>",
    "frame of a script": "<iframe src='javascript:parent.PWN=1'></iframe>",
    "details": "<details open ontoggle=window.PWN=1><summary>x</summary>y</details>",
    "pointer": "<p id=here onmouseover=window.PWN=1>here</p>",
    "link": "<a id=here href='javascript:void(window.PWN=1)'>here</a>",
    "form": "<form action='javascript:void(window.PWN=1)'><button id=here>here</button></form>",
    "style": "<style onload=window.PWN=1>p{color:red}</style>",
}
ASKS = (
    "<img src=https://tracker.invalid/a.png><link rel=stylesheet href=https://tracker.invalid/b.css>"
    "<style>@import 'https://tracker.invalid/c.css';</style><script src=https://tracker.invalid/d.js></script>"
    "<iframe src=https://tracker.invalid/e></iframe><object data=https://tracker.invalid/f></object>"
    "<video src=https://tracker.invalid/g></video><base href=https://tracker.invalid/>"
)
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture(scope="module")
def page() -> str:
    return briefing.compose(flood_story()).page


@pytest.fixture
def unescaped(monkeypatch: pytest.MonkeyPatch) -> str:
    """The briefing of a hostile story as a build would make it that escapes nothing, in words or in data."""
    real = briefing._environment

    def without_escaping():  # type: ignore[no-untyped-def]  # stands in for the function of this name
        environment = real()
        environment.autoescape = False
        return environment

    monkeypatch.setattr(briefing, "_environment", without_escaping)
    monkeypatch.setattr(briefing, "script_json", lambda value: json.dumps(value, ensure_ascii=False))
    return briefing.compose(hostile_story()).page


def with_markup(page: str, markup: str) -> str:
    """The page with foreign markup where its words begin."""
    assert page.count("<body>\n") == 1
    return page.replace("<body>\n", f"<body>\n{markup}\n")


def without_policy(page: str) -> str:
    bare, times = _POLICY.subn("", page)
    assert times == 1
    return bare


def ran(local: LocalPage, folder: Path, page: str) -> bool:
    """Whether the foreign markup ran: on load, under the pointer or when it was clicked."""
    path = folder / "page.html"
    path.write_text(page, encoding="utf-8")
    local.page.goto(path.as_uri())
    here = local.page.locator("#here")
    if here.count():
        here.hover()
        here.click(no_wait_after=True)
    for _ in range(20):
        if local.page.evaluate("window.PWN === 1"):
            return True
        local.page.wait_for_timeout(50)
    return False


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_markup_put_into_the_page_runs_only_where_the_policy_is_taken_out(
    local_page: LocalPage, tmp_path: Path, page: str, markup: str
) -> None:
    tampered = with_markup(page, markup)
    assert not ran(local_page, tmp_path, tampered)
    assert ran(local_page, tmp_path, without_policy(tampered))


def test_a_build_that_escapes_nothing_runs_nothing(local_page: LocalPage, tmp_path: Path, unescaped: str) -> None:
    assert "<img src=x onerror=window.PWN=1>" in unescaped
    assert not ran(local_page, tmp_path, unescaped)
    assert ran(local_page, tmp_path, without_policy(unescaped))


def test_markup_put_into_the_page_fetches_nothing(local_page: LocalPage, tmp_path: Path, page: str) -> None:
    tampered = with_markup(page, ASKS)
    ran(local_page, tmp_path, tampered)
    assert local_page.offsite == []
    ran(local_page, tmp_path, without_policy(tampered))
    assert len(local_page.offsite) > 5
