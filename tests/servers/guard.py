"""Keeps the tests on this machine: a connection or a name look-up that would leave it raises at once."""

from __future__ import annotations

import ipaddress
import sys


class OutsideError(RuntimeError):
    """A test tried to reach something that is not on loopback."""


def install() -> None:
    """Watch every connect and look-up of this process from now on (an audit hook, which nothing can take out)."""
    sys.addaudithook(_check)


def _check(event: str, arguments: tuple[object, ...]) -> None:
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
        if isinstance(address, tuple) and not _local(str(address[0])):
            raise OutsideError(f"a test tried to reach {address!r}; only loopback is allowed")
    elif event == "socket.getaddrinfo":
        host = arguments[0]
        name = host.decode("ascii", "replace") if isinstance(host, bytes) else str(host or "")
        if not _local(name):
            raise OutsideError(f"a test tried to look up {name!r}; only loopback is allowed")


def _local(host: str) -> bool:
    if host in ("", "localhost", "0.0.0.0", "::"):  # the last two bind or mean this machine
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return False
