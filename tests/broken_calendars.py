"""A sound calendar, and what becomes of it when one thing in it is spoilt."""

from __future__ import annotations

from attrs import frozen

SOUND = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//example//EN
NAME:기후 포럼
REFRESH-INTERVAL;VALUE=DURATION:PT6H
BEGIN:VTIMEZONE
TZID:Europe/Oslo
BEGIN:DAYLIGHT
DTSTART:19810329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
UID:rivers@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Oslo:20260604T100000
DTEND;TZID=Europe/Oslo:20260604T110000
SUMMARY:Rivers\\, lakes
DESCRIPTION:강과 호수
CATEGORIES:Water,Maps
SEQUENCE:0
STATUS:CONFIRMED
END:VEVENT
BEGIN:VEVENT
UID:boats@example.org
DTSTAMP:20260101T000000Z
DTSTART;TZID=Europe/Oslo:20261201T140000
DURATION:PT1H30M
SUMMARY:Boats
BEGIN:VALARM
ACTION:DISPLAY
TRIGGER:-PT15M
DESCRIPTION:Boats
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@frozen
class Spoilt:
    """One thing in a sound calendar that is replaced, and what is to be found then."""

    right: str
    wrong: str
    code: str
    at: str = ""
    """What stands on the line that is to be named, where it is not what was put there."""
    legal: bool = False
    """Whether the standard allows it."""

    @property
    def content(self) -> bytes:
        """The calendar with it."""
        right, wrong = (text.replace("\n", "\r\n") for text in (self.right, self.wrong))
        if right not in SOUND:
            raise ValueError(f"{self.right!r} is not in the calendar")
        return SOUND.replace(right, wrong, 1).encode()

    @property
    def line(self) -> int:
        """The number of the line that is to be named."""
        at = (self.at or self.wrong.partition("\n")[0]).replace("\n", "\r\n")
        before, found, _ = self.content.decode().partition(at)
        begins = len(found) - len(found.lstrip("\r\n"))
        return (before + found[:begins]).count("\n") + 1


