"""Exchange Online's own mark for mail between two people of one tenant, which bears no signature and no verdict."""

from __future__ import annotations

import re
from collections.abc import Sequence

Fields = Sequence[tuple[str, str]]

_MARK = "x-ms-exchange-organization-authas"
_CROSS = "x-ms-exchange-crosstenant-authas"
_SOURCE = "x-ms-exchange-organization-authsource"
# Hosts of mailboxes. What comes from outside, whatever name it gives in HELO, is taken by *.protection.outlook.com.
_HOST = re.compile(r"\A[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:prod\.outlook|outlook\.office365)\.com\Z")
_HOP = re.compile(r"\s*from\s+(?P<sender>\S+)\s.*?\bby\s+(?P<taker>\S+)(?:\s|\Z)", re.IGNORECASE | re.DOTALL)


def stayed_in_the_tenant(fields: Fields) -> bool:
    """Return whether Exchange itself says that this mail came from a signed-in person of our own tenant.

    Its edge takes such marks out of what comes from outside, another tenant included, and writes its own. All the
    same a mark is believed only where our host must have written it: there is exactly one, below a Received line,
    every hop went from one Exchange host to another, the host it names as its source is one too, and the mark it
    repeats for other tenants, where it is there, agrees.
    """
    names = [name.lower() for name, _ in fields]
    hops = [value for name, value in fields if name.lower() == "received"]
    if names.count(_MARK) != 1 or not hops or not all(map(_within_exchange, hops)):
        return False
    if names.index(_MARK) < names.index("received"):
        return False
    sources, cross = _values(fields, _SOURCE), _values(fields, _CROSS)
    source_is_theirs = len(sources) == 1 and _HOST.match(sources[0]) is not None
    return _values(fields, _MARK) == ["internal"] and source_is_theirs and set(cross) <= {"internal"}


def _within_exchange(received: str) -> bool:
    """Return whether a hop went from a host of Exchange Online to another one."""
    hop = _HOP.match(received)
    if hop is None:
        return False
    return all(_HOST.match(hop[side].lower().rstrip(".;")) is not None for side in ("sender", "taker"))


def _values(fields: Fields, name: str) -> list[str]:
    return [value.strip().lower() for key, value in fields if key.lower() == name]
