"""Our quantities in the terms of NewsQuant; the sentences are ours, none is from that data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation.newsquant import main, predict


def rows(text: str) -> list[tuple[object, str, str]]:
    return [(row["value"], row["change"], row["unit"]) for row in predict([text])[0]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The shop sold about 40 green chairs.", [(40, "~", "green chair")]),
        ("Shares fell 3.5% on Friday.", [(3.5, "down", "percentage")]),
        ("Shares were up nearly 4 percent.", [(4, "up", "percentage")]),
        ("Rents climbed more than 3%.", [(3, ">", "percentage")]),
        ("A seat costs between $20 and $30.", [([20, 30], "=", "dollar")]),
        ("Dozens of people came.", [([12, 120], "=", "people")]),
        ("The lake is 8 or 9 miles wide.", [(8, "=", "mile"), (9, "=", "mile")]),
        ("Rents went from 300 euros to 450 euros.", [([300, 450], "=", "euro")]),
        ("Two-thirds of voters agreed.", [(pytest.approx(2 / 3, rel=1e-5), "=", "% voter")]),
        ("One in five bakers agreed.", [(0.2, "=", "% baker")]),
        ("The 45-year-old striker scored 3 goals.", [(45, "=", "year of age"), (3, "=", "goal")]),
        ("It rained for three days in May 2019.", [(3, "=", "day")]),
        ("The mill runs 900 hours a year.", [(900, "=", "hour per year")]),
        ("The phone works with 5G networks.", [(5, "=", "generation wireless")]),
        ("The bell rang 40 times.", [(40, "=", "count")]),
        ("It fell to minus 40 degrees Fahrenheit.", [(-40, "down", "fahrenheit")]),
        ("Nobody came on 4 May 2019 at 5 p.m.", []),
        ("The 3rd gate of the S&P 500 was shut.", []),
        ("They drew 2-2 at home.", []),
        ("Tin rose $1.15 to $83.20 a barrel.", [(1.15, "up", "dollar"), (83.2, "=", "dollar per barrel")]),
        ("Tin eased to $1,912 an ounce after lunch.", [(1912, "down", "dollar per ounce")]),
        ("The index was down 0.4%, or 130 points.", [(0.4, "down", "percentage"), (130, "down", "point")]),
        ("Two of the five judges left.", [(2, "=", "judge"), (5, "=", "judge")]),
        ("Every one of the 16 teams came.", [(16, "=", "team")]),
        ("Lime sells for $84 a tonne.", [(84, "=", "dollar per metric ton")]),
        ("Cars may emit 128g/km.", [(128, "=", "gram per kilometre")]),
        ("Gas costs 95 pence per therm.", [(95, "=", "penny per therm")]),
        ("The shop pays 7.2p a share.", [(7.2, "=", "point per share")]),
        ("Flats rent for Rs 2,500.", [(2500, "=", "indian rupee")]),
        ("Ad sales dropped 13% to \u20ac410 million.", [(13, "down", "percentage"), (410e6, "=", "euro")]),
        ("The ferry carried 25 cars and about 150 guests.", [(25, "=", "car"), (150, "~", "guest")]),
        ("Mortgage approvals were 43,500.", [(43_500, "=", "mortgage approval")]),
        ("The rules require three rest days.", [(3, "=", "rest day")]),
        ("The well produces 1,450 bpd.", [(1450, "=", "barrel per day")]),
        ("Patients got two doses.", [(2, "=", "dose")]),
        ("Sampling between 2014 and 2017 found nothing.", []),
        ("The iOS 16.4 update is out.", []),
        ("It films 4K video at home.", []),
        ("They won by a 3-to-1 margin.", []),
    ],
)
def test_a_sentence_is_listed_in_their_terms(text: str, expected: list[tuple[object, str, str]]) -> None:
    assert rows(text) == expected


def test_a_gold_in_the_data_changes_nothing(tmp_path: Path) -> None:
    data, out = tmp_path / "data.json", tmp_path / "pred.json"
    data.write_text(json.dumps([{"text": "40 goats fled.", "quantities": [{"value": "7", "change": "up"}]}]))
    assert main([str(data), "--out", str(out)]) == 0
    assert json.loads(out.read_text()) == [[{"value": 40.0, "change": "=", "unit": "goat", "concepts": []}]]
