"""A reading in the form other programs get it (`desk read --json`): each fact with its quote, place and certainty."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from parsers.contract import Conflict, Finding, Parsed, Place
from parsers.sow.facts import Money, SowFacts
from parsers.wire import Json


def published(parsed: Parsed[SowFacts]) -> dict[str, Json]:
    """Return `signed`, `facts`, `missing` and `conflicts`; a scalar nobody stated is null, a list is a list."""
    facts: dict[str, Json] = {}
    for item in fields(parsed.facts):
        value = getattr(parsed.facts, item.name)
        facts[item.name] = [_item(entry) for entry in value] if isinstance(value, tuple) else _scalar(value)
    return {
        "signed": str(parsed.facts.signed),
        "facts": facts,
        "missing": list(parsed.missing),
        "conflicts": [_conflict(conflict) for conflict in parsed.conflicts],
    }


def place_of(place: Place) -> dict[str, Json]:
    """Return a place as an object; `words` says it to a person."""
    return {
        "file": place.file,
        "page": place.page,
        "paragraph": place.paragraph,
        "cell": place.cell,
        "start": place.start,
        "end": place.end,
        "words": str(place),
    }


def _scalar(value: object) -> Json:
    if isinstance(value, Finding):
        return {"value": _value(value.value), **_source(value)}
    return _value(value)


def _item(finding: Finding[object]) -> Json:
    """Return a list item: its own keys, or `value` where it is a text, beside where it was read."""
    value = finding.value
    if not is_dataclass(value) or isinstance(value, Money):
        return {"value": _value(value), **_source(finding)}
    own: dict[str, Json] = {}
    for item in fields(value):
        part = getattr(value, item.name)
        if isinstance(part, Money):
            own[item.name] = _number(part.amount)
            own["currency"] = part.currency
        else:
            own[item.name] = _value(part)
    return {**own, **_source(finding)}


def _source(finding: Finding[object]) -> dict[str, Json]:
    return {"quote": finding.quote, "place": place_of(finding.place), "certainty": str(finding.certainty)}


def _value(value: object) -> Json:
    if isinstance(value, Money):
        return {"amount": _number(value.amount), "currency": value.currency}
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, date):
        return value.isoformat()
    return None if value is None else str(value)


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _conflict(conflict: Conflict) -> Json:
    places: list[Json] = [{"value": str(place.value), **_source(place)} for place in conflict.places]
    return {"field": conflict.field, "why": conflict.why, "places": places}
