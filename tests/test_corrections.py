"""Corrections: what a person says of a page's sessions, kept from one edition of the page to the next."""

from __future__ import annotations

import datetime as dt

import pytest
from attrs import evolve

import agenda_ical
from agenda_ical import UnreadableFixes
from agenda_ical.publishing.listing import programme_to_listing

PAGE = """\
# River days

## Thursday 4 June 2026

| Time          | Activity          | Speaker      | Room   |
|---------------|-------------------|--------------|--------|
| 09:30 - 10:00 | Registration      |              | Foyer  |
| 10:00 - 10:30 | Keynote: Ann Roe  |              | Hall A |
| 10:30 - 11:00 | Rivers in maps    | Bo Lindqvist | Hall A |
| 11:00         | Coffee break      |              | Foyer  |
| 11:30 - 12:30 | Wells and springs | Clara Hughes | Hall A |

## Friday 5 June 2026

| Time          | Activity          | Speaker      | Room   |
|---------------|-------------------|--------------|--------|
| 10:00 - 10:30 | Rivers in songs   | Bo Lindqvist | Hall B |
| 10:30 - 11:00 | Coffee break      |              | Foyer  |
"""
KEYNOTE = """\
[[fix]]
day = "thu"
start = "10:00"
title = "Keynote"
set.title = "How rivers remember"
"""


def load(fixes, page=PAGE, **told):
    """The programme of *page* with *fixes*."""
    return agenda_ical.load(page, format="markdown", fixes=f"{fixes}\n", **told)


def listed(fixes, page=PAGE, **told):
    """The lines of sessions of the programme of *page* with *fixes*."""
    lines = programme_to_listing(load(fixes, page, **told)).splitlines()
    return [line.strip() for line in lines]


def codes(programme):
    """The codes of the problems."""
    return [problem.code for problem in programme.problems]


def test_five_lines_put_a_reading_right_in_every_edition():
    """A correction holds while the page changes elsewhere, and is stale once the page changes there."""
    wrong = agenda_ical.load(PAGE, format="markdown")
    assert (wrong.sessions[1].title, codes(wrong)) == ("Keynote", ["title-is-label"])

    right = load(KEYNOTE)
    assert (right.sessions[1].title, codes(right)) == ("How rivers remember", [])

    elsewhere = PAGE.replace(
        "| 09:30 - 10:00 | Registration      |",
        "| 09:00 - 09:15 | Doors open | | |\n| 09:15 - 10:00 | Badges |",
    )
    elsewhere = (
        elsewhere.replace("Hall A", "Hall C")
        .replace("Wells and springs", "Springs")
        .replace("Friday 5", "Saturday 6")
    )
    later = load(KEYNOTE, elsewhere)
    assert (later.sessions[2].title, codes(later)) == ("How rivers remember", [])

    there = load(KEYNOTE, PAGE.replace("Keynote: Ann Roe ", "What mud can tell"))
    assert there.sessions[1].title == "What mud can tell"
    assert codes(there) == ["fix-stale"]
    assert there.problems[0].severity == "warning"
    assert "'What mud can tell' on Thu 4 Jun 2026 10:00" in there.problems[0].message


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ('set.start = "10:40"', "10:40 – 11:00  Rivers in maps"),
        ('set.start = "14:00"', "14:00 – 14:30  Rivers in maps"),
        ('set.end = "10:50"', "10:30 – 10:50  Rivers in maps"),
        ('set.end = "01:15"', "10:30 – 01:15+1  Rivers in maps"),
        ('set.end = "24:00"', "10:30 – 00:00+1  Rivers in maps"),
        ('set.end = ""', "10:30 –        Rivers in maps"),
        ("set.start = 10:40:00", "10:40 – 11:00  Rivers in maps"),
        ('set.title = "Lunch"', "10:30 – 11:00  Lunch  <meal>"),
        ('set.kind = "social"', "10:30 – 11:00  Rivers in maps  <social>"),
        ('set.presenters = ["A. Li (KECO)", "chair: B. Roe"]', "chair: B. Roe"),
        ('set.presenters = { organisation = "UNFCCC" }', "UNFCCC"),
        ('set.location = ""\nset.track = "Red"', "[Red]"),
        ('set.location = "Hall B"', "@ Hall B"),
        ('set.track = ["Red", "Blue"]', "@ Hall A  [Red] [Blue]"),
        ('set.description = "Bring a map."', "| Bring a map."),
    ],
)  # fmt: skip
def test_every_fact_can_be_set(facts, expected):
    """What an entry sets is so, and what it does not set stays."""
    assert expected in listed(f'[[fix]]\ntitle = "Rivers in maps"\n{facts}')


