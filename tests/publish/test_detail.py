"""How much of the reports' words a briefing lets out at each level."""

from __future__ import annotations

import html
import re
from typing import get_args

import pytest

from tests.compared import compared_story
from tests.frames import rows_of, with_rows
from workbench.errors import InputError
from workbench.publish import detail
from workbench.publish.briefing import compose
from workbench.publish.detail import BLOCK, QUOTATION
from workbench.story import Story


def page_at(level: detail.Detail) -> str:
    return compose(compared_story(), detail=level).page


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", html.unescape(text).casefold())


def runs(page: str, *, of: int) -> set[str]:
    """The runs of so many words of a report's text, its title left out, that stand in the page."""
    flat = f" {' '.join(words(page))} "
    found = set()
    for row in rows_of(compared_story(), "reports"):
        own = words(row["text"].removeprefix(row.get("title") or ""))
        titles = f" {' '.join(words(row.get('title') or ''))} "
        for at in range(len(own) - of + 1):
            run = f" {' '.join(own[at : at + of])} "
            if run in flat and run not in titles:
                found.add(run.strip())
    return found


def test_at_none_no_run_of_a_report_leaves_but_titles_and_names() -> None:
    names = {" ".join(words(row["name"])) for row in rows_of(compared_story(), "entities")}
    assert {run for run in runs(page_at("none"), of=5) if not any(run in name for name in names)} == set()


def test_at_full_the_texts_are_whole() -> None:
    whole = page_at("full")
    assert len(runs(whole, of=5)) > 40
    assert detail.WITHHELD not in re.sub(r"<script.*?</script>", "", whole, flags=re.S)


def test_a_snippet_has_the_sentences_of_the_figures_and_leaves_the_rest_out() -> None:
    page = page_at("snippet")
    assert "the interior ministry said on friday that at least 14 people had died" in " ".join(words(page))
    assert "the bridge on route 9 was closed" not in " ".join(words(page))
    assert detail.WITHHELD in page


def test_no_block_is_ever_shown() -> None:
    for level in get_args(detail.Detail):
        page = page_at(level)
        assert BLOCK not in re.sub(r"<script>.*?</script>", "", page, flags=re.S)


def test_a_long_sentence_is_cut_around_its_figure() -> None:
    before, after = "old " * 60, "new " * 60
    text = f"{before}about 900 barns {after}".strip()
    start = text.index("about 900")
    left, right = detail._around(text, (0, len(text)), (start, start + len("about 900")))
    quoted = text[left:right]
    assert len(quoted.split()) == QUOTATION
    assert "about 900 barns" in quoted


@pytest.mark.parametrize(
    ("sentence", "most", "cut"),
    [
        ("“three whole words” became “two words”.", 2, f"“three whole {BLOCK * 5}” became “two words”."),
        ("“five whole words” is gone.", 0, f"“{BLOCK * 4} {BLOCK * 5} {BLOCK * 5}” is gone."),
        ("no quotation here", 0, "no quotation here"),
    ],
)  # fmt: skip
def test_quotations_within_a_sentence_of_ours_are_cut(sentence: str, most: int, cut: str) -> None:
    assert detail.cut_quotes(sentence, most) == cut


def test_another_level_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match="detail must be one of full, snippet, none, is 'some'"):
        compose(compared_story(), detail="some")  # type: ignore[arg-type]  # on purpose


QUOTING = "She told me: Governor Ilse Marrow put the dead at between 25 and 30."


def judged_story() -> Story:
    """The flood with what persons wrote of it, a report's sentence in each of their remarks."""
    story = compared_story()
    report = next(row for row in rows_of(story, "reports") if "Ilse Marrow" in row["text"])
    start = report["text"].index("Governor Ilse")
    place = {"text_sha256": report["text_sha256"], "report_id": report["report_id"], "file": report["file"],
             "start": start, "end": start + 54, "quotation": report["text"][start : start + 54],
             "before": report["text"][start - 20 : start], "after": None}  # fmt: skip
    base = {"correction_id": "x-1", "act": "edit", "at": "2031-05-08T12:00:00Z", "who": "Marta", "table": "estimates",
            "row": "e-08", "field": "population", "old": "people in the valley", "new": QUOTING, "reason": QUOTING,
            "anchor": {"places": [place], "entities": [], "span": place}, "state": "in force", "row_now": "e-08",
            "was": QUOTING}  # fmt: skip
    added = base | {"correction_id": "x-2", "act": "add", "field": None, "old": None,
                    "new": '{"population": "people in the valley", "noun": "people"}'}  # fmt: skip
    story = with_rows(story, "corrections", [base, added, base | {"act": "accept", "new": QUOTING}])
    who = {"who": "Marta", "at": "2031-05-08T12:00:00Z"}
    opinion = {"table": "estimates", "row": "e-08", "opinion": "disagree", "explanation": QUOTING, **who}
    grade = {"outlet": "Harbour Times", "grade": "B", "reason": QUOTING, **who}
    return with_rows(with_rows(story, "opinions", [opinion]), "sources", [grade])


def written(story: Story, level: detail.Detail) -> str:
    """All that the tables of what persons wrote hold at a level."""
    shown = detail.withheld(story, {}, level).story
    return " ".join(str(rows_of(shown, name)) for name in ("corrections", "opinions", "sources"))


def test_what_persons_wrote_keeps_its_own_words_and_loses_those_of_a_report() -> None:
    bare = written(judged_story(), "none")
    assert "She told me:" in bare
    for words in ("Ilse Marrow put", "between 25", "in the valley", "counted 23"):
        assert words not in bare
    assert "Marrow put the dead at between 25 and 30" in written(judged_story(), "full")


def test_a_short_quotation_in_a_remark_stays_at_the_level_snippet() -> None:
    quoted = written(judged_story(), "snippet")
    assert "Governor Ilse Marrow put the dead at between 25 and 30." in quoted
    assert "'before': '" not in quoted
