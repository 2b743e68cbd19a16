"""What a retelling changes reaches the queue, told by its kind; what it keeps does not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.compare.typed import edge, kinds, story_of
from workbench.compare.discrepancies.alignment import alignment_rows
from workbench.compare.discrepancies.queue import discrepancy_rows

WIRE = (
    "The Harbour Board said at least 14 ferries sank in Norra on Tuesday night. "
    "An officer of the Coast Guard, who spoke on condition of anonymity, said 300 sailors are believed to be ashore. "
    "The board released pictures it said showed the wrecks along the northern breakwater. "
    "Divers may search the wrecks of the ferries when the wind drops."
)
FERRIES = {
    "report": "wire",
    "words": "at least 14",
    "value": 14.0,
    "bound": "at least",
    "claimant": "harbour",
    "attribution_id": "a0",
    "place": "norra",
    "status": "sunk",
}
SAILORS = {
    "report": "wire",
    "words": "300",
    "value": 300.0,
    "noun": "sailors",
    "estimand": "sailors-ashore",
    "claimant": "officer",
    "attribution_id": "a1",
    "anonymous": True,
    "stance": "believed",
}
BOARD = {
    "report": "wire",
    "source": "The Harbour Board",
    "cue": "said",
    "speaker": "harbour",
    "content": "at least 14 ferries sank in Norra on Tuesday night",
}
OFFICER = {
    "report": "wire",
    "source": "An officer of the Coast Guard",
    "cue": "said",
    "after": "anonymity,",
    "source_first": True,
    "speaker": "officer",
    "anonymous": True,
    "anonymity_ground": "spoke on condition of anonymity",
    "content": "300 sailors are believed to be ashore",
}


def officer(report: str = "wire") -> dict[str, Any]:
    """The officer's saying, whose source stands before what ``after`` looks from."""
    return {key: value for key, value in OFFICER.items() if key not in {"after", "source_first"}} | {"report": report}


def queue(
    retold: str, *, figures: Any = (), sayings: Any = (), days: Any = (), places: Any = ()
) -> list[dict[str, Any]]:
    """The rows of the queue for a retelling of the wire's report."""
    story = story_of(
        {"wire": WIRE, "post": retold},
        figures=[FERRIES, SAILORS, *({"report": "post", **row} for row in figures)],
        sayings=[BOARD, officer(), *({"report": "post", **row} for row in sayings)],
        days=[
            {"report": "wire", "words": "Tuesday", "earliest": "2031-05-06", "latest": "2031-05-06"},
            *({"report": "post", **row} for row in days),
        ],
        places=[
            {"report": "wire", "words": "Norra", "entity_id": "norra"},
            *({"report": "post", **row} for row in places),
        ],
    )
    lineage = [edge("post", "wire")]
    return discrepancy_rows(story, lineage, alignment_rows(story, lineage))


def ferries(words: str, **more: Any) -> dict[str, Any]:
    """The board's figure as the retelling has it."""
    figure = {"words": words, "value": 14.0, "bound": "at least", "claimant": "harbour", "attribution_id": "a2"}
    return {**figure, "place": "norra", "status": "sunk", **more}


def board(cue: str = "said", source: str = "The Harbour Board", **more: Any) -> dict[str, Any]:
    """The board's saying as the retelling has it."""
    return {"source": source, "cue": cue, "speaker": "harbour", "content": "ferries sank in", **more}


KEPT = "The Harbour Board said no fewer than 14 ferries sank in Norra on Tuesday night."


def test_a_retelling_that_keeps_everything_raises_nothing() -> None:
    rows = queue(
        KEPT,
        figures=[ferries("no fewer than 14")],
        sayings=[board()],
        days=[{"words": "Tuesday", "earliest": "2031-05-06", "latest": "2031-05-06"}],
        places=[{"words": "Norra", "entity_id": "norra"}],
    )
    assert rows == []


