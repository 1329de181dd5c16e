"""Who is who in the next edition, and what that edition counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from agenda_ical import Presenter, Programme, Session, to_ical
from agenda_ical.errors import AnotherProgramme
from agenda_ical.programme import session_order
from agenda_ical.publishing.previous import Earlier, ical_to_earlier
from agenda_ical.publishing.revision import Policy, Revision, revise

from .workshop import ADDRESS, STAMP, at, workshop

LATER = STAMP + timedelta(days=1)
BREAKS = ("Coffee break", "Lunch", "질의응답")


def published(programme):
    """The first edition of *programme*."""
    return ical_to_earlier(to_ical(programme, url=ADDRESS, stamp=STAMP), "programme.ics")


def next_edition(programme, before, policy=Policy(), stamp=LATER) -> Revision:
    """The edition of *programme* after the one *before*."""
    return revise(programme, before, url=ADDRESS, stamp=stamp, policy=policy)


def again(revision) -> Earlier:
    """*revision* as it lies there before the next edition."""
    return Earlier(None, revision.entries, revision.dropped)


def with_sessions(programme, *sessions):
    """*programme* with these sessions in order of time."""
    return evolve(programme, sessions=tuple(sorted(sessions, key=session_order)))


def changed(programme, title, /, **changes):
    """*programme* with other facts of the session with this *title*."""
    return with_sessions(
        programme, *(evolve(one, **changes) if one.title == title else one for one in programme.sessions)
    )


def without(programme, title):
    """*programme* without the session with this *title*."""
    return with_sessions(programme, *(one for one in programme.sessions if one.title != title))


def uid_of(entries, title):
    """The UID of the session with this title."""
    return next(entry.uid for entry in entries if entry.said.text("SUMMARY") == title)


def entry_of(entries, uid):
    """The session with this UID."""
    return next(entry for entry in entries if entry.uid == uid)


def test_an_unchanged_programme():
    """Nothing is new: UIDs and versions stay."""
    before = published(workshop())

    revision = next_edition(workshop(), before)

    assert revision.sessions == before.entries
    assert (revision.cancelled, revision.dropped, revision.changes) == ((), (), ())


@pytest.mark.parametrize(
    ("changes", "kind", "what"),
    [
        ({"start": at("14:00"), "end": at("14:30")}, "moved", {"time"}),
        ({"start": at("10:20", date="2019-03-29")}, "moved", {"time"}),
        ({"end": at("10:50")}, "changed", {"time"}),
        ({"location": "Hall B"}, "moved", {"place"}),
        ({"title": "What comes next?"}, "changed", {"title"}),
        ({"title": "Markets"}, "changed", {"title"}),
        ({"presenters": (Presenter("A. Roe"),)}, "changed", {"presenters"}),
        ({"tracks": ("Law",)}, "changed", {"track"}),
        ({"kind": "social"}, "changed", {"other"}),
        ({"kind": "social", "tracks": ("Law",)}, "changed", {"track"}),
        ({"description": "All about it."}, "changed", {"description"}),
        ({"url": "https://example.org/next"}, "changed", {"description"}),
        ({"title": "What comes next?", "start": at("16:00")}, "moved", {"title", "time"}),
    ],
)
def test_a_change_keeps_the_session(changes, kind, what):
    """A session that is told otherwise keeps its UID and its birthday, counts on, and is as young as the edition."""
    before = published(workshop())
    uid = uid_of(before.entries, "What is next?")

    revision = next_edition(changed(workshop(), "What is next?", **changes), before)

    version = entry_of(revision.sessions, uid).version
    assert (version.sequence, version.stamp, version.created, version.modified) == (1, LATER, STAMP, LATER)
    others = [entry for entry in revision.sessions if entry.uid != uid]
    assert others == [entry for entry in before.entries if entry.uid != uid]
    (change,) = revision.changes
    assert (change.kind, change.uid, {one.of for one in change.differences}) == (kind, uid, what)


def test_versions_count_on():
    """Each edition that tells a session otherwise counts one further, and comes after the one before."""
    edition = published(workshop())
    uid = uid_of(edition.entries, "What is next?")

    for number, room in enumerate(("A", "B", "C"), start=1):
        stamp = STAMP + timedelta(days=number)
        revision = next_edition(changed(workshop(), "What is next?", location=room), edition, stamp=stamp)
        edition = again(revision)

        assert entry_of(revision.sessions, uid).version.sequence == number
        assert entry_of(revision.sessions, uid).version.stamp == stamp


def test_a_coffee_break_disturbs_nobody():
    """A twin that is put in before the others leaves each of them who it was."""
    extra = Session("Coffee break", at("08:40"), at("08:50"), kind="break")
    before = published(workshop())

    revision = next_edition(with_sessions(workshop(), extra, *workshop().sessions), before)

    assert {entry.uid for entry in before.entries} < {entry.uid for entry in revision.sessions}
    assert set(before.entries) < set(revision.sessions)
    assert [(change.kind, change.time) for change in revision.changes] == [("new", "2019-03-28 08:40–08:50")]


def test_the_first_of_two_twins_goes():
    """The other one stays itself, although it is the first now."""
    programme = workshop()
    before = published(programme)
    first, second = (entry for entry in before.entries if entry.said.text("SUMMARY") == "Coffee break")

    left = [one for one in programme.sessions if one.start != first.said.start]
    revision = next_edition(with_sessions(programme, *left), before)

    assert second in revision.sessions
    assert [entry.uid for entry in revision.cancelled] == [first.uid]


def test_two_sessions_swap():
    """Each is itself in the slot of the other."""
    a, b = (Session(title, at(clock)) for title, clock in (("Soil", "09:00"), ("Water", "10:00")))
    programme = Programme("Day", "Asia/Seoul", (a, b))
    before = published(programme)

    revision = next_edition(
        with_sessions(programme, evolve(a, start=b.start), evolve(b, start=a.start)), before
    )

    assert [entry.uid for entry in revision.sessions] == [entry.uid for entry in reversed(before.entries)]
    assert {change.kind for change in revision.changes} == {"moved"}


def test_all_is_a_day_later():
    """Twins go along with the sessions around them, though another twin stood where they stand now."""
    days = range(1, 5)
    sessions = [
        session
        for day in days
        for session in (
            Session(f"Lecture of day {day}", at("09:00", date=f"2019-04-0{day}")),
            Session("Coffee break", at("10:00", date=f"2019-04-0{day}"), kind="break"),
        )
    ]
    programme = Programme("School", "Asia/Seoul", tuple(sessions))
    before = published(programme)

    moved = [evolve(one, start=one.start + timedelta(days=1)) for one in sessions]
    revision = next_edition(with_sessions(programme, *moved), before)

    assert [entry.uid for entry in revision.sessions] == [entry.uid for entry in before.entries]


def test_another_talk_in_the_slot_is_another_session():
    """Where title and presenters are others, the old session is cancelled and the new one is new."""
    talk = Session("Peat fires", at("09:00"), presenters=(Presenter("J. Kim"),), location="Hall A")
    other = Session("Shipping fuels", at("09:00"), presenters=(Presenter("A. Roe"),), location="Hall A")
    stays = Session("Opening", at("08:00"), kind="opening")
    programme = Programme("Day", "Asia/Seoul", (stays, talk))

    revision = next_edition(with_sessions(programme, stays, other), published(programme))

    assert [change.kind for change in revision.changes] == ["new", "cancelled"]


def test_another_programme():
    """Two programmes that have breaks in common at most are not two editions of one."""
    with pytest.raises(AnotherProgramme):
        next_edition(
            Programme(
                "Other",
                "Asia/Seoul",
                (
                    Session("Coffee break", at("10:00", date="2021-01-01"), kind="break"),
                    Session("Tax law", at("11:00", date="2021-01-01"), presenters=(Presenter("B. Low"),)),
                ),
            ),
            published(workshop()),
        )


def test_a_cancelled_session_says_so():
    """By its status, in the next version, as free time; once, not in every edition."""
    before = published(workshop())
    uid = uid_of(before.entries, "What is next?")

    revision = next_edition(without(workshop(), "What is next?"), before)
    (entry,) = revision.cancelled

    assert (entry.uid, entry.said.status, entry.said.free, entry.version.sequence) == (
        uid,
        "CANCELLED",
        True,
        1,
    )
    assert [change.kind for change in revision.changes] == ["cancelled"]
    later = next_edition(
        without(workshop(), "What is next?"), again(revision), stamp=LATER + timedelta(days=1)
    )
    assert (later.cancelled, later.changes) == (revision.cancelled, ())


def test_a_cancelled_session_is_marked_in_its_title():
    """With a prefix, for programs that hide the status or the session; in the programme's language."""
    for language, title in (("en", "[CANCELLED] What is next?"), ("ko", "[취소] What is next?")):
        programme = workshop(language=language)

        revision = next_edition(without(programme, "What is next?"), published(programme), Policy("prefix"))
        (entry,) = revision.cancelled

        assert (entry.said.text("SUMMARY"), entry.said.status) == (title, "CONFIRMED")
        later = next_edition(without(programme, "What is next?"), again(revision), Policy("prefix"))
        assert (later.cancelled, later.changes) == (revision.cancelled, ())


