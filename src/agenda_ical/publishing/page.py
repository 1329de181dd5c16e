"""
A programme and the folder that it is published in -> the page that people read it on and subscribe from.

One file that asks nothing of any other site, and says so to the browser: its Content-Security-Policy allows
its own style and scripts by their hashes and nothing else. Without JavaScript everything is there to read.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agenda_ical.errors import MissingExtra
from agenda_ical.programme import Programme
from agenda_ical.publishing.cards import DayView, programme_to_days, programme_to_people, programme_to_tracks
from agenda_ical.publishing.links import feed_to_subscription
from agenda_ical.publishing.page_words import date_to_text, dates_to_text, page_words_of
from agenda_ical.publishing.site import Site
from agenda_ical.publishing.structured_data import programme_to_structured_data
from agenda_ical.publishing.texts import to_line, to_uri
from agenda_ical.publishing.words import words_of

if TYPE_CHECKING:  # for its weight, and because it is an extra
    from jinja2 import Environment

_TEMPLATES = Path(__file__).with_name("templates")


def programme_to_page(programme: Programme, site: Site) -> str:
    """
    The page of *programme* as HTML.

    :param site: the folder that the page lies in
    :raises MissingExtra: when Jinja2 is not installed
    :raises ValueError: when *site* has not one file for each session
    """
    days = programme_to_days(programme, site)
    style = _read("page.css") + _placing(days)
    beginning, script = _read("begin.js"), _read("page.js")
    return (
        _environment()
        .get_template("index.html")
        .render(
            **_told(programme, site),
            days=days,
            style=style,
            beginning=beginning,
            script=script,
            policy=_policy(style=(style,), script=(beginning, script)),
        )
    )


def _told(programme: Programme, site: Site) -> dict[str, Any]:
    """What the template is told beside the days, by the names that it uses."""
    words = page_words_of(site.language)
    dates = [day.date for day in programme.days]
    return {
        "words": words,
        "kinds_of_change": words_of(words["language"]).changes,
        "site": site,
        "language": words["language"],
        "content_language": programme.language or words["language"],
        "title": to_line(programme.title) or words["untitled"],
        "dates": dates_to_text(dates[0], dates[-1], words) if dates else "",
        "venue": to_line(programme.location or ""),
        "source": to_uri(programme.url or ""),
        "timezone": programme.timezone,
        "offset": _offset(programme),
        "tracks": programme_to_tracks(programme),
        "people": programme_to_people(programme),
        "count": len(programme.sessions),
        "subscription": feed_to_subscription(site.url, site.whole.name, programme.title or site.whole.label),
        "parts": _parts(site, words),
        "made": date_to_text(site.stamp.date(), words) if site.stamp else "",
        "structured_data": programme_to_structured_data(programme, site.url),
    }


def _parts(site: Site, words: dict[str, Any]) -> list[dict[str, Any]]:
    """The calendars that hold a part of the programme, under what they are a part by."""
    groups = (
        (words["days"], site.days),
        (words["tracks"], site.tracks),
        (words["presenters"], site.presenters),
    )
    return [
        {
            "label": label,
            "feeds": [(feed, feed_to_subscription(site.url, feed.name, feed.label)) for feed in feeds],
        }
        for label, feeds in groups
        if feeds
    ]


def _offset(programme: Programme) -> str:
    """``UTC+09:00`` where that holds for the whole programme, else nothing."""
    offsets = {f"{session.start:%z}" for session in programme.sessions}
    offset = offsets.pop() if len(offsets) == 1 else ""
    return f"UTC{offset[:3]}:{offset[3:]}" if offset else ""


def _placing(days: tuple[DayView, ...]) -> str:
    """The rules that put sessions into the rows and columns of wide screens, as far as these days need them."""
    rules = {rule for day in days for rule in day.rules}
    return f"@media screen and (min-width:60rem){{{''.join(sorted(rules))}}}" if rules else ""


def _policy(*, style: tuple[str, ...], script: tuple[str, ...]) -> str:
    """A Content-Security-Policy that lets these elements work, and none else (W3C CSP 3, section 2.3.1)."""
    allowed = {"style-src": style, "script-src": script}
    rules = [f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed.items()]
    return "; ".join(["default-src 'none'", *rules, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache
def _read(name: str) -> str:
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@lru_cache
def _environment() -> Environment:
    try:
        import jinja2  # noqa: PLC0415 - for its weight, and because it is an extra
    except ImportError as error:
        raise MissingExtra(
            "The page needs a package that is not installed: pip install 'agenda-ical[site]'"
        ) from error
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = to_line
    return environment
