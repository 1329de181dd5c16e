"""Programmes of every kind, for the laws of publishing."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytz
from hypothesis import strategies as st

from agenda_ical.colors import colors
from agenda_ical.programme import Presenter, Programme, Session, SessionLink, session_order
from agenda_ical.style import Organiser, Style

ZONES = (
    "Africa/Casablanca",
    "America/New_York",
    "America/Santiago",
    "Asia/Kolkata",
    "Asia/Seoul",
    "Australia/Lord_Howe",
    "Etc/GMT+5",
    "Europe/Berlin",
    "Europe/Dublin",
    "Pacific/Chatham",
    "UTC",
)
TRICKY = (
    "aB ,;:\\nN\"'^|*<&%-\n\r\t\x00\x0b\x85\xa0\u2028\u200d\ufeffé\u0301가\u1100\u1161日が\u3099👍🏽\ud800"
)
WORDS = st.text(alphabet=TRICKY, min_size=1, max_size=30)
TITLES = st.one_of(st.sampled_from(["Coffee break", "개회식", "Panel; markets, inventories"]), WORDS)
LONG = st.lists(WORDS, max_size=8).map(" ".join)
NAMES = st.one_of(st.none(), st.sampled_from(["J. Kim", "김철수", "A. Roe"]), WORDS)
ADDRESSES = st.sampled_from(
    [
        "https://example.org/a?b=1,2;c",
        "https://예시.example/프로그램",
        "tel:+82-2-123",
        "talks/7",
        "javascript:x",
    ]
)
KINDS = st.sampled_from(["talk", "break", "meal", "registration", "opening", "closing", "social", "other"])
ROLES = st.sampled_from(["speaker", "chair", "moderator", "panellist"])

PRESENTERS = st.builds(Presenter, NAMES, NAMES, ROLES)
LINKS = st.builds(SessionLink, ADDRESSES, st.one_of(st.just(""), WORDS), st.booleans())


@st.composite
def moments(draw: st.DrawFn, timezone: str) -> datetime:
    """Times of the zone, also those of the nights in which its clocks are changed."""
    zone = pytz.timezone(timezone)
    nights = [at for at in getattr(zone, "_utc_transition_times", []) if 1990 <= at.year <= 2024]
    around = st.sampled_from(nights) if nights else st.nothing()
    base = draw(st.one_of(st.datetimes(datetime(1990, 1, 1), datetime(2024, 12, 31)), around))  # noqa: DTZ001
    minutes = draw(st.integers(-180, 180))
    moment = base.replace(second=0, microsecond=0) + timedelta(minutes=minutes)
    return pytz.utc.localize(moment).astimezone(zone)


@st.composite
def sessions(draw: st.DrawFn, timezone: str) -> Session:
    """Sessions of the zone, with or without an end."""
    start = draw(moments(timezone))
    length = draw(st.one_of(st.none(), st.integers(-10, 300)))
    end = None if length is None else start + timedelta(minutes=length)
    return Session(
        title=draw(TITLES),
        start=start,
        end=end and pytz.timezone(timezone).normalize(end),
        end_assumed=draw(st.booleans()),
        kind=draw(KINDS),
        description=draw(LONG),
        presenters=tuple(draw(st.lists(PRESENTERS, max_size=3))),
        tracks=tuple(draw(st.lists(WORDS, max_size=2))),
        location=draw(st.one_of(st.none(), WORDS)),
        url=draw(st.one_of(st.none(), ADDRESSES)),
        links=tuple(draw(st.lists(LINKS, max_size=2))),
        language=draw(st.sampled_from([None, "ko", "en-GB", "tlh"])),
    )


@st.composite
def programmes(draw: st.DrawFn, timezones: st.SearchStrategy[str] | None = None) -> Programme:
    """Programmes whose texts hold all that calendar files find difficult."""
    timezone = draw(st.sampled_from(ZONES) if timezones is None else timezones)
    happening = draw(st.lists(sessions(timezone), max_size=4))
    return Programme(
        title=draw(TITLES),
        timezone=timezone,
        sessions=tuple(sorted(happening, key=session_order)),
        location=draw(st.one_of(st.none(), WORDS)),
        url=draw(st.one_of(st.none(), ADDRESSES)),
        language=draw(st.sampled_from([None, "ko", "ko-KR", "en", "pt"])),
    )


LENGTHS = st.one_of(st.none(), st.timedeltas(timedelta(minutes=1), timedelta(days=2)))
ORGANISERS = st.builds(
    Organiser,
    st.one_of(st.just(""), WORDS),
    st.sampled_from(["info@example.org", "정보@예시.example", "a+b,c@x.example"]),
)


@st.composite
def styles(draw: st.DrawFn) -> Style:
    """Every way in which an organiser may want a calendar."""
    return Style(
        presenters_in_title=draw(st.booleans()),
        alarm=draw(LENGTHS),
        organiser=draw(st.one_of(st.none(), ORGANISERS)),
        participants=draw(st.booleans()),
        html_description=draw(st.booleans()),
        assume_end=draw(LENGTHS),
        color=draw(st.sampled_from([None, *colors()])),
        refresh=draw(LENGTHS),
    )