@pytest.mark.parametrize("day", ["2026-06-05", '"fri"', "2", '"5 June"'])
def test_a_date_is_said_in_many_ways(day):
    """A session moves to another day with its clock times."""
    sessions = load(f'[[fix]]\ntitle = "maps"\nset.date = {day}\n').sessions
    moved = next(session for session in sessions if session.title == "Rivers in maps")

    assert (moved.start.isoformat(), moved.end.hour) == ("2026-06-05T10:30:00+09:00", 11)


def test_a_new_date_need_be_none_of_the_programmes():
    """A date in full is taken as it is; words that mean no day of the programme are told."""
    assert load('[[fix]]\ntitle = "maps"\nset.date = 2026-06-08\n').days[-1].date == dt.date(2026, 6, 8)
    assert codes(load('[[fix]]\ntitle = "maps"\nset.date = "sun"\n')) == ["title-is-label", "fix-stale"][::-1]


def test_assumed_ends_follow_what_they_were_assumed_from():
    """The break ends when the next session begins, also where that is corrected."""
    page = "Thursday 4 June 2026\n\n10:00 Rivers in maps\n11:00 Coffee break\n11:30 Wells and springs\n12:30 Lunch\n"

    lines = programme_to_listing(
        agenda_ical.load(page, fixes='[[fix]]\ntitle = "Wells"\nset.start = "11:20"\n')
    ).splitlines()

    assert lines[2:4] == ["  11:00 – ~11:20  Coffee break  <break>", "  11:20 – ~12:30  Wells and springs"]


def test_skip_merge_split_and_add():
    """Sessions can be left out, made one, taken apart and put in; each stands at its time."""
    lines = listed("""
[[fix]]
title = "Registration"
skip = true

[[fix]]
day = 1
title = "Rivers in maps"
merge = { title = "Wells" }
set.end = "12:00"

[[fix]]
title = "Rivers in songs"
split = [
  { title = "Old songs" },
  { title = "New songs", start = "10:10", presenters = "Ann Roe", end = "10:25" },
]

[[fix]]
add = { date = 2026-06-04, start = "09:00", end = "09:30", title = "Morning walk", location = "Gate" }
""")

    assert "Registration  <registration>" not in " ".join(lines)
    assert lines[:3] == ["Thursday 4 June 2026", "09:00 – 09:30  Morning walk", "@ Gate"]
    merged = lines.index("10:30 – 12:00  Rivers in maps")
    assert lines[merged + 1 : merged + 5] == [
        "Bo Lindqvist",
        "Clara Hughes",
        "@ Hall A",
        "| Wells and springs",
    ]
    split = lines.index("10:00 – 10:10  Old songs")
    assert lines[split + 1 : split + 5] == ["Bo Lindqvist", "@ Hall B", "10:10 – 10:25  New songs", "Ann Roe"]


def test_entries_are_applied_in_order():
    """An entry sees what those before it have made."""
    fixes = (
        '[[fix]]\ntitle = "maps"\nset.title = "Charts"\n[[fix]]\ntitle = "Charts"\nset.location = "Attic"\n'
    )

    assert load(fixes).sessions[2].location == "Attic"


