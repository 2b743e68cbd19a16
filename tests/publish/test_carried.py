"""Files for other programs inside a briefing: the same as an export, held against the evidence, and never too large."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.compared import compared_story
from tests.frames import rows_of, with_rows
from tests.publish.exports.remarked import AT, DISSENT, NOTE, figure_of, remarked_story
from tests.publish.test_annexes import judged
from workbench.look import vega
from workbench.publish import carried, seal
from workbench.publish.briefing import compose
from workbench.publish.exports.writing import Format, export
from workbench.publish.verify import verify_page


@pytest.fixture(scope="module", autouse=True)
def no_pictures() -> Iterator[None]:
    """The pages here are made without their still pictures, which say nothing of what is carried."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(vega, "svg", lambda spec: "<svg></svg>")
        patch.setattr(vega, "bundle", lambda: "window.vegaEmbed = null;")
        yield


@pytest.fixture(scope="module")
def page() -> str:
    """The page of the judged flood, which the tests here only read."""
    return compose(judged()).page


def block(page: str, name: str) -> Any:
    found = seal.block(page, name)
    return None if found is None else json.loads(found)


@pytest.mark.parametrize("name", ["claimreview", "stix"])
@pytest.mark.parametrize("detail", ["full", "snippet", "none"])
def test_a_page_carries_what_an_export_writes(name: Format, detail: Any, tmp_path: Path) -> None:
    exported = export(judged(), to=name, path=tmp_path / "out.json", detail=detail)
    page = compose(judged(), detail=detail).page
    assert block(page, name) == json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert exported.holds in page
    assert all(one.replace("'", "&#39;") in page for one in exported.left_out[-2:])


def test_a_page_at_no_detail_carries_no_word_of_a_report() -> None:
    notes = [one for one in block(compose(judged(), detail="none").page, "stix")["objects"] if one["type"] == "note"]
    sentences = {line for one in notes for line in one["content"].split("\n") if line.startswith("sentence: ")}
    assert sentences == {"sentence: […]"}


