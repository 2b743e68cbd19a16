"""The teacher's key: what is right, what is no error although it looks like one, and on whose review it rests.

What is here: the values, their JSON, and the key with the teacher's fixes in force. Making a key from a ledger is in
``making.py``, writing a fix in ``fixing.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from workbench.corrections.lines import Correction, read_log, undone
from workbench.errors import InputError
from workbench.look import wording
from workbench.teach.exercises.exercise import read_object

FILE_NAME, FIXES = "key.json", "key.fixes.jsonl"
#: The field and value by which a thing is taken out of the key.
WITHDRAWN = ("found", "withdrawn")
#: The same for what is to be asked for again.
ASKED = ("found", "asked")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to be found at ``start``:``end`` of a text, and the right answer to each field asked of it.

    ``task`` is "numbers", "hunt" or "homework". ``accepted`` are further words that name the right speaker; ``reading``
    says what the thing is, ``sentence`` is where it stands. ``within`` is the stretch in which a mark counts as found.
    One that is ``withdrawn`` is neither asked for nor held against whoever marked it. ``unasked`` says by field why it
    is not asked for: the machine's reading could be disputed there. A fix by the teacher asks for it.
    """

    item: str
    task: str
    report_id: str
    start: int
    end: int
    words: str
    sentence: str
    within: tuple[int, int]
    answers: Mapping[str, str]
    accepted: tuple[str, ...] = ()
    reading: str = ""
    reviewed: bool = False
    withdrawn: bool = False
    unasked: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Decoy:
    """A stretch that looks like something to be found in a task and is none, and why."""

    task: str
    report_id: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Counts:
    """The three counts of a figure whose sources were guessed at, and in words what stands behind it."""

    guess: str
    figure: str
    reports: int
    origins: int
    sources: int
    unknown: int
    held_by: str

    @property
    def badge(self) -> str:
        """The counts in the order in which the workbench gives them."""
        unknown = f", unknown {self.unknown}" if self.unknown else ""
        counts = (
            wording.counted(self.reports, "report"), wording.counted(self.origins, "origin"),
            wording.counted(self.sources, "ultimate source"),
        )  # fmt: skip
        return " / ".join(counts) + unknown


@dataclass(frozen=True, slots=True)
class Key:
    """All answers of an exercise.

    ``parents`` gives for each text the answers that count as right when asked what it draws on; ``names`` are the
    texts' names; ``seed`` is what the plants were drawn with. ``fixes`` are the teacher's changes in force.
    """

    exercise_id: str
    story: str
    seed: int
    groups: tuple[str, ...]
    items: tuple[Item, ...]
    decoys: tuple[Decoy, ...]
    counts: tuple[Counts, ...]
    parents: Mapping[str, tuple[str, ...]]
    names: Mapping[str, str]
    estimands: Mapping[str, str]
    homework: Mapping[str, str] = field(default_factory=dict)
    fixes: tuple[Correction, ...] = ()

    def of(self, task: str, reports: Iterable[str]) -> tuple[Item, ...]:
        """What is to be found in some texts in one task."""
        kept = set(reports)
        return tuple(one for one in self.items if one.task == task and one.report_id in kept)

    @property
    def basis(self) -> str:
        """In one sentence, how many of the answers about numbers a person has reviewed."""
        numbers = [one for one in self.items if one.task == "numbers"]
        seen = sum(one.reviewed for one in numbers)
        rest = "; the others are the machine's reading: read them before class" if seen < len(numbers) else ""
        apart = sum(bool(one.unasked) for one in numbers)
        left = f" Of {apart} the machine's reading could be disputed, and that is not asked." if apart else ""
        return f"A person has reviewed {seen} of the key's {len(numbers)} numbers{rest}.{left}"


def as_json(key: Key) -> str:
    """The key as the text of its file, without fixes, which stand in a file of their own."""
    said = {name: value for name, value in asdict(replace(key, fixes=())).items() if name != "fixes"}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def read_key(path: str | Path, *, fixes: Iterable[Correction] | None = None) -> Key:
    """The key in that file, or in the teacher's folder, with the teacher's fixes in force.

    ``fixes`` are by default those in the file beside the key. Raises ``InputError`` for a file that is none.
    """
    file = key_file(path)
    said = read_object(file, "key")
    try:
        made = {name: said[name] for name in _NAMES}
        key = Key(
            **{
                **made,
                "groups": tuple(made["groups"]),
                "items": tuple(_item(one) for one in made["items"]),
                "decoys": tuple(Decoy(**one) for one in made["decoys"]),
                "counts": tuple(Counts(**one) for one in made["counts"]),
                "parents": {report: tuple(right) for report, right in made["parents"].items()},
            }
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"{file}: this is no key: {error}") from error
    return with_fixes(key, fixes_in(file.with_name(FIXES)) if fixes is None else fixes)


def key_file(path: str | Path) -> Path:
    """The file of a key, named itself or by the teacher's folder."""
    file = Path(path)
    return file / FILE_NAME if file.is_dir() else file


def fixes_in(file: Path) -> tuple[Correction, ...]:
    """The teacher's fixes that no later line undoes, in their order."""
    log = read_log(file)
    dead = undone(log.corrections)
    return tuple(one for one in log.corrections if one.act in ("fix", "add") and one.correction_id not in dead)


def with_fixes(key: Key, fixes: Iterable[Correction]) -> Key:
    """The key with some fixes in force; one that speaks of nothing in this key changes nothing."""
    for fix in fixes:
        changed = _added(key, fix) if fix.act == "add" else _fixed(key, str(fix.row), str(fix.field), str(fix.new))
        key = replace(changed, fixes=(*key.fixes, fix))
    return key


def added_item(fix: Correction) -> Item | None:
    """The thing that a line adds to the key; nothing where the line holds none."""
    places = fix.anchor.places if fix.anchor is not None else ()
    said = fix.new if isinstance(fix.new, dict) else {}
    if not places or not said.get("task") or not isinstance(said.get("answers"), dict):
        return None
    at = places[0]
    answers = {str(name): str(value) for name, value in said["answers"].items()}
    return Item(
        str(fix.row), str(said["task"]), at.report_id, int(at.start or 0), int(at.end or 0), at.quotation,
        at.quotation, (int(at.start or 0), int(at.end or 0)),
        answers, (), fix.reason or "", True,
    )  # fmt: skip


def _added(key: Key, fix: Correction) -> Key:
    item = added_item(fix)
    if item is None or any(one.item == item.item for one in key.items):
        return key
    return replace(key, items=(*key.items, item))


def _fixed(key: Key, row: str, name: str, value: str) -> Key:
    if name == "parents" and row in key.parents:
        return replace(key, parents={**key.parents, row: (value,)})
    return replace(key, items=tuple(_with(one, name, value) if one.item == row else one for one in key.items))


def _with(item: Item, name: str, value: str) -> Item:
    if (name, value) == WITHDRAWN:
        return replace(item, withdrawn=True)
    if (name, value) == ASKED:
        return replace(item, withdrawn=False, unasked={one: why for one, why in item.unasked.items() if one != name})
    if name not in item.answers and name not in item.unasked:
        return item
    unasked = {one: why for one, why in item.unasked.items() if one != name}
    return replace(item, answers={**item.answers, name: value}, unasked=unasked)


_NAMES = tuple(one.name for one in fields(Key) if one.name != "fixes")


def _item(said: Mapping[str, Any]) -> Item:
    start, end = said["within"]
    answers = {str(name): str(value) for name, value in said["answers"].items()}
    return Item(**{**said, "within": (start, end), "accepted": tuple(said["accepted"]), "answers": answers})
