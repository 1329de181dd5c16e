"""How Sphinx builds these pages: ``sphinx-build -W -b html docs docs/_build/html``."""

import sys
from importlib import metadata
from pathlib import Path

from pygments.lexers.special import TextLexer

sys.path.insert(0, str(Path(__file__).parent.parent / "src"))

project = "agenda-ical"
author = "the agenda-ical authors"
copyright = author
try:
    release = metadata.version("agenda-ical")
except metadata.PackageNotFoundError:  # built from a clone in which it is not installed
    release = "0"

extensions = ["myst_parser", "sphinx.ext.autodoc"]
exclude_patterns = ["_build"]
root_doc = "index"
language = "en"

myst_enable_extensions = ["deflist", "fieldlist"]
myst_heading_anchors = 3

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented"
add_module_names = False

html_theme = "furo"
html_title = "agenda-ical"
html_static_path = ["_static"]
html_css_files = ["wrap.css"]
html_show_sourcelink = False
html_copy_source = False


def setup(app):
    """Let drawn pages, agendas and calendars be shown as they are."""
    for name in ("drawn", "agenda", "ics", "findings"):
        app.add_lexer(name, TextLexer)
