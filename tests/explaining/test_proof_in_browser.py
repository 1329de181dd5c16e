"""The proof sheet in a real browser: what people see, point at, press and hear."""

from __future__ import annotations

import pytest
from browsing import keyboard_stops
from loopback import page, served

from .sheets import EXAMPLES, HOSTILE, TRACKS, WEEK, sheet_of

PAGES = {"tracks": TRACKS, "week": WEEK, "lines": EXAMPLES / "keco-2019.txt", "hostile": HOSTILE}


@pytest.fixture(scope="module")
def host():
    """A web server with the sheets."""
    answers = {f"/{name}.html": page(sheet_of(source).encode()) for name, source in PAGES.items()}
    with served(answers) as address:
        yield address


def texts(sheet, selector):
    return [" ".join(node.inner_text().split()) for node in sheet.locator(selector).all()]


def is_in_view(sheet, selector):
    """Whether the first of these can be seen now, in the window and in the pane that it scrolls in."""
    return sheet.locator(selector).first.evaluate(
        """(element) => {
            const box = element.getBoundingClientRect();
            const pane = (element.closest("#source") || document.documentElement).getBoundingClientRect();
            const top = Math.max(0, element.closest("#source") ? pane.top : 0);
            const bottom = Math.min(innerHeight, element.closest("#source") ? pane.bottom : innerHeight);
            return box.top >= top - 1 && box.bottom <= bottom + 1;
        }"""
    )


def test_pointing_at_a_session(visit):
    """Every cell that the session under the pointer was read from lights up, and no other."""
    sheet = visit("tracks")

    sheet.hover("#s5")

    assert texts(sheet, ".source .lit .words") == [
        "Thursday, 10 June 2026",
        "Workshop space",
        "10:00–10:30",
        "Hands-on: mapping a beach Rosa Blanco",
        "10:30–11:00",
    ]
    assert texts(sheet, ".card.lit h4") == ["Hands-on: mapping a beach"]
    sheet.hover("h1")
    assert texts(sheet, ".lit") == []


def test_pointing_at_words(visit):
    """Every session that the words under the pointer were read into lights up."""
    sheet = visit("tracks")

    sheet.get_by_text("10:00–10:30", exact=True).last.hover()

    assert texts(sheet, ".card.lit h4") == [
        "Waves from satellites",
        "Small boats, big data",
        "Hands-on: mapping a beach",
    ]


def test_choosing_with_the_mouse(visit):
    """What is chosen stays marked when the pointer leaves, and is brought into view on the other side."""
    sheet = visit("tracks")
    sheet.set_viewport_size({"width": 1280, "height": 420})

    sheet.click("#s8 h4")
    sheet.wait_for_timeout(600)
    assert texts(sheet, ".source .on .words")[-1] == "Closing"
    assert is_in_view(sheet, "#source td.on >> nth=-1")

    sheet.locator("#source").evaluate("(pane) => pane.scrollTo({top: 0, behavior: 'instant'})")
    sheet.get_by_text("Registration and coffee").last.click()
    sheet.wait_for_timeout(600)
    assert texts(sheet, ".card.on h4") == ["Registration and coffee"]
    assert is_in_view(sheet, ".card.on")


def test_with_the_keyboard_alone(visit):
    """Tab leads to the sessions, arrows from one to the next; its words are marked, shown and said; Escape ends it."""
    sheet = visit("tracks")
    sheet.set_viewport_size({"width": 1280, "height": 500})
    sheet.keyboard.press("Tab")
    sheet.keyboard.press("Enter")
    while sheet.evaluate("!document.activeElement.matches('.card .from')"):
        sheet.keyboard.press("Tab")

    assert texts(sheet, ".card.on h4") == ["Registration and coffee"]
    for _ in range(5):
        sheet.keyboard.press("ArrowDown")
    sheet.wait_for_timeout(800)

    assert texts(sheet, ".card.on h4") == ["Storm surges in Busan"]
    assert is_in_view(sheet, ".card.on")
    assert is_in_view(sheet, "#source td.on .no")
    assert sheet.inner_text("#told") == (
        "Session 6 was read from: “Thursday, 10 June 2026”; “Main hall”; “10:30–11:00”; "
        "“Storm surges in Busan Kim Minji (KMA)”"
    )
    sheet.keyboard.press("End")
    assert texts(sheet, ".card.on h4") == ["Closing"]
    sheet.keyboard.press("Escape")
    assert texts(sheet, ".on") == []
    assert sheet.inner_text("#told") == ""


