"""Options that belong together -> one value, so that commands share them and hand them on as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

from attrs import fields_dict

Command = TypeVar("Command", bound=Callable[..., Any])
Option = Callable[[Any], Any]


def gathering(name: str, make: type, options: Sequence[Option]) -> Callable[[Command], Command]:
    """A decorator that gives a command *options*, and hands it their values as one *name*, made by the attrs class *make*."""
    names = tuple(fields_dict(make))

    def with_options(command: Command) -> Command:
        @wraps(command)
        def gather(**values: Any) -> Any:
            told = {one: values.pop(one) for one in names if one in values}
            return command(**{name: make(**told)}, **values)

        for option in reversed(options):
            gather = option(gather)
        return gather  # type: ignore[return-value]

    return with_options
