"""Who holds a figure: one rule for the counts behind it and for the queue of discrepancies."""

from __future__ import annotations

import pytest

from tests.compare import harbour
from workbench import ledger
from workbench.compare.parties import Holders, holders_of
from workbench.story import Story


@pytest.fixture(scope="module")
def holders() -> Holders:
    rows = [
        *harbour.ENTITIES,
        {"entity_id": "wardens", "name": "Bay Wardens", "kind": "body", "within": "bay"},
        {"entity_id": "rescuers", "name": "Rescuers", "kind": "group"},
    ]
    return holders_of(Story({"entities": ledger.frame("entities", rows)}))


@pytest.mark.parametrize(
    ("claimant", "parties"),
    [
        ("marrow", {"velna"}),
        ("unnamed-port", {"velna"}),
        ("both", {"velna", "torrin"}),
        ("insurers", {"insurers"}),
        ("unnamed", set()),
        ("officials", set()),
        ("rescuers", set()),
        ("office", set()),
        ("wardens", {"wardens"}),
        ("never-heard-of", {"never-heard-of"}),
        (None, set()),
    ],
)
def test_a_holder_is_folded_into_the_party_that_it_speaks_for(
    holders: Holders, claimant: str | None, parties: set[str]
) -> None:
    assert holders.parties(claimant) == parties


def test_nobody_has_a_name_too(holders: Holders) -> None:
    assert (holders.name(None), holders.name("port")) == ("nobody", "Port Office")
