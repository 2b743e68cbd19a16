"""The annexes of a briefing as rows: statements, sources, what persons did, and who or what set each field.

What is here: the ledger's rows joined with the places of the page, each list with how much of it the page shows. How
they look is left to the templates ``annex_*.html.j2``; all rows for download are in ``dataset.py``, the figures
themselves in ``briefing.py``, the texts in ``texts.py``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import urlsplit

from workbench.corrections.listing import corrections_table
from workbench.corrections.working import row_id
from workbench.ledger import plain_rows
from workbench.look import charts, layout, wording
from workbench.look.claims import claim_rows
from workbench.look.lineage import link_rows
from workbench.look.review import said
from workbench.look.review.grading import EVERY_TOPIC, claim_grade, graded
from workbench.model import Bound, CertaintyClass, ClaimType, Part, SetAsideReason, Stance
from workbench.publish import dataset
from workbench.story import Story

Row = dict[str, Any]

#: How many rows of each list stand in the page itself; all that the file holds are in its data.
MOST = {"figures": 500, "statements": 400, "sources": 150, "reports": 300, "asides": 300, "uncharted": 300,
        "corrections": 300}  # fmt: skip
#: How many rows of each list are printed; the file on a screen has the rest.
PRINTED = {"statements": 40, "uncharted": 40, "sources": 40}
#: Fields whose column is called otherwise than a reader would say.
_FIELDS = {"estimand": "what is counted", "claimant": "held by", "noun": "unit", "value": "number",
           "as_of_earliest": "as of", "as_of_latest": "as of", "claim_type": "kind", "certainty_class": "how sure",
           "attribution_id": "who says it", "claim_id": "statement"}  # fmt: skip
#: Who or what sets a field, apart from the persons by name; and the acts that settle a link.
_WHO, _SETTLE = ("rule", "machine"), ("accept", "deny")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is known of rows beside their own columns, by table and id.

    ``set_by`` says which fields a rule, the language model or a person set; ``verdicts`` what persons said of the row;
    ``grades`` are those of claims.
    """

    set_by: Mapping[tuple[str, str], str]
    verdicts: Mapping[tuple[str, str], str]
    grades: Mapping[str, str]

    def of(self, table: str, row: str) -> Row:
        """The marks of one row as a template reads them."""
        key = (table, row)
        return {"set_by": self.set_by.get(key, ""), "verdict": self.verdicts.get(key, "")}

    def by_persons(self, table: str, row: str) -> str:
        """The fields of a row that persons set, with their names."""
        told = self.set_by.get((table, row), "").split("; ")
        return "; ".join(one for one in told if one.startswith("person"))


def marks_of(story: Story) -> Marks:
    """The marks of all estimates and claims of a story."""
    fields: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in plain_rows(story.provenance):
        who = f"{row['by']} ({row['which']})" if row["by"] == "person" else str(row["by"])
        fields.setdefault((row["table"], row["row"]), {}).setdefault(who, []).append(str(row["field"]))
    return Marks(
        {key: _told(found) for key, found in fields.items()},
        {_key(name): said.standing(story, *_key(name)) for name in said.verdicts(story)},
        {str(one): claim_grade(story, str(one)) for one in dict.fromkeys(story.credibility["claim_id"])},
    )


def _key(name: str) -> tuple[str, str]:
    table, _, row = name.partition("/")
    return table, row


def _told(found: Mapping[str, Sequence[str]]) -> str:
    """Who or what set which fields: "rule: value, bound; machine: noun"."""
    order = [*(one for one in _WHO if one in found), *sorted(one for one in found if one not in _WHO)]
    return "; ".join(f"{who}: {', '.join(dict.fromkeys(map(_field, found[who])))}" for who in order)


def _field(name: str) -> str:
    return _FIELDS.get(name, name.replace("_", " "))


def place(row: Mapping[str, Any]) -> str:
    """Where in its report a row stands."""
    return f"characters {int(row['start']):,} to {int(row['end']):,}"


# --- A: statements ----------------------------------------------------------------------------------------------------


def statements(story: Story, marks: Marks, figures: Mapping[str, str], texts: Mapping[str, str]) -> list[Row]:
    """Every statement of the ledger in the order of the texts; ``figures`` and ``texts`` are places in the page."""
    return [
        {
            **row, "row_id": f"statement-{at}", "number": at, "says": row["speaker_name"] or "the outlet itself",
            "report": wording.report_name(row), "text_id": texts.get(row["report_id"]), "place": place(row),
            "sure": _sure(row), "grade": marks.grades.get(row["claim_id"], ""),
            "holds": [figures[one] for one in row["figures"] if one in figures],
            "set_by": marks.set_by.get(("claims", row["claim_id"]), "") or f"rule: {row['rule'] or wording.NOT_STATED}",
            "by_persons": marks.by_persons("claims", row["claim_id"]),
            "verdict": marks.verdicts.get(("claims", row["claim_id"]), ""),
        }
        for at, row in enumerate(claim_rows(story), 1)
    ]  # fmt: skip


