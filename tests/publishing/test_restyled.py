"""The next edition of a calendar that is wanted in another way than the one before."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from strategies_programmes import programmes, styles

from agenda_ical.programme import Presenter
from agenda_ical.publishing import programme_to_edition, programme_to_ical
from agenda_ical.publishing.entries import says_the_same
from agenda_ical.publishing.organising import has_organiser
from agenda_ical.publishing.previous import ical_to_earlier
from agenda_ical.publishing.revision import Policy, revise
from agenda_ical.style import Style

from .workshop import ADDRESS, STAMP, workshop

LATER = STAMP + timedelta(days=1)
NAMED = Style(presenters_in_title=True)
ALARMED = Style(alarm=timedelta(minutes=15))
ORGANISED = Style(organiser="Climate Agency <info@example.org>")
TOLD = Style(participants=True)
STYLES = (
    NAMED,
    ALARMED,
    ORGANISED,
    TOLD,
    Style(html_description=True),
    Style(assume_end=timedelta(minutes=30)),
)


def edition(programme, style=Style()):
    """The first edition of *programme*."""
    return programme_to_ical(programme, url=ADDRESS, stamp=STAMP, style=style)


def next_edition(programme, before, style=Style(), policy=Policy()):
    """The edition after the file *before*."""
    earlier = ical_to_earlier(before, "programme.ics")
    return revise(programme, earlier, url=ADDRESS, stamp=LATER, policy=policy, style=style)


def content_of(programme, before, style=Style(), policy=Policy(), stamp=LATER):
    """The file of the edition after the file *before*."""
    return programme_to_edition(programme, before, policy, url=ADDRESS, stamp=stamp, style=style).content


def workshop_with(**changes):
    """The workshop with other facts of its first talk."""
    first, talk, *others = workshop().sessions
    return workshop(sessions=(first, evolve(talk, **changes), *others))


def without_the_talk():
    """The workshop without its first talk."""
    return workshop(sessions=workshop().sessions[:1] + workshop().sessions[2:])


@given(programmes(), styles())
def test_the_same_style_changes_nothing(programme, style):
    """The same programme, wanted in the same way, gives the same bytes again."""
    first = edition(programme, style)

    assert content_of(programme, first, style) == first


@given(programmes(), styles(), styles())
def test_another_style_is_the_same_programme(programme, old, new):
    """Every session stays who it is, whatever is wanted of it; once it is as wanted, nothing changes any more."""
    before = edition(programme, old)
    revision = next_edition(programme, before, new)

    was = ical_to_earlier(before, "programme.ics").entries
    assert {entry.uid for entry in revision.sessions} == {entry.uid for entry in was}
    assert (revision.cancelled, revision.dropped) == ((), ())
    second = content_of(programme, before, new)
    assert content_of(programme, second, new, stamp=LATER + timedelta(days=1)) == second


@pytest.mark.parametrize("style", STYLES, ids=str)
def test_what_an_option_adds_is_a_change(style):
    """A session that is written otherwise counts on, when the option comes and when it goes; others stay."""
    was = ical_to_earlier(edition(workshop()), "programme.ics").entries
    styled = next_edition(workshop(), edition(workshop()), style)
    back = next_edition(workshop(), content_of(workshop(), edition(workshop()), style))

    otherwise = {
        one.uid
        for one, now in zip(was, styled.sessions, strict=True)
        if not says_the_same(one.said, now.said)
    }
    assert otherwise
    assert {change.uid for change in styled.changes} == otherwise
    assert {entry.uid for entry in styled.sessions if entry.version.sequence == 1} == otherwise
    assert {entry.uid for entry in back.sessions if entry.version.sequence == 2} == otherwise
    assert all(says_the_same(one.said, now.said) for one, now in zip(was, back.sessions, strict=True))


def test_breaks_do_not_change_for_an_alarm():
    """What gets no alarm keeps its version."""
    revision = next_edition(workshop(), edition(workshop()), ALARMED)

    assert [entry.version.sequence for entry in revision.sessions] == [0, 1, 0, 1, 0, 1]


@pytest.mark.parametrize(("old", "new"), [(Style(), NAMED), (NAMED, Style()), (NAMED, NAMED)])
def test_a_session_is_known_by_its_title_alone(old, new):
    """A session that moves is the same one, whether its title named presenters before, or does now."""
    moved = workshop_with(location="Hall B", description="", links=(), url=None)

    revision = next_edition(moved, edition(workshop(), old), new)

    (change,) = [one for one in revision.changes if one.differences[0].of != "other"]
    assert (change.kind, [one.of for one in change.differences]) == ("moved", ["place"])
    assert revision.sessions[1].version.sequence == 1


def test_a_title_with_presenters_is_told_as_people_see_it():
    """What changes in the title is told with its presenters, and a change of presenters is no change of the title."""
    renamed = next_edition(workshop_with(title="Inventories"), edition(workshop(), NAMED), NAMED).changes[0]
    given = next_edition(
        workshop_with(presenters=(Presenter("B. Lee"),)), edition(workshop(), NAMED), NAMED
    ).changes[0]

    assert [(one.of, one.after) for one in renamed.differences] == [("title", "Inventories – J. Kim, A. Roe")]
    assert [(one.of, one.after) for one in given.differences] == [("presenters", "B. Lee")]


@pytest.mark.parametrize("cancelled", ["status", "prefix"])
def test_nobody_is_called_to_a_cancelled_session(cancelled):
    """What does not take place has no alarm; the other programmes' words and its participants stay."""
    style = evolve(ALARMED, participants=True, presenters_in_title=True)
    policy = Policy(cancelled)

    (gone,) = next_edition(without_the_talk(), edition(workshop(), style), style, policy).cancelled

    assert [part.name for part in gone.said.parts] == ["PARTICIPANT"] * 3
    assert gone.said.text("SUMMARY").endswith("development, use – J. Kim, A. Roe")
    assert gone.said.free


@pytest.mark.parametrize("cancelled", ["status", "prefix"])
def test_a_cancelled_session_comes_back(cancelled):
    """A session that was cancelled under another style is known again when it is there again."""
    style, policy = evolve(ALARMED, presenters_in_title=True), Policy(cancelled)
    gone = content_of(without_the_talk(), edition(workshop(), style), style, policy)

    revision = next_edition(workshop(), gone, Style(), policy)

    assert revision.cancelled == ()
    assert revision.sessions[1].uid in gone.decode()
    assert [change.kind for change in revision.changes if change.uid == revision.sessions[1].uid] == ["back"]
    assert revision.sessions[1].version.sequence == 2


@pytest.mark.parametrize("cancelled", ["status", "prefix", "drop"])
def test_cancelled_sessions_name_the_organiser_too(cancelled):
    """METHOD:PUBLISH asks an organiser of every event, so those of earlier editions get one, and lose it again."""
    gone = content_of(without_the_talk(), edition(workshop()))

    organised = content_of(without_the_talk(), gone, ORGANISED, Policy(cancelled))
    nobody = next_edition(without_the_talk(), organised, Style(), Policy(cancelled))

    assert organised.count(b"BEGIN:VEVENT") == organised.count(b"\r\nORGANIZER;") == 6
    assert [has_organiser(entry.said) for entry in nobody.entries] == [False] * 6
    assert content_of(without_the_talk(), organised, ORGANISED, Policy(cancelled)) == organised
