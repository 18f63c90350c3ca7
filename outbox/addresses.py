"""Mail addresses as they may stand in a header or an envelope (RFC 5321, 4.1.2; RFC 5890 for the host)."""

from __future__ import annotations

import re

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?"
_LOCAL = re.compile(rf"{_ATOM}(\.{_ATOM})*\Z")
_HOST = re.compile(rf"{_LABEL}(\.{_LABEL})*\Z")
_LENGTH = 254


class AddressError(ValueError):
    """Raised when an address cannot stand in a header; a retry does not help until the address is mended."""


def on_wire(email: str) -> str:
    """Return `email` in ASCII, its host as the DNS has it; raises `AddressError` for anything but local@host."""
    local, _, host = email.rpartition("@")
    try:
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not (_LOCAL.match(local) and _HOST.match(host) and len(local) + len(host) < _LENGTH):
        raise AddressError(f"{email!r} cannot be written as a mail address; write one like ana@agency.example")
    return f"{local}@{host}"
