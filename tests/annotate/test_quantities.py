"""A number with its hedge, what it counts, and what its clause makes of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from workbench.annotate.language import cues
from workbench.model import Annotation, Quantity

Note = Callable[..., tuple[str, Annotation]]


def one(note: Note, sentence: str) -> Quantity:
    _, annotation = note(sentence)
    (quantity,) = [q for q in annotation.quantities if not q.set_aside]
    return quantity


@pytest.mark.parametrize(
    ("hedge", "bound", "low", "best", "high"),
    [
        ("", "bare", 300, 300, 300),
        ("about ", "about", 300, 300, 300),
        ("nearly ", "about", 300, 300, 300),
        ("an estimated ", "about", 300, 300, 300),
        ("at least ", "at least", 300, None, None),
        ("no fewer than ", "at least", 300, None, None),
        ("more than ", "more than", 300, None, None),
        ("over ", "more than", 300, None, None),
        ("north of ", "more than", 300, None, None),
        ("up to ", "at most", None, None, 300),
        ("as many as ", "at most", None, None, 300),
        ("no more than ", "at most", None, None, 300),
        ("fewer than ", "less than", None, None, 300),
    ],
)
def test_a_hedge_before_a_number_opens_or_closes_its_ends(
    note: Note, hedge: str, bound: str, low: float | None, best: float | None, high: float | None
) -> None:
    text, annotation = note(f"The council said {hedge}300 sheep had crossed the river.")
    (quantity,) = annotation.quantities
    assert (quantity.bound, quantity.low, quantity.best, quantity.high) == (bound, low, best, high)
    assert text[quantity.start : quantity.end] == f"{hedge}300"


@pytest.mark.parametrize("entry", cues("bounds")["bound"], ids=lambda entry: f"{entry['side']} {entry['bound']}")
def test_every_hedge_of_the_cue_file_is_read(note: Note, entry: dict[str, object]) -> None:
    missed = []
    for words in entry["words"]:  # type: ignore[attr-defined]  # the cue file's own list
        glue = "" if str(words)[0] in "+-" else " "
        phrase = f"{words} 300" if entry["side"] == "before" else f"300{glue}{words}"
        _, annotation = note(f"The council counted {phrase} sheep.")
        if [q.bound for q in annotation.quantities] != [entry["bound"]]:
            missed.append(words)
    assert missed == []


def test_the_example_of_every_hedge_is_read_with_its_bound(note: Note) -> None:
    found = {entry["example"]: one(note, entry["example"]).bound for entry in cues("bounds")["bound"]}
    assert found == {entry["example"]: entry["bound"] for entry in cues("bounds")["bound"]}


def test_a_price_that_went_up_to_a_level_has_no_upper_bound(note: Note) -> None:
    assert one(note, "The fare went up to $12 in May.").bound == "bare"
    assert one(note, "The fare is up to $12 in May.").bound == "at most"


def test_a_number_between_commas_that_is_of_no_person_is_no_age(note: Note) -> None:
    assert one(note, "The number, 29, is up.").low == 29


def test_a_bare_number_is_the_size_of_its_plural_subject(note: Note) -> None:
    sized = one(note, cues("quantities")["sizes"]["example"])
    assert (sized.noun_lemma, sized.low) == ("permit", 3400)
    assert one(note, "The sisters were 31.").noun == ""


def test_a_part_has_the_noun_that_was_told_ahead_of_it(note: Note) -> None:
    assert one(note, "Of the tanks, two burned.").noun_lemma == "tank"
    assert one(note, "Of these, 31 burned.").subset
    assert not one(note, "Of those displaced, 31 came home.").subset


def test_a_large_part_of_a_large_whole_is_no_way_to_speak(note: Note) -> None:
    _, annotations = note("Some 900 of 3,400 stations opened late.")
    assert [(q.low, q.set_aside) for q in annotations.quantities] == [(900, ""), (3400, "")]


def test_a_number_that_is_put_at_a_level_counts_no_numbers(note: Note) -> None:
    put = one(note, "The firm put the number at 1,100.")
    assert (put.noun_lemma, put.anaphoric) == ("", True)
    assert one(note, "The firm put the number of cases at 1,100.").noun_lemma == "case"
    assert one(note, "The real number of drivers is 1,100.").noun_lemma == "driver"


def test_what_is_quoted_behind_a_dispute_is_not_disputed(note: Note) -> None:
    _, annotations = note("Drivers disputed the figure: \u201cWe count 55,\u201d said Ilo Marr, their leader.")
    assert not annotations.quantities[0].denied
    assert one(note, "Police denied that 12 had died.").denied


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        (cues("quantities")["costs"]["example"], "cost"),
        ("Forty died, and the costs of repair may be in the billions.", "cost"),
        ("The dam cost 12 million to build.", "cost"),
        ("The strike cost 300 jobs.", "job"),
    ],
)
def test_a_bare_number_after_a_word_of_cost_is_money(note: Note, sentence: str, lemma: str) -> None:
    _, annotations = note(sentence)
    assert annotations.quantities[-1].noun_lemma == lemma


def test_the_example_of_pictures_is_read_as_what_it_stands_for(note: Note) -> None:
    _, pictures = note(cues("quantities")["pictures"]["example"])
    assert [q.set_aside for q in pictures.quantities] == ["name"]
    assert one(note, "The fund has 4K members.").low == 4000


@pytest.mark.parametrize(
    ("sentence", "lemma"),
    [
        ("Each patient had two doses.", "dose"),
        ("Nine series were shown.", "series"),
        ("Nine movies were shown.", "movie"),
        ("Nine gases leaked.", "gas"),
        ("Nine countries signed.", "country"),
    ],
)
def test_what_is_counted_is_told_in_the_singular(note: Note, sentence: str, lemma: str) -> None:
    assert one(note, sentence).noun_lemma == lemma


def test_a_relay_is_no_power_of_ten(note: Note) -> None:
    _, annotation = note("They swam the 4x100m in the rain.")
    assert 4_000_000 not in [q.low for q in annotation.quantities]


def test_the_sign_of_the_inch_touches_its_digits(note: Note) -> None:
    assert one(note, "The pipe is 4in wide.").unit == "inch"
    assert one(note, "They sold 4 in May.").unit == "count"


def test_a_total_brought_up_to_a_number_is_no_upper_bound(note: Note) -> None:
    assert (
        one(
            note, "Two more barns burned overnight, bringing the total up to 42.".replace("Two more barns", "Barns")
        ).bound
        == "bare"
    )


@pytest.mark.parametrize("entry", cues("units")["unit"], ids=lambda entry: entry["name"])
def test_the_example_of_each_unit_is_read_in_that_unit(note: Note, entry: dict[str, str]) -> None:
    _, annotation = note(entry["example"])
    assert [q.unit for q in annotation.quantities] == [entry["name"]]


@pytest.mark.parametrize(
    ("sentence", "noun", "population"),
    [
        ("The port counted 40 fishing boats.", "boats", "fishing boats"),
        ("Dozens of Kovo and Tarn vans burned.", "vans", None),
        ("Nine of the mill's 15 co-owners came.", "owners", None),
        ("The depot lost 40 of its vans.", "vans", None),
        ("Eight estimates were compiled.", "estimates", "estimates"),
        ("More than 20 were hurt.", "", ""),
    ],
)
def test_what_is_counted_is_found(note: Note, sentence: str, noun: str, population: str | None) -> None:
    quantity = note(sentence)[1].quantities[-1]
    assert quantity.noun == noun
    assert population is None or quantity.population == population


@pytest.mark.parametrize(
    ("sentence", "per"),
    [
        ("The lab runs 900 tests a day.", "day"),
        ("Oil costs $83 a barrel.", "barrel"),
        ("Oil costs $83 per barrel.", "barrel"),
        ("The plot costs $30 per square foot.", "square foot"),
        ("The van burns 9 litres/100 km.", ""),
        ("The firm bids C$8 (US$5.90) per share.", "share"),
        ("Gas costs 95 pence per therm.", "therm"),
        ("Power costs $90 per megawatt hour.", "megawatt hour"),
        ("The line carries 9 tonnes of ore a day.", "day"),
        ("Tin fetched $900 an ounce after lunch.", "ounce"),
        ("The pass cost $40 a year ago.", ""),
        ("Nine litres of water a family needs were lost.", ""),
        ("The tax is $40 per se.", ""),
        ("Two convoys of 600 vans each left.", "convoy"),
        ("The three convoys have 500 vans each.", "convoy"),
        ("Sales fell to 900 vans from 950 vans a week earlier.", ""),
        ("The fire is 30 per cent contained.", ""),
    ],
)
def test_a_rate_is_told_with_what_it_is_for(note: Note, sentence: str, per: str) -> None:
    found = [q.per for q in note(sentence)[1].quantities if not q.set_aside]
    assert per in found if per else set(found) == {""}


@pytest.mark.parametrize(
    ("sentence", "unit", "low"),
    [
        ("More than a third of the homes burned.", "percent", 33.3333),
        ("Half the homes burned.", "percent", 50),
        ("The pipe is half a mile long.", "mile", 0.5),
        ("Sales grew sixfold.", "times", 6),
        ("A magnitude 6.1 tremor shook the plain.", "magnitude", 6.1),
        ("The tremor had a magnitude of 6.1.", "magnitude", 6.1),
        ("The bell weighs 200 pounds.", "pound weight", 200),
        ("A 200-pound bell fell.", "pound weight", 200),
        ("The bell cost 200 pounds.", "pound", 200),
        ("The line gained 517 rushing yards.", "yard", 517),
    ],
)
def test_a_number_has_its_unit(note: Note, sentence: str, unit: str, low: float) -> None:
    quantity = one(note, sentence)
    assert (quantity.unit, quantity.low) == (unit, low)


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The herd grazes more than 50 kilometers (30 miles) off.", ["more than", "more than"]),
        ("The bar holds less than 9 ksi (62 MPa).", ["less than", "less than"]),
        ("The herd grazes 50 kilometers (about 30 miles) off.", ["bare", "about"]),
    ],
)
def test_a_conversion_has_the_bound_of_its_figure(note: Note, sentence: str, bounds: list[str]) -> None:
    assert [q.bound for q in note(sentence)[1].quantities] == bounds


def test_a_second_conversion_points_at_the_first_one(note: Note) -> None:
    _, annotation = note("It drew 296 hp (224 kW / 300 hp).")
    assert [q.conversion_of for q in annotation.quantities[:2]] == [None, 0]


def test_a_conversion_in_brackets_points_at_the_figure_it_converts(note: Note) -> None:
    _, annotation = note("The herd grazes 50 kilometers (30 miles) from the coast.")
    first, second = annotation.quantities
    assert (first.conversion_of, second.conversion_of) == (None, 0)
    assert second.low == pytest.approx(48.28)


def test_each_ties_a_number_to_the_group_before_it(note: Note) -> None:
    _, annotation = note("The farm keeps two flocks of up to 600 sheep each.")
    flocks, sheep = annotation.quantities
    assert (flocks.noun_lemma, flocks.per) == ("flock", "")
    assert (sheep.per, sheep.high) == ("flock", 600)


def test_a_level_that_somebody_expects_is_no_change(note: Note) -> None:
    quantity = one(note, "The total is expected by the agency to reach 900 by December.")
    assert (quantity.value, quantity.trend) == (900, "level")


def test_a_rise_by_as_many_as_is_a_change(note: Note) -> None:
    assert one(note, "The toll could still rise by as many as 30.").trend == "change"


def test_no_casualties_is_a_figure_of_zero(note: Note) -> None:
    quantity = one(note, "There were no casualties on the bridge.")
    assert (quantity.low, quantity.high, quantity.bound) == (0, 0, "bare")


@pytest.mark.parametrize(
    ("sentence", "zeros"),
    [
        ("No one was hurt.", ["No"]),
        ("Nobody died.", ["Nobody"]),
        ("None of the guests was hurt.", ["None"]),
        ("No foreign guests were among the dead.", ["No"]),
        ("No one was at the gate.", []),
        ("No guests were in the hall.", []),
        ("None of the guests paid.", []),
    ],
)
def test_that_no_one_came_to_harm_is_a_figure_of_zero(note: Note, sentence: str, zeros: list[str]) -> None:
    text, annotation = note(sentence)
    told = [one for one in annotation.quantities if not one.set_aside]
    assert [(text[one.start : one.end], one.low, one.high) for one in told] == [(zero, 0, 0) for zero in zeros]


@pytest.mark.parametrize(
    ("sentence", "number", "reason"),
    [
        ("The mill burned on 4 May 2019.", "2019", "date"),
        ("The bus leaves at 7:45 p.m. daily.", "45", "time"),
        ("The strike lasted six weeks.", "six", "duration"),
        ("The mayor, a 65-year-old farmer, agreed.", "65", "age"),
        ("It was the 3rd fire of the year.", "3", "ordinal"),
        ("Three wells are open; a fourth, near the mill, is to follow.", "a fourth", "ordinal"),
        ("Trams on routes 6, 14 and X22 were stopped.", "6", "name"),
        ("Trams on routes 6, 14 and X22 were stopped.", "14", "name"),
        ("Leaders in Blocks C and 11 said that 20 people had died.", "11", "name"),
        ("Police held 46 marchers. All but four were let go.", "four", "other"),
        ("Write to 12 Mill Lane for a ticket.", "12", "address"),
        ("The line is open from 8 to 20, and the shop until 6.", "8 to 20", "time"),
        ("Four jobs at the mills hang on every ten at the mine.", "Four", "ratio"),
        ("Call the desk at 555-201-9934 for help.", "201", "phone"),
        ("Nobody invoked Article 5 that night.", "5", "name"),
        ("An old F-16 flew over the field.", "16", "name"),
        ("One cook is needed for every 30 pupils.", "30", "ratio"),
        ("It was one of the longest nights.", "one", "other"),
        ("The two sides met again.", "two", "other"),
        ("The judge praised Maria Petrova (44) and John Miller (51).", "44", "age"),
        ("She will be 35 in May.", "35", "age"),
        ("Voters under 35 stayed away.", "35", "age"),
        ("Ana, who came with her daughters, 11 and 13, left.", "11", "age"),
        ("Ana, who came with her daughters, 11 and 13, left.", "13", "age"),
        ("Three fans, all of them under 20, were hurt.", "20", "age"),
        ("Whoever was there between 3 and 4 p.m. should call.", "3 and 4", "time"),
        ("The line failed before the first 911 call.", "911", "phone"),
        ("Life expectancy in the valley is 73.", "73", "age"),
        ("The team won 3-1 at home.", "3", "name"),
        ("The striker, 29, has left.", "29", "age"),
        ("The coach, 51, has left.", "51", "age"),
        ("The firm plans a 3-for-1 split.", "3", "name"),
        ("The panel backed it by a 3-to-1 margin.", "3", "name"),
        ("Sampling between 2014 and 2017 found lead.", "2014", "date"),
        ("The iOS 16.4 update is out.", "16.4", "name"),
        ("Traders sold the Nasdaq 100 again.", "100", "name"),
        ("Traders sold the S&P 500 again.", "500", "name"),
        ("He bought a Foxhill 737 Max.", "737", "name"),
        ("The Group of 20 met.", "20", "name"),
        ("They won the 2020 qualifier.", "2020", "date"),
        ("The price is half the old one.", "half", "ratio"),
        ("A quarter of the valley is gone.", "A quarter", "ratio"),
        ("They wait at pier 3 for the boat.", "3", "name"),
        ("He is held on floors 2 to 5 of the clinic.", "2 to 5", "name"),
        ("The goat stands beside Tent 27B now.", "27B", "name"),
        ("Some of them sleep in Standard Four alone.", "Four", "name"),
        ("The search is entering day five there.", "five", "name"),
        ("Give to account 004455 of the fund.", "004455", "name"),
        ("Questions? Text 66777 (it costs 25p).", "66777", "phone"),
        ("The helpline (116) is open.", "116", "phone"),
        ("It stood in the journal (2019; 41: 102).", "41", "name"),
        ("They met at about eight in the evening.", "eight", "time"),
        ("It is ten minutes past four.", "four", "time"),
        ("The names are read out every evening at six.", "six", "time"),
        ("Among the dead is a girl of eight, police said.", "eight", "age"),
        ("My husband is 34 and works below.", "34", "age"),
        ("The youngest is 19 and the oldest 58.", "58", "age"),
        ("She was number 260 in the queue.", "260", "name"),
        ("They lie under the rubble of entrance No. 2.", "2", "name"),
        ("Send it to 1000-44871 at the bank.", "1000-44871", "name"),
        ("The hotline, 0800 555 0140, is busy.", "555", "phone"),
        ("It was among the top five raids.", "five", "other"),
    ],
)
def test_a_number_that_is_no_estimate_is_set_aside_with_its_reason(
    note: Note, sentence: str, number: str, reason: str
) -> None:
    text, annotation = note(sentence)
    found = {q.set_aside for q in annotation.quantities if number in text[q.start : q.end]}
    assert found == {reason}


@pytest.mark.parametrize(
    ("sentence", "low", "high"),
    [
        ("The toll could reach anywhere from 60 to 150 by May.", 60, 150),
        ("Floods Kill Two in the Hills", 2, 2),  # a number word in a title names nothing
        ("The club has a list of 71 missing.", 71, 71),
        ("All eight remaining hostages were freed.", 8, 8),
        ("Some 40 boats were lost, the port reported.[7]", 40, 40),  # the mark of a footnote is no number
    ],
)
def test_a_number_that_looks_like_none_is_one(note: Note, sentence: str, low: float, high: float) -> None:
    assert [(q.low, q.high) for q in note(sentence)[1].quantities if not q.set_aside] == [(low, high)]


def test_of_them_makes_a_number_part_of_the_one_before(note: Note) -> None:
    _, annotation = note("The camp holds 900 scouts. More than 300 of them are ill.")
    assert [q.subset for q in annotation.quantities] == [False, True]


def test_an_absurd_number_is_kept_and_marked(note: Note) -> None:
    quantity = one(note, f"The sect counts {'9' * 40} angels.")
    assert quantity.ambiguous


CUES = cues("quantities")


def test_the_examples_of_the_status_cues_are_read_as_what_they_stand_for(note: Note) -> None:
    """Each section of the cue file, by the reading its example must get."""

    def read(section: str) -> list[Quantity]:
        return list(note(CUES[section]["example"])[1].quantities)

    assert [q.superseded for q in read("superseded")] == ["", "up from"]
    assert [q.trend for q in read("level")] == ["level"]
    assert [q.stance for q in read("reported")] == ["reported"]
    assert [q.stance for q in read("expected")] == ["expected"]
    assert [q.stance for q in read("believed")] == ["believed"]
    assert [q.stance for q in read("assessed")] == ["assessed"]
    assert [q.denied for q in read("denied")] == [True]
    assert [q.denied for q in read("truth")] == [True]
    _, withdrawn = note(CUES["superseded"]["withdrawn"]["example"])
    assert [q.superseded for q in withdrawn.quantities] == ["withdrawn"]
    assert [q.anaphoric for q in read("anaphors")] == [True]
    assert [q.value for q in read("zero")] == [0]
    assert [q.noun for q in read("countable")] == ["estimates"]
    assert [q.unit for q in read("weight")] == ["pound weight"]
    assert [q.per for q in read("rates")] == ["day"]
    assert [(q.noun, q.set_aside) for q in read("groups")] == [("population", "")]
    assert [q.set_aside for q in read("aged")] == ["age"]


@pytest.mark.parametrize(
    ("section", "reason"), [("address", "address"), ("names", "name"), ("plain_names", "name"), ("idioms", "other")]
)
def test_the_examples_of_what_is_no_estimate_are_set_aside(note: Note, section: str, reason: str) -> None:
    found = {q.set_aside for q in note(CUES[section]["example"])[1].quantities}
    assert found == {reason}


def test_a_figure_compared_with_another_does_not_take_the_comparison_for_a_hedge(note: Note) -> None:
    _, annotation = note("The ferry carried more than the 187 passengers on its list.")
    assert [q.bound for q in annotation.quantities] == ["bare"]


@pytest.mark.parametrize(("written", "unit"), [("Rp 30 billion", "rupiah"), ("CHF 40", "franc"), ("R$900", "real")])
def test_a_currency_code_before_an_amount_is_its_unit(note: Note, written: str, unit: str) -> None:
    _, annotation = note(f"The owner paid up to {written} in fines.")
    assert [(q.unit, q.bound) for q in annotation.quantities] == [(unit, "at most")]
