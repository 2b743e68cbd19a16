"""When reports came out: what they state, in which order it counts, and what their sentences and one another say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from evaluation.counts import totals_of
from evaluation.dates import EXACT, HELD, best_days, counts_of, line_of, score_dates
from workbench.model import Evidence, Passage, Report, Role
from workbench.read.alignment import digest, shared_text
from workbench.read.datelines import dating_cues, stated_inside
from workbench.read.dating import date_reports
from workbench.read.figureorder import counts_the_same, figures_of
from workbench.storyfile import Event, StoryFile

#: A made-up wire report on a made-up dam, dated in its dateline.
WIRE = (
    "PORT ELDEN, Oct. 3, 2018 (Quill Wire) - Harbour chief Ana Brandt said Wednesday that the Corran dam above Elden "
    "had lost half of its northern wall and that crews were pumping water into the old Marsh canal.\n"
    "Engineers from the Lowland Water Board agreed to lower the lake by two metres, according to a note that the "
    "Board released on Wednesday.\n"
    "Brandt and Board chief Tomas Wren will sit down Thursday with Governor Ilse Kaan at the Elden town hall.\n"
    "The Board said 140 homes below the Corran dam had been emptied."
)
COPY = (
    "Ana Brandt, the harbour chief, said that the Corran dam above Elden had lost half of its northern wall and that "
    "crews were pumping water into the old Marsh canal.\n"
    "Engineers from the Lowland Water Board agreed to lower the lake by two metres, according to a note that the "
    "Board released on Wednesday. Brandt and Board chief Tomas Wren will meet with Governor Ilse Kaan at the Elden "
    "town hall on Thursday."
)


def report(name: str, text: str, *roles: Role) -> Report:
    """A report with one passage a line; a line without a given role is body."""
    passages, at = [], 0
    for number, line in enumerate(text.split("\n")):
        role = roles[number] if number < len(roles) else "body"
        if line:
            passages.append(Passage(at, at + len(line), role, "test"))
        at += len(line) + 1
    return Report(f"r-{name}", f"{name}.txt", None, name, "utf-8", "txt", text, tuple(passages))


def dated(
    *reports: Report, story: StoryFile | None = None, stated: Mapping[str, Sequence[Evidence]] | None = None
) -> dict[str, Report]:
    found = date_reports(reports, story=story or StoryFile(), stated=stated or {})
    return {one.file.removesuffix(".txt"): one for one in found}


def interval(one: Report) -> tuple[str | None, str | None]:
    return one.published_earliest, one.published_latest


def rules(one: Report) -> list[str]:
    return [evidence.rule for evidence in one.published_evidence]


@pytest.mark.parametrize("cue", dating_cues()["lines"], ids=lambda cue: cue["name"])
def test_every_line_cue_reads_its_own_example(cue: dict[str, str]) -> None:
    found = stated_inside(report("a", cue["example"], "dateline"))
    assert [(one.kind, one.value[:10]) for one in found] == [(cue["name"], "2019-03-03")]


@pytest.mark.parametrize(
    ("text", "role", "rule"),
    [
        ("Published: 3 March 2019", "dateline", "published-line"),
        ("Posted on Mar. 3, 2019 by the desk", "chrome", "published-line"),
        ("Sunday, March 3, 2019", "dateline", "page-date"),
        ("Elden Post \u00b7 Sunday 3 March 2019 \u00b7 issue 7", "chrome", "page-date"),
        ("Mar 3, 2019 | 2 min read", "chrome", "page-date"),
        ("Statement by the Fishers\u2019 Union, Vik, 3 March 2019", "summary", "page-date"),
        ("ELDEN, March 3, 2019 (Quill Wire) \u2013 The pier is shut.", "body", "dateline"),
        ("ELDEN, 3 March 2019. /Quill/. The pier is shut to small boats.", "dateline", "dateline"),
    ],
)
def test_a_line_that_states_the_day_dates_the_report(text: str, role: Role, rule: str) -> None:
    padded = text if role != "body" else text + " Nothing else moved in the harbour that day, and nobody came." * 3
    found = dated(report("a", padded, role))["a"]
    assert interval(found) == ("2019-03-03", "2019-03-03")
    assert rules(found) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "The wall was built on May 3, 1950 and it was never mended.",
        "Crews came yesterday and will return on Monday.",
        "The chief spoke on October 3 and the pier was shut.",
    ],
)
def test_a_report_alone_without_a_stated_day_is_never_given_one(text: str) -> None:
    found = dated(report("a", text))["a"]
    assert found.published_latest is None
    assert found.published_earliest in (None, "1950-05-03")


def test_an_unrelated_dated_report_lends_no_year() -> None:
    other = report("b", "Published May 2, 2021\nThe choir sang in the square and the bakers sold bread.", "dateline")
    found = dated(report("a", "The chief spoke on October 3 and the pier was shut."), other)
    assert interval(found["a"]) == (None, None)


def test_an_updated_line_gives_the_time_of_the_update_and_leaves_the_day_of_publication() -> None:
    text = "Published October 3, 2018\nUpdated October 4, 2018 @ 4:35pm\nThe pier is shut."
    found = dated(report("a", text, "dateline", "dateline"))["a"]
    assert interval(found) == ("2018-10-03", "2018-10-03")
    assert found.updated_at == "2018-10-04T16:35"


def test_an_updated_line_alone_dates_the_report() -> None:
    found = dated(report("a", "Last updated: 4 October 2018\nThe pier is shut.", "dateline"))["a"]
    assert (interval(found), found.updated_at) == (("2018-10-04", "2018-10-04"), "2018-10-04")


def test_a_dateline_and_a_later_update_bound_the_report() -> None:
    text = "Updated 5 October 2018\nELDEN, Oct. 3, 2018 (Quill Wire) - The pier is shut." + " It stays so." * 12
    assert interval(dated(report("a", text, "dateline"))["a"]) == ("2018-10-03", "2018-10-05")


def said(rule: str, day: str) -> Evidence:
    return Evidence(None, None, f"published: {day}", rule, day)


@pytest.mark.parametrize(
    ("clues", "days", "conflict"),
    [
        ([said("catalog", "2018-10-01"), said("json-ld", "2018-10-02")], ("2018-10-01", "2018-10-01"), False),
        ([said("json-ld", "2018-10-02T09:00"), said("htmldate", "2018-09-09")], ("2018-10-02", "2018-10-02"), False),
        ([said("json-ld", "2018-10-02"), said("html-meta", "2018-10-03")], ("2018-10-02", "2018-10-03"), False),
        ([said("json-ld", "2018-10-02"), said("html-meta", "2018-10-09")], ("2018-10-02", "2018-10-09"), True),
        ([said("csv:date", "Tue, 02 Oct 2018 16:35 GMT")], ("2018-10-02", "2018-10-02"), False),
        ([said("htmldate", "2018-10-02"), said("json-ld-updated", "2018-10-08")], ("2018-10-02", "2018-10-02"), False),
    ],
)
def test_what_counts_most_decides_and_equals_that_differ_are_both_held(
    clues: list[Evidence], days: tuple[str, str], conflict: bool
) -> None:
    found = dated(report("a", "Saturday, November 2, 2019\nThe pier is shut.", "dateline"), stated={"r-a": clues})["a"]
    assert (interval(found), found.published_conflict) == (days, conflict)
    assert found.published_evidence[0] == clues[0]


def test_a_shared_text_takes_its_weekdays_from_the_week_of_the_dated_report() -> None:
    found = dated(report("wire", WIRE), report("copy", COPY))["copy"]
    assert interval(found) == ("2018-10-03", "2018-10-04")
    assert rules(found) == ["shared-weekday-past", "shared-with", "shared-weekday-future", "shared-with"]
    assert "wire.txt" in (found.published_evidence[1].says or "")
    assert not found.published_conflict


def test_yesterday_for_an_event_that_a_dated_report_names_means_the_day_after() -> None:
    text = COPY.replace("said that", "said yesterday that")
    assert interval(dated(report("wire", WIRE), report("copy", text))["copy"]) == ("2018-10-04", "2018-10-04")


def test_a_bare_page_date_that_a_shared_sentence_contradicts_is_kept_and_flagged() -> None:
    text = "Saturday, October 6, 2018\n" + COPY.replace("said that", "said yesterday that").split("\n")[0]
    found = dated(report("wire", WIRE), report("copy", text, "dateline"))["copy"]
    assert interval(found) == ("2018-10-04", "2018-10-06")
    assert found.published_conflict
    assert rules(found) == ["page-date", "shared-relative-day", "shared-with"]


def test_a_bare_page_date_that_agrees_stays_exact() -> None:
    text = "Thursday, October 4, 2018\n" + COPY.replace("said that", "said yesterday that")
    found = dated(report("wire", WIRE), report("copy", text, "dateline"))["copy"]
    assert (interval(found), found.published_conflict) == (("2018-10-04", "2018-10-04"), False)


def test_a_published_line_is_not_doubted() -> None:
    text = "Published October 6, 2018\n" + COPY.replace("said that", "said yesterday that")
    found = dated(report("wire", WIRE), report("copy", text, "dateline"))["copy"]
    assert (interval(found), found.published_conflict) == (("2018-10-06", "2018-10-06"), False)


RELATED = "Ana Brandt of Elden met Tomas Wren and Ilse Kaan near the Corran dam. "


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Brandt stated on October 1 that the wall held.", ("2018-10-01", None)),
        ("The wall broke on September 30 and the gate was lost on October 2.", ("2018-10-02", None)),
        ("A vote will be held on October 9.", (None, "2018-10-09")),
        ("The wall broke on October 1 and a vote will be held on October 9.", ("2018-10-01", "2018-10-09")),
        ("The old wall fell on December 30.", ("2018-12-30", None)),
        ("Brandt had predicted that it would break by October 9.", (None, None)),
        ("The first boats were expected to dock on October 9.", (None, None)),
    ],
)
def test_days_in_the_text_bound_the_report_with_the_year_of_a_related_one(
    sentence: str, days: tuple[str | None, str | None]
) -> None:
    found = dated(report("wire", WIRE), report("late", RELATED + sentence))["late"]
    assert interval(found) == days
    if days != (None, None):
        assert "year-from-report" in rules(found)


def test_a_caption_shows_what_has_happened() -> None:
    text = RELATED + "\nAna Brandt greets visitors on Monday, Oct. 1, 2018 in Elden."
    found = dated(report("wire", WIRE), report("late", text, "body", "caption"))["late"]
    assert interval(found) == ("2018-10-01", None)


def test_a_line_without_a_year_takes_it_from_a_related_report_and_its_weekday() -> None:
    text = "Posted Monday, Oct 8\n" + RELATED
    found = dated(report("wire", WIRE), report("late", text, "dateline"))["late"]
    assert interval(found) == ("2018-10-08", "2018-10-08")
    assert rules(found) == ["published-line", "year-from-report"]


def test_a_weekday_that_fits_no_near_year_dates_nothing() -> None:
    found = dated(report("wire", WIRE), report("late", "Posted Tuesday, Oct 8\n" + RELATED, "dateline"))["late"]
    assert interval(found) == (None, None)


FORUM = StoryFile(events=(Event("Harbour Forum", "2018-10-08", "2018-10-10", ("forum in Elden",)),))


@pytest.mark.parametrize("cue", dating_cues()["events"], ids=lambda cue: cue["example"])
def test_every_event_cue_reads_its_own_example(cue: dict[str, str]) -> None:
    text = cue["example"].replace("{", "").replace("}", "")
    found = dated(report("a", text), story=FORUM)["a"]
    expected = ("2018-10-08", None) if cue["side"] == "past" else (None, "2018-10-10")
    assert interval(found) == expected


@pytest.mark.parametrize(
    ("sentence", "days"),
    [
        ("Brandt spoke about it at the Harbour Forum.", ("2018-10-08", None)),
        ("Both men will speak at the forum in Elden.", (None, "2018-10-10")),
        ("A note on the Harbour Forum", (None, None)),
    ],
)
def test_the_calendar_of_events_bounds_a_report_by_how_it_speaks_of_them(
    sentence: str, days: tuple[str | None, str | None]
) -> None:
    found = dated(report("a", sentence), story=FORUM)["a"]
    assert interval(found) == days
    if days != (None, None):
        assert found.published_evidence[1].rule == "story-file"


@pytest.mark.parametrize("cue", dating_cues()["previous"], ids=lambda cue: cue["example"])
def test_every_cue_for_an_older_figure_reads_its_own_example(cue: dict[str, str]) -> None:
    found = figures_of(report("a", cue["example"].replace("{", "").replace("}", "")))
    assert [(one.value, one.previous) for one in found][-1] == (40, True)


@pytest.mark.parametrize("group", dating_cues()["same_count"], ids=lambda group: group["nouns"][0])
def test_every_pair_of_counted_nouns_counts_the_same(group: dict[str, str]) -> None:
    first, second = (figures_of(report("a", f"They counted {side}."))[0] for side in group["example"].split(" = "))
    assert counts_the_same(first, second)


def test_figures_of_other_things_or_other_sizes_do_not_count_the_same() -> None:
    first, second, third = figures_of(report("a", "They saw 140 homes, 140 boats and 150 houses."))
    assert not counts_the_same(first, second)
    assert not counts_the_same(first, third)


def test_a_report_that_calls_a_figure_previous_came_after_the_one_that_gives_it() -> None:
    late = report("late", "Some 300 houses are empty, up from the previous count of 140 homes.")
    found = dated(report("wire", WIRE), late)["late"]
    assert interval(found) == ("2018-10-03", None)
    assert rules(found) == ["figure-called-previous", "figure-in"]


def test_a_figure_in_words_is_the_same_as_in_digits() -> None:
    late = report("late", "Some 300 houses are empty, up from the previous count of a hundred and forty homes.")
    assert rules(dated(report("wire", WIRE), late)["late"]) == ["figure-called-previous", "figure-in"]
    text = "They saw 1.2 million homes, twelve dozen boats, $40 notes, 40% more cars, 2.5 roads and several huts."
    assert [one.value for one in figures_of(report("a", text))] == [1_200_000, 144]


def test_a_report_whose_figure_another_calls_previous_was_out_before_it() -> None:
    first = report("first", "The Board said 140 homes were empty.")
    later = report("later", "Published October 6, 2018\nNow 300 homes are empty, up from 140 homes.", "dateline")
    assert interval(dated(first, later)["first"]) == (None, "2018-10-06")


def test_the_day_of_retrieval_is_the_latest_an_undated_report_can_be() -> None:
    text = replace(report("a", "The pier is shut."), retrieved_at="2018-10-09")
    found = dated(text)["a"]
    assert (interval(found), rules(found)) == ((None, "2018-10-09"), ["retrieved"])


def test_clues_that_cross_are_both_held_and_flagged() -> None:
    text = RELATED + "The wall broke on October 8. A vote will be held on October 5."
    found = dated(report("wire", WIRE), report("late", text))["late"]
    assert (interval(found), found.published_conflict) == (("2018-10-05", "2018-10-08"), True)


def test_every_cited_span_quotes_the_report_and_every_end_cites_a_clue() -> None:
    everything = dated(report("wire", WIRE), report("copy", COPY), report("late", RELATED + "It broke on October 1."))
    for one in everything.values():
        assert one.published_evidence
        for evidence in one.published_evidence:
            assert evidence.start is None or one.text[evidence.start : evidence.end] == evidence.text


def test_dates_do_not_depend_on_the_order_of_the_reports() -> None:
    reports = [report("wire", WIRE), report("copy", COPY), report("late", RELATED + "It broke on October 1.")]
    assert dated(*reports) == dated(*reversed(reports))


def test_quotations_alone_make_no_shared_text() -> None:
    words = "\u201cThe wall that our fathers built with their own hands has now gone into the sea for ever\u201d"
    first, second = report("a", f"{words}, a fisher told us."), report("b", f"An elder at the quay said: {words}")
    assert shared_text({"a": digest(first), "b": digest(second)}) == {}


@pytest.mark.parametrize(
    ("row", "right"),
    [
        ({"file": "wire.txt", "best": "2018-10-03"}, True),
        ({"doc": "wire", "published": "2018-10-03"}, True),
        ({"file": "wire.txt", "date": "2018-10-04"}, False),
        ({"file": "wire.txt", "best": "2018-10-03 by the line; 2018-10-04 by the text"}, False),
        ({"file": "absent.txt", "best": "2018-10-03"}, False),
        ({"file": "wire.txt", "best": None}, None),
    ],
)
def test_an_interval_is_right_when_it_holds_every_best_day(row: dict[str, str], right: bool | None) -> None:
    scored = score_dates(dated(report("wire", WIRE)).values(), [row])
    assert [one["right"] for one in scored] == [right]
    counts = list(counts_of(scored, "t"))
    assert [count.hits for count in counts if count.field == HELD] == ([] if right is None else [int(right)])
    assert totals_of(one for one in counts if one.field == EXACT).gold == (right is not None)


def test_a_report_of_the_gold_that_was_not_read_is_wrong_and_says_so() -> None:
    (row,) = score_dates([], [{"doc": "wire", "best": "2018-10-03"}])
    assert (row["right"], line_of(row)) == (False, "wire: not read")


def test_a_gold_interval_of_one_day_counts_as_its_best_day() -> None:
    assert best_days({"published_earliest": "2018-10-03", "published_latest": "2018-10-03"}) == ["2018-10-03"]
