"""A story that grows, shrinks and is edited: what is taken over from the build before is what a new build makes."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.corrections.kept import noon
from workbench import ledger, stating
from workbench.build import build_story
from workbench.corrections import record
from workbench.parts import Parts
from workbench.state.rows import rows_of

#: Reports that share places, counts, names said once or twice, an event and a region, so that each tells of others.
TEXTS = (
    "Ferry sinks off Gotska\n\nVisby, May 4, 2019\n\nThe coast guard said on Monday that 90 passengers had been "
    "rescued and 12 drowned. About 400 soldiers joined the search in the Viken region.\n",
    "Harbour closed\n\nPublished May 5, 2019\n\nThe port of Visby said 40 boats had joined the search. At least 14 "
    "people drowned, the coast guard said, up from 12.\n",
    "Ferry toll rises\n\nPublished May 6, 2019\n\nAt least 15 people drowned when the ferry sank off Gotska, the "
    "coast guard said. Some 40 boats had joined the search, the port of Visby said.\n",
    "Inquiry opened\n\nPublished May 7, 2019\n\nMinister Anna Berg said 500 troops joined the search in Viken. "
    "Earlier this month after another wreck near Halden, 7 people died.\n",
    "The Gotska Storm\n\nPublished May 8, 2019\n\nThe Gotska Storm killed 3 people in Halden, police said. The "
    "Gotska Storm left about 5,000 homes without power in the north.\n",
    "Rescuers thanked\n\nPublished May 9, 2019\n\nBerg thanked the 500 troops sent to Viken. About 4,900 homes in "
    "Halden had no power after the Gotska Storm, the grid operator said.\n",
    "Berg resigns\n\nPublished May 10, 2019\n\nTwo weeks after a fire, 9 people died in Lund. About 600 "
    "soldiers were sent to Brelovsk, the army said.\n",
)
STORY = """
[[estimands]]
id = "drowned"
name = "People who drowned"
nouns = ["people", "passenger"]
words = ["drown"]
"""


def bytes_of(folder: Path) -> dict[str, str]:
    """The hash of each file of a ledger."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


def built(story: Path) -> dict[str, str]:
    """The bytes of the ledger of a story folder, built with what is kept from the build before."""
    build_story(story, only_if_stale=True, progress=False)
    return bytes_of(story / "ledger")


def built_from_nothing(story: Path) -> dict[str, str]:
    """The bytes of the ledger that a copy of the story without anything kept gets."""
    copy = story.parent / "copy" / story.name
    shutil.rmtree(copy.parent, ignore_errors=True)
    shutil.copytree(story, copy, ignore=shutil.ignore_patterns("ledger", ".ledger-cache"))
    return built(copy)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A story folder of three reports."""
    folder = tmp_path / "ferry"
    (folder / "reports").mkdir(parents=True)
    (folder / "story.toml").write_text('title = "Ferry"\n', encoding="utf-8")
    for number in range(3):
        (folder / "reports" / f"{number}.txt").write_text(TEXTS[number], encoding="utf-8")
    return folder


def _add(story: Path, rng: random.Random) -> None:
    number = rng.randrange(len(TEXTS))
    (story / "reports" / f"{rng.randrange(100)}.txt").write_text(TEXTS[number], encoding="utf-8")


def _remove(story: Path, rng: random.Random) -> None:
    files = sorted((story / "reports").iterdir())
    if len(files) > 1:
        rng.choice(files).unlink()


def _edit(story: Path, rng: random.Random) -> None:
    file = rng.choice(sorted((story / "reports").iterdir()))
    file.write_text(file.read_text(encoding="utf-8").replace("1", str(rng.randrange(1, 10)), 1), encoding="utf-8")


def _correct(story: Path, rng: random.Random) -> None:
    opened = build_story(story, only_if_stale=True, progress=False)
    rows = [row.estimate_id for row in ledger.records(opened.estimates) if row.stance != "believed"]
    if rows:
        row = rng.choice(rows)
        record(opened, act="edit", table="estimates", row=row, field="stance", new="believed", who="A", clock=noon)


def _name_estimands(story: Path, rng: random.Random) -> None:
    file = story / "story.toml"
    plain = 'title = "Ferry"\n'
    file.write_text(plain if STORY in file.read_text(encoding="utf-8") else plain + STORY, encoding="utf-8")


CHANGES: tuple[Callable[[Path, random.Random], None], ...] = (
    _add,
    _add,
    _add,
    _remove,
    _edit,
    _correct,
    _name_estimands,
)


@pytest.mark.parametrize("seed", range(4))
def test_after_any_changes_the_ledger_has_the_bytes_of_a_build_from_nothing(story: Path, seed: int) -> None:
    rng = random.Random(seed)
    built(story)
    for _ in range(7):
        change = rng.choice(CHANGES)
        change(story, rng)
        assert built(story) == built_from_nothing(story), change.__name__


@pytest.fixture
def restated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the reports whose rows are made, in order."""
    seen: list[str] = []

    def watched(report, *given):  # type: ignore[no-untyped-def]  # stands in for the function of this name
        seen.append(Path(report.file).name)
        return rows_of(report, *given)

    monkeypatch.setattr(stating, "rows_of", watched)
    return seen


