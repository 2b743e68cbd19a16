"""The story as tables: the same facts as the chart in text, the reports and their dates, and what was set aside.

Each ``..._table`` is a frame; ``shown`` lays a frame out for reading, with how much of it is shown; ``estimates_html``
and ``in_context`` have the number marked in its sentence. Every text is escaped. Pure functions: story in, table out.
The briefing lays the same rows out in its own template.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from workbench.errors import InputError
from workbench.ledger import plain_rows
from workbench.look import wording
from workbench.look.claims import claim_rows
from workbench.look.html import Html, html_table
from workbench.look.joined import joined
from workbench.look.selection import Selection, apply, most_reported
from workbench.story import Story

Row = dict[str, Any]

#: Why a number is no estimate, as a reader would say it.
REASONS = {
    "date": "part of a date", "time": "a time of day", "age": "somebody’s age", "duration": "a length of time",
    "ordinal": "a place in an order", "address": "part of an address", "phone": "a telephone number",
    "chrome": "furniture of the page, not of the report", "ratio": "a ratio", "name": "part of a name",
    "other": "counts nothing that is estimated",
}  # fmt: skip
COLUMNS = (
    "What is counted", "Words", "Bound", "Low", "Stated", "High", "Unit", "Held by", "Said by", "Unnamed", "Stance",
    "As of", "Published", "Outlet", "Stands in", "Stands on", "Sentence",
)  # fmt: skip
#: The columns that fit beside a notebook's margin.
NARROW = ("Words", "Held by", "As of", "Stands on", "Sentence")
#: Characters of its line shown before and after a statement.
_AROUND = 90


def estimate_rows(story: Story, selection: Selection | None = None, *, charted: bool | None = True) -> list[Row]:
    """The selected estimates as plain rows with the joined columns, by estimand as in the chart, then by time.

    ``charted`` picks the charted ones, the others, or with None all.
    """
    rows = plain_rows(apply(selection or Selection(), story))
    rows = [row for row in rows if charted is None or bool(row["charted"]) == charted]
    order = {name: at for at, name in enumerate(most_reported(story))}
    return sorted(
        rows,
        key=lambda row: (
            order.get(row["estimand"], len(order)), row["estimand"] or "", row["as_of_latest"] or "9999",
            row["as_of_earliest"] or "9999", row["published_latest"] or "9999", row["file"] or "", row["start"],
        ),
    )  # fmt: skip


def facts(row: Mapping[str, Any]) -> dict[str, str]:
    """What the table says of one estimate, by column; "≈" before a number that the words call about."""
    low, stated, high = wording.ends(row)
    return {
        "What is counted": row["estimand_name"] or wording.NOT_STATED,
        "Words": row["phrase"],
        "Bound": wording.bound(row),
        "Low": low,
        "Stated": stated,
        "High": high,
        "Unit": wording.unit(row["unit"], row["per"]) or (row["noun"] or ""),
        "Held by": wording.claimant(row),
        "Said by": wording.speaker(row),
        "Unnamed": "yes" if row["anonymous"] else "no",
        "Stance": wording.stance(row),
        "As of": wording.days(row["as_of_earliest"], row["as_of_latest"]),
        "Published": wording.days(row["published_earliest"], row["published_latest"]),
        "Outlet": wording.outlet(row),
        "Stands in": row["part"] or wording.NOT_STATED,
        "Stands on": row["badge"] or "",
        "Sentence": " ".join(row["sentence"].split()),
    }


def estimates_table(story: Story, selection: Selection | None = None, *, charted: bool | None = True) -> pd.DataFrame:
    """The chart's figures as text, one row a figure; empty cells where the words state no such end."""
    rows = [facts(row) for row in estimate_rows(story, selection, charted=charted)]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def estimates_html(
    story: Story,
    selection: Selection | None = None,
    *,
    charted: bool | None = True,
    columns: Sequence[str] = NARROW,
    most: int | None = None,
) -> Html:
    """The same table as HTML, the number marked in its sentence; at most ``most`` rows, which the caption then says.

    ``columns`` are among ``COLUMNS``, which holds all seventeen. Raises ``InputError`` for another name.
    """
    for name in columns:
        if name not in COLUMNS:
            raise InputError(f"estimates_html: columns must be among {', '.join(COLUMNS)}, is {name!r}")
    rows = estimate_rows(story, selection, charted=charted)
    cells = [_cells(row, columns) for row in rows[:most]]
    said = (selection or Selection()).sentence(story)
    return html_table(f"{_shown_of(len(cells), len(rows), 'story.estimates', 'figure')} {said}", columns, cells)


