"""A title -> the same with who speaks behind it, and back: the presenters that a description names tell where it ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from agenda_ical.programme import Presenter
from agenda_ical.publishing.texts import to_line

_DASH: Final = " – "
_MORE: Final = "…"
_MOST: Final = 4
"""More names than these make no title."""
_SPEAK: Final = frozenset({"speaker", "panellist"})
_NAME: Final = re.compile(r"(?:[^,(]|\([^)]*\))+")
_ORGANISATION: Final = re.compile(r"\s*\(.*")


def with_presenters(title: str, presenters: Iterable[Presenter]) -> str:
    """*title*, and after it those who speak and are not named in it."""
    told = (to_line(one.name or one.organisation or "") for one in presenters if one.role in _SPEAK)
    names = [name for name in dict.fromkeys(told) if name and name not in title]
    if len(names) > _MOST:
        names[_MOST - 1 :] = [_MORE]
    return f"{title}{_DASH}{', '.join(names)}" if title and names else title


def without_presenters(title: str, presenters: Iterable[str]) -> str:
    """*title* without those of the *presenters* who are named at its end."""
    at = title.rfind(_DASH)
    known = {person for presenter in presenters for person in _persons(presenter)} if at > 0 else set()
    known.add(_MORE)
    while at > 0:
        if known.issuperset(_persons(title[at + len(_DASH) :])):
            return title[:at]
        at = title.rfind(_DASH, 0, at)
    return title


def names_in(text: str) -> list[str]:
    """The names in a list such as ``J. Kim (KECO, Seoul), A. Roe``, each with its organisation."""
    return [name.strip() for name in _NAME.findall(text)]


def person_in(name: str) -> str:
    """``J. Kim`` of ``J. Kim (KECO)``."""
    return _ORGANISATION.sub("", name) or name


def _persons(text: str) -> Iterator[str]:
    return (person_in(name) for name in names_in(text) if name)
