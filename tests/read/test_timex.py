"""What is found as a time expression, what value it has, which days it means, and what the words around it say."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.annotate.quantities.numbers import find_numbers
from workbench.annotate.times import time_rows
from workbench.cuefiles import cue_file
from workbench.model import Passage, Report
from workbench.read import tense, timecompany, timegrammar, timex
from workbench.read.tense import cues, sentence_around, tense_at
from workbench.read.timegrammar import time_cues
from workbench.read.timex import Resolved, Tense, TimeExpression, find_times, resolve

WEDNESDAY = date(2024, 10, 30)


def only(sentence: str) -> TimeExpression:
    found = find_times(sentence)
    assert len(found) == 1, found
    return found[0]


def meant(sentence: str, tense: Tense | None = None, *, published: date = WEDNESDAY) -> Resolved:
    return resolve(only(sentence), earliest=published, latest=published, tense=tense)


def told(sentence: str) -> str:
    return "; ".join(f"{one.text} => {one.value}" for one in find_times(sentence))


@pytest.mark.parametrize("rule", time_cues()["rules"], ids=lambda rule: rule["name"])
def test_every_rule_of_the_grammar_reads_its_own_example(rule: dict[str, str]) -> None:
    assert told(rule["example"]) == rule["finds"]
    assert {(one.rule, one.type) for one in find_times(rule["example"])} == {(rule["name"], rule["type"])}


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A function that empties a word list of the grammar for one test."""
    compiled = (timegrammar._pieces, timegrammar.time_rules, timegrammar.rules_from, timecompany._counted_before)

    def emptied(name: str) -> None:
        monkeypatch.setitem(time_cues()["words"], name, type(time_cues()["words"][name])())
        for one in compiled:
            one.cache_clear()

    yield emptied
    monkeypatch.undo()
    for one in compiled:
        one.cache_clear()


def test_every_word_list_of_the_grammar_has_an_example() -> None:
    assert list(time_cues()["examples"]) == list(time_cues()["words"])


@pytest.mark.parametrize("name", time_cues()["examples"])
def test_a_word_list_reads_its_own_example_and_without_it_that_reads_otherwise(
    name: str, words: Callable[[str], None]
) -> None:
    example = time_cues()["examples"][name]
    assert told(example["text"]) == example["finds"]
    words(name)
    assert told(example["text"]) != example["finds"]


def test_a_misspelt_value_or_type_of_a_rule_is_told_of_before_any_text_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (good, *_) = timegrammar.time_rules()
    monkeypatch.setattr(timex, "time_rules", lambda: (replace(good, name="new", value="dat"),))
    timex._writers.cache_clear()
    with pytest.raises(ValueError, match=r"'new'.* date, .* not 'dat'"):
        find_times("")
    timex._writers.cache_clear()
    monkeypatch.setitem(time_cues()["rules"][0], "type", "DAY")
    with pytest.raises(ValueError, match="'DAY'"):
        timegrammar.time_rules.__wrapped__()


