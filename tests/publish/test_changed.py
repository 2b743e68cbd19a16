"""What changed since an older issue: told from that issue's file, which must verify and is never trusted further."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.compared import compared_story
from tests.frames import flood_story, rows_of, with_rows
from tests.publish.test_briefing import HOSTILE, Page
from tests.publish.test_words import HEAD, JUDGMENT
from workbench.compare.vintage import known_by
from workbench.errors import InputError
from workbench.look.selection import Selection
from workbench.publish import issue, markup, seal
from workbench.publish.briefing import compose, script_json, write_briefing
from workbench.publish.verify import verify_page
from workbench.story import Story

BOTTOM = "## Bottom line\n\nIt rose, and few have counted.\n\n"


def page_after(old: Path, story: Story, **more: Any) -> str:
    return compose(story, after=old, **more).page


def changed_in(page: str) -> str:
    """The words of the section that says what changed."""
    return Page(page[page.index('id="changed"') : page.index("</section>", page.index('id="changed"'))]).text


def written(story: Story, folder: Path, **more: Any) -> Path:
    return write_briefing(story, folder / "old.html", **more)


@pytest.fixture(scope="module")
def first_issue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first issue of the flood as it comes, to compare with: nobody writes to it."""
    return written(flood_story(), tmp_path_factory.mktemp("first"))


def corrected(story: Story, row: str, **more: Any) -> Story:
    """The story with a line of a person on an estimate."""
    line = {
        "correction_id": "k-1", "act": "edit", "at": "2031-05-08T10:00:00Z", "who": "R. Ostrava", "table": "estimates",
        "row": row, "row_now": row, "state": "in force", "reason": "it counts the missing", "field": "estimand",
        "old": "dead", "new": "missing", **more,
    }  # fmt: skip
    return with_rows(story, "corrections", [line])


def with_estimate(story: Story, row: str, **values: Any) -> Story:
    values |= {"why_not": "not asked for"} if values.get("charted") is False else {}
    rows = [one | values if one["estimate_id"] == row else one for one in rows_of(story, "estimates")]
    return with_rows(story, "estimates", rows)


def with_block(page: str, told: str) -> str:
    """The page with another text for the next issue, sealed anew by somebody who knows how."""
    page = re.sub(r'(id="issue">).*?(</script>)', lambda match: match[1] + told + match[2], page, flags=re.S)
    seals = r'(<script type="application/json" id="seal">).*?(</script>)'
    return seal.sealed(re.sub(seals, lambda match: match[1] + seal.empty_seal() + match[2], page, flags=re.S))


def resealed(page: str, change: Callable[[dict[str, Any]], Any]) -> str:
    """The page with what it tells the next issue changed, and sealed anew."""
    data = json.loads(markup.read(page).blocks["issue"])
    change(data)
    return with_block(page, script_json(data))


def version_in(page: str) -> str:
    """What the head says of the version."""
    at = page.index("<dt>Version</dt>") + len("<dt>Version</dt>")
    return Page(page[at : page.index("</dd>", at)]).text.strip()


def test_a_version_is_counted_from_the_issues_that_each_file_lists(first_issue: Path, tmp_path: Path) -> None:
    story = flood_story()
    first = first_issue.read_text(encoding="utf-8")
    assert version_in(first) == "1 of 1 the first issue; a later one is not known here"
    second = page_after(first_issue, story)
    (tmp_path / "two.html").write_text(second, encoding="utf-8")
    third = page_after(tmp_path / "two.html", story)
    assert version_in(second) == "2 of 2 1 earlier issue in this file’s own list; a later one is not known here"
    assert version_in(third) == "3 of 3 2 earlier issues in this file’s own list; a later one is not known here"
    seals = [json.loads(markup.read(page).blocks["seal"])["file"][:12] for page in (first, second)]
    named = Page(third[third.index("Issues before this one") : third.index("</li>", third.index("Issues before"))]).text
    assert [one in named for one in seals] == [True, True]
    assert named.index(seals[0]) < named.index(seals[1])
    assert verify_page(third).is_good


