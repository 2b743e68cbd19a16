"""The answer to a message of the page: the desk after it, or the same desk with the reason why it was refused."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from workbench.errors import InputError
from workbench.look.review.acting import WRITES
from workbench.look.review.desk import MOVES, Desk, Message

_ANSWERS: Mapping[str, Callable[[Desk, Message], Desk]] = {**MOVES, **WRITES}


def answer(desk: Desk, message: Message) -> Desk:
    """The desk after a message; a message that is refused changes nothing and leaves its reason in ``error``."""
    quiet = replace(desk, error="", said="", done="", turn=desk.turn + 1)
    does = _ANSWERS.get(str(message.get("do")))
    if does is None:
        return replace(quiet, error=f"do: must be one of {', '.join(_ANSWERS)}, is {message.get('do')!r}")
    try:
        return does(quiet, message)
    except InputError as error:
        return replace(quiet, error=str(error))
