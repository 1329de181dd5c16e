"""
Photograph the pages that README.md and docs/ show, with Playwright and Debian's Chromium.

    python docs/photograph.py
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "_static"
sys.path.insert(0, str(ROOT / "src"))

from agenda_ical import interpret, load, proof, publish, read  # noqa: E402

STAMP = datetime(2019, 3, 1, tzinfo=UTC)


def photograph_page(browser: Browser, folder: Path) -> None:
    """Make ``page.png`` the picture of the published page of examples/keco-2019.txt as it is now."""
    programme = load(ROOT / "examples" / "keco-2019.txt")
    publish(programme, folder, url="https://example.org/agenda/", stamp=STAMP)
    page = browser.new_page(viewport={"width": 1100, "height": 1180})
    page.goto(f"file://{folder}/index.html")
    page.screenshot(path=PICTURES / "page.png")


def photograph_proof(browser: Browser, folder: Path) -> None:
    """Make ``proof.png`` the picture of the proof sheet of examples/workshop.html with a session chosen."""
    document = read(ROOT / "examples" / "workshop.html")
    sheet = proof(document, interpret(document, timezone="Europe/Oslo"))
    (folder / "proof.html").write_text(sheet, encoding="utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 960}, reduced_motion="reduce")
    page.goto(f"file://{folder}/proof.html")
    page.click("#s4 h4")
    page.screenshot(path=PICTURES / "proof.png")


if __name__ == "__main__":
    with TemporaryDirectory() as made, sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        photograph_page(running, Path(made))
        photograph_proof(running, Path(made))
        running.close()
