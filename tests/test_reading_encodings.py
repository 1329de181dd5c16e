"""Bytes -> text."""

from __future__ import annotations

import pytest

from agenda_ical.reading.encodings import codec_of, decode

KOREAN = "3월 28일(목) 온실가스 인벤토리 워크숍, 개회식과 종합토론, 질의응답, 똠방각하 펲시콜라"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_with_or_without_a_mark(codec: str):
    """UTF-8 and UTF-16 are told by their mark or by their shape, and the mark is no part of the text."""
    assert decode("9:00 Opening\r\n10:00 개회".encode(codec)) == "9:00 Opening\n10:00 개회"


@pytest.mark.parametrize("label", ["cp949", "UHC", "ms949", "ks_c_5601-1987", "euc-kr", "x-windows-949"])
def test_korean_labels_all_mean_cp949(label: str):
    """Pages that say EUC-KR hold syllables that only cp949 has."""
    page = f'<html><head><meta charset="{label}"></head>{KOREAN}'

    assert decode(page.encode("cp949")) == page


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("Shift_JIS", "cp932"),
        ("windows-31j", "cp932"),
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("big5", "big5hkscs"),
        ("ISO-8859-1", "cp1252"),
        ("koi8-r", "koi8-r"),
        ("utf-16", None),
        ("hex", None),
        ("no such", None),
        (None, None),
    ],
)
def test_labels_as_the_web_means_them(label: str | None, codec: str | None):
    """A label names the codec that browsers use for it; what is none names nothing."""
    assert codec_of(label) == codec


def test_the_label_may_stand_in_a_content_type_or_an_xml_declaration():
    """Old pages declare their encoding in a pragma, XHTML in its first line, JSP in its directive."""
    for head in (
        '<meta http-equiv="Content-Type" content="text/html; charset=shift_jis">',
        '<?xml version="1.0" encoding="shift_jis"?>',
        '<%@page contentType="text/html;charset=shift_jis"%>',
    ):
        assert decode(f"{head}開会式".encode("cp932")) == f"{head}開会式"


def test_a_wrong_label_yields_to_utf8():
    """What does not decode as it says, and is UTF-8, is UTF-8."""
    page = f'<meta charset="euc-kr">{KOREAN} — ©'

    assert decode(page.encode()) == page


@pytest.mark.parametrize(
    ("text", "codec", "language", "timezone"),
    [
        ("3월 28일(목)", "cp949", "ko", None),
        ("3월 28일(목)", "cp949", "ko-KR", "Europe/Berlin"),
        ("3월 28일(목)", "cp949", None, "Asia/Seoul"),
        ("開会", "cp932", "ja", None),
        ("開會", "big5", "zh-TW", None),
        ("開會", "big5", None, "Asia/Hong_Kong"),
        ("开会", "gb18030", "zh", None),
        ("开会", "gb18030", None, "Asia/Shanghai"),
    ],
)
def test_few_syllables_need_the_callers_language(
    text: str, codec: str, language: str | None, timezone: str | None
):
    """No detection can read six syllables; the language or the zone that the caller named can."""
    assert decode(text.encode(codec), language=language, timezone=timezone) == text


@pytest.mark.parametrize(
    ("text", "codec"),
    [("Begrüßung und Eröffnung", "cp1252"), (KOREAN, "cp949"), ("開会の挨拶と基調講演、休憩", "cp932")],
)
def test_without_any_word_the_letters_decide(text: str, codec: str):
    """Nothing declared and nothing named: the frequencies of the letters tell."""
    assert decode(text.encode(codec)) == text


def test_nothing_is_undecodable():
    """Bytes that are no text at all still become text, for `read` to refuse."""
    assert decode(b"\x81\x8d\x8f\xff" * 3)
