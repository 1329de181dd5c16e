"""
A programme and the folder that it is published in -> the page that people read it on and subscribe from.

One file; without JavaScript everything in it is there to read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from agenda_ical.programme import Programme
from agenda_ical.publishing.cards import DayView, programme_to_days, programme_to_people, programme_to_tracks
from agenda_ical.publishing.links import feed_to_subscription
from agenda_ical.publishing.page_words import date_to_text, dates_to_text, page_words_of
from agenda_ical.publishing.selfcontained import template_to_page
from agenda_ical.publishing.site import Site
from agenda_ical.publishing.structured_data import programme_to_structured_data
from agenda_ical.publishing.texts import to_line, to_uri
from agenda_ical.publishing.words import words_of

_TEMPLATE = Path(__file__).with_name("templates") / "page.html"


def programme_to_page(programme: Programme, site: Site) -> str:
    """
    The page of *programme* as HTML.

    :param site: the folder that the page lies in
    :raises MissingExtra: when Jinja2 is not installed
    :raises ValueError: when *site* has not one file for each session
    """
    days = programme_to_days(programme, site)
    return template_to_page(_TEMPLATE, {**_told(programme, site), "days": days}, _placing(days))


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
        "offset": programme_to_offset(programme),
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


def programme_to_offset(programme: Programme) -> str:
    """``UTC+09:00`` where that holds for the whole programme, else nothing."""
    offsets = {f"{session.start:%z}" for session in programme.sessions}
    offset = offsets.pop() if len(offsets) == 1 else ""
    return f"UTC{offset[:3]}:{offset[3:]}" if offset else ""


def _placing(days: tuple[DayView, ...]) -> str:
    """The rules that put sessions into the rows and columns of wide screens, as far as these days need them."""
    rules = {rule for day in days for rule in day.rules}
    return f"@media screen and (min-width:60rem){{{''.join(sorted(rules))}}}" if rules else ""
