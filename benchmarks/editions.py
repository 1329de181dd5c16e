"""
Programmes and what organisers do to them between two editions, with the truth of who is who kept beside.

Every session carries a number that no calendar sees; whatever is edited keeps it, whatever is put in gets a new one.
"""

# ruff: noqa: SIM905 - a list of words reads best as a sentence

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random
from typing import NamedTuple

from attrs import evolve
from pages import BODIES, FAMILY, FIRST_DAY, GIVEN, ZONE, talk

from agenda_ical import Presenter, Programme, Session
from agenda_ical.programme import session_order
from agenda_ical.zones import Localizer

SIZES = (10, 500)
TWINS = 0.2
"""The share of sessions that have twins: breaks, meals, discussions."""
ANONYMOUS = 0.2
"""The share of talks that name nobody."""
KOREAN = 0.25
"""The share of talks with a Korean title."""
TWIN_TITLES = ("Coffee break", "Lunch", "Discussion", "Q&A", "Registration", "휴식", "질의응답")
TOPICS = "온실가스 인벤토리|배출권 거래|탄소 흡수원|메탄 저감|수소 경제|도시 숲|폐기물 처리|건물 에너지|해상 풍력|기후 적응".split(
    "|"
)
ACTS = "산정 방법|정책 동향|국제 협력|사례 발표|현황과 과제|개선 방안|검증 절차|지역 계획|시장 전망|교육 과정".split(
    "|"
)
PLACES = ("Hall A", "Hall B", "Room 301", "Auditorium")


class Held(NamedTuple):
    """A session and its number."""

    number: int
    session: Session


Edit = Callable[[list[Held], Random], list[Held]]


def programme(random: Random) -> list[Held]:
    """A programme of 10 to 500 sessions: small ones as often as large ones, one to four tracks, days of 8 hours."""
    low, high = SIZES
    count = round(low * (high / low) ** random.random())
    tracks = random.randint(1, 4)
    localizer = Localizer(ZONE)
    sessions: list[Session] = []
    for day in range(count):
        for slot in range(16):
            minute = 9 * 60 + 30 * slot
            start = datetime.combine(FIRST_DAY, datetime.min.time()) + timedelta(days=day, minutes=minute)
            sessions += in_slot(random, localizer.aware(start)[0], tracks)
        if len(sessions) >= count:
            break
    return list(map(Held, range(count), sorted(sessions[:count], key=session_order)))


def in_slot(random: Random, start: datetime, tracks: int) -> Iterator[Session]:
    """What begins at one time: something for all, or a talk in each track."""
    if random.random() < TWINS:
        yield twin(random, start)
        return
    for track in range(tracks):
        yield new_talk(random, start, track if tracks > 1 else None)


def twin(random: Random, start: datetime) -> Session:
    """A session whose title others have too."""
    title = random.choice(TWIN_TITLES)
    kind = "talk" if title in {"Discussion", "Q&A", "질의응답"} else "break"
    return Session(title, start, start + timedelta(minutes=20), kind=kind, location="Lobby")


def new_talk(random: Random, start: datetime, track: int | None) -> Session:
    """A talk that nobody else gives."""
    number = random.randrange(125_000)
    title = new_title(random)
    people = () if random.random() < ANONYMOUS else new_people(random)
    return Session(
        title,
        start,
        start + timedelta(minutes=30),
        description=talk(
            number,
            start,
            start,
        ).about,
        presenters=people,
        tracks=() if track is None else (f"Track {track + 1}",),
        location=PLACES[track or 0],
    )


def new_title(random: Random) -> str:
    """A title that is made of few words, so that many have words in common."""
    if random.random() < KOREAN:
        return f"{random.choice(TOPICS)} {random.choice(ACTS)}: {random.choice(TOPICS)}"
    moment = datetime.combine(FIRST_DAY, datetime.min.time())
    return talk(random.randrange(125_000), moment, moment).title


def new_people(random: Random) -> tuple[Presenter, ...]:
    """One to three people."""
    return tuple(new_person(random) for _ in range(random.choice((1, 1, 1, 2, 3))))


def new_person(random: Random) -> Presenter:
    """Somebody of some organisation."""
    return Presenter(f"{random.choice(GIVEN)} {random.choice(FAMILY)}", random.choice(BODIES))