CHANGED: list[tuple[str, str, Mapping[str, Any]]] = [
    (
        "hedge dropped",
        "The Harbour Board said 14 ferries sank in Norra on Tuesday night.",
        {"figures": [ferries("14", bound="bare")], "sayings": [board()]},
    ),
    (
        "place",
        "The Harbour Board said at least 14 ferries sank in Sudra on Tuesday night.",
        {
            "figures": [ferries("at least 14", place="sudra")],
            "sayings": [board()],
            "places": [{"words": "Sudra", "entity_id": "sudra"}],
        },
    ),
    (
        "number",
        "The Harbour Board said at least 40 ferries sank in Norra on Tuesday night.",
        {"figures": [ferries("at least 40", value=40.0)], "sayings": [board()]},
    ),
    (
        "time",
        "The Harbour Board said at least 14 ferries sank in Norra on Friday night.",
        {
            "figures": [ferries("at least 14")],
            "sayings": [board()],
            "days": [{"words": "Friday", "earliest": "2031-05-09", "latest": "2031-05-09"}],
        },
    ),
    (
        "certainty raised",
        "The Harbour Board confirmed at least 14 ferries sank in Norra on Tuesday night.",
        {"figures": [ferries("at least 14")], "sayings": [board("confirmed")]},
    ),
    (
        "attribution dropped",
        "At least 14 ferries sank in Norra on Tuesday night.",
        {"figures": [ferries("At least 14", claimant=None, attribution_id=None)]},
    ),
    (
        "holders merged",
        "The Harbour Board and the Coast Guard said at least 14 ferries sank in Norra on Tuesday night.",
        {
            "figures": [ferries("at least 14", claimant="board-and-guard")],
            "sayings": [board(source="The Harbour Board and the Coast Guard", speaker="board-and-guard")],
        },
    ),
    (
        "anonymity dropped",
        "Coast Guard officer Per Alm said 300 sailors are believed to be ashore.",
        {
            "figures": [{**SAILORS, "anonymous": False, "claimant": "coast", "attribution_id": "a2", "report": "post"}],
            "sayings": [
                {"source": "Coast Guard officer Per Alm", "cue": "said", "speaker": "coast", "content": "300 sailors"}
            ],
        },
    ),
    (
        "anonymity dropped",
        "An officer of the Coast Guard said 300 sailors are believed to be ashore.",
        {
            "figures": [{**SAILORS, "attribution_id": "a2", "report": "post"}],
            "sayings": [
                {
                    "source": "An officer of the Coast Guard",
                    "cue": "said",
                    "speaker": "officer",
                    "anonymous": True,
                    "content": "300 sailors",
                }
            ],
        },
    ),
    ("hedge dropped", "The board released pictures of the wrecks along the northern breakwater.", {}),
    (
        "attribution dropped",
        "The board released pictures purportedly showing the wrecks along the northern breakwater.",
        {},
    ),
    ("hedge dropped", "Divers will search the wrecks of the ferries when the wind drops.", {}),
    ("certainty raised", "Divers will probably search the wrecks of the ferries when the wind drops.", {}),
]


@pytest.mark.parametrize(
    ("kind", "retold", "read"), CHANGED, ids=[f"{kind}: {retold[:40]}" for kind, retold, _ in CHANGED]
)
def test_a_change_of_each_kind_is_the_one_row_of_the_queue(kind: str, retold: str, read: Mapping[str, Any]) -> None:
    assert kinds(queue(retold, **read)) == [kind]


def test_a_row_cites_both_sentences_and_says_the_change_in_one_sentence() -> None:
    [row] = queue(
        "The Harbour Board said 14 ferries sank in Norra.", figures=[ferries("14", bound="bare")], sayings=[board()]
    )
    assert WIRE[row["a_start"] : row["a_end"]].startswith("The Harbour Board said at least 14")
    assert (row["b_report"], row["b_start"], row["b_end"]) == ("post", 0, 48)
    assert row["reading"] == "post turns “at least 14 ferries” into “14 ferries”, unlike wire."
    assert (row["severity"], row["state"], row["reason"]) == ("medium", "open", None)


def test_a_purpose_that_no_parent_has_is_an_addition_of_weight_and_a_circumstance_a_light_one() -> None:
    [row] = queue("Divers may search the wrecks of the ferries to recover stolen paintings.")
    assert (row["kind"], row["severity"]) == ("added in the retelling", "medium")
    assert "“to recover stolen paintings”" in row["reading"]
    [row] = queue("Divers may search the wrecks of the ferries amid festival fireworks.")
    assert (row["kind"], row["severity"]) == ("added in the retelling", "low")


@pytest.mark.parametrize(
    ("retold", "shown"),
    [
        ("amid festival fireworks that were on.", "“amid festival fireworks that were on”"),
        ("amid festival fireworks, clowns, jugglers.", "“amid festival fireworks”"),
        (
            "amid festival fireworks juggling torches beside purple elephants under silver lanterns.",
            "“amid festival fireworks juggling torches beside purple elephants ...”",
        ),
    ],
)
def test_an_addition_is_shown_to_its_end_or_marked_as_cut(retold: str, shown: str) -> None:
    [row] = queue(f"Divers may search the wrecks of the ferries {retold}")
    assert shown in row["reading"]


