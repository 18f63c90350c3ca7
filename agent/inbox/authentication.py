"""Authentication-Results: a real tokenizer (RFC 8601) and the one decision which of these stamps is our own host's.

Anyone can write such a header into a mail. Ours is told apart by who could have written it where it stands: each
host puts its lines on top, so what stands above the line of the hop that came from outside was written inside.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Sequence
from dataclasses import dataclass

Fields = Sequence[tuple[str, str]]

MAX_STAMP = 16_384

_STAMP = "authentication-results"
_ARC_STAMP = "arc-authentication-results"
_BESIDE = ("received-spf", _STAMP)
_NAME = re.compile(r'(?:[^ \t\r\n;()"=]++|"(?:[^"\\]|\\.)*+")++', re.DOTALL)
_VALUE = re.compile(r'(?:[^ \t\r\n;()"]++|"(?:[^"\\]|\\.)*+")++', re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*+)"', re.DOTALL)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_FLAT_COMMENT = re.compile(r"\([^()\\]*+\)")
_SPACE = re.compile(r"[ \t\r\n]*+")
_LOCAL_PROTOCOLS = ("lmtp", "lmtps", "lmtpa", "lmtpsa", "local")
_INSTANCE = re.compile(r"\s*i\s*=\s*\d{1,3}\s*;")
_ADDRESS = re.compile(r"\[(?:IPv6:)?([0-9a-fA-F:.]{2,45})\]")


@dataclass(frozen=True, slots=True)
class Check:
    """What a host says about one method: `dmarc`, `pass`, and properties such as ("header.from", "acme.example")."""

    method: str
    result: str
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """Return the value of a property in lower case, "" where it is absent or given twice with two values."""
        found = {value.lower() for key, value in self.properties if key == name}
        return found.pop() if len(found) == 1 else ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One Authentication-Results header, read to its end; `authserv_id` is "" where the host writes none."""

    authserv_id: str
    checks: tuple[Check, ...]


class _MalformedError(ValueError):
    """A stamp that does not follow the grammar; nothing in it is believed."""


def read_stamp(value: str) -> Stamp | None:
    """Return a stamp, None where its grammar is broken: half-read evidence is no evidence."""
    if len(value) > MAX_STAMP:
        return None
    try:
        segments = _segments(value)
        first = segments[0]
        named = "=" not in first  # Exchange Online begins with the first result
        if named and (not 1 <= len(first) <= 2 or (len(first) == 2 and first[1] != "1")):
            return None
        results = segments[1:] if named else segments
        checks = tuple(_check(tokens) for tokens in results if tokens and [t.lower() for t in tokens] != ["none"])
        return Stamp(first[0].lower() if named else "", checks)
    except _MalformedError:
        return None


def _segments(value: str) -> list[list[str]]:
    """Return the tokens of a value, split at its semicolons: name, "=", value; what follows "=" is one token."""
    segments: list[list[str]] = [[]]
    at = 0
    while at < len(value):
        char = value[at]
        if char in " \t\r\n":
            at = _SPACE.match(value, at).end()  # type: ignore[union-attr]
        elif char == "(":
            at = _after_comment(value, at)
        elif char == ";":
            segments.append([])
            at += 1
        elif segments[-1][-1:] == ["="]:
            word, at = _word(value, at, _VALUE)
            segments[-1].append(word)
        elif char == "=":
            segments[-1].append("=")
            at += 1
        else:
            word, at = _word(value, at, _NAME)
            segments[-1].append(word)
    return segments


def _word(value: str, at: int, ends: re.Pattern[str]) -> tuple[str, int]:
    """Return the word at `at`, quoted stretches included without their quotes, and the offset behind it."""
    found = ends.match(value, at)
    if found is None or value[found.end() : found.end() + 1] in ('"', ")"):
        raise _MalformedError
    word = found.group()
    if '"' in word:
        word = _QUOTED.sub(lambda quoted: _ESCAPED.sub(r"\1", quoted[1]), word)
    return word, found.end()


def _after_comment(value: str, at: int) -> int:
    """Return the offset behind the comment at `at`; comments nest."""
    flat = _FLAT_COMMENT.match(value, at)
    if flat is not None:
        return flat.end()
    depth = 0
    while at < len(value):
        char = value[at]
        if char == "\\":
            at += 1
        elif char == "(":
            depth += 1
        elif char == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise _MalformedError


def _check(tokens: list[str]) -> Check:
    """Return `method=result` and the `name=value` pairs behind it; a word that belongs to no pair breaks the stamp."""
    if len(tokens) % 3 == 2:
        tokens = [*tokens, ""]  # "smtp.mailfrom=" of a null sender
    if not tokens or len(tokens) % 3 or any(sign != "=" for sign in tokens[1::3]):
        raise _MalformedError
    pairs = [(name.lower(), value) for name, value in zip(tokens[::3], tokens[2::3], strict=True)]
    method, result = pairs[0]
    return Check(method.partition("/")[0], result.lower(), tuple(pairs[1:]))


def own_stamps(
    fields: Fields, authserv_ids: Sequence[str], topmost_without_id: bool, below: bool = False
) -> tuple[Stamp, ...]:
    """Return the stamps our own host wrote into a mail, none where it is not sure which those are.

    With `authserv_ids`: those that bear one of them ("*.host.example" stands for every name under it) above the line
    of the hop from outside. Gmail writes its stamp under that line but repeats it above as
    ARC-Authentication-Results, which then counts; `below` is for other hosts that write it there (Postfix with
    milters) and take forged ones away as RFC 8601, 5 tells them to.
    Where several hosts could stamp, only the topmost block counts: stamps one under another, all of one name.
    With `topmost_without_id` (Exchange Online): the first stamp of the mail, if it bears no id and a hop is below.
    A stamp of ours that breaks the grammar spoils them all.
    """
    if authserv_ids:
        found = _with_id(fields, tuple(name.lower() for name in authserv_ids), below)
    elif topmost_without_id:
        found = _topmost(fields)
    else:
        found = []
    return tuple(stamp for stamp in found if stamp is not None) if None not in found else ()