def test_a_number_of_the_authors_that_no_file_bears_out_is_called_theirs(tmp_path: Path) -> None:
    (tmp_path / "briefing.md").write_text(HEAD + BOTTOM + JUDGMENT, encoding="utf-8")
    story = replace(flood_story(), folder=tmp_path)
    alone = compose(story)
    assert version_in(alone.page).startswith("3 by the authors’ count no file of an earlier issue was at hand")
    old = tmp_path / "old.html"
    old.write_text(alone.page, encoding="utf-8")
    assert "the authors number it 3" in version_in(page_after(old, story))
    assert version_in(compose(flood_story(), since="2031-05-02").page).startswith("not counted")


def test_an_issue_of_before_the_list_is_refused_by_its_schema(first_issue: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    first = first_issue.read_text(encoding="utf-8")
    old.write_text(resealed(first, lambda data: data.update(schema=1)), encoding="utf-8")
    with pytest.raises(InputError, match="does not list the issues before it"):
        page_after(old, flood_story())


def test_the_figures_of_new_reports_are_listed_by_what_they_are(tmp_path: Path) -> None:
    old = written(known_by(flood_story(), "2031-05-02"), tmp_path)
    story = with_estimate(with_estimate(flood_story(), "e-05", news="revision"), "e-07", news="new")
    page = page_after(old, story)
    said = changed_in(page)
    assert "Since an earlier issue, cut-off 2 May 2031 (seal " in said
    assert "4 reports came out." in said
    assert "New: 1 figure" in said
    assert "Revised: 1 figure 23 People confirmed dead in the Velna valley; Interior Ministry" in said
    assert verify_page(page).is_good


def test_where_nothing_changed_the_page_says_so(first_issue: Path) -> None:
    said = changed_in(page_after(first_issue, flood_story()))
    assert "0 reports came out. Nothing changed." in said


def test_a_figure_that_a_person_changed_is_corrected_by_us_with_what_it_was(first_issue: Path) -> None:
    now = corrected(with_estimate(flood_story(), "e-05", estimand="missing"), "e-05")
    said = changed_in(page_after(first_issue, now))
    assert "Corrected by us: 1 figure" in said
    assert "was: People confirmed dead in the Velna valley" in said
    assert "by R. Ostrava, 8 May 2031: it counts the missing" in said
    assert "Read otherwise" not in said


def test_a_figure_that_was_undone_since_is_corrected_by_us_too(tmp_path: Path) -> None:
    old = written(with_estimate(flood_story(), "e-05", estimand="missing"), tmp_path)
    said = changed_in(page_after(old, corrected(flood_story(), "e-05", state="undone")))
    assert "was: People reported missing" in said
    assert "since undone" in said


def test_a_figure_that_a_person_struck_is_named_with_its_reason(first_issue: Path) -> None:
    now = corrected(with_estimate(flood_story(), "e-05", charted=False), "e-05", act="reject", reason="no toll")
    said = changed_in(page_after(first_issue, now))
    assert "no figure any more was: 23, People confirmed dead in the Velna valley" in said
    assert "no toll" in said
    assert "No longer given" not in said


def test_what_no_person_changed_is_read_otherwise_or_no_longer_given(first_issue: Path) -> None:
    other = changed_in(page_after(first_issue, with_estimate(flood_story(), "e-05", estimand="missing")))
    gone = changed_in(page_after(first_issue, with_estimate(flood_story(), "e-05", charted=False)))
    assert "Read otherwise: 1 figure" in other
    assert "No longer given: 1 figure" in gone
    assert "Corrected by us" not in other + gone


def test_other_counts_behind_the_same_figure_are_listed(tmp_path: Path) -> None:
    story = compared_story()
    old = written(story, tmp_path)
    rows = [one | {"ultimate_sources": ["interior", "relief"]} for one in rows_of(story, "corroboration")]
    said = changed_in(page_after(old, with_rows(story, "corroboration", rows)))
    assert "Counts changed: 1 figure" in said
    assert "was: 2 reports / 1 origin / 1 source" in said
    assert "now: 2 reports / 1 origin / 2 sources" in said


def test_discrepancies_that_came_were_settled_or_opened_again_are_listed(tmp_path: Path) -> None:
    story = compared_story()
    rows = rows_of(story, "discrepancies")
    old = written(with_rows(story, "discrepancies", [one for one in rows if one["discrepancy_id"] != "d-4"]), tmp_path)
    turned: dict[Any, dict[str, Any]] = {
        "d-1": {"state": "explained", "reason": "a later count"},
        "d-3": {"state": "open", "reason": None},
    }
    now = [one | turned.get(one["discrepancy_id"], {}) for one in rows if one["discrepancy_id"] != "d-5"]
    said = changed_in(page_after(old, with_rows(story, "discrepancies", now)))
    assert "Discrepancies new: 1 discrepancy Both cannot be right." in said
    assert (
        "Discrepancies settled: 1 discrepancy Another number. was: open number; high; explained; a later count" in said
    )
    assert "Discrepancies opened again: 1 discrepancy A hedge is gone. was: dismissed" in said
    assert "Discrepancies gone: 1 discrepancy" in said


def test_judgments_that_were_reworded_are_shown_with_their_old_words(tmp_path: Path) -> None:
    (tmp_path / "briefing.md").write_text(HEAD + BOTTOM + JUDGMENT, encoding="utf-8")
    story = replace(flood_story(), folder=tmp_path)
    old = written(story, tmp_path)
    again = JUDGMENT.replace("Likelihood: likely", "Likelihood: very likely").replace("will likely", "will very likely")
    more = again + again.replace("## Judgments\n", "").replace("### 1", "### 2").replace("The toll", "The damage")
    (tmp_path / "briefing.md").write_text(HEAD.replace("issue: 3", "issue: 4") + BOTTOM + more, encoding="utf-8")
    page = page_after(old, story)
    said = changed_in(page)
    assert "Since issue 3, cut-off 7 May 2031" in said
    assert "Judgments reworded: 2 judgments The toll will very likely rise. was: The toll will likely rise." in said
    assert "very likely was: likely judgment 1; Likelihood" in said
    assert "Judgments added: 1 judgment The damage will very likely rise." in said
    assert all(f'id="judgment-{number}"' in page for number in (1, 2))


def test_judgments_are_not_called_new_where_the_older_issue_left_the_words_out(tmp_path: Path) -> None:
    (tmp_path / "briefing.md").write_text(HEAD + BOTTOM + JUDGMENT, encoding="utf-8")
    story = replace(flood_story(), folder=tmp_path)
    said = changed_in(page_after(written(story, tmp_path, known_by="2031-05-05"), story))
    assert "left the analyst’s words out, so judgments are not compared" in said
    assert "Judgments added" not in said


def test_words_that_the_older_file_let_out_do_not_leave_with_a_stricter_one(tmp_path: Path) -> None:
    story = compared_story()
    rows = rows_of(story, "discrepancies")
    quoted = [one | {"reading": "It says “up from 14 two days before”."} for one in rows]
    old = written(with_rows(with_estimate(story, "e-05", noun="souls"), "discrepancies", quoted), tmp_path)
    now = with_rows(with_estimate(story, "e-05", charted=False), "discrepancies", [])
    page = page_after(old, now, detail="none")
    assert "Discrepancies gone" in changed_in(page)
    assert "up from 14 two days before" not in page
    assert "It says “[…]”." in changed_in(page)


# --- an older file that cannot be used --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "cause"),
    [
        (lambda page: "<p>hello</p>", "holds no evidence or no seal"),
        (lambda page: page.replace('"best":23.0', '"best":32.0', 1), "does not verify"),
        (lambda page: page.replace('data-label="Stated">23<', 'data-label="Stated">32<', 1), "does not verify"),
        (lambda page: page.replace('"cut_off":"2031-05-07"', '"cut_off":"2031-05-01"'), "verify: what it tells"),
        (lambda page: re.sub(r"<script type=\"application/json\" id=\"issue\">.*?</script>", "", page, flags=re.S),
         "does not verify"),
        (lambda page: resealed(page, lambda data: data.update(schema=99)), "newer than this workbench"),
        (lambda page: resealed(page, lambda data: data.update(reports=None)), "cannot be read as a briefing"),
        (lambda page: resealed(page, lambda data: data.update(reports=[{"a": 1}])), "a text was expected, not dict"),
        (lambda page: resealed(page, lambda data: data.update(cut_off="soon")), "cannot be read as a briefing"),
        (lambda page: resealed(page, lambda data: data.update(cut_off="2099-01-01")), "is not older: its cut-off"),
        (lambda page: resealed(page, lambda data: data.update(reports=["r-1"])), "shares no report with this story"),
        (lambda page: resealed(page, lambda data: data.update(figures=float("nan"))), "cannot be read as a briefing"),
        (lambda page: resealed(page, lambda data: data["counts"].popitem()), "are not those that it tells"),
        (lambda page: resealed(page, lambda data: data.update(judgments=[[1, {"Statement": ["x"]}]])), "a text was"),
    ],
)  # fmt: skip
def test_an_older_file_that_does_not_verify_or_is_none_is_refused_by_its_cause(
    first_issue: Path, tmp_path: Path, change: Callable[[str], str], cause: str
) -> None:
    whole = first_issue.read_text(encoding="utf-8")
    old = tmp_path / "old.html"
    old.write_text(change(whole), encoding="utf-8")
    assert old.read_text(encoding="utf-8") != whole
    with pytest.raises(InputError, match=re.escape(cause)):
        page_after(old, flood_story())


