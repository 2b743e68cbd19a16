"""The analyst's own words: ``briefing.md`` of a story folder, as frozen values with the line of each.

What is here: the head between two lines of dashes, the sections, the numbered judgments with their labelled parts, and
the cut into sentences. Markup is dropped and never trusted: HTML is text. What a reference stands for is told in
``references.py``, whether a sentence may leave in ``lint.py``. The grammar is told in ``docs/briefing.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from workbench.errors import InputError

NAME = "briefing.md"
SECTIONS = ("Bottom line", "Judgments", "Gaps", "Dissent", "Sourcing")
#: The parts of a judgment, in the order in which they are shown.
PARTS = (
    "Statement", "Likelihood", "Confidence", "Reasons", "Evidence for", "Evidence against", "Assumptions",
    "What would change it",
)  # fmt: skip
HEAD = ("title", "question", "authors", "status", "handling", "issue")
STATUS = ("draft", "final")
#: The labels of the Traffic Light Protocol 2.0 (FIRST), each as the standard writes it.
HANDLING = ("RED", "AMBER+STRICT", "AMBER", "GREEN", "CLEAR")
#: What ends a sentence: its stop with closing marks, before a space and the beginning of another.
_STOP = re.compile(r"(?<=[.!?])[”’\"')\]]*\s+(?=[“‘\"'(\[{]*[A-Z{])")
_REFERENCE = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LABEL = re.compile(r"\s*([A-Z][A-Za-z ]+):\s*(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the analyst as written, with its references, and the line on which its paragraph begins."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Judgment:
    """A numbered judgment: its heading's line and its parts by their names in ``PARTS``."""

    number: int
    line: int
    parts: Mapping[str, tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Words:
    """A ``briefing.md`` as read: the head's entries, the paragraphs of each section, the judgments."""

    file: str
    head: Mapping[str, str]
    sections: Mapping[str, tuple[tuple[Sentence, ...], ...]]
    judgments: tuple[Judgment, ...] = field(default=())

    def sentences(self) -> Iterator[Sentence]:
        """Every sentence, in the order of the sections, then the judgments."""
        for paragraphs in self.sections.values():
            for paragraph in paragraphs:
                yield from paragraph
        for judgment in self.judgments:
            for sentences in judgment.parts.values():
                yield from sentences


def words_of(folder: Path) -> Words | None:
    """The analyst's words of a story folder; nothing where there is no ``briefing.md``.

    Raises ``InputError`` naming file and line when the file cannot be read as its grammar says.
    """
    path = folder / NAME
    if not path.is_file():
        return None
    try:
        return read_words(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read: {error}") from error


def read_words(text: str, file: str = NAME) -> Words:
    """The words of a ``briefing.md`` given as text. Raises ``InputError`` naming file and line."""
    head, skipped = _head(text, file)
    tokens = MarkdownIt("commonmark", {"html": False}).parse("\n" * skipped + "\n".join(text.split("\n")[skipped:]))
    sections: dict[str, list[tuple[Sentence, ...]]] = {}
    judgments: list[Judgment] = []
    parts: dict[str, tuple[Sentence, ...]] = {}
    section = ""
    for opening, inline in _blocks(tokens):
        line, content = _line(inline), _plain(inline)
        if opening.tag == "h1":
            raise InputError(f"{file}:{line}: the title stands in the head, as “title: …”")
        if opening.tag == "h2":
            section = _one_of(content, SECTIONS, f"{file}:{line}: section")
            sections.setdefault(section, [])
        elif opening.tag.startswith("h"):
            if section != "Judgments":
                raise InputError(f"{file}:{line}: only judgments have headings of their own")
            parts = {}
            judgments.append(Judgment(len(judgments) + 1, line, parts))
        elif not section:
            raise InputError(f"{file}:{line}: words before the first section; a section begins with “## Bottom line”")
        elif section == "Judgments":
            if not judgments:
                raise InputError(f"{file}:{line}: a judgment begins with a heading, “### 1”")
            name, said = _labelled(content, f"{file}:{line}")
            if name in parts:
                raise InputError(f"{file}:{line}: {name!r} stands twice in judgment {len(judgments)}")
            parts[name] = tuple(sentences_of(said, line))
        else:
            sections[section].append(tuple(sentences_of(content, line)))
    return Words(file, head, {name: tuple(said) for name, said in sections.items()}, tuple(judgments))


def sentences_of(text: str, line: int = 1) -> list[Sentence]:
    """The sentences of a paragraph; a stop within a reference ends none."""
    hidden = _REFERENCE.sub(lambda match: "{" + "x" * (len(match[0]) - 2) + "}", text)
    cuts = [0, *(match.end() for match in _STOP.finditer(hidden)), len(text)]
    pieces = (text[left:right].strip() for left, right in pairwise(cuts))
    return [Sentence(" ".join(piece.split()), line) for piece in pieces if piece]


def _head(text: str, file: str) -> tuple[dict[str, str], int]:
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, 0
    head: dict[str, str] = {}
    for at, line in enumerate(lines[1:], 2):
        if line.strip() == "---":
            return head, at
        if not line.strip():
            continue
        name, colon, value = line.partition(":")
        if not colon:
            raise InputError(f"{file}:{at}: an entry of the head is “name: value”")
        name = _one_of(name.strip(), HEAD, f"{file}:{at}: entry of the head")
        head[name] = _checked_entry(name, value.strip(), f"{file}:{at}")
    raise InputError(f"{file}:1: the head is not closed by a line of three dashes")


def _checked_entry(name: str, value: str, place: str) -> str:
    if name == "status":
        return _one_of(value, STATUS, f"{place}: status")
    if name == "handling":
        return _one_of(re.sub(r"(?i)\ATLP:\s*", "", value), HANDLING, f"{place}: handling (TLP 2.0)")
    if name == "issue" and not re.fullmatch(r"[1-9]\d{0,5}", value):
        raise InputError(f"{place}: issue is a whole number from 1, is {value!r}")
    return value


def _one_of(given: str, allowed: tuple[str, ...], place: str) -> str:
    found = next((one for one in allowed if one.casefold() == given.strip().casefold()), None)
    if found is None:
        raise InputError(f"{place} is one of {', '.join(allowed)}; is {given!r}")
    return found


def _labelled(content: str, place: str) -> tuple[str, str]:
    match = _LABEL.match(content)
    if match is None:
        raise InputError(f"{place}: a part of a judgment begins with its name and a colon: {', '.join(PARTS)}")
    return _one_of(match[1], PARTS, f"{place}: part of a judgment"), match[2]


def _blocks(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Each heading and paragraph with its words; a block of code is taken as the paragraph that it would hide."""
    for before, token in pairwise(tokens):
        if token.type == "inline":
            yield before, token
    for token in tokens:
        if token.type in ("fence", "code_block"):
            line = (token.map or [0])[0] + 1
            raise InputError(f"line {line}: a block of code is no part of a briefing")


def _line(token: Token) -> int:
    return (token.map or [0])[0] + 1


def _plain(token: Token) -> str:
    said = []
    for child in token.children or ():
        said.append(" " if child.type in ("softbreak", "hardbreak") else child.content)
    return "".join(said).strip()
