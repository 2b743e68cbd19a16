"""The file of corrections: what is acknowledged stays, what was cut or changed is named, and nothing stops the rest."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.corrections.lines import (
    Anchor,
    Correction,
    Log,
    Place,
    append,
    as_object,
    checksum,
    identified,
    line_of,
    locked,
    read_log,
    undone,
)
from workbench.errors import InputError


def note(reason: str, *, act: str = "note", undoes: str | None = None, who: str = "Ada Brink") -> Correction:
    line = Correction(act, "2031-05-08T12:00:00Z", who, "estimates", "e-1", reason=reason, undoes=undoes)
    return identified(line)


def written(path: Path, *reasons: str) -> list[Correction]:
    made = [note(reason) for reason in reasons]
    append(path, [line_of(one) for one in made])
    return made


def reasons(log: Log) -> list[str | None]:
    return [one.reason for one in log.corrections]


def test_a_line_comes_back_as_it_was_written(tmp_path: Path) -> None:
    place = Place("0" * 64, "r-1", "reports/a.txt", 3, 9, "„zwölf“\u2028\U0001f30a", "on\n", "\ttwo")
    line = identified(
        Correction("edit", "2031-05-08T12:00:00Z", "Ada", "estimates", "e-1", Anchor((place,)), "low", 3.0, None)
    )
    append(tmp_path / "c", [line_of(line)])
    assert read_log(tmp_path / "c").corrections == (line,)
    assert (tmp_path / "c").read_bytes().count(b"\n") == 1


@pytest.mark.parametrize(
    "values", [{"reason": "half of a pair \ud83c"}, {"reason": 7}, {"row": ["e-1"]}, {"who": None}]
)
def test_a_line_that_no_table_could_hold_is_named_and_not_used(tmp_path: Path, values: dict[str, object]) -> None:
    said = as_object(note("first")) | values
    (tmp_path / "c").write_text(json.dumps({**said, "checksum": checksum(said)}) + "\n", encoding="utf-8")
    assert [one.fault for one in read_log(tmp_path / "c").unread] == ["damaged"]


def test_no_file_is_an_empty_log(tmp_path: Path) -> None:
    assert read_log(tmp_path / "none") == Log()


@pytest.mark.parametrize("kept", [1, 20, -2])
def test_a_last_line_that_was_cut_is_set_aside_and_later_lines_are_whole(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "c"
    written(path, "first", "second")
    first, second = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(first + second[:kept])
    log = read_log(path)
    assert reasons(log) == ["first"]
    assert [(one.line, one.fault) for one in log.unread] == [(2, "torn")]
    written(path, "third")
    assert reasons(read_log(path)) == ["first", "third"]
    assert [one.line for one in read_log(path).unread] == [2]


def test_a_last_line_that_only_lost_its_end_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "c"
    written(path, "first")
    path.write_bytes(path.read_bytes()[:-1])
    written(path, "second")
    assert reasons(read_log(path)) == ["first", "second"]


def test_zeros_that_a_power_cut_leaves_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "c"
    written(path, "first")
    path.write_bytes(path.read_bytes() + b"\0" * 300)
    written(path, "second")
    assert reasons(read_log(path)) == ["first", "second"]


@pytest.mark.parametrize(
    "changed",
    [
        lambda line: line.replace(b"first", b"worst"),
        lambda line: line.replace(b"Ada Brink", b"Bea Brink"),
        lambda line: b'{"act": "note"}\n',
        lambda line: b"[1, 2]\n",
        lambda line: b'"note"\n',
    ],
)
def test_a_line_that_was_changed_afterwards_is_named_and_not_used(tmp_path: Path, changed: object) -> None:
    path = tmp_path / "c"
    written(path, "first", "second")
    one, other = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(changed(one) + other)  # type: ignore[operator]  # one of the functions above
    log = read_log(path)
    assert reasons(log) == ["second"]
    assert [(one.line, one.fault) for one in log.unread] == [(1, "damaged")]
    assert "checksum" in log.unread[0].why


def test_a_line_that_nests_without_end_is_named_and_not_used(tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.write_bytes(b"[" * 200_000 + b"\n")
    assert [one.fault for one in read_log(path).unread] == ["torn"]


def test_equal_lines_have_identifiers_of_their_own(tmp_path: Path) -> None:
    first = note("same")
    again = identified(first, [first.correction_id])
    assert first.correction_id != again.correction_id
    assert identified(first).correction_id == first.correction_id


def test_an_undoing_that_is_undone_brings_the_line_back() -> None:
    first = note("first")
    undoing = note("not so", act="undo", undoes=first.correction_id)
    back = note("so after all", act="undo", undoes=undoing.correction_id)
    assert undone([first, undoing]) == {first.correction_id}
    assert undone([first, undoing, back]) == {undoing.correction_id}


_WRITER = """
import sys
from pathlib import Path
from workbench.corrections.lines import Correction, append, identified, line_of, locked
path = Path(sys.argv[1])
for number in range(20):
    with locked(path):
        append(path, [line_of(identified(Correction("note", "now", sys.argv[2], reason=str(number))))])
"""


def test_several_programs_write_at_once_and_no_line_is_lost_or_mixed(tmp_path: Path) -> None:
    path = tmp_path / "c"
    running = [subprocess.Popen([sys.executable, "-c", _WRITER, str(path), who]) for who in ("Ada", "Bea", "Cid")]
    assert [one.wait(timeout=120) for one in running] == [0, 0, 0]
    log = read_log(path)
    assert log.unread == ()
    for who in ("Ada", "Bea", "Cid"):
        assert [one.reason for one in log.corrections if one.who == who] == [str(number) for number in range(20)]


def test_a_writer_that_does_not_let_go_is_named(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "c"),
        pytest.raises(InputError, match="another program is writing"),
        locked(tmp_path / "c", patience=0.05),
    ):
        pytest.fail("two held the lock")
