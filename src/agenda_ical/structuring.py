"""
Tables that people write (TOML, JSON) -> values, strictly, and what is wrong in them with the keys that lead to it.

Nothing is turned into a text or a number that was none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from functools import partial
from operator import eq
from typing import Any, get_args

from cattrs import BaseValidationError, Converter, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn

from agenda_ical.programme import Kind, Presenter, Role, text_to_presenter
from agenda_ical.telling import listed

_TOLD = 3
"""How many faults are told at once."""

Hook = Callable[[Any, Any], Any]


def strict_converter() -> Converter:
    """What makes values of tables whose texts are texts, and whose kinds and roles are known."""
    converter = Converter()
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(bool, _truth)
    register(converter, Kind, lambda value, _: one_of(value, get_args(Kind)))
    register(converter, Role, lambda value, _: one_of(value, get_args(Role)))
    of_table: Hook = make_dict_structure_fn(Presenter, converter, _cattrs_forbid_extra_keys=True)
    converter.register_structure_hook(Presenter, lambda value, type_: _presenter(value, type_, of_table))
    return converter


def register(converter: Converter, type_: Any, hook: Hook) -> None:
    """Have *converter* make values of just this type, a union perhaps, by *hook*."""
    converter.register_structure_hook_func(partial(eq, type_), hook)


def several(converter: Converter, of: type) -> Hook:
    """A list, or what would be its only thing."""

    def from_list(value: Any, _: Any) -> Any:
        values = value if isinstance(value, list) else [value]
        return tuple(converter.structure(values, list[of]))  # type: ignore[valid-type]

    return from_list


def optional(hook: Hook) -> Hook:
    """*hook*, where nothing may be told."""
    return lambda value, type_: None if value is None else hook(value, type_)


def faults_told(
    error: BaseValidationError, keys_of: Callable[[type], Sequence[str]], hidden: Sequence[str] = ()
) -> str:
    """
    The first few faults in *error* as one sentence without its end, each with its keys; *hidden* keys are ours alone.

    *keys_of* returns the keys that a person may write for a class.
    """
    faults = list(_faults(error, "", keys_of, frozenset(hidden)))
    more = f" (and {len(faults) - _TOLD} more)" if len(faults) > _TOLD else ""
    told = f"{'; '.join(faults[:_TOLD])}{more}"
    return told if told.endswith("?") else f"{told}."


def _faults(
    error: BaseException, where: str, keys_of: Callable[[type], Sequence[str]], hidden: frozenset[str]
) -> Iterator[str]:
    for note in getattr(error, "__notes__", ())[:1]:
        name, index = getattr(note, "name", None), getattr(note, "index", None)
        if isinstance(index, int):
            where += f"[{index + 1}]"
        elif name is not None and name not in hidden:
            where += f"{'.' if where else ''}{name}"
    if isinstance(error, BaseValidationError):
        for part in error.exceptions:
            yield from _faults(part, where, keys_of, hidden)
    elif isinstance(error, ForbiddenExtraKeysError):
        for key in sorted(error.extra_fields):
            yield unknown_key(f"{where}.{key}" if where else key, key, keys_of(error.cl))
    elif isinstance(error, KeyError):
        yield f"{where} is missing"
    else:
        yield f"{where} {error}"


def unknown_key(told: str, key: str, known: Sequence[str]) -> str:
    """What to say of a *key* that is none of the *known* ones."""
    return f"{told!r} is no key here; {_hint(key, known)}"


def one_of(value: Any, known: Sequence[str]) -> str:
    """The *value* if it is one of the *known* names; raises ValueError with the nearest."""
    if value in known:
        return str(value)
    raise ValueError(f"is {value!r}; {_hint(str(value), known)}")


def _hint(said: str, known: Sequence[str]) -> str:
    near = get_close_matches(said, known, n=1, cutoff=0.6)
    return f"did you mean {near[0]!r}?" if near else f"there are {listed(known)}"


def _presenter(value: Any, type_: Any, of_table: Hook) -> Presenter:
    """Whom a text names, or a table; the table of an organisation needs no name."""
    if isinstance(value, str):
        return text_to_presenter(value)
    if not isinstance(value, dict) or not {"name", "organisation"} & value.keys():
        raise ValueError(f'is {value!r}; it must be a text such as "J. Kim (KECO)", or a table with a name')
    presenter: Presenter = of_table({"name": None, **value}, type_)
    return presenter


def _text(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    raise ValueError(f"is {value!r}; it must be a text in quotes")


def _truth(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise ValueError(f"is {value!r}; it must be true or false")
