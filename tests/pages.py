"""Programmes that were never published, as pages in every form that people publish them in (hypothesis)."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

from attrs import frozen
from hypothesis import strategies as st

GIVEN = ("Ann", "Bo", "Carla", "Daniel", "Eva", "Farid", "Grace", "Hana", "Ivan", "Julia")
FAMILY = ("Roe", "Lindqvist", "Nunes", "Vogel", "Moreau", "Tanaka", "Okafor", "Silva", "Kovacs", "Murphy")
BODIES = ("KECO", "University of Turku", "Lake Survey", "INRAE", "Danube Institute")
TOPICS = (
    "rivers",
    "soil carbon",
    "heat pumps",
    "wind maps",
    "city trees",
    "old roofs",
    "night trains",
    "salt marshes",
)
DOINGS = ("Measuring", "Reading", "Counting", "Saving", "Planning", "Comparing", "Mapping", "Teaching")
PAUSES = ("Coffee break", "Lunch", "Registration", "Closing")


@frozen
class Row:
    """One session as a page tells it; minutes after midnight."""

    start: int
    end: int
    title: str
    presenter: str

    @property
    def time(self) -> str:
        """``09:00 - 10:30``."""
        return f"{self.start // 60:02}:{self.start % 60:02} - {self.end // 60:02}:{self.end % 60:02}"


@frozen
class Page:
    """Some days with some rows each."""

    days: tuple[tuple[date, tuple[Row, ...]], ...]


def talks() -> st.SearchStrategy[tuple[str, str]]:
    """A title and who gives it."""
    titles = st.builds(
        "{} {} in {}".format, st.sampled_from(DOINGS), st.sampled_from(TOPICS), st.sampled_from(TOPICS)
    )
    names = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY))
    people = st.builds("{} ({})".format, names, st.sampled_from(BODIES)) | names
    return st.tuples(titles, people) | st.tuples(st.sampled_from(PAUSES), st.just(""))


@st.composite
def days(draw: st.DrawFn, day: date) -> tuple[date, tuple[Row, ...]]:
    """One day: rows that follow each other from the morning on."""
    at = draw(st.integers(8 * 4, 10 * 4)) * 15
    rows = []
    for title, presenter in draw(st.lists(talks(), min_size=2, max_size=7)):
        length = draw(st.sampled_from((15, 30, 45, 60, 90)))
        rows.append(Row(at, at + length, title, presenter))
        at += length + draw(st.sampled_from((0, 0, 15)))
    return day, tuple(rows)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """One to three days in a row."""
    first = draw(st.dates(date(2015, 1, 1), date(2030, 12, 1)))
    count = draw(st.integers(1, 3))
    return Page(tuple(draw(days(first + timedelta(days=k))) for k in range(count)))


def heading(day: date) -> str:
    """``Thursday 28 March 2019``."""
    return f"{day:%A} {day.day} {day:%B %Y}"


def page_to_html(page: Page) -> str:
    """A heading and a table for each day."""
    parts = ["<!DOCTYPE html><title>Meeting</title><h1>Meeting</h1>"]
    for day, rows in page.days:
        parts.append(f"<h2>{heading(day)}</h2><table><tr><th>Time<th>Activity<th>Speaker")
        parts += [f"<tr><td>{row.time}<td>{escape(row.title)}<td>{escape(row.presenter)}" for row in rows]
        parts.append("</table>")
    return "\n".join(parts)


def page_to_markdown(page: Page) -> str:
    """A heading and a pipe table for each day."""
    parts = ["# Meeting"]
    for day, rows in page.days:
        parts += ["", f"## {heading(day)}", "", "| Time | Activity | Speaker |", "| --- | --- | --- |"]
        parts += [f"| {row.time} | {row.title} | {row.presenter} |" for row in rows]
    return "\n".join(parts) + "\n"


def page_to_pasted(page: Page) -> str:
    """What a browser copies: a line for each row, tabs between its cells."""
    parts = ["Meeting"]
    for day, rows in page.days:
        parts += ["", heading(day), "", "Time\tActivity\tSpeaker"]
        parts += [f"{row.time}\t{row.title}\t{row.presenter}" for row in rows]
    return "\n".join(parts) + "\n"


def page_to_drawn(page: Page) -> str:
    """A heading and a drawn table for each day."""
    parts = ["# Meeting"]
    for day, rows in page.days:
        cells = [("Time", "Activity", "Speaker"), *((row.time, row.title, row.presenter) for row in rows)]
        widths = [max(len(row[k]) for row in cells) for k in range(3)]
        rule = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
        parts += ["", f"## {heading(day)}", "", rule]
        for row in cells:
            parts += [
                "| " + " | ".join(text.ljust(w) for text, w in zip(row, widths, strict=True)) + " |",
                rule,
            ]
    return "\n".join(parts) + "\n"
