"""Annotations kept on disk by content, so that a rebuild reads anew only what has changed.

What is here: the name of a report's annotation, a hash of its text, its passages, the model and the rules, and its form
on disk and, so that those of many reports go into memory, in memory. The files that hold many of them are those of
``parts.py``; which reports are read together is decided in ``workbench/shards``.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path
from sys import intern
from typing import Any, overload

from workbench import parts
from workbench.model import Annotation, Attribution, Claim, Mention, Quantity, Report, Sentence
from workbench.parts import Parts

_KINDS: Mapping[str, type[Any]] = {
    "sentences": Sentence,
    "quantities": Quantity,
    "attributions": Attribution,
    "mentions": Mention,
    "claims": Claim,
}
_NAMES = {kind: [field.name for field in fields(kind)] for kind in _KINDS.values()}
#: From a value to its fields in order, and where among them lists and the names of kinds and rules stand.
_FIELDS = {name: attrgetter(*_NAMES[kind]) for name, kind in _KINDS.items()}
_LISTS = {kind: [at for at, field in enumerate(fields(kind)) if "tuple" in str(field.type)] for kind in _KINDS.values()}
_CLOSED = {
    kind: [at for at, name in enumerate(names) if name in {"role", "unit", "rule", "stance", "kind", "label"}]
    for kind, names in _NAMES.items()
}
_JSON = json.JSONEncoder(ensure_ascii=False, check_circular=False)
#: How the annotation of a report ends whose sentences could be read.
_WITHOUT_PROBLEM = b'"problem": null}'
#: The fastest: an annotation then takes a twentieth of the room that its values take, for a tenth of a millisecond.
_PRESSED = 1


def packed(annotations: Iterable[tuple[str, Annotation]]) -> bytes:
    """A Parquet file of named annotations, in the order given."""
    return parts.packed((name, _encoded(one)) for name, one in annotations)


def pressed(part: bytes) -> dict[str, bytes]:
    """The annotations of a file that ``packed`` made, by name, as ``Annotations`` takes them."""
    return {name: zlib.compress(value, _PRESSED) for name, value in parts.unpacked(part)}


@dataclass(frozen=True, slots=True)
class Annotations(Sequence[Annotation]):
    """Annotations of reports in their order, each made when it is asked for and not held after that."""

    values: Sequence[bytes]

    def __len__(self) -> int:
        return len(self.values)

    def names(self) -> list[str]:
        """A name for each annotation, of exactly what it holds."""
        return [hashlib.sha256(one).hexdigest()[:32] for one in self.values]

    @overload
    def __getitem__(self, at: int) -> Annotation: ...

    @overload
    def __getitem__(self, at: slice) -> Annotations: ...

    def __getitem__(self, at: int | slice) -> Annotation | Annotations:
        if isinstance(at, slice):
            return Annotations(self.values[at])
        return _decoded(zlib.decompress(self.values[at]))


@dataclass(frozen=True, slots=True)
class AnnotationCache:
    """Annotations in ``folder`` for one state of the model and the rules, named by ``version``."""

    folder: Path
    version: str

    def name(self, report: Report) -> str:
        """The name of exactly this text, read in exactly this way."""
        digest = hashlib.sha256(f"{self.version}\0{report.text_sha256}".encode())
        for passage in report.passages:
            digest.update(f"\0{passage.start},{passage.end},{passage.role}".encode())
        return digest.hexdigest()[:32]

    def found(self, reports: Iterable[Report]) -> dict[str, bytes]:
        """By name the annotations kept for exactly the texts of these reports, as ``Annotations`` takes them.

        One whose sentences could not be read is not kept: another attempt may do better.
        """
        wanted, known = {self.name(report) for report in reports}, dict[str, bytes]()
        for name, value in Parts(self.folder).rows():
            if name in wanted and name not in known and value.endswith(_WITHOUT_PROBLEM):
                known[name] = zlib.compress(value, _PRESSED)
        return known

    def keep(self, part: bytes) -> None:
        """Keeps a file that ``packed`` made; a folder that cannot be written is left alone."""
        Parts(self.folder).keep(part)

    def keep_only(self, reports: Iterable[Report]) -> None:
        """Drops what no report of this build uses, so that the folder does not grow without end."""
        Parts(self.folder).keep_only({self.name(report) for report in reports})


# --- values -----------------------------------------------------------------------------------------------------------


def _encoded(annotation: Annotation) -> bytes:
    told = {name: [fields_of(one) for one in getattr(annotation, name)] for name, fields_of in _FIELDS.items()}
    return _JSON.encode({**told, "problem": annotation.problem}).encode("utf-8", "surrogatepass")


def _decoded(value: bytes) -> Annotation:
    data = json.loads(value.decode("utf-8", "surrogatepass"))
    kept: dict[str, Any] = {name: tuple(_value(kind, row) for row in data[name]) for name, kind in _KINDS.items()}
    return Annotation(**kept, problem=data["problem"])


def _value(kind: type[Any], row: list[Any]) -> Any:
    """A frozen value from its fields in order, lists made tuples again, and one text for all fields that say the same.

    A row that has not all fields is damaged: it raises ``TypeError``, as it does for one that has too many.
    """
    if len(row) != len(_NAMES[kind]):
        raise TypeError(f"{len(row)} fields for a {kind.__name__}")
    for at in _LISTS[kind]:
        row[at] = _tuples(row[at])
    for at in _CLOSED[kind]:
        row[at] = intern(row[at])
    return kind(*row)


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
