"""Files that a search guided by what the program runs through makes up, given to whatever reads a file of strangers.

``python -m benchmarks.fuzzing TARGET [--seconds 60]`` needs Atheris, which is no part of the pins: install it into an
environment of its own beside the package's. The targets are ``readers``, ``story``, ``question``, ``corrections`` and
``verifier``. Each may refuse what it is given in one line; whatever else it raises ends the run with the bytes that
raised it, which then become an example in ``tests/hostile/test_fuzzed.py``.
"""

from __future__ import annotations

import argparse
import json
import logging
import sys
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["workbench"]):
    from workbench.corrections.lines import checksum, read_log
    from workbench.errors import InputError
    from workbench.limits import Limits
    from workbench.look import query
    from workbench.publish.verify import verify
    from workbench.read.formats import Source, parts_of, suffixes
    from workbench.storyfile import read_story_file

_SMALL = Limits(file_bytes=20_000, report_characters=20_000, parts=20, members=20, unpacked_bytes=100_000, pages=5)
#: What a search begins with, so that it need not find out by itself how such a file begins.
_SEEDS = {
    "readers": [bytes([at]) + b'{"text": "40 boats", "date": "2024-05-12"}' for at in range(len(suffixes()))],
    "story": [b"title = 'x'\n[limits]\npages = 3\n[[parties]]\nid = 'a'\nname = 'A'\n[[estimands]]\nid = 'b'\n"],
    "question": [b'value>40 and outlet:"Harbour Times" or not (day<2024-05-12)'],
    "corrections": [
        b'{"correction_id": "k-1", "act": "note", "at": "", "who": "A", "table": "claims", "row": "c", '
        b'"anchor": {"places": [{"text_sha256": "", "report_id": "r", "file": "f", "start": 1}], "entities": []}}'
    ],
    "verifier": [b"<body><script type='application/json' id='seal'>{}</script><table><tr id=x><td>40</table>"],
}


def _readers(raw: bytes) -> None:
    known = suffixes()
    name = f"any{known[raw[0] % len(known)]}" if raw else "any.txt"
    try:
        parts_of(Source(name, raw[1:], _SMALL))
    except InputError as error:
        if "the reader failed" in str(error):
            raise AssertionError(str(error)) from error
        _in_one_line(error)


def _in_one_line(error: InputError) -> None:
    if "\n" in str(error) or "Traceback" in str(error):
        raise AssertionError(str(error)) from error


def _of_file(read: Callable[[Path], object], path: Path) -> Callable[[bytes], None]:
    def tried(raw: bytes) -> None:
        path.write_bytes(raw)
        try:
            read(path)
        except InputError as error:
            _in_one_line(error)

    return tried


def _log(path: Path) -> None:
    """The log in that file; a line that is a JSON object is read with a checksum that is right as well."""
    read_log(path)
    try:
        said = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        return
    if isinstance(said, dict):
        said["checksum"] = checksum({key: value for key, value in said.items() if key != "checksum"})
        path.write_bytes(json.dumps(said).encode())
        read_log(path)


def _question(raw: bytes) -> None:
    try:
        query.read(raw.decode("utf-8", "surrogateescape"))
    except InputError as error:
        _in_one_line(error)


def _not_good(path: Path) -> None:
    if verify(path).is_good:
        raise AssertionError("a page that nobody sealed passes for a briefing")


def main() -> int:
    """0 when the search found nothing in its time; Atheris ends the program itself when it did."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("target", choices=sorted(_SEEDS))
    parser.add_argument("--seconds", type=int, default=60)
    options = parser.parse_args()
    logging.disable()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tried = {
            "readers": _readers,
            "story": _of_file(read_story_file, folder / "story.toml"),
            "question": _question,
            "corrections": _of_file(_log, folder / "corrections.jsonl"),
            "verifier": _of_file(_not_good, folder / "page.html"),
        }[options.target]
        seeds = folder / "seeds"
        seeds.mkdir()
        for at, raw in enumerate(_SEEDS[options.target]):
            (seeds / str(at)).write_bytes(raw)
        limits = [f"-max_total_time={options.seconds}", "-timeout=20", "-max_len=4000", "-rss_limit_mb=4000"]
        atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={Path.cwd()}/", str(seeds)], tried)
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