@pytest.mark.parametrize(
    ("sentence", "words", "value"),
    [
        ("Posted Oct. 30, 2024 by the desk", "Oct. 30, 2024", "2024-10-30"),
        ("Posted 30 October 2024 by the desk", "30 October 2024", "2024-10-30"),
        ("Posted on the 30th of October 2024", "the 30th of October 2024", "2024-10-30"),
        ("The pier shut on Wednesday, Oct. 30 for works", "Wednesday, Oct. 30", "XXXX-10-30"),
        ("The pier shut on Wed, 30 Oct 2024 for works", "Wed, 30 Oct 2024", "2024-10-30"),
        ("Filed 2024-10-30T16:35:00Z from the port", "2024-10-30T16:35:00Z", "2024-10-30T16:35"),
        ("Filed 2024/10/30 from the port", "2024/10/30", "2024-10-30"),
        ("Filed 30.10.2024 from the port", "30.10.2024", "2024-10-30"),
        ("Filed 10/30/24 from the port", "10/30/24", "2024-10-30"),
        ("Filed 04/03/2019 from the port", "04/03/2019", "2019-XX-XX"),
        ("Updated October 30, 2024 @ 3:50pm", "October 30, 2024 @ 3:50pm", "2024-10-30T15:50"),
        ("OCT. 30, 2024 | 7:06 A.M. ET", "OCT. 30, 2024 | 7:06 A.M. ET", "2024-10-30T07:06"),
        ("At 7:06 a.m. ET, Oct. 30, 2024 it sank", "7:06 a.m. ET, Oct. 30, 2024", "2024-10-30T07:06"),
        ("In mid-October the frost came", "mid-October", "XXXX-10"),
        ("The ship left in May with wheat", "May", "XXXX-05"),
        ("The dam broke in early 2019 upstream", "early 2019", "2019"),
        ("The 2019 floods took both bridges", "2019", "2019"),
        ("Rents rose in the late 1980s there", "the late 1980s", "198"),
        ("A hearing at 10 a.m. Tuesday was full", "10 a.m. Tuesday", "XXXX-WXX-2T10:00"),
        ("They met late on Tuesday in the hall", "late on Tuesday", "XXXX-WXX-2"),
        ("Fire broke out Sunday night in the mill", "Sunday night", "XXXX-WXX-7TNI"),
        ("The mill burned last night again", "last night", "-P1DTNI"),
        ("They return later this week by boat", "later this week", "P0W"),
        ("They left two and a half years ago", "two and a half years ago", "-P2.5Y"),
        ("They left more than 20 years ago", "more than 20 years ago", "-P20Y"),
        ("The lake froze two weeks later there", "two weeks later", "+P2W"),
        ("The lake froze the day before.", "the day before", "-P1D"),
        ("It took more than two years to dig", "more than two years", "P2Y"),
        ("The more than two-year siege ended", "more than two-year", "P2Y"),
        ("A months-long dispute ended", "months-long", "PXM"),
        ("A 90-day truce ended", "90-day", "P90D"),
        ("It was shut for twenty-one days", "twenty-one days", "P21D"),
        ("It was shut for twenty one days", "twenty one days", "P21D"),
        ("It was shut for two hundred days", "two hundred days", "P200D"),
        ("It was shut for one hundred and twenty days", "one hundred and twenty days", "P120D"),
        ("It was shut for a hundred and ten days", "a hundred and ten days", "P110D"),
        ("The wall stood for a thousand years", "a thousand years", "P1000Y"),
        ("They fled three hundred years ago", "three hundred years ago", "-P300Y"),
        ("They fled twelve hundred years ago", "twelve hundred years ago", "-P1200Y"),
        ("They fled several hundred years ago", "several hundred years ago", "PAST_REF"),
        ("They fled half a dozen years ago", "half a dozen years ago", "-P6Y"),
        ("It fell 65 million years ago", "65 million years ago", "-P65000000Y"),
        ("It fell two and a half million years ago", "two and a half million years ago", "-P2500000Y"),
        ("A 3-million-year gap is left", "3-million-year", "P3000000Y"),
        ("It took 2 1/2 hours", "2 1/2 hours", "PT2.5H"),
        ("It takes two to three years", "three years", "P3Y"),
        ("He spoke of his first hundred days", "his first hundred days", "P100D"),
        ("The levy is due every twelve hundred days", "every twelve hundred days", "P1200D"),
        ("It rang at eleven o\u2019clock sharp", "eleven o\u2019clock", "T11:00"),
        ("Only a boat passed in 2\u00bd hours", "2\u00bd hours", "PT2.5H"),
        ("The levy is due twice a year here", "twice a year", "P1Y"),
        ("The levy is due every two years here", "every two years", "P2Y"),
        ("The annual levy is due", "annual", "P1Y"),
        ("Trucks will pass soon enough", "soon", "FUTURE_REF"),
        ("Three bridges were shut so far this year", "so far this year", "P0Y"),
        ("It opened on New Year\u2019s Eve with songs", "New Year\u2019s Eve", "XXXX-12-31"),
    ],
)
def test_an_expression_is_found_whole_with_its_value(sentence: str, words: str, value: str) -> None:
    found = only(sentence)
    assert (found.text, found.value) == (words, value)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The gate shut yesterday at 5:30 p.m. in the rain", "TIME"),
        ("The gate shut last night", "TIME"),
        ("The gate shut yesterday", "DATE"),
    ],
)
def test_an_hour_or_a_part_of_the_day_makes_a_day_a_time(sentence: str, kind: str) -> None:
    assert only(sentence).type == kind