def edited(held: list[Held], random: Random) -> tuple[list[Held], set[int]]:
    """*held* after one to a twentieth of its sessions' number of edits, and the numbers of what was touched."""
    before = {one.number: one.session for one in held}
    for _ in range(random.randint(1, max(1, len(held) // 20))):
        edit = random.choices(list(EDITS), weights=[EDITS[one] for one in EDITS])[0]
        held = edit(held, random)
    held = sorted(held, key=lambda one: session_order(one.session))
    return held, {one.number for one in held if before.get(one.number) not in (None, one.session)}


def one_changed(change: Callable[[Session, Random], Session]) -> Edit:
    """The edit of one session."""

    def edit(held: list[Held], random: Random) -> list[Held]:
        at = random.randrange(len(held))
        return [*held[:at], Held(held[at].number, change(held[at].session, random)), *held[at + 1 :]]

    edit.__name__ = change.__name__
    return edit


def moved(session: Session, by: timedelta) -> Session:
    """*session* as long as it was, at another time."""
    return evolve(session, start=session.start + by, end=session.end and session.end + by)


@one_changed
def move(session: Session, random: Random) -> Session:
    """To another time of its day."""
    return moved(session, timedelta(minutes=15 * random.choice((-12, -8, -4, -2, -1, 1, 2, 4, 8, 12))))


@one_changed
def move_to_another_day(session: Session, random: Random) -> Session:
    """Maybe also to another time."""
    return moved(session, timedelta(days=random.choice((-1, 1, 2)), minutes=30 * random.randint(-4, 4)))


@one_changed
def change_room(session: Session, random: Random) -> Session:
    """To another room."""
    return evolve(session, location=random.choice(PLACES))


@one_changed
def reword(session: Session, random: Random) -> Session:
    """A word more, less, or spelt otherwise."""
    words = session.title.split()
    at = random.randrange(len(words))
    changed = random.choice(
        ([words[at], "new"], [words[at][:-1]], [words[at] + "s"], [] if words[1:] else words)
    )
    return evolve(session, title=" ".join([*words[:at], *changed, *words[at + 1 :]]))


@one_changed
def rename(session: Session, random: Random) -> Session:
    """Another title altogether, for the same people in the same slot."""
    return evolve(session, title=new_title(random))


@one_changed
def replace_presenter(session: Session, random: Random) -> Session:
    """Somebody else gives it."""
    return evolve(session, presenters=(new_person(random), *session.presenters[1:]))


@one_changed
def add_presenter(session: Session, random: Random) -> Session:
    """Somebody joins."""
    return evolve(session, presenters=(*session.presenters, new_person(random)))


@one_changed
def change_organisation(session: Session, random: Random) -> Session:
    """The same people are of another organisation."""
    return evolve(
        session,
        presenters=tuple(evolve(one, organisation=random.choice(BODIES)) for one in session.presenters),
    )


def drop(held: list[Held], random: Random) -> list[Held]:
    """One session less."""
    at = random.randrange(len(held))
    return [*held[:at], *held[at + 1 :]] if len(held) > 2 else held


def insert(held: list[Held], random: Random) -> list[Held]:
    """One talk or break more, at the time of another session."""
    start = random.choice(held).session.start
    made = twin(random, start) if random.random() < TWINS else new_talk(random, start, random.randrange(4))
    return [*held, Held(max(one.number for one in held) + 1_000_000, made)]


def swap(held: list[Held], random: Random) -> list[Held]:
    """Two sessions change places."""
    one, other = random.sample(range(len(held)), 2)
    first, second = held[one], held[other]
    held = list(held)
    held[one] = Held(first.number, moved(first.session, second.session.start - first.session.start))
    held[other] = Held(second.number, moved(second.session, first.session.start - second.session.start))
    return held


def delay_day(held: list[Held], random: Random) -> list[Held]:
    """All of a day from some time on begins later or earlier."""
    since = random.choice(held).session.start
    by = timedelta(minutes=random.choice((-30, -10, 10, 15, 30, 60)))
    return [
        Held(one.number, moved(one.session, by))
        if one.session.start >= since and one.session.start.date() == since.date()
        else one
        for one in held
    ]


def split_day(held: list[Held], random: Random) -> list[Held]:
    """The rest of a day goes to the day after, and all that follows a day further."""
    since = random.choice(held).session.start
    return [
        Held(one.number, moved(one.session, timedelta(days=int(one.session.start >= since)))) for one in held
    ]


def postpone(held: list[Held], random: Random) -> list[Held]:
    """All of it is some days later."""
    by = timedelta(days=random.choice((1, 2, 7, 28)))
    return [Held(one.number, moved(one.session, by)) for one in held]


EDITS: dict[Edit, int] = {
    move: 20,
    reword: 15,
    change_room: 12,
    move_to_another_day: 8,
    drop: 8,
    insert: 8,
    replace_presenter: 7,
    rename: 5,
    swap: 5,
    add_presenter: 4,
    change_organisation: 3,
    delay_day: 3,
    split_day: 1,
    postpone: 1,
}
"""What happens, and how often of a hundred times."""


def to_programme(held: list[Held]) -> Programme:
    """What is published."""
    return Programme("Workshop", ZONE, tuple(one.session for one in held))
