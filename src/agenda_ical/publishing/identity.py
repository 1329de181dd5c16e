"""
Who a calendar and a session are, from one edition to the next.

A UID is a UUID of version 5 (RFC 9562) of what people would say to name the session: the calendar, its title,
who gives it. Time, room, row and chance have no say, so a session that moves stays itself. What is spelt
with other capitals, blanks or compositions is the same; sessions that are the same in all this ("Coffee break")
are told apart by their rank. A selection of a programme asks the whole of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from hashlib import sha1
from unicodedata import normalize
from uuid import UUID, uuid5

from agenda_ical.programme import Presenter, Programme, Session
from agenda_ical.publishing.texts import to_text

_OURS = UUID("6f1c3f5e-5a0e-5c0b-9d0a-8f6b1f0c2a4d")
_BETWEEN, _WITHIN = "\x1e", "\x1f"  # no name holds these: they count as blanks, and blanks are collapsed


def programme_to_uid(programme: Programme, *, url: str | None) -> str:
    """The calendar's own UID: of its address *url*, else of the programme's title and first date."""
    return str(_calendar(programme, url))


def programme_to_uids(programme: Programme, *, url: str | None) -> tuple[str, ...]:
    """The UID of each session, in their order; ASCII, fit for a file's name, all different."""
    calendar = _calendar(programme, url)
    ranks: Counter[str] = Counter()
    if programme.whole is not None:
        return _of_whole(programme, programme.whole, calendar, ranks)
    return tuple(_mint(session, calendar, ranks) for session in programme.sessions)


def _of_whole(programme: Programme, whole: Programme, calendar: UUID, ranks: Counter[str]) -> tuple[str, ...]:
    """The UIDs that the sessions of *programme* have in the *whole*, also of those that were changed since."""
    there: defaultdict[Session, deque[str]] = defaultdict(deque)
    for session in whole.sessions:
        there[session].append(_mint(session, calendar, ranks))
    kept = [there[session].popleft() if there[session] else None for session in programme.sessions]
    free: defaultdict[str, deque[str]] = defaultdict(deque)
    for session, uids in there.items():
        free[_who(session)] += uids
    return tuple(
        uid or (free[_who(session)].popleft() if free[_who(session)] else _mint(session, calendar, ranks))
        for session, uid in zip(programme.sessions, kept, strict=True)
    )


def _mint(session: Session, calendar: UUID, ranks: Counter[str]) -> str:
    """The UID of *session* after those that *ranks* have counted."""
    who = _who(session)
    rank = ranks[who]
    ranks[who] += 1
    return _uuid5(calendar.bytes, f"{who}{_BETWEEN}{rank}" if rank else who)


def _uuid5(namespace: bytes, name: str) -> str:
    """``str(uuid5(namespace, name))`` in a third of its time (RFC 9562, section 5.5)."""
    digits = sha1(namespace + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def _calendar(programme: Programme, url: str | None) -> UUID:
    if url:
        return uuid5(_OURS, _BETWEEN.join(("address", to_text(url).strip())))
    whole = programme.whole or programme
    first = min((session.start.date() for session in whole.sessions), default=None)
    return uuid5(_OURS, _BETWEEN.join(("title", plain(whole.title), first.isoformat() if first else "")))


def _who(session: Session) -> str:
    return _BETWEEN.join((plain(session.title), *sorted(_presenter(one) for one in session.presenters)))


def _presenter(presenter: Presenter) -> str:
    return _WITHIN.join((plain(presenter.name or ""), plain(presenter.organisation or "")))


def plain(text: str) -> str:
    """*text* without what may differ between two spellings of the same name."""
    if not text.isascii():
        text = normalize("NFC", to_text(text)).casefold()
        return " ".join(normalize("NFC", text).split())
    return " ".join(text.lower().split())