S = Spoilt
START = "DTSTART;TZID=Europe/Oslo:20260604T100000"
END = "DTEND;TZID=Europe/Oslo:20260604T110000"
SPOILT = (
    S("DESCRIPTION:강과", "DESCRIPTION:" + "강" * 30, "line-length"),
    S("SUMMARY:Boats", "SUMMARY:Bo\x07ats", "control-character", "SUMMARY:Bo"),
    S("SUMMARY:Boats", "SUMMARY:Boats\u2028", "invisible-character", legal=True),
    S("SUMMARY:Boats", "SUMMARY:Boats\nand ships", "content-line", "and ships"),
    S("SUMMARY:Boats", "SUMMARY Boats", "content-line"),
    S("SUMMARY:Boats", 'SUMMARY;LANGUAGE="en:Boats', "content-line"),
    S("SUMMARY:Boats", "SUMMARY;LANGUAGE=en;LANGUAGE=de:Boats", "parameter-repeated"),
    S("SUMMARY:Boats", "SUMMARY:Bo\n\tats", "fold-tab", "\tats", legal=True),
    S("END:VALARM\n", "", "component-unended", "BEGIN:VALARM"),
    S("END:VEVENT\nEND:VCALENDAR\n", "", "component-unended", "BEGIN:VCALENDAR"),
    S("BEGIN:VALARM\n", "", "component-unbegun", "END:VALARM"),
    S("BEGIN:VALARM", "BEGIN:VEVENT", "nesting", "BEGIN:VEVENT\nACTION"),
    S("END:VCALENDAR\n", "END:VCALENDAR\nX-A:1\n", "outside-calendar", "X-A"),
    S("END:VALARM\n", "END:VALARM\nLOCATION:Hall\n", "property-order", "LOCATION"),
    S(
        "END:VCALENDAR\n",
        "END:VCALENDAR\n" + SOUND.replace("\r\n", "\n"),
        "several-calendars",
        "\nBEGIN:VCALENDAR",
        legal=True,
    ),
    S("VERSION:2.0\n", "", "property-missing", "BEGIN:VCALENDAR"),
    S("PRODID:-//example//EN\n", "", "property-missing", "BEGIN:VCALENDAR"),
    S("VERSION:2.0", "VERSION:1.0", "word-value"),
    S("NAME:기후 포럼", "NAME:기후 포럼\nX-WR-CALNAME:기후", "calendar-names", "NAME:", legal=True),
    S("UID:boats@example.org\n", "", "uid-missing", "BEGIN:VEVENT\nDTSTAMP"),
    S(
        "UID:boats@",
        "UID:rivers@",
        "uid-repeated",
        "UID:rivers@example.org\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Europe/Oslo:202612",
    ),
    S("UID:boats@", "UID:배@", "uid-letters", legal=True),
    S("UID:boats@", "UID:" + ("a" * 60 + "\n ") * 5 + "@", "uid-long", legal=True),
    S(
        "UID:boats@example.org\nDTSTAMP:20260101T000000Z\n",
        "UID:boats@example.org\n",
        "dtstamp-missing",
        "BEGIN:VEVENT\nUID:boats",
    ),
    S("DTSTAMP:20260101T000000Z", "DTSTAMP:20260101T000000", "utc-missing"),
    S(f"{START}\n", "", "dtstart-missing", "BEGIN:VEVENT"),
    S(START, "DTSTART;TZID=Europe/Oslo:20260631T100000", "time-value"),
    S(START, "DTSTART;TZID=Europe/Oslo:2026-06-04T10:00", "time-value"),
    S(START, "DTSTART:20260604", "time-type"),
    S(START, "DTSTART;VALUE=DATE:20260604T100000", "time-type"),
    S(END, "DTEND;VALUE=DATE:20260605", "end-type", START),
    S(END, "DTEND;TZID=Europe/Oslo:20260604T090000", "end-before-start", START),
    S(END, "DTEND;TZID=Europe/Oslo:20260604T100000", "end-is-start", START),
    S(END, "DTEND:20260604T110000", "end-floating", START),
    S(END, "DTEND:20260604T070000Z", "end-before-start", START),
    S(END, f"{END}\nDURATION:PT1H", "end-and-duration", END),
    S(f"{END}\n", "", "end-untold", START, legal=True),
    S("DURATION:PT1H30M", "DURATION:P1H", "duration-value"),
    S("DURATION:PT1H30M", "DURATION:-PT1H", "duration-value"),
    S(
        "DTSTART;TZID=Europe/Oslo:20261201T140000",
        "DTSTART;VALUE=DATE:20261201",
        "duration-of-date",
        "DURATION:PT1H30M",
    ),
    S("DURATION:PT6H", "DURATION:P6H", "refresh-value", "REFRESH-INTERVAL"),
    S("REFRESH-INTERVAL;VALUE=DURATION:", "REFRESH-INTERVAL:", "value-unstated"),
    S(START, "DTSTART:20260604T100000", "time-floating", legal=True),
    S(START, "DTSTART;TZID=Europe/Oslo:20260329T023000", "time-skipped", legal=True),
    S(START, "DTSTART;TZID=Europe/Oslo:20251026T023000", "time-twice", legal=True),
    S(START, "DTSTART;TZID=Europe/Oslo:20260604T100000Z", "tzid-and-utc"),
    S(START, "DTSTART;VALUE=DATE;TZID=Europe/Oslo:20260604", "tzid-on-date"),
    S(START, "DTSTART;TZID=Europe/Paris:20260604T100000", "tzid-undefined"),
    S("TZID:Europe/Oslo", "TZID:Oslo", "tzid-undefined", START),
    S(START, "DTSTART;TZID=CEST:20260604T100000", "tzid-unknown"),
    S(START, 'DTSTART;TZID="Europe/Oslo":20260604T100000', "tzid-quoted", legal=True),
    S("TZOFFSETTO:+0200", "TZOFFSETTO:+0300", "vtimezone-offset", START),
    S("TZOFFSETTO:+0200", "TZOFFSETTO:+2", "offset-value"),
    S("BYMONTH=3;BYDAY=-1SU", "BYMONTH=7;BYDAY=-1SU", "vtimezone-offset", START),
    S(
        "DTSTART:19961027T030000",
        "DTSTART:20280101T030000",
        "vtimezone-offset",
        "DTSTART;TZID=Europe/Oslo:20261201T140000",
    ),
    S("DTSTART:19810329T020000", "DTSTART:19810329T020000Z", "observance-time"),
    S("RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "RRULE:FREQ=SOMETIMES", "rule-value"),
    S(
        "SUMMARY:Boats",
        "SUMMARY:Boats\nRRULE:FREQ=DAILY;COUNT=2;UNTIL=20261231T000000Z",
        "rule-value",
        "RRULE:FREQ=DAILY",
    ),
    S("SUMMARY:Boats", "SUMMARY:Boats\nRRULE:FREQ=DAILY;UNTIL=20261231", "rule-until", "RRULE:FREQ=DAILY"),
    S(
        "SUMMARY:Boats",
        "SUMMARY:Boats\nRRULE:FREQ=WEEKLY;BYDAY=MO",
        "rule-start",
        "DTSTART;TZID=Europe/Oslo:20261201T140000",
        legal=True,
    ),
    S("SUMMARY:Rivers\\, lakes", "SUMMARY:Rivers, lakes", "text-unescaped"),
    S("SUMMARY:Boats", "SUMMARY:C:\\Boats", "text-backslash"),
    S("SUMMARY:Boats", "SUMMARY:<b>Boats</b>", "text-html", legal=True),
    S("SUMMARY:Boats\n", "", "summary-missing", "BEGIN:VEVENT\nUID:boats", legal=True),
    S("SUMMARY:Boats", "SUMMARY:Boats\nSUMMARY:Ships", "property-repeated"),
    S("SUMMARY:Boats", "SUMMARY:Boats\nLOCATION:", "property-empty", "LOCATION:", legal=True),
    S(
        "SUMMARY:Boats",
        "SUMMARY:Boats\nTZNAME:CET",
        "property-misplaced",
        "TZNAME:CET\nBEGIN:VALARM",
        legal=True,
    ),
    S("SUMMARY:Boats", "SUMMARY:Boats\nSPEAKER:Ann", "property-unknown", "SPEAKER", legal=True),
    S("SEQUENCE:0", "SEQUENCE:first", "integer-value"),
    S("SEQUENCE:0", "SEQUENCE:0\nPRIORITY:10", "integer-value", "PRIORITY"),
    S("STATUS:CONFIRMED", "STATUS:MOVED", "word-value"),
    S("STATUS:CONFIRMED", "STATUS:CANCELLED", "cancelled-event", legal=True),
    S("STATUS:CONFIRMED", "GEO:91;0", "geo-value"),
    S("STATUS:CONFIRMED", "COLOR:#ff0000", "colour-value"),
    S("STATUS:CONFIRMED", "URL:www.example.org", "uri-value"),
    S("STATUS:CONFIRMED", "URL:https://example.org/강", "uri-letters", legal=True),
    S("STATUS:CONFIRMED", "ATTENDEE:mailto:ann@example.org", "attendee-listed", legal=True),
    S("VERSION:2.0", "VERSION:2.0\nMETHOD:PUBLISH", "publish-organizer", "BEGIN:VEVENT"),
    S("VERSION:2.0", "VERSION:2.0\nMETHOD:REQUEST", "organizer-missing", "BEGIN:VEVENT"),
    S("VERSION:2.0", "VERSION:2.0\nMETHOD:CANCEL", "sequence-missing", "BEGIN:VEVENT\nUID:boats"),
    S("VERSION:2.0", "VERSION:2.0\nMETHOD:INFO", "method-unknown", "METHOD"),
    S("DESCRIPTION:Boats\n", "", "alarm-incomplete", "BEGIN:VALARM"),
    S("TRIGGER:-PT15M\n", "", "alarm-incomplete", "BEGIN:VALARM"),
    S("TRIGGER:-PT15M", "TRIGGER:-15M", "alarm-trigger"),
    S("TRIGGER:-PT15M", "TRIGGER:20261201T120000Z", "alarm-trigger"),
)
"""Each has one thing that is wrong, or that some program takes amiss."""
