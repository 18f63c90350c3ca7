"""E-sign certificates printed into a document: which names completed signing, when, and for which envelope."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.fields.people import EMAIL
from parsers.sow.view import View

_TITLE = re.compile(
    r"certificate of completion|signature certificate|signing certificate|audit (?:trail|report|log)"
    r"|final audit report|certificate of signature|document (?:history|certificate)"
    r"|e-?signature (?:certificate|summary)",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"status\s*[:\n]\s*(?:completed|signed|executed)\b|(?:agreement|document|envelope|signing"
    r"|signature process|all parties) (?:has been |have |is |was )?(?:completed|signed by all"
    r"|fully signed|finished)"
    r"|\bcompleted\b[^\n]{0,40}\bdocument\b|all (?:parties|recipients|signers) have signed",
    re.IGNORECASE,
)
_PENDING = re.compile(
    r"status\s*[:\n]\s*(?:sent|delivered|pending|waiting|in progress|out for signature|created|draft"
    r"|declined|voided|expired|viewed|awaiting)|(?:has been |was )?(?:declined|voided|cancelled)\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(
    r"(?:(?<!\w)(?:e-?|electronically |docu)?signed by[ :]+(?P<after>[^\n(<,]{3,50})"
    r"|(?P<before>[A-Z][^\s(<:]{1,24}(?:[ ][^\s(<:]{1,24}){1,3})[ ]?(?:\([^)\n]{1,80}\))?[ ]{1,2}"
    r"(?:has )?(?:e-?|electronically )?signed\b(?! by))",
    re.IGNORECASE,
)
_EVENT = re.compile(r"(?:^|\n)signed\s*:\s*(?P<when>[^\n]{6,40})", re.IGNORECASE)
_ENVELOPE = re.compile(
    r"(?:envelope|document|transaction|agreement|reference) ?(?:id|number"
    r"|identifier)\s*[:#]?\s*(?P<id>[0-9A-Za-z-]{12,64})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Signer:
    """A person whom a certificate says to have signed, with the day where it says one; `end` closes the evidence."""

    name: str
    date: date | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Certificate:
    """A completed certificate at `text[start:]` with its signers."""

    start: int
    signers: tuple[Signer, ...]


def read_certificate(view: View) -> Certificate | None:
    """Return the certificate that completes this very document; None where it is pending or covers another envelope."""
    title = _TITLE.search(view.text)
    if title is None:
        return None
    start = title.start()
    part = view.text[start:]
    if _PENDING.search(part) or not _DONE.search(part) or _covers_another(view.text[:start], part):
        return None
    signers = {signer.name.lower(): signer for signer in (*_told(view, start), *_listed(view, start))}
    return Certificate(start, tuple(signers.values())) if signers else None


def _covers_another(body: str, certificate: str) -> bool:
    """Return whether the pages and the certificate bear different envelope ids."""
    pages = {_plain_id(match["id"]) for match in _ENVELOPE.finditer(body)}
    own = {_plain_id(match["id"]) for match in _ENVELOPE.finditer(certificate)}
    return bool(pages and own and not pages & own)


def _plain_id(words: str) -> str:
    return re.sub(r"\W", "", words).lower()


def _told(view: View, start: int) -> list[Signer]:
    """Return the signers of lines such as "Document e-signed by Jane Doe (jane@acme.example)"."""
    found = []
    for match in _SIGNED.finditer(view.text, start):
        group = "after" if match["after"] else "before"
        name = " ".join(match[group].split()).strip(" -–:")
        if _is_person(name):
            found.append(Signer(name, _day(view, match.end(), match.end() + 90), match.start(group), match.end()))
    return found


def _listed(view: View, start: int) -> list[Signer]:
    """Return the signers of an event table: a name and an address, and "Signed: DATE" before the next name."""
    people = [
        (line, view.lines[number + 1])
        for number, line in enumerate(view.lines[:-1])
        if line.start >= start and _is_person(line.text) and EMAIL.search(view.lines[number + 1].text)
    ]
    found = []
    for number, (line, _) in enumerate(people):
        stop = people[number + 1][0].start if number + 1 < len(people) else min(len(view.text), line.end + 600)
        event = _EVENT.search(view.text, line.end, stop)
        if event is not None:
            found.append(
                Signer(line.text.strip(), _day(view, event.start("when"), event.end()), line.start, event.end())
            )
    return found


def _day(view: View, start: int, end: int) -> date | None:
    spans = view.dates(start, min(end, len(view.text)))
    return spans[0].value if spans else None


def _is_person(text: str) -> bool:
    words = text.split()
    return (
        2 <= len(words) <= 5
        and all(word[:1].isupper() for word in (words[0], words[-1]))
        and not re.search(r"[\d@:]", text)
    )
