"""
What all tests share: laws are tried on the same examples in each run, so that a red run stays red.

``HYPOTHESIS_PROFILE=search`` looks for new ones.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", max_examples=500, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
