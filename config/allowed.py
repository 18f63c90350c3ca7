"""What each setting may be, in words, read from the settings' own schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from config.lines import KeyPath
from config.settings import Settings

Schema = Mapping[str, Any]  # a JSON schema, which has no closer type

# What each pattern of config/settings.py asks for; a test keeps the two together.
PATTERNS: Mapping[str, str] = {
    r"^([01]\d|2[0-3]):[0-5]\d$": 'a time such as "10:00"',
    r"^((remind|lead|founder|default) [1-9]\d{0,2}h(, (remind|lead|founder|default) [1-9]\d{0,2}h){0,7})?$": (
        'steps such as "remind 8h, lead 8h, founder 16h"'
    ),
    r"^(https?://\S+)?$": "empty, or an address that starts with http:// or https://",
    r"^[a-z0-9-]+(\.[a-z0-9-]+)+$": 'a domain in small letters, such as "agency.example"',
    r"^[a-z]{2}(-[A-Z]{2})?$": 'a language and country, such as "en-GB"',
    r"^[A-Z]{3}$": 'a currency by its three letters, such as "EUR"',
    r"^(memory:|redis://|rediss://|amqp://|amqps://)": (
        '"memory:", or an address that starts with redis://, rediss://, amqp:// or amqps://'
    ),
    r"^([A-Z]{2})?$": 'a country by its two letters, such as "GB", or empty',
    r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$": 'a beginning and an end, such as "09:00-17:30"',
    r"^[A-Za-z_]{3,20}$": 'a language by Tesseract\'s name for it, such as "eng" or "chi_sim"',
    r"^[A-Z][A-Z0-9]{1,9}$": 'a code of 2 to 10 capital letters and digits that starts with a letter, such as "ACME"',
}


@cache
def _whole() -> Schema:
    return Settings.model_json_schema()


def _resolve(schema: Schema) -> Schema:
    """Follow references, and read `X or nothing` as X: a key left out is how TOML says nothing."""
    while "$ref" in schema:
        schema = _whole()["$defs"][schema["$ref"].rpartition("/")[2]]
    choices = [choice for choice in schema.get("anyOf", ()) if choice.get("type") != "null"]
    return _resolve(choices[0]) if choices else schema


def schema_at(path: KeyPath) -> Schema | None:
    """Return the schema of the setting at `path`, or None where the settings have no such place."""
    schema = _resolve(_whole())
    for key in path:
        inner = schema.get("items") if isinstance(key, int) else schema.get("properties", {}).get(key)
        if inner is None and isinstance(schema.get("additionalProperties"), dict):
            inner = schema["additionalProperties"]
        if inner is None:
            return None
        schema = _resolve(inner)
    return schema


def keys_at(path: KeyPath) -> tuple[str, ...]:
    """Return the keys a section may hold, in the order of the settings."""
    schema = schema_at(path)
    return tuple(schema.get("properties", ())) if schema else ()


def all_settings() -> Iterator[tuple[str, str]]:
    """Yield (section, key) of every setting, as in ("mailbox", "host") or ("people", "name")."""
    for section in keys_at(()):
        for key in keys_at((section,)) or keys_at((section, 0)):
            yield section, key


def allowed(path: KeyPath) -> str:
    """Say what the setting at `path` may be, as in "a whole number from 1 to 65535"."""
    schema = schema_at(path)
    return _describe(schema) if schema else "something else"


def _describe(schema: Schema) -> str:
    if "enum" in schema:
        return "one of " + ", ".join(f'"{choice}"' for choice in schema["enum"])
    match schema.get("type"):
        case "integer":
            return "a whole number" + _range(schema)
        case "number":
            return "a number" + _range(schema)
        case "boolean":
            return "true or false, without quotes"
        case "array":
            return f"a list in square brackets, each item {_describe(_resolve(schema['items']))}"
        case "object":
            return "a section of its own"
        case _:
            return _text(schema)


def _text(schema: Schema) -> str:
    if "pattern" in schema:
        return PATTERNS.get(schema["pattern"], f"a text like {schema['pattern']}")
    if schema.get("format") == "date":
        return "a date without quotes, such as 2027-01-04"
    return "a text in quotes that is not empty" if schema.get("minLength") else "a text in quotes"


def _range(schema: Schema) -> str:
    low, above, high = (cast("float | None", schema.get(key)) for key in ("minimum", "exclusiveMinimum", "maximum"))
    below = cast("float | None", schema.get("exclusiveMaximum"))
    if below is not None and low is not None:
        return f" of {_number(low)} or more, below {_number(below)}"
    if above is not None:
        return f" above {above:g}" + (f", at most {high:g}" if high is not None else "")
    if low is not None and high is not None:
        return f" from {_number(low)} to {_number(high)}"
    return f" of {_number(low)} or more" if low is not None else ""


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)