@pytest.mark.parametrize(
    "sentence",
    [
        "They may march on the fort, and May said so.",
        "About 2000 soldiers and 1950 people came to 2020 homes.",
        "The Sunday Herald printed it, and shoppers liked Black Friday.",
        "It stood in USA Today and in the Daily Beacon, they told the Nightly Desk.",
        "A 34-year-old man and a girl aged 3 years lived there.",
        "Some 2,024 boats and $2019 were lost.",
        "The sun sat over April Quint and Chief March of the fleet.",
        "They met at Hotel 1950, on the goals of Agenda 2030 and by Standard 2019.",
        "The score was 3:1 and the ratio 10:1 in Section 1950b.",
    ],
)
def test_words_and_numbers_that_only_look_like_times_are_left_alone(sentence: str) -> None:
    assert find_times(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "tense", "earliest", "latest", "value"),
    [
        ("It burned Wednesday.", "past", "2024-10-30", "2024-10-30", "2024-10-30"),
        ("It burned Thursday.", "past", "2024-10-24", "2024-10-24", "2024-10-24"),
        ("It opens Thursday.", "future", "2024-10-31", "2024-10-31", "2024-10-31"),
        ("It opens Wednesday.", "future", "2024-10-30", "2024-10-30", "2024-10-30"),
        ("It burned last Wednesday.", None, "2024-10-23", "2024-10-23", "2024-10-23"),
        ("It opens next Wednesday.", None, "2024-11-06", "2024-11-06", "2024-11-06"),
        ("It burned yesterday.", None, "2024-10-29", "2024-10-29", "2024-10-29"),
        ("It burned at 5:20 p.m.", "past", "2024-10-30", "2024-10-30", "2024-10-30T17:20"),
        ("It burned on Dec. 30.", "past", "2023-12-30", "2023-12-30", "2023-12-30"),
        ("It opens on Jan. 5.", "future", "2025-01-05", "2025-01-05", "2025-01-05"),
        ("It burned on 29 February.", "past", "2024-02-29", "2024-02-29", "2024-02-29"),
        ("It burned in August.", "past", "2024-08-01", "2024-08-31", "2024-08"),
        ("It burned last October.", "past", "2023-10-01", "2023-10-31", "2023-10"),
        ("It burned in late September.", "past", "2024-09-21", "2024-09-30", "2024-09"),
        ("It burned last winter.", "past", "2023-12-01", "2024-02-29", "2023-WI"),
        ("It burned earlier this month.", "past", "2024-10-01", "2024-10-30", "2024-10"),
        ("It opens later this year.", "future", "2024-10-30", "2024-12-31", "2024"),
        ("It burned this past weekend.", "past", "2024-10-26", "2024-10-27", "2024-W43-WE"),
        ("It burned last week.", "past", "2024-10-21", "2024-10-27", "2024-W43"),
        ("It opens next month.", "future", "2024-11-01", "2024-11-30", "2024-11"),
        ("It burned three days ago.", "past", "2024-10-27", "2024-10-27", "2024-10-27"),
        ("Ice lay over the past two weeks.", "past", "2024-10-16", "2024-10-30", "P2W"),
        ("It was her third visit in six weeks.", "past", "2024-09-18", "2024-10-30", "P6W"),
        ("Ice will come within days.", "future", "2024-10-30", "2024-11-07", "PXD"),
        ("It was recently painted.", "past", None, "2024-10-30", "PAST_REF"),
        ("It will soon open.", "future", "2024-10-30", None, "FUTURE_REF"),
        ("It is now open.", "present", "2024-10-30", "2024-10-30", "PRESENT_REF"),
        ("It burned in 2014.", "past", "2014-01-01", "2014-12-31", "2014"),
        ("It burned a week later.", "past", None, None, "+P1W"),
        ("It burned for six weeks.", "past", None, None, "P6W"),
        ("It is checked every day.", "present", None, None, "P1D"),
        ("It burned three hundred years ago.", "past", "1724-04-30", "1725-05-01", "1724"),
        ("It burned 1,100 years ago.", "past", "0924-04-30", "0925-05-01", "0924"),
        ("It burned three thousand years ago.", "past", None, None, "-P3000Y"),
        ("It opens nine thousand years from now.", "future", None, None, "+P9000Y"),
        ("It burned two billion hours ago.", "past", None, None, "-PT2000000000H"),
    ],
)
def test_a_time_is_placed_from_the_day_of_publication(
    sentence: str, tense: Tense | None, earliest: str | None, latest: str | None, value: str
) -> None:
    read = meant(sentence, tense)
    assert (read.earliest, read.latest, read.value) == (earliest, latest, value)


