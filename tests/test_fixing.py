"""The corrections file that is written for a programme's doubts, whatever its titles are made of."""

from __future__ import annotations

from attrs import evolve
from hypothesis import given
from publishing.test_pages import agendas

from agenda_ical import Problem
from agenda_ical.explaining.fixing import with_entries
from agenda_ical.interpreting.corrections import correct
from agenda_ical.interpreting.fixes import toml_to_fixes
from agenda_ical.interpreting.naming import Shown, find_named
from agenda_ical.programme import Programme


def doubted(programme: Programme) -> Programme:
    """*programme* with a doubt about each session, and one about the page."""
    doubts = [
        Problem("title-long", "warning", f"{n}?", "Look.", session=n) for n in range(len(programme.sessions))
    ]
    return evolve(programme, problems=(*doubts, Problem("year-assumed", "note", 'Why "2026"?\n', "Say it.")))


def as_named(session):
    """What a corrections file can say of a session."""
    return (session.title, session.start, session.tracks, session.presenters, session.location)


@given(agendas())
def test_each_entry_names_its_session(programme):
    """Each entry is read, names the session that it was written for, and what it says was read is so."""
    programme = doubted(programme)

    made = with_entries("", programme, programme, programme)

    fixes = toml_to_fixes(made.text)
    shown = Shown(programme.sessions, programme.language)
    assert (made.kept, made.added, made.gone) == (0, len(fixes), 0)
    assert {(fix.doubt, fix.says) for fix in fixes if fix.says} == {("year-assumed", 'Why "2026"?\n')}
    for fix in (one for one in fixes if not one.says):
        found = [as_named(programme.sessions[number]) for number in find_named(fix, shown)]
        assert len(set(found)) == 1


@given(agendas())
def test_writing_twice_changes_nothing(programme):
    """Undecided entries change nothing, and are not written again."""
    programme = doubted(programme)
    made = with_entries("", programme, programme, programme)
    fixes = toml_to_fixes(made.text)

    again = with_entries(made.text, programme, programme, programme)
    applied = correct(programme, fixes, lambda _: ())

    assert again.text == made.text
    assert applied.sessions == programme.sessions
    assert {one for one in applied.problems if not one.code.startswith("fix-")} == set(programme.problems)


@given(agendas())
def test_all_doubts_can_be_answered(programme):
    """Who says of every entry that it was read rightly has no doubts left, except where twins cannot be told apart."""
    programme = doubted(programme)
    text = with_entries("", programme, programme, programme).text.replace("# right", "right")

    answered = correct(programme, toml_to_fixes(text), lambda _: ())

    twins = len(programme.sessions) - len(set(map(as_named, programme.sessions)))
    assert answered.sessions == programme.sessions
    assert twins or not answered.problems