def _with_id(fields: Fields, authserv_ids: Sequence[str], below: bool) -> list[Stamp | None]:
    """Return our host's stamps by id, above the outside hop and, where allowed, right under it."""
    edge = outside_hop(fields)
    mine = list(_leading(fields) if edge is None else fields[:edge])
    if below and edge is not None:
        mine += _run(fields, edge + 1, _BESIDE)
    if len(authserv_ids) > 1 or authserv_ids[0].startswith("*."):
        mine = _topmost_block(mine, authserv_ids)
    return [stamp for name, value in mine if (stamp := _ours(name, value, authserv_ids)) is not _OTHER]


_OTHER = Stamp("", (Check("other", "other"),))


def _topmost_block(fields: Fields, authserv_ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return the first stamp of ours with those right behind it that bear the very same name."""
    first = next((at for at, field in enumerate(fields) if _ours(*field, authserv_ids) is not _OTHER), None)
    if first is None:
        return []
    stamp = _ours(*fields[first], authserv_ids)
    block = _run(fields, first, (*_BESIDE, _ARC_STAMP))
    same = () if stamp is None else (stamp.authserv_id,)
    return [field for field in block if not same or _ours(*field, same) is not _OTHER]


def _ours(name: str, value: str, authserv_ids: Sequence[str]) -> Stamp | None:
    """Return the stamp in a field of ours, None where it is broken, `_OTHER` where it is another host's or no stamp."""
    name = name.lower()
    if name == _ARC_STAMP:
        instance = _INSTANCE.match(value)
        value = value[instance.end() :] if instance else ""
    elif name != _STAMP:
        return _OTHER
    stamp = read_stamp(value)
    if stamp is None:
        return None if any(known.lstrip("*") in value.lower() for known in authserv_ids) else _OTHER
    return stamp if any(_is_called(stamp.authserv_id, known) for known in authserv_ids) else _OTHER


def _is_called(authserv_id: str, known: str) -> bool:
    """Return whether a host bears a name we trust: that very name, or one under "*.host.example"."""
    if known.startswith("*."):
        return authserv_id.endswith(known[1:]) and len(authserv_id) > len(known) - 1
    return authserv_id == known


def _topmost(fields: Fields) -> list[Stamp | None]:
    """Return the first stamp of a mail and those right behind it, if the first bears no id and a hop is below it."""
    first = next((at for at, (name, _) in enumerate(fields) if name.lower() == _STAMP), None)
    if first is None or not any(name.lower() == "received" for name, _ in fields[first:]):
        return []
    run = [read_stamp(value) for _, value in _run(fields, first, (_STAMP,))]
    return run if all(stamp is None or not stamp.authserv_id for stamp in run) else []


def _run(fields: Fields, start: int, names: Sequence[str]) -> list[tuple[str, str]]:
    """Return the fields from `start` on that bear one of `names`, up to the first that does not."""
    end = start
    while end < len(fields) and fields[end][0].lower() in names:
        end += 1
    return list(fields[start:end])


_DELIVERY = ("return-path", "delivered-to", "x-original-to", "x-delivered-to", "envelope-to", *_BESIDE, _ARC_STAMP)


def _leading(fields: Fields) -> list[tuple[str, str]]:
    """Return the fields a delivery agent puts on top; all that can be ours in a mail without any Received line."""
    if any(name.lower() == "received" for name, _ in fields):
        return []
    return _run(fields, 0, _DELIVERY)


def outside_hop(fields: Fields) -> int | None:
    """Return where the topmost Received line stands that took the mail over the network, None where there is none.

    Local hops (LMTP, loopback, private addresses) are ours and passed over: their lines were written inside.
    """
    for at, (name, value) in enumerate(fields):
        if name.lower() == "received" and not is_local_hop(value):
            return at
    return None


def is_local_hop(received: str) -> bool:
    """Return whether a Received line is of a hop inside one site (RFC 5321, 4.4), whatever name HELO gave."""
    words, comments = _outside_comments(received.partition(";")[0])
    if words[:1] in (["by"], []):
        return True
    if words[2:3] == ["by"] and words[4:5] == ["with"] and words[5:6] and words[5] in _LOCAL_PROTOCOLS:
        return True
    found = _ADDRESS.findall(comments)
    return bool(found) and all(_is_private(address) for address in found)


def _outside_comments(value: str) -> tuple[list[str], str]:
    """Return the lower-case words of a value outside its comments, and the text of the comments."""
    words: list[str] = []
    comments: list[str] = []
    at = 0
    try:
        while at < len(value):
            opened = value.find("(", at)
            if opened < 0:
                break
            words += value[at:opened].lower().split()
            at = _after_comment(value, opened)
            comments.append(value[opened:at])
    except _MalformedError:
        return ["unreadable"], ""
    return [*words, *value[at:].lower().split()], " ".join(comments)


def _is_private(address: str) -> bool:
    """Return whether an IP address is loopback, link-local or of a private network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    own = any(found in net for net in _PRIVATE if net.version == found.version)
    return own or found.is_loopback or found.is_link_local


_PRIVATE = tuple(map(ipaddress.ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
