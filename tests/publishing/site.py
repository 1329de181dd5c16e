"""A folder that the tests of the page publish into, and a programme with tracks."""

from __future__ import annotations

from datetime import timedelta

from agenda_ical.place import Place
from agenda_ical.programme import Presenter, Programme, Session
from agenda_ical.publishing.identity import programme_to_uids
from agenda_ical.publishing.site import Feed, Site

from .workshop import STAMP, at

FOLDER = "https://example.org/agenda/"
TRACKS = ("정책", "도시")


def site_of(programme: Programme, **changes) -> Site:
    """The folder of *programme* as its page knows it."""
    tracks = dict.fromkeys(track for session in programme.sessions for track in session.tracks)
    told = {
        "url": FOLDER,
        "whole": Feed("programme.ics", programme.title),
        "sessions": tuple(f"sessions/{uid}.ics" for uid in programme_to_uids(programme, url=FOLDER)),
        "days": tuple(Feed(f"days/{day.date}.ics", f"{day.date}") for day in programme.days),
        "tracks": tuple(Feed(f"tracks/{number}.ics", name) for number, name in enumerate(tracks)),
        "changes": (("moved", "Maps: 10:00 → 10:30"),),
        "files": (Feed("changes.md", "changes.md"),),
        "atom": "changes.xml",
        "stamp": STAMP,
        "language": programme.language or "en",
    }
    return Site(**{**told, **changes})


def forum(**changes) -> Programme:
    """Two days in Seoul: a plenary, two tracks side by side for an hour, a break; one talk the day after."""
    first, second = TRACKS
    told = {
        "title": "기후 포럼",
        "timezone": "Asia/Seoul",
        "language": "ko",
        "location": "서울",
        "sessions": (
            Session("Opening", at("09:00"), at("10:00"), presenters=(Presenter("J. Kim", "KECO"),)),
            Session(
                "Maps", at("10:00"), at("10:30"), tracks=(first,), location="Hall A", place=Place(column=1)
            ),
            Session(
                "Rivers",
                at("10:00"),
                at("11:00"),
                tracks=(second,),
                presenters=(Presenter("Anna Roe"),),
                place=Place(column=2),
            ),
            Session("Laws", at("10:30"), at("11:00"), tracks=(first,), description="About laws. " * 40),
            Session("Coffee", at("11:00"), at("11:20"), kind="break"),
            Session("Late", at("23:30"), at("23:30") + timedelta(hours=1)),
            Session("Closing", at("09:00", date="2019-03-29"), presenters=(Presenter("Anna Roe"),)),
        ),
    }
    return Programme(**{**told, **changes})
