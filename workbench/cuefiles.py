"""The cue files of a stage, read once each: language knowledge is data, in ``cues/NAME.toml`` beside the rules."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def cue_file(stage: str, name: str) -> dict[str, Any]:
    """The content of ``workbench/STAGE/cues/NAME.toml``.

    Raises ``FileNotFoundError`` when there is no such file.
    """
    path = resources.files("workbench").joinpath(stage, "cues", f"{name}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))
