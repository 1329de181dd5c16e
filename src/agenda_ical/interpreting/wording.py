"""
The texts of an entry -> title, presenters, place, description.

What a row teaches about another is learnt first: "KECO(J. KIM)" makes "KECO" alone, at the end of
another row, the presenter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from attrs import evolve, field, mutable

from agenda_ical.document import Link
from agenda_ical.interpreting.celltext import (
    NO_TALK,
    brackets_joined,
    emphasised_lines,
    in_brackets,
    is_filled,
    is_sentence,
    short_lines_joined,
    unbracketed,
)
from agenda_ical.interpreting.draft import Entry, Piece, Wording
from agenda_ical.interpreting.learning import LIKELY, POSSIBLE, SURE, Lesson, initials_in, speakers_known
from agenda_ical.phrases.folding import has_cjk
from agenda_ical.phrases.languages import Lexicon, label_of
from agenda_ical.phrases.names import name_lists
from agenda_ical.phrases.organisations import pieces_of_positions
from agenda_ical.phrases.people import (
    Known,
    Person,
    labelled_people,
    people_evidence,
    plain_person,
    read_people,
    split_title_people,
)
from agenda_ical.phrases.people import fold as fold_letters
from agenda_ical.phrases.titles import clean_title, is_label, split_title_note
from agenda_ical.programme import Presenter, Role, SessionLink
from agenda_ical.regexes import regex


def word_entry(entry: Entry, lesson: Lesson, lexicon: Lexicon) -> Wording:
    """The wording of *entry*."""
    return _plain_wording(entry, lesson, lexicon) or _Reading(entry, lesson, lesson.known, lexicon).wording()


def _plain_wording(entry: Entry, lesson: Lesson, lexicon: Lexicon) -> Wording | None:
    """
    The wording of a row with a title of plain words and one plainly written person, or None.

    What ``_Reading`` makes of such a row, at a tenth of the cost: long tables consist of little else.
    """
    if (
        len(entry.activity) != 1
        or len(entry.people) != 1
        or entry.items
        or entry.labels
        or entry.notes
        or entry.rooms
    ):
        return None
    title, (who, role) = entry.activity[0], entry.people[0]
    if title.links or who.links or entry.affiliations or _PLAIN_TITLE.fullmatch(title.text) is None:
        return None
    person = plain_person(who.text, lesson.known, role)
    if person is None or lexicon.has_generic_word(title.text):
        return None
    return Wording(title.text, (Presenter(person.name, person.organisation, person.role or "speaker"),))


@mutable
class _Reading:
    """One entry being read: what of it is spoken for, and as what."""

    entry: Entry
    lesson: Lesson
    known: Known
    lexicon: Lexicon
    presenters: list[Presenter] = field(factory=list)
    notes: list[str] = field(factory=list)
    location: str | None = None
    title: str = ""
    doubtful: bool = False

    def wording(self) -> Wording:
        """Read all texts of the entry, the plainest first."""
        self._move_activities()
        for piece, role in self.entry.people:
            self._people_cell(piece.text, role)
        for piece in self.entry.affiliations:
            self._affiliate(piece.text)
        for piece in self.entry.rooms:
            self._place(" ".join(piece.text.split()))
        self._title(self._telling())
        for piece in self._present_below():
            self._item(piece.text)
        self._keep_the_rest()
        links = tuple(_links(self._pieces(), self.lexicon))
        return Wording(
            title=self.title,
            presenters=tuple(
                sorted(dict.fromkeys(self.presenters), key=lambda p: p.role in ("chair", "moderator"))
            ),
            description="\n".join(note for note in self.notes if note.strip()),
            location=self.location,
            url=next((link.url for link in links if not link.conference), None),
            links=links,
            doubtful=self.doubtful,
        )

    def _keep_the_rest(self) -> None:
        """Put every line with a word that nothing holds yet into the description: nothing is lost."""
        plain = [piece for piece in self._pieces() if not self._is_held(piece.text)]
        if not plain:
            return
        parts = [self.title, *self.notes, *map(str, self.presenters), self.location or "", *self.entry.tracks]
        held = fold_letters(" ".join(parts))
        for piece in plain:
            for line in piece.text.split("\n"):
                if self._is_link_label(line):
                    continue
                lost = [word for word in _WORD.findall(line) if not self._is_said(word, held)]
                if lost:
                    self.notes.append(" ".join(line.split()))
                    held += fold_letters(line)

    def _is_held(self, text: str) -> bool:
        """Whether *text* is the title, or a presenter as we write presenters."""
        return text == self.title or any(text == str(presenter) for presenter in self.presenters)

    def _is_said(self, word: str, held: str) -> bool:
        """Whether *word* stands in *held*, or is one that we leave out by rule: a number, a title, a role, a label."""
        letters = fold_letters(word)
        if len(letters) < 2 or letters.isdigit() or letters in held:
            return True
        lexicon, plain = self.lexicon, word.casefold()
        said = (
            lexicon.honorifics,
            pieces_of_positions(),
            lexicon.placeholders,
            lexicon.groups,
            lexicon.roles,
            lexicon.by,
        )
        if any(
            plain in words or f"{plain}." in words
            for words in (*said, lexicon.joiners, name_lists().before_names, lexicon.venue, lexicon.minutes)
        ):
            return True
        ends = (at for at in range(len(letters) - 1, 1, -1) if letters[:at] in held)
        return any(
            letters[at:] in lexicon.positions or len(letters) - at == 1 for at in ends if has_cjk(letters)
        )

    def _pieces(self) -> list[Piece]:
        entry = self.entry
        return [
            *entry.activity,
            *entry.labels,
            *(p for p, _ in entry.people),
            *entry.affiliations,
            *entry.rooms,
            *entry.notes,
            *entry.items,
        ]

    def _place(self, text: str) -> None:
        text = unbracketed(text)
        if text and not self.lexicon.is_placeholder(text) and any(map(str.isalnum, text)):
            if self.location is None:
                self.location = text
            elif text != self.location:
                self.notes.append(text)

    def _people_cell(self, text: str, role: Role | None) -> None:
        initials = initials_in(text) if self.lesson.initials else []
        people = tuple(map(Person, initials)) or read_people(text, self.known, role)
        self._present(people, role)
        if not people and any(map(str.isalnum, text)):
            self.notes.append(text)

    def _present_below(self) -> tuple[Piece, ...]:
        """
        What stands below the title, without the people right below it who present where nobody else does.

        People below further lines too give what those lines say, and not the session.
        """
        items = self.entry.items
        if self.presenters or not items:
            return items
        named = [people_evidence(piece.text, self.known) >= SURE for piece in items]
        count = next((at for at, is_named in enumerate(named) if not is_named), len(named))
        if any(named[count:]):
            return items
        for piece in items[:count]:
            self._people_cell(piece.text, None)
        return items[count:]

    def _move_activities(self) -> None:
        """A pause or a meal in a column of people is what happens: the column beside it has nothing, or the place."""
        moved = [
            piece for piece, _ in self.entry.people if self.lexicon.kind_of(piece.text) in ("break", "meal")
        ]
        if moved and not any(people_evidence(piece.text) >= LIKELY for piece in moved):
            people = tuple(one for one in self.entry.people if one[0] not in moved)
            rest = tuple(piece for piece in self.entry.activity if not self.lexicon.is_place(piece.text))
            places = tuple(piece for piece in self.entry.activity if piece not in rest)
            rooms = (*self.entry.rooms, *places)
            self.entry = self.entry.but(people=people, activity=(*moved, *rest), rooms=rooms)

    def _affiliate(self, text: str) -> None:
        """Give the people of the row the organisations of the column beside them: line by line, or one for all."""
        organisations = [
            p.organisation or p.name for p in read_people(text, self.known) if p.organisation or p.name
        ]
        if not organisations:
            self.notes.append(text)
        elif not self.presenters:
            self.presenters += [Presenter(None, organisation) for organisation in organisations]
        elif len(organisations) in (1, len(self.presenters)):
            own = organisations * len(self.presenters) if len(organisations) == 1 else organisations
            self.presenters = [
                presenter if presenter.organisation else evolve(presenter, organisation=organisation)
                for presenter, organisation in zip(self.presenters, own, strict=True)
            ]
        else:
            self.notes.append(text)

    def _present(self, people: Iterable[Person], role: Role | None = None) -> None:
        for person in people:
            self.presenters.append(
                Presenter(person.name, person.organisation, person.role or role or "speaker")
            )

    def _telling(self) -> list[Piece]:
        """The pieces that may hold the title, and nothing that stands beside a better one."""
        entry = self.entry
        activity = [piece for piece in entry.activity if is_filled(piece.text)]
        labels = [piece for piece in entry.labels if is_filled(piece.text)]
        if labels and activity and self._names_more(labels[0].text, activity[0].text):
            activity, labels = labels[:1], [*labels[1:], *activity]
        if not activity:
            return self._second_best(labels)
        for piece in labels:
            self._label(piece.text)
        telling = activity[:1]
        if is_label(activity[0].text):
            better = [piece for piece in (*activity[1:], *entry.notes) if self._tells_more(piece.text)][:1]
            if better:
                self.notes.append(" ".join(activity[0].text.split()))
                telling = better
        self._remarks(piece for piece in (*activity, *entry.notes) if piece not in (*telling, activity[0]))
        return telling

    def _names_more(self, label: str, text: str) -> bool:
        """Whether a label is what happens ("Closing", "Lunch") or the text beside it says nothing."""
        kind = self.lexicon.kind_of(label.split("\n", maxsplit=1)[0])
        return self.lexicon.is_placeholder(text) or kind not in (None, "talk")

    def _tells_more(self, text: str) -> bool:
        """Whether a note names people and something else: the talk that a label beside it announces."""
        lines = [line for line in text.split("\n") if is_filled(line)]
        marks = [self._evidence(line) >= SURE for line in lines]
        return any(marks) and not all(marks)

    def _second_best(self, labels: list[Piece]) -> list[Piece]:
        """What tells of an entry without an activity: a label, a single item, a note, a name."""
        notes = [piece for piece in self.entry.notes if is_filled(piece.text)]
        if labels and not all(is_label(piece.text) for piece in labels):
            self._remarks(notes)
            return labels
        if self.entry.items and not labels:
            item, *others = self.entry.items
            self.entry = self.entry.but(items=tuple(others))
            self._remarks(notes)
            return [item]
        if labels:
            self._remarks(notes)
            return labels
        if notes:
            self._remarks(notes[1:])
            return notes[:1]
        return [piece for piece, _ in self.entry.people[:1]]

    def _remarks(self, pieces: Iterable[Piece]) -> None:
        """Notes beside the title: people where they are labelled as such, else description."""
        for piece in pieces:
            for line in piece.text.split("\n"):
                self._remark(line)

    def _remark(self, line: str) -> None:
        labelled = labelled_people(line, self.known)
        if labelled is not None:
            role, people = labelled
            self._present(people, role)
            if not people:
                self.notes.append(line.strip())
        elif not self.entry.people and self._evidence(line) >= SURE:
            self._present(read_people(line, self.known))
        elif is_filled(line) and not self._is_link_label(line):
            self.notes.append(line.strip())

    def _label(self, text: str) -> None:
        """A label beside the title: "Keynote - A. Roe" names who gives it."""
        title, people = split_title_people(text, self.known)
        if people and not self.entry.people:
            self._present(people)
            if is_filled(title):
                self.notes.append(title)
        elif not self.entry.people and self._evidence(text) >= SURE:
            self._present(read_people(text, self.known))
        else:
            self.notes.append(" ".join(text.split()))

    def _title(self, pieces: Sequence[Piece]) -> None:
        if len(pieces) == 1 and "\n" not in pieces[0].text:
            if is_filled(pieces[0].text):
                self._single(self._without_link_labels(pieces[0].text.strip()))
            return
        lines: list[str] = []
        emphasised: list[str] = []
        for piece in pieces:
            lines += [line.strip() for line in piece.text.split("\n")]
            emphasised += emphasised_lines(piece)
        filled = [line for line in lines if is_filled(line)]
        lines = [
            self._without_link_labels(line) for line in filled if not self._is_link_label(line)
        ] or filled[:1]
        if not lines:
            return
        if len(lines) == 1:
            self._single(lines[0])
            return
        first, *others = self._without_roster(self._with_wrapped(lines))
        lines = [
            *([] if self._take_labelled(first) else [first]),
            *(x for x in others if not self._take_named(x)),
        ]
        rest = self._take_people(brackets_joined(lines))
        self._title_of_lines(rest or lines[:1] or [first], [line for line in emphasised if line in rest])

    def _evidence(self, line: str) -> float:
        """How much *line* looks like people; behind a label such as "Keynote:" what follows counts."""
        line = unbracketed(line)
        label = label_of(line) if ":" in line or "：" in line else None
        if label is not None and self.lexicon.is_generic(label[0]):
            return people_evidence(label[1], self.known)
        return people_evidence(line, self.known)

    def _with_wrapped(self, lines: list[str]) -> list[str]:
        """*lines*, those that go on with the people behind a label joined to it: after a comma, "and", in brackets."""
        joined: list[str] = []
        for line in lines:
            before = joined[-1] if joined else ""
            goes_on = (
                before.endswith((",", "、", "，", "-"))
                or before.rsplit(" ", 1)[-1].casefold() in self.lexicon.joiners
            )
            if before and (goes_on or in_brackets(line)) and labelled_people(before, self.known) is not None:
                joined[-1] = f"{before} {line}"
            else:
                joined.append(line)
        return joined

    def _without_roster(self, lines: list[str]) -> list[str]:
        """*lines* without those from a role alone on its line ("Chair:") on; who is named below it presents."""
        for at, line in enumerate(lines):
            if at and self.lexicon.role_of(line.strip(_BULLETS)) is not None:
                self._present(read_people("\n".join(lines[at:]), self.known))
                return lines[:at]
        return lines

    def _labelled(self, line: str) -> tuple[Role, tuple[Person, ...]] | None:
        """People behind a label, if they look like people: "Panel: Who pays?" is a title."""
        labelled = labelled_people(line, self.known)
        label = label_of(line)
        if labelled is None or label is None or not self.lexicon.is_generic(label[0]):
            return labelled
        return labelled if people_evidence(label[1], self.known) > LIKELY else None

    def _tells_nothing(self, inside: str) -> bool:
        """Whether brackets only lead elsewhere, or say that nobody is found yet."""
        return self._is_link_label(inside) or self._names_nobody(inside)

    def _without_link_labels(self, line: str) -> str:
        """*line* without brackets at its end that tell nothing of it: "Dinner [Map]", "Rivers (speaker: TBA)"."""
        if line[-1:] not in _CLOSING:
            return line
        match = _BRACKET.search(line)
        while match is not None and match.start() and self._tells_nothing(match["inside"]):
            line = line[: match.start()].rstrip()
            match = _BRACKET.search(line)
        return line

    def _take_named(self, line: str) -> bool:
        """Whether a line below the first tells by a label who presents: "Chair: A. Roe", "Keynote by B. Doe"."""
        if self._take_labelled(line):
            return True
        if self.lexicon.is_venue_label(line):
            return True
        if len(line) > 80 or self._speakers_known():
            return False
        title, people = split_title_people(line, self.known)
        if people and (is_label(title) or self.lexicon.kind_of(title) == "opening"):
            self._present(people)
            return True
        return False

    def _is_link_label(self, line: str) -> bool:
        return line.strip() in self.lesson.links or self.lexicon.is_link_label(line)

    def _take_labelled(self, line: str) -> bool:
        """Whether *line* names people or the place by a label, and if so keep them."""
        if (
            ":" not in line
            and "：" not in line
            and "-" not in line
            and "┃" not in line
            and "(" not in line
            and len(line) > 80
        ):
            return False
        place = self.lexicon.place_after_label(line)
        if place:
            self._place(place)
            return True
        labelled = self._labelled(line)
        if labelled is not None:
            role, people = labelled
            self._present(people, role)
            if people or self._names_nobody(line):
                return True
        return self._take_by(line)

    def _names_nobody(self, line: str) -> bool:
        """Whether *line* says of a role that nobody is found yet: "Speaker: TBA"."""
        label = label_of(line)
        return (
            label is not None
            and self.lexicon.role_of(label[0]) is not None
            and bool(label[1])
            and self.lexicon.is_placeholder(label[1])
        )

    def _take_by(self, line: str) -> bool:
        """Whether *line* says "by A. Roe" and nothing else, and if so keep who that is."""
        word, _, rest = line.partition(" ")
        if word.casefold() not in self.lexicon.by or self._evidence(rest) < LIKELY:
            return False
        self._present(read_people(rest, self.known))
        return True

    def _take_people(self, lines: list[str]) -> list[str]:
        """The lines that are not people; the people are kept, with the affiliation on the line below."""
        if self._speakers_known():
            return lines
        marks = [self._evidence(line) >= SURE for line in lines]
        if len(lines) > 1 and not any(marks):
            at = 0 if self.lesson.above else len(lines) - 1
            if (self.lesson.above or self.lesson.below) and self._may_be_people(lines[at]):
                marks[at] = True
        if all(marks):
            return self._all_people(lines)
        groups = sum(mark and not before for mark, before in zip(marks, [False, *marks], strict=False))
        if groups > 2 or (groups == 2 and self.presenters):
            return lines
        rest: list[str] = []
        at = 0
        while at < len(lines):
            if not marks[at]:
                rest.append(lines[at])
                at += 1
                continue
            stop = at + 1
            while stop < len(lines) and rest_is_affiliation(lines[stop], marks[stop], self.lexicon):
                if not marks[stop] and not rest and all(marks[stop + 1 :]):
                    break
                stop += 1
            self._present(read_people(unbracketed("\n".join(lines[at:stop])), self.known))
            at = stop
        return rest

    def _speakers_known(self) -> bool:
        """Whether a column beside it tells who speaks; one of chairs does not."""
        return speakers_known(self.entry)

    def _may_be_people(self, line: str) -> bool:
        """Whether *line*, where others have their people, may be one of people too."""
        if self._evidence(line) > POSSIBLE:
            return True
        return (
            self.lexicon.has_organisation_word(line)
            and len(line.split()) <= 8
            and self.lexicon.kind_of(line) is None
        )

    def _all_people(self, lines: list[str]) -> list[str]:
        """Nothing but people: the first is what happens, all present."""
        self._present(read_people("\n".join(lines), self.known))
        return lines[:1]

    def _title_of_lines(self, lines: list[str], emphasised: list[str]) -> None:
        if not lines:
            return
        lines = self._without_places(lines)
        while len(lines) > 1 and self._is_label(lines[0], lines[1]):
            self.notes.append(lines[0])
            lines = lines[1:]
        emphasised = [line for line in emphasised if line in lines and not is_label(line)]
        lines = lines if any(map(self.lexicon.kind_of, lines)) else short_lines_joined(lines)
        if emphasised and len(emphasised) < len(lines):
            self.title = clean_title(" ".join(emphasised))
            self.doubtful = lines[0] not in emphasised
            self.notes += [line for line in lines if line not in emphasised]
        elif len(lines) > 1 and is_label(lines[0]) and is_sentence(lines[1]):
            self.title = lines[0]
            self.notes += lines[1:]
        else:
            title, note = split_title_note(lines)
            self.title = title
            if note:
                self.notes.append(note)
        if all(presenter.role in ("chair", "moderator") for presenter in self.presenters):
            self._split_title(self.title)
        self.title = clean_title(self.title)

    def _without_places(self, lines: list[str]) -> list[str]:
        """*lines* without those that only name a place: below the first, or beside a pause or an opening."""
        plain = any(self.lexicon.kind_of(line) in NO_TALK for line in lines)
        kept: list[str] = []
        for at, line in enumerate(lines):
            short = len(line.split()) <= 6 and ":" not in line
            place = short and self.lexicon.is_place(line, self.lexicon.kind_of(line))
            if place and len(lines) > 1 and (plain or at) and self.lexicon.kind_of(line) is None:
                self._place(line)
            else:
                kept.append(line)
        return kept or lines[:1]

    def _is_label(self, line: str, below: str) -> bool:
        """Whether the first of several lines only says of which sort the next is."""
        word = self.lesson.labelled and len(line) <= 12 and " " not in line
        plain = is_label(line) and not any(map(str.isdigit, line))
        kind_of = self.lexicon.kind_of
        if kind_of(line) in NO_TALK and kind_of(below) not in NO_TALK:
            return False
        if line in self.lesson.labels or in_brackets(line) or self._is_kin_of_labels(line):
            return True
        return (word or plain) and not is_sentence(below)

    def _is_kin_of_labels(self, line: str) -> bool:
        """Whether *line* ends as labels of this programme do: "Short Paper", where others are called "Full Paper"."""
        words = line.split()
        return 1 < len(words) <= 4 and any(
            label.rsplit(" ", 1)[-1] == words[-1] for label in self.lesson.labels if " " in label
        )

    def _single(self, line: str) -> None:
        """A title of one line, with or without its people."""
        if not self._speakers_known():
            self._split_title(line)
            if self.title:
                self.title = clean_title(self.title)
                return
            if self._evidence(line) >= SURE:
                self._present(read_people(line, self.known))
                self.title = clean_title(line)
                return
            labelled = self._labelled(line)
            if labelled is not None and labelled[1]:
                self._present(labelled[1], labelled[0])
                self.title = clean_title(line)
                return
        self.title = clean_title(line)
        self._place_in_brackets()
        self._place_behind_at()

    def _split_title(self, line: str) -> None:
        title, people = split_title_people(line, self.known)
        if people and is_filled(title):
            self._present(people)
            self.title = title

    def _place_in_brackets(self) -> None:
        """Take the place of a thing that is no talk out of its brackets: "Lunch (Restaurant)"."""
        if self.location is not None or self.title[-1:] not in _CLOSING:
            return
        match = _BRACKET.search(self.title)
        if match is None:
            return
        inside, before = match["inside"].strip(), self.title[: match.start()].strip()
        if before and self.lexicon.is_place(inside, self.lexicon.kind_of(before)):
            self.location, self.title = inside, before

    def _place_behind_at(self) -> None:
        """Take the place behind the sign for it: "Welcome reception @ City Hall"."""
        before, sign, behind = self.title.rpartition(" @ ")
        if sign and self.location is None and before.strip() and behind[:1].isupper():
            self.location, self.title = behind.strip(), before.strip()

    def _item(self, text: str) -> None:
        """A line below the title without a time of its own."""
        for line in text.split("\n"):
            if not self._take_labelled(line.strip()) and is_filled(line) and not self._is_link_label(line):
                self.notes.append(line.strip())


_BULLETS = " -–—•·●○■□◆◇▶▷※*:："
_WORD = regex(r"[^\W_]+")
_PLAIN_TITLE = regex(r"[A-Z][a-z]+(?:[ -][A-Za-z]{2,}){2,}")
_CLOSING = frozenset(")）]")
_BRACKET = regex(
    r"""
    \s* [(（\[]  (?P<inside> [^()（）\[\]]{2,60} )  [)）\]] $
    """,
    re.VERBOSE,
)


def rest_is_affiliation(line: str, is_person: bool, lexicon: Lexicon) -> bool:  # noqa: FBT001
    """Whether *line*, below a person, goes on with where that person works."""
    if is_person:
        return True
    bracketed = line[:1] in "(（" and line[-1:] in ")）"
    return (bracketed or lexicon.has_organisation_word(line)) and len(line) <= 90


def _links(pieces: Iterable[Piece], lexicon: Lexicon) -> Iterable[SessionLink]:
    """The addresses that *pieces* lead to, each once; a page's own anchors are none."""
    seen: set[str] = set()
    for piece in pieces:
        if not piece.links:
            continue
        for link in piece.links:
            if link.href.startswith(("http://", "https://")) and link.href not in seen:
                seen.add(link.href)
                yield SessionLink(link.href, _label_of(piece.text, link), lexicon.is_meeting(link.href))


def _label_of(text: str, link: Link) -> str:
    return " ".join(text[link.start : link.stop].split())
