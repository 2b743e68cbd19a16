"""Folders that a browser test opens: a copy of the notebooks beside a story, or notebooks of a few cells.

A run in a copy leaves the checkout as it was. The pictures of the documents are drawn in such a copy too.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The shipped story, from the checkout's own folder.
STORY = "data/stories/dprk-troops-2024"


def copied_checkout(folder: Path, story: Path) -> Path:
    """The folder, with the notebooks and in the place of the shipped story a copy of the folder ``story``."""
    copied_notebooks(folder)
    shutil.copytree(story, folder / STORY)
    return folder


def copied_notebooks(folder: Path) -> Path:
    """The copy of the notebooks, in that folder."""
    return Path(shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".*")))


def notebook(*cells: str) -> str:
    """A notebook of these code cells, as a file holds it."""
    made: list[dict[str, object]] = [
        {"cell_type": "code", "id": f"cell-{at}", "metadata": {}, "outputs": [], "execution_count": None, "source": one}
        for at, one in enumerate(cells)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": made, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})