def test_more_figures_than_a_page_should_carry_are_left_to_the_export(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(carried, "MOST_FIGURES", 3)
    page = compose(compared_story()).page
    assert (block(page, "claimreview"), block(page, "stix")) == (None, None)
    assert page.count("not made for more than 3 figures, or the page would grow too large; “workbench export” is") == 2
    assert verify_page(page).is_good


def resealed(page: str, name: str, data: Any) -> str:
    from tests.publish.test_verify import resealed as sealed_anew
    from tests.publish.test_verify import with_block

    return sealed_anew(with_block(page, name, data))


def test_a_figure_slipped_into_the_bundle_or_taken_out_of_it_is_found_under_a_new_seal(page: str) -> None:
    bundle = block(page, "stix")
    note = next(one for one in bundle["objects"] if one.get("labels") == ["figure"])
    slipped = {**bundle, "objects": [*bundle["objects"], {**note, "id": "note--90"}]}
    taken = {**bundle, "objects": [one for one in bundle["objects"] if one is not note]}
    assert "is a figure without evidence" in verify_page(resealed(page, "stix", slipped)).faults[0].reason
    assert "there is no note of it" in verify_page(resealed(page, "stix", taken)).faults[0].reason


def test_an_object_put_in_twice_and_words_put_behind_a_claim_are_found_under_a_new_seal(page: str) -> None:
    bundle, claims = block(page, "stix"), block(page, "claimreview")
    note = next(one for one in bundle["objects"] if one.get("labels") == ["figure"])
    twice = {**bundle, "objects": [{**note, "abstract": "900 people were killed"}, *bundle["objects"]]}
    assert "stands in it twice" in verify_page(resealed(page, "stix", twice)).faults[0].reason
    next(one for one in claims["@graph"] if one["@type"] == "Claim")["description"] += " | In truth 900 were killed."
    assert "what the evidence does not" in verify_page(resealed(page, "claimreview", claims)).faults[0].reason


def test_a_block_nested_without_end_is_a_fault_and_no_crash(page: str) -> None:
    assert verify_page(page.replace('id="stix">{', 'id="stix">' + "[" * 100_000 + "{", 1)).faults


def test_a_claim_laid_in_another_mouth_is_found_under_a_new_seal(page: str) -> None:
    claims = block(page, "claimreview")
    claim = next(one for one in claims["@graph"] if "held by Interior Ministry" in one["description"])
    worded = dict(claim)
    claim["author"] = [{"@type": "Person", "name": "the Mayor"}]
    faults = verify_page(resealed(page, "claimreview", claims)).faults
    assert [one.reason.endswith("is laid in another mouth than the evidence says") for one in faults] == [True]
    claim |= worded | {"description": worded["description"].replace("held by Interior Ministry", "held by the Mayor")}
    faults = verify_page(resealed(page, "claimreview", claims)).faults
    assert any("it says what the evidence does not" in one.reason for one in faults)


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash(page: str) -> None:
    assert any("cannot be read" in one.reason for one in verify_page(resealed(page, "stix", {"objects": 7})).faults)


#: Who said what, as the file of corrections has it beside the remarks of the story for exports.
LINES: tuple[dict[str, Any], ...] = (
    {"act": "opinion", "who": "M. Orr", "at": AT, "table": "estimates", "row": figure_of("between 25 and 30"),
     "new": "strongly disagree", "reason": DISSENT, "state": "in force"},
    {"act": "opinion", "who": "M. Orr", "at": AT, "table": "reports", "new": "agree", "state": "in force"},
)  # fmt: skip


@pytest.fixture(scope="module")
def remarked_page() -> str:
    """A page with a note and two opinions, as persons gave them."""
    story = remarked_story()
    given = [one | {"correction_id": f"k-{at}"} for at, one in enumerate(LINES, 7)]
    return compose(with_rows(story, "corrections", [*rows_of(story, "corrections"), *given])).page


def test_what_persons_remarked_is_held_to_their_own_lines(remarked_page: str) -> None:
    assert verify_page(remarked_page).is_good


def claim_of(data: Any) -> Any:
    return next(one for one in data["@graph"] if one["@type"] == "Claim" and "25" in one["text"])


def review_of(data: Any) -> Any:
    return next(one for one in data["@graph"] if one["@type"] == "ClaimReview")


def note_of(data: Any) -> Any:
    return next(one for one in data["objects"] if "figure" in one.get("labels", ()) and NOTE in one["content"])


def named(kind: str) -> Callable[[Any], Any]:
    return lambda data: next(one for one in data["objects"] if one["type"] == kind)


WORDS: Sequence[tuple[str, Callable[[Any], Any], str, tuple[str, str], str]] = (
    ("claimreview", claim_of, "text", ("confirmed", "feared"), "it says what the evidence does not"),
    ("claimreview", claim_of, "description", ("confirmed", "feared"), "it says what the evidence does not"),
    ("claimreview", claim_of, "description", ("1 origin", "3 origins"), "which the page does not say"),
    ("claimreview", claim_of, "description", ("ultimately held by: G", "ultimately held by: Lady G"), "is laid to"),
    ("claimreview", review_of, "claimReviewed", ("confirmed", "feared"), "nobody reviewed"),
    ("stix", note_of, "content", ("put the dead", "feared the dead"), "its note goes on"),
    ("stix", note_of, "content", (NOTE, "The clerk made it up."), "nobody remarked “Note (R. Vale): The clerk made"),
    ("stix", named("opinion"), "explanation", (DISSENT, "The list is right."), "nobody said “The list is"),
    ("stix", named("identity"), "name", ("", "Lady "), "is no source and no outlet of the page"),
)  # fmt: skip


@pytest.mark.parametrize(("name", "node", "field", "change", "told"), WORDS)
def test_a_word_changed_in_a_carried_file_is_named_under_a_new_seal(
    remarked_page: str, name: str, node: Callable[[Any], Any], field: str, change: tuple[str, str], told: str
) -> None:
    data = block(remarked_page, name)
    place = node(data)
    was = place[field]
    place[field] = was.replace(*change, 1)
    assert place[field] != was
    assert any(told in one.reason for one in verify_page(resealed(remarked_page, name, data)).faults)


def test_a_counted_figure_without_its_claim_is_named_under_a_new_seal(remarked_page: str) -> None:
    claims = block(remarked_page, "claimreview")
    claims["@graph"].remove(claim_of(claims))
    faults = verify_page(resealed(remarked_page, "claimreview", claims)).faults
    assert any("there is no claim of it" in one.reason for one in faults)
