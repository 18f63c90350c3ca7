"""A reply that holds something back: "no", "not yet", "no, fix the dates first", with the reason in its own words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.replies.command import CommandKind, read_command
from parsers.replies.phrases import COURTESIES

MAX_CHARS = 1_200

_HOLD = r"hold(?: (?:it|on|off|this))?"
_START = re.compile(
    r"(?:not (?:yet|now|today|like this|so fast|approved|ok(?:ay)?)|no(?:pe)?|nein|non|nee|wait|on hold|stop"
    rf"|{_HOLD}|please (?:wait|{_HOLD})|(?:don['’]?t|(?:please )?do not) send(?: (?:it|this|yet|that))*"
    r"|(?:i )?reject(?:ed)?|(?:i )?decline[d]?|noch nicht|pas encore)\b",
    re.IGNORECASE,
)
_NO_REFUSAL = re.compile(
    r"no(?:pe)?\W{1,3}(?:problem|worries|objections?|changes?|comments?|concerns?|issues?|questions?|remarks?|need)\b",
    re.IGNORECASE,
)
_BETWEEN = " \t\n,;:.!–—-"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A reply that says no for now; `reason` is what it says beyond that, verbatim, "" for nothing."""

    reason: str
    quote: str


def read_refusal(visible: str, signer: str = "") -> Refusal | None:
    """Return the refusal a reply's new text begins with, None for anything else: "no problem, send it" is none."""
    lines = [line.strip() for line in visible[: 2 * MAX_CHARS].split("\n") if not line.lstrip().startswith(">")]
    text = "\n".join(_without_courtesies(lines, signer)).strip()
    command = read_command(visible, signer)
    if command is not None:
        return Refusal("", command.quote) if command.kind is CommandKind.NO else None
    start = _START.match(text)
    if start is None or len(text) > MAX_CHARS or _NO_REFUSAL.match(text):
        return None
    return Refusal(" ".join(text[start.end() :].strip(_BETWEEN).split()), text)


def _without_courtesies(lines: list[str], signer: str) -> list[str]:
    """Return the lines without the greeting above and the thanks and name below."""
    name = set(signer.lower().split())

    def idle(line: str) -> bool:
        words = line.lower().strip(" ,.!")
        return not words or words in COURTESIES or set(words.split()) <= name or _greets(words)

    while lines and idle(lines[0]):
        lines = lines[1:]
    while lines and idle(lines[-1]):
        lines = lines[:-1]
    return lines


def _greets(words: str) -> bool:
    lead, _, rest = words.partition(" ")
    return lead in ("hi", "hello", "hey", "dear", "hallo", "thanks", "best") and len(rest.split()) <= 2