def test_what_a_second_parent_has_is_no_change() -> None:
    retold = "The Harbour Board said 14 ferries sank in Norra on Tuesday night."
    plain = "Two reports differ. The Harbour Board said 14 ferries sank in Norra on Tuesday night."
    figures = [
        FERRIES,
        {**ferries("14", bound="bare"), "report": "post"},
        {**ferries("14", bound="bare"), "report": "second"},
    ]
    story = story_of({"wire": WIRE, "second": plain, "post": retold}, figures=figures)
    lineage = [edge("post", "wire"), edge("post", "second")]
    assert discrepancy_rows(story, lineage, alignment_rows(story, lineage)) == []


def test_a_denied_edge_compares_nothing() -> None:
    retold = "Divers will search the wrecks of the ferries when the wind drops."
    story = story_of({"wire": WIRE, "post": retold})
    lineage = [edge("post", "wire", state="denied")]
    assert discrepancy_rows(story, lineage, alignment_rows(story, lineage)) == []


def test_yesterday_is_counted_from_the_heading_where_the_clues_to_the_date_disagree() -> None:
    retold = "The Harbour Board said yesterday that ferries sank in Norra in the night."
    clue = {"start": 0, "end": 3, "text": "May 9, 2031", "rule": "page-date", "says": "2031-05-09"}
    story = story_of(
        {"wire": WIRE, "post": retold},
        days=[
            {"report": "wire", "words": "Tuesday", "earliest": "2031-05-06", "latest": "2031-05-06"},
            {
                "report": "post",
                "words": "yesterday",
                "value": "-P1D",
                "rule": "yesterday",
                "earliest": "2031-05-06",
                "latest": "2031-05-08",
            },
        ],
        facts={"post": {"published_conflict": True, "published_evidence": [clue]}},
    )
    lineage = [edge("post", "wire")]
    rows = discrepancy_rows(story, lineage, alignment_rows(story, lineage))
    assert [row["reading"] for row in rows if row["kind"] == "time"] == [
        "post says “yesterday” (2031-05-08) where wire says “Tuesday” (2031-05-06)."
    ]


def test_a_headline_that_drops_the_bound_of_its_own_body_is_told() -> None:
    figures = [
        {**FERRIES, "report": "wire", "words": "14", "bound": "bare", "part": "headline", "claimant": None},
        {**FERRIES, "after": "The Harbour Board"},
    ]
    story = story_of({"wire": WIRE}, figures=figures, titles={"wire": "Storm sinks 14 ferries in the port of Norra"})
    [row] = discrepancy_rows(story)
    assert (row["kind"], row["severity"]) == ("headline against body", "medium")
    assert row["reading"] == ("The headline of wire turns “at least 14 ferries” into “14 ferries”, unlike its body.")


def test_a_floor_that_another_report_calls_the_earlier_estimate_is_a_floor_lost() -> None:
    other = "The board now counts 30 ferries, up from its previous estimate of 14 ferries."
    story = story_of(
        {"wire": WIRE, "other": other},
        figures=[FERRIES, {**ferries("14", bound="bare", superseded=True), "report": "other"}],
        facts={
            "wire": {"published_earliest": "2031-05-06", "published_latest": "2031-05-06"},
            "other": {"published_earliest": "2031-05-08", "published_latest": "2031-05-08"},
        },
    )
    assert kinds(discrepancy_rows(story)) == ["hedge dropped"]


def test_the_queue_is_sorted_by_severity_and_the_same_every_time() -> None:
    retold = "Divers will search the wrecks. The Harbour Board said 40 ferries sank in Sudra on Tuesday night."
    read: dict[str, Any] = {"figures": [ferries("40", value=40.0, bound="bare", place="sudra")], "sayings": [board()]}
    rows = queue(retold, **read)
    severities = [row["severity"] for row in rows]
    assert severities == sorted(severities, key=("high", "medium", "low").index)
    assert rows == queue(retold, **read)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Divers will search the wrecks of the ferries when the wind drops.", ["hedge dropped"]),
        ("According to the guard the wrecks of the ferries will be searched by men.", ["hedge dropped"]),
        ("The guard believes divers will search the wrecks of the ferries.", ["hedge dropped"]),
        ("Divers are expected to search the wrecks of the ferries when the wind drops.", []),
        ("The guard will rest when the wind drops.", []),
    ],
)
def test_what_may_come_and_is_told_as_certain_to_come_has_lost_its_hedge(words: str, kind: list[str]) -> None:
    said = [{"source": "The guard", "cue": "believes", "speaker": "coast", "stance": "believed", "content": words[19:]}]
    assert [one for one in kinds(queue(words, sayings=said if "believes" in words else ())) if "hedge" in one] == kind