def test_the_mark_may_become_another():
    """What was cancelled by its status is marked in its title when that is wanted now, in the next version."""
    part = without(workshop(), "What is next?")
    by_status = next_edition(part, published(workshop()))

    by_title = next_edition(part, again(by_status), Policy("prefix"))

    assert by_title.cancelled[0].said.text("SUMMARY") == "[CANCELLED] What is next?"
    assert by_title.cancelled[0].version.sequence == 2
    assert by_title.changes == ()


@pytest.mark.parametrize("policy", [Policy("status"), Policy("prefix"), Policy("drop")])
def test_a_session_comes_back(policy):
    """It is the one that it was, and goes on counting, also if it left the calendar."""
    before = published(workshop())
    uid = uid_of(before.entries, "What is next?")
    gone = next_edition(without(workshop(), "What is next?"), before, policy)

    back = next_edition(workshop(), again(gone), policy)

    sequence = max((entry.version.sequence for entry in gone.entries if entry.uid == uid), default=0)
    assert entry_of(back.sessions, uid).version.sequence == sequence + 1
    assert [(change.kind, change.differences) for change in back.changes] == [("back", ())]
    assert (back.cancelled, back.dropped) == ((), ())


def test_a_session_comes_back_elsewhere():
    """What is told otherwise than before it was cancelled is told."""
    gone = next_edition(without(workshop(), "What is next?"), published(workshop()))

    back = next_edition(changed(workshop(), "What is next?", location="Hall B"), again(gone))

    (change,) = back.changes
    assert (change.kind, [one.of for one in change.differences]) == ("back", ["place"])


