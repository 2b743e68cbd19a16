"""The data that a briefing carries for its reader: the ledger's rows as plain sheets, to browse and to take away.

What is here: the sheets with their columns, how many rows a file holds at most, and what is said of the choice of
figures in every copy. The page draws rows from them as they are asked for and makes CSV of them on the reader's own
computer (``annexes.js``, which also defuses cells that a spreadsheet would run); files for other programs are in
``exports/``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from workbench.look import tables, wording
from workbench.publish.detail import shown

Row = Mapping[str, Any]

#: The most rows of one sheet that a file holds; how many are left out is said beside it.
MOST_ROWS = 4_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list of rows under named columns: texts, numbers, or nothing where nothing is stated.

    ``whole`` is how many rows the story has, which may be more than are here.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    whole: int

    @property
    def left_out(self) -> int:
        """How many rows of the story are not in the file."""
        return self.whole - len(self.rows)


def sheets(
    *, figures: Sequence[Row], whole: int, statements: Sequence[Row], reports: Sequence[Row], asides: Sequence[Row],
    links: Sequence[Row], sources: Sequence[Row], corrections: Sequence[Row],
) -> dict[str, Sheet]:  # fmt: skip
    """The sheets of a briefing by name, in the order in which a reader meets them.

    All rows are those that the page is made of, with their ids in it; ``whole`` is how many figures the story has.
    """
    return {
        "figures": _sheet("Figures", figures, FIGURE, whole),
        "statements": _sheet("Statements", statements, STATEMENT),
        "links": _sheet("Who draws on whom", links, LINK),
        "sources": _sheet("Sources", sources, SOURCE),
        "reports": _sheet("Reports", reports, REPORT),
        "left-out": _sheet("Numbers that count nothing", asides, ASIDE),
        "corrections": _sheet("Corrections", corrections, CORRECTION),
    }


Columns = Mapping[str, Callable[[Row], Any]]


def _sheet(title: str, rows: Sequence[Row], columns: Columns, whole: int | None = None) -> Sheet:
    made = tuple(tuple(shown(cell(row)) for cell in columns.values()) for row in rows[:MOST_ROWS])
    return Sheet(title, tuple(columns), made, len(rows) if whole is None else whole)


def as_data(found: Mapping[str, Sheet], *, title: str, sentence: str) -> dict[str, Any]:
    """The sheets as plain data for the page, with what every copy of them says of the choice of figures."""
    return {
        "title": title, "sentence": sentence,
        "sheets": {
            name: {"title": one.title, "head": one.head, "rows": one.rows, "whole": one.whole}
            for name, one in found.items()
        },
    }  # fmt: skip


def size(data: str) -> str:
    """How much room a text takes, as a reader says it."""
    count = len(data.encode("utf-8", "surrogatepass"))
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(1, round(count / 1e3))} kB"


def _named(name: str) -> Callable[[Row], Any]:
    return lambda row: row[name]


def _fact(name: str) -> Callable[[Row], Any]:
    return lambda row: tables.facts(row)[name]


def _yes(name: str) -> Callable[[Row], str]:
    return lambda row: "yes" if row[name] else "no"


def _whole_number(name: str) -> Callable[[Row], int | None]:
    return lambda row: None if row[name] is None else int(row[name])


def _joined(name: str) -> Callable[[Row], str]:
    return lambda row: "; ".join(str(one) for one in (row[name] if row[name] is not None else ()))


_SPAN: Columns = {"From character": _whole_number("start"), "To character": _whole_number("end")}
_DAYS: Columns = {"Published from": _named("published_earliest"), "Published to": _named("published_latest")}

#: The columns of the sheet of figures.
FIGURE: Columns = {
    "Row": _named("row_id"), "What is counted": _fact("What is counted"), "Words": _named("phrase"),
    "Bound": _fact("Bound"), "Low": _named("low"), "Stated": _named("best"), "High": _named("high"),
    "Unit": _fact("Unit"), "Held by": _fact("Held by"), "Said by": _fact("Said by"), "Unnamed": _fact("Unnamed"),
    "Stance": _fact("Stance"), "As of from": _named("as_of_earliest"), "As of to": _named("as_of_latest"), **_DAYS,
    "Outlet": _named("outlet"), "Text by": _named("wire"), "Stands in": _fact("Stands in"),
    "Stands on": _fact("Stands on"), "Drawn": _yes("charted"), "Why not": _named("why_not"), "File": _named("file"),
    **_SPAN, "Grade of the claim": lambda row: row["marks"]["grade"], "Judged": lambda row: row["marks"]["verdict"],
    "Set by": lambda row: row["marks"]["set_by"], "Sentence": _fact("Sentence"),
}  # fmt: skip
STATEMENT: Columns = {
    "Row": _named("row_id"), "Statement": _named("words"), "Says": _named("says"), "Unnamed": _yes("anonymous"),
    "Kind": _named("claim_type"), "Topic": _named("topic"), "How sure": _named("sure"), "Denied": _yes("denied"),
    **_DAYS, "Outlet": _named("outlet"), "Text by": _named("wire"), "Stands in": _named("part"),
    "File": _named("file"), **_SPAN, "Grade": _named("grade"), "Judged": _named("verdict"), "Set by": _named("set_by"),
    "Figures": _joined("holds"),
}  # fmt: skip
LINK: Columns = {
    **{name: _named(name) for name in ("Report", "Draws on", "How much", "Direction", "Basis", "State", "Evidence",
                                       "In the words")},
}  # fmt: skip
SOURCE: Columns = {
    "Source": _named("name"), "Kind": _named("kind"), "Role": _named("role"), "Reports": _named("reports"),
    "Figures": _named("figures"), "Statements": _named("statements"),
    "Grades": lambda row: "; ".join(f"{one['topic']}: {one['grade']} ({one['by']})" for one in row["grades"]),
}  # fmt: skip
REPORT: Columns = {
    "Title": _named("title"), "Outlet": _named("outlet"), "Text by": _named("wire"), "Byline": _joined("byline"),
    "Host": _named("host"), "Address": _named("url"), **_DAYS, "Clues disagree": _yes("published_conflict"),
    "Clues": lambda row: "; ".join(f"“{one['text']}” ({wording.rule(one['rule'])})" for one in row["clues"]),
    "Updated": _named("updated_at"), "Retrieved": _named("retrieved_at"), "Language": _named("language"),
    "Figures drawn": _named("charted"), "Words kept": _whole_number("words_kept"),
    "Words set aside": _whole_number("words_removed"), "File": _named("file"), "SHA-256": _named("sha256"),
    "SHA-256 of the text": _named("text_sha256"),
}  # fmt: skip
ASIDE: Columns = {
    "Row": _named("row_id"), "Number": _named("text"), "Why": _named("why"), "Outlet": _named("outlet"),
    "File": _named("file"), **_SPAN, "In": lambda row: f"{row['before']}{row['text']}{row['after']}",
}  # fmt: skip
CORRECTION: Columns = {
    name.capitalize(): _named(name)
    for name in ("when", "who", "act", "table", "where", "field", "from", "to", "reason", "state", "why")
}


def rows_of(data: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The rows of a sheet in a page's data, each by its columns.

    Raises what reading of data raises that are not as a page carries them: ``KeyError``, ``TypeError``, ``ValueError``.
    """
    sheet = data["sheets"][name]
    return [dict(zip(sheet["head"], row, strict=True)) for row in sheet["rows"]]
