"""
What is measured: each function compares us with others on one thing and gives its figures.

Rounds differ in their programmes, so that nothing is remembered from the round before. Whole processes come
first: the peak of a child's memory can only be told while we ourselves are small, which is also why the
contenders are imported late.
"""

# ruff: noqa: PLC0415

import gc
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import chain
from math import isnan
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from measuring import Ratio, Spent, in_turn, process, ratio_of, seconds
from pages import Talk, talks, talks_to_html, talks_to_text

RIVALS = Path(__file__).with_name("rivals")
STAMP = datetime(2019, 1, 1, tzinfo=UTC)
STAGES = ("reading", "interpreting", "writing")
OURS = "agenda-ical"


class Scale(NamedTuple):
    """How much is measured."""

    many: int = 20_000
    """The rows of the long page."""
    most: int = 100_000
    """The sessions of the longest programme."""
    short: int = 9
    """Rounds of what is short."""
    long: int = 3
    """Rounds of what is long."""


class Figure(NamedTuple):
    """One line of the result."""

    name: str
    ratio: Ratio
    aim: float | None = None
    unit: str = "s"

    @property
    def met(self) -> bool | None:
        """Whether the aim is met; None where there is none."""
        return None if self.aim is None else self.ratio.middle <= self.aim


Group = Callable[[Scale, Path], Iterator[Figure]]


def figure(name: str, taken: dict[str, list[float]], aim: float | None = None, unit: str = "s") -> Figure:
    """The figure of us against the best of the others in *taken*."""
    others = {rival: values for rival, values in taken.items() if rival != OURS}
    return Figure(name, ratio_of(taken[OURS], others), aim, unit)


def processes(scale: Scale, folder: Path) -> Iterator[Figure]:
    """A page to a calendar file as a whole process: time and memory."""
    for count, rounds, aim in ((12, scale.short, 0.8), (scale.many, scale.long, 0.35)):
        page = write(folder / f"{count}.html", talks_to_html(talks(count)))
        calendars = {name: folder / f"{name} {count}.ics" for name in (OURS, *SCRIPTS)}
        commands: dict[str, tuple[str, ...]] = {
            OURS: ("-m", "agenda_ical", "convert", str(page), "-o", str(calendars[OURS]))
        }
        for name, (script, *options) in SCRIPTS.items():
            commands[name] = (str(RIVALS / script), str(page), str(calendars[name]), *options)
        runs = {name: partial(again, command) for name, command in commands.items()}
        taken = in_turn(runs, rounds)
        agree(calendars.values(), count)
        times = {name: [one.seconds for one in spent] for name, spent in taken.items()}
        peaks = {name: [one.memory for one in spent] for name, spent in taken.items()}
        yield figure(f"{count:,} rows, whole process", times, aim)
        if not any(map(isnan, chain.from_iterable(peaks.values()))):
            yield figure(f"{count:,} rows, peak memory", peaks, unit="MB")


SCRIPTS = {
    "pandas + icalendar": ("with_pandas.py",),
    "soup + ics": ("with_soup.py",),
    "soup with lxml + ics": ("with_soup.py", "lxml"),
}


def again(command: Sequence[str], _: int) -> Spent:
    """One more run of the same process."""
    return process(*command)


def agree(calendars: Iterable[Path], count: int) -> None:
    """Make sure that all contenders did the work that is timed."""
    for calendar in calendars:
        with calendar.open("rb") as lines:
            found = sum(line.startswith(b"BEGIN:VEVENT") for line in lines)
        assert found == count, f"{calendar.stem}: {found} events of {count}"


def text(scale: Scale, folder: Path) -> Iterator[Figure]:
    """A short text to a calendar through the command line, against the imports that any such program needs."""
    page = write(folder / "12.txt", talks_to_text(talks(12)))
    calendar = folder / "text.ics"
    commands = {
        OURS: ("-m", "agenda_ical", "convert", str(page), "-o", str(calendar)),
        "import icalendar, pytz, attrs": ("-c", "import icalendar, pytz, attrs"),
    }
    taken = in_turn({name: partial(again, one) for name, one in commands.items()}, 2 * scale.short)
    agree([calendar], 12)
    times = {name: [one.seconds for one in spent] for name, spent in taken.items()}
    yield figure("12-session text, whole process", times, 1.4)


