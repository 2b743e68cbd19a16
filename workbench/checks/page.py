"""The check as a page: one inert HTML file in the style of the briefing, without a script, that opens from disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from workbench.checks.checking import Check, not_independent
from workbench.checks.drawn import Drawn
from workbench.checks.log import entries_of, rating_of
from workbench.checks.query import query_to_outlet
from workbench.checks.saying import Saying
from workbench.look import wording
from workbench.look.html import Html
from workbench.look.worddiff import marked_words, word_diff
from workbench.publish import briefing
from workbench.publish.detail import WITHHELD
from workbench.publish.exports.leaving import dating

_TEMPLATES = Path(__file__).parent / "templates"


def check_page(check: Check, saying: Saying) -> str:
    """The page; the same check, log and level give the same page."""
    style = "".join(
        path.read_text(encoding="utf-8") for path in (briefing.TEMPLATES / "briefing.css", _TEMPLATES / "check.css")
    )
    label, rater = rating_of(check)
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    return environment.get_template("check.html.j2").render(
        check=check, say=saying, style=Html(style), policy=briefing.policy(style, ()), label=label, rater=rater,
        name=check.name, dating=dating, withheld=WITHHELD, listed=wording.listed,
        pairs=lambda drawn: list(_pairs(check, drawn, saying)), line=not_independent,
        query=saying.of(query_to_outlet(check)), entries=entries_of(check),
    )  # fmt: skip


def _pairs(check: Check, drawn: Drawn, saying: Saying) -> Iterator[tuple[Html, Html, str]]:
    """The sentences of the likely parent beside the checked one, marked word by word, and what differs by name."""
    for one in drawn.beside:
        before, after = word_diff(saying.quote(" ".join(one.words.split())), check.sentence)
        yield Html(marked_words(before)), Html(marked_words(after)), ", ".join(one.labels)