def labels(wire: str, post: str, **read: Any) -> list[str]:
    """The names of what changed between two reports of one sentence each."""
    story = story_of({"wire": wire, "post": post}, **read)
    return [one for row in alignment_rows(story, [edge("post", "wire")]) for one in row["labels"]]


@pytest.mark.parametrize(
    ("wire", "post", "kind"),
    [
        (
            "The council is considering closing the market.",
            "The council plans to close the market.",
            "certainty raised",
        ),
        ("The council plans to close the market.", "The council will close the market.", "certainty raised"),
        ("The council agreed to close the market.", "The council wants to close the market.", "certainty lowered"),
        ("The chance of hail is fairly high this week.", "The chance of hail is high this week.", "hedge dropped"),
        ("Hail is not necessarily bad for barley.", "Hail is not bad for barley.", "hedge dropped"),
    ],
)
def test_how_firmly_a_thing_is_meant_or_said_is_told(wire: str, post: str, kind: str) -> None:
    assert labels(wire, post) == [kind]


@pytest.mark.parametrize(
    ("wire", "post"),
    [
        ("The council plans to close the market.", "The council intends to close the market."),
        ("The council plans to close the market.", "The council will open the market."),
        ("The chance of hail is fairly high this week.", "The chance of hail is rather high this week."),
        ("Hail has the potential to ruin barley.", "Hail could potentially ruin barley."),
    ],
)
def test_other_words_for_as_firm_a_thing_are_no_change(wire: str, post: str) -> None:
    assert labels(wire, post) == ["reworded"]


def test_a_time_that_became_previously_has_lost_its_day() -> None:
    wire, post = "On 3 May the ferry was repaired in a dock.", "The ferry was previously repaired in a dock."
    day = {"report": "wire", "words": "3 May", "earliest": "2031-05-03", "latest": "2031-05-03"}
    assert labels(wire, post, days=[day]) == ["time"]
    assert labels(wire, f"On 3 May {post[:9].lower()} {post[10:]}", days=[day, {**day, "report": "post"}]) == [
        "reworded"
    ]


def spoken(report: str, source: str, cue: str, content: str, **more: Any) -> dict[str, Any]:
    """Somebody's words in a report."""
    return {"report": report, "source": source, "cue": cue, "content": content, **more}


def test_what_a_parent_says_in_its_own_voice_and_the_retelling_gives_to_somebody_is_told() -> None:
    wire, post = "Two cranes fell into the harbour at noon.", "Two cranes fell into the harbour, Odo Lind said."
    lind = spoken("post", "Odo Lind", "said", "Two cranes fell into the harbour", speaker="board-spokesman")
    assert labels(wire, post, sayings=[lind]) == ["attribution added"]
    named = wire.replace("Two", "Odo Lind saw how two")
    assert "attribution added" not in labels(named, post, sayings=[lind])


def test_who_goes_on_speaking_from_the_sentence_before_is_no_attribution_added() -> None:
    wire = "Odo Lind said the wind was strong. Two cranes fell into the harbour at noon."
    post = "Two cranes fell into the harbour, Odo Lind said."
    lind = spoken("post", "Odo Lind", "said", "Two cranes fell into the harbour", speaker="board-spokesman")
    before = spoken("wire", "Odo Lind", "said", "the wind was strong", speaker="board-spokesman")
    assert "attribution added" not in labels(wire, post, sayings=[before, lind])
    cited = {**before, "speaker": "coast"}
    assert "attribution added" in labels(wire, post, sayings=[cited, lind])