def test_a_weekday_is_missing_where_publication_is() -> None:
    read = resolve(only("It burned Monday."), earliest=None, latest=None, tense="past")
    assert (read.earliest, read.latest, read.anchor) == (None, None, "")


def test_an_interval_of_publication_gives_an_interval_of_days_and_keeps_the_value_open() -> None:
    read = resolve(only("It burned yesterday."), earliest=date(2024, 10, 30), latest=date(2024, 11, 2), tense="past")
    assert (read.earliest, read.latest, read.value) == ("2024-10-29", "2024-11-01", "-P1D")
    assert read.anchor == "published 2024-10-30 to 2024-11-02"


def test_a_day_without_a_year_needs_only_one_end_of_the_interval() -> None:
    read = resolve(only("It burned on March 3."), earliest=date(2019, 3, 5), latest=None, tense="past")
    assert (read.earliest, read.latest, read.value) == ("2019-03-03", "2019-03-03", "2019-03-03")


def test_a_day_in_figures_whose_order_is_unclear_keeps_both_readings() -> None:
    read = meant("Filed 04/03/2019 at the port.")
    assert (read.earliest, read.latest) == ("2019-03-04", "2019-04-03")
    assert "unclear" in read.anchor


def test_a_day_in_figures_is_not_read_as_one_after_publication() -> None:
    assert meant("Filed 11/10/2024 at the port.").value == "2024-10-11"


@pytest.mark.parametrize(
    "sentence",
    [
        "From 9 to 11 p.m. on June 4, 2018, crews dug; 18 months and 2.5 years later it held.",
        "Between 1914 and 1918, in the 19th century, for 20 years, at 16:40 GMT on 30/10/2024.",
        "In the third quarter of 2016, twice a day, every 12 hours, from June 4 to 9.",
    ],
)
def test_every_number_of_a_time_expression_lies_inside_its_span(sentence: str) -> None:
    covered = {at for found in find_times(sentence) for at in range(found.start, found.end)}
    loose = [number[0] for number in re.finditer(r"\d+", sentence) if number.start() not in covered]
    assert loose in ([], ["9"])  # "9 to 11 p.m.": the bare 9 stands before the clock time