def _cells(row: Mapping[str, Any], columns: Sequence[str]) -> list[str]:
    said = facts(row)
    return [marked(row).text if name == "Sentence" else escape(said[name]) for name in columns]


def shown(frame: pd.DataFrame, *, most: int | None = None, all_in: str = "the table") -> Html:
    """The frame laid out for reading, nothing cut and everything escaped, with a line that says how much is shown.

    At most ``most`` rows; ``all_in`` says where the others are, such as "story.set_aside".
    """
    cells = [
        ["" if value is None or value is pd.NA or value != value else _breakable(str(value)) for value in row]
        for row in frame.head(len(frame) if most is None else most).astype(object).itertuples(index=False, name=None)
    ]
    return html_table(_shown_of(len(cells), len(frame), all_in, "row"), [str(name) for name in frame.columns], cells)


def _breakable(text: str) -> str:
    """The text escaped, with leave to break a line after each underscore, as in long names of files."""
    return escape(text).replace("_", "_<wbr>")


def _shown_of(some: int, whole: int, where: str, noun: str) -> str:
    if some < whole:
        return f"Showing {some:,} of {wording.counted(whole, noun)}; all in {where}."
    return f"{wording.counted(whole, noun)}, all shown." if whole else f"No {noun}."


def marked(row: Mapping[str, Any]) -> Html:
    """The figure's sentence with the figure in a mark, all escaped."""
    sentence, start, end = row["sentence"], int(row["phrase_start"]), int(row["phrase_end"])
    before, words, after = sentence[:start], sentence[start:end], sentence[end:]
    return Html(f"{escape(before)}<mark>{escape(words)}</mark>{escape(after)}")


def in_context(story: Story, estimate_id: str) -> Html:
    """One figure in its sentence, with who holds it, the outlet and the days.

    Raises ``InputError`` for an id that the ledger does not have.
    """
    row = next((row for row in plain_rows(joined(story)) if row["estimate_id"] == estimate_id), None)
    if row is None:
        raise InputError(f"in_context: no estimate has the id {estimate_id!r}")
    said = facts(row)
    line = f"{said['Held by']}; {said['Outlet']}, published {said['Published']}; as of {said['As of']}"
    return Html(
        f'<figure style="margin:0.5em 0"><blockquote style="margin:0">{marked(row)}</blockquote>'
        f"<figcaption>{escape(wording.quantity(row))}: {escape(line)}</figcaption></figure>"
    )


