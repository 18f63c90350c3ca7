"""Whom a bounce names that carries no report: qmail, Exim, Postfix, sendmail, Gmail, Exchange, Notes and their kin."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.mail.address import is_address

MAX_TEXT = 20_000
MAX_FOUND = 20

_ADDRESS = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,24}"
# Where the copy of the returned letter begins: the addresses in it are its own.
_COPY = re.compile(
    r"(?im)^[ \t>]*(?:-{2,}[ \t]*(?:below this line|this is a copy|original message|returned message|"
    r"the header of|message header|"
    r"ursprüngliche nachricht|included is|unsent message|forwarded message|transcript of|----- message header)"
    r"|original message (?:headers|follows)|the original message (?:was|headers)|message headers follow|"
    r"headers of the original|"
    r"diagnostic information for administrators|generating server|received: (?:from|by) |return-path: |"
    r"reporting-mta|copy of (?:the|your) message)"
)
_AT_START = re.compile(
    rf"(?m)^[ \t*>-]{{0,8}}(?:to:[ \t]*)?[<\"']?(?:mailto:)?(?P<address>{_ADDRESS})[>\"']?(?=[:\s,(<.]|\Z)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"(?:deliver\w*|entreg\w*|mensaje|mensagem|messaggio|nachricht|bericht|recipients?|sent|message|mail|"
    r"address(?:es)?|user|mailbox|account|to|an|à|para|"
    r"destinatari\w*|empfänger\w*|destinataire\w*|zugestellt|"
    rf"unknown|for)\b[^\n@]{{0,60}}?[<(\"'\s:](?:mailto:)?(?P<address>{_ADDRESS})",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"permanent|fatal|fail(?:ed|ure)|could(?: not|n'?t) be (?:delivered|found)|wasn'?t (?:delivered|found)|"
    r"was not delivered|not delivered|undeliver\w*|unknown user|"
    r"user unknown|no such (?:user|person|address|recipient|mailbox)|does(?: not|n'?t) exist|not exist|"
    r"mailbox (?:unavailable|not found|is full|full)|"
    r"address (?:rejected|not found)|over ?quota|account (?:is )?(?:disabled|inactive)|i've given up|gave up|"
    r"unable to deliver|unzustellbar|"
    r"nicht zugestellt werden|konnte nicht|existiert nicht|unbekannt\w*|n'a pas pu être|introuvable|"
    r"no se (?:pudo|ha podido)|non (?:è stato possibile|esiste)|"
    r"não (?:pôde|foi possível|existe)|kon niet worden|rejected|refused|blocked|denied",
    re.IGNORECASE,
)
_WAITS = re.compile(
    r"delay(?:ed)?|will (?:be re-?tried|retry|keep trying|continue to)|still (?:trying|being)|"
    r"not yet (?:been )?delivered|warning(?: only)?|temporar\w+|deferred|"
    r"do not need to (?:resend|retry)|don'?t need to resend|wird weiter versucht|verzögert|vorübergehend|"
    r"later attempt|retries? (?:will|for)|keep trying",
    re.IGNORECASE,
)


def failed_recipients(text: str, ours: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the addresses that a bounce's own words say were not reached, lower case, without `ours` and mailers'."""
    told = own_words(text)
    for pattern in (_AT_START, _IN_WORDS):
        found = tuple(dict.fromkeys(_plain(pattern, told, ours)))
        if found:
            return found[:MAX_FOUND]
    return ()


def own_words(text: str) -> str:
    """Return what the mail system wrote itself, above the copy of the letter."""
    text = text[:MAX_TEXT]
    copy = _COPY.search(text)
    return text[: copy.start()] if copy is not None and copy.start() > 40 else text


def is_over(text: str) -> bool | None:
    """Return whether a bounce's words say it is over: False where the system goes on trying, None where unsaid."""
    told = own_words(text)
    if _WAITS.search(told) and not re.search(r"permanent|fatal|given up|giving up", told, re.IGNORECASE):
        return False
    return True if _OVER.search(told) else None


def _plain(pattern: re.Pattern[str], told: str, ours: tuple[str, ...]) -> Iterator[str]:
    for match in pattern.finditer(told):
        address = match["address"].strip(".'").lower()
        robot = address.startswith(("mailer-daemon@", "postmaster@", "mail-daemon@", "abuse@"))
        if is_address(address) and not robot and address not in ours:
            yield address
