"""The way out that needs no mail: a GET to a watcher elsewhere, a POST of an alarm (stdlib only, short timeouts)."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Mapping

_TIMEOUT = 10.0  # seconds
_AGENT = "delivery-desk"


def ping(url: str, timeout: float = _TIMEOUT) -> str:
    """GET a url, as healthchecks and uptime monitors want it; return "" or why it did not answer with 2xx."""
    return _ask(urllib.request.Request(url, headers={"User-Agent": _AGENT}), timeout)  # noqa: S310 - settings allow http(s) only


def post_json(url: str, body: Mapping[str, object], timeout: float = _TIMEOUT) -> str:
    """POST a JSON object; return "" or why it was not taken."""
    data = json.dumps(body, ensure_ascii=False).encode()
    headers = {"User-Agent": _AGENT, "Content-Type": "application/json"}
    return _ask(urllib.request.Request(url, data, headers, method="POST"), timeout)  # noqa: S310 - as above


def _ask(request: urllib.request.Request, timeout: float) -> str:
    """Return "" for an answer of 2xx; the address may hold a secret, so it is in no reason."""
    try:
        with urllib.request.urlopen(request, timeout=timeout):  # noqa: S310 - as above
            return ""
    except urllib.error.HTTPError as error:
        return f"it answers {error.code}"
    except (OSError, ValueError) as error:
        return f"it does not answer: {getattr(error, 'reason', error)}"
