"""What may be wrong with one figure, as plain sentences: its holder, its reading, or that it is not drawn.

What is here: the checks of a figure against what the ledger itself says around it. Which figure comes first is in
``queue.py``. A check names what disagrees or what is missing; it never guesses what would be right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.joined import joined
from workbench.story import Story

Row = Mapping[str, Any]

#: Reasons for not drawing a number that leave nothing to judge: it was never a candidate, or stands there twice.
_SETTLED = ("background:", "the figure before it in another unit")


@dataclass(frozen=True, slots=True)
class Around:
    """A figure with the claim it stands in and the entity that holds it."""

    figure: Row
    claim: Row
    holder: Row


def figures_around(story: Story) -> Iterator[Around]:
    """Every estimate of the story, joined, with its claim and its holder; what is missing is empty."""
    claims = {row["claim_id"]: row for row in plain_rows(story.claims)}
    entities = {row["entity_id"]: row for row in plain_rows(story.entities)}
    for row in plain_rows(joined(story)):
        yield Around(row, claims.get(row["claim_id"], {}), entities.get(row["claimant"], {}))


# --- who holds it -----------------------------------------------------------------------------------------------------


def _unresolved_words(one: Around) -> str | None:
    row = one.figure
    if row["claimant"] is None and row["source_words"]:
        return f"The words “{row['source_words']}” name a source, and nobody is set as the holder."
    return None


def _could_be_anybody(one: Around) -> str | None:
    if one.holder.get("kind") == "unnamed person" and not one.holder.get("within"):
        return f"The holder is given as “{one.holder['name']}”, who could be anybody: no party is known."
    return None


def _unknown_entity(one: Around) -> str | None:
    row = one.figure
    if row["claimant"] is not None and not one.holder:
        return f"The holder {row['claimant']} is on no list of names."
    return None


def _own_voice(one: Around) -> str | None:
    if one.figure["claimant"] is None:
        return f"Nobody is named as the holder: {wording.report_name(one.figure)} says it in its own voice."
    return None


# --- how it was read --------------------------------------------------------------------------------------------------


def _denied_here_not_there(one: Around) -> str | None:
    denied = one.claim.get("denied") is True
    if denied and one.figure["stance"] != "denied":
        return f"The claim around it is a denial, while the figure is taken as {one.figure['stance'] or 'unknown'}."
    if not denied and one.figure["stance"] == "denied" and one.claim:
        return "The figure is taken as denied, while the claim around it is no denial."
    return None


def _hedged_yet_asserted(one: Around) -> str | None:
    """A hedge of the number itself ("at least") is no hedge of what is said of it."""
    words = str(one.claim.get("certainty") or "").strip()
    hedged = one.claim.get("certainty_class") == "hedged" and words.casefold() not in one.figure["phrase"].casefold()
    if hedged and one.figure["stance"] == "asserted":
        return f"The words “{words}” hedge it, while the figure is taken as asserted."
    return None


def _proposed_estimand(one: Around) -> str | None:
    if one.figure["estimand_basis"] == "proposed":
        return f"What it counts (“{one.figure['estimand_name']}”) is the machine’s proposal, not the story’s."
    return None


def _stance_unknown(one: Around) -> str | None:
    return "No rule could tell how firmly it is held." if one.figure["stance"] in (None, "unknown") else None


def _no_day(one: Around) -> str | None:
    if one.figure["as_of_earliest"] is None and one.figure["as_of_latest"] is None:
        return "No day is known for which it holds."
    return None


def _day_rests_on_doubt(one: Around) -> str | None:
    row = one.figure
    if row["as_of_evidence"] != "published":
        return None
    if row["published_conflict"]:
        return "Its day is the report’s, and the clues to the report’s day disagree."
    if row["published_earliest"] != row["published_latest"]:
        return "Its day is the report’s, and the report’s day is known only roughly."
    return None


# --- why it is not drawn ----------------------------------------------------------------------------------------------


def _looks_like_an_estimate(one: Around) -> str | None:
    row = one.figure
    why = row["why_not"] or ""
    if row["charted"] or why.startswith(_SETTLED) or not (row["noun"] or row["population"]):
        return None
    return f"Not drawn ({why}), yet it counts {row['population'] or row['noun']}."


Check = Callable[[Around], str | None]
#: The checks of who holds a charted figure, the weightiest first.
HOLDER: tuple[Check, ...] = (_unresolved_words, _unknown_entity, _could_be_anybody, _own_voice)
#: The checks of how a charted figure was read: rules that contradict each other first, then what no rule decided.
READING: tuple[Check, ...] = (
    _denied_here_not_there, _hedged_yet_asserted, _proposed_estimand, _stance_unknown, _no_day, _day_rests_on_doubt,
)  # fmt: skip


def failed(one: Around, checks: tuple[Check, ...]) -> list[tuple[int, str]]:
    """Each check that found something, by its place in the order, with its sentence; one about the holder is enough."""
    found = [(at, said) for at, check in enumerate(checks) if (said := check(one))]
    return found[:1] if checks is HOLDER else found


def not_drawn(one: Around) -> str | None:
    """Why a number that is not drawn looks like an estimate all the same; nothing for one that does not."""
    return _looks_like_an_estimate(one)