def stages(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Reading, interpreting and writing apart, without imports."""
    for count, rounds, batch in ((scale.many, scale.long, 1), (12, scale.short, 20)):
        pages: dict[int, list[Path]] = {}
        for number in range(rounds + 1):
            editions = range(number * batch, (number + 1) * batch)
            pages[number] = [
                write(folder / f"{count}-{edition}.html", talks_to_html(talks(count, edition)))
                for edition in editions
            ]
        runs = {name: partial(along_the_road, road, pages) for name, road in roads().items()}
        taken = in_turn(runs, rounds)
        for index, stage in enumerate(STAGES):
            times = {name: [run[index] for run in found] for name, found in taken.items()}
            yield figure(f"{count:,} rows, {stage}", times)


Road = tuple[Callable[..., object], Callable[..., object], Callable[..., bytes]]


def roads() -> dict[str, Road]:
    """Each contender's functions for the three stages."""
    from rivals import with_pandas, with_soup

    import agenda_ical

    soup = (with_soup.rows_to_sessions, with_soup.sessions_to_ical)
    return {
        OURS: (
            agenda_ical.read,
            partial(agenda_ical.interpret, today=STAMP.date()),
            partial(agenda_ical.to_ical, stamp=STAMP),
        ),
        "pandas + icalendar": (
            with_pandas.page_to_rows,
            with_pandas.rows_to_sessions,
            with_pandas.sessions_to_ical,
        ),
        "soup + ics": (with_soup.page_to_rows, *soup),
        "soup with lxml + ics": (partial(with_soup.page_to_rows, parser="lxml"), *soup),
    }


def along_the_road(road: Road, pages: dict[int, list[Path]], number: int) -> list[float]:
    """What each stage of *road* took for the pages of one round."""
    found: list[object] = list(pages[number])
    taken = []
    for stage in road:
        made: list[object] = []
        taken.append(seconds(partial(collect, made, stage, found)))
        found = made
    return taken


def collect(made: list[object], stage: Callable[..., object], found: list[object]) -> None:
    """What *stage* makes of each of *found*, into *made*."""
    made.extend(map(stage, found))


def grid(scale: Scale, folder: Path) -> Iterator[Figure]:
    """HTML to the grid of its table."""
    import pandas as pd

    import agenda_ical

    page = write(folder / "grid.html", talks_to_html(talks(scale.many)))
    taken = in_turn(
        {
            OURS: lambda _: seconds(lambda: agenda_ical.read(page)),
            "pandas.read_html": lambda _: seconds(lambda: pd.read_html(page)),
        },
        scale.short,
    )
    yield figure(f"{scale.many:,} rows, HTML to grid", taken, 0.35)


def writing(scale: Scale, folder: Path) -> Iterator[Figure]:
    """The bytes of 1,000 sessions, with descriptions, places and categories."""
    del folder
    import writers

    contenders = {
        OURS: (writers.talks_to_programme, writers.ours),
        "icalendar": (writers.zoned, writers.with_icalendar),
        "ics": (writers.zoned, writers.with_ics),
    }
    runs = {name: partial(written, make, write_) for name, (make, write_) in contenders.items()}
    taken = in_turn(runs, scale.short)
    for rival, aim in (("icalendar", 0.25), ("ics", 0.6)):
        pair = {OURS: taken[OURS], rival: taken[rival]}
        yield figure(f"1,000 sessions to bytes, against {rival}", pair, aim)


def written(make: Callable[..., object], write_: Callable[..., bytes], number: int) -> float:
    """What writing the programme of round *number* took."""
    programme = make(talks(1_000, number))
    found: list[bytes] = []
    spent = seconds(lambda: found.append(write_(programme)))
    assert found[0].count(b"BEGIN:VEVENT") == 1_000
    return spent


def growth(scale: Scale, folder: Path) -> Iterator[Figure]:
    """The time per session of a very long programme, against that of an ordinary one."""
    del folder
    import writers

    import agenda_ical

    def road(page: str) -> bytes:
        programme = agenda_ical.interpret(agenda_ical.read(page), today=STAMP.date())
        return agenda_ical.to_ical(programme, stamp=STAMP)

    for name, make, do in (
        ("writing", writers.talks_to_programme, writers.ours),
        ("whole road", talks_to_html, road),
    ):
        runs = {
            OURS: partial(per_session, make, do, scale.most, 1),
            "1,000 sessions": partial(per_session, make, do, 1_000, 5),
        }
        taken = in_turn(runs, scale.long)
        yield figure(f"{scale.most:,} sessions against 1,000, {name}, per session", taken, 1.5, "s/session")


def per_session(
    make: Callable[[list[Talk]], object], do: Callable[..., bytes], count: int, batch: int, number: int
) -> float:
    """What *do* took for one session, where *count* come at a time."""
    made = [make(talks(count, number * batch + index)) for index in range(batch)]
    return seconds(lambda: [do(one) for one in made]) / (count * batch)


def publishing(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Publishing a folder: again without any change against the first time, and a long programme against a short one."""
    runs = {
        OURS: partial(published, folder, 1_000, 2),
        "the first time": partial(published, folder, 1_000, 1),
    }
    yield figure("1,000 sessions published again, unchanged", in_turn(runs, scale.short), 1.0, "s")
    runs = {
        OURS: partial(published, folder, 10_000, 1),
        "1,000 sessions": partial(published, folder, 1_000, 1),
    }
    yield figure("10,000 sessions published, against 1,000", in_turn(runs, scale.long), 12.0, "s")


def published(folder: Path, count: int, times: int, number: int) -> float:
    """How long the last of so many *times* took that a programme of *count* sessions was published, the disk included."""
    import writers

    import agenda_ical

    programme = writers.talks_to_programme(talks(count, number))
    spent = 0.0
    with TemporaryDirectory(dir=folder) as site:
        for _ in range(times):
            gc.collect()
            began = time.perf_counter()
            agenda_ical.publish(programme, site, url="https://example.org/agenda/", stamp=STAMP)
            spent = time.perf_counter() - began
    return spent


def files(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Reading and interpreting a file of an office, against getting its texts and tables out."""
    del folder
    from office import FILES

    import agenda_ical

    for name, (make, rival, take_out) in FILES.items():
        for count in (60, 600):
            pages = [make(talks(count, number)) for number in range(scale.short + 1)]

            def ours(number: int, pages: Sequence[bytes] = pages, count: int = count) -> float:
                found: list[agenda_ical.Programme] = []
                spent = seconds(lambda: found.append(agenda_ical.load(pages[number], today=STAMP.date())))
                assert len(found[0].sessions) == count
                return spent

            def theirs(
                number: int, pages: Sequence[bytes] = pages, take: Callable[[bytes], int] = take_out
            ) -> float:
                return seconds(lambda: take(pages[number]))

            taken = in_turn({OURS: ours, rival: theirs}, scale.short)
            yield figure(f"{name}, {count} sessions, reading and interpreting", taken, 2.0)


def headings(scale: Scale, folder: Path) -> Iterator[Figure]:
    """Headings that are dates, in nine languages, dateparser told which."""
    del folder
    import dateparser

    from agenda_ical.phrases.dates import whole_date

    def ours(number: int) -> float:
        asked = list(dated(number))
        found: list[object] = []
        spent = seconds(lambda: found.extend(whole_date(text) for _, text, _ in asked))
        assert all(
            (one.year, one.month, one.day) == (day.year, day.month, day.day)
            for one, (_, _, day) in zip(found, asked, strict=True)
        )
        return spent / len(asked)

    def theirs(number: int) -> float:
        asked = list(dated(number))
        found: list[datetime] = []
        spent = seconds(
            lambda: found.extend(dateparser.parse(text, languages=[language]) for language, text, _ in asked)
        )
        assert [one.date() for one in found] == [day for _, _, day in asked]
        return spent / len(asked)

    yield figure(
        "a date heading", in_turn({OURS: ours, "dateparser": theirs}, scale.short), 0.05, "s/heading"
    )


def dated(number: int) -> Iterator[tuple[str, str, date]]:
    """Languages, headings and the days that they name; other ones in each round."""
    for week in range(8):
        day = date(2019 + number, 3, 1) + timedelta(days=(week * 37) % 31)
        weekday = day.weekday()
        yield from (
            ("en", f"{day:%A}, {day.day} March {day.year}", day),
            ("en", f"March {day.day}, {day.year} ({day:%a})", day),
            ("en", day.isoformat(), day),
            ("ko", f"{day.year}년 3월 {day.day}일", day),
            ("ja", f"{day.year}年3月{day.day}日({'月火水木金土日'[weekday]})", day),
            ("zh", f"{day.year}年3月{day.day}日", day),
            ("de", f"{day.day}. März {day.year}", day),
            ("fr", f"{day.day} mars {day.year}", day),
            ("es", f"{day.day} de marzo de {day.year}", day),
            ("pt", f"{day.day} de março de {day.year}", day),
            ("it", f"{day.day} marzo {day.year}", day),
        )


def write(path: Path, content: str) -> Path:
    """*path*, with *content* in it."""
    path.write_text(content, encoding="utf-8")
    return path


GROUPS: dict[str, Group] = {
    "processes": processes,
    "text": text,
    "writing": writing,
    "grid": grid,
    "headings": headings,
    "files": files,
    "stages": stages,
    "growth": growth,
    "publishing": publishing,
}
