"""
What the standards say may stand where: RFC 5545, with what RFC 7808, 7953, 7986, 9073, 9074 and 9253 add.

Tables only; what they mean is told by the modules that look at a file with them.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen


@frozen
class Content:
    """Which properties a component has (RFC 5545, section 3.6)."""

    required: frozenset[str]
    once: frozenset[str]
    many: frozenset[str]

    def allows(self, name: str) -> bool:
        """Whether *name* is one of them."""
        return name in self.required or name in self.once or name in self.many


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _content(required: str, once: str = "", many: str = "") -> Content:
    return Content(_words(required), _words(once), _words(many))


_DATED = "CLASS CREATED LAST-MODIFIED ORGANIZER RECURRENCE-ID RRULE SEQUENCE STATUS SUMMARY URL COLOR"
_LISTED = (
    "ATTACH ATTENDEE CATEGORIES COMMENT CONTACT EXDATE REQUEST-STATUS RELATED-TO RDATE IMAGE CONFERENCE "
    "STYLED-DESCRIPTION STRUCTURED-DATA CONCEPT LINK REFID"
)
_RICH = "STRUCTURED-DATA STYLED-DESCRIPTION CONCEPT LINK REFID COMMENT"

COMPONENTS: Final = {
    "VCALENDAR": _content(
        "PRODID VERSION",
        "CALSCALE METHOD UID LAST-MODIFIED URL REFRESH-INTERVAL SOURCE COLOR",
        "NAME DESCRIPTION CATEGORIES IMAGE CONCEPT LINK REFID",
    ),
    "VEVENT": _content(
        "UID DTSTAMP",
        f"{_DATED} DTSTART DTEND DURATION DESCRIPTION GEO LOCATION PRIORITY TRANSP",
        f"{_LISTED} RESOURCES",
    ),
    "VTODO": _content(
        "UID DTSTAMP",
        f"{_DATED} COMPLETED DTSTART DUE DURATION DESCRIPTION GEO LOCATION PERCENT-COMPLETE PRIORITY",
        f"{_LISTED} RESOURCES",
    ),
    "VJOURNAL": _content("UID DTSTAMP", f"{_DATED} DTSTART", f"{_LISTED} DESCRIPTION"),
    "VFREEBUSY": _content(
        "UID DTSTAMP",
        "CONTACT DTSTART DTEND ORGANIZER URL",
        "ATTENDEE COMMENT FREEBUSY REQUEST-STATUS STRUCTURED-DATA STYLED-DESCRIPTION",
    ),
    "VTIMEZONE": _content("TZID", "LAST-MODIFIED TZURL TZUNTIL", "TZID-ALIAS-OF"),
    "STANDARD": _content("DTSTART TZOFFSETFROM TZOFFSETTO", "RRULE", "COMMENT RDATE TZNAME"),
    "DAYLIGHT": _content("DTSTART TZOFFSETFROM TZOFFSETTO", "RRULE", "COMMENT RDATE TZNAME"),
    "VALARM": _content(
        "ACTION TRIGGER",
        "DURATION REPEAT DESCRIPTION SUMMARY UID ACKNOWLEDGED PROXIMITY",
        "ATTACH ATTENDEE RELATED-TO STYLED-DESCRIPTION STRUCTURED-DATA",
    ),
    "VAVAILABILITY": _content(
        "UID DTSTAMP",
        "BUSYTYPE CLASS CREATED DESCRIPTION DTSTART DTEND DURATION LAST-MODIFIED LOCATION ORGANIZER PRIORITY "
        "SEQUENCE SUMMARY URL",
        "CATEGORIES COMMENT CONTACT",
    ),
    "AVAILABLE": _content(
        "UID DTSTAMP DTSTART",
        "CREATED DESCRIPTION DTEND DURATION LAST-MODIFIED LOCATION RECURRENCE-ID RRULE SUMMARY",
        "CATEGORIES COMMENT CONTACT EXDATE RDATE",
    ),
    "PARTICIPANT": _content(
        "UID PARTICIPANT-TYPE",
        "CALENDAR-ADDRESS CREATED DESCRIPTION DTSTAMP GEO LAST-MODIFIED PRIORITY SEQUENCE STATUS SUMMARY URL",
        f"ATTACH CATEGORIES CONTACT LOCATION REQUEST-STATUS RELATED-TO RESOURCES {_RICH}",
    ),
    "VLOCATION": _content("UID", "DESCRIPTION GEO LOCATION-TYPE NAME URL", _RICH),
    "VRESOURCE": _content("UID", "DESCRIPTION GEO NAME RESOURCE-TYPE URL", _RICH),
}
"""Name of a component -> the properties that it has."""

KNOWN: Final = frozenset(
    name for one in COMPONENTS.values() for group in (one.required, one.once, one.many) for name in group
)
"""Every property that stands in some component."""

OBSERVANCES: Final = ("STANDARD", "DAYLIGHT")
"""What a VTIMEZONE is made of (RFC 5545, section 3.6.5); their times are those of its own clock."""

_TOP = frozenset({"VCALENDAR"})
_ENTRIES = frozenset({"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"})
PLACES: Final = {
    **dict.fromkeys((*_ENTRIES, "VTIMEZONE", "VAVAILABILITY"), _TOP),
    "VCALENDAR": frozenset[str](),
    "STANDARD": frozenset({"VTIMEZONE"}),
    "DAYLIGHT": frozenset({"VTIMEZONE"}),
    "AVAILABLE": frozenset({"VAVAILABILITY"}),
    "VALARM": frozenset({"VEVENT", "VTODO"}),
    "PARTICIPANT": _ENTRIES,
    "VLOCATION": _ENTRIES | {"PARTICIPANT", "VALARM"},
    "VRESOURCE": _ENTRIES | {"PARTICIPANT"},
}
"""Name of a component -> the components in which it may lie."""

TEXTS: Final = _words(
    "SUMMARY DESCRIPTION LOCATION COMMENT CONTACT CATEGORIES RESOURCES NAME UID TZID TZNAME PRODID STATUS CLASS "
    "METHOD VERSION CALSCALE TRANSP RELATED-TO COLOR LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE ACTION"
)
"""Properties whose value is a TEXT, or several (RFC 5545, section 3.3.11)."""
OLD_TEXTS: Final = frozenset({"X-WR-CALNAME", "X-WR-CALDESC"})
"""Texts from before the standard had a property for them."""
LISTS: Final = _words("CATEGORIES RESOURCES LOCATION-TYPE RESOURCE-TYPE PARTICIPANT-TYPE")
"""Texts in which a comma separates one value from the next."""
URIS: Final = _words("URL SOURCE TZURL CONFERENCE CALENDAR-ADDRESS ORGANIZER ATTENDEE CONCEPT")
UTC_ONLY: Final = _words("DTSTAMP CREATED LAST-MODIFIED COMPLETED ACKNOWLEDGED TZUNTIL")
LOCAL_TIMES: Final = _words("DTSTART DTEND DUE RECURRENCE-ID EXDATE RDATE")
DURATIONS: Final = frozenset({"DURATION", "REFRESH-INTERVAL", "X-PUBLISHED-TTL"})
INTEGERS: Final = {
    "SEQUENCE": (0, 2**31 - 1),
    "PRIORITY": (0, 9),
    "PERCENT-COMPLETE": (0, 100),
    "REPEAT": (0, 2**31 - 1),
}
"""Properties whose value is an INTEGER -> the least and the greatest that makes sense."""
OFFSETS: Final = ("TZOFFSETFROM", "TZOFFSETTO")
STATED: Final = {
    "REFRESH-INTERVAL": frozenset({"DURATION"}),
    "SOURCE": frozenset({"URI"}),
    "CONFERENCE": frozenset({"URI"}),
    "IMAGE": frozenset({"URI", "BINARY"}),
    "STRUCTURED-DATA": frozenset({"URI", "BINARY", "TEXT"}),
    "STYLED-DESCRIPTION": frozenset({"URI", "TEXT"}),
}
"""Properties without a default type -> the values that their VALUE may have (RFC 7986, RFC 9073)."""
WORDS: Final = {
    "VERSION": frozenset({"2.0"}),
    "CALSCALE": frozenset({"GREGORIAN"}),
    "TRANSP": frozenset({"OPAQUE", "TRANSPARENT"}),
}
"""Properties that have one of a few words."""
STATUSES: Final = {
    "VEVENT": frozenset({"TENTATIVE", "CONFIRMED", "CANCELLED"}),
    "VTODO": frozenset({"NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"}),
    "VJOURNAL": frozenset({"DRAFT", "FINAL", "CANCELLED"}),
}
METHODS: Final = _words("PUBLISH REQUEST REPLY ADD CANCEL REFRESH COUNTER DECLINECOUNTER")
"""RFC 5546, section 1.4."""
