"""Regular expressions that are compiled when they are first used: most pages need few of them."""

from __future__ import annotations

import re
from typing import Any, cast


def regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` returns, or what behaves like it and is compiled when it is first asked anything."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """A pattern to be; once it is compiled its methods are its own, at the cost of the compiled one's."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.flags)
        for method in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
