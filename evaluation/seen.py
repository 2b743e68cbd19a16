"""A person's steps on the real reports as a program: its arguments, its folder, and each thing to see, printed.

What is here: what ``analyst.py``, ``factchecker.py`` and ``teacher.py`` have in common. What is done at a step and what
must then be seen is in them.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import workbench as wb
from workbench.story import Story

STORY = Path("data/stories/dprk-troops-2024/story.toml")


@dataclass(frozen=True, slots=True)
class See:
    """Something that a step must show, and whether it does."""

    step: int
    what: str
    seen: bool


#: What is seen with the folder of the real reports, a story file, and an empty folder to work in.
Walk = Callable[[Path, Path, Path], Iterable[See]]


def printed(name: str, about: str | None, walk: Walk, arguments: Sequence[str] | None) -> int:
    """The exit status after each thing to see was printed by its step, and how many are seen: 0 when all are.

    ``about`` is the docstring of the program called ``name``.
    """
    parser = argparse.ArgumentParser(prog=name, description=(about or "").partition("\n")[0])
    parser.add_argument("shared", type=Path, help="the folder that holds corpus/, and gold/ where it is asked for")
    parser.add_argument("--story", type=Path, default=STORY)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        found = list(walk(options.shared, options.story, Path(folder)))
    print("\n".join(f"step {see.step:>2}  {'seen' if see.seen else 'NOT SEEN'}  {see.what}" for see in found))
    print(f"{sum(see.seen for see in found)} of {len(found)} seen")
    return 0 if all(see.seen for see in found) else 1


def opened(shared: Path, story_file: Path, folder: Path) -> Story:
    """The story of a folder of its own with the real reports in it."""
    shutil.copytree(shared / "corpus", folder / "reports")
    shutil.copy(story_file, folder / "story.toml")
    story: Story = wb.open_story(folder, progress=False)
    return story
