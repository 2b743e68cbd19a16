"""The register of anonymous sources."""

from __future__ import annotations

from tests.compare.harbour import says, story
from workbench.compare.support.anonymous import anonymous_sources

DAYS = {"a": "2031-05-02", "b": "2031-05-03", "c": "2031-05-04"}


def test_an_unnamed_official_carries_what_only_they_say() -> None:
    figures = [
        says("a", 400, "velna", unnamed="unnamed-port"),
        says("a", 30, "port", of="missing", unnamed="unnamed-port"),
        says("a", 9, "port"),
    ]
    (entry,) = anonymous_sources(story(DAYS, figures))
    assert entry.sentence == "one unnamed senior port official carries 2 claims"
    assert (entry.party, entry.party_name, entry.reports) == ("velna", "Velna", ("a",))
    assert entry.claims == ("c00", "c01")


def test_a_retelling_adds_its_reports_and_its_name_for_them_and_no_entry() -> None:
    figures = [
        says("a", 400, "velna", unnamed="unnamed-port"),
        says("b", 400, "velna", unnamed="unnamed-other"),
        says("c", 400),
    ]
    (entry,) = anonymous_sources(story(DAYS, figures, draws=[("b", "a"), ("c", "a")]))
    assert entry.sentence == "one unnamed senior port official carries 1 claim"
    assert (entry.report, entry.reports, entry.told_as) == ("a", ("a", "b", "c"), ("port insider",))


def test_officials_of_two_independent_texts_are_two_entries() -> None:
    figures = [says(report, 400, "velna", unnamed="unnamed-port") for report in "ab"]
    assert [entry.report for entry in anonymous_sources(story(DAYS, figures))] == ["a", "b"]


def test_an_official_of_no_side_is_listed_without_a_party() -> None:
    (entry,) = anonymous_sources(story(DAYS, [says("a", 40, "unnamed", unnamed="unnamed")]))
    assert (entry.party, entry.party_name) == (None, None)


def test_a_named_source_is_not_in_it() -> None:
    assert anonymous_sources(story(DAYS, [says("a", 40, "port", speaker="marrow")])) == ()


def test_two_unnamed_people_of_one_report_keep_what_each_of_them_said() -> None:
    figures = [says("a", 400, "velna", unnamed="unnamed-port"), says("a", 400, "velna", unnamed="unnamed-other")]
    found = anonymous_sources(story(DAYS, figures))
    assert sorted(len(entry.carries) for entry in found) == [1, 1]
    assert [entry.told_as for entry in found] == [(), ()]
