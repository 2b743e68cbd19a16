"""Small invented stories for the tests of ``compare``: reports typed in as text, with the ledger's rows for them.

Places, people, bodies and outlets are invented, every sentence is written for these tests.
"""

from __future__ import annotations

from typing import Any

from workbench import ledger
from workbench.story import Story
from workbench.storyfile import StoryFile

Row = dict[str, Any]

#: A wire story of the invented quarry fire, and three texts that draw on it in different ways.
WIRE = (
    "Firefighters in Harlan fought a blaze at the Orrel quarry for a third day on Tuesday as smoke drifted over the "
    "northern suburbs, the regional fire chief said.\n\n"
    "About 340 people have left their homes since Sunday, and the school at Mellin will stay shut until the end of the "
    "week, according to the mayor's office.\n\n"
    "“We will not leave until the last ember is out,” said Tova Brandt, who leads the brigade.\n\n"
    "The fire began in a store of old tyres on the quarry's eastern edge and spread to a conveyor belt before the "
    "night shift could close the gates, two workers said.\n\n"
    "Investigators have yet to say what started it. The company that runs the quarry, Orrel Stone, paid a fine of "
    "90,000 crowns last spring for storing tyres without a permit."
)
REWRITE = (
    "The blaze at the Orrel quarry entered a third day on Tuesday, and smoke drifted over the northern suburbs of "
    "Harlan.\n\n"
    "Some 340 people have left their homes since Sunday. The school at Mellin will stay shut until Friday.\n\n"
    "It all began in a store of old tyres on the quarry's eastern edge, and flames spread to a conveyor belt before "
    "the night shift was able to react.\n\n"
    "Orrel Stone had been fined for storing tyres without a permit."
)
UNRELATED = (
    "On the third day of the fire near Harlan the wind turned, and people in the valley could open their windows.\n\n"
    "“We will not leave until the last ember is out,” Tova Brandt told a crowd outside the town hall, where volunteers "
    "handed out soup and blankets to families.\n\n"
    "Her brigade has pumped water from the river since Monday. Nobody knows yet how the fire broke out, and the police "
    "have asked for films made with telephones on Sunday afternoon.\n\n"
    "At the hospital, doctors treated nineteen people for coughs and sent all but two of them home."
)


def report(key: str, text: str, **more: Any) -> Row:
    """A row of ``reports`` with what no test cares about left out; ``day`` gives both ends of when it came out."""
    day = more.pop("day", None)
    row = {"report_id": f"r-{key}", "file": f"{key}.txt", "text": text, "published_earliest": day}
    return {**row, "published_latest": day, **more}


def story_of(*reports: Row, file: StoryFile | None = None, **tables: list[Row]) -> Story:
    """A story of these reports; each line of a report that holds words is a passage, its ``title`` line a title."""
    passages = [row for one in reports for row in passages_of(one)]
    frames = {
        "reports": ledger.frame("reports", reports),
        "passages": ledger.frame("passages", passages),
        **{name: ledger.frame(name, rows) for name, rows in tables.items()},
    }
    return Story(frames, file=file or StoryFile())


def passages_of(one: Row) -> list[Row]:
    """A passage for each line of a report that holds words."""
    rows, at = [], 0
    for line in one["text"].split("\n"):
        if line.strip():
            role = "title" if line == one.get("title") else "body"
            rows.append(
                {"report_id": one["report_id"], "start": at, "end": at + len(line), "role": role, "rule": "hand"}
            )
        at += len(line) + 1
    return rows


def figure(one: Row, phrase: str, value: float, estimand: str) -> Row:
    """A row of ``estimates`` for a figure in a report."""
    start = one["text"].index(phrase)
    return {
        "estimate_id": f"e-{one['report_id']}-{start}",
        "report_id": one["report_id"],
        "start": start,
        "end": start + len(phrase),
        "phrase": phrase,
        "value": value,
        "unit": "count",
        "noun": "people",
        "estimand": estimand,
        "anonymous": False,
        "superseded": False,
        "charted": True,
    }


def pairs(rows: list[Row]) -> list[tuple[str, str]]:
    """Child and parent of each row of ``lineage``."""
    return [(row["child"].removeprefix("r-"), row["parent"].removeprefix("r-")) for row in rows]
