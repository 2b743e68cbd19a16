"""Files for other programs inside a briefing: the same as an export, held against the evidence, and never too large."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.compared import compared_story
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


def test_a_figure_slipped_into_the_bundle_or_taken_out_of_it_is_found_under_a_new_seal() -> None:
    page = compose(judged()).page
    bundle = block(page, "stix")
    note = next(one for one in bundle["objects"] if one.get("labels") == ["figure"])
    slipped = {**bundle, "objects": [*bundle["objects"], {**note, "id": "note--90"}]}
    taken = {**bundle, "objects": [one for one in bundle["objects"] if one is not note]}
    assert "is a figure without evidence" in verify_page(resealed(page, "stix", slipped)).faults[0].reason
    assert "there is no note of it" in verify_page(resealed(page, "stix", taken)).faults[0].reason


def test_an_object_put_in_twice_and_words_put_behind_a_claim_are_found_under_a_new_seal() -> None:
    page = compose(judged()).page
    bundle, claims = block(page, "stix"), block(page, "claimreview")
    note = next(one for one in bundle["objects"] if one.get("labels") == ["figure"])
    twice = {**bundle, "objects": [{**note, "abstract": "900 people were killed"}, *bundle["objects"]]}
    assert "stands in it twice" in verify_page(resealed(page, "stix", twice)).faults[0].reason
    next(one for one in claims["@graph"] if one["@type"] == "Claim")["description"] += " | In truth 900 were killed."
    assert "what the evidence does not" in verify_page(resealed(page, "claimreview", claims)).faults[0].reason


def test_a_block_nested_without_end_is_a_fault_and_no_crash() -> None:
    page = compose(judged()).page
    assert verify_page(page.replace('id="stix">{', 'id="stix">' + "[" * 100_000 + "{", 1)).faults


def test_a_claim_laid_in_another_mouth_is_found_under_a_new_seal() -> None:
    page = compose(judged()).page
    claims = block(page, "claimreview")
    claim = next(one for one in claims["@graph"] if "held by Interior Ministry" in one["description"])
    worded = dict(claim)
    claim["author"] = [{"@type": "Person", "name": "the Mayor"}]
    faults = verify_page(resealed(page, "claimreview", claims)).faults
    assert [one.reason.endswith("is laid in another mouth than the evidence says") for one in faults] == [True]
    claim |= worded | {"description": worded["description"].replace("held by Interior Ministry", "held by the Mayor")}
    faults = verify_page(resealed(page, "claimreview", claims)).faults
    assert any("it says what the evidence does not" in one.reason for one in faults)


def test_a_file_that_cannot_be_read_is_a_fault_and_no_crash() -> None:
    page = compose(judged()).page
    assert any("cannot be read" in one.reason for one in verify_page(resealed(page, "stix", {"objects": 7})).faults)