def test_one_report_more_states_that_report_alone(story: Path, restated: list[str]) -> None:
    built(story)
    assert restated == ["0.txt", "1.txt", "2.txt"]
    restated.clear()
    (story / "reports" / "3.txt").write_text(TEXTS[2].replace("15", "16").replace("Gotska", "Visby"), encoding="utf-8")
    built(story)
    assert restated == ["3.txt"]


def test_another_name_for_what_is_counted_restates_the_reports_that_count_it(story: Path, restated: list[str]) -> None:
    built(story)
    restated.clear()
    (story / "reports" / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    built(story)
    assert restated == ["0.txt", "3.txt"]


def test_a_place_told_again_restates_the_reports_whose_numbers_stand_beside_it(
    story: Path, restated: list[str]
) -> None:
    (story / "reports" / "6.txt").write_text(TEXTS[6], encoding="utf-8")
    (story / "reports" / "7.txt").write_text("Storm\n\nViken has a port. Ships left Viken.\n", encoding="utf-8")
    built(story)
    restated.clear()
    (story / "reports" / "8.txt").write_text("Storm\n\nThe mayor lives in Lund.\n", encoding="utf-8")
    built(story)
    assert restated == ["6.txt", "8.txt"]


def test_a_place_on_no_map_keeps_its_name_in_what_is_proposed(story: Path) -> None:
    sent = "Army\n\nPublished May 8, 2019\n\nAbout {} soldiers were sent to Brelovsk, the army said.\n"
    for number in range(3):
        (story / "reports" / f"{number}.txt").write_text(sent.format(600 + number), encoding="utf-8")
    built(story)
    (story / "reports" / "3.txt").write_text(TEXTS[1], encoding="utf-8")
    names = build_story(story, only_if_stale=True, progress=False).estimands["name"]
    assert "Soldiers sent to Brelovsk" in set(names)


@pytest.mark.parametrize("lost", ["machine", "stated", "compared", "readings"])
def test_what_is_kept_may_be_lost_or_damaged(story: Path, lost: str) -> None:
    built(story)
    for file in sorted((story / ".ledger-cache" / lost).rglob("*.parquet")):
        file.write_bytes(file.read_bytes()[:-20] + b"nothing")
    (story / "reports" / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    assert built(story) == built_from_nothing(story)


def test_what_no_report_uses_any_more_is_not_kept(story: Path) -> None:
    built(story)
    (story / "reports" / "3.txt").write_text(TEXTS[3], encoding="utf-8")
    built(story)
    (story / "reports" / "3.txt").unlink()
    built(story)
    assert len(dict(Parts(story / ".ledger-cache" / "stated").rows())) == 3 * 5