def test_all_that_is_named():
    """With all = true an entry is for every session that it names."""
    page = load("[[fix]]\nday = 1\nall = true\nset.date = 2026-06-06\n")

    assert [day.date.day for day in page.days] == [5, 6]
    assert len(page.days[1].sessions) == 5


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("| 10:30 - 11:00 | Rivers in maps    |", "| 10:35 - 11:00 | Rivers in maps    |"),
        ("Rivers in maps", "Rivers on old maps"),
        ("Rivers in maps", "RIVERS in   Maps!"),
        ("Rivers in maps    | Bo Lindqvist | Hall A", "Rivers in maps    | Bo Lindqvist | Hall D"),
        ("## Thursday 4 June", "## Wednesday 3 June"),
    ],
)  # fmt: skip
def test_a_session_is_found_though_one_thing_about_it_has_changed(was, now):
    """It has moved, or is worded a little differently: the correction of its presenter still holds."""
    fixes = """
[[fix]]
day = 2026-06-04
start = "10:30"
title = "Rivers in maps"
was.presenters = "Bo Lindqvist"
set.presenters = ["Bo Lindqvist", "Ann Roe"]
"""
    assert was in PAGE

    found = load(fixes, PAGE.replace(was, now))

    assert [[str(one) for one in session.presenters] for session in found.sessions].count(
        ["Bo Lindqvist", "Ann Roe"]
    ) == 1
    assert "fix-stale" not in codes(found)


@pytest.mark.parametrize(
    ("entry", "was", "now", "said"),
    [
        (
            'set.start = "10:35"',
            "10:30 - 11:00 | Rivers",
            "10:40 - 11:00 | Rivers",
            "fits no session; the nearest is 'Rivers in maps' on Thu 4 Jun 2026 10:40",
        ),
        (
            'was.presenters = "Bo Lindqvist"\nset.presenters = "B. Li"',
            "Bo Lindqvist | Hall A",
            "Dan Ek | Hall A",
            "the page has presenters 'Dan Ek' now",
        ),
        (
            'was.location = "Hall A"\nset.location = "Hall B"',
            "Bo Lindqvist | Hall A",
            "Bo Lindqvist | Hall B",
            "the page has location 'Hall B' now",
        ),
        (
            'was.end = "11:00"\nset.end = "11:05"',
            "10:30 - 11:00 | Rivers",
            "10:30 - 11:10 | Rivers",
            "the page has end Thu 4 Jun 2026 11:10 now",
        ),
        (
            "skip = true",
            "Rivers in maps",
            "Lakes in maps",
            "fits no session; the nearest is 'Lakes in maps'",
        ),
        ("right = true", "10:30 - 11:00 | Rivers", "10:40 - 11:00 | Rivers", "fits no session"),
    ],
)
def test_a_correction_is_stale_when_what_it_corrects_has_changed(entry, was, now, said):
    """The page says something new there: that stays, and is told."""
    assert was in PAGE
    page = PAGE.replace(was, now)

    stale = load(f'[[fix]]\nday = 1\nstart = "10:30"\ntitle = "Rivers in maps"\n{entry}\n', page)

    assert stale.sessions == agenda_ical.load(page, format="markdown").sessions
    told = [problem for problem in stale.problems if problem.code == "fix-stale"]
    assert len(told) == 1
    assert said in told[0].message


def test_a_page_that_is_right_by_now():
    """An entry that is not needed any more is told as such."""
    fixes = '[[fix]]\ntitle = "maps"\nwas.location = "Hall A"\nset.location = "Hall B"\n'

    told = load(fixes, PAGE.replace("Bo Lindqvist | Hall A", "Bo Lindqvist | Hall B")).problems

    assert [one.advice for one in told if one.code == "fix-stale"] == [
        "The page seems to be right now; then take the entry out."
    ]


def test_an_entry_that_fits_several_changes_none():
    """Which coffee break is meant has to be said."""
    unclear = load('[[fix]]\ntitle = "Coffee break"\nset.location = "Garden"\n')

    assert unclear.sessions == agenda_ical.load(PAGE, format="markdown").sessions
    assert next(one.message for one in unclear.problems if one.code == "fix-ambiguous") == (
        "Entry 1 of the corrections (title 'Coffee break') fits 2 sessions: "
        "'Coffee break' on Thu 4 Jun 2026 11:00 and 'Coffee break' on Fri 5 Jun 2026 10:30."
    )
    clear = load('[[fix]]\nday = "fri"\ntitle = "Coffee break"\nset.location = "Garden"\n')
    assert [one.location for one in clear.sessions if one.kind == "break"] == ["Foyer", "Garden"]


OVERLAPPING = PAGE.replace("| 11:30 - 12:30 | Wells", "| 10:45 - 12:30 | Wells")


