"""Reports that lie elsewhere, copied into a story folder here, so that their bytes stay where the ledger can name them.

What is here: an address (``s3://bucket/folder``, ``memory://folder``, ``file:///folder``) to a local path, through the
file systems of fsspec. What was copied and has not changed at its place is not copied again, and what is gone there is
gone here. Nothing is fetched but what a user gives as an address; reading is as in ``workbench/read``.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from workbench.errors import InputError
from workbench.wholefile import write_whole

#: In the story's folder: the hash of the address, which may hold a password, and what each file was like there.
_NOTE = ".fetched.json"


def fetched(path: Path | str, say: Callable[[str], None] = lambda line: None) -> Path:
    """The local path to build from: the one given, or ``./NAME.story`` with the files of an address in ``reports``.

    Raises ``InputError`` when nothing lies at the address, when it cannot be reached, or when the folder is another
    story.
    """
    if isinstance(path, Path) or "://" not in path:
        return Path(path)
    system, root = _found(path)
    if "file" in _protocols(system):
        return Path(root)
    name = PurePosixPath(root.rstrip("/")).name
    story = Path.cwd() / f"{_safe(name) or 'fetched'}.story"
    try:
        there = dict(_files(system, root))
        if not there:
            raise InputError(f"{path}: no file lies there")
        copied = _copied(system, there, story, hashlib.sha256(path.encode()).hexdigest())
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error}"[:300]) from None
    say(f"copied {copied} of {len(there)} files from {path}")
    return story


def _found(address: str) -> tuple[Any, str]:
    """The file system of an address, and the place in it."""
    try:
        import fsspec
    except ImportError:
        raise InputError(f"{address}: an address needs one more package: python -m pip install fsspec") from None
    try:
        system, root = fsspec.url_to_fs(address)
    except (ValueError, ImportError, OSError) as error:
        raise InputError(f"{address}: {error}"[:300]) from None
    return system, str(root)


def _protocols(system: Any) -> tuple[str, ...]:
    return (system.protocol,) if isinstance(system.protocol, str) else tuple(system.protocol)


def _files(system: Any, root: str) -> Iterator[tuple[str, str]]:
    """Each file under the place, by its name there; a name that would lead out of the folder is refused."""
    if system.isfile(root):
        yield _local(PurePosixPath(root).name), root
        return
    for path in sorted(system.find(root)):
        name = str(path).removeprefix(root).lstrip("/")
        # A folder's own marker, as object stores keep them, is no file.
        if name and not name.endswith("/"):
            yield _local(name), str(path)


def _local(name: str) -> str:
    parts = name.split("/")
    if any(part in ("", ".", "..") or "\0" in part or os.sep in part for part in parts):
        raise InputError(f"{name!r}: is no name that a file can have here")
    return name


def _copied(system: Any, there: Mapping[str, str], story: Path, address: str) -> int:
    """How many files had to be copied into the story's folder."""
    note, folder = story / _NOTE, story / "reports"
    known = _known(story, address)
    now = {name: str(system.ukey(path)) for name, path in there.items()}
    changed = [name for name in there if known.get(name) != now[name] or not (folder / name).is_file()]
    mine = next((name for name in changed if name not in known and (folder / name).exists()), None)
    if mine is not None:
        raise InputError(f"{folder / mine}: is there already and was not copied from there; give it another name")
    folder.mkdir(parents=True, exist_ok=True)
    # Noted before they are copied: a name without the state of its file is copied again.
    _write_note(note, address, {**known, **dict.fromkeys(changed, "")})
    for name in changed:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(folder / name, system.cat_file(there[name]))
    for name in known.keys() - now.keys():
        (folder / _local(name)).unlink(missing_ok=True)
    _write_note(note, address, now)
    return len(changed)


def _known(story: Path, address: str) -> dict[str, str]:
    """What was copied before. Raises ``InputError`` for a folder that was not made from this address."""
    if not story.exists():
        return {}
    try:
        told = json.loads((story / _NOTE).read_text(encoding="utf-8"))
        if told["address"] == address:
            return dict(told["files"])
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise InputError(f"{story}: is there already and was not copied from this address; build in another folder")


def _write_note(note: Path, address: str, files: Mapping[str, str]) -> None:
    told = {"address": address, "files": dict(files)}
    write_whole(note, json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True).encode())


def _safe(name: str) -> str:
    """The last part of an address as the name of a folder."""
    return "".join(c if c.isalnum() or c in "-_. " else "-" for c in name).strip(". ")
