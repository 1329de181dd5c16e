"""What tests in a real browser do to any page."""

from __future__ import annotations


def keyboard_stops(page) -> list[list]:
    """Where Tab stops in turn: which element, the style of its outline, whether it has a size."""
    stops = []
    for _ in range(80):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const element = document.activeElement, box = element.getBoundingClientRect();
                return [element.tagName, getComputedStyle(element).outlineStyle, box.width > 0 && box.height > 0];
            }"""
        )
        if stop[0] == "BODY":
            break
        stops.append(stop)
    return stops
