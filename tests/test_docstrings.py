"""What a docstring sends the reader to is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("workbench", "evaluation")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
_NAMED = re.compile(r"``([\w./-]+\.py)``")
_HOLDERS = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def named_in(source: str) -> list[str]:
    """The files that the docstrings of a module name."""
    holders = [node for node in ast.walk(ast.parse(source)) if isinstance(node, _HOLDERS)]
    return [name for node in holders for name in _NAMED.findall(ast.get_docstring(node, clean=False) or "")]


def is_there(name: str, module: Path) -> bool:
    """Whether a file is found from the module's folder or from a package above it."""
    return any((folder / name).is_file() for folder in module.parents if folder.is_relative_to(ROOT))


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_that_a_docstring_names_is_there(module: Path) -> None:
    names = named_in(module.read_text(encoding="utf-8"))
    assert [name for name in names if not is_there(name, module)] == []


def test_a_module_that_is_not_there_is_seen() -> None:
    source = '"""Left to ``gone.py``."""\n\n\ndef one() -> None:\n    """See ``counts.py`` and ``read/timex.py``."""\n'
    names = named_in(source)
    assert names == ["gone.py", "counts.py", "read/timex.py"]
    assert [is_there(name, ROOT / "evaluation" / "times.py") for name in names] == [False, True, False]
    assert is_there("read/timex.py", ROOT / "workbench" / "annotate" / "times.py")
