"""Who a session is, whatever happens to it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID, uuid4, uuid5

from attrs import evolve
from hypothesis import given
from strategies_programmes import programmes

from agenda_ical.programme import Place, Presenter
from agenda_ical.publishing import identity
from agenda_ical.publishing.identity import programme_to_uid, programme_to_uids

from .workshop import ADDRESS, workshop


def changed(programme, **changes):
    """The programme with its second session changed."""
    sessions = list(programme.sessions)
    sessions[1] = evolve(sessions[1], **changes)
    return evolve(programme, sessions=tuple(sessions))


@given(programmes())
def test_all_uids_differ_and_name_files(programme):
    """Every session has a UID of its own, a UUID of version 5 that any file system takes."""
    uids = programme_to_uids(programme, url=ADDRESS)

    assert len(set(uids)) == len(programme.sessions)
    assert all(UUID(uid).version == 5 and str(UUID(uid)) == uid for uid in uids)


@given(programmes())
def test_moves_keep_uids(programme):
    """Time, room, track, kind, description and place in the source have no say."""
    moved = tuple(
        evolve(
            session,
            start=session.start + timedelta(days=3),
            end=None,
            location="elsewhere",
            tracks=("other",),
            kind="other",
            description="new",
            place=Place(table=9, row=9),
        )
        for session in programme.sessions
    )

    assert programme_to_uids(evolve(programme, sessions=moved), url=ADDRESS) == programme_to_uids(
        programme, url=ADDRESS
    )


def test_title_presenters_and_calendar_make_the_uid():
    """Another title, another presenter or another calendar is another session."""
    uids = [
        programme_to_uids(programme, url=url)[1]
        for programme, url in (
            (workshop(), ADDRESS),
            (changed(workshop(), title="Markets"), ADDRESS),
            (changed(workshop(), presenters=(Presenter("J. Kim", "KEI"),)), ADDRESS),
            (workshop(), None),
            (workshop(title="Another workshop"), None),
            (workshop(date="2020-03-28"), None),
        )
    ]

    assert len(set(uids)) == len(uids)


def test_spelling_keeps_the_uid():
    """Capitals, blanks, decomposed letters and the order of the presenters make no new session."""
    title = "LOCAL  inventories:\u00a0development,\nuse"
    presenters = tuple(reversed(workshop().sessions[1].presenters))
    decomposed = workshop(title="기후 워크숍, 2019")

    respelt = changed(decomposed, title=title, presenters=presenters)

    assert programme_to_uids(respelt, url=None) == programme_to_uids(workshop(), url=None)


def test_a_new_session_disturbs_no_other():
    """Sessions that are not its twins keep their UIDs when one is put between them."""
    programme = workshop()
    extra = evolve(programme.sessions[0], title="Photograph")

    longer = evolve(programme, sessions=(programme.sessions[0], extra, *programme.sessions[1:]))

    assert set(programme_to_uids(programme, url=None)) < set(programme_to_uids(longer, url=None))


def test_the_calendar_has_a_uid_of_its_own():
    """It hangs on the address, or else on title and first date, and is no session's."""
    programme = workshop()

    assert programme_to_uid(programme, url=ADDRESS) == programme_to_uid(workshop(title="New"), url=ADDRESS)
    assert programme_to_uid(programme, url=None) != programme_to_uid(workshop(date="2020-03-28"), url=None)
    assert programme_to_uid(programme, url=ADDRESS) not in programme_to_uids(programme, url=ADDRESS)


def test_the_fast_uuid_is_the_standard_one():
    """Our digits are those of Python's ``uuid5``."""
    for number in range(100):
        space = uuid4()
        assert identity._uuid5(space.bytes, f"한글 {number}") == str(uuid5(space, f"한글 {number}"))
