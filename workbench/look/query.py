"""The language of the search box: words, "exact phrases", fields and "not", read into a small frozen tree.

``"moved east" -denied``, ``value>5000 bound:"at most"``, ``(claimant:Kyiv or claimant:Seoul) not part:headline``.
What is here: reading, with errors that say where, and the writing of a tree back as text. A query is never evaluated as
an expression of any language: ``matching`` asks for the rows of each term and puts them together. What a term means for
figures and statements is in ``fields.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NoReturn, cast

from workbench.errors import InputError
from workbench.look.values import Mask

Comparison = Literal[":", "=", ">", ">=", "<", "<="]

#: Fields by what they hold; ``words`` is what a bare word is looked for in.
TEXTS = (
    "words", "title", "outlet", "wire", "file", "source", "speaker", "claimant", "party", "entity", "estimand",
    "claim_type", "topic", "certainty", "stance", "part", "place", "bound", "unit", "noun", "phrase", "origin",
)  # fmt: skip
NUMBERS = ("value", "low", "best", "high")
DAYS = ("as_of", "published")
FLAGS = ("anonymous", "denied", "superseded", "charted")
FIELDS = (*TEXTS, *NUMBERS, *DAYS, *FLAGS)

_TOKEN = re.compile(
    r"""\s*(?:(?P<open>\()|(?P<close>\))|(?P<minus>-)
        |(?:(?P<field>[A-Za-z_]+)(?P<how>>=|<=|[:=><]))?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+))?)""",
    re.VERBOSE,
)
_NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_YES = {"yes": "yes", "true": "yes", "no": "no", "false": "no"}
_MOST_DEEP = 40


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for: in ``field``, compared ``how`` with ``value``."""

    field: str
    how: Comparison
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    """Rows without the part."""

    part: Node


@dataclass(frozen=True, slots=True)
class All:
    """Rows with all parts; with none of them, every row."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Rows with at least one of the parts."""

    parts: tuple[Node, ...]


Node = Term | Not | All | Some


def read(text: str) -> Node:
    """The query as a tree; an empty one asks for all.

    Raises ``InputError`` that names the character where it cannot be read, and what would be allowed there.
    """
    reader = _Reader(text, _tokens(text))
    tree = reader.some() if reader.tokens else All(())
    if reader.next is not None:
        _refuse(text, reader.next.at, "a closing bracket that was never opened")
    return tree


def matching(tree: Node, rows_of: Callable[[Term], Mask], everything: Mask) -> Mask:
    """The rows that the query keeps, out of the rows of each of its terms."""
    if isinstance(tree, Term):
        return rows_of(tree)
    if isinstance(tree, Not):
        return everything & ~matching(tree.part, rows_of, everything)
    found = everything if isinstance(tree, All) else ~everything
    for part in tree.parts:
        kept = matching(part, rows_of, everything)
        found = found & kept if isinstance(tree, All) else found | kept
    return found


def written(tree: Node) -> str:
    """The tree as text that reads back as the same tree."""
    if isinstance(tree, Term):
        quoted = f'"{tree.value}"'
        return quoted if tree.field == "words" else f"{tree.field}{tree.how}{quoted}"
    if isinstance(tree, Not):
        return f"not {_grouped(tree.part)}"
    return (" " if isinstance(tree, All) else " or ").join(_grouped(part) for part in tree.parts)


def _grouped(tree: Node) -> str:
    return written(tree) if isinstance(tree, Term) else f"({written(tree)})"


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["(", ")", "-", "not", "or", "and", "term"]
    at: int
    term: Term | None = None


def _tokens(text: str) -> list[_Token]:
    found = []
    at = 0
    while text[at:].strip():
        match = _TOKEN.match(text, at)
        assert match is not None  # every part of the pattern may be empty
        begins = at + len(match[0]) - len(match[0].lstrip())
        if not match[0].strip():
            _refuse(text, at + len(match[0]), 'a quotation mark without its second: write "…" around a phrase')
        found.append(_token(text, match, begins))
        at = match.end()
    return found


def _token(text: str, match: re.Match[str], at: int) -> _Token:
    for kind, name in (("(", "open"), (")", "close"), ("-", "minus")):
        if match[name]:
            return _Token(cast(Literal["(", ")", "-"], kind), at)
    word, phrase, field = match["word"], match["phrase"], match["field"]
    if field is None and phrase is None and word.casefold() in ("not", "or", "and"):
        return _Token(cast(Literal["not", "or", "and"], word.casefold()), at)
    value = phrase if phrase is not None else word
    if field is not None and not value:
        _refuse(text, match.end(), f"nothing after {field}{match['how']}")
    if not value:
        _refuse(text, at, "an empty phrase")
    return _Token("term", at, _term(text, at, field or "words", cast(Comparison, match["how"] or ":"), value))


def _term(text: str, at: int, field: str, how: Comparison, value: str) -> Term:
    """The term, its value checked and put into one form."""
    name = field.casefold()
    if name not in FIELDS:
        _refuse(text, at, f'no field {field!r}; put "…" around it, or take one of {", ".join(FIELDS)}')
    if how not in (":", "=") and name not in (*NUMBERS, *DAYS):
        _refuse(text, at, f"{name} cannot be more or less: write {name}:… or {name}=…")
    if name in NUMBERS:
        if not _NUMBER.fullmatch(value):
            _refuse(text, at, f"{name} takes a number such as 5000, not {value!r}")
        value = value.replace(",", "")
    if name in DAYS and not _DAY.fullmatch(value):
        _refuse(text, at, f"{name} takes a day such as 2024-10-23, not {value!r}")
    if name in FLAGS:
        if value.casefold() not in _YES:
            _refuse(text, at, f"{name} takes yes or no, not {value!r}")
        value = _YES[value.casefold()]
    return Term(name, how, value)


@dataclass(slots=True)
class _Reader:
    """The tokens still to be read, from left to right."""

    text: str
    tokens: list[_Token]
    at: int = 0
    deep: int = 0

    @property
    def next(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def some(self) -> Node:
        parts = [self.all()]
        while self.next is not None and self.next.kind == "or":
            self.at += 1
            parts.append(self.all())
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def all(self) -> Node:
        parts = [self.one()]
        while self.next is not None and self.next.kind not in ("or", ")"):
            if self.next.kind == "and":
                self.at += 1
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def one(self) -> Node:
        token = self.next
        if token is None:
            _refuse(self.text, len(self.text), "something to look for is missing at the end")
        self.at += 1
        if token.kind in ("-", "not"):
            self._go_deeper(token)
            part = Not(self.one())
            self.deep -= 1
            return part
        if token.kind == "(":
            return self._bracket(token)
        if token.term is None:
            _refuse(self.text, token.at, f"{token.kind!r} where something to look for must stand")
        return token.term

    def _bracket(self, opened: _Token) -> Node:
        self._go_deeper(opened)
        inside = self.some()
        if self.next is None or self.next.kind != ")":
            _refuse(self.text, opened.at, "a bracket that is never closed")
        self.at += 1
        self.deep -= 1
        return inside

    def _go_deeper(self, token: _Token) -> None:
        self.deep += 1
        if self.deep > _MOST_DEEP:
            _refuse(self.text, token.at, f"brackets and nots more than {_MOST_DEEP} deep")


def _refuse(text: str, at: int, why: str) -> NoReturn:
    raise InputError(f"search: character {min(at, len(text)) + 1}: {why}")
