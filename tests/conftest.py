"""
What all tests share: laws are tried on the same examples in each run, so that a red run stays red; a real browser.

``HYPOTHESIS_PROFILE=search`` looks for new ones.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium, without a window; its event loop is gone when the module is done, or no other could run."""
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser, host):
    """Open a page of *host* as somebody in Berlin; whatever the browser complains of, or asks of other sites, fails the test."""
    contexts, complaints = [], []

    def open_page(name, width=1280, timezone_id="Europe/Berlin", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, timezone_id=timezone_id, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith((host, "data:")) or complaints.append(request.url),
        )
        page.goto(f"{host}/{name}.html")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