def test_an_older_file_that_is_missing_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "old.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read as a briefing"):
        page_after(tmp_path / "old.html", flood_story())
    with pytest.raises(InputError, match="cannot be read as a briefing"):
        page_after(tmp_path / "none.html", flood_story())


def test_json_that_is_too_deep_is_refused_like_any_other(first_issue: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    deep = '{"schema": 1, "counts": ' + "[" * 200_000 + "]" * 200_000 + "}"
    old.write_text(with_block(first_issue.read_text(encoding="utf-8"), deep), encoding="utf-8")
    assert verify_page(old.read_text(encoding="utf-8")).is_good
    with pytest.raises(InputError, match="cannot be read as a briefing"):
        page_after(old, flood_story())


def test_an_older_issue_of_a_selection_is_not_compared_with_the_whole_story(tmp_path: Path) -> None:
    old = written(flood_story(), tmp_path, selection=Selection(claimant="governor"))
    with pytest.raises(InputError, match="is of other figures"):
        page_after(old, flood_story())


def test_the_last_issue_is_named_once(first_issue: Path) -> None:
    with pytest.raises(InputError, match="give one of them"):
        compose(flood_story(), after=first_issue, since="2031-05-02")


def test_whatever_a_sealed_older_file_says_is_text_in_the_new_one(tmp_path: Path) -> None:
    payload = " ".join(HOSTILE)

    def plant(data: dict[str, Any]) -> None:
        data["issue"] = payload
        data["judgments"] = [[1, {"Statement": payload, payload: payload}]]
        data["discrepancies"] = [["d-x", payload, payload, "open", payload]]
        data["counts"] = {key: [payload, payload] for key in data["counts"]}

    (tmp_path / "briefing.md").write_text(HEAD + BOTTOM + JUDGMENT, encoding="utf-8")
    story = replace(flood_story(), folder=tmp_path)
    plain = compose(story)
    old = tmp_path / "old.html"
    old.write_text(resealed(plain.page, plant), encoding="utf-8")
    page = page_after(old, story)
    seen, was = Page(page), Page(plain.page)
    assert " ".join(payload.split()) in seen.text
    kinds = ("script", "style", "img", "iframe", "svg")
    assert [tag for tag, _ in seen.tags if tag in kinds] == [tag for tag, _ in was.tags if tag in kinds]
    assert not [name for _, attrs in seen.tags for name in attrs if name.startswith("on")]
    assert verify_page(page).is_good


def test_what_an_issue_tells_the_next_comes_back_as_it_was_written(tmp_path: Path) -> None:
    story = compared_story()
    found = issue.read_issue(written(story, tmp_path))
    assert found.reports == frozenset(story.reports["report_id"])
    assert dict(found.differences) == issue.differences_of(story)
    assert found.every_figure
    assert found.every_difference
