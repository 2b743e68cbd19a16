"""What a report, an agency or an outlet is called where nobody reads the ledger's ids: one rule for every view.

What is here: names of single reports. Two reports of one outlet have one name; their days or titles stand beside it.
"""

from __future__ import annotations

from pathlib import PurePath

#: A report that names neither outlet nor wire goes by so much of its title.
_TITLE = 48
#: Labels that stand before or after an owner's name in the address of a page.
_BEFORE = frozenset({"www", "m", "amp", "edition", "news", "en"})
_AFTER = frozenset({"co", "com", "net", "org", "gov", "gob", "gouv", "ac", "or", "ne", "go"})


def report_name(*, outlet: str | None, wire: str | None, title: str | None, file: str | None) -> str:
    """The outlet, else the wire whose text it is, else its title in quotation marks, else its file without ending."""
    if outlet or wire:
        return str(outlet or readable(str(wire)))
    words = " ".join((title or "").split())
    if words:
        return f"“{words}”" if len(words) <= _TITLE else f"“{words[:_TITLE].rpartition(' ')[0] or words[:_TITLE]}…”"
    return PurePath(str(file)).stem


def readable(name: str) -> str:
    """The name as a reader says it; of an address its owner's part, with the address: "Halden (halden.example)"."""
    labels = name.strip().lower().split(".")
    if len(labels) < 2 or " " in name.strip() or not all(labels):
        return name
    while len(labels) > 2 and labels[0] in _BEFORE:
        labels = labels[1:]
    owner = labels[-3] if len(labels) > 2 and labels[-2] in _AFTER else labels[-2]
    return f"{owner.upper() if len(owner) <= 4 else owner.replace('-', ' ').title()} ({name.strip()})"
