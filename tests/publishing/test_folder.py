"""What a published folder holds, edition after edition, and what a broken run leaves of it."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from strategies_programmes import programmes

from agenda_ical import AgendaError, AnotherProgramme, ForeignFeed, Presenter, Session, load, publish, to_ical
from agenda_ical.publishing.feeds import programme_to_views
from agenda_ical.publishing.memory import Share, json_to_memory, memory_to_table

from .site import FOLDER, TRACKS, forum
from .test_revision import changed, with_sessions, without
from .workshop import STAMP, at, workshop

LATER = STAMP + timedelta(days=1)
NAMES = (
    "programme.json",
    "programme.ics",
    "undo.ics",
    "schedule.json",
    "changes.md",
    "changes.xml",
    "index.html",
)
POLICY, CITY = "tracks/jeongchaeg.ics", "tracks/dosi.ics"


def put(programme, folder, *, stamp=STAMP, **wishes):
    """An edition in *folder*."""
    return publish(programme, folder, url=FOLDER, stamp=stamp, **wishes)


def content_of(folder) -> dict[str, bytes]:
    """Every file below *folder*."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def events_of(content: bytes) -> dict[str, bytes]:
    """The lines of each event by its UID."""
    chunks = content.split(b"BEGIN:VEVENT\r\n")[1:]
    return {
        chunk.split(b"\r\n", 1)[0].decode().removeprefix("UID:"): chunk.split(b"END:VEVENT")[0]
        for chunk in chunks
    }


def titles_of(content: bytes) -> list[str]:
    """The titles in a calendar file, in order."""
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(content).walk("VEVENT")]


def memory_of(folder):
    """What the folder remembers."""
    return json.loads((folder / "programme.json").read_bytes())["edition"]


def test_what_it_holds(tmp_path):
    """The page, the whole calendar, a feed for each day, track and presenter, a file for each session, and the news."""
    made = put(forum(), tmp_path)

    sessions = [f"sessions/{uid}.ics" for uid in events_of((tmp_path / "programme.ics").read_bytes())]
    days = ["days/2019-03-28.ics", "days/2019-03-29.ics"]
    people = ["presenters/anna-roe.ics", "presenters/j-kim.ics"]
    assert sorted(content_of(tmp_path)) == sorted([*NAMES, *sessions, *days, POLICY, CITY, *people])
    assert made.is_first
    assert made.files == made.written
    assert (made.files[:2], made.files[-1]) == (NAMES[:2], "index.html")
    assert (made.url, made.edition.events) == (FOLDER, 7)


def test_each_part_is_a_view_of_the_whole(tmp_path):
    """Every feed and every session's file has the very lines of the whole calendar; what is for all is in all tracks."""
    put(forum(), tmp_path)

    files = content_of(tmp_path)
    whole = events_of(files["programme.ics"])
    parts = {name: events_of(content) for name, content in files.items() if "/" in name}
    assert all(part.items() <= whole.items() for part in parts.values())
    assert titles_of(files[POLICY]) == ["Opening", "Maps", "Laws", "Coffee", "Late", "Closing"]
    assert titles_of(files[CITY]) == ["Opening", "Rivers", "Coffee", "Late", "Closing"]
    assert titles_of(files["days/2019-03-29.ics"]) == ["Closing"]
    assert titles_of(files["presenters/anna-roe.ics"]) == ["Rivers", "Closing"]
    assert sorted(whole) == sorted(
        name.removeprefix("sessions/").removesuffix(".ics") for name in files if name.startswith("sessions/")
    )
    assert str(Calendar.from_ical(files[POLICY])["X-WR-CALNAME"]) == f"기후 포럼: {TRACKS[0]}"
    assert "X-WR-CALNAME" not in Calendar.from_ical(
        files[next(name for name in files if "sessions/" in name)]
    )


