"""Sessions -> what a page shows of each, day by day: texts, links, and its place in the table of tracks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import PurePosixPath

from attrs import frozen

from agenda_ical.programme import Day, Programme, Session
from agenda_ical.publishing.links import Addition, session_to_addition
from agenda_ical.publishing.page_words import PageWords, date_to_text, page_words_of
from agenda_ical.publishing.site import Site
from agenda_ical.publishing.texts import presenter_to_label, to_line, to_text, to_uri
from agenda_ical.publishing.timetable import Spot, Timetable, sessions_to_timetable, tracks_in_order
from agenda_ical.publishing.words import words_of

_BRIEF = 200
_PAUSES = frozenset({"break", "meal", "registration"})


@frozen
class Card:
    """A session as the page shows it."""

    anchor: str
    title: str
    start: datetime
    end: datetime | None
    """None where the programme does not tell it."""
    until: datetime | None
    """When it is over, told or assumed."""
    end_text: str
    is_pause: bool
    kind: str
    people: str
    others: tuple[str, ...]
    """Who chairs and the like, each role with its name."""
    location: str
    tracks: tuple[tuple[int, str], ...]
    """Number and name of each track."""
    people_numbers: tuple[int, ...]
    description: tuple[str, ...]
    """Its paragraphs."""
    links: tuple[tuple[str, str], ...]
    """Address and label of each."""
    file: str
    addition: Addition
    classes: str
    """Where it stands among the columns."""
    is_in_column: bool
    """Whether the column that it stands in tells its track."""

    @property
    def is_brief(self) -> bool:
        """Whether its description is short enough to be read without being asked for."""
        return sum(map(len, self.description)) <= _BRIEF


@frozen
class DayView:
    """One day as the page shows it."""

    date: date
    title: str
    columns: tuple[tuple[str, int | None], ...]
    """The name of each column, and the number of the track where it is one."""
    rows: tuple[datetime, ...]
    cards: tuple[Card, ...]

    @property
    def rules(self) -> Iterator[str]:
        """The style rules that the classes of this day's columns, rows and cards need."""
        if not self.columns:
            return
        yield f".n{len(self.columns)}{{--columns:{len(self.columns)}}}"
        for number in range(len(self.columns)):
            yield f".c{number}{{grid-column-start:{number + 2}}}"
            yield f".w{number + 1}{{grid-column-end:span {number + 1}}}"
        for number in range(len(self.rows)):
            yield f".r{number}{{grid-row-start:{number + 2}}}"
            yield f".h{number + 1}{{grid-row-end:span {number + 1}}}"


def programme_to_tracks(programme: Programme) -> tuple[str, ...]:
    """The names of all tracks, in the order in which they come up."""
    return tuple(dict.fromkeys(to_line(name) for name in tracks_in_order(programme.sessions)))


def programme_to_people(programme: Programme) -> tuple[str, ...]:
    """The names of all presenters, sorted."""
    return tuple(
        sorted(
            {name for session in programme.sessions for name in map(presenter_to_label, session.presenters)}
            - {""}
        )
    )


def programme_to_days(programme: Programme, site: Site) -> tuple[DayView, ...]:
    """The days of *programme* as the page in *site* shows them; raises ValueError when a session has no file."""
    if len(site.sessions) != len(programme.sessions):
        raise ValueError("A page needs a file for each session: Site.sessions and Programme.sessions differ")
    files = iter(site.sessions)
    dealer = _Dealer(
        programme=programme,
        url=site.url,
        language=site.language,
        words=page_words_of(site.language),
        order=tracks_in_order(programme.sessions),
        tracks={name: number for number, name in enumerate(programme_to_tracks(programme))},
        people={name: number for number, name in enumerate(programme_to_people(programme))},
    )
    return tuple(dealer.day(day, [next(files) for _ in day.sessions]) for day in programme.days)


@frozen
class _Dealer:
    """What all cards of one page have in common."""

    programme: Programme
    url: str
    language: str
    words: PageWords
    order: tuple[str, ...]
    """The tracks as their columns follow each other on every day."""
    tracks: dict[str, int]
    people: dict[str, int]

    def day(self, day: Day, files: Sequence[str]) -> DayView:
        table = sessions_to_timetable(day.sessions, self.order)
        columns = tuple((to_line(name), self.tracks.get(to_line(name))) for name in table.columns)
        spots = [_classes(spot, table) for spot in table.spots]
        cards = map(self._card, day.sessions, files, spots)
        return DayView(day.date, date_to_text(day.date, self.words), columns, table.rows, tuple(cards))

    def _card(self, session: Session, file: str, classes: str) -> Card:
        anchor = f"s-{PurePosixPath(file).stem}"
        end = None if session.end_assumed else session.end
        return Card(
            anchor=anchor,
            title=to_line(session.title),
            start=session.start,
            end=end,
            until=session.end,
            end_text=end_to_text(session.start, end, self.words),
            is_pause=session.kind in _PAUSES,
            kind=words_of(self.language).kinds.get(session.kind, ""),
            people=speakers_to_line(session),
            others=tuple(others_to_lines(session, self.language)),
            location=to_line(session.location or ""),
            tracks=tuple((self.tracks[name], name) for name in dict.fromkeys(map(to_line, session.tracks))),
            people_numbers=tuple(
                sorted({self.people[name] for name in map(presenter_to_label, session.presenters) if name})
            ),
            description=tuple(part for part in to_text(session.description).split("\n\n") if part.strip()),
            links=tuple(self._links(session)),
            file=file,
            addition=self._addition(session, anchor),
            classes=classes,
            is_in_column=bool(classes) and len(session.tracks) == 1,
        )

    def _links(self, session: Session) -> Iterator[tuple[str, str]]:
        if address := to_uri(session.url or ""):
            yield address, self.words["more"]
        for link in session.links:
            if address := to_uri(link.url):
                label = words_of(self.language).join if link.conference else address
                yield address, to_line(link.label) or label

    def _addition(self, session: Session, anchor: str) -> Addition:
        people = ", ".join(to_line(str(one)) for one in session.presenters)
        untold = self.words["no_end"] if session.end is None else ""
        lines = (people, untold, f"{self.url}#{anchor}")
        return session_to_addition(
            session,
            timezone=self.programme.timezone,
            location=self.programme.location,
            details="\n".join(line for line in lines if line),
        )


def end_to_text(start: datetime, end: datetime | None, words: PageWords) -> str:
    """``10:30``, ``00:30 (next day)``, nothing where there is no end."""
    if end is None:
        return ""
    clock = f"{end:%H:%M}"
    return str(words["next_day"].format(clock)) if end.date() > start.date() else clock


def speakers_to_line(session: Session) -> str:
    """``J. Kim (KECO), A. Roe``."""
    return ", ".join(to_line(str(one)) for one in session.presenters if one.role == "speaker")


def others_to_lines(session: Session, language: str | None) -> Iterator[str]:
    """Who chairs and the like: ``Chair: A. Roe``, a line for each role."""
    roles = words_of(language).roles
    for role in dict.fromkeys(one.role for one in session.presenters if one.role != "speaker"):
        names = [to_line(str(one)) for one in session.presenters if one.role == role]
        yield roles[role][len(names) > 1].format(", ".join(names))


def _classes(spot: Spot, table: Timetable) -> str:
    if not table.columns:
        return ""
    across = " across" if spot.columns == len(table.columns) else ""
    return f"r{spot.row} h{spot.rows} c{spot.column} w{spot.columns}{across}"
