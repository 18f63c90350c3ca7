"""Whether a value read is the value expected: exact after normalisation, token overlap of 0.8 for titles."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TypeAlias

from parsers.fields.organisations import fold

Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | int | bool | None"
TITLE_OVERLAP = 0.8


def match(key: str, values: list[object], wanted: list[Json]) -> tuple[int, int, int, list[object], list[Json]]:
    """Pair what was read with what was expected; return counts right, said and there, then the surplus and the rest."""
    rest, surplus = list(wanted), []
    for value in values:
        hit = next((item for item in rest if _same_item(key, value, item)), None)
        if hit is None:
            surplus.append(value)
        else:
            rest.remove(hit)
    return len(values) - len(surplus), len(values), len(wanted), surplus, rest


def alternatives(value: Json) -> list[Json]:
    """Return a value as the list of its readings; none for null."""
    return value if isinstance(value, list) else [] if value is None else [value]


def same(key: str, value: object, wanted: Json) -> bool:
    """Return whether a scalar field was read as expected."""
    if key == "fee_total" and isinstance(wanted, dict):
        amount, currency = getattr(value, "amount", None), getattr(value, "currency", None)
        return amount == Decimal(str(wanted["amount"])) and currency == wanted["currency"]
    if key.endswith("_date"):
        return str(value) == wanted
    if key in ("client", "agency"):
        return fold(str(value)) == fold(str(wanted)) or _overlap(str(value), str(wanted)) >= TITLE_OVERLAP
    return _overlap(str(value), str(wanted)) >= TITLE_OVERLAP


def _same_item(key: str, value: object, wanted: Json) -> bool:
    if isinstance(wanted, str):
        return (
            _overlap(value if isinstance(value, str) else str(getattr(value, "title", value)), wanted) >= TITLE_OVERLAP
        )
    if not isinstance(wanted, dict):
        return False
    names = {"effort": "role", "payments": "label", "contacts": "name", "signatures": "name"}
    attribute = names.get(key, "title")
    got, named = getattr(value, attribute), wanted.get(attribute)
    if (got is None) != (named is None) or (got is not None and _overlap(str(got), str(named)) < TITLE_OVERLAP):
        return False
    return all(
        _same_part(value, part, wanted[part])
        for part in ("due", "hours", "rate", "amount", "percent", "date", "side")
        if part in wanted
    )


def _same_part(value: object, part: str, wanted: Json) -> bool:
    got = getattr(value, part, None)
    if part in ("rate", "amount"):
        got = getattr(got, "amount", None)
    if got is None or wanted is None:
        return got is None and wanted is None
    return got == Decimal(str(wanted)) if part in ("hours", "rate", "amount", "percent") else str(got) == wanted


def _overlap(one: str, other: str) -> float:
    first, second = (set(re.findall(r"\w+", text.lower())) for text in (one, other))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0
