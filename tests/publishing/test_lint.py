"""What is found in calendar files: nothing in ours, each fault in those of others, at its line."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import icalendar
import pytest
from broken_calendars import SOUND, SPOILT
from hypothesis import given
from hypothesis import strategies as st
from strategies_programmes import programmes, styles

import agenda_ical
from agenda_ical import AnotherProgramme, BeyondLimits, Limits, UnreadableFile
from agenda_ical.publishing import programme_to_ical
from agenda_ical.publishing.lint.codes import MOST_ALIKE, all_codes

from .congress import congress, next_congress
from .site import FOLDER
from .workshop import ADDRESS, STAMP

EVERYTHING = {
    "presenters_in_title": True,
    "alarm": timedelta(minutes=15),
    "organiser": "탄소중립 대회 <info@example.org>",
    "participants": True,
    "html_description": True,
    "assume_end": timedelta(minutes=30),
    "color": "teal",
    "refresh": timedelta(hours=3),
}
"""Each option of a calendar."""

UNTITLED = {"summary-missing"}
"""What no calendar can help: a session whose title is blank."""
ALWAYS = {"alarm-ignored"}
"""What is found in the sound calendar too."""


def codes(content, *severities):
    """The codes of what is found in *content*, of these severities or of all."""
    return {one.code for one in agenda_ical.check(content) if not severities or one.severity in severities}


@given(programmes(), styles())
def test_our_own_calendars_are_clean(programme, style):
    """Whatever the programme and the options, what we write breaks no standard and trips no program."""
    content = programme_to_ical(programme, stamp=STAMP, url=ADDRESS, style=style)

    assert codes(content, "error", "warning") <= UNTITLED


@given(programmes(), programmes())
def test_our_later_editions_are_clean(programme, later):
    """What is revised, with what was cancelled, breaks no standard either."""
    first = programme_to_ical(programme, stamp=STAMP)
    try:
        edition = agenda_ical.revise(later, first, stamp=STAMP)
    except AnotherProgramme:
        return

    assert codes(edition.content, "error", "warning") <= UNTITLED


@pytest.mark.parametrize("options", [{}, EVERYTHING], ids=["plain", "everything"])
@pytest.mark.parametrize("cancelled", ["status", "prefix", "drop"])
def test_a_published_folder_is_clean(tmp_path, cancelled, options):
    """Every calendar of a folder, in its second edition too, is as it should be, whatever was asked for, and they agree."""
    agenda_ical.publish(congress(), tmp_path, url=FOLDER, stamp=STAMP, **options)
    later = STAMP + timedelta(days=1)
    agenda_ical.publish(next_congress(), tmp_path, stamp=later, cancelled=cancelled, **options)

    assert len(list(tmp_path.rglob("*.ics"))) > len(congress().sessions)
    assert [one for one in agenda_ical.check(tmp_path) if one.severity != "information"] == []


def test_tasks_are_checked_too():
    """What is to be done has a time when it is due, which is not before it begins."""
    task = SOUND.replace("DTEND;", "DUE;").replace("T110000", "T090000").replace("STATUS:CONFIRMED\r\n", "")
    task = task.replace("VEVENT", "VTODO", 1).replace("END:VEVENT", "END:VTODO", 1)
    (finding,) = (one for one in agenda_ical.check(task.encode()) if one.severity == "error")

    assert (finding.code, finding.lines) == ("end-before-start", (26, 27))
    assert "DUE 2026-06-04 09:00" in finding.message


def test_a_sound_calendar_is_clean():
    """A calendar that others made well has no fault."""
    assert codes(SOUND.encode()) == ALWAYS


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: f"{one.code} {one.wrong[:20]!r}")
def test_each_fault_is_found_at_its_line(spoilt):
    """A sound calendar in which one thing is spoilt has that fault, at the line where it is seen."""
    found = [one for one in agenda_ical.check(spoilt.content) if one.code == spoilt.code]

    assert found
    assert spoilt.line in {one.lines[0] for one in found}


@pytest.mark.parametrize("spoilt", SPOILT, ids=lambda one: f"{one.code} {one.wrong[:20]!r}")
def test_what_breaks_the_standard_is_an_error(spoilt):
    """What the standard allows is never an error, and what it forbids is one unless everybody forgives it."""
    forgiven = {"line-length", "publish-organizer", "method-unknown", "tzid-unknown"}
    errors = codes(spoilt.content, "error")

    assert spoilt.code in forgiven or (spoilt.code in errors) == (not spoilt.legal)


@given(st.binary(max_size=300))
def test_anything_can_be_checked(content):
    """Whatever the bytes, there is an answer, and the same one each time."""
    assert agenda_ical.check(content) == agenda_ical.check(content) != ()


@given(st.lists(st.sampled_from(SPOILT), max_size=4), st.randoms(use_true_random=False))
def test_torn_calendars_can_be_checked(spoilt, random):
    """Faults that come together, and lines that are shuffled, keep nothing from being answered."""
    lines = b"".join(one.content for one in spoilt).split(b"\r\n") or [b""]
    random.shuffle(lines)

    assert all(one.code in all_codes() for one in agenda_ical.check(b"\r\n".join(lines[:200])))


WRITTEN = [
    (lambda text: b"\xef\xbb\xbf" + text.encode(), "byte-order-mark", (1,)),
    (lambda text: text.encode("utf-16"), "encoding", (1,)),
    (lambda text: text.encode("utf-16-be"), "encoding", (1,)),
    (lambda text: text.encode("utf-16-le"), "encoding", (1,)),
    (lambda text: text.encode("cp949"), "encoding", (4, 29)),
    (lambda text: text.replace("\r\n", "\n").encode(), "line-end", tuple(range(1, 11))),
    (lambda text: text.replace("\r\n", "\r").encode(), "line-end", tuple(range(1, 11))),
    (lambda text: text.replace("\r\n", "\n", 1).encode(), "line-end", (1,)),
    (lambda text: text.removesuffix("\r\n").encode(), "last-line-end", (46,)),
    (lambda text: text.replace("BEGIN:VEVENT", "\r\nBEGIN:VEVENT", 1).encode(), "blank-line", (23,)),
    (lambda text: text.replace("SUMMARY:Boats", "SUMMARY:Boats\r\n ").encode(), "fold-empty", (40,)),
    (lambda text: b" " + text.encode(), "fold-first", (1,)),
    (lambda text: text.encode().replace(b"\xb0\x95", b"\xb0\r\n \x95"), "fold-in-character", (30,)),
    (lambda text: text.replace("강", "\u1100\u1161\u11bc").encode(), "decomposed-text", (29,)),
]
"""How the sound calendar may be written otherwise, what is found then, and on which lines."""


@pytest.mark.parametrize(("write", "code", "lines"), WRITTEN)
def test_how_a_file_is_written(write, code, lines):
    """Line ends, folds and encodings that are not as they should be are told once, with their first lines."""
    content = write(SOUND)
    found = [one for one in agenda_ical.check(content) if one.code == code]

    assert [one.lines for one in found] == [lines]
    assert codes(content) <= {code, "content-line", "alarm-ignored"}


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"<!doctype html><title>Sign\n in</title><input type='password'>", "asks for a password, 'Sign in'"),
        (b"<html><body>Gone", "a web page."),
        (b"PK\x03\x04...", "a packed file (ZIP)"),
        (b"%PDF-1.7", "a PDF"),
        (b'\xef\xbb\xbf{"a": 1}', "JSON"),
        (b"09:00 Opening", "something else"),
    ],
)
def test_what_is_no_calendar(content, says):
    """A page that wants a login, or another kind of file, is told as what it is, and nothing else of it."""
    (finding,) = agenda_ical.check(content)

    assert finding.code == "not-a-calendar"
    assert says in finding.message


@pytest.mark.parametrize("content", [b"", b"\r\n \r\n", b"\xef\xbb\xbf"])
def test_an_empty_file(content):
    """A file with nothing in it is told as that."""
    assert codes(content) == {"file-empty"}


def test_a_fold_within_a_name_is_no_fault():
    """What is folded is read as it is meant."""
    content = SOUND.replace("SUMMARY:Boats", "SUM\r\n MARY:Bo\r\n ats").encode()

    assert codes(content) == ALWAYS


def test_small_letters_are_no_fault():
    """Names of components, properties and parameters have no case."""
    lines = SOUND.split("\r\n")
    small = [
        line if ":" not in line else line[: line.index(":")].lower() + line[line.index(":") :]
        for line in lines
    ]

    assert codes("\r\n".join(small).replace("europe/oslo", "Europe/Oslo").encode()) == ALWAYS


def test_a_text_can_be_checked_as_it_is():
    """A calendar may be handed over as a text, its line ends as they are."""
    assert {one.code for one in agenda_ical.check(SOUND)} == ALWAYS
    assert "line-end" in {one.code for one in agenda_ical.check(SOUND.replace("\r\n", "\n"))}


def test_a_folder_is_checked_with_all_below_it(tmp_path):
    """Each calendar in a folder is looked at, in the order of their names, whatever lies beside them."""
    (tmp_path / "days").mkdir()
    (tmp_path / "all.ics").write_bytes(SOUND.encode())
    (tmp_path / "days" / "first.ICS").write_bytes(SOUND.encode()[:-2])
    (tmp_path / "index.html").write_text("<html>", encoding="utf-8")

    assert [(one.code, one.file) for one in agenda_ical.check(tmp_path)] == [
        ("alarm-ignored", (tmp_path / "all.ics").as_posix()),
        ("alarm-ignored", (tmp_path / "days" / "first.ICS").as_posix()),
        ("last-line-end", (tmp_path / "days" / "first.ICS").as_posix()),
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "says"),
    [
        ("SEQUENCE:0", "SEQUENCE:1", "has the SEQUENCE 1, and in "),
        ("SEQUENCE:0\r\n", "", None),
        ("20260604T100000", "20260604T103000", "has the DTSTART 20260604T103000, and in "),
        ("SUMMARY:Boats", "SUMMARY:Ships", "'Ships' has the SUMMARY Ships, and in "),
        ("STATUS:CONFIRMED", "STATUS:CANCELLED", "has the STATUS CANCELLED, and in "),
        ("DESCRIPTION:강과", "DESCRIPTION:산과", None),
    ],
)
def test_files_of_a_folder_must_agree(tmp_path, right, wrong, says):
    """What two files tell of the same event otherwise is told, at the line of the second."""
    (tmp_path / "a.ics").write_bytes(SOUND.encode())
    (tmp_path / "b.ics").write_bytes(SOUND.replace(right, wrong).encode())
    found = [one for one in agenda_ical.check(tmp_path) if one.code == "files-disagree"]

    assert len(found) == (says is not None)
    assert all(says in one.message and "a.ics, line " in one.message for one in found)
    assert all(one.file == (tmp_path / "b.ics").as_posix() and one.lines for one in found)


def test_where_everything_is_cancelled_that_is_told_once():
    """A file that takes all of its events back says so in one sentence."""
    undo = SOUND.replace("STATUS:CONFIRMED", "STATUS:CANCELLED").replace(
        "SUMMARY:Boats", "STATUS:CANCELLED", 1
    )
    (finding,) = (one for one in agenda_ical.check(undo.encode()) if one.code == "cancelled-event")

    assert (finding.message, finding.lines) == ("Every event is cancelled.", (32, 39))


def test_a_file_that_takes_events_back_may_say_so(tmp_path):
    """A file in which everything is cancelled is not compared with those in which it is not."""
    undo = SOUND.replace("STATUS:CONFIRMED", "STATUS:CANCELLED").replace(
        "DURATION:PT1H30M", "STATUS:CANCELLED"
    )
    (tmp_path / "a.ics").write_bytes(SOUND.encode())
    (tmp_path / "undo.ics").write_bytes(undo.encode())

    assert "files-disagree" not in {one.code for one in agenda_ical.check(tmp_path)}


def test_one_file_that_is_too_large_does_not_hide_the_others(tmp_path):
    """What cannot be read in a folder stands in its place, the rest is looked at."""
    (tmp_path / "a.ics").write_bytes(SOUND.encode() * 3)
    (tmp_path / "b.ics").write_bytes(SOUND.encode())
    found = agenda_ical.check(tmp_path, limits=Limits(size=len(SOUND.encode())))

    assert [one.code for one in found] == ["file-unreadable", "alarm-ignored"]
    assert "--limit size=" in found[0].message


def test_a_folder_without_calendars_is_refused(tmp_path):
    """Where there is nothing to check, whoever asked is told so."""
    with pytest.raises(UnreadableFile, match="no calendar file"):
        agenda_ical.check(tmp_path)


@pytest.mark.parametrize("limits", [Limits(size=100), Limits(lines=20)])
def test_a_file_may_not_cost_everything(limits):
    """Bytes and lines have their limits."""
    with pytest.raises(BeyondLimits):
        agenda_ical.check(SOUND.encode(), limits=limits)


def test_findings_that_are_alike_are_not_without_end():
    """Of one code so many are told of a file, however broken it is."""
    content = SOUND.replace("BEGIN:VEVENT", "nothing\r\n" * 2 * MOST_ALIKE + "BEGIN:VEVENT", 1).encode()
    found = [one.code for one in agenda_ical.check(content)]

    assert found.count("content-line") == MOST_ALIKE


@pytest.mark.parametrize(
    "piece",
    [
        "\r\n",
        " \r\n",
        "BEGIN:X\r\n",
        "BEGIN:VTIMEZONE\r\n",
        "END:X\r\n",
        "A:\r\n",
        'A;B="',
        "A;B=",
        "<b",
        "\\",
    ],
)
def test_no_piece_repeated_costs_more_than_its_length(piece):
    """Thirty thousand of a thing are looked at in the time that a file of that length takes."""
    start = time.process_time()
    agenda_ical.check(("BEGIN:VCALENDAR\r\nSUMMARY:" + piece * 30_000).encode())
    agenda_ical.check((piece * 30_000 + "END:A\r\n").encode())

    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("rule", "is_right"),
    [
        ("FREQ=WEEKLY;BYDAY=MO,TU;WKST=SU;INTERVAL=2", True),
        ("FREQ=MONTHLY;BYDAY=-1FR,+2MO;BYSETPOS=-1", True),
        ("FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", True),
        ("RSCALE=HEBREW;FREQ=YEARLY;BYMONTH=5L;SKIP=FORWARD", True),
        ("freq=daily;count=3", True),
        ("FREQ=YEARLY;BYMONTH=5L", False),
        ("FREQ=YEARLY;SKIP=FORWARD", False),
        ("FREQ=MONTHLY;BYWEEKNO=20", False),
        ("FREQ=WEEKLY;BYMONTHDAY=3", False),
        ("FREQ=WEEKLY;BYDAY=MO, TU", False),
        ("FREQ=WEEKLY;BYDAY=Monday", False),
        ("FREQ=MONTHLY;BYMONTHDAY=0", False),
        ("FREQ=DAILY;INTERVAL=0", False),
        ("FREQ=DAILY;COUNT=2;COUNT=3", False),
        ("FREQ=DAILY;UNTIL=2026-06-10", False),
        ("FREQ=DAILY;TIMES=3", False),
        ("every day", False),
    ],
)
def test_rules_of_repetition(rule, is_right):
    """Rules that make sense have no fault, of RFC 7529 too; others are told, whatever is wrong with them."""
    content = SOUND.replace("SUMMARY:Boats", f"SUMMARY:Boats\r\nRRULE:{rule}").encode()

    assert ("rule-value" in codes(content)) == (not is_right)


@pytest.mark.parametrize(
    ("rule", "is_right"),
    [
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", True),
        ("FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3;BYHOUR=2;BYMINUTE=0", True),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=25,26,27,28,29,30,31;BYDAY=SU", True),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=-7,-6,-5,-4,-3,-2,-1;BYDAY=SU;COUNT=99", True),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=20201231T000000Z", False),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=3", False),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=1SU", True),
        ("FREQ=YEARLY;BYMONTH=9;BYDAY=1SU", False),
        ("FREQ=YEARLY", True),
    ],
)
def test_rules_of_a_zone(rule, is_right):
    """A zone's rule, however it is told, is followed to the day of the event: in June it must be summer time."""
    content = SOUND.replace("FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", rule).encode()

    assert ("vtimezone-offset" in codes(content)) == (not is_right)
    assert "vtimezone-rule" not in codes(content)


def test_a_calendar_that_others_are_tested_with():
    """What icalendar is tested with, broken and sound, can be looked at."""
    files = sorted((Path(icalendar.__file__).parent / "tests").rglob("*.ics"))
    if not files:
        pytest.skip("this icalendar was installed without its tests")
    found = {path.name: codes(path.read_bytes()) for path in files}

    assert set.union(*found.values()) <= all_codes().keys()
    assert sum(bool(of_one) for of_one in found.values()) > len(found) / 2


@pytest.mark.parametrize("moment", ["00010101T000000", "99991231T235959", "16010101T000000"])
def test_times_at_the_ends_of_time(moment):
    """Years that no zone tells of are read like others."""
    content = SOUND.replace("20260604T100000", moment).replace("19961027T030000", moment)

    assert codes(content.encode(), "error") <= {"end-before-start", "vtimezone-late", "vtimezone-offset"}