def test_who_passed_on_the_words_of_another_and_is_left_out_is_an_attribution_dropped() -> None:
    wire = "The Coast Guard fears that two cranes fell into the harbour, according to Odo Lind of the board."
    post = "The Coast Guard believes two cranes fell into the harbour."
    inner = "two cranes fell into the harbour"
    read = [
        spoken("wire", "Odo Lind", "according to", f"The Coast Guard fears that {inner}", speaker="board-spokesman"),
        spoken("wire", "The Coast Guard", "fears", inner, speaker="coast", within_attribution="a0"),
        spoken("post", "The Coast Guard", "believes", inner, speaker="coast"),
    ]
    assert labels(wire, post, sayings=read) == ["attribution dropped"]
    kept = f"{post} So Odo Lind of the board told the press."
    told = spoken("post", "Odo Lind", "told", "the press", speaker="board-spokesman")
    assert "attribution dropped" not in labels(wire, kept, sayings=[*read, told])


def test_a_cause_that_the_parent_tells_in_another_place_is_joined_by_the_retelling() -> None:
    apart = "The guild shut its bakery. Rain fell. Two cats slept. The price of rye flour doubled in Torrin."
    post = "The guild shut its bakery, citing the doubled price of rye flour in Torrin."
    [row] = discrepancies(apart, post)
    assert (row["kind"], row["severity"]) == ("added in the retelling", "medium")
    assert "as a cause of what no report it is held against joins to it" in row["reading"]
    beside = "The guild shut its bakery. The price of rye flour doubled in Torrin. Rain fell. Two cats slept."
    assert discrepancies(beside, post) == []


def discrepancies(wire: str, post: str, **read: Any) -> list[dict[str, Any]]:
    """The rows of the queue for a report that draws on another."""
    story = story_of({"wire": wire, "post": post}, **read)
    lineage = [edge("post", "wire")]
    return discrepancy_rows(story, lineage, alignment_rows(story, lineage))


RECKONED = "The board put the crowd on the northern pier at 25,000 in the evening."


def reckoned(report: str, words: str, **more: Any) -> dict[str, Any]:
    """A figure of the crowd on the pier."""
    return {"report": report, "words": words, "value": 25000.0, "noun": "crowd", "estimand": "crowd", **more}


def test_a_reckoning_told_without_whose_it_was_is_one_loss() -> None:
    said = {"report": "wire", "source": "The board", "cue": "put", "content": "25,000", "speaker": "harbour"}
    held = {"claimant": "harbour", "attribution_id": "a0", "stance": "assessed"}
    post = "The crowd on the northern pier was 25,000 in the evening."
    figures = [reckoned("wire", "25,000", **held), reckoned("post", "25,000")]
    assert kinds(discrepancies(RECKONED, post, figures=figures, sayings=[said])) == ["attribution dropped"]


@pytest.mark.parametrize(
    ("body", "rows"),
    [
        ("The crowd on the northern pier was 25,000 in the evening.", 1),
        ("The crowd on the northern pier sang in the evening.", 1),
    ],
)
def test_a_holder_lost_in_heading_and_body_is_lost_once(body: str, rows: int) -> None:
    said = {"report": "wire", "source": "The board", "cue": "put", "content": "25,000", "speaker": "harbour"}
    held = {"claimant": "harbour", "attribution_id": "a0"}
    figures = [reckoned("wire", "25,000", **held), reckoned("post", "25,000", part="title")]
    if "25,000" in body:
        figures.append(reckoned("post", "25,000", after="\n\n"))
    story = story_of(
        {"wire": RECKONED, "post": body}, figures=figures, sayings=[said], titles={"post": "Crowd on pier at 25,000"}
    )
    lineage = [edge("post", "wire")]
    found = discrepancy_rows(story, lineage, alignment_rows(story, lineage))
    assert [row["kind"] for row in found] == ["attribution dropped"] * rows


def test_of_reports_that_do_not_draw_on_each_other_none_turns_a_figure_into_another() -> None:
    texts = {"early": "At least 14 ferries sank, the board said.", "late": "The board said 14 ferries sank."}
    figures = [
        {**ferries("At least 14"), "report": "early"},
        {**ferries("14", bound="bare"), "report": "late"},
    ]
    facts = {
        "early": {"published_earliest": "2031-05-06", "published_latest": "2031-05-06"},
        "late": {"published_earliest": "2031-05-08", "published_latest": "2031-05-08"},
    }
    [row] = discrepancy_rows(story_of(texts, figures=figures, facts=facts))
    assert row["reading"] == "late has “14 ferries” where early has “At least 14 ferries”."


