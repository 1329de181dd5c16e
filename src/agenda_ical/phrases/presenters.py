"""The people that a text names, their roles, and how sure that is: ``Chair: Dr. J. Kim (KECO); A. Roe``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from attrs import frozen

from agenda_ical.phrases.found import Known, Person
from agenda_ical.phrases.languages import lexicon
from agenda_ical.phrases.names import fold, is_common_word
from agenda_ical.phrases.persons import lines_to_found
from agenda_ical.phrases.pieces import unbracketed
from agenda_ical.phrases.roles import lines_by_role, role_labels, split_role_label
from agenda_ical.programme import Role
from agenda_ical.regexes import regex

_PLAIN = regex(
    r"(?P<name>(?:[A-Z][a-zß-öø-ÿ]+(?:[ ][A-Z]\.)?|[A-Z]\.)[ ][A-Z][a-zß-öø-ÿ]+)"
    r"(?:[ ]\((?P<organisation>[A-Z][^()（）,;:/|·•&\d\n]{1,60})\))?"
)


@frozen
class People:
    """The people of a text, and how sure it is (0 to 1) that it is about people and nothing else."""

    people: tuple[Person, ...]
    certainty: float


NOBODY = People((), 0.0)
NOTHING_KNOWN = Known()


def read_people(text: str, known: Known = NOTHING_KNOWN, role: Role | None = None) -> tuple[Person, ...]:
    """
    Return the people of *text*, which is known to be about people: a presenter column, what follows ``Chair:``.

    Placeholders, roles and groups give none; what is no name is an organisation.
    """
    plain = plain_person(text, known, role)
    if plain is not None:
        return (plain,)
    if not text or lexicon().is_placeholder(text):
        return ()
    people = [
        _with_role(found.person, spoken) if spoken else found.person
        for spoken, lines in lines_by_role(unbracketed(text))
        for found in lines_to_found(lines, known, column=True)
    ]
    return tuple(_with_role(one, role) if role and one.role is None else one for one in people)


def plain_person(text: str, known: Known, role: Role | None) -> Person | None:
    """Return the person of ``Ann Roe (KECO)``, written so plainly that no rule could read it otherwise, or None."""
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    name, organisation = match["name"], match["organisation"]
    if any(word in _telling() for word in name.casefold().split() if word[-1] != "."):
        return None
    if organisation is not None and not _ranks().isdisjoint(organisation.casefold().split()):
        return None
    if "." not in name and not _is_plainly_named(name, organisation):
        return None
    if known.organisations and fold(name) in known.organisations:
        return None
    return Person(name, organisation, role)


def _is_plainly_named(name: str, organisation: str | None) -> bool:
    """Tell whether two words without an initial are a name, and what follows in brackets cannot be one instead."""
    if organisation is not None and " " in organisation and not lexicon().has_organisation_word(organisation):
        return False
    return not any(map(is_common_word, name.split())) and not lexicon().has_organisation_word(name)


@cache
def _ranks() -> frozenset[str]:
    """The words that make a bracket behind a name more than an organisation: positions, roles, groups."""
    words = lexicon()
    named = (words.honorifics, words.positions, words.placeholders, words.groups, words.roles)
    whole = frozenset(word for known in named for word in known if " " not in word)
    return whole - lexicon().organisation_words


@cache
def _telling() -> frozenset[str]:
    """The words that make a name something else, or a part of it none: titles, positions, roles, groups, "and"."""
    words = lexicon()
    named = (
        words.honorifics,
        words.positions,
        words.placeholders,
        words.groups,
        words.by,
        words.joiners,
        words.roles,
    )
    return frozenset(piece for known in named for word in known for piece in word.split())


def _with_role(person: Person, role: Role) -> Person:
    return Person(person.name, person.organisation, role)


def find_people(text: str, known: Known = NOTHING_KNOWN) -> People:
    """Return the people of *text*, of which nothing is known, and how much it looks like people and nothing else."""
    if not may_name_people(text):
        return NOBODY
    if lexicon().is_placeholder(text):
        return NOBODY
    label = split_role_label(text)
    if label is not None:
        people = read_people(label[1], known, label[0])
        return People(people, _certainty_behind(text, label[1], known) if people else 0.0)
    text = unbracketed(text)
    if any(label.begin == 0 for label in role_labels(text)):
        people = read_people(text, known)
        return People(people, 0.9 if people and all(one.name for one in people) else 0.0)
    lines = [line for line in text.split("\n") if line.strip()]
    found = list(lines_to_found(lines, known, column=False))
    if not found:
        return NOBODY
    return People(tuple(one.person for one in found), _certainty([one.likelihood for one in found]))


def _certainty_behind(text: str, rest: str, known: Known) -> float:
    """``Chair: Foo`` is sure to name somebody; after ``Keynote:`` stands a name or a title."""
    sort = text.removesuffix(rest).strip(" :：()（）[]")
    if not lexicon().is_generic(sort):
        return 1.0
    following = next(role_labels(rest), None)
    return find_people(rest[: following.begin] if following else rest, known).certainty


def people_evidence(text: str, known: Known = NOTHING_KNOWN) -> float:
    """Return how much *text* looks like presenters and nothing else: ``J. Kim (KECO)`` 0.95, ``Coffee break`` 0."""
    return find_people(text, known).certainty


def labelled_people(line: str, known: Known = NOTHING_KNOWN) -> tuple[Role, tuple[Person, ...]] | None:
    """Return role and people of ``Chair: J. Roe (X)``, ``◈(좌장) 홍길동``, ``Moderated by A. Roe``; None without such a label."""
    label = split_role_label(line)
    if label is None:
        return None
    role, rest = label
    return role, read_people(rest, known, role)


def learn_known(texts: Iterable[str]) -> Known:
    """Return the organisations and names of texts that are plainly about people (``KECO(J. KIM)`` teaches both)."""
    organisations: set[str] = set()
    names: set[str] = set()
    for text in texts:
        for person in read_people(text):
            if person.name and len(fold(person.name)) > 1:
                names.add(fold(person.name))
            if person.organisation and len(fold(person.organisation)) > 1:
                organisations.add(fold(person.organisation))
    return Known(frozenset(organisations - names), frozenset(names))


def may_name_people(text: str) -> bool:
    """Tell whether *text* is worth a closer look: short enough, with capitals or letters of East Asia, no sentence."""
    if not text or len(text) > 1500 or text[-1] in "?!":
        return False
    first = text.split(None, 1)
    if not first:
        return False
    word = first[0].rstrip(",:;.")
    return (
        not (
            word.isalpha() and word.isascii() and len(first) > 1 and "(" not in text and is_common_word(word)
        )
        or ":" in text
    )


def _certainty(likelihoods: Sequence[float]) -> float:
    """Many that are likely confirm each other; one that is not spoils all."""
    least, mean = min(likelihoods), sum(likelihoods) / len(likelihoods)
    if len(likelihoods) == 1:
        return least
    if least < 0.31:
        return min(mean, least + 0.25)
    return min(1.0, mean + 0.05 * min(len(likelihoods) - 1, 4))
