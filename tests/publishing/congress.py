"""A Korean congress of fifty sessions in two editions: three days, three tracks, and all that programmes do to calendars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from attrs import evolve

from agenda_ical.programme import Presenter, Programme, Session, SessionLink, session_order

from .workshop import at

DATES = ("2026-10-21", "2026-10-22", "2026-10-23")
TRACKS = ("기후 정책; 법", "도시, 교통", "Energy & 산업")
HALLS = ("다이아몬드홀 (3층)", "에메랄드홀, 2층", "온라인")
CLOCKS = ("10:00", "10:40", "13:30", "14:10")
THEMES = (
    "지방 온실가스 인벤토리의 개발과 활용",
    "탄소중립 도시: 여섯 도시의 경험",
    'The "last mile" — 대중교통과 공유차',
    "수소경제, 무엇이 남았나?",
    "재생에너지 100% (RE100) 이행\\전망",
    "국가 적응계획 점검; 그리고 다음",
    "🌏 청년이 묻고 정부가 답하다",
    "배출권거래제와 산업 경쟁력에 관한 열두 해의 기록과 앞으로의 과제, 그리고 국제 협력을 위한 제언",
    "𠮷田 교수와의 대화",
    "건물 에너지 총량제",
    "해양과 블루카본",
    "폐기물 에너지화",
)
PEOPLE = (
    Presenter("김지영", "환경부"),
    Presenter("이하늘", "서울대학교"),
    Presenter("José Núñez", "UNFCCC"),
    Presenter("박서준", "한국환경공단(KECO)"),
    Presenter(None, "한국에너지공단"),
)
SPECIAL = "특별 세션"


def congress() -> Programme:
    """The first edition: 50 sessions."""
    sessions = tuple(
        sorted((one for day in range(len(DATES)) for one in _sessions_of(day)), key=session_order)
    )
    return Programme(
        title="2026 탄소중립 대회, 부산",
        timezone="Asia/Seoul",
        language="ko",
        location="부산 벡스코 (BEXCO)",
        sessions=sessions,
    )


def _sessions_of(day: int) -> Iterator[Session]:
    date = DATES[day]
    yield Session("등록", at("08:30", date=date), at("09:00", date=date), kind="registration")
    yield Session(
        f"기조 강연 {day + 1}",
        at("09:00", date=date),
        at("09:50", date=date),
        presenters=(PEOPLE[day], evolve(PEOPLE[3], role="chair")),
        links=(SessionLink("https://meet.example.org/j/1?pwd=a,b;c", "온라인 참가", conference=True),),
    )
    yield Session("휴식", at("11:20", date=date), at("11:40", date=date), kind="break")
    for slot, clock in enumerate(CLOCKS):
        for track, name in enumerate(TRACKS):
            yield _talk(day, slot, track, at(clock, date=date), name)
    if day == 0:
        yield Session("점심", at("12:00", date=date), at("13:30", date=date), kind="meal", end_assumed=True)
        yield Session("환영 만찬", at("22:30", date=date), at("00:30", date=DATES[1]), kind="social")
    elif day == 1:
        yield Session(
            "원탁 토론",
            at("16:00", date=date),
            at("17:00", date=date),
            tracks=(SPECIAL,),
            presenters=(PEOPLE[4],),
        )
    else:
        yield Session("점심", at("12:00", date=date), at("13:30", date=date), kind="meal")
        yield Session("폐회식", at("16:00", date=date), kind="closing")


def _talk(day, slot, track, start, name) -> Session:
    number = slot * len(TRACKS) + track
    return Session(
        THEMES[(number + 5 * day) % len(THEMES)] + ("" if day == 0 else f" ({day + 1})"),
        start,
        None if number == 7 else start + timedelta(minutes=30 + 10 * (number % 2)),
        presenters=(PEOPLE[number % 4],),
        tracks=(name,) if number != 4 else TRACKS[:2],
        location=HALLS[track],
        description="발표와 질의응답을 포함합니다; 자료는 누리집에 있습니다, 매번.\n\n" * (number % 3),
        url=f"https://example.org/발표/{day}-{number}" if number % 4 == 0 else None,
        language="en" if number == 2 else None,
    )


def next_congress() -> Programme:
    """The second edition: moved, renamed, re-roomed, cancelled with the only session of its track, another track, one that is new."""
    first = congress()
    by_title = {one.title: one for one in first.sessions}
    moved, renamed, roomed, switched = (by_title[title] for title in THEMES[:4])
    changes = {
        moved: evolve(
            moved, start=moved.start + timedelta(days=1, hours=5), end=moved.end + timedelta(days=1, hours=5)
        ),
        renamed: evolve(renamed, title=f"{renamed.title}과 교훈"),
        roomed: evolve(roomed, location="사파이어홀"),
        switched: evolve(switched, tracks=TRACKS[2:]),
    }
    kept = [changes.get(one, one) for one in first.sessions if one.tracks != (SPECIAL,)]
    added = Session(
        "새 발표: 산불", at("15:00", date=DATES[2]), at("15:30", date=DATES[2]), tracks=TRACKS[1:2]
    )
    return evolve(first, sessions=tuple(sorted((*kept, added), key=session_order)))