def test_a_number_told_as_somebodys_earlier_one_that_only_another_gave_has_changed_its_holder() -> None:
    texts = {"early": "The board counts 14 ferries.", "late": "Now 30 ferries sank, up from 14, the guard said."}
    figures = [
        {**ferries("14", bound="bare"), "report": "early"},
        {**ferries("14", bound="bare", claimant="coast", superseded=True), "report": "late"},
    ]
    facts = {
        "early": {"published_earliest": "2031-05-06", "published_latest": "2031-05-06"},
        "late": {"published_earliest": "2031-05-08", "published_latest": "2031-05-08"},
    }
    assert kinds(discrepancy_rows(story_of(texts, figures=figures, facts=facts))) == ["holder changed"]
    own = {**ferries("14", bound="bare", claimant="coast"), "report": "early"}
    assert discrepancy_rows(story_of(texts, figures=[figures[0], own, figures[1]], facts=facts)) == []


def test_a_figure_on_nobodys_word_is_of_the_holder_whom_its_sentence_names() -> None:
    texts = {"early": "At least 14 ferries sank, the board said.", "late": "So 14 ferries sank; the board met on it."}
    figures = [
        {**ferries("At least 14"), "report": "early"},
        {**ferries("14", bound="bare", claimant=None), "report": "late"},
    ]
    facts = {
        "early": {"published_earliest": "2031-05-06", "published_latest": "2031-05-06"},
        "late": {"published_earliest": "2031-05-08", "published_latest": "2031-05-08"},
    }
    named = [{"report": "late", "words": "the board", "entity_id": "harbour", "label": "ORG"}]
    assert kinds(discrepancy_rows(story_of(texts, figures=figures, facts=facts, places=named))) == ["hedge dropped"]
    assert discrepancy_rows(story_of(texts, figures=figures, facts=facts)) == []


def test_a_figure_told_as_an_earlier_one_is_of_whom_the_report_names_in_its_headline_too() -> None:
    story = story_of(
        {
            "wire": "The Harbour Board counts at least 14 ferries lost. The Coast Guard counts 14 ferries lost.",
            "late": "It is up from 14 ferries, the count of the Harbour Board.",
        },
        titles={"late": "More than the 14 ferries of last week"},
        figures=[
            {**ferries("at least 14", claimant="harbour"), "report": "wire"},
            {**ferries("14", bound="bare", claimant="coast"), "report": "wire", "after": "The Coast Guard"},
            {**ferries("14", bound="bare", claimant=None), "report": "late", "part": "headline"},
            {**ferries("14", bound="bare", claimant=None, superseded=True), "report": "late", "after": "up from"},
        ],
        places=[{"report": "late", "words": "Harbour Board", "entity_id": "harbour", "label": "ORG"}],
        facts={"wire": {"published_latest": "2031-05-01"}, "late": {"published_earliest": "2031-05-08"}},
    )
    rows = [row for row in discrepancy_rows(story) if row["a_report"] == "wire"]
    assert kinds(rows) == ["hedge dropped", "hedge dropped"]
    assert {row["b_start"] for row in rows} == {0, len("More than the 14 ferries of last week") + 2}


def test_what_a_summary_changed_against_a_parent_is_not_told_again_against_its_own_body() -> None:
    wire = "At least 14 ferries sank in the port, the board said."
    title = "Storm sinks 14 ferries in the port"
    post = "At least 14 ferries sank in the port, the board said."
    figures = [
        {**ferries("At least 14"), "report": "wire"},
        {**ferries("14", bound="bare"), "report": "post", "part": "headline"},
        {**ferries("At least 14"), "report": "post"},
    ]
    story = story_of({"wire": wire, "post": post}, figures=figures, titles={"post": title})
    lineage = [edge("post", "wire")]
    assert kinds(discrepancy_rows(story, lineage, alignment_rows(story, lineage))) == ["hedge dropped"]
    assert kinds(discrepancy_rows(story)) == ["headline against body"]


def test_a_precise_number_on_nobodys_word_is_that_of_any_holder() -> None:
    texts = {"ask": "The board asked for 71.4 crowns.", "digest": "The appeal raised 71.4 crowns."}
    common = {"words": "71.4", "value": 71.4, "noun": "crowns", "estimand": "appeal", "place": None}
    figures = [
        {"report": "ask", **common, "claimant": "harbour", "status": "asked for"},
        {"report": "digest", **common, "claimant": None, "status": "pledged"},
    ]
    facts = {
        "ask": {"published_earliest": "2031-05-06", "published_latest": "2031-05-06"},
        "digest": {"published_earliest": "2031-05-08", "published_latest": "2031-05-08"},
    }
    assert kinds(discrepancy_rows(story_of(texts, figures=figures, facts=facts))) == ["status"]
    rounded = [{**row, "words": "crowns", "value": 70.0} for row in figures]
    assert kinds(discrepancy_rows(story_of(texts, figures=rounded, facts=facts))) == []


