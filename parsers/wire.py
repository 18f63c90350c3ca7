"""What readers found, as JSON between processes: exact, and checked when it comes back.

`dump_parsed` and `load_parsed` are each other's inverse. `load_parsed` trusts nothing: an unknown key, a wrong
type, a quote that cannot fill its span are refused with `WireError`, for the process that wrote it read a hostile file.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Hashable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import TypeVar, Union, cast, get_args, get_origin, get_type_hints

from parsers.contract import Finding, Parsed, Place
from parsers.sow.facts import SowFacts

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Decoder = Callable[[Json, str], object]
T = TypeVar("T")


class WireError(ValueError):
    """The JSON is not what this application writes; a retry does not help."""


def dump(value: object) -> Json:
    """Return a value of the contract as JSON: dates and decimals as text, tuples as lists, dataclasses as objects."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, frozenset)):
        return [dump(item) for item in (value if isinstance(value, tuple) else sorted(value))]
    if is_dataclass(value):
        return {item.name: dump(getattr(value, item.name)) for item in fields(value)}
    raise TypeError(f"{type(value).__name__} has no JSON form")


def load(kind: type[T], data: Json) -> T:
    """Return `data` as a value of the dataclass `kind`; raises `WireError`."""
    return cast("T", _decoder(cast("Hashable", kind))(data, kind.__name__))


def dump_parsed(parsed: Parsed[SowFacts]) -> str:
    """Return a reading as one line of JSON."""
    return json.dumps(dump(parsed), ensure_ascii=False, separators=(",", ":"))


def load_parsed(text: str) -> Parsed[SowFacts]:
    """Return the reading that `dump_parsed` wrote; raises `WireError`."""
    return parsed_from(parse(text))


def parsed_from(data: Json) -> Parsed[SowFacts]:
    """Return a reading from JSON that is parsed already; raises `WireError`."""
    return cast("Parsed[SowFacts]", _decoder(Parsed[SowFacts])(data, "reading"))


def parse(text: str) -> Json:
    """Return JSON text as values; NaN, infinity and what is nested too deeply are refused."""
    try:
        return cast("Json", json.loads(text, parse_constant=_refuse_constant))
    except (ValueError, RecursionError):
        raise WireError("not JSON as this application writes it") from None


def _refuse_constant(name: str) -> float:
    raise WireError(f"{name} is no number")


@cache
def _decoder(kind: object) -> Decoder:
    """Return what checks and builds values of a type; made once for each type."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _optional(arguments)
    if origin is tuple:
        return _items(_decoder(arguments[0]))
    target = origin or kind
    if is_dataclass(target):
        return _fields(cast("type[object]", target), arguments)
    return _scalar(target)


def _scalar(kind: object) -> Decoder:
    if kind is date:
        return _parsed_text(date.fromisoformat)
    if kind is Decimal:
        return _parsed_text(_decimal)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _parsed_text(kind)
    if kind in (str, int, bool):
        return _plain((cast("type", kind),))
    raise TypeError(f"{kind!r} has no JSON form")


def _plain(kinds: tuple[type, ...]) -> Decoder:
    def decode(data: Json, where: str) -> object:
        if type(data) not in kinds:
            raise WireError(f"{where}: {type(data).__name__} is the wrong type")
        return data

    return decode


def _parsed_text(build: Callable[[str], object]) -> Decoder:
    def decode(data: Json, where: str) -> object:
        if type(data) is not str or len(data) > 100:
            raise WireError(f"{where}: a short text is wanted")
        try:
            return build(data)
        except ValueError:
            raise WireError(f"{where}: {data!r} is not a value of its kind") from None

    return decode


def _decimal(text: str) -> Decimal:
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise ValueError(text) from None
    if not value.is_finite():
        raise ValueError(text)
    return value


def _optional(arguments: tuple[object, ...]) -> Decoder:
    (kind,) = (argument for argument in arguments if argument is not type(None))
    inner = _decoder(kind)
    return lambda data, where: None if data is None else inner(data, where)


def _items(inner: Decoder) -> Decoder:
    def decode(data: Json, where: str) -> object:
        if type(data) is not list:
            raise WireError(f"{where}: a list is wanted")
        return tuple(inner(item, f"{where}[{number}]") for number, item in enumerate(data))

    return decode


def _fields(kind: type[object], arguments: tuple[object, ...]) -> Decoder:
    """Return the decoder of a dataclass; a generic one's value has the type it is asked for with."""
    hints = get_type_hints(kind)
    decoders = {
        item.name: _decoder(arguments[0] if arguments and isinstance(hints[item.name], TypeVar) else hints[item.name])
        for item in fields(kind)  # type: ignore[arg-type]
    }
    needed = {f.name for f in fields(kind) if f.default is MISSING}  # type: ignore[arg-type]

    def decode(data: Json, where: str) -> object:
        if type(data) is not dict or not needed <= data.keys() <= decoders.keys():
            raise WireError(f"{where}: not the keys of {kind.__name__}")
        built = kind(**{name: decoders[name](value, f"{where}.{name}") for name, value in data.items()})
        return _checked(built, where)

    return decode


def _checked(built: object, where: str) -> object:
    if isinstance(built, Place) and not 0 <= built.start <= built.end:
        raise WireError(f"{where}: a place that ends before it starts")
    if isinstance(built, Finding) and len(built.quote) != built.place.end - built.place.start:
        raise WireError(f"{where}: a quote that does not fill its place")
    return built
