"""
What this package tells about people, in one place: who a text names, and how sure it is.

``persons`` reads a line, ``presenters`` a text with labels and roles, ``title_people`` a line that holds a title too.
"""

from __future__ import annotations

from agenda_ical.phrases.found import Known, Person
from agenda_ical.phrases.names import fold
from agenda_ical.phrases.presenters import (
    People,
    find_people,
    labelled_people,
    learn_known,
    people_evidence,
    plain_person,
    read_people,
)
from agenda_ical.phrases.title_people import split_title_people

__all__ = [
    "Known",
    "People",
    "Person",
    "find_people",
    "fold",
    "labelled_people",
    "learn_known",
    "people_evidence",
    "plain_person",
    "read_people",
    "split_title_people",
]
