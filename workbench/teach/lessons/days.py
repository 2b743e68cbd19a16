"""The lesson "days": the day a figure speaks of, the day its report came out, and the day by which it was known.

What is here: the questions of each part. A report whose day is not known has an interval, and a figure in it was
perhaps known; neither is ever filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from workbench.compare.standing import known_by
from workbench.look import wording
from workbench.teach.lessons.material import Candidate, Material, Row, place_of
from workbench.teach.lessons.question import Place, Question, Quotation

LESSON = "days"
SURELY, PERHAPS, NOT_YET = "yes, surely", "perhaps: its report may have been out", "no: its report was not out yet"


def as_of(material: Material) -> Iterator[Candidate]:
    """Of which day does the figure speak? Another than the day its report came out."""
    revised = {row["revises"] for row in material.figures}
    for row in material.in_body:
        if row["superseded"] or row["estimate_id"] in revised:
            continue  # a former figure is often told beside the day of the new one
        day, words, out = row["as_of_earliest"], row["as_of_evidence"], row["published_earliest"]
        known = day is not None and day == row["as_of_latest"] and out is not None and out == row["published_latest"]
        if not known or day == out or not words or words not in row["sentence"]:
            continue
        apart = (date.fromisoformat(day) - date.fromisoformat(out)).days
        hints = (
            "It is not the day of the newspaper. Which words of the sentence say when?",
            f"The words are “{words}”; count from {_said(out)}.",
            f"It is {wording.counted(abs(apart), 'day')} {'before' if apart < 0 else 'after'} the report came out.",
        )
        asks = f"The report came out on {_said(out)}. Of which day does the marked figure speak?"
        told = f"“{words}”, told on {_said(out)}, is {_said(day)}."
        near = ((out, "That is the day the report came out; of which day does the figure speak?"),)
        yield _of_figure(material, row, "day", asks, (day,), hints, told, near=near)


def published(material: Material) -> Iterator[Candidate]:
    """When did the report come out, or at the earliest, or at the latest? Read from the words that bound it."""
    for report in material.reports.values():
        first, last = report["published_earliest"], report["published_latest"]
        certain = first is not None and first == last
        for end, day in (("", first),) if certain else ((" at the earliest", first), (" at the latest", last)):
            clue = next((one for one in report["published_evidence"] if _says(one, day)), None)
            if clue is None:
                continue
            start, stop = int(clue["start"]), int(clue["end"])
            did = "did this report come out" if certain else "can this report have come out"
            rule = wording.rule(str(clue["rule"]))
            hints = (
                "The day that a report came out stands in its head, or is bounded by what it tells as past.",
                f"The words “{clue['text'][:60]}” say it.",
                f"They were read as: {rule}. The year may stand in another place.",
            )
            told = f"“{clue['text'][:80]}” ({rule}): {_said(day)}. All clues together: {wording.days(first, last)}."
            question = Question(
                LESSON, "day", f"On which day{end} {did}?", "day", (_line(material, report, start, stop),), (day,),
                hints, told, Place(report["report_id"], start, stop),
            )  # fmt: skip
            yield Candidate(question, f"{end}{clue['rule']}")


def known(material: Material) -> Iterator[Candidate]:
    """Could the figure be known on the evening of a day? Surely, perhaps, or not yet."""
    for at, row in enumerate(material.in_body):
        first, last = row["published_earliest"], row["published_latest"]
        if first is None:
            continue
        day = date.fromisoformat(first) - timedelta(days=1 if first == last and at % 2 else 0)
        right = _standing(material, row["report_id"], day.isoformat())
        out = wording.days(first, last)
        hints = (
            "The day that the figure speaks of does not matter here; only when its report came out does.",
            f"The report came out: {out}.",
            "Where that is an interval, a day within it settles nothing.",
        )
        asks = f"It is the evening of {_said(day.isoformat())}. Could you know the marked figure from this report?"
        told = f"The report came out: {out}."
        options = (SURELY, PERHAPS, NOT_YET)
        yield _of_figure(material, row, "standing", asks, (right,), hints, told, options=options, apart=right)


def _of_figure(
    material: Material, row: Row, part: str, asks: str, accepted: tuple[str, ...], hints: tuple[str, ...], told: str, *,
    options: tuple[str, ...] = (), near: tuple[tuple[str, str], ...] = (), apart: str = "",
) -> Candidate:  # fmt: skip
    key = row["estimate_id"]
    question = Question(
        LESSON, part, asks, "choice" if options else "day", (material.figure(row),), accepted, hints,
        f"{told} {material.standing('estimates', key)}", place_of(row), options, near,
    )  # fmt: skip
    return Candidate(question, apart or str(row["as_of_evidence"]), material.reviewed("estimates", key))


def _standing(material: Material, report: str, day: str) -> str:
    frame = material.story.reports
    out, possibly = known_by(frame[frame["report_id"] == report], day)
    return SURELY if out.iloc[0] else PERHAPS if possibly.iloc[0] else NOT_YET


def _says(clue: Row, day: str | None) -> bool:
    return day is not None and clue["start"] is not None and str(clue["says"] or "").startswith(day)


def _line(material: Material, report: Row, start: int, stop: int) -> Quotation:
    """The line in which a clue stands, the clue marked in it."""
    text = str(report["text"])
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", stop)
    last = len(text) if last < 0 else last
    return Quotation(material.called[report["report_id"]], text[first:last], (start - first, stop - first))


def _said(day: str) -> str:
    return f"{date.fromisoformat(day):%A}, {wording.day(day)}"