def test_from_a_cell_with_the_keyboard(visit):
    """The number in a cell can be reached and pressed, and leads to its session."""
    sheet = visit("tracks")

    sheet.locator("td .no").last.focus()

    assert texts(sheet, ".card.on h4") == ["Closing"]
    sheet.wait_for_timeout(600)
    assert is_in_view(sheet, ".card.on")


def test_every_stop_of_the_keyboard_can_be_seen(visit):
    """Tabbing through the whole sheet, each stop has an outline and no stop is hidden."""
    sheet = visit("tracks")
    stops = keyboard_stops(sheet)

    assert len(stops) > 20
    assert [stop for stop in stops if stop[1] == "none" or not stop[2]] == []


def test_on_a_phone(visit):
    """Agenda and page stand below each other; a session's place leads to its cell, its number there leads back."""
    sheet = visit("tracks", width=390, has_touch=True, reduced_motion="reduce")
    agenda, source = (sheet.locator(part).bounding_box() for part in ("#agenda", "#source"))

    assert agenda["y"] + agenda["height"] <= source["y"]
    sheet.tap("#s4 .from")
    assert texts(sheet, "td:target .words") == ["Small boats, big data Lea Brandt"]
    assert is_in_view(sheet, ".jump")
    assert sheet.locator("td:target").evaluate("(cell) => cell.getBoundingClientRect().top >= 40")
    sheet.tap("td:target .no")
    assert sheet.evaluate("location.hash") == "#s4"
    sheet.get_by_role("link", name="Doubts (2)").tap()
    assert sheet.evaluate("location.hash") == "#d1"


def test_without_javascript(visit):
    """Without JavaScript all is there to read, links lead from one to the other, and their target is marked."""
    sheet = visit("tracks", java_script_enabled=False)

    sheet.click("#s3 .from")

    assert texts(sheet, "td:target .words") == ["Waves from satellites Yuki Tanaka"]
    assert sheet.locator("td:target").evaluate("(cell) => getComputedStyle(cell).outlineStyle") == "solid"
    sheet.click("td:target .no")
    assert texts(sheet, ".card:target h4") == ["Waves from satellites"]
    sheet.click(".folded summary")
    assert sheet.get_by_text("Imprint").is_visible()


def test_in_print(visit):
    """On paper the agenda comes first, then the page; doubts have frames, not colours, and nothing is cut off."""
    sheet = visit("tracks")
    sheet.click("#s3 h4")

    sheet.emulate_media(media="print", color_scheme="light")
    sheet.set_viewport_size({"width": 700, "height": 990})

    agenda, source = (sheet.locator(part).bounding_box() for part in ("#agenda", "#source"))
    frame = sheet.locator("#d2").evaluate("(doubt) => getComputedStyle(doubt).borderTopStyle")
    assert agenda["y"] + agenda["height"] <= source["y"]
    assert [sheet.locator(each).is_visible() for each in ("#s2 .doubt", "td .doubt", ".sign")] == [True] * 3
    assert [node.is_visible() for node in sheet.locator(".jump, .skip, .from, .ways").all()].count(True) == 0
    assert frame == "solid"
    assert sheet.locator("td.on").first.evaluate("(cell) => getComputedStyle(cell).outlineStyle") == "none"
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 700
    assert sheet.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_nothing_runs_that_a_page_says(visit):
    """A page that tries to run scripts and to break out of its cell only shows what it says."""
    sheet = visit("hostile")

    assert sheet.locator("img").count() == 0
    assert texts(sheet, ".card h4")[0] == "</script><img src=x onerror=alert(1)>"
    sheet.hover("#s1")
    assert sheet.locator(".source .lit").count() == 4


@pytest.mark.parametrize("name", PAGES)
def test_nothing_sticks_out(visit, name):
    """The sheet is as wide as the screen, down to the narrowest that is usual."""
    sheet = visit(name)
    for width in (1280, 960, 390, 320):
        sheet.set_viewport_size({"width": width, "height": 900})

        assert sheet.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_accessible(visit, name):
    """axe-core finds nothing to complain of, with something chosen, something pointed at, and all opened."""
    from axe_playwright_python.sync_playwright import Axe

    sheet = visit(name, bypass_csp=True, reduced_motion="reduce")
    for summary in sheet.locator("summary").all():
        summary.click()
    for width, scheme in ((1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")):
        sheet.set_viewport_size({"width": width, "height": 900})
        sheet.emulate_media(color_scheme=scheme)
        sheet.click("#s2 h4")
        sheet.hover("#s1 h4")

        found = Axe().run(sheet).response["violations"]

        assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
