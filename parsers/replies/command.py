"""A reply that is one plain command, and nothing else: ok, no, undo, status, help."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from parsers.replies import phrases

MAX_CHARS = 400  # longer replies say more than a command


class CommandKind(StrEnum):
    """What a reply may set in motion by itself."""

    OK = "ok"
    NO = "no"
    UNDO = "undo"
    STATUS = "status"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """One command and the words it was read from."""

    kind: CommandKind
    quote: str


_KINDS: dict[str, CommandKind] = {
    phrase: kind
    for kind, listed in (
        (CommandKind.OK, phrases.OK),
        (CommandKind.NO, phrases.NO),
        (CommandKind.UNDO, phrases.UNDO),
        (CommandKind.STATUS, phrases.STATUS),
        (CommandKind.HELP, phrases.HELP),
    )
    for phrase in listed
}
_TRAILS = (" please", " pls", " thanks", " thank you", " thx")
_GREETING = re.compile(r"(?:hi|hello|hey|dear|hallo|bonjour|hola|ciao|moin)(?: [^\W\d_]{2,20}){1,2}\Z")
_THANKS = re.compile(r"(?:thanks|thank you|thx|cheers|danke|merci|best|regards)(?: [^\W\d_]{2,20}){1,2}\Z")
_CLAUSES = re.compile(r"[.,!;:\n–—]+|\s-+\s|\s{2,}")
_NAME = re.compile(r"[^\W\d_][\w'’.-]{0,20}(?: [^\W\d_][\w'’.-]{0,20}){0,2}\Z")


def read_command(visible: str, signer: str = "") -> Command | None:
    """Return the one command a reply's new text consists of, None where it says anything else or anything more.

    "ok but change X" is no ok: every clause must be a phrase of the same command or a courtesy. `signer` is the
    sender's name, which may stand on the last line; another name only set apart. Quoted lines count for nothing
    (pitfalls A14).
    """
    lines = [line.strip() for line in visible[: 4 * MAX_CHARS].split("\n") if not line.lstrip().startswith(">")]
    text = "\n".join(_without_name(lines, signer)).strip()
    if not text or len(text) > MAX_CHARS:
        return None
    kinds: list[CommandKind] = []
    for clause in _clauses(text):
        found = _kinds(clause)
        if found is None:
            return None
        kinds += found
    if len(set(kinds)) != 1 or ("?" in text and kinds[0] not in (CommandKind.STATUS, CommandKind.HELP)):
        return None
    return Command(kinds[0], text)


def _clauses(text: str) -> list[str]:
    """Return the clauses of a short text in lower case."""
    return [clause for part in _CLAUSES.split(text.lower()) if (clause := part.strip(" \t*_\"'“”()?"))]


def _kinds(clause: str) -> list[CommandKind] | None:
    """Return the commands a clause is made of, "yes please send it" being two oks; None where it says more."""
    found: list[CommandKind] = []
    while clause:
        whole = _KINDS.get(clause)
        if whole is not None:
            return [*found, whole]
        if _is_courtesy(clause):
            return found
        trail = next((trail for trail in _TRAILS if clause.endswith(trail)), "")
        lead, _, rest = clause.partition(" ")
        if trail:
            clause = clause.removesuffix(trail)
        elif lead in _KINDS or lead in ("please", "pls"):
            found += [_KINDS[lead]] if lead in _KINDS else []
            clause = rest
        else:
            return None
    return found


def _is_courtesy(clause: str) -> bool:
    """Return whether a clause only greets or thanks."""
    return clause in phrases.COURTESIES or bool(_GREETING.match(clause) or _THANKS.match(clause))


def _without_name(lines: list[str], signer: str) -> list[str]:
    """Return the lines without a name under them: the signer's, or one set apart by an empty line or a courtesy."""
    while lines and not lines[-1]:
        lines = lines[:-1]
    if len(lines) < 2 or not _NAME.match(lines[-1]):
        return lines
    if set(lines[-1].lower().split()) <= set(signer.lower().split()):
        return lines[:-1]
    above = _clauses(lines[-2])
    apart = not above or _is_courtesy(above[-1])
    return lines[:-1] if apart and lines[-1][0].isupper() and not _speaks(lines[-1]) else lines


def _speaks(line: str) -> bool:
    """Return whether a line that looks like a name says something: "Stop", "Wait", "No changes"."""
    words = set(line.lower().replace(".", " ").split())
    return line.lower().strip(" .") in _KINDS or bool(words & phrases.SPEAKING)
