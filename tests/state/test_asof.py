"""Which day a figure speaks of, and which words say so."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from workbench.annotate.times import time_rows
from workbench.cuefiles import cue_file
from workbench.model import Annotation, Attribution, Passage, Quantity, Report, Role, Sentence
from workbench.state.asof import as_of
from workbench.state.speakers import Holding

WEDNESDAY = "2019-03-06"
TITLES_EXAMPLE = cue_file("state", "asof")["titles_example"]


def report_of(
    *sentences: str, published: str | None = WEDNESDAY, roles: tuple[Role, ...] = ()
) -> tuple[Report, list[Sentence]]:
    """A report of the given sentences, one a line, and where they stand."""
    text, places = "", []
    for number, sentence in enumerate(sentences):
        role: Role = roles[number] if roles else "body"
        places.append(Sentence(len(text), len(text) + len(sentence), role, ""))
        text += sentence + "\n"
    passages = tuple(Passage(one.start, one.end, one.role, "test") for one in places)
    return Report(
        "r-1",
        "a.txt",
        None,
        "s",
        "utf-8",
        "txt",
        text,
        passages,
        published_earliest=published,
        published_latest=published,
    ), places


def figure(report: Report, places: list[Sentence], words: str, *, stance: str = "") -> Quantity:
    start = report.text.index(words)
    number = next(at for at, one in enumerate(places) if one.start <= start < one.end)
    return Quantity(
        start, start + len(words), start, start + len(words), 40.0, "bare", 40.0, 40.0, 40.0, "count", number, "test",
        clause_start=places[number].start, clause_end=places[number].end, stance=stance,
    )  # fmt: skip


def said(report: Report, places: list[Sentence], source: str, cue: str, content: str) -> Attribution:
    at = {words: (report.text.index(words), report.text.index(words) + len(words)) for words in (source, cue, content)}
    number = next(n for n, one in enumerate(places) if one.start <= at[content][0] < one.end)
    return Attribution(at[source], at[cue], (at[content],), number, "reported", "test")


def read(
    report: Report,
    places: list[Sentence],
    quantity: Quantity,
    attributions: tuple[Attribution, ...] = (),
    held: bool = False,
) -> tuple[str | None, str | None, str | None]:
    annotation = Annotation(sentences=tuple(places), attributions=attributions, quantities=(quantity,), mentions=())
    holding = Holding(len(attributions) - 1, "p", (), False) if held else None
    return as_of(report, annotation, quantity, holding, time_rows(report))


@pytest.mark.parametrize("cue", cue_file("state", "asof")["cue"], ids=lambda cue: cue["example"])
def test_every_cue_reads_its_own_example(cue: dict[str, str]) -> None:
    figure_words, time_words = (
        re.findall(r"\[(.+?)\]|\{(.+?)\}", cue["example"]),
        re.search(r"\{(.+?)\}", cue["example"]),
    )
    number = next(one[0] for one in figure_words if one[0])
    report, places = report_of("It is dry.", re.sub(r"[\[\]{}]", "", cue["example"]))
    earliest, latest, evidence = read(report, places, figure(report, places, number))
    told = "open" if earliest is None and latest else "time" if time_words and evidence == time_words[1] else "report"
    assert told == cue["as_of"]


def test_a_figure_without_a_day_speaks_of_the_day_of_publication() -> None:
    report, places = report_of("It is dry.", "Some 40 homes burned.")
    assert read(report, places, figure(report, places, "40")) == (WEDNESDAY, WEDNESDAY, "published")


@pytest.mark.parametrize(("between", "day"), [(" ", "Monday"), ("\n", "published")])
def test_an_as_of_holds_to_the_end_of_its_paragraph(between: str, day: str) -> None:
    report, places = report_of("It is dry.", "As of Monday, rain had come.", "Some 40 homes are lost.")
    first, rest = report.text.split("\n", 1)
    report = replace(report, text=f"{first}\n{rest.replace(chr(10), between, 1)}")
    assert read(report, places, figure(report, places, "40"))[2] == day


def test_the_year_of_a_permit_is_not_that_of_the_figure_held_against_it() -> None:
    report, places = report_of("It is dry.", "The dam held 40 tonnes, twice what its permit of 2011 let.")
    assert read(report, places, figure(report, places, "40"))[2] == "published"
    report, places = report_of("It is dry.", "Some 40 people died in the flood of 2011.")
    assert read(report, places, figure(report, places, "40"))[2] == "2011"


def test_an_undated_report_says_no_day() -> None:
    report, places = report_of("It is dry.", "Some 40 homes burned.", published=None)
    assert read(report, places, figure(report, places, "40")) == (None, None, None)


def test_a_day_beside_the_cue_goes_before_the_day_of_publication() -> None:
    report, places = report_of("It is dry.", "The mayor said on Monday that 40 homes burned.")
    item = said(report, places, "The mayor", "said", "that 40 homes burned")
    quantity = figure(report, places, "40")
    assert read(report, places, quantity, (item,), held=True) == ("2019-03-04", "2019-03-04", "Monday")


def test_a_plan_speaks_of_the_day_it_was_told_and_not_of_its_own() -> None:
    report, places = report_of("It is dry.", "The mayor said on Monday that 40 homes will stand by December.")
    item = said(report, places, "The mayor", "said", "that 40 homes will stand by December")
    quantity = figure(report, places, "40", stance="expected")
    assert read(report, places, quantity, (item,), held=True)[2] == "Monday"


def test_the_day_a_speaker_spoke_is_found_in_a_neighbouring_sentence() -> None:
    report, places = report_of(
        "It is dry.", "Mayor Ada Quill told reporters on Monday that help is near.", "Some 40 homes burned, Quill said."
    )
    first = said(report, places, "Mayor Ada Quill", "told", "that help is near")
    start = report.text.index("Quill said")
    second = Attribution(
        (start, start + 5), (start + 6, start + 10), ((places[2].start, start - 2),), 2, "reported", "t"
    )
    quantity = figure(report, places, "40")
    assert read(report, places, quantity, (first, second), held=True)[2] == "Monday"


def test_a_day_at_the_head_of_what_is_said_is_the_day_it_was_said() -> None:
    report, places = report_of("It is dry.", "The mill said on Monday it would send 40 boats to the lake.")
    item = said(report, places, "The mill", "said", "on Monday it would send 40 boats to the lake")
    quantity = figure(report, places, "40", stance="expected")
    assert read(report, places, quantity, (item,), held=True)[2] == "Monday"


def test_what_was_told_of_last_week_on_a_day_is_known_as_of_that_day() -> None:
    report, places = report_of(
        "It is dry.", "The army said on Tuesday that it had freed 40 villagers seized last week."
    )
    item = said(report, places, "The army", "said", "that it had freed 40 villagers seized last week")
    quantity = replace(figure(report, places, "40"), clause_start=item.content[0][0])
    assert read(report, places, quantity, (item,), held=True)[2] == "Tuesday"


def test_a_word_of_time_in_the_name_of_a_paper_is_no_day() -> None:
    report, places = report_of(
        "Crews searched the ruins of the mill town for survivors on Tuesday.", "The site Harbour Today counted 40 dead."
    )
    assert read(report, places, figure(report, places, "40"))[2] == "Tuesday"


def test_a_list_below_the_figure_leaves_it_the_day_of_the_opening() -> None:
    report, places = report_of(
        "Crews searched the ruins of the mill town for survivors on Tuesday.",
        "Some 40 homes burned.",
        "- Rain.",
        "- Hail.",
    )
    assert read(report, places, figure(report, places, "40"))[2] == "Tuesday"


def test_the_day_of_the_first_answer_is_not_that_of_the_second() -> None:
    report, places = report_of(
        "How many homes burned?",
        "As of Tuesday evening the fire service had counted 40 homes along the river.",
        "Is the road open?",
        "It is, and 60 lorries have passed.",
        roles=("subhead", "body", "subhead", "body"),
    )
    assert read(report, places, figure(report, places, "40"))[2] == "Tuesday evening"
    assert read(report, places, figure(report, places, "60"))[2] == "published"


def test_a_time_of_something_told_in_between_is_not_the_figures() -> None:
    report, places = report_of("It is dry.", "The mill, which had sales of $3.1 billion last year, lost 40 boats.")
    assert read(report, places, figure(report, places, "40"))[2] == "published"


def test_no_count_is_of_a_day_after_the_report() -> None:
    report, places = report_of("It is dry.", "Some 40 boats joined the search and will leave on Friday.")
    assert read(report, places, figure(report, places, "40"))[2] == "published"


def test_a_date_that_names_an_event_is_not_the_figures() -> None:
    report, places = report_of("It is dry.", "The March 4 raid on the mill left 40 people homeless.")
    assert read(report, places, figure(report, places, "40"))[2] == "published"


def test_a_magnitude_is_of_the_one_day_the_quake_struck() -> None:
    report, places = report_of("A quake struck the coast on Monday.", "The magnitude 40 quake was felt inland.")
    quantity = replace(figure(report, places, "40"), unit="magnitude")
    assert read(report, places, quantity)[2] == "Monday"


def test_another_speakers_day_is_not_taken() -> None:
    report, places = report_of(
        "The hills round the mill town are dry, and so are its two wells.",
        "Mayor Ada Quill told reporters on Monday that help is near.",
        "Some 40 homes burned, Orr said.",
    )
    first = said(report, places, "Mayor Ada Quill", "told", "that help is near")
    start = report.text.index("Orr said")
    second = Attribution(
        (start, start + 3), (start + 4, start + 8), ((places[2].start, start - 2),), 2, "reported", "t"
    )
    quantity = figure(report, places, "40")
    assert read(report, places, quantity, (first, second), held=True)[2] == "published"


def test_two_speakers_of_one_title_are_two_because_of_the_list_of_titles(monkeypatch: pytest.MonkeyPatch) -> None:
    first_words, second_words = re.split(r"(?<=near\.) ", re.sub(r"[{}\[\]]", "", TITLES_EXAMPLE))
    opening = "The hills round the mill town are dry, and so are its two wells."
    report, places = report_of(opening, first_words, second_words)
    first = said(report, places, "Mayor Quill", "told", "that help is near")
    second = said(report, places, "Mayor Holt", "said", "Some 40 homes burned")
    quantity = figure(report, places, "40")
    assert read(report, places, quantity, (first, second), held=True)[2] == "published"
    monkeypatch.setitem(cue_file("state", "asof"), "titles", [])
    assert read(report, places, quantity, (first, second), held=True)[2] == "Monday"


def test_the_opening_gives_the_day_of_the_news() -> None:
    report, places = report_of(
        "Crews searched the ruins of the mill town for survivors on Tuesday.", "Some 40 homes burned in the valley."
    )
    assert read(report, places, figure(report, places, "40"))[2] == "Tuesday"


def test_an_opening_that_looks_further_back_is_not_the_day_of_the_news() -> None:
    report, places = report_of(
        "A storm tore through the ruins of the mill town last Friday night.", "Some 40 homes burned in the valley."
    )
    assert read(report, places, figure(report, places, "40"))[2] == "published"


def test_the_opening_of_a_list_of_news_dates_only_itself() -> None:
    report, places = report_of(
        "Crews searched the ruins of the mill town for survivors on Tuesday.", "- Some 40 homes burned.", "- Rain fell."
    )
    assert read(report, places, figure(report, places, "40"))[2] == "published"


def test_a_headline_takes_the_day_of_the_figure_it_repeats() -> None:
    report, places = report_of(
        "Toll is 40", "It is dry.", "The toll was 40 on Monday.", roles=("title", "body", "body")
    )
    title = figure(report, places, "40")
    start = report.text.rindex("40")
    body = Quantity(
        start, start + 2, start, start + 2, 40.0, "bare", 40.0, 40.0, 40.0, "count", 2, "test",
        clause_start=places[2].start, clause_end=places[2].end,
    )  # fmt: skip
    annotation = Annotation(sentences=tuple(places), attributions=(), quantities=(title, body), mentions=())
    assert as_of(report, annotation, title, None, time_rows(report))[2] == "Monday"
