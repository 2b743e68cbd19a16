"""What no one thought of: readers, story files, questions, corrections and briefings made of anything at all.

Each either gives its value or is refused in one line; what was found so stands as an example beside the others.
"""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.hostile.files import PAYLOADS, bad
from workbench.errors import InputError
from workbench.limits import Limits
from workbench.look import query
from workbench.publish.verify import verify
from workbench.read.formats import Source, parts_of, suffixes
from workbench.storyfile import read_story_file

quick = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SMALL = Limits(file_bytes=20_000, report_characters=20_000, parts=20, members=20, unpacked_bytes=100_000, pages=5)
#: Files that are nearly what they should be: those of the list, cut, and one stretch of each replaced.
_WHOLE = [one for one in bad() if len(one.raw) < 5_000 and "." in one.name]


@st.composite
def spoiled(draw: st.DrawFn) -> tuple[str, bytes]:
    one = draw(st.sampled_from(_WHOLE))
    at = draw(st.integers(0, len(one.raw)))
    more = draw(st.binary(max_size=12) | st.sampled_from([b"\0", b"<", b"&#", b"\xff\xfe", b'"', b"{", b"\r\n\r\n"]))
    gone = draw(st.integers(0, 40))
    return one.name, one.raw[:at] + more + one.raw[at + gone :]


def read_or_refuse(name: str, raw: bytes) -> None:
    try:
        parts_of(Source(name, raw, SMALL))
    except InputError as error:
        assert not re.search(r"\n|Traceback|the reader failed", str(error)), str(error)


#: An archive whose list of members says that one begins before the file does.
_MOVED = next(one.raw for one in _WHOLE if one.name == "packed_many.zip")[1:]


@quick
@given(spoiled())
@example(("moved.zip", _MOVED))
@example(("record.json", b'{"text": "a", "date": ' + b"9" * 5_000 + b"}"))
@example(("record.jsonl", b'{"text": "a", "date": ' + b"9" * 5_000 + b"}"))
def test_a_file_with_a_stretch_replaced_is_read_or_refused_in_a_line(file: tuple[str, bytes]) -> None:
    read_or_refuse(*file)


@quick
@given(st.sampled_from(suffixes()), st.binary(max_size=300))
@example(".csv", b'"one\ntwo",b\n1,2')
@example(".json", b'{"one\\ntwo": 1}')
def test_bytes_of_any_kind_under_any_suffix_are_read_or_refused_in_a_line(suffix: str, raw: bytes) -> None:
    read_or_refuse(f"any{suffix}", raw)


_STORY = "title = 'x'\n[limits]\npages = 3\n[[parties]]\nid = 'a'\nname = 'A'\n[[estimands]]\nid = 'b'\nname = 'B'\n"


@quick
@given(st.integers(0, len(_STORY)), st.text(max_size=20) | st.sampled_from(PAYLOADS), st.integers(0, 20))
@example(0, "title = " + "[" * 5_000, 0)
@example(0, "schema = " + "9" * 5_000, 0)
def test_a_story_file_of_any_kind_is_read_or_refused_by_name(tmp_path: Path, at: int, more: str, gone: int) -> None:
    path = tmp_path / "story.toml"
    path.write_bytes((_STORY[:at] + more + _STORY[at + gone :]).encode("utf-8", "surrogatepass"))
    try:
        read_story_file(path)
    except InputError as error:
        assert str(error).startswith(str(path))


@quick
@given(st.text(max_size=60) | st.text(alphabet='"()-: =<>notor', max_size=60))
@example("(" * 5_000)
@example("-" * 5_000)
@example("value>" + "9" * 5_000)
def test_a_question_of_any_kind_is_read_or_refused_in_a_line(text: str) -> None:
    try:
        query.read(text)
    except InputError as error:
        assert len(str(error)) < 6_000


@quick
@given(
    st.text(max_size=200), st.sampled_from(["", "<script id=evidence type='application/json'>", "<table><tr id=x><td>"])
)
@example("[" * 50_000, "<script type='application/json' id='evidence'>")
def test_no_page_that_is_no_briefing_passes_for_one(tmp_path: Path, text: str, before: str) -> None:
    path = tmp_path / "page.html"
    path.write_bytes((before + text).encode("utf-8", "surrogatepass"))
    try:
        assert not verify(path).is_good
    except InputError as error:
        assert str(path) in str(error)
