"""The words of an activity, one line a case: ``phrases/titles.txt``."""

from __future__ import annotations

import pytest
from test_phrases import cases

from agenda_ical.phrases.titles import clean_title, is_label


@pytest.mark.parametrize(("section", "text", "expected"), cases("titles.txt"))
def test_words_of_an_activity(section: str, text: str, expected: str) -> None:
    """Every line of the file is cleaned, or taken for a label, as it says."""
    found = clean_title(text) if section == "clean" else "label" if is_label(text) else "title"
    assert found == expected
