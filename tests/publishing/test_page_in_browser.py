"""The page in a real browser: what people see, press and hear."""

from __future__ import annotations

import pytest
from browsing import keyboard_stops
from loopback import page, served

from agenda_ical.publishing.page import programme_to_page

from .site import forum, site_of
from .workshop import workshop

WIDTHS = {"desktop": 1280, "phone": 390}


@pytest.fixture(scope="module")
def host():
    """A web server with the page of the forum, and of the workshop in English."""
    english = workshop(language="en")
    pages = {
        "ko": programme_to_page(forum(), site_of(forum())),
        "en": programme_to_page(english, site_of(english)),
    }
    with served({f"/{name}.html": page(html.encode()) for name, html in pages.items()}) as address:
        yield address


def shown(page, selector):
    """The texts of what can be seen."""
    return [" ".join(node.inner_text().split()) for node in page.locator(selector).all() if node.is_visible()]


def test_filter_by_words(visit):
    """All words must be found, in any order and spelling; the number found is told, and all can be shown again."""
    page = visit("ko")

    page.fill("#find", "roe  RIVERS")

    assert shown(page, ".session h4") == ["Rivers"]
    assert shown(page, ".day h3") == ["2019년 3월 28일 목요일"]
    assert shown(page, "#found") == ["세션 7개 중 1개"]
    page.fill("#find", "nobody")
    assert shown(page, ".session h4") == []
    assert shown(page, "#found") == ["맞는 세션이 없습니다. 검색어를 줄이거나 모두 보기를 누르세요."]
    page.click("#clear")
    assert len(shown(page, ".session h4")) == 7
    assert page.evaluate("document.activeElement.id") == "find"


def test_filter_by_track_and_presenter(visit):
    """A track and a presenter narrow the list; the columns of the tracks give way to one list."""
    page = visit("ko")

    page.select_option("#track", label="정책")
    assert shown(page, ".session h4") == ["Maps", "Laws"]
    assert shown(page, ".column") == []
    page.select_option("#track", value="")
    page.select_option("#person", label="Anna Roe")

    assert shown(page, ".session h4") == ["Rivers", "Closing"]


def test_tracks_side_by_side(visit):
    """On a wide screen parallel talks stand beside each other, on a phone below each other."""
    for width, beside in ((1280, True), (390, False)):
        page = visit("ko", width=width)
        maps, rivers = (page.locator(".session").nth(number).bounding_box() for number in (1, 2))

        assert (maps["y"] == rivers["y"]) is beside
        assert (maps["x"] < rivers["x"]) is beside
        assert bool(shown(page, ".column")) is beside


def test_my_time_zone(visit):
    """The reader's time stands below the venue's, with its date where that differs, and both zones are named."""
    page = visit("en")

    page.get_by_label("Show in my time zone").check()

    assert shown(page, ".when")[0] == "08:30–09:00 00:30–01:00 (your time)"
    note = page.inner_text("#mine-note")
    assert "Europe/Berlin" in note
    assert "Asia/Seoul" in note
    page.get_by_label("Show in my time zone").uncheck()
    assert shown(page, ".when")[0] == "08:30–09:00"


def test_my_time_zone_on_another_date(visit):
    """In Honolulu the morning of Seoul is the afternoon of the day before."""
    page = visit("en", timezone_id="Pacific/Honolulu")

    page.check("#mine")

    assert shown(page, ".when")[0] == "08:30–09:00 Wed, Mar 27 13:30–14:00 (your time)"


def test_my_time_zone_at_the_venue(visit):
    """Who sits at the venue is told that there is nothing to convert."""
    page = visit("ko", timezone_id="Asia/Tokyo")

    page.check("#mine")

    assert shown(page, ".when")[0] == "09:00–10:00"
    assert page.inner_text("#mine-note") == "내 시계와 행사장 시각(Asia/Seoul)이 같습니다."


def test_subscribing_to_a_part(visit):
    """Choosing a track leads every button, the address and the download to the calendar of that track."""
    page = visit("ko")

    page.select_option("#which", label="도시")

    links = [link.get_attribute("href") for link in page.locator(".clients a").all()]
    address = "https://example.org/agenda/tracks/1.ics"
    encoded = "https%3A%2F%2Fexample.org%2Fagenda%2Ftracks%2F1.ics"
    label = "%EB%8F%84%EC%8B%9C"
    assert links == [
        f"https://calendar.google.com/calendar/u/0/r?cid={encoded.replace('https', 'webcal')}",
        f"https://outlook.live.com/calendar/0/addfromweb/?url={encoded}&name={label}",
        f"https://outlook.office.com/calendar/0/addfromweb/?url={encoded}&name={label}",
        address.replace("https", "webcal"),
    ]
    assert page.input_value("#address") == address
    assert page.locator("#download").get_attribute("href") == "tracks/1.ics"


def test_copying_the_address(visit):
    """The button puts the address into the clipboard, and says so also to those who only hear."""
    page = visit("en", permissions=["clipboard-read", "clipboard-write"])

    page.click("#copy")
    page.wait_for_function("document.querySelector('#copy-told').textContent")  # the clipboard takes its time

    assert page.inner_text("#copy-told") == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == "https://example.org/agenda/programme.ics"


def test_without_javascript(visit):
    """Without JavaScript everything is there to read, parts have links of their own, and no control does nothing."""
    page = visit("ko", java_script_enabled=False)

    assert len(shown(page, ".session h4")) == 7
    assert shown(page, ".filters, #copy, #which") == []
    page.click(".without-script summary")
    assert len(shown(page, ".feeds li")) == 4


def test_by_keyboard_alone(visit):
    """The first stop leads past everything to the programme; a session's links open and close with the keys."""
    page = visit("en")

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "agenda"
    page.locator(".add summary").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Google Calendar"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    assert shown(page, ".add a") == []


def test_every_stop_of_the_keyboard_can_be_seen(visit):
    """Tabbing through the whole page, each stop has an outline and no stop is hidden."""
    page = visit("ko")
    stops = keyboard_stops(page)

    assert len(stops) > 20
    assert [stop for stop in stops if stop[1] == "none" or not stop[2]] == []


def test_now(visit):
    """What goes on at this moment is marked."""
    page = visit("en")

    page.clock.install()
    page.clock.set_fixed_time("2019-03-28T00:30:00Z")
    page.reload()

    assert shown(page, "[aria-current=time] h4") == ["Local inventories: development, use"]


def test_in_print(visit):
    """On paper all texts are there and no control is."""
    page = visit("ko")

    page.emulate_media(media="print")

    assert len(shown(page, ".session h4")) == 7
    assert shown(page, ".add, .filters, .clients, #copy, .days, .skip") == []
    assert shown(page, ".column") == []
    assert page.locator("#address").is_visible()


@pytest.mark.parametrize("name", ["ko", "en"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_nothing_sticks_out(visit, name, width):
    """The page is as wide as the screen, down to the narrowest that is usual."""
    for each in (width, 320):
        assert visit(name, width=each).evaluate("document.documentElement.scrollWidth") <= each


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["ko", "en"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=WIDTHS)
def test_accessible(visit, name, width, scheme):
    """axe-core finds nothing to complain of, with everything opened that opens."""
    from axe_playwright_python.sync_playwright import Axe

    page = visit(name, width=width, color_scheme=scheme, bypass_csp=True)
    page.check("#mine")
    for summary in page.locator(".details summary:visible").all():
        summary.click()
    page.locator(".add summary").first.click()

    found = Axe().run(page).response["violations"]

    assert [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found] == []