def test_the_same_again(tmp_path):
    """No file is touched."""
    put(forum(), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}

    made = put(forum(), tmp_path, stamp=LATER)

    assert (made.written, made.edition.changes, made.is_first) == ((), (), False)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_a_session_that_moved(tmp_path):
    """It counts on in every file that has it, it is told as news, and no other file of a session is touched."""
    put(forum(), tmp_path)
    moved = changed(forum(), "Maps", start=at("10:15"), end=at("10:45"))

    made = put(moved, tmp_path, stamp=LATER)

    files = content_of(tmp_path)
    [change] = made.edition.changes
    assert (change.kind, change.title) == ("moved", "Maps")
    for name in ("programme.ics", POLICY, "days/2019-03-28.ics", f"sessions/{change.uid}.ics"):
        assert b"SEQUENCE:1\r\n" in events_of(files[name])[change.uid]
        assert name in made.written
    assert [name for name in made.written if "/" in name] == [
        "days/2019-03-28.ics",
        POLICY,
        f"sessions/{change.uid}.ics",
    ]
    for name in ("changes.md", "changes.xml", "index.html"):
        assert "10:00–10:30 → 10:15–10:45" in files[name].decode(), name
    assert [len(news["changes"]) for news in memory_of(tmp_path)["editions"]] == [1, 0]


def test_a_cancelled_session(tmp_path):
    """It is cancelled in the feeds that had it, and in the file of its own."""
    put(forum(), tmp_path)

    made = put(without(forum(), "Rivers"), tmp_path, stamp=LATER)

    files = content_of(tmp_path)
    [change] = made.edition.changes
    for name in (
        "programme.ics",
        "presenters/anna-roe.ics",
        "days/2019-03-28.ics",
        f"sessions/{change.uid}.ics",
    ):
        assert b"STATUS:CANCELLED" in events_of(files[name])[change.uid], name
    assert change.uid not in events_of(files[POLICY])
    assert "Rivers" not in files["index.html"].decode().partition('id="agenda"')[2]


def test_a_track_that_is_gone(tmp_path):
    """Its feed stays and says so, also in the editions after; its page names it no more."""
    put(forum(), tmp_path)
    left = with_sessions(forum(), *(one for one in forum().sessions if TRACKS[1] not in one.tracks))

    for day in (1, 2):
        made = put(left, tmp_path, stamp=STAMP + timedelta(days=day))

    content = (tmp_path / CITY).read_bytes()
    assert titles_of(content) == [f"기후 포럼: {TRACKS[1]}: 프로그램에서 제외됨", "Rivers"]
    assert FOLDER in content.replace(b"\r\n ", b"").decode()
    assert b"STATUS:CANCELLED" in content
    assert CITY in made.files
    assert CITY not in (tmp_path / "index.html").read_text(encoding="utf-8")
    put(forum(), tmp_path, stamp=LATER + timedelta(days=2))
    assert "Rivers" in titles_of((tmp_path / CITY).read_bytes())
    assert CITY in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_names_of_feeds():
    """They are ASCII, and each its own; one that was given once is kept, whoever comes later."""
    people = ("J. Kim", "J Kim", "김철수", "🎉", "CON", "j. kim")
    sessions = tuple(Session("A", at("09:00"), presenters=(Presenter(name),)) for name in people)
    programme = workshop(sessions=sessions)

    def named(known=()):
        views = programme_to_views(programme, _entries_of(programme), known)
        return {view.share.label: view.share.name for view in views if view.share.group == "presenter"}

    first = named()
    assert len(set(first.values())) == len(first) == 5
    assert all(name.isascii() for name in first.values())
    assert first["김철수"] == "presenters/gimcheolsu.ics"
    assert first["CON"].startswith("presenters/con-")
    known = (
        Share("presenter", "J. Kim", first["J. Kim"]),
        Share("presenter", "Someone else", "presenters/gimcheolsu.ics"),
    )
    second = named(known)
    assert second["J. Kim"] == first["J. Kim"]
    assert second["김철수"] not in {"presenters/gimcheolsu.ics", second["J. Kim"]}


def _entries_of(programme):
    from agenda_ical.publishing.previous import Earlier
    from agenda_ical.publishing.revision import revise

    return revise(programme, Earlier(None, ()), url=FOLDER, stamp=STAMP)


def test_what_was_dropped_is_remembered(tmp_path):
    """A session that is dropped from the calendar goes on counting when it comes back, editions later."""
    put(forum(), tmp_path)
    uid = next(
        uid
        for uid, lines in events_of((tmp_path / "programme.ics").read_bytes()).items()
        if b"SUMMARY:Maps" in lines
    )
    put(without(forum(), "Maps"), tmp_path, stamp=LATER, cancelled="drop")
    put(changed(without(forum(), "Maps"), "Laws", title="The laws"), tmp_path, stamp=LATER, cancelled="drop")
    assert uid not in events_of((tmp_path / "programme.ics").read_bytes())

    made = put(forum(), tmp_path, stamp=LATER + timedelta(days=1), cancelled="drop")

    assert b"SEQUENCE:1\r\n" in events_of(made.edition.content)[uid]
    assert ("back", "Maps") in [(change.kind, change.title) for change in made.edition.changes]


