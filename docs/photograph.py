"""
Photograph the page of examples/keco-2019.txt for README.md and docs/, with Playwright and Debian's Chromium.

    python docs/photograph.py
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from agenda_ical import load, publish  # noqa: E402

SIZE = {"width": 1100, "height": 1180}
STAMP = datetime(2019, 3, 1, tzinfo=UTC)


def photograph(target: Path) -> None:
    """Make *target* the picture of the page as it is now."""
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        programme = load(ROOT / "examples" / "keco-2019.txt")
        publish(programme, folder, url="https://example.org/agenda/", stamp=STAMP)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE)
        page.goto(f"file://{folder}/index.html")
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    photograph(ROOT / "docs" / "_static" / "page.png")