def test_doubts_that_show_in_the_result_are_looked_for_again():
    """An overlap is gone when it is corrected, and there when a correction makes it."""
    assert codes(load(KEYNOTE, OVERLAPPING)) == ["overlap"]
    put_right = load(f'{KEYNOTE}\n[[fix]]\ntitle = "Wells"\nset.start = "11:30"\n', OVERLAPPING)
    assert codes(put_right) == []
    made = load(f'{KEYNOTE}\n[[fix]]\ntitle = "Wells"\nset.start = "10:40"\n')
    assert codes(made) == ["overlap"]
    assert made.sessions[made.problems[0].session].title == "Wells and springs"


def test_who_sees_that_it_was_read_rightly_hears_no_more_of_it():
    """A doubt that is answered by right = true goes, alone where it is named, and others stay."""
    entry = '[[fix]]\ntitle = "Wells"\nright = true\n'
    assert codes(load(f"{KEYNOTE}\n{entry}", OVERLAPPING)) == []
    assert codes(load(f'{KEYNOTE}\n{entry}doubt = "title-long"\n', OVERLAPPING)) == ["overlap"]
    assert codes(load('[[fix]]\ntitle = "Keynote"\nright = true\n', OVERLAPPING)) == ["overlap"]


def test_problems_stay_with_their_sessions():
    """A session that is put in before it changes nothing about whose a doubt is."""
    added = '[[fix]]\nadd = { date = 2026-06-04, start = "08:00", title = "Breakfast" }\n'

    doubted = load(added)

    assert [(one.code, doubted.sessions[one.session].title) for one in doubted.problems] == [
        ("title-is-label", "Keynote")
    ]


def test_doubts_about_the_page_are_answered_by_what_they_say():
    """A doubt that concerns no session is quoted; when it says something else the answer is stale."""
    page = PAGE.replace(" 2026", "")
    doubts = load("", page, today=dt.date(2026, 1, 1)).problems
    doubt = next(one for one in doubts if one.code == "year-assumed")
    entry = f'[[fix]]\ndoubt = "{doubt.code}"\nsays = "{doubt.message}"\nright = true\n'

    answered = load(entry, page, today=dt.date(2026, 1, 1))
    another_year = load(entry, page, today=dt.date(2020, 6, 1))

    assert codes(answered) == ["title-is-label"]
    assert sorted(codes(another_year)) == ["fix-stale", "title-is-label", "year-assumed"]


def test_an_undecided_entry_changes_nothing():
    """An entry that only names a doubt leaves it as it is."""
    undecided = load('[[fix]]\ndoubt = "title-is-label"\ntitle = "Keynote"\nwas.title = "Keynote"\n')

    assert undecided == agenda_ical.load(PAGE, format="markdown")


