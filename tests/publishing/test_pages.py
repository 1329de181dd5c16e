"""The agenda as a page that can be edited: what is written reads back."""

from __future__ import annotations

import csv
import datetime as dt
import io

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from strategies_programmes import KINDS, ROLES, ZONES, moments, programmes

import agenda_ical
from agenda_ical import Place, Presenter, Programme, Session
from agenda_ical.programme import SessionLink, session_order
from agenda_ical.publishing.pages import programme_to_csv, programme_to_markdown
from agenda_ical.publishing.texts import to_text

from .workshop import STAMP, at, workshop

MISLEADING = (
    "10:00-11:00", "14:15 Ann Roe (KECO)", "chair: Bo Lindqvist", "Session 3", "TBA", "Lunch", "2 pm", "1.", "---",
    "{{ page.title }}", "{: .talk}", "{#id}", "<br>", "<table>", "&amp;", "&#124;", "- item", "| a | b |", "\\|",
    "## Friday 5 June 2026", "**bold**", "![x](y)", "https://example.org/a_b*c", "│ ┌─┐", "C#", "~10:20", "timezone: UTC",
    "(KECO)", "A (B)", "()", "Room 1 / Room 2", "김철수(서울대학교)", "2026-06-05", "# no", "`code|span`", "\\", "a \\* b",
)  # fmt: skip
"""What a reader would take for something else, where it may guess."""
SIGNS = st.text("aZé가日 |*_`<>[]#\\&{}%:;,.()~+-–=!?/@\"'9│👍", min_size=1, max_size=20)
TEXTS = (
    st.one_of(
        st.sampled_from(MISLEADING),
        SIGNS,
        st.lists(st.sampled_from(MISLEADING), min_size=2, max_size=3).map(" ".join),
    )
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ADDRESSES = st.sampled_from(["https://example.org/a_b?c=1,2;d", "tel:+82-2-123", "https://예시.example/|x"])


def is_balanced(text: str) -> bool:
    """Whether each bracket of *text* has its other half."""
    depths = [text[: at + 1].count("(") - text[: at + 1].count(")") for at in range(len(text))]
    return min(depths) >= 0 and depths[-1] == 0


ORGANISATIONS = st.one_of(st.none(), TEXTS.filter(is_balanced))
PEOPLE = st.builds(Presenter, st.one_of(st.none(), TEXTS), ORGANISATIONS, ROLES).filter(
    lambda one: one.name or one.organisation
)


@st.composite
def agendas(draw: st.DrawFn) -> Programme:
    """Programmes of several days with texts that mislead, in zones and nights that do."""
    timezone = draw(st.sampled_from(ZONES))
    happening = []
    for start in draw(st.lists(moments(timezone), min_size=1, max_size=5)):
        length = draw(st.one_of(st.none(), st.integers(1, 3000)))
        happening.append(
            Session(
                draw(TEXTS), start,
                None if length is None else start.tzinfo.normalize(start + dt.timedelta(minutes=length)),
                end_assumed=length is not None and draw(st.booleans()),
                kind=draw(KINDS),
                description="\n".join(draw(st.lists(TEXTS, max_size=3))),
                presenters=tuple(draw(st.lists(PEOPLE, max_size=3))),
                tracks=tuple(draw(st.lists(TEXTS, max_size=2))),
                location=draw(st.one_of(st.none(), TEXTS)),
                url=draw(st.one_of(st.none(), ADDRESSES)),
                links=tuple(draw(st.lists(st.builds(SessionLink, ADDRESSES, st.one_of(st.just(""), TEXTS), st.booleans()), max_size=2))),
                language=draw(st.sampled_from([None, "ko", "en-GB"])),
            )
        )  # fmt: skip
    return Programme(
        draw(st.one_of(st.just(""), TEXTS)),
        timezone,
        tuple(sorted(happening, key=session_order)),
        location=draw(st.one_of(st.none(), TEXTS)),
        url=draw(st.one_of(st.none(), ADDRESSES)),
        language=draw(st.sampled_from([None, "ko", "en-GB"])),
    )


def as_written(programme: Programme) -> Programme:
    """*programme* without what depends on the page: places and doubts."""
    sessions = tuple(evolve(session, place=Place()) for session in programme.sessions)
    return evolve(programme, sessions=sessions, problems=())


@given(agendas())
def test_markdown_reads_back_equal(programme):
    """Times, ends, presenters, tracks, places, kinds, descriptions, links, days and zone are there again, letter by letter."""
    again = agenda_ical.load(programme_to_markdown(programme), format="markdown")

    assert as_written(again) == as_written(programme)


@given(agendas())
def test_csv_reads_back_equal(programme):
    """The sessions of a file of rows are there again, and their zone; tags are not, for rows from web pages have them."""
    written = programme_to_csv(programme)
    assume("<" not in written)
    again = agenda_ical.load(written, format="csv")

    assert as_written(again).sessions == as_written(programme).sessions
    assert again.timezone == programme.timezone


@given(programmes())
def test_markdown_keeps_its_columns(programme):
    """Whatever stands in a title, also what no page shows, each session is a row of as many cells as the header."""
    page = MarkdownIt("commonmark").enable("table").render(programme_to_markdown(programme))

    assert page.count("<h2>") == len(programme.days)
    assert page.count("<tr>") == len(programme.sessions) + len(programme.days)
    assert page.count("<td>") * len(programme.days) == page.count("<th>") * len(programme.sessions)


def test_markdown():
    """What is known of the event, then a heading and a table for each day."""
    programme = workshop(title="Workshop", sessions=workshop().sessions[2:4])

    assert (
        programme_to_markdown(programme)
        == """\
# Workshop

- timezone: Asia/Seoul
- location: Grand Hotel, Seoul

## Thursday 28 March 2019

| Start | End | Title | Presenters | Location | Track | Kind |
| --- | --- | --- | --- | --- | --- | --- |
| 10:00 | ~10:20 | Coffee break |  |  |  | break |
| 10:20 |  | What is next? |  |  |  | talk |
"""
    )


def test_convert_edit_publish():
    """The calendar of the page is the calendar of the programme; a page is recognised by its content, too."""
    talk = evolve(workshop().sessions[1], description="What it is about,\n\nin its own lines.")
    programme = workshop(sessions=(workshop().sessions[0], talk, *workshop().sessions[2:]))
    page = programme_to_markdown(programme)

    assert agenda_ical.to_ical(agenda_ical.load(page), stamp=STAMP) == agenda_ical.to_ical(
        programme, stamp=STAMP
    )
    assert agenda_ical.load(page.encode(), timezone="Europe/Oslo").sessions[0].start.isoformat() == (
        "2019-03-28T08:30:00+01:00"
    )


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("| 10 | | Tea | | | | |", "has the time '10', which is none"),
        ("| 10:61 | | Tea | | | | |", "has the time '10:61'"),
        ("| 10:00 | 9 | Tea | | | | |", "has the time '9'"),
        ("| 10:00 | | | Ann Roe | | | |", "has no title"),
        ("| 10:00 | | Tea | | | | brake |", "has the kind 'brake'"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told(row, said):
    """A slip in one row costs that row, and is told at its place."""
    page = (
        "## 4 June 2026\n\n| Start | End | Title | Presenters | Location | Track | Kind |\n|---|---|---|---|---|---|---|\n"
        f"| 9:00 | 9:30 | Tides at 10:00 (Ann Roe) | Bo Li | | | |\n{row}\n"
    )

    programme = agenda_ical.load(page, format="markdown")

    assert [(one.title, one.kind, one.end.hour) for one in programme.sessions] == [
        ("Tides at 10:00 (Ann Roe)", "talk", 9)
    ]
    assert [(one.code, str(one.place)) for one in programme.problems] == [("record-unread", "table 1, row 3")]
    assert said in programme.problems[0].message


def test_a_day_may_be_written_in_many_ways():
    """A heading in any words, the year told beside it, or the date before the time; without any, the row says so."""
    head = "| Start | End | Title | Presenters | Location | Track | Kind |\n|---|---|---|---|---|---|---|\n"
    row = "| 9:00 | | Tea | | | | |\n"

    def days(page, **told):
        return [str(day.date) for day in agenda_ical.load(page, format="markdown", **told).days]

    assert days(f"## 2026년 6월 4일 (목)\n\n{head}{row}") == ["2026-06-04"]
    assert days(f"## 4 June\n\n{head}{row}", year=2026) == ["2026-06-04"]
    assert days(f"{head}{row.replace('9:00', '2026-06-04 9:00')}") == ["2026-06-04"]
    with pytest.raises(agenda_ical.NoProgramme, match="This row has no day"):
        days(f"{head}{row}")


def test_only_some_of_the_tables():
    """Tables are chosen as on any page."""
    later = evolve(workshop().sessions[0], start=at("09:00", date="2019-03-29"), end=None)
    page = programme_to_markdown(workshop(sessions=(*workshop().sessions, later)))

    assert agenda_ical.load(page, only_tables=(2,)).sessions[0].start == later.start


@given(programmes())
def test_csv_is_a_record_for_each_session(programme):
    """Each session is a record with its title and its date, whatever stands in it."""
    records = list(csv.DictReader(io.StringIO(programme_to_csv(programme), newline="")))

    assert [(record["title"], record["start"][:16]) for record in records] == [
        (to_text(session.title), f"{session.start:%Y-%m-%d %H:%M}") for session in programme.sessions
    ]
