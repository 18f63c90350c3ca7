"""Which client a SOW is with, and the code its projects bear."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from config.settings import Client

_LEGAL_FORMS = frozenset(
    [
        "inc",
        "incorporated",
        "llc",
        "llp",
        "ltd",
        "limited",
        "plc",
        "corp",
        "corporation",
        "co",
        "company",
        "gmbh",
        "ag",
        "kg",
        "ug",
        "sa",
        "sas",
        "sarl",
        "srl",
        "spa",
        "bv",
        "nv",
        "ab",
        "as",
        "oy",
        "aps",
        "pty",
        "pte",
        "pvt",
        "private",
        "the",
        "group",
        "holding",
        "holdings",
    ]
)
_LONGEST_CODE = 10


@dataclass(frozen=True, slots=True)
class KnownClient:
    """A client that has a code already, by agency.toml or by an earlier project."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    lead: str | None = None


def known_clients(configured: Sequence[Client], stored: Sequence[tuple[str, str]]) -> tuple[KnownClient, ...]:
    """Return every client with a code: agency.toml first, then (code, name) from the store."""
    written = [KnownClient(c.code, c.name, c.aliases, c.lead) for c in configured]
    codes = {client.code for client in written}
    return (*written, *(KnownClient(code, name) for code, name in stored if code not in codes))


def match_client(name: str, clients: Sequence[KnownClient]) -> KnownClient | None:
    """Return the client that bears this name, blind to case, punctuation and legal form."""
    wanted = _bare(name)
    for client in clients:
        if wanted and wanted in {_bare(known) for known in (client.name, *client.aliases)}:
            return client
    return None


def new_code(name: str, taken: Collection[str]) -> str:
    """Return a code of two to ten capitals for a client name, unlike any in `taken`."""
    words = [word for word in _words(name) if word not in _LEGAL_FORMS] or _words(name) or ["client"]
    code = words[0].upper()[:_LONGEST_CODE]
    if len(code) < 2 or not code[0].isalpha():
        code = ("C" + "".join(words).upper())[:_LONGEST_CODE]
    candidate, number = code, 2
    while candidate in taken:
        candidate = f"{code[: _LONGEST_CODE - len(str(number))]}{number}"
        number += 1
    return candidate


def project_code(client_code: str, taken: Collection[str]) -> str:
    """Return the client's next project code, "ACME-01" for the first."""
    numbers = [int(code.rpartition("-")[2]) for code in taken if code.rpartition("-")[0] == client_code]
    return f"{client_code}-{max(numbers, default=0) + 1:02d}"


def _words(name: str) -> list[str]:
    flat = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.findall(r"[a-z0-9]+", flat.replace("'", "").replace(".", ""))


def _bare(name: str) -> str:
    return " ".join(word for word in _words(name) if word not in _LEGAL_FORMS)
