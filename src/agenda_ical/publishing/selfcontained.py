"""
A template with its style and script -> one file that asks nothing of any other site, and says so to the browser.

Its Content-Security-Policy allows its own style and scripts by their hashes and nothing else. All that a template
is told is escaped. ``house.css`` is what every page of ours looks like; ``begin.js`` tells the style that scripts run.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from agenda_ical.errors import MissingExtra
from agenda_ical.publishing.texts import to_line

if TYPE_CHECKING:  # for its weight, and because it is an extra
    from jinja2 import Environment

_OF_EVERY_PAGE = Path(__file__).with_name("templates")


def template_to_page(template: Path, told: Mapping[str, Any], rules: str = "") -> str:
    """
    The page that *template* makes of what it is *told*, with the style and the script that lie beside it.

    A template ``page.html`` has ``page.css`` and ``page.js`` in its folder; *rules* are added to its style.
    Raises MissingExtra when Jinja2 is not installed.
    """
    beginning, script = _read(_OF_EVERY_PAGE / "begin.js"), _read(template.with_suffix(".js"))
    style = _read(_OF_EVERY_PAGE / "house.css") + _read(template.with_suffix(".css")) + rules
    policy = _policy(style=(style,), script=(beginning, script))
    page = _environment(template.parent).get_template(template.name)
    return page.render(**told, style=style, beginning=beginning, script=script, policy=policy)


def _policy(*, style: tuple[str, ...], script: tuple[str, ...]) -> str:
    """A Content-Security-Policy that lets these elements work, and none else (W3C CSP 3, section 2.3.1)."""
    allowed = {"style-src": style, "script-src": script}
    rules = [f"{name} {' '.join(map(_hash, texts))}" for name, texts in allowed.items()]
    return "; ".join(["default-src 'none'", *rules, "img-src data:", "base-uri 'none'", "form-action 'none'"])


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@lru_cache
def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@lru_cache
def _environment(folder: Path) -> Environment:
    try:
        import jinja2  # noqa: PLC0415 - for its weight, and because it is an extra
    except ImportError as error:
        raise MissingExtra(
            "The page needs a package that is not installed: pip install 'agenda-ical[site]'"
        ) from error
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(folder),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["line"] = to_line
    return environment
