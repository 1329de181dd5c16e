"""
Write what the package loads fast.

``words.json`` comes from the languages' TOML, ``names.json`` from Unicode CLDR, ``given.txt`` from Faker.

    python .ci/generate_names.py            write all (which needs Babel and Faker)
    python .ci/generate_names.py --words    write words.json only
    python .ci/generate_names.py --check    fail where a committed file differs
"""

from __future__ import annotations

import json
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

PHRASES = Path(__file__).resolve().parent.parent / "src" / "agenda_ical" / "phrases"
sys.path.insert(0, str(PHRASES.parent.parent))

from agenda_ical.phrases.compiling import compile_languages, read_languages  # noqa: E402
from agenda_ical.phrases.folding import fold  # noqa: E402

LOCALES = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et",
    "eu", "fa", "fi", "fil", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja",
    "ka", "kk", "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne",
    "nl", "nn", "or", "pa", "pl", "pt", "ro", "ru", "si", "sk", "sl", "sq", "sr", "sr_Latn", "sv", "sw",
    "ta", "te", "th", "tr", "uk", "ur", "uz", "vi", "zh", "zh_Hant", "zu", "es_MX", "pt_PT", "fr_CA",
    "de_AT", "en_AU", "en_GB", "en_CA",
)  # fmt: skip
GIVEN_NOTICE = "Given names: Faker, Copyright (c) 2012 Daniele Faraglia, MIT licence."
NOTICE = "Month and weekday names: Unicode CLDR, (c) 1991-present Unicode, Inc., Unicode License V3."


def written_names(names: Iterable[str]) -> Iterator[str]:
    """The names that say something alone: no digits, and in Latin letters no shorter than three."""
    for name in names:
        folded = fold(name).rstrip(".")
        if any(letter.isdigit() for letter in folded) or len(folded) < 2:
            continue
        if len(folded) > 2 or not folded[0].isalpha() or ord(folded[0]) > 0x24F:
            yield folded


def cldr_names(kind: str) -> dict[str, int]:
    """Each month's or weekday's name with its number from 1 (January, Monday); a name of several is left out."""
    from babel import Locale  # noqa: PLC0415

    numbers: dict[str, set[int]] = {}
    for code in LOCALES:
        locale = Locale.parse(code)
        table = locale.months if kind == "months" else locale.days
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in table[context][width].items():
                    for word in written_names([name]):
                        numbers.setdefault(word, set()).add(number + (kind == "weekdays"))
    return {word: known.pop() for word, known in sorted(numbers.items()) if len(known) == 1}


def compiled_names() -> dict[str, Any]:
    """What names.json holds; a word that is both a month and a weekday somewhere is left to the TOML."""
    months, weekdays = cldr_names("months"), cldr_names("weekdays")
    both = months.keys() & weekdays.keys()
    return {
        "notice": NOTICE,
        "months": {word: number for word, number in months.items() if word not in both},
        "weekdays": {word: number for word, number in weekdays.items() if word not in both},
    }


def given_names() -> str:
    """
    The given names that Faker knows in at least two countries, a line each, without accents, under its notice.

    A name of one country alone is often a word of another; words that titles are made of are left out too.
    """
    from faker.providers import person  # noqa: PLC0415

    countries: Counter[str] = Counter()
    for module in iter_modules(person.__path__):
        countries.update(_names_of(import_module(f"{person.__name__}.{module.name}").Provider))
    words = _words_of_titles()
    known = sorted(name for name, count in countries.items() if count > 1 and name not in words)
    return "\n".join([f"# {GIVEN_NOTICE}", *known, ""])


def _names_of(provider: type) -> set[str]:
    """The given names of one country in plain letters."""
    lists = [value for key, value in vars(provider).items() if key.startswith("first_name")]
    names = (name for names in lists if hasattr(names, "__iter__") for name in names)
    plain = {_without_accents(name) for name in names if isinstance(name, str)}
    return {name for name in plain if name.isascii() and name.isalpha() and len(name) > 2}


def _without_accents(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _words_of_titles() -> set[str]:
    """The words that are more often no name: those listed as such, months, weekdays, places, and what languages call things."""
    lists = tomllib.loads((PHRASES / "names.toml").read_text("utf-8"))
    listed = {word for key in ("words", "before_names", "particles") for word in lists[key].split()}
    calendar = {word for table in ("months", "weekdays") for word in compiled_names()[table]}
    spoken = json.dumps(read_languages(), ensure_ascii=False).replace('"', " ").casefold().split()
    return listed | calendar | _places() | {word.strip(".,:()[]") for word in spoken}


def _places() -> set[str]:
    """The countries of CLDR and the cities that name time zones."""
    from babel import Locale  # noqa: PLC0415
    from pytz import all_timezones  # noqa: PLC0415

    cities = {zone.rsplit("/", 1)[-1] for zone in all_timezones}
    return {name.casefold() for name in (*Locale("en").territories.values(), *cities)}


def as_text(table: dict[str, Any]) -> str:
    """JSON with one entry of a table on a line, so that a change is seen as one line."""
    parts = [
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, indent=0)}"
        for key, value in table.items()
    ]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def main(arguments: list[str]) -> int:
    """Write or check the generated files; 1 where a check fails."""
    wanted = {"words.json": as_text(compile_languages(read_languages()))}
    if "--words" not in arguments:
        wanted["names.json"] = as_text(compiled_names())
        wanted["given.txt"] = given_names()
    stale = [name for name, text in wanted.items() if _text_of(PHRASES / name) != text]
    if "--check" in arguments:
        sys.stderr.writelines(f"{name} is stale: run python .ci/generate_names.py\n" for name in stale)
        return 1 if stale else 0
    for name in stale:
        (PHRASES / name).write_text(wanted[name], "utf-8", newline="\n")
    return 0


def _text_of(path: Path) -> str:
    return path.read_text("utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