def _sure(row: Mapping[str, Any]) -> str:
    words = f" (“{row['certainty'].strip()}”)" if row["certainty"] else ""
    return f"{row['certainty_class'] or wording.NOT_STATED}{words}"


# --- B: sources -------------------------------------------------------------------------------------------------------


def sources(story: Story) -> list[Row]:
    """Every outlet, wire, person and body that a report, a figure or a statement rests on, those of most first.

    ``grades`` holds for each topic the grade in force with who gave it, when and why, and those it had before.
    """
    found = [*_outlets(story), *_holders(story)]
    grades = _grades(story)
    for one in found:
        one["grades"] = grades.get(one["key"], [])
    return sorted(found, key=lambda one: (-bool(one["grades"]), -one["reports"], -one["figures"], one["name"]))


def _outlets(story: Story) -> Iterable[Row]:
    reports = plain_rows(story.reports)
    charted = Counter(row["report_id"] for row in plain_rows(story.estimates) if row["charted"])
    for kind, column in (("outlet", "outlet"), ("wire", "wire")):
        for name, rows in _grouped(reports, column).items():
            yield {
                "key": ("outlet", name), "name": name, "kind": kind, "role": "", "reports": len(rows),
                "figures": sum(charted[row["report_id"]] for row in rows), "statements": None,
            }  # fmt: skip


def _holders(story: Story) -> Iterable[Row]:
    estimates = [row for row in plain_rows(story.estimates) if row["charted"] and row["claimant"]]
    spoken = Counter(row["speaker"] for row in claim_rows(story) if row["speaker"])
    held = _grouped(estimates, "claimant")
    names = {row["entity_id"]: row["name"] for row in plain_rows(story.entities)}
    for row in plain_rows(story.entities):
        key = row["entity_id"]
        if key in held or spoken[key]:
            within = names.get(row["within"] or "")
            yield {
                "key": ("entity", key), "name": row["name"] or key, "kind": row["kind"],
                "role": "; ".join(filter(None, [row["description"], f"of {within}" if within else ""])),
                "reports": len({one["report_id"] for one in held.get(key, ())}), "figures": len(held.get(key, ())),
                "statements": spoken[key],
            }  # fmt: skip


def _grouped(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if row[column]:
            found.setdefault(str(row[column]), []).append(row)
    return found


def _grades(story: Story) -> dict[tuple[str, str], list[Row]]:
    """By source the grades of each topic: the one in force, its reason, and those before it."""
    held: dict[tuple[str, str], dict[str, list[Row]]] = {}
    for row in plain_rows(story.sources):
        key = ("entity", row["entity_id"]) if row["entity_id"] else ("outlet", row["outlet"])
        held.setdefault(key, {}).setdefault(row["topic"] or EVERY_TOPIC, []).append(row)
    return {
        key: [
            {"topic": topic, "grade": graded(rows[-1]), "by": _by(rows[-1]), "reason": rows[-1]["reason"] or "",
             "before": [f"{graded(one)} ({_by(one)})" for one in reversed(rows[:-1])]}
            for topic, rows in sorted(topics.items())
        ]
        for key, topics in held.items()
    }  # fmt: skip


def _by(row: Mapping[str, Any]) -> str:
    return f"{row['who']}, {wording.day(str(row['at'])[:10])}"


# --- C: reports -------------------------------------------------------------------------------------------------------


def host(url: str | None) -> str:
    """The host that an address names; empty where there is none."""
    try:
        return urlsplit(url or "").hostname or ""
    except ValueError:
        return ""


def bibtex(reports: Iterable[Mapping[str, Any]]) -> str:
    """The reports as BibTeX entries; what is not known is left out, and a day that is an interval is said as one."""
    return "\n\n".join(_entry(f"report{at}", row) for at, row in enumerate(reports, 1))


def _entry(key: str, row: Mapping[str, Any]) -> str:
    earliest, latest = row["published_earliest"], row["published_latest"]
    fields = {
        "title": row["title"], "howpublished": row["outlet"],
        **({"year": earliest[:4], "date": earliest} if earliest and earliest == latest else {}),
        "url": row["url"], "note": _note(row),
    }  # fmt: skip
    lines = [f"  {name} = {{{_tex(str(value))}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{key},", *lines, "}"])


def _note(row: Mapping[str, Any]) -> str:
    parts = [f"text by {row['wire']}" if row["wire"] and row["wire"] != row["outlet"] else ""]
    if row["published_earliest"] != row["published_latest"] or row["published_earliest"] is None:
        parts.append(f"published {wording.days(row['published_earliest'], row['published_latest'])}")
    parts.append(f"SHA-256 {row['sha256']}" if row["sha256"] else "")
    return "; ".join(part for part in parts if part)