def test_a_total_that_nobody_stated_is_told_with_the_numbers_it_was_made_from() -> None:
    first = "Two convoys of up to 60 boats each lie off Norra, the board said."
    common: dict[str, Any] = {"estimand": "boats", "place": None, "noun": "boats"}
    count = {"report": "first", "words": "Two", "value": 2.0, "noun": "convoys", "estimand": "convoys"}
    size = {"report": "first", "words": "up to 60", "value": 60.0, "bound": "at most", "per": "convoy", **common}
    whole = {"sentence_start": 0, "sentence_end": len(first)}
    said = {"report": "later", "words": "120", "value": 120.0, **common, "claimant": None}
    texts = {"first": first, "later": "There are 120 boats off Norra."}
    figures: list[dict[str, Any]] = [
        {**count, **whole, "claimant": "harbour"},
        {**size, **whole, "claimant": "harbour"},
        said,
    ]
    [row] = discrepancy_rows(story_of(texts, figures=figures))
    assert (row["kind"], row["severity"]) == ("number", "high")
    assert row["reading"] == (
        "later gives “120 boats” as a count; first has “Two convoys” and “up to 60 boats” for each, and no report "
        "states that total."
    )
    held = [*figures[:2], {**said, "claimant": "coast"}]
    assert [row for row in discrepancy_rows(story_of(texts, figures=held)) if row["kind"] == "number"] == []


COUNTED = "The Pilot Service said 14 ferries sank, citing the Lighthouse Service."


def folded(post: str, claimant: str, *, before: str = "lights", relayed: str = "pilots", **facts: Any) -> list[str]:
    """The kinds of the rows for a count of one body passed on by another, told later as that of a third."""
    said = [
        spoken("wire", "The Pilot Service", "said", "14 ferries sank", speaker=relayed, relayed_by=[before]),
        spoken("post", post.split(" said")[0], "said", "14 ferries sank", speaker=claimant),
    ]
    counts = [
        {**ferries("14", bound="bare", claimant=before, attribution_id="a0"), "report": "wire"},
        {**ferries("14", bound="bare", claimant=claimant, attribution_id="a1"), "report": "post"},
    ]
    return kinds(discrepancies(COUNTED, post, figures=counts, sayings=said))


def test_two_bodies_told_as_the_party_that_both_belong_to_are_holders_merged() -> None:
    assert folded("The Sea Ministry said 14 ferries sank.", "ministry") == ["holders merged"]


def test_a_body_and_its_own_speaker_told_as_their_party_are_no_two_holders() -> None:
    assert folded("The Sea Ministry said 14 ferries sank.", "ministry", relayed="keeper") == []
    assert folded("The Pilot Service said 14 ferries sank.", "pilots", before="pilots") == []


def bare_count(before: str, after: str, *, place: str | None = None) -> list[str]:
    """The readings of the rows about a place, for a count of Lower Norra that is told after one of ``before``."""
    wire = "In Lower Norra 312 ferries sank in the storm."
    post = f"In {before} ferries sank by the score: 415 ferries sank. {after}"
    counts = [
        {**ferries("312", value=312.0, bound="bare", place="lower-norra", claimant=None), "report": "wire"},
        {**ferries("415", value=415.0, bound="bare", place=before.casefold(), claimant=None), "report": "post"},
        {**ferries("312", value=312.0, bound="bare", place=place, claimant=None), "report": "post"},
    ]
    rows = discrepancies(wire, post, figures=counts)
    return [row["reading"] for row in rows if row["kind"] == "place" and "312" in row["reading"]]


def test_a_count_of_one_place_told_bare_after_a_count_of_a_wider_place_has_lost_its_place() -> None:
    told = "post gives “312 ferries” without its place, Lower Norra, after a count for Norra, unlike wire."
    assert bare_count("Norra", "On Monday 312 ferries sank.") == [told]


def test_a_bare_count_after_one_of_its_own_place_or_of_a_place_apart_has_lost_none() -> None:
    assert bare_count("Sudra", "On Monday 312 ferries sank.") == []
    assert bare_count("Norra", "In Lower Norra 312 ferries sank.") == []


