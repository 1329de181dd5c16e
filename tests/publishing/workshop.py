"""One small workshop that the tests of publishing share."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytz

from agenda_ical.programme import Presenter, Programme, Session, SessionLink

STAMP = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ADDRESS = "https://example.org/workshop.ics"


def at(clock: str, timezone: str = "Asia/Seoul", date: str = "2019-03-28") -> datetime:
    """The aware time at which that zone's *clock* shows ``HH:MM`` on *date*."""
    return pytz.timezone(timezone).localize(datetime.fromisoformat(f"{date}T{clock}"), is_dst=None)


def workshop(timezone: str = "Asia/Seoul", date: str = "2019-03-28", **changes) -> Programme:
    """A registration, two talks, two coffee breaks, a dinner past midnight."""

    def clock(text: str) -> datetime:
        return at(text, timezone, date)

    midnight = (datetime.fromisoformat(date) + timedelta(days=1)).date().isoformat()
    about = "지방 온실가스 인벤토리, 그 개발과 이용; 여섯 도시의 경험을 나눕니다. " * 5
    told = {
        "title": "기후 워크숍, 2019",
        "timezone": timezone,
        "location": "Grand Hotel, Seoul",
        "sessions": (
            Session("Registration", clock("08:30"), clock("09:00"), kind="registration"),
            Session(
                "Local inventories: development, use",
                clock("09:00"),
                clock("10:00"),
                description=f"{about}\n\nBring a laptop.",
                presenters=(
                    Presenter("J. Kim", "KECO"),
                    Presenter("A. Roe"),
                    Presenter(None, "UNFCCC", role="chair"),
                ),
                tracks=("Policy, law", "도시"),
                location="Hall A",
                url="https://example.org/talks/1",
                links=(
                    SessionLink("https://meet.example.org/1?pwd=a,b", "Room 1: video", conference=True),
                    SessionLink("https://example.org/slides.pdf", "Slides"),
                ),
                language="ko",
            ),
            Session("Coffee break", clock("10:00"), clock("10:20"), kind="break", end_assumed=True),
            Session("What is next?", clock("10:20")),
            Session("Coffee break", clock("15:00"), clock("15:20"), kind="break"),
            Session("Dinner", clock("23:00"), at("00:30", timezone, midnight), kind="social"),
        ),
    }
    return Programme(**{**told, **changes})