def test_times_that_a_zone_lacks_are_told():
    """A corrected time goes through the zone like any other."""
    page = "# Night\n\nSaturday 28 March 2026\n\n22:00-23:00 Stars\n23:00-23:30 Tea\n"
    fixes = '[[fix]]\ntitle = "Tea"\nset.date = 2026-03-29\nset.start = "02:30"\nset.end = "04:00"\n'

    moved = load(fixes, page, timezone="Europe/Berlin")

    assert moved.sessions[1].start.isoformat() == "2026-03-29T03:30:00+02:00"
    assert codes(moved) == ["time-in-zone"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("fix = 1", "begins with [[fix]]"),
        ("[[fix]\n", "are no TOML: "),
        ("[[fixes]]\ntitle = 'a'", "have a key 'fixes'"),
        ("[[fix]]\ntilte = 'a'", "Entry 1 of the corrections: 'tilte' is no key here; did you mean 'title'?"),
        ("[[fix]]\ntitle='a'\nskip=true\n[[fix]]\ntitle='a'\nset.locaton='b'", "Entry 2 of the corrections: 'set.locaton' is no key here; did you mean 'location'?"),
        ("[[fix]]\ntitle='a'\nset.zzz='b'", "'set.zzz' is no key here; there are title, start, end"),
        ("[[fix]]\ntitle='a'\nset.kind='brake'", "set.kind is 'brake'; did you mean 'break'?"),
        ("[[fix]]\ntitle='a'\nset.start='2pm'", "set.start is '2pm'; it must be a time such as \"14:15\"."),
        ("[[fix]]\ntitle='a'\nset.start='25:00'", "set.start is '25:00'"),
        ("[[fix]]\ntitle=7\nskip=true", "title is 7; it must be a text in quotes"),
        ("[[fix]]\ntitle='a'\nskip='yes'", "skip is 'yes'; it must be true or false"),
        ("[[fix]]\ntitle='a'\nset='b'", "set is 'b'; it must be a table"),
        ("[[fix]]\nday=true\nskip=true", "day is True; it must be a day"),
        ("[[fix]]\ntitle='a'\nset.presenters=[{name='b', nam='b'}]", "'set.presenters[1].nam' is no key here; did you mean 'name'?"),
        ("[[fix]]\ntitle='a'\nset.presenters={name='b', role='char'}", "role is 'char'; did you mean 'chair'?"),
        ("[[fix]]\ntitle='a'\nsplit=[{title='b'},{titel='c'}]", "'split[2].titel' is no key here; did you mean 'title'?"),
        ("[[fix]]\ntitle='a'", "says nothing to do"),
        ("[[fix]]\nskip=true", "names no session"),
        ("[[fix]]\ntitle='a'\nskip=true\nright=true", "asks for skip and right at once"),
        ("[[fix]]\ntitle='a'\nset.title=''", "an empty title"),
        ("[[fix]]\nadd={title='a'}", "adds a session without date and start"),
        ("[[fix]]\ntitle='b'\nadd={title='a', start='00:00', date=2026-06-04}", "and names another one"),
        ("[[fix]]\ntitle='a'\nsplit=[{title='b'}]", "into one"),
        ("[[fix]]\ntitle='a'\nsplit=[{title='b'},{title='c'}]", "a part without a start"),
        ("[[fix]]\ntitle='a'\nmerge={title='b'}\nall=true", "cannot merge all"),
        ("[[fix]]\nsays='b'\nright=true", "give it doubt"),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_file_is_told_with_its_entry_and_key(text, said):
    """Whoever mistypes is told where, and what was meant."""
    with pytest.raises(UnreadableFixes, match="corrections") as caught:
        load(text)

    assert said in str(caught.value)
    assert not str(caught.value).endswith("..")


def test_where_corrections_come_from(tmp_path):
    """A path, bytes and text are the same; a file that is not there is told."""
    path = tmp_path / "fixes.toml"
    path.write_text(KEYNOTE, encoding="utf-8-sig")
    expected = load(KEYNOTE)

    assert agenda_ical.load(PAGE, format="markdown", fixes=path) == expected
    assert agenda_ical.load(PAGE, format="markdown", fixes=str(path)) == expected
    assert agenda_ical.load(PAGE, format="markdown", fixes=KEYNOTE.encode()) == expected
    with pytest.raises(UnreadableFixes, match="no such file"):
        agenda_ical.load(PAGE, format="markdown", fixes=tmp_path / "other.toml")
    with pytest.raises(UnreadableFixes, match="UTF-8"):
        agenda_ical.load(PAGE, format="markdown", fixes="é\n".encode("latin-1"))


def test_a_corrected_session_stays_where_it_was_found():
    """Its place on the page stays, so that explain shows it there."""
    before, after = agenda_ical.load(PAGE, format="markdown"), load(KEYNOTE)

    assert evolve(after.sessions[1], title="Keynote") == before.sessions[1]


TOGETHER = """\
Thursday 4 June 2026

10:00 - 10:30 Welcome to all
11:00 - 11:30 Rivers in maps Anna Lindqvist
14:00 - 15:00 Rivers in songs
09:00 - 09:30 Rivers in stone
"""


@pytest.mark.parametrize(
    ("fix", "left"),
    [
        ('title = "maps"\nset.title = "Rivers in maps"', ["time-falls-back"]),
        ('title = "stone"\nset.date = 2026-06-05', ["title-run-together"]),
        ('title = "stone"\nset.start = "15:00"\nset.end = "15:30"', ["title-run-together"]),
        ('title = "maps"\nset.location = "Hall A"', ["title-run-together", "time-falls-back"]),
    ],
)
def test_a_fact_settles_the_doubts_about_it(fix, left):
    """Who says the title hears no more doubts about it, who says when hears none about the time; others stay."""
    told = agenda_ical.load(TOGETHER.encode(), format="text", fixes=f"[[fix]]\n{fix}\n").problems

    assert sorted(one.code for one in told) == sorted(left)
