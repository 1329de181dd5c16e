"""
A programme's doubts -> a corrections file to be edited, or more entries in the one that a person has edited.

Each entry names its session and says what was read; what could be right stands below as comments, for a person to
choose from. What is there already stays as it is, letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, time

import tomlkit
from attrs import evolve, fields, frozen
from tomlkit.items import AoT, Item, Table

from agenda_ical.errors import UnreadableFixes
from agenda_ical.interpreting.corrections import SETTLED_BY
from agenda_ical.interpreting.fix import Fix, Named
from agenda_ical.interpreting.fixes import toml_to_fixes
from agenda_ical.interpreting.naming import Shown, clock, find, find_named
from agenda_ical.programme import Problem, Programme, Session, presenter_to_text

GONE = "gone: the page gives no such doubt any more"
_OF_THE_FIXES = frozenset({"fix-stale", "fix-ambiguous"})
_LONG_NAME = 60
_HEAD = """\
# What was misread, and what is right. Apply it with --fixes.
#
# Below each doubt stands what was read. Take the # from a line and write what is right:
# set.… changes a fact; right = true says that it was read rightly; skip = true leaves the session out.
"""
_USUAL = ("title", "start", "end")


@frozen
class Made:
    """A corrections file, and how many of its entries were there, are new, and answer a doubt that is gone."""

    text: str
    kept: int
    added: int
    gone: int


def with_entries(old: str, read: Programme, corrected: Programme, wanted: Programme) -> Made:
    """
    The corrections file *old*, or a new one, with an entry for each doubt that none of its entries answers.

    *read* is the programme without corrections, *corrected* with those of *old*, *wanted* the part of it that is asked
    about. Raises UnreadableFixes when *old* cannot be read, or is written so that nothing can be added.
    """
    fixes = toml_to_fixes(old)
    open_ = [
        problem
        for problem in dict.fromkeys(corrected.problems)
        if problem.code not in _OF_THE_FIXES
        and _is_wanted(problem, corrected, wanted)
        and not any(_answers(fix, problem, corrected) for fix in fixes)
    ]
    gone = [fix for fix in fixes if fix.doubt and not _is_asked(fix, (read, corrected))]
    entries = [_entry(problem, corrected) for problem in open_]
    kept = _marked(old, fixes, gone).rstrip() if old.strip() else _HEAD.rstrip()
    text = "\n\n".join([kept, *entries]) + "\n" if entries or not old.strip() else _marked(old, fixes, gone)
    toml_to_fixes(text)
    return Made(text, len(fixes), len(entries), len(gone))


def _is_wanted(problem: Problem, corrected: Programme, wanted: Programme) -> bool:
    return problem.session is None or corrected.sessions[problem.session] in wanted.sessions


def _answers(fix: Fix, problem: Problem, programme: Programme) -> bool:
    """Whether *fix* is the entry for this *problem*, decided or not."""
    if fix.doubt != problem.code:
        return False
    if problem.session is None:
        return fix.says == problem.message
    return problem.session in find_named(fix, _shown(programme))


def _is_asked(fix: Fix, programmes: Sequence[Programme]) -> bool:
    return any(_answers(fix, problem, one) for one in programmes for problem in one.problems)


def _shown(programme: Programme) -> Shown:
    return Shown(programme.sessions, programme.language)


def _marked(old: str, fixes: Sequence[Fix], gone: Sequence[Fix]) -> str:
    """*old* with the mark at the entries whose doubt is *gone*, and at no others."""
    document = tomlkit.parse(old)
    entries = document.get("fix", AoT([]))
    if not isinstance(entries, AoT):
        raise UnreadableFixes("Begin each entry of the corrections with [[fix]]; then others can be added.")
    for fix, entry in zip(fixes, entries, strict=True):
        _mark(entry, is_gone=fix in gone)
    return tomlkit.dumps(document)


def _mark(entry: Table, *, is_gone: bool) -> None:
    item = entry.get("doubt")
    if not isinstance(item, Item):
        return
    written = item.trivia.comment.removeprefix("#").strip()
    bare = written.removesuffix(GONE).rstrip("; ")
    wanted = "; ".join(filter(None, (bare, GONE if is_gone else "")))
    if wanted != written:
        if wanted:
            item.comment(wanted)
        else:
            item.trivia.comment, item.trivia.comment_ws = "", ""


def _entry(problem: Problem, programme: Programme) -> str:
    """A doubt, what was read, and what a person may say of it."""
    told = [f"# {problem.severity}, {problem.place}: {problem.message}", f"# {problem.advice}"]
    if problem.session is None:
        body = _of_the_page(problem)
    else:
        body = _of_a_session(problem, programme.sessions[problem.session], programme)
    return "\n".join([*map(_on_one_line, told), "[[fix]]", *body])


def _on_one_line(text: str) -> str:
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _of_the_page(problem: Problem) -> Iterator[str]:
    yield f"doubt = {_written(problem.code)}"
    yield f"says = {_written(problem.message)}"
    yield "# right = true"
    yield '# add = { date = 2026-06-04, start = "10:00", end = "10:30", title = "What was missed" }'


def _of_a_session(problem: Problem, session: Session, programme: Programme) -> Iterator[str]:
    facts = [name for name, codes in SETTLED_BY.items() if problem.code in codes] or [*_USUAL]
    yield f"doubt = {_written(problem.code)}"
    yield from _naming(session, programme)
    yield from (f"was.{name} = {_read(name, session)}" for name in facts)
    yield from (f"# set.{name} = {_read(name, session)}" for name in facts)
    yield "# right = true"
    yield "# skip = true"


def _naming(session: Session, programme: Programme) -> Iterator[str]:
    """The lines that name *session*: as many as tell it from the others."""
    named = Named(day=session.start.date(), start=clock(session), title=_words(session.title))
    more = (
        Named(track=session.tracks[0] if session.tracks else ""),
        Named(presenter=str(session.presenters[0]) if session.presenters else ""),
        Named(location=session.location or ""),
    )
    for one in more:
        if len(find(named, frozenset(), _shown(programme))) > 1:
            named = _with(named, one)
    for key in (one.name for one in fields(Named)):
        if (value := getattr(named, key)) is not None:
            yield f"{key} = {_written(value)}"


def _with(named: Named, more: Named) -> Named:
    """*named*, and what *more* says."""
    said = {one.name: value for one in fields(Named) if (value := getattr(more, one.name)) is not None}
    return evolve(named, **said)


def _words(title: str) -> str:
    """The first words of a long *title*, or all of it."""
    cut = title[: _LONG_NAME + 1].rsplit(None, 1)[0] if len(title) > _LONG_NAME else title
    return cut if len(cut) <= _LONG_NAME else title


def _read(name: str, session: Session) -> str:
    match name:
        case "start":
            return _written(clock(session))
        case "end":
            return _written(session.end.time() if session.end else "")
        case "date":
            return _written(session.start.date())
        case "presenters":
            return _written([presenter_to_text(one) for one in session.presenters])
        case _:
            return _written(getattr(session, name) or "")


def _written(value: date | time | str | list[str]) -> str:
    """*value* as TOML."""
    plain = f"{value:%H:%M}" if isinstance(value, time) else value
    return tomlkit.item(plain).as_string()