def claims_table(story: Story, selection: Selection | None = None) -> pd.DataFrame:
    """The statements that the selection keeps, with who says each, of which kind it is and the words of certainty."""
    rows = [
        {"Outlet": wording.outlet(row), "Says": row["speaker_name"] or "the outlet itself",
         "Kind": row["claim_type"], "Topic": row["topic"] or wording.NOT_STATED,
         "How sure": _how_sure(row),
         "Statement": row["words"]}
        for row in claim_rows(story, selection)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Outlet", "Says", "Kind", "Topic", "How sure", "Statement"])


def claims_html(story: Story, selection: Selection | None = None, *, most: int | None = None) -> Html:
    """The same statements as HTML, each marked in the words around it; at most ``most``, and the caption says so."""
    texts = dict(zip(story.reports["report_id"], story.reports["text"], strict=True))
    rows = claim_rows(story, selection)
    columns = ("Says", "Kind", "How sure", "Statement in its words", "Outlet")
    cells = [
        [
            escape(row["speaker_name"] or "the outlet itself"),
            escape(row["claim_type"]),
            escape(_how_sure(row)),
            _claim_marked(row, texts.get(row["report_id"]) or "").text,
            escape(wording.outlet(row)),
        ]
        for row in rows[:most]
    ]
    return html_table(_shown_of(len(cells), len(rows), "story.claims", "statement"), columns, cells)


def _how_sure(row: Mapping[str, Any]) -> str:
    words = f" (“{row['certainty']}”)" if row["certainty"] else ""
    return f"{row['certainty_class'] or wording.NOT_STATED}{words}"


def _claim_marked(row: Mapping[str, Any], text: str) -> Html:
    before, after = around(text, row["start"], row["end"], most=_AROUND)
    return Html(f"{escape(before)}<mark>{escape(row['words'])}</mark>{escape(after)}")


def reports_table(story: Story) -> pd.DataFrame:
    """Every report with what it says of itself and how many figures it gave to the chart."""
    charted = [row["report_id"] for row in plain_rows(story.estimates) if row["charted"]]
    rows = [
        {
            "Outlet": row["outlet"] or wording.NOT_STATED, "Title": row["title"] or wording.NOT_STATED,
            "Text by": row["wire"] or "", "Published": wording.days(row["published_earliest"], row["published_latest"]),
            "Clues disagree": "yes" if row["published_conflict"] else "",
            "Figures charted": charted.count(row["report_id"]), "Words kept": row["words_kept"],
            "Words set aside": row["words_removed"], "File": row["file"],
        }
        for row in plain_rows(story.reports)
    ]  # fmt: skip
    return pd.DataFrame(rows)


def clues_table(story: Story, report_id: str | None = None) -> pd.DataFrame:
    """The clues that date each report: their words, what kind of clue they are and what they say."""
    rows = [
        {"Outlet": wording.report_name(row), "Words": clue["text"], "Rule": wording.rule(clue["rule"]),
         "Says": clue["says"] or "", "Published": wording.days(row["published_earliest"], row["published_latest"])}
        for row in plain_rows(story.reports)
        if report_id in (None, row["report_id"])
        for clue in clues(row)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Outlet", "Published", "Words", "Rule", "Says"])


def clues(report: Mapping[str, Any]) -> list[Row]:
    """The dating clues of one report's row."""
    found = report["published_evidence"]
    return [] if found is None else [dict(one) for one in found]


def from_catalog(report: Mapping[str, Any]) -> list[str]:
    """The fields of one report's row that come from the analyst's catalog and not from the report."""
    masthead = report["masthead_evidence"]
    fields = [clue["field"] for clue in (masthead if masthead is not None else []) if clue["rule"] == "catalog"]
    fields += ["published" for clue in clues(report) if clue["rule"] == "catalog"]
    fields += ["last change" for clue in clues(report) if clue["rule"] == "catalog-updated"]
    return list(dict.fromkeys(fields))


def set_aside_rows(story: Story) -> list[Row]:
    """Numbers that are no estimates, each with its report, the words around it and the reason in plain words."""
    reports = {row["report_id"]: row for row in plain_rows(story.reports)}
    rows = []
    for row in plain_rows(story.set_aside):
        report = reports.get(row["report_id"], {})
        before, after = around(report.get("text") or "", row["start"], row["end"])
        rows.append({
            **row, **{name: report.get(name) for name in ("outlet", "wire", "title", "file")},
            "before": before, "after": after, "why": REASONS.get(row["reason"], row["reason"]),
        })  # fmt: skip
    return rows


def set_aside_table(story: Story) -> pd.DataFrame:
    """Numbers that are no estimates, with the words around them and why they are not counted."""
    rows = [
        {"Outlet": wording.report_name(row), "Number": row["text"],
         "In": row["before"] + row["text"] + row["after"], "Why": row["why"]}
        for row in set_aside_rows(story)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Outlet", "Number", "In", "Why"])


def not_charted_table(story: Story, selection: Selection | None = None) -> pd.DataFrame:
    """Estimates that are recognised and not drawn, with the reason."""
    rows = [
        {"Outlet": wording.outlet(row), "Words": row["phrase"], "Why not": row["why_not"] or wording.NOT_STATED,
         "Sentence": " ".join(row["sentence"].split())}
        for row in estimate_rows(story, selection, charted=False)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["Outlet", "Words", "Why not", "Sentence"])


def around(text: str, start: int, end: int, *, most: int = 44) -> tuple[str, str]:
    """A few whole words of the same line before and after a span, cut with an ellipsis."""
    line_start, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[line_start:start], text[end : line_end if line_end >= 0 else len(text)]
    if len(before) > most:
        before = "…" + before[-most:].partition(" ")[2]
    if len(after) > most:
        after = after[:most].rpartition(" ")[0] + "…"
    return before, after
