"""Who a text names, one line a case: ``phrases/people.txt``."""

from __future__ import annotations

import pytest
from test_phrases import cases

from agenda_ical.phrases.people import Person, people_evidence, read_people, split_title_people

LIKELY = 0.5


def said_person(person: Person) -> str:
    """A person in the notation of ``people.txt``."""
    told = " ".join(filter(None, (person.name, person.organisation and f"({person.organisation})")))
    return f"{told} [{person.role}]" if person.role else told


def said_people(people: tuple[Person, ...]) -> str:
    return "; ".join(map(said_person, people))


def said(section: str, text: str) -> str:
    """What the function of *section* makes of *text*."""
    if section == "line":
        title, people = split_title_people(text)
        return f"{title} | {said_people(people)}".strip()
    if section == "column":
        return said_people(read_people(text))
    return "people" if people_evidence(text) > LIKELY else "other"


@pytest.mark.parametrize(("section", "text", "expected"), cases("people.txt"))
def test_people_of_a_text(section: str, text: str, expected: str) -> None:
    """Every line of the file names the people that it says."""
    assert said(section, text) == expected
