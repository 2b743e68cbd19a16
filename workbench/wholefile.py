"""A file written whole or not at all, and on the disk before anybody is told so.

What is here: the writing of one file through a temporary one beside it, and what a refusal of the system says of the
room that is left. A folder of files that belong together is swapped in by ``ledger.py``; a file that only grows is
appended to in ``corrections/lines.py``.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path


def write_whole(path: Path, raw: bytes) -> None:
    """Leaves ``raw`` in the file, or the file as it was.

    Raises ``OSError`` when it cannot be written; nothing of it is left then.
    """
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-"[:60], dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, _mode(path))
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """The rights of the file that is replaced, or those that a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def no_room(error: OSError, folder: Path) -> str:
    """The cause in words, with the room that is left where the disk is full."""
    said = error.strerror or str(error)
    if error.errno not in (errno.ENOSPC, errno.EDQUOT):
        return said
    return f"{said} ({shutil.disk_usage(folder).free / 1e6:,.0f} MB are free)"
