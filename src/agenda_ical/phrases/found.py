"""Whom a text names, while it is read: a person, an organisation or both, and how sure that is."""

from __future__ import annotations

from attrs import frozen

from agenda_ical.programme import Role


@frozen
class Person:
    """Somebody that a text names: a person, an organisation, or a person of one; ``role`` None where it says none."""

    name: str | None
    organisation: str | None = None
    role: Role | None = None


@frozen
class Known:
    """Organisations and names, folded, that other rows told."""

    organisations: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    shaped: frozenset[str] = frozenset()
    """What is shaped like a name, in the very text that is read; apart, so that a small set is made for each."""


@frozen
class Found:
    """A person, how likely it is one, and whether its organisation was given or may still follow."""

    person: Person
    likelihood: float
    closed: bool = False
    by_comma: bool = False
    """Whether its organisation stands after a comma: more of the organisation may follow."""


def affiliate(one: Found, organisation: str, more: float, *, by_comma: bool = False) -> Found:
    """Return *one* with its organisation, *more* likely by as much; itself where *organisation* is empty."""
    if not organisation:
        return one
    person = Person(one.person.name, organisation, one.person.role)
    return Found(person, min(1.0, one.likelihood + more), closed=True, by_comma=by_comma)
