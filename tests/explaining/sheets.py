"""Pages of our own whose proof sheets are looked at: tracks with doubts, a week in Korean, lines, a hostile one."""

from __future__ import annotations

from pathlib import Path

from agenda_ical import Document, Programme, interpret, proof, read

EXAMPLES = Path(__file__).parents[2] / "examples"

TRACKS = """<!doctype html><html lang="en"><title>Coastal Data Days</title>
<nav><ul><li>Home<li>Venue<li>Hotels<li>Register<li>Contact<li>Imprint</ul></nav>
<h1>Coastal Data Days</h1><h2>Thursday, 10 June 2026</h2>
<table><tr><th>Time<th>Main hall<th>Harbour room<th>Workshop space
<tr><td>08:30–09:00<td colspan=3>Registration and coffee
<tr><td>09:20–10:00 (30')<td colspan=3><b>What the tide gauges did not see</b><br>Dr. Marek Dvořák (Baltic Institute)
<tr><td>10:00–10:30<td><b>Waves from satellites</b><br>Yuki Tanaka<td><b>Small boats, big data</b><br>Lea Brandt
<td rowspan=2><b>Hands-on: mapping a beach</b><br>Rosa Blanco
<tr><td>10:30–11:00<td><b>Storm surges in Busan</b><br>Kim Minji (KMA)<td><b>Cheap buoys that last</b><br>Ivo Petrov
<tr><td>11:00–11:30<td colspan=3>Closing</table>
<h2>Fees</h2><table><tr><th><th>until May<th>later<tr><td>Members<td>120 EUR<td>150 EUR</table></html>"""
"""That day is a Wednesday, and the second row lasts 40 minutes."""

WEEK = """<!doctype html><html lang="ko"><title>해양 데이터 여름 학교</title><h1>해양 데이터 여름 학교</h1>
<p>2026년 7월 6일(월)–7월 8일(수), 부산 바다회관</p>
<table><tr><th>시간<th>7월 6일(월)<th>7월 7일(화)<th>7월 8일(목)
<tr><td>09:00–10:30<td>등록<td>파도의 물리<br>김서윤 교수 (한바다대)<td>위성 자료 읽기
<tr><td>10:30–12:00<td>개회식<td rowspan=2>현장 실습: 송정 해변<td>예측 모형 입문
<tr><td>12:00–13:30<td>점심<td>수료식</table></html>"""
"""The last of its days is a Wednesday."""

BREAKING = "</script><img src=x onerror=alert(1)>"
WORD = "Donau" * 80
HOSTILE = f"""<!doctype html><html lang="en"><title>{BREAKING.replace("<", "&lt;")}</title>
<h1>{BREAKING.replace("<", "&lt;")}</h1><h2>Thursday, 4 June 2026</h2>
<table><tr><th>Time<th>Title<th>Who
<tr><td>10:00–10:30<td>{BREAKING.replace("<", "&lt;")}<td>"&gt;&lt;b&gt;Ann' onclick=alert(2)
<tr><td>10:30–11:00<td>{WORD}<td>Bo {WORD}
<tr><td>11:00–11:30<td>مقدمة في علوم البحار \u202e<td>ليلى حداد
<tr><td>11:30–12:00<td>\u0338 Overlays<td>Eve \u200b\u0000</table></html>"""


def read_page(page: str | Path) -> tuple[Document, Programme]:
    """The page, and the programme that it tells."""
    document = read(
        page if isinstance(page, Path) else page.encode(), format=None if isinstance(page, Path) else "html"
    )
    return document, interpret(document)


def sheet_of(page: str | Path, **keywords: str) -> str:
    """The proof sheet of a page."""
    return proof(*read_page(page), **keywords)