class PowerCutError(Exception):
    """Raised in the middle of a write."""


@pytest.mark.parametrize("cancelled", ["status", "drop"])
def test_a_run_that_is_broken_off(tmp_path, monkeypatch, cancelled):
    """Wherever it is, each file is the old or the new one, and the next run makes what this one would have made."""
    second = without(changed(forum(), "Laws", title="The laws", location="Hall B"), "Rivers")
    old, new = tmp_path / "old", tmp_path / "new"
    for folder in (old, new):
        put(forum(), folder)
    count = len(put(second, new, stamp=LATER, cancelled=cancelled).written)
    assert count > len(NAMES)

    for at_write in range(count):
        folder = tmp_path / f"cut-{at_write}"
        put(forum(), folder)
        with monkeypatch.context() as patched:
            _cut_power(patched, at_write)
            with pytest.raises(PowerCutError):
                put(second, folder, stamp=LATER, cancelled=cancelled)
        after = content_of(folder)
        before, wanted = content_of(old), content_of(new)
        assert all(content in {before.get(name), wanted.get(name)} for name, content in after.items())
        assert len([name for name, content in after.items() if content != before.get(name)]) == at_write

        put(second, folder, stamp=LATER, cancelled=cancelled)

        assert content_of(folder) == wanted, at_write


def _cut_power(monkeypatch, at_write):
    """Let so many files be replaced, and not one more."""
    import os

    from agenda_ical import writing

    replaced = []
    replace = os.replace

    def cut(source, target):
        if len(replaced) == at_write:
            raise PowerCutError
        replaced.append(target)
        replace(source, target)

    monkeypatch.setattr(writing.os, "replace", cut)


def test_a_first_run_that_is_broken_off(tmp_path, monkeypatch):
    """The next one is the first again as long as there is no calendar, and else completes what this one began."""
    put(forum(), tmp_path / "begun")
    put(forum(), tmp_path / "anew", stamp=LATER)
    for at_write in range(4):
        folder = tmp_path / f"cut-{at_write}"
        with monkeypatch.context() as patched:
            _cut_power(patched, at_write)
            with pytest.raises(PowerCutError):
                put(forum(), folder)

        made = put(forum(), folder, stamp=LATER)

        assert made.is_first == (at_write < 2)
        assert content_of(folder) == content_of(tmp_path / ("anew" if made.is_first else "begun"))


@pytest.mark.parametrize(
    "name", ["index.html", "programme.ics", "programme.json", "tracks/dosi.ics", "changes.md"]
)
def test_what_is_not_ours(tmp_path, name):
    """Nothing of others is replaced, and nothing at all written, unless a person says so."""
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text('{"sessions": []}', encoding="utf-8")

    with pytest.raises(ForeignFeed, match=path.name):
        put(forum(), tmp_path)

    assert content_of(tmp_path) == {name: b'{"sessions": []}'}
    assert put(forum(), tmp_path, replace=True).is_first
    assert len(content_of(tmp_path)) > len(NAMES)


def test_a_calendar_of_ours_that_was_there_before(tmp_path):
    """It is the first edition of the folder."""
    (tmp_path / "programme.ics").write_bytes(to_ical(forum(), url=f"{FOLDER}programme.ics", stamp=STAMP))

    made = put(without(forum(), "Maps"), tmp_path, stamp=LATER)

    assert [change.kind for change in made.edition.changes] == ["cancelled"]
    assert [len(news["changes"]) for news in memory_of(tmp_path)["editions"]] == [1, 0]


def test_what_is_remembered_reads_back(tmp_path):
    """All of it: feeds, editions with their changes, and what was dropped, now and before."""
    put(forum(), tmp_path)
    put(without(forum(), "Maps"), tmp_path, stamp=LATER, cancelled="drop")
    put(without(changed(forum(), "Laws", location="Hall C"), "Maps"), tmp_path, stamp=LATER, cancelled="drop")

    remembered = json_to_memory((tmp_path / "programme.json").read_bytes(), "programme.json")

    assert remembered is not None
    assert json.loads(json.dumps(memory_to_table(remembered))) == memory_of(tmp_path)
    assert [len(news.changes) for news in remembered.editions] == [1, 1, 0]
    assert [entry.said.text("SUMMARY") for entry in (*remembered.dropped, *remembered.before.dropped)] == [
        "Maps"
    ] * 2
    assert len(remembered.feeds) == 6


