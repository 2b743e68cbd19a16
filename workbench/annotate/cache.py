"""Annotations kept on disk by content, so that a rebuild reads anew only what has changed.

What is here: one JSON file for each report's annotation, named by a hash of the text, its passages, the model and the
rules. The folder may be deleted at any time. A file that cannot be read counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from workbench.model import Annotation, Attribution, Claim, Mention, Quantity, Report, Sentence

_KINDS: Mapping[str, type[Any]] = {
    "sentences": Sentence,
    "quantities": Quantity,
    "attributions": Attribution,
    "mentions": Mention,
    "claims": Claim,
}


@dataclass(frozen=True, slots=True)
class AnnotationCache:
    """Annotations in ``folder`` for one state of the model and the rules, named by ``version``."""

    folder: Path
    version: str

    def _path(self, report: Report) -> Path:
        digest = hashlib.sha256(f"{self.version}\0{report.text_sha256}".encode())
        for passage in report.passages:
            digest.update(f"\0{passage.start},{passage.end},{passage.role}".encode())
        return self.folder / f"{digest.hexdigest()[:32]}.json"

    def get(self, report: Report) -> Annotation | None:
        """The annotation kept for exactly this text, or nothing."""
        try:
            data = json.loads(self._path(report).read_text(encoding="utf-8", errors="surrogatepass"))
            kept: dict[str, Any] = {name: tuple(_value(one, row) for row in data[name]) for name, one in _KINDS.items()}
            return Annotation(**kept)
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put(self, report: Report, annotation: Annotation) -> None:
        """Keeps an annotation; a folder that cannot be written is left alone."""
        path = self._path(report)
        fresh = path.with_suffix(f".{os.getpid()}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(
                json.dumps(asdict(annotation), ensure_ascii=False), encoding="utf-8", errors="surrogatepass"
            )
            os.replace(fresh, path)
        except OSError:
            fresh.unlink(missing_ok=True)

    def keep_only(self, reports: Iterable[Report]) -> None:
        """Drops what no report of this build uses, so that the folder does not grow without end."""
        used = {self._path(report).name for report in reports}
        # Beside whole files there are those that a killed build was writing, named by its process.
        for path in self.folder.glob("?" * 32 + ".*"):
            if path.name not in used:
                path.unlink(missing_ok=True)


def _value(kind: type[Any], row: Mapping[str, Any]) -> Any:
    """A frozen value from its JSON form, lists made tuples again."""
    known = {field.name for field in fields(kind)}
    return kind(**{name: _tuples(value) for name, value in row.items() if name in known})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value
