"""What an analyst has asked of the explorer, as one frozen value, and how an event changes it.

What is here: the state, its undo and redo, and the answer to each event of the page as a new state. An event is what
the page sent and is checked like any input. What a state shows is in ``view.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from workbench.errors import InputError
from workbench.look.selection import Choice, Selection, choices

Kind = Literal["figures", "statements"]
Axis = Literal["as_of", "published"]
Event = Mapping[str, Any]

EVERYTHING = Selection()
PAGE = 25
#: Selections that can be undone.
MOST_STEPS = 200
#: Values of a facet shown at first, and how many more a click adds.
SHORT, MORE = 8, 40
#: A chart is made for widths in steps, so that a scroll bar that comes and goes does not make it anew.
STEP, NARROWEST, WIDEST = 20, 320, 2400


@dataclass(frozen=True, slots=True)
class State:
    """What is asked for: the selection, and what of it is looked at.

    ``row`` is the chosen figure or statement and ``report`` the report that is open, by id. ``past`` and ``future``
    are the selections that undo and redo go to. ``found`` is what is searched for within a facet's values, ``shown``
    how many of them are listed; ``panels`` is how many panels of the chart are drawn, 0 for as many as are at first.
    """

    selection: Selection = EVERYTHING
    past: tuple[Selection, ...] = ()
    future: tuple[Selection, ...] = ()
    kind: Kind = "figures"
    axis: Axis = "as_of"
    first: int = 0
    sort: str = ""
    descending: bool = False
    row: str = ""
    report: str = ""
    width: int = 760
    found: tuple[tuple[str, str], ...] = ()
    shown: tuple[tuple[str, int], ...] = ()
    panels: int = 0

    def asking(self, selection: Selection) -> State:
        """The state with another selection, the former one kept for undo."""
        if selection == self.selection:
            return self
        past = (*self.past, self.selection)[-MOST_STEPS:]
        return replace(self, selection=selection, past=past, future=(), first=0)


def answered(state: State, event: Event) -> State:
    """The state after an event of the page.

    Raises ``InputError`` for an event that is none, or one that asks for what cannot be.
    """
    kind = event.get("type")
    if kind not in _ANSWERS:
        raise InputError(f"explorer: event must be one of {', '.join(_ANSWERS)}, is {kind!r}")
    return _ANSWERS[kind](state, event)


def toggled(selection: Selection, name: str, value: str) -> Selection:
    """The selection with that value of a facet taken in, or let go where it was in."""
    if name == "anonymous":
        wanted = value == "yes"
        return replace(selection, anonymous=None if selection.anonymous == wanted else wanted)
    held = choices(getattr(selection, name))
    kept = tuple(one for one in held if one != value) if value in held else (*held, value)
    changed: dict[str, Any] = {name: _choice(kept)}
    return replace(selection, **changed)


def without(selection: Selection, name: str) -> Selection:
    """The selection with nothing asked of a field; ``dates`` are both ends of the range."""
    names = ("date_from", "date_to") if name == "dates" else (name,)
    return replace(selection, **dict.fromkeys(names))


def _choice(kept: tuple[str, ...]) -> Choice:
    return None if not kept else kept[0] if len(kept) == 1 else kept


def _text(event: Event, name: str) -> str:
    value = event.get(name, "")
    if not isinstance(value, str):
        raise InputError(f"explorer: {name} of an event must be a text, is {value!r}")
    return value


def _number(event: Event, name: str) -> int:
    value = event.get(name)
    if not isinstance(value, (int, float)) or isinstance(value, bool) or value != value:
        raise InputError(f"explorer: {name} of an event must be a number, is {value!r}")
    return int(value)


def _field(event: Event) -> str:
    name = _text(event, "field")
    if name != "dates" and name not in Selection.__dataclass_fields__:
        raise InputError(f"explorer: no field {name!r}; the fields are {', '.join(Selection.__dataclass_fields__)}")
    return name


def _toggle(state: State, event: Event) -> State:
    return state.asking(toggled(state.selection, _field(event), _text(event, "value")))


def _clear(state: State, event: Event) -> State:
    if not _text(event, "field"):
        return state.asking(EVERYTHING)
    return state.asking(without(state.selection, _field(event)))


def _only(state: State, event: Event) -> State:
    """Nothing but one of the filters in use."""
    name = _field(event)
    names = ("date_from", "date_to") if name == "dates" else (name,)
    kept: dict[str, Any] = {one: getattr(state.selection, one) for one in names}
    return state.asking(Selection(**kept))


def _query(state: State, event: Event) -> State:
    return state.asking(replace(state.selection, query=_text(event, "text").strip() or None))


def _dates(state: State, event: Event) -> State:
    ends: dict[str, Any] = {name: _text(event, name) or None for name in ("date_from", "date_to")}
    return state.asking(replace(state.selection, **ends))


def _narrow(state: State, event: Event) -> State:
    """One estimand within some days: what a cell of a chart stands for."""
    ends: dict[str, Any] = {name: _text(event, name) for name in ("date_from", "date_to") if _text(event, name)}
    return state.asking(replace(state.selection, estimand=_text(event, "estimand"), **ends))


def _undo(state: State, event: Event) -> State:
    if not state.past:
        return state
    *past, selection = state.past
    return replace(state, selection=selection, past=tuple(past), future=(state.selection, *state.future), first=0)


def _redo(state: State, event: Event) -> State:
    if not state.future:
        return state
    selection, *future = state.future
    return replace(state, selection=selection, past=(*state.past, state.selection), future=tuple(future), first=0)


def _load(state: State, event: Event) -> State:
    return state.asking(Selection.from_json(_text(event, "text")))


def _page(state: State, event: Event) -> State:
    return replace(state, first=max(0, _number(event, "first")))


def _sort(state: State, event: Event) -> State:
    column = _text(event, "column")
    if column != state.sort:
        return replace(state, sort=column, descending=False, first=0)
    return replace(state, sort="" if state.descending else column, descending=not state.descending, first=0)


def _row(state: State, event: Event) -> State:
    return replace(state, row=_text(event, "id"))


def _mark(state: State, event: Event) -> State:
    """The figure of a mark; of figures alike the next one at each click."""
    ids = event.get("ids")
    if not isinstance(ids, list) or not ids or not all(isinstance(one, str) for one in ids):
        raise InputError(f"explorer: ids of an event must be a list of texts, is {ids!r}")
    at = ids.index(state.row) + 1 if state.row in ids else 0
    found = state if state.kind == "figures" else _kind(state, {"kind": "figures"})
    return replace(found, row=ids[at % len(ids)])


def _claim(state: State, event: Event) -> State:
    """The statement of a mark in the text, where statements are what is looked at."""
    return replace(state, row=_text(event, "id")) if state.kind == "statements" else state


def _report(state: State, event: Event) -> State:
    return replace(state, report=_text(event, "id"), row="")


def _kind(state: State, event: Event) -> State:
    kind: Kind = "statements" if _text(event, "kind") == "statements" else "figures"
    return replace(state, kind=kind, first=0, row="", sort="", descending=False)


def _axis(state: State, event: Event) -> State:
    return replace(state, axis="published" if _text(event, "axis") == "published" else "as_of")


def _width(state: State, event: Event) -> State:
    return replace(state, width=min(WIDEST, max(NARROWEST, _number(event, "width") // STEP * STEP)))


def _find(state: State, event: Event) -> State:
    found = {**dict(state.found), _field(event): _text(event, "text")}
    return replace(state, found=tuple(found.items()))


def _more(state: State, event: Event) -> State:
    name, shown = _field(event), dict(state.shown)
    many = shown.get(name, SHORT) + MORE if event.get("more") else SHORT
    return replace(state, shown=tuple({**shown, name: many}.items()))


def _panels(state: State, event: Event) -> State:
    """All panels of the chart, which is more than are drawn at first."""
    return replace(state, panels=max(0, _number(event, "drawn")))


_ANSWERS: dict[str, Callable[[State, Event], State]] = {
    "toggle": _toggle, "clear": _clear, "only": _only, "query": _query, "dates": _dates, "narrow": _narrow,
    "undo": _undo, "redo": _redo, "load": _load, "page": _page, "sort": _sort, "row": _row, "mark": _mark,
    "claim": _claim, "report": _report, "kind": _kind, "axis": _axis, "width": _width, "find": _find, "more": _more,
    "panels": _panels,
}  # fmt: skip
