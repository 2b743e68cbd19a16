"""A check as lines to print."""

from __future__ import annotations

from workbench.checks.checking import Check, not_independent
from workbench.checks.log import entries_of, rating_of
from workbench.look import wording
from workbench.publish.exports.leaving import dating


def lines_of(check: Check) -> list[str]:
    """The rating, the parts, where the sentence stands, what differs, and what its number rests on."""
    label, rater = rating_of(check)
    lines = [f"{label} ({f'rated by {rater}' if rater else 'proposed: the weakest part; nobody has rated it'})", ""]
    for part in check.parts:
        lines += [f"{part.name}: {part.words or '–'}: {check.label(part.finding)}", *(f"    {one}" for one in part.why)]
    lines += ["", "Where it stands:"]
    for one in check.given:
        how = "word for word" if one.verbatim else "its number" if one.figure else "in words like these"
        lines += [f"    {wording.report_name(one.report)}, {dating(one.report)}: {how}"]
    first = wording.report_name(check.first) if check.first is not None else "not told by the reports’ days"
    lines += [f"    first: {first}"] if check.given else ["    in no report of the story"]
    if check.parent is not None:
        lines += ["", f"Against {wording.report_name(check.parent)}, from which it seems drawn:"]
        lines += [f"    {row['kind']} ({row['severity']}): {row['reading']}" for row in check.differences]
        lines += [] if check.differences else ["    nothing differs in substance"]
    line = not_independent(check)
    lines += ["", f"{check.badge}. {line}"] if line else []
    lines += [one.sentence for one in entries_of(check)]
    return lines