def test_a_memory_that_was_spoilt(tmp_path):
    """It is told with the key, and begun anew only where a person says so."""
    put(forum(), tmp_path)
    path = tmp_path / "programme.json"
    spoilt = path.read_text(encoding="utf-8").replace('"group": "day"', '"group": "week"')
    path.write_text(spoilt, encoding="utf-8")

    with pytest.raises(ForeignFeed, match="week"):
        put(forum(), tmp_path)

    assert path.read_text(encoding="utf-8") == spoilt
    put(forum(), tmp_path, replace=True)
    assert '"week"' not in path.read_text(encoding="utf-8")


def test_another_programme(tmp_path):
    """It does not take the place of this one, unless a person says so; feeds of the first then say that they are gone."""
    put(forum(), tmp_path)
    other = workshop(sessions=(Session("Something else", at("09:00"), presenters=(Presenter("X. Y"),)),))

    with pytest.raises(AnotherProgramme):
        put(other, tmp_path, stamp=LATER)
    assert put(other, tmp_path, stamp=LATER, replace=True).is_first

    assert titles_of((tmp_path / "programme.ics").read_bytes()) == ["Something else"]
    assert titles_of((tmp_path / POLICY).read_bytes()) == [
        f"{other.title}: {TRACKS[0]}: no longer part of the programme"
    ]


def test_the_address(tmp_path):
    """It must be told once, and is then remembered; sessions stay who they are when it changes."""
    with pytest.raises(AgendaError, match="--url"):
        publish(forum(), tmp_path, stamp=STAMP)
    assert content_of(tmp_path) == {}
    publish(forum(), tmp_path, url=FOLDER.rstrip("/"), stamp=STAMP)
    uids = set(events_of((tmp_path / "programme.ics").read_bytes()))

    assert publish(forum(), tmp_path, stamp=LATER).url == FOLDER

    made = publish(forum(), tmp_path, url="https://example.com/", stamp=LATER)
    assert (set(events_of(made.edition.content)), made.edition.changes) == (uids, ())
    assert "https://example.com/programme.ics" in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_the_programme_as_data(tmp_path):
    """It loads as the programme that was published."""
    put(forum(), tmp_path)

    assert load(tmp_path / "programme.json").sessions == forum().sessions


def test_an_identity_that_leads_elsewhere(tmp_path):
    """A UID that somebody wrote into the calendar is no path."""
    put(forum(), tmp_path / "site")
    path = tmp_path / "site" / "programme.ics"
    uid = next(iter(events_of(path.read_bytes())))
    path.write_bytes(path.read_bytes().replace(f"UID:{uid}\r\n".encode(), b"UID:../../../out\r\n"))

    put(forum(), tmp_path / "site", stamp=LATER)

    assert not [name for name in content_of(tmp_path) if "out" in name]
    assert "../../../out" in events_of(path.read_bytes())


def test_a_proof(tmp_path):
    """It lies in the folder where it is asked for, and the page names it."""
    put(forum(), tmp_path, proof="<p>Proof</p>")

    assert (tmp_path / "proof.html").read_bytes() == b"<p>Proof</p>"
    assert 'href="proof.html"' in (tmp_path / "index.html").read_text(encoding="utf-8")


@settings(max_examples=12, deadline=None)
@given(st.lists(programmes(), min_size=1, max_size=3))
def test_any_editions(tmp_path_factory, editions):
    """Whatever comes after what, every feed is a part of the whole, and no file that was there is taken away."""
    folder: Path = tmp_path_factory.mktemp("site")
    names: set[str] = set()
    for number, programme in enumerate(editions):
        put(programme, folder, stamp=STAMP + timedelta(days=number), replace=True)

        files = content_of(folder)
        whole = events_of(files["programme.ics"])
        assert names <= set(files)
        names = set(files)
        for feed in memory_of(folder)["feeds"]:
            part = events_of(files[feed["name"]])
            notes = [lines for uid, lines in part.items() if uid not in whole]
            assert len(notes) <= 1
            assert {uid: lines for uid, lines in part.items() if uid in whole}.items() <= whole.items()
        assert put(evolve(programme), folder, stamp=STAMP + timedelta(days=9)).written == ()
