"""Checks of agency.toml over more than one key: they work on what stands there, so that all are told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from config.calendar_checks import check_calendars
from config.lines import KeyPath
from config.secrets import SECTION_SECRETS
from config.sentences import Raw, section_name, shown

Found = Iterator[tuple[KeyPath, str]]

_SECRET = re.compile(r"(?i)pass(word|wd|phrase)?$|secret|token|api_?key|credential|^key$")
_NEEDS = {
    ("mailbox", "imap"): ("host", "user"),
    ("mailbox", "maildir"): ("path",),
    ("smtp", "smtp"): ("host",),
    ("smtp", "folder"): ("path",),
}


def check(raw: Raw) -> Found:
    """Yield (where, sentence) for each mistake that spans keys, and for each secret that stands in the file."""
    yield from _secrets(raw, ())
    yield from _passwords_in_urls(raw)
    yield from _store_url(raw)
    for section, kind in (("mailbox", "imap"), ("smtp", "smtp")):
        yield from _kind_needs(raw, section, kind)
    yield from _people(raw)
    yield from check_calendars(raw)


def is_secret(key: object) -> bool:
    """Tell whether a key looks as if it held a secret."""
    return isinstance(key, str) and _SECRET.search(key) is not None


def _secrets(value: Any, path: KeyPath) -> Found:
    """Find keys that look like secrets, wherever they stand; skills may bear any name."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, below in inner:
        if path[-1:] == ("skills",):
            continue
        if is_secret(key):
            yield (*path, key), _belongs(str(key), str(path[0]) if path else "")
        else:
            yield from _secrets(below, (*path, key))


def _belongs(key: str, section: str) -> str:
    name = SECTION_SECRETS.get(section, SECTION_SECRETS["mailbox"])["token" if "token" in key.lower() else "password"]
    return (
        f"`{key}` looks like a secret and secrets never stand in agency.toml; put it in the environment as {name}, "
        f"or in a file that {name}_FILE names, and delete this line."
    )


def _passwords_in_urls(raw: Raw) -> Found:
    for section in ("store", "broker"):
        url = _text(_table(raw, section), "url")
        if "@" in url and _has_password(url):
            name = SECTION_SECRETS[section]["password"]
            yield (
                (section, "url"),
                f"`url` in [{section}] holds a password and secrets never stand in agency.toml; put it in the "
                f"environment as {name}, or in a file that {name}_FILE names, and leave only the user's name here.",
            )


def _store_url(raw: Raw) -> Found:
    url = _text(_table(raw, "store"), "url")
    if url and not url.startswith(("postgresql://", "postgresql+psycopg://", "sqlite:///")):
        yield (
            ("store", "url"),
            f"`url` in [store] is {shown(url)}; it must be empty, or an address that starts with postgresql:// or "
            "sqlite:///.",
        )


def _has_password(url: str) -> bool:
    try:
        return urlsplit(url).password is not None
    except ValueError:
        return ":" in url.partition("://")[2].rpartition("@")[0]


def _kind_needs(raw: Raw, section: str, usual: str) -> Found:
    table = raw.get(section)
    if not isinstance(table, dict):
        return
    kind = table.get("kind", usual)
    for key in _NEEDS.get((section, kind) if isinstance(kind, str) else ("", ""), ()):
        if table.get(key, "") == "":
            told = f'`{key}` is missing in [{section}]; with kind = "{kind}" it must be a text in quotes.'
            yield (section, key), told


def _people(raw: Raw) -> Found:
    people = _tables(raw, "people")
    owners: dict[str, str] = {}
    for path, address in _addresses(people):
        who = section_name(path[:2], raw)
        first = owners.setdefault(address.lower(), who)
        if first != who:
            yield path, f"{shown(address)} already belongs to {first}; one address can belong to one person only."
    yield from _roles(people)
    for path, client in _tables(raw, "clients"):
        lead = _text(client, "lead")
        if lead and lead.lower() not in owners:
            text = f"`lead` in {section_name(path, raw)} is {shown(lead)}; it must be the address of one of [[people]]."
            yield (*path, "lead"), text


def _roles(people: list[tuple[KeyPath, Raw]]) -> Found:
    held = {role for _, person in people for role in _list(person, "roles")}
    for role in ("admin", "lead") if people else ():
        if role not in held:
            yield ("people", 0, "roles"), f'nobody has the role "{role}"; write it into `roles` of one of [[people]].'


def _addresses(people: list[tuple[KeyPath, Raw]]) -> Iterator[tuple[KeyPath, str]]:
    for path, person in people:
        if email := _text(person, "email"):
            yield (*path, "email"), email
        for index, alias in enumerate(_list(person, "aliases")):
            yield (*path, "aliases", index), alias


def _table(raw: Raw, key: str) -> Raw:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _tables(raw: Raw, key: str) -> list[tuple[KeyPath, Raw]]:
    value = raw.get(key)
    items = enumerate(value) if isinstance(value, list) else ()
    return [((key, index), item) for index, item in items if isinstance(item, dict)]


def _text(table: Raw, key: str) -> str:
    value = table.get(key)
    return value.strip() if isinstance(value, str) else ""


def _list(table: Raw, key: str) -> list[str]:
    value = table.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