FERRY_TALKS = "The owner and the guild met in Norra. The port may cut the fares of the summer ferries."


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("However, the port may cut the fares of the summer ferries.", ["adds a contrast: “However”"]),
        (
            "The port may cut the fares of the summer ferries between the islands.",
            ["adds between whom it is: “between the islands”"],
        ),
        ("The port may cut the fares of the summer ferries between the owner and the guild.", []),
        ("The port may cut the fares of the summer ferries between 3 and 5 crowns.", []),
        ("The port may cut the fares, however low, of the summer ferries.", []),
    ],
)
def test_a_contrast_or_parties_that_the_sentences_drawn_from_do_not_name_are_added(post: str, told: list[str]) -> None:
    rows = discrepancies(FERRY_TALKS, post)
    assert [row["reading"].removeprefix("post ").split(";")[0] for row in rows] == told


def test_a_contrast_that_the_parent_makes_in_other_words_is_none_added() -> None:
    wire = "The owner met the guild in Norra. But the port may cut the fares of the summer ferries."
    assert discrepancies(wire, "However, the port may cut the fares of the summer ferries.") == []


def test_a_light_addition_is_told_in_the_row_of_a_graver_change_of_the_same_sentences() -> None:
    [row] = discrepancies(FERRY_TALKS, "However, the port will cut the fares of the summer ferries.")
    assert (row["kind"], row["severity"]) == ("hedge dropped", "medium")
    assert "; it adds a contrast: “However”" in row["reading"]


@pytest.mark.parametrize(
    ("post", "told"),
    [
        ("Odo Lind and the Lamp Guild said the wind tore two cranes from the quay.", ["holders merged"]),
        ("Odo Lind has stated the wind tore two cranes from the quay.", []),
        ("The wind tore two cranes from the quay.", ["attribution dropped"]),
        ("The wind tore two cranes from the quay of Odo Lind.", ["attribution dropped"]),
    ],
)
def test_a_source_that_still_stands_with_its_verb_is_not_lost_though_it_was_not_read(
    post: str, told: list[str]
) -> None:
    wire = "Odo Lind said the wind tore two cranes from the quay."
    lind = spoken("wire", "Odo Lind", "said", "the wind tore two cranes from the quay", speaker="board-spokesman")
    assert [one for one in labels(wire, post, sayings=[lind]) if one != "reworded"] == told


@pytest.mark.parametrize(
    ("post", "source", "told"),
    [
        ("That night 312 ferries sank, he stated.", "he", []),
        ("That night 312 ferries sank, the Harbour Board and the Lamp Guild said.", None, []),
        ("The Harbour Board lost 312 ferries that night.", None, ["attribution dropped"]),
        ("That night 312 ferries sank.", None, ["attribution dropped"]),
    ],
)
def test_a_figure_of_somebody_not_told_apart_or_whose_source_still_speaks_has_lost_no_source(
    post: str, source: str | None, told: list[str]
) -> None:
    wire = "That night 312 ferries sank, the Harbour Board said."
    said = [spoken("wire", "the Harbour Board", "said", "312 ferries sank", speaker="harbour")]
    said += [spoken("post", source, "stated", "312 ferries sank", speaker=None)] if source else []
    lost = {"words": "312", "value": 312.0, "claimant": None, "attribution_id": None, "report": "post"}
    figures = [{**lost, "claimant": "harbour", "attribution_id": "a0", "report": "wire"}, lost]
    rows = discrepancies(wire, post, figures=figures, sayings=said)
    assert [one for one in kinds(rows) if one == "attribution dropped"] == told


def test_of_two_verbs_for_one_saying_the_one_that_is_kept_is_no_lowered_certainty() -> None:
    inner = "the storm cracked both harbour cranes and the old quay"
    wire, post = f"Odo Lind said he believes {inner}.", f"Odo Lind stated he believes {inner}."
    said = spoken("wire", "Odo Lind", "said", f"he believes {inner}", speaker="board-spokesman")
    believes = [spoken(report, "he", "believes", inner, speaker="board-spokesman") for report in ("wire", "post")]
    assert labels(wire, post, sayings=[said, *believes]) == ["reworded"]
    plain = post.replace("stated he ", "")
    lind = spoken("post", "Odo Lind", "believes", inner, speaker="board-spokesman")
    assert "certainty lowered" in labels(
        wire.replace("he believes ", ""),
        plain,
        sayings=[
            spoken("wire", "Odo Lind", "said", inner, speaker="board-spokesman"),
            lind,
        ],
    )