def test_what_is_dropped_is_remembered():
    """It leaves the calendar, and what it was last stays known."""
    before = published(workshop())

    revision = next_edition(without(workshop(), "What is next?"), before, Policy("drop"))

    assert revision.cancelled == ()
    assert revision.dropped == tuple(e for e in before.entries if e.said.text("SUMMARY") == "What is next?")
    assert next_edition(without(workshop(), "What is next?"), again(revision)).dropped == revision.dropped


def test_what_is_cancelled_goes_when_it_is_cleared():
    """What was cancelled earlier leaves the calendar; what is cancelled now is told first."""
    part = without(workshop(), "What is next?")
    first = next_edition(part, published(workshop()))
    second = next_edition(without(part, "Dinner"), again(first), Policy(clear=True))

    assert [entry.said.text("SUMMARY") for entry in second.cancelled] == ["Dinner"]
    assert second.dropped == first.cancelled


def test_a_new_session_has_a_uid_of_its_own():
    """A new session under the title that another one gave up is not taken for it by its UID."""
    before = published(workshop())
    old = uid_of(before.entries, "What is next?")
    renamed = next_edition(changed(workshop(), "What is next?", title="What was last?"), before)
    extra = Session("What is next?", at("17:00"), location="Hall C")

    programme = changed(workshop(), "What is next?", title="What was last?")
    revision = next_edition(with_sessions(programme, extra, *programme.sessions), again(renamed))

    assert uid_of(revision.sessions, "What was last?") == old
    assert uid_of(revision.sessions, "What is next?") != old


TITLES = st.sampled_from(
    (*BREAKS, "Soil", "Water", "Air", "Peat fires", "Heat pumps", "기후 적응", "Forests")
)
PEOPLE = st.lists(st.sampled_from(("J. Kim", "A. Roe", "김철수", "B. Low")), max_size=2, unique=True)
MINUTES = st.integers(0, 3 * 24 * 4).map(lambda number: timedelta(minutes=15 * number))


@st.composite
def sessions(draw):
    """Sessions that are easily taken for each other."""
    start = at("08:00") + draw(MINUTES)
    return Session(
        draw(TITLES),
        start,
        start + timedelta(minutes=15),
        presenters=tuple(map(Presenter, draw(PEOPLE))),
        location=draw(st.sampled_from((None, "A", "B"))),
    )


