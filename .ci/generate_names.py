"""
Write what the package loads fast from what people edit: ``words.json`` from the languages' TOML, ``names.json`` from CLDR.

    python .ci/generate_names.py            write both (names.json needs Babel)
    python .ci/generate_names.py --words    write words.json only
    python .ci/generate_names.py --check    fail where a committed file differs
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
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
