"""
The text of a corrections file -> its entries.

A file is TOML (1.0) with a table ``[[fix]]`` for each entry. What is wrong in it is told with the entry and the key,
since whoever writes it is a person.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from functools import cache
from typing import Any, Literal

from attrs import fields
from cattrs import BaseValidationError, Converter
from cattrs.gen import make_dict_structure_fn, override

from agenda_ical.errors import UnreadableFixes
from agenda_ical.interpreting.fix import NO_END, Facts, Fix, Named, has_name, said
from agenda_ical.programme import Presenter
from agenda_ical.selecting import DaySaid
from agenda_ical.structuring import Hook, faults_told, optional, register, several, strict_converter
from agenda_ical.telling import listed

_NAMING = tuple(one.name for one in fields(Named))
_OURS = ("number", "named")
"""What of an entry is no key of the file."""
_KEYS_OF_FACTS = {"tracks": "track"}


def toml_to_fixes(text: str) -> tuple[Fix, ...]:
    """The entries of a corrections file in their order; raises UnreadableFixes with the entry and the key."""
    entries = _entries(text)
    fixes = tuple(_structured(number, entry) for number, entry in enumerate(entries, start=1))
    for fix in fixes:
        if fault := _nonsense(fix):
            raise UnreadableFixes(f"Entry {fix.number} of the corrections {fault}.")
    return fixes


def _entries(text: str) -> Sequence[Any]:
    try:
        table = tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
    except tomllib.TOMLDecodeError as error:
        raise UnreadableFixes(f"The corrections are no TOML: {error}.") from None
    for key in table.keys() - {"fix"}:
        raise UnreadableFixes(f"The corrections have a key {key!r}; each entry stands under [[fix]].")
    entries = table.get("fix", [])
    if not isinstance(entries, list):
        raise UnreadableFixes("An entry of the corrections begins with [[fix]], in two pairs of brackets.")
    return entries


def _structured(number: int, entry: Any) -> Fix:
    if not isinstance(entry, dict):
        raise UnreadableFixes(f"Entry {number} of the corrections is no table; begin it with [[fix]].")
    named = {key: value for key, value in entry.items() if key in _NAMING}
    rest = {key: value for key, value in entry.items() if key not in _NAMING}
    try:
        return _converter().structure({**rest, "named": named, "number": number}, Fix)
    except BaseValidationError as error:
        told = faults_told(error, _keys, hidden=_OURS)
        raise UnreadableFixes(f"Entry {number} of the corrections: {told}") from None


def _nonsense(fix: Fix) -> str | None:
    """What about an entry makes no sense, though each of its keys does."""
    asked = {
        "set": bool(said(fix.set)) and not fix.merge, "skip": fix.skip, "merge": bool(fix.merge),
        "split": bool(fix.split), "add": fix.add is not None, "right": fix.right,
    }  # fmt: skip
    does = [name for name, is_asked in asked.items() if is_asked]
    if len(does) > 1 and does != ["add", "right"]:
        return f"asks for {listed(does)} at once; write an entry for each"
    if fix.add is not None:
        return _nonsense_of_add(fix, fix.add)
    if fix.split and (fault := _nonsense_of_split(fix.split)):
        return fault
    sense = {
        "names no session; say its day, start and some words of its title": has_name(fix.named) or fix.says,
        "says nothing to do; give it set, skip, merge, split or right": does or fix.doubt,
        "quotes what a doubt says, and not its code; give it doubt": fix.doubt or not fix.says,
        "cannot merge all that is named; name them one by one": not (fix.all and fix.merge),
        "gives the session an empty title; use skip = true to leave it out": fix.set.title != "",
    }
    return next((fault for fault, is_sense in sense.items() if not is_sense), None)


def _nonsense_of_add(fix: Fix, add: Facts) -> str | None:
    missing = [name for name in ("date", "start", "title") if not getattr(add, name)]
    if add.start is not None and "start" in missing:
        missing.remove("start")
    if missing:
        return f"adds a session without {listed(missing)}"
    return "adds a session, and names another one; write an entry for each" if has_name(fix.named) else None


def _nonsense_of_split(parts: Sequence[Facts]) -> str | None:
    if len(parts) < 2:
        return "splits a session into one; name two parts or more"
    if any(part.date is not None for part in parts):
        return "gives a part a date; the parts stay on the day of the session"
    if not all(part.title for part in parts):
        return "has a part without a title"
    return None if all(part.start is not None for part in parts[1:]) else "has a part without a start"


def _key(name: str) -> str:
    return _KEYS_OF_FACTS.get(name, name)


def _keys(of: type) -> list[str]:
    """The keys that a person may write for a value."""
    names = [_key(one.name) for one in fields(of) if one.name not in _OURS]
    return [*_NAMING, *names] if of is Fix else names


@cache
def _converter() -> Converter:
    """What makes values of tables, strictly: nothing is turned into a text or a number that was none."""
    converter = strict_converter()
    exact: Mapping[Any, Hook] = {
        time: _time,
        DaySaid | None: optional(_day),
        time | Literal[""] | None: optional(_end),
        tuple[Presenter, ...] | None: optional(several(converter, Presenter)),
        tuple[str, ...] | None: optional(several(converter, str)),
        tuple[Named, ...]: several(converter, Named),
        tuple[Facts, ...]: several(converter, Facts),
    }
    for type_, hook in exact.items():
        register(converter, type_, hook)
    for of in (Named, Facts, Fix):
        converter.register_structure_hook(of, _table(of, converter))
    return converter


def _table(of: type, converter: Converter) -> Hook:
    structure: Hook = make_dict_structure_fn(
        of,
        converter,
        _cattrs_forbid_extra_keys=True,
        **{name: override(rename=key) for name, key in _KEYS_OF_FACTS.items() if of is Facts},  # type: ignore[arg-type]
    )

    def from_table(value: Any, type_: Any) -> Any:
        if not isinstance(value, dict):
            raise ValueError(f'is {value!r}; it must be a table, such as {{ title = "Lunch" }}')  # noqa: TRY004
        return structure(value, type_)

    return from_table


def _time(value: Any, _: Any) -> time:
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    hours, colon, minutes = str(value).strip().partition(":")
    if colon and hours.isdecimal() and len(minutes) == 2 and minutes.isdecimal() and int(minutes) < 60:
        if int(hours) < 24:
            return time(int(hours), int(minutes))
        if (int(hours), int(minutes)) == (24, 0):
            return time()
    raise ValueError(f'is {value!r}; it must be a time such as "14:15"')


def _end(value: Any, type_: Any) -> time | str:
    return NO_END if value == NO_END else _time(value, type_)


def _day(value: Any, _: Any) -> date | int | str:
    is_day = isinstance(value, date | int | str) and not isinstance(value, bool | datetime)
    if is_day and value != "":
        return _iso(value) or value if isinstance(value, str) else value
    raise ValueError(f'is {value!r}; it must be a day such as 2026-06-04, 1 or "thu"')


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
