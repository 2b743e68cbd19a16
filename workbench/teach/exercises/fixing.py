"""The teacher changes or adds an answer of the key: one line in the key's own log, and every mark is reckoned anew.

What is here: writing a fix, putting in what students found, and saying what it does to each student's points. The key's
file stays as it was made; ``key.py`` reads it with the fixes in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from workbench.corrections.lines import Anchor, Correction, Place, append, identified, line_of, locked, read_log
from workbench.corrections.recording import Clock, analyst, moment, now
from workbench.errors import InputError
from workbench.teach.exercises.exercise import BOUNDS, ELSEWHERE, HUNTED, NOBODY, SURENESS, UNSURE
from workbench.teach.exercises.key import ASKED, FIXES, WITHDRAWN, Key, key_file, read_key, with_fixes
from workbench.teach.exercises.marks import Mark, Marks
from workbench.teach.exercises.scoring import score


@dataclass(frozen=True, slots=True)
class Effect:
    """What one fix did: the line, and each student's points before and after, where they differ."""

    fix: Correction
    moved: tuple[tuple[str, float, float], ...]

    @property
    def sentence(self) -> str:
        """The fix and its effect as one line of the log; without students' names."""
        up = sum(after > before for _, before, after in self.moved)
        down = len(self.moved) - up
        why = f", because {self.fix.reason}" if self.fix.reason else ""
        done = f"{self.fix.field}: “{self.fix.old}” became “{self.fix.new}”"
        if self.fix.act == "add":
            done = f"“{self.fix.anchor.places[0].quotation}” was put into the key"
        return (
            f"{self.fix.at[:10]}, {self.fix.who}: {self.fix.row}, {done}{why}. Points went up for {up} and down for "
            f"{down}."
        )


def fix(
    key: str | Path, *, item: str, field: str, value: str, reason: str, who: str | None = None, clock: Clock = now
) -> Key:
    """The key with one more fix in force: a line in ``key.fixes.jsonl`` beside it.

    ``item`` is a thing of the key or a text (whose only field is "parents"); several right answers stand with ``|``
    between them, and the field "found" with the value "withdrawn" takes a thing out of the key, with "asked" in
    again. Raises ``InputError`` for what the key or the codebook does not have, or without a reason; nothing is
    written then.
    """
    made = read_key(key)
    old, value = _answer(made, item, field), value.strip()
    _check(made, item, field, value)
    _write(key, Correction(
        "fix", moment(clock), who or analyst(), "key", item, field=field, old=old, new=value, reason=_reason(reason),
    ))  # fmt: skip
    return read_key(key)


def add(
    key: str | Path, everybody: Sequence[Marks], *, mark: str, reason: str, who: str | None = None, clock: Clock = now
) -> Key:
    """The key with one more thing in it, which students marked and the key did not have: a line in the same log.

    ``mark`` is the name of the mark (the class's sheet gives it). The answers are those that most of its markers gave;
    one that is as often given otherwise is not asked for. Raises ``InputError`` for a mark that nobody made, one that
    the key has, one on a thing of the key, or without a reason; nothing is written then.
    """
    made = read_key(key)
    own = [one for marks in everybody for one in marks.marks if one.mark_id == mark]
    if not own:
        raise InputError(f"add: nobody made the mark {mark!r}; the class's sheet gives the names of those in vain")
    first = own[0]
    if any(one.task == first.task and one.report_id == first.report_id and one.start < first.end
           and first.start < one.end for one in made.items) or any(
           one.item == mark for one in made.items):  # fmt: skip
        raise InputError(f"add: the key has “{first.words}” already; --fix changes its answers")
    said = {name: _most_given(own, name) for name in dict.fromkeys(name for one in own for name in one.answers)}
    new = {"task": first.task, "answers": {name: value for name, value in said.items() if value}}
    places = (Place("", first.report_id, "", first.start, first.end, first.words),)
    _write(key, Correction(
        "add", moment(clock), who or analyst(), "key", mark, Anchor(places=places), new=new, reason=_reason(reason),
    ))  # fmt: skip
    return read_key(key)


def _most_given(marks: Sequence[Mark], name: str) -> str:
    """The answer to a field that most marks give; empty where none is given or two are given as often."""
    ranked = Counter(said for one in marks if (said := one.answers.get(name, "")) not in ("", UNSURE)).most_common(2)
    return "" if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]) else ranked[0][0]


def _reason(reason: str) -> str:
    if not reason.strip():
        raise InputError("reason: a change of the key needs one")
    return reason.strip()


def _write(key: str | Path, line: Correction) -> None:
    file = key_file(key).with_name(FIXES)
    with locked(file):
        known = [one.correction_id for one in read_log(file).corrections]
        try:
            append(file, [line_of(identified(line, known))])
        except OSError as error:
            raise InputError(f"{file}: the change cannot be written: {error.strerror or error}") from error


def effects(key: str | Path, everybody: Sequence[Marks]) -> tuple[Effect, ...]:
    """What each fix did to the points, one after another in the order of the log."""
    after = read_key(key)
    bare = read_key(key, fixes=())
    found = []
    for number, one in enumerate(after.fixes):
        before, then = with_fixes(bare, after.fixes[:number]), with_fixes(bare, after.fixes[: number + 1])
        points = [(marks.who, score(before, marks).points, score(then, marks).points) for marks in everybody]
        found.append(Effect(one, tuple(moved for moved in points if moved[1] != moved[2])))
    return tuple(found)


def _answer(key: Key, item: str, field: str) -> str:
    if item in key.parents:
        if field != "parents":
            raise InputError(f"field: of a text it must be parents, is {field!r}")
        return "|".join(key.parents[item])
    found = next((one for one in key.items if one.item == item), None)
    if found is None:
        raise InputError(f"item: the key has no {item!r}; the teacher's sheet gives the name of each")
    if field == WITHDRAWN[0]:
        return found.words
    if field not in found.answers and field not in found.unasked:
        raise InputError(f"field must be one of {', '.join((*found.answers, *found.unasked))}, is {field!r}")
    return found.answers.get(field, "not asked")


def _check(key: Key, item: str, field: str, value: str) -> None:
    """Raises ``InputError`` for an answer that no student could give."""
    allowed = {
        "parents": {*key.parents, NOBODY, ELSEWHERE} - {item},
        "estimand": {*key.estimands, NOBODY},
        "kind": set(HUNTED),
        "bound": set(dict(BOUNDS)),
        "hedge": set(dict(SURENESS)),
        "anonymous": {"yes", "no"},
        WITHDRAWN[0]: {WITHDRAWN[1], ASKED[1]},
    }.get(field)
    wrong = [one for one in value.split("|") if (allowed is not None and one not in allowed) or not one.strip()]
    if wrong:
        raise InputError(f"value: must be one of {', '.join(sorted(allowed or ()))}, is {wrong[0]!r}")
