"""The texts of a calendar: what is escaped wrongly (RFC 5545, section 3.3.11), and what is shown other than it is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.components import Component, Property
from agenda_ical.publishing.lint.contentlines import shortened
from agenda_ical.publishing.lint.standard import LISTS, OLD_TEXTS, TEXTS

_ESCAPED: Final = re.compile(r"\\[\\;,nN]")
_ANY_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_TAG: Final = re.compile(
    r"</?(?:p|br|div|span|a|b|i|u|ul|ol|li|em|strong|h[1-6]|table|tr|td|font)\b[^<>]{0,500}>", re.IGNORECASE
)
_ENTITY: Final = re.compile(r"&(?:amp|lt|gt|quot|nbsp|#\d{1,6}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_READ: Final = frozenset({"SUMMARY", "DESCRIPTION", "LOCATION"})


def unescaped(text: str) -> str:
    """*text* as people read it."""
    if "\\" not in text:
        return text
    return _ANY_ESCAPED.sub(lambda sign: "\n" if sign[1] in "nN" else sign[1], text)


def named(component: Component) -> str:
    """What people call *component*: its title, else its UID, else what it is."""
    text = unescaped(component.value("SUMMARY") or component.value("UID")).replace("\n", " ").strip()
    return repr(shortened(text, 40)) if text else f"The {component.name} of line {component.line}"


def text_faults(one: Property) -> Iterator[Fault]:
    """What is wrong with the text that *one* holds."""
    if one.name not in TEXTS and one.name not in OLD_TEXTS:
        return
    value, here = one.value, (one.line,)
    if "\\" in value or "," in value or ";" in value:
        yield from _escape_faults(one)
    if one.name in _READ and ("<" in value or "&" in value):
        if found := _TAG.search(value):
            yield Fault("text-html", here, f"{one.name} holds HTML, such as {shortened(found[0], 30)}.")
        elif found := _ENTITY.search(value.replace("\\;", ";")):
            yield Fault("text-html", here, f"{one.name} holds an entity of HTML, {found[0]}.")


def _escape_faults(one: Property) -> Iterator[Fault]:
    plain = _ESCAPED.sub("", one.value)
    if "\\" in plain:
        at = plain.index("\\")
        yield Fault(
            "text-backslash", (one.line,), f"A backslash in {one.name} escapes nothing: {plain[at : at + 2]}"
        )
    unescaped_ones = [sign for sign in ";," if sign in plain and not (sign == "," and one.name in LISTS)]
    if unescaped_ones:
        code = "text-unescaped" if one.name in TEXTS else "old-text-unescaped"
        names = " and ".join("a semicolon" if sign == ";" else "a comma" for sign in unescaped_ones)
        yield Fault(
            code, (one.line,), f"{one.name} holds {names} without a backslash: {shortened(one.value)!r}."
        )
    if "\\\\n" in one.value and one.name in _READ:
        yield Fault(
            "text-escaped-twice",
            (one.line,),
            f"{one.name} shows \\n as two letters; a break is meant, it seems.",
        )