def move(session, draw):
    """To another time."""
    return evolve(session, start=at("08:00") + draw(MINUTES), end=None)


def rename(session, draw):
    """To another title."""
    return evolve(session, title=draw(TITLES))


def change_room(session, draw):
    """To another room."""
    return evolve(session, location=draw(st.sampled_from(("C", "D"))))


@st.composite
def edits(draw, held):
    """*held* after a few edits of any kind."""
    for _ in range(draw(st.integers(1, 4))):
        at_ = draw(st.integers(0, len(held) - 1))
        edit = draw(st.sampled_from(("change", "drop", "insert", "swap", "split")))
        if edit == "change":
            change = draw(st.sampled_from((move, rename, change_room)))
            held = [*held[:at_], change(held[at_], draw), *held[at_ + 1 :]]
        elif edit == "drop" and len(held) > 1:
            held = [*held[:at_], *held[at_ + 1 :]]
        elif edit == "insert":
            held = [*held, draw(sessions())]
        elif edit == "swap":
            one, other = held[at_], held[0]
            held = [
                *held[1:at_],
                evolve(one, start=other.start),
                evolve(other, start=one.start),
                *held[at_ + 1 :],
            ]
        else:
            since = held[at_].start
            held = [
                evolve(one, start=one.start + timedelta(days=1), end=None) if one.start >= since else one
                for one in held
            ]
    return held


@st.composite
def histories(draw):
    """A programme, and what became of it edition by edition."""
    held = draw(st.lists(sessions(), min_size=1, max_size=8))
    editions = [held]
    for _ in range(draw(st.integers(1, 4))):
        held = draw(edits(held))
        editions.append(held)
    blank = Programme("Day", "Asia/Seoul", ())
    return [with_sessions(blank, Session("Opening", at("07:00")), *held) for held in editions]


@given(histories(), st.sampled_from(("status", "prefix", "drop")), st.booleans())
def test_the_laws_of_editions(history, cancelled, clear):
    """UIDs are unique, no session's count falls, what is told otherwise counts on, and what is not does not."""
    edition = published(history[0])
    counts = {entry.uid: entry.version.sequence for entry in edition.entries}
    for number, programme in enumerate(history[1:], start=1):
        stamp = STAMP + timedelta(days=number)
        revision = next_edition(programme, edition, Policy(cancelled, clear), stamp)
        before = {entry.uid: entry for entry in edition.entries}
        uids = [entry.uid for entry in revision.entries]

        assert len(set(uids)) == len(uids)
        assert len(revision.sessions) == len(programme.sessions)
        for entry in revision.entries:
            assert entry.version.sequence >= counts.get(entry.uid, 0)
            fresh = entry.version.stamp == entry.version.modified == stamp
            assert fresh != (before.get(entry.uid) == entry)
            counts[entry.uid] = entry.version.sequence
        known = {entry.uid for entry in (*revision.entries, *revision.dropped)}
        assert {*before, *(entry.uid for entry in edition.dropped)} <= known
        edition = again(revision)
        assert next_edition(programme, edition, stamp=stamp).changes == ()


@given(st.lists(sessions(), min_size=1, max_size=8), st.data())
def test_a_single_edit_keeps_all_others(held, data):
    """Whatever is done to one session, those that have no twin, before or after, are who they were."""
    opening = Session("Opening", at("07:00"))
    at_ = data.draw(st.integers(0, len(held) - 1))
    change = data.draw(st.sampled_from((move, rename, change_room)))
    edited = [*held[:at_], change(held[at_], data.draw), *held[at_ + 1 :]]
    old, new = (with_sessions(Programme("Day", "Asia/Seoul", ()), opening, *some) for some in (held, edited))
    before = published(old)

    revision = next_edition(new, before)

    was, now = by_source(old, before.entries), by_source(new, revision.sessions)
    for source, uids in now.items():
        if len(uids) == 1 and len(was.get(source, ())) == 1:
            assert uids == was[source]


def by_source(programme, entries):
    """The UIDs of the sessions, by title and presenters."""
    found = {}
    for session, entry in zip(programme.sessions, entries, strict=True):
        found.setdefault((session.title, frozenset(session.presenters)), []).append(entry.uid)
    return found
