"""Bytes -> text: byte order mark, declared label, strict UTF-8, the caller's language, detection."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

ALIASES = {
    alias: codec
    for codec, aliases in {
        "cp949": "cp949 uhc ms949 windows-949 x-windows-949 ks_c_5601-1987 ksc5601 ks_c_5601 euc-kr euckr",
        "cp932": "cp932 shift_jis shift-jis sjis x-sjis ms_kanji windows-31j ms932",
        "gb18030": "gb18030 gb2312 gbk cp936 x-gbk gb_2312-80",
        "big5hkscs": "big5 big5-hkscs cp950 x-x-big5",
        "cp1252": "cp1252 windows-1252 iso-8859-1 iso8859-1 latin1 latin-1 ascii us-ascii",
        "cp1254": "cp1254 windows-1254 iso-8859-9 latin5",
        "utf-8": "utf-8 utf8 unicode-1-1-utf-8",
        # a page whose label can be read byte by byte is not UTF-16, whatever it says (HTML standard, prescan)
        "": "utf-16 utf-16le utf-16be utf-7",
    }.items()
    for alias in aliases.split()
}

LANGUAGES = {
    "ko": "cp949",
    "ja": "cp932",
    "zh-tw": "big5hkscs",
    "zh-hk": "big5hkscs",
    "zh-mo": "big5hkscs",
    "zh-hant": "big5hkscs",
    "zh": "gb18030",
}

ZONES = {
    "Asia/Seoul": "ko",
    "Asia/Pyongyang": "ko",
    "ROK": "ko",
    "Asia/Tokyo": "ja",
    "Japan": "ja",
    "Asia/Taipei": "zh-tw",
    "ROC": "zh-tw",
    "Asia/Hong_Kong": "zh-tw",
    "Hongkong": "zh-tw",
    "Asia/Macau": "zh-tw",
    "Asia/Shanghai": "zh",
    "Asia/Chongqing": "zh",
    "Asia/Harbin": "zh",
    "Asia/Urumqi": "zh",
    "PRC": "zh",
}

LABEL = re.compile(
    rb"""
    <meta\b [^>]{0,500}? \bcharset \s*=\s* ["']? \s* (?P<meta>[\w.:-]+)
    | <\?xml\b [^>]{0,200}? \bencoding \s*=\s* ["'] (?P<xml>[\w.:-]+)
    | <%@ [^>]{0,500}? \bcharset \s*=\s* ["']? (?P<page>[\w.:-]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
LABEL_WITHIN = 4096


def decode(
    content: bytes,
    *,
    declared: str | None = None,
    language: str | None = None,
    timezone: str | None = None,
) -> str:
    """
    The text that *content* is, its lines ending with a newline, without a byte order mark.

    *declared* is a label from outside (a content type). *language* (BCP 47) and *timezone* (IANA) are what the
    caller said, never a default: under a mere default, western text would turn into Korean.
    """
    text = _marked(content)
    if text is None:
        text = _strictly(content, _candidates(content, declared, language, timezone))
    if text is None:
        text = _guessed(content)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _marked(content: bytes) -> str | None:
    for mark, codec in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(codec, "replace")
    return None


def _candidates(
    content: bytes, declared: str | None, language: str | None, timezone: str | None
) -> list[str | None]:
    """The codecs to be tried strictly, best evidence first."""
    wide = _wide(content)
    return [
        wide,
        codec_of(declared),
        codec_of(declared_label(content)),
        "utf-8",
        _codec_of_language(language),
        _codec_of_language(ZONES.get(timezone or "")),
    ]


def declared_label(content: bytes) -> str | None:
    """The encoding that an HTML or XML page names near its beginning."""
    found = LABEL.search(content[:LABEL_WITHIN])
    if found is None:
        return None
    return (found["meta"] or found["xml"] or found["page"]).decode("ascii", "replace")


def codec_of(label: str | None) -> str | None:
    """Python's codec for a label as the web uses it, or None if there is none."""
    if not label:
        return None
    name = label.strip().strip("\"'").lower()
    if name in ALIASES:
        return ALIASES[name] or None
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return info.name if info._is_text_encoding else None  # noqa: SLF001 : hex and zip are codecs too


def _codec_of_language(language: str | None) -> str | None:
    tag = (language or "").replace("_", "-").lower()
    while tag and tag not in LANGUAGES:
        tag = tag.rpartition("-")[0]
    return LANGUAGES.get(tag)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of its blanks, digits and newlines is NUL."""
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = max(len(sample) // 20, 1)
    if odd >= enough and even * 10 <= odd:
        return "utf-16-le"
    if even >= enough and odd * 10 <= even:
        return "utf-16-be"
    return None


def _strictly(content: bytes, codecs_to_try: list[str | None]) -> str | None:
    for codec in dict.fromkeys(codecs_to_try):
        if codec is not None:
            try:
                return content.decode(codec)
            except UnicodeDecodeError:
                continue
    return None


def _guessed(content: bytes) -> str:
    """The text by the frequencies of its byte pairs; undecodable bytes become U+FFFD."""
    try:
        from turbohtml.detect import detect  # noqa: PLC0415 : heavy, and hardly ever needed
    except ImportError:
        return _strictly(content, ["cp1252"]) or content.decode("cp1252", "replace")
    name = detect(content).encoding
    codec = codec_of(name)
    return _strictly(content, [codec, "cp1252"]) or content.decode(codec or "cp1252", "replace")
