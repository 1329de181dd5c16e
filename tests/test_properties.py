"""The laws of reading: each holds for every programme that a page can tell."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from accounting import invented_words, lost_words
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import Page, page_to_drawn, page_to_html, page_to_markdown, page_to_pasted, pages

from agenda_ical.document import Document
from agenda_ical.interpreting import Hints, interpret
from agenda_ical.programme import Programme
from agenda_ical.reading import read
from agenda_ical.reading.drawn import read_drawn

HINTS = Hints(timezone="Asia/Seoul", today=date(2026, 1, 1))
FORMS = st.sampled_from(("html", "markdown", "pasted", "drawn"))


def document(page: Page, form: str) -> Document:
    """*page* as it is read when it is published in *form*."""
    match form:
        case "html":
            return read(page_to_html(page), format="html")
        case "markdown":
            return read(page_to_markdown(page), format="markdown")
        case "pasted":
            return read(page_to_pasted(page), format="text")
        case _:
            return read_drawn(page_to_drawn(page))


def told(programme: Programme) -> list[tuple[object, ...]]:
    """What a participant sees of each session."""
    return [
        (
            s.start.replace(tzinfo=None),
            s.end and s.end.replace(tzinfo=None),
            s.title,
            tuple(map(str, s.presenters)),
        )
        for s in programme.sessions
    ]


@given(page=pages())
@settings(max_examples=40, deadline=None)
def test_every_form_tells_the_same_sessions(page: Page):
    """The same page as HTML, as Markdown, pasted from a browser and drawn gives the same sessions."""
    readings = {
        form: told(interpret(document(page, form), HINTS)) for form in ("html", "markdown", "pasted", "drawn")
    }

    assert readings["html"] == readings["markdown"]
    assert readings["html"] == readings["pasted"]
    assert readings["html"] == readings["drawn"]


@given(page=pages(), form=FORMS)
@settings(max_examples=60, deadline=None)
def test_times_are_those_of_the_page(page: Page, form: str):
    """Each row is a session of its own day, from its start to its end."""
    expected = {
        (datetime.combine(day, time()) + timedelta(minutes=row.start), datetime.combine(day, time()) + timedelta(minutes=row.end))
        for day, rows in page.days
        for row in rows
    }  # fmt: skip
    found = {(row[0], row[1]) for row in told(interpret(document(page, form), HINTS))}

    assert expected == found


@given(page=pages(), form=FORMS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_lost(page: Page, form: str):
    """Every word of a programme table stands in a session, a heading, a header or a problem."""
    read_page = document(page, form)

    assert lost_words(read_page, interpret(read_page, HINTS), HINTS) == []


@given(page=pages(), form=FORMS)
@settings(max_examples=60, deadline=None)
def test_nothing_is_invented(page: Page, form: str):
    """Every word of a title, a name, a place and a track stands on the page."""
    read_page = document(page, form)

    assert invented_words(read_page, interpret(read_page, HINTS)) == []


@given(page=pages(), form=FORMS)
@settings(max_examples=40, deadline=None)
def test_sessions_end_after_they_begin_on_their_day(page: Page, form: str):
    """Sessions are in order, within the days of the page, and end after they begin or tell no end."""
    programme = interpret(document(page, form), HINTS)

    assert {day.date for day in programme.days} == {day for day, _ in page.days}
    assert all(session.end is None or session.start < session.end for session in programme.sessions)
    assert list(programme.sessions) == sorted(programme.sessions, key=lambda session: session.start)


@given(page=pages())
@settings(max_examples=40, deadline=None)
def test_noise_is_harmless(page: Page):
    """Blank rows, other dashes, more blanks and a table of fees before the programme change nothing."""
    plain = page_to_html(page)
    fees = "<table><tr><th>Registration fee<th>Deadline<tr><td>100 EUR<td>1 March 2014</table>"
    noisy = plain.replace("<h1>Meeting</h1>", f"<h1>Meeting</h1>{fees}").replace(" - ", " &ndash;  ")
    noisy = noisy.replace("<tr><td>", "<tr><td></td><td></td><td></td></tr>\n<tr>  <td>\n ")

    assert told(interpret(read(plain, format="html"), HINTS)) == told(
        interpret(read(noisy, format="html"), HINTS)
    )
