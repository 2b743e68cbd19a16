"""What was read of a text once: the same text is not read a second time when a story is built again.

What is here: values kept by what they were made from, and nothing of what they are. Each is made by a function whose
outcome depends on what is given and on the rules alone; it is named by a hash of both. Where nothing is kept from
build to build, as in a single reading, each value is made. The files are those of ``parts.py``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from workbench.parts import FULL, Parts, packed
from workbench.rules import rules_hash

#: The parts of the package that decide what is read of a text before any model sees it.
_READING = ("model.py", "read")


@dataclass(slots=True)
class Readings:
    """Values by name: ``known`` from before, ``used`` in this reading, and those of them that are new."""

    known: dict[str, bytes] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    new: dict[str, bytes] = field(default_factory=dict)

    def of(self, what: str, given: Any, make: Callable[[], Any]) -> Any:
        """What ``make`` gives in plain values (lists, numbers, texts), or what it gave before for the same given."""
        name = self.hold(what, given)
        kept = self.known.get(name) or self.new.get(name)
        if kept is not None:
            with suppress(ValueError):
                return json.loads(kept)
        made = make()
        self.new[name] = json.dumps(made).encode()
        return made

    def hold(self, what: str, given: Any) -> str:
        """The name of a value, which is then kept for a later build whether or not this one asks for it."""
        told = json.dumps([what, rules_hash(_READING), given])
        name = hashlib.sha256(told.encode()).hexdigest()[:32]
        self.used.add(name)
        return name


def kept_in(folder: Path) -> Readings:
    """The values that were kept in the folder."""
    return Readings(dict(Parts(folder).rows()))


def keep(folder: Path, readings: Readings) -> None:
    """Leaves in the folder what this reading has used."""
    new = [(name, value) for name, value in readings.new.items() if name not in readings.known]
    for start in range(0, len(new), FULL):
        Parts(folder).keep(packed(new[start : start + FULL]))
    Parts(folder).keep_only(readings.used)