@given(st.text(alphabet="0123456789 ,./:-aJanMyOctWedthpm\u00a0\n", max_size=60))
def test_any_text_gives_ordered_spans_that_quote_it(text: str) -> None:
    found = find_times(text)
    assert all(one.text == text[one.start : one.end] and one.start < one.end for one in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    for one in found:
        read = resolve(one, earliest=WEDNESDAY, latest=WEDNESDAY, tense="past")
        assert (read.earliest or "0000") <= (read.latest or "9999")


_LISTED = [
    str(word)
    for words in time_cues()["words"].values()
    for word in (
        [w for one in words for w in (one if isinstance(one, list) else [one])] if isinstance(words, list) else words
    )
]
_JOINING = (
    "the|a|of|last|next|this|ago|later|earlier|before|after|and|to|at|on|2012|1997-98|3|30|5 p.m.|13:40|that|same|past|"
    "every|half|fiscal|-|'s"
).split("|")


@given(st.lists(st.sampled_from(_LISTED + _JOINING * 8), max_size=9).map(" ".join))
def test_any_row_of_the_grammars_own_words_is_read_and_placed(text: str) -> None:
    report = Report(
        "r-1", "a.txt", None, "s", "utf-8", "txt", text, (Passage(0, len(text), "body", "test"),),
        published_earliest="2024-10-30", published_latest="2024-10-30",
    )  # fmt: skip
    for row in time_rows(report):
        assert (str(row["earliest"] or "0000")) <= (str(row["latest"] or "9999"))


def spelled(count: int) -> str:
    """A whole number below a million millions in words: "two hundred and five thousand"."""
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if count >= size:
            rest = spelled(count % size) if count % size else ""
            joint = " and " if rest and count % size < 100 else " "
            return f"{spelled(count // size)} {name}{joint}{rest}".rstrip()
    names = {value: word for word, value in cue_file("read", "numbers")["cardinals"].items()}
    return names[count] if count in names else f"{names[count // 10 * 10]}-{names[count % 10]}"


@given(st.integers(1, 999_999_999))
def test_a_time_counts_what_an_estimate_would(count: int) -> None:
    written = spelled(count)
    (number,) = find_numbers(f"They waited {written} days.")
    (time,) = find_times(f"They waited {written} days.")
    assert (number.low, time.value) == (count, f"P{count}D")


def test_a_window_of_the_text_is_searched_with_offsets_of_the_whole() -> None:
    text = "Monday it rained. On Tuesday it froze."
    found = find_times(text, start=17)
    assert [(one.text, one.start) for one in found] == [("Tuesday", 21)]


def tense_in(example: str) -> Tense | None:
    """The tense of the one time in braces."""
    start, end = example.index("{"), example.index("}")
    return tense_at(example.replace("{", "").replace("}", ""), start, end - 1)


@pytest.mark.parametrize("cue", cues(), ids=lambda cue: cue["example"])
def test_every_tense_cue_reads_its_own_example(cue: dict[str, str]) -> None:
    assert (tense_in(cue["example"]) or "") == cue["tense"]


def test_a_time_behind_a_noun_of_what_is_over_is_past_because_of_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    example = cue_file("read", "tense")["done_example"]
    assert tense_in(example) == "past"
    monkeypatch.setitem(cue_file("read", "tense"), "done", [])
    tense._done.cache_clear()
    without = tense_in(example)
    tense._done.cache_clear()
    assert without == "present"


@pytest.mark.parametrize(
    ("sentence", "words", "wanted"),
    [
        ("On Monday, the mayor resigned.", "Monday", "past"),
        ("On Monday, the mayor will resign.", "Monday", "future"),
        ("By a note issued by the port on Monday, both men will meet the envoy on Friday.", "Monday", "past"),
        ("By a note issued by the port on Monday, both men will meet the envoy on Friday.", "Friday", "future"),
        ("The mayor said Monday that troops are moving and will stay.", "Monday", "past"),
        ("He left. The board will vote on Friday.", "Friday", "future"),
        ("Gen. Orr spoke Oct. 3. The board will vote on Friday.", "Oct. 3", "past"),
        ("A table of Friday prices", "Friday", None),
    ],
)
def test_the_nearest_verb_of_the_clause_gives_the_tense(sentence: str, words: str, wanted: str | None) -> None:
    start = sentence.index(words)
    assert tense_at(sentence, start, start + len(words)) == wanted


def test_a_sentence_does_not_end_at_an_abbreviated_month_or_title() -> None:
    text = "It was Oct. 3. Gen. Orr met Dr. Vale at noon. They left."
    start, end = sentence_around(text, text.index("noon"), text.index("noon") + 4)
    assert text[start:end] == "Gen. Orr met Dr. Vale at noon."
