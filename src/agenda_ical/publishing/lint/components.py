"""Content lines -> the components of a file, each with its properties, and what is wrong with how they lie in each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from attrs import define, field

from agenda_ical.publishing.lint.codes import Fault
from agenda_ical.publishing.lint.contentlines import ContentLine, shortened
from agenda_ical.publishing.lint.standard import COMPONENTS, PLACES

_NAME: Final = r"[A-Za-z0-9-]+"
_VALUE: Final = r'(?:"[^"]*"|[^";:,]*)'
_HEAD: Final = re.compile(rf"({_NAME})((?:;{_NAME}={_VALUE}(?:,{_VALUE})*)*):")
_PARAMETER: Final = re.compile(rf";({_NAME})=({_VALUE}(?:,{_VALUE})*)")
_ONE_VALUE: Final = re.compile(r'"([^"]*)"|([^,"]+)')
_PLAIN_NAME: Final = re.compile(rf"{_NAME}\Z")


class Property(NamedTuple):
    """A property as it is written, its value escaped as it stands there."""

    name: str
    value: str
    line: int
    parameters: dict[str, tuple[str, ...]]
    spelling: str
    """The name as it is written, in small letters or large."""

    def parameter(self, name: str) -> str | None:
        """The first value of the parameter *name*, if it has one."""
        values = self.parameters.get(name)
        return values[0] if values else None


_NONE: Final[dict[str, tuple[str, ...]]] = {}


@define(eq=False)
class Component:
    """A component with its properties by their names, in the order of the file, and the components in it."""

    name: str
    line: int
    properties: dict[str, list[Property]] = field(factory=dict)
    parts: list[Component] = field(factory=list)

    def all(self, name: str) -> list[Property]:
        """The properties called *name*."""
        return self.properties.get(name, [])

    def one(self, name: str) -> Property | None:
        """The first property called *name*, if there is one."""
        return next(iter(self.all(name)), None)

    def value(self, name: str) -> str:
        """The value of the first property called *name*, or nothing."""
        one = self.one(name)
        return one.value if one else ""

    def parts_called(self, *names: str) -> Iterator[Component]:
        """The components in it that have one of these names."""
        return (part for part in self.parts if part.name in names)

    def within(self) -> Iterator[Component]:
        """Itself, and all that lies in it at any depth."""
        waiting = [self]
        while waiting:
            component = waiting.pop()
            yield component
            waiting.extend(reversed(component.parts))


@define
class Tree:
    """What lies in a file, while it is read line by line."""

    calendars: list[Component] = field(factory=list)
    faults: list[Fault] = field(factory=list)
    open: list[Component] = field(factory=list)
    names: Counter[str] = field(factory=Counter)
    """The names of the components that are open."""

    def tell(self, code: str, line: int, message: str) -> None:
        """Note a fault."""
        self.faults.append(Fault(code, (line,), message))


def lines_to_tree(lines: Iterable[ContentLine]) -> Tree:
    """The components that *lines* tell."""
    tree = Tree()
    for line in lines:
        found = _line_to_property(line, tree)
        if found is None:
            continue
        if found.name == "BEGIN":
            _begin(found, tree)
        elif found.name == "END":
            _end(found, tree)
        else:
            _add(found, tree)
    for component in tree.open:
        tree.tell("component-unended", component.line, f"{component.name} has no END:{component.name}.")
    return tree


def _line_to_property(line: ContentLine, tree: Tree) -> Property | None:
    head, colon, value = line.text.partition(":")
    if colon and _PLAIN_NAME.match(head):
        return Property(head.upper(), value, line.number, _NONE, head)
    found = _HEAD.match(line.text)
    if found is None:
        tree.tell("content-line", line.number, f"This is no property: {shortened(line.text)!r}.")
        return None
    parameters = _parameters(found[1], found[2], line.number, tree)
    return Property(found[1].upper(), line.text[found.end() :], line.number, parameters, found[1])


def _parameters(name: str, text: str, line: int, tree: Tree) -> dict[str, tuple[str, ...]]:
    parameters: dict[str, tuple[str, ...]] = {}
    for key, values in _PARAMETER.findall(text):
        if key.upper() in parameters:
            tree.tell("parameter-repeated", line, f"{name} has the parameter {key} twice.")
            continue
        told = tuple(quoted or plain for quoted, plain in _ONE_VALUE.findall(values))
        parameters[key.upper()] = told or ("",)
        if key.upper() == "TZID" and values.startswith('"'):
            tree.tell("tzid-quoted", line, f"The zone of {name} stands in quotation marks: {values}.")
    return parameters


def _begin(found: Property, tree: Tree) -> None:
    component = Component(found.value.strip().upper(), found.line)
    parent = tree.open[-1] if tree.open else None
    _look_at_place(component, parent, tree)
    if parent is not None and component.name != "VCALENDAR":
        parent.parts.append(component)
    elif component.name == "VCALENDAR":
        tree.calendars.append(component)
    tree.open.append(component)
    tree.names[component.name] += 1


def _look_at_place(component: Component, parent: Component | None, tree: Tree) -> None:
    name = component.name
    if parent is None:
        if name != "VCALENDAR":
            tree.tell("outside-calendar", component.line, f"{name} stands outside of VCALENDAR.")
    elif parent.name not in PLACES.get(name, {parent.name}):
        tree.tell("nesting", component.line, f"{name} lies in {parent.name}.")
    if name not in COMPONENTS and not name.startswith("X-"):
        tree.tell(
            "component-unknown",
            component.line,
            f"There is no component {shortened(name)!r} in the standards.",
        )


def _end(found: Property, tree: Tree) -> None:
    name = found.value.strip().upper()
    if not tree.names[name]:
        tree.tell("component-unbegun", found.line, f"END:{shortened(name)} ends nothing that has begun.")
        return
    while (component := tree.open.pop()).name != name:
        tree.names[component.name] -= 1
        told = f"{component.name} has no END:{component.name} before line {found.line}."
        tree.tell("component-unended", component.line, told)
    tree.names[name] -= 1


def _add(found: Property, tree: Tree) -> None:
    if not tree.open:
        tree.tell("outside-calendar", found.line, f"{found.name} stands outside of VCALENDAR.")
        return
    component = tree.open[-1]
    if component.parts and not found.name.startswith("X-"):
        tree.tell(
            "property-order",
            found.line,
            f"{found.name} of {component.name} stands behind {component.parts[-1].name}.",
        )
    component.properties.setdefault(found.name, []).append(found)
