"""The lesson "trends": a rise that is none, since a bound was dropped, another thing is counted, or an echo came back.

What is here: the questions of each part. Which rises and falls are none is found in ``compare/support/alarms.py``; one
that a holder revised himself and that no alarm speaks of stands among them, so that a rise may also be one.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.compare.support.alarms import Alarm, alarms
from workbench.ledger import plain_rows
from workbench.look.falsetrends import REASONS
from workbench.teach.lessons.material import Candidate, Material, Row, hedge_of, place_of
from workbench.teach.lessons.question import Question, Quotation

LESSON = "trends"
REAL = "nothing: whoever holds it gave a new figure"
_LOOK = {
    "bound dropped": "Was one of the two numbers a floor or a ceiling before it was told here?",
    "estimand changed": "Does each of the two numbers count the same thing, at the same place?",
    "echo": "Was one of the two numbers given long before, by whoever is behind both?",
}
#: So many things counted are offered.
_MOST_NAMES = 5


def reasons(material: Material) -> Iterator[Candidate]:
    """What is wrong with this rise? A dropped bound, another thing counted, an echo, or nothing."""
    options = (*REASONS.values(), REAL)
    for alarm, first, second, found in _alarms(material):
        found_in = f"{material.called[found['report_id']]} has “{found['phrase']}”"
        hints = (
            "Ask three things: the same bound? the same thing counted? new, or an old number come back?",
            _LOOK[alarm.reason],
            f"{found_in} for “{found['estimand_name']}”.",
        )
        asks = f"From “{first['phrase']}” to “{second['phrase']}”: that looks like a {alarm.direction}. What is wrong?"
        question = Question(
            LESSON, "reason", asks, "choice", _pair(material, first, second), (REASONS[alarm.reason],), hints,
            alarm.reading, place_of(second), options,
        )  # fmt: skip
        yield Candidate(question, alarm.reason)
    for first, second in _revisions(material):
        holder = second["claimant_name"]
        hints = (
            "Ask three things: the same bound? the same thing counted? new, or an old number come back?",
            f"Both are held by {holder}.",
            f"Both count “{second['estimand_name']}”, and the report gives one as the former figure.",
        )
        looks = f"that looks like a {_direction(first, second)}. What is wrong?"
        asks = f"From “{first['phrase']}” to “{second['phrase']}”: {looks}"
        told = f"{holder} holds both, and the report says that the one replaces the other: here something did change."
        pair = _pair(material, first, second)
        question = Question(LESSON, "reason", asks, "choice", pair, (REAL,), hints, told, place_of(second), options)
        reviewed = material.reviewed("estimates", second["estimate_id"])
        yield Candidate(question, "real", reviewed)


def bounds(material: Material) -> Iterator[Candidate]:
    """Which words were lost in the retelling? Typed from the report that still has them."""
    for alarm, first, second, found in _alarms(material):
        lost = first if alarm.lost == alarm.first else second
        words = hedge_of(found)
        if alarm.reason != "bound dropped" or not words or hedge_of(lost) == words:
            continue
        hints = (
            "Lay the two sentences side by side: what stands before the number in one and not in the other?",
            "Without these words a floor or a ceiling is told as a count.",
            f"The first of them is “{words.split()[0]}”.",
        )
        asks = "Between the first sentence and the second, words beside the number were lost. Type them."
        question = Question(
            LESSON, "bound", asks, "words", (material.figure(found, marked=False), material.figure(lost, marked=False)),
            (words, found["phrase"]), hints, alarm.reading, place_of(found),
        )  # fmt: skip
        yield Candidate(question, found["report_id"])


def counted(material: Material) -> Iterator[Candidate]:
    """What does the number count where it was given first? One of the things that the story counts."""
    for alarm, first, second, found in _alarms(material):
        lost = first if alarm.lost == alarm.first else second
        if alarm.reason != "estimand changed" or lost["estimate_id"] == found["estimate_id"]:
            continue
        right, other = str(found["estimand_name"]), str(lost["estimand_name"])
        rest = [name for name in material.estimands.values() if name not in (right, other)]
        options = tuple(sorted({right, other, *rest[: _MOST_NAMES - 2]}, key=str.casefold))
        hints = (
            "Read what the marked number stands beside: who, where, and whether it is so or is only planned.",
            f"In the retelling it was made “{other}”.",
            f"One of the words in the answer is “{right.split()[-1]}”.",
        )
        asks = "What does the marked number count in this sentence?"
        question = Question(
            LESSON, "thing counted", asks, "choice", (material.figure(found),), (right,), hints, alarm.reading,
            place_of(found), options, ((other, "That is what the retelling made of it; read this sentence alone."),),
        )  # fmt: skip
        yield Candidate(question, right)


def told(material: Material) -> Iterator[Candidate]:
    """Tell a reader in one sentence why there is no rise. Not marked; an example is shown."""
    for alarm, first, second, found in _alarms(material):
        hints = (
            "Name the report that lost something, and what it lost.",
            _LOOK[alarm.reason],
            f"What puts it right is “{found['phrase']}” in {material.called[found['report_id']]}.",
        )
        asks = (
            f"A colleague wants to write that the number went from “{first['phrase']}” to “{second['phrase']}”. Tell "
            "him in one sentence why not."
        )
        question = Question(
            LESSON, "sentence", asks, "open", _pair(material, first, second), (alarm.reading,), hints,
            "Yours is as good if it names the report, what was lost, and where it still stands.", place_of(second),
        )  # fmt: skip
        yield Candidate(question, alarm.reason)


def _alarms(material: Material) -> Iterator[tuple[Alarm, Row, Row, Row]]:
    """The false trends with both their figures and the one that puts it right, all of them charted."""
    rows = material.by_estimate
    for alarm in alarms(material.story):
        if {alarm.first, alarm.second, alarm.restored_by} <= set(rows):
            yield alarm, rows[alarm.first], rows[alarm.second], rows[alarm.restored_by]


def _revisions(material: Material) -> Iterator[tuple[Row, Row]]:
    """The figures that their holder revised, with what they replace, where no false trend touches either."""
    touched = {key for alarm, *_ in _alarms(material) for key in (alarm.first, alarm.second)}
    for row in material.in_body:
        former = material.by_estimate.get(row["revises"] or "")
        if former is None or not row["claimant"] or former["claimant"] != row["claimant"]:
            continue
        one_thing = former["estimand"] == row["estimand"]
        both = {row["estimate_id"], former["estimate_id"]}
        if one_thing and not both & touched and not any(_is_doubted(material, one) for one in (former, row)):
            yield former, row


def _direction(first: Row, second: Row) -> str:
    before, after = (
        [row[name] for name in ("best", "low", "high") if row[name] is not None] for row in (first, second)
    )
    return "rise" if before < after else "fall"


def _is_doubted(material: Material, row: Row) -> bool:
    """Whether a difference of the story says that the figure's words lost something against an earlier report."""
    return any(
        one["b_report"] == row["report_id"] and one["b_start"] < row["end"] and row["start"] < one["b_end"]
        for one in plain_rows(material.story.discrepancies)
        if one["b_start"] is not None and one["state"] != "dismissed"
    )


def _pair(material: Material, first: Row, second: Row) -> tuple[Quotation, ...]:
    """Both sentences; one, with its second figure marked, where they are one."""
    both = [material.figure(row) for row in (first, second)]
    return (both[1],) if both[0].by == both[1].by and both[0].words == both[1].words else tuple(both)
