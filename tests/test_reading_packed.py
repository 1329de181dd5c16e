"""Packed files: their parts, what they may cost, and what is refused."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from attrs import field, mutable

from agenda_ical.errors import BeyondLimits, UnreadableFile
from agenda_ical.limits import Limits
from agenda_ical.reading.packed import MOST_PARTS, Packed

XML = '<w:a xmlns:w="urn:w" k="1"><w:b>하천</w:b><w:b/></w:a>'


def pack(compression: int = ZIP_DEFLATED, **parts: str | bytes) -> bytes:
    """A packed file with *parts*."""
    file = BytesIO()
    with ZipFile(file, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return file.getvalue()


@mutable
class Told:
    """Keeps what it is told."""

    depth: int = 0
    told: list[str] = field(factory=list)

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""
        self.depth += 1
        self.told.append(f"<{name} {attributes}>")

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self.depth -= 1
        self.told.append(f"</{name}>")

    def text(self, data: str) -> None:
        """Take a piece of text."""
        self.told.append(data)


def test_parts_are_read_by_name():
    """The bytes as they were packed; a name that is not there is a KeyError."""
    packed = Packed(pack(a=b"one", b=b"two"), Limits())

    assert (packed.names, packed.read("b"), packed.spent) == ({"a", "b"}, b"two", 3)
    with pytest.raises(KeyError):
        packed.read("c")


def test_a_tree_has_no_namespaces():
    """Names differ from year to year in nothing but their namespace."""
    root = Packed(pack(a=XML), Limits()).tree("a")

    assert [(element.tag, element.text) for element in root.iter()] == [
        ("a", None),
        ("b", "하천"),
        ("b", None),
    ]


def test_elements_are_told_in_order():
    """Names with their prefixes, text in one piece; at the end nothing is open."""
    told = Told()
    Packed(pack(a=XML), Limits()).tell("a", told)

    assert told.told == [
        "<w:a {'xmlns:w': 'urn:w', 'k': '1'}>",
        "<w:b {}>",
        "하천",
        "</w:b>",
        "<w:b {}>",
        "</w:b>",
        "</w:a>",
    ]
    assert told.depth == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("how", ["tree", "tell"])
def test_entities_are_refused(how: str, encoding: str):
    """In any encoding, also where the declaration lies over the edge of two blocks."""
    part = (
        f'<?xml version="1.0" encoding="{encoding}"?>{" " * 65_480}<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    )
    packed = Packed(pack(a=part.encode(encoding)), Limits())

    with pytest.raises(UnreadableFile, match="entities"):
        packed.tree("a") if how == "tree" else packed.tell("a", Told())


@pytest.mark.parametrize(
    ("limits", "part", "told"),
    [
        (Limits(unpacked=999), b"<a>" + b" " * 1000 + b"</a>", "bytes when unpacked"),
        (Limits(depth=9), b"<a>" * 10 + b"</a>" * 10, "elements within elements"),
        (Limits(elements=9), b"<a>" + b'<b c="d"/>' * 9 + b"</a>", "tags and attributes"),
    ],
)
def test_limits_hold(limits: Limits, part: bytes, told: str):
    """Size, depth and number of elements."""
    with pytest.raises(BeyondLimits, match=told):
        Packed(pack(a=part), limits).tree("a")


def test_a_told_part_may_not_nest_too_deep():
    """Nothing of it is kept, but whoever is told keeps what is open."""
    with pytest.raises(BeyondLimits, match="elements within elements"):
        Packed(pack(a="<a>" * 99_999), Limits()).tell("a", Told())


def test_what_a_part_says_of_its_size_is_not_believed():
    """The list of parts calls it small; what comes out counts."""
    content = pack(a=b" " * 100_000)
    lying = content.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    packed = Packed(lying, Limits(unpacked=50_000))

    with pytest.raises((BeyondLimits, UnreadableFile)):
        packed.read("a")
    assert packed.spent < 100_000


@pytest.mark.parametrize("part", [b"", b"<a>", b"<a></b>", b"\0\0", b"<a/><a/>"])
@pytest.mark.parametrize("how", ["tree", "tell"])
def test_what_is_no_xml_is_damage(how: str, part: bytes):
    """And the way out is to save it again."""
    packed = Packed(pack(a=part), Limits())

    with pytest.raises(UnreadableFile, match=r"damaged.*Save it again"):
        packed.tree("a") if how == "tree" else packed.tell("a", Told())


def test_what_no_office_packs_is_refused():
    """Another compression, thousands of parts, a password, half a file."""
    with pytest.raises(UnreadableFile, match="no office"):
        Packed(pack(ZIP_BZIP2, a=b"x" * 99), Limits())
    with pytest.raises(UnreadableFile, match="no document of an office"):
        Packed(b"PK\x01\x02" * (MOST_PARTS + 1), Limits())
    with pytest.raises(UnreadableFile, match="cannot be unpacked"):
        Packed(pack(a=b"one")[:-9], Limits())
    locked = bytearray(pack(a=b"one"))
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UnreadableFile, match="password"):
        Packed(bytes(locked), Limits())
