"""One turn of IDLE (RFC 2177) that does not trust silence: each turn ends in a command the server must answer."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterable
from typing import cast

from imapclient import IMAPClient

from agent.clock import monotonic

_SLICE = 0.5  # seconds between looks at `interrupt`; the server is told nothing of them


def turn(client: IMAPClient, seconds: float, interrupt: threading.Event) -> bool:
    """Wait in IDLE for news up to `seconds`; True when mail may have come. Raises as the client does.

    IMAPClient's `idle_check` returns an empty list at once, for ever, after the server has closed: DONE and NOOP
    must be answered before an empty answer is believed.
    """
    ends = monotonic() + seconds
    client.idle()
    news = False
    while not (news or interrupt.is_set() or _unread(client)) and (left := ends - monotonic()) > 0:
        began, patience = monotonic(), min(left, _SLICE)
        said = client.idle_check(timeout=patience)
        news = _tells(said)
        if not said and monotonic() - began < patience * 0.9:
            break
    _, said = client.idle_done()
    _, after = client.noop()
    return news or _tells(said) or _tells(after)


def _tells(responses: Iterable[object]) -> bool:
    return any(isinstance(r, tuple) and len(r) > 1 and r[1] in (b"EXISTS", b"RECENT") for r in responses)


def _unread(client: IMAPClient) -> bool:
    """Return whether a notice already lies in the client's buffer, where polling the socket would not see it.

    A server may send `+ idling` and `* 5 EXISTS` in one packet.
    """
    sock, imap = client.socket(), client._imap
    stream = getattr(imap, "_file", None) or imap.file
    sock.settimeout(0)
    try:
        return bool(cast("bytes", stream.peek(1)))
    except (ssl.SSLWantReadError, BlockingIOError):
        return False
    finally:
        client._set_read_timeout()
