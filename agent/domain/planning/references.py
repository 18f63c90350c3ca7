"""Whether two references mean one agreement: "SOW No. 2027/14", "sow 2027/14" and "2027/14" do."""

from __future__ import annotations

import re

_KIND = re.compile(r"\b(?:statements? of works?|work order|agreement|contract|sow)\b(?!-)|\(sow\)", re.IGNORECASE)
_NUMBER = re.compile(r"(?:\bno\.?|\bnumber|\bnr\.?|n°|#)\s*[:#]?\s*", re.IGNORECASE)


def bare(reference: str) -> str:
    """Return a reference without what papers write around its code; all of it where nothing else is left."""
    code = _NUMBER.sub(" ", _KIND.sub(" ", reference))
    return re.sub(r"[\s()]+", "", code).casefold() or reference.strip().casefold()


def same_reference(one: str, other: str) -> bool:
    """Return whether two references mean the same agreement of one client."""
    return bare(one) == bare(other)
