"""The check of a JSON-LD export against a schema of our own, kept as data in ``schemas/`` with its source named."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from workbench.errors import InputError

_FOLDER = Path(__file__).parent / "schemas"


def check(data: Any, schema: str) -> None:
    """Raises ``InputError`` naming the first place at which the data do not meet the schema of that name."""
    from jsonschema.exceptions import best_match

    fault = best_match(_validator(schema).iter_errors(data))
    if fault is not None:
        where = "/".join(str(step) for step in fault.absolute_path) or "the whole"
        raise InputError(f"export not written: {where} does not meet the schema {schema}: {fault.message[:200]}")


@cache
def _validator(schema: str) -> Any:
    from jsonschema import Draft202012Validator  # slow to import, and needed by two formats only

    return Draft202012Validator(json.loads((_FOLDER / f"{schema}.json").read_text(encoding="utf-8")))