#: What BibTeX would read as its own.
_TEX = str.maketrans({
    "\\": r"\textbackslash ", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde ", "^": r"\textasciicircum ", "\n": " ", "\r": " ",
})  # fmt: skip


def _tex(text: str) -> str:
    return text.translate(_TEX)


# --- F: what persons did ----------------------------------------------------------------------------------------------


def corrections(story: Story) -> list[Row]:
    """Every line of the file of corrections in words, the last one first."""
    frame = corrections_table(story)
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{**row, "day": _day(row["when"])} for row in reversed(rows)]


def _day(when: str | None) -> str:
    try:
        return wording.day(str(when)[:10])
    except ValueError:
        return str(when or "")


def judged_links(story: Story) -> list[Row]:
    """The links that a person accepted or denied, with who, when and why."""
    lines = {said.row_now(row): row for row in said.lines(story) if row["table"] == "lineage" and row["act"] in _SETTLE}
    found = []
    for row in link_rows(story):
        line = lines.get(row_id("lineage", row))
        if row["state"] != "proposed":
            who = _by(line) if line is not None else wording.NOT_STATED
            found.append({**row, "by": who, "reason": line["reason"] if line is not None else None})
    return found


def link_states(story: Story) -> str:
    """How many links between reports were found, and how many of them a person accepted or denied."""
    states = Counter(str(one) for one in story.lineage["state"])
    settled = [f"{states[one]} {one} by a person" for one in ("accepted", "denied")]
    return f"{wording.counted(len(story.lineage), 'link')} found by machine; {' and '.join(settled)}."


# --- E: method --------------------------------------------------------------------------------------------------------

#: How many words of a rule stand in the page at once; the others unfold.
_FIRST = 6


def codebook(story: Story) -> list[Row]:
    """What is counted in the story, each with the rules by which a number stands on it, in the order they are tried."""
    by_id = {one.id: one for one in story.file.estimands}
    places = {one.id: one.name for one in story.file.places}
    found = []
    for row in plain_rows(story.estimands):
        one = by_id.get(row["estimand"])
        rules = [] if one is None else [
            _rule("the noun is one of", one.nouns), _rule("its sentence has one of", one.words),
            _rule("its sentence has none of", one.not_words),
            _rule("its place is or lies in", [places.get(one.place, one.place)] if one.place else ()),
        ]  # fmt: skip
        found.append({
            "name": row["name"] or row["estimand"], "unit": wording.unit(row["unit"], row["per"]) or "count",
            "basis": row["basis"] or wording.NOT_STATED, "background": bool(row["background"]),
            "rules": [rule for rule in rules if rule["first"]], "example": row["example"] or "",
        })  # fmt: skip
    return found


def _rule(said: str, words: Sequence[str]) -> Row:
    return {"said": said, "first": ", ".join(words[:_FIRST]), "rest": words[_FIRST:]}


def closed_fields() -> list[tuple[str, tuple[str, ...]]]:
    """The fields of a row that take one of a fixed list of values, with the values as the ledger has them."""
    return [
        ("Bound", get_args(Bound)), ("Stance", get_args(Stance)), ("Kind of statement", get_args(ClaimType)),
        ("How sure", get_args(CertaintyClass)), ("Stands in", get_args(Part)),
        ("Number set aside because", get_args(SetAsideReason)),
    ]  # fmt: skip


def settings(story: Story) -> list[tuple[str, str]]:
    """The rules and limits that made the page, each with its value."""
    used = Counter((str(row["field"]), str(row["which"])) for row in plain_rows(story.provenance)
                   if row["by"] != "person")  # fmt: skip
    rules = "; ".join(
        f"{field.replace('_', ' ')} by {which} ({count:,})" for (field, which), count in sorted(used.items())
    )
    counted = Counter(str(one) for one in story.estimates["estimand_basis"].dropna())
    bases = "; ".join(f"{count:,} by {basis}" for basis, count in sorted(counted.items()))
    return [
        ("Fields set by rule or by the language model", rules or "not recorded in this ledger"),
        ("What is counted was named", bases or "for no figure"),
        ("Figures on the chart", f"at most {charts.MOST_FIGURES} figures in {charts.MOST_PANELS} panels"),
        ("Days on the time axis", f"a day known to within {layout.WIDEST_DAYS} days, or a twentieth of the story; "
                                  "wider ones stand in the lane beside it"),
        ("Rows in the page and in its data", f"at most {MOST['figures']} figures and {MOST['statements']} statements "
                                             f"in the page, {dataset.MOST_ROWS:,} rows of each sheet in its data"),
        ("Seed", "none: nothing is drawn at random"),
    ]  # fmt: skip
