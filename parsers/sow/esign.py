"""E-sign certificates bound into a document: how far signing came, who signed, and whether it was this document.

The shapes are those that DocuSign, Adobe Acrobat Sign, Dropbox Sign (HelloSign), PandaDoc, DocuSeal, Documenso and
signNow print: a title, an id, a status, and for each person when they signed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from parsers.sow.esign_ids import names_another_document, shares_an_id
from parsers.sow.esign_signers import Signer, people_of, signers_of
from parsers.sow.view import View

_TITLE = re.compile(
    r"certificate of completion|signature certificate|sign(?:ing|ature) certificate|audit (?:trail|log)\b"
    r"|(?:final |interim )?audit report|certificate of signature|document (?:history|certificate)"
    r"|e-?signature (?:certificate|summary)|^signer timestamp signature",
    re.IGNORECASE | re.MULTILINE,
)
_PROOF = re.compile(  # a certificate of a course or an audit trail of a database has none of these
    r"envelope ?id|transaction (?:id|number)|document ?(?:id|ref)|doc id|ref(?:erence|\.) ?number|\bsha-?256\b"
    r"|signer events|ip(?: address)?\s*:|e-?signed by|documenso|docuseal|docusign|pandadoc|hellosign|dropbox sign"
    r"|signnow|acrobat sign|adobe sign",
    re.IGNORECASE,
)
_STATUS = re.compile(
    r"(?:^|[\n\t ])(?:document )?status[ \t]*[:\n\t●• ][ \t●•]*(?P<word>[a-z][a-z -]{2,20})", re.IGNORECASE
)
_DONE_WORD = re.compile(r"completed?|signed|executed|finali[sz]ed|finished", re.IGNORECASE)
_OPEN_WORD = re.compile(
    r"sent|delivered|pending|waiting|awaiting|in progress|out for|created|draft|viewed|partially|processing|incomplete",
    re.IGNORECASE,
)
_DEAD_WORD = re.compile(r"declined|voided|expired|cancell?ed|recalled|rejected|terminated", re.IGNORECASE)
_DONE = re.compile(
    r"(?:agreement|document|envelope|signing|signature process|submission|all parties)"
    r" (?:has been |have |is |was )?(?:completed|fully executed|fully signed|finished|signed by all)\b"
    r"|\bcompleted\b[^\n]{0,40}\bdocument\b|document completed by all parties"
    r"|all (?:parties|recipients|signers) have (?:signed|completed)",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"not (?:yet )?been (?:fully executed|completed|signed)|not (?:yet )?signed by all|interim audit report"
    r"|^incomplete\b|awaiting signatures?",
    re.IGNORECASE | re.MULTILINE,
)
_DEAD = re.compile(
    r"(?:^|[\n\t])(?:envelope |document |agreement )?(?:declined|voided|rejected|cancell?ed|expired|recalled)"
    r"(?: by\b|[ \t]*[:\n]|[ \t]+\d)"
    r"|(?:envelope|document|agreement|request) (?:has been |was )?(?:declined|voided|rejected|cancell?ed|recalled)\b",
    re.IGNORECASE,
)
_DISCLOSURE = re.compile(r"\n[^\n]{0,40}electronic record and signature disclosure(?! *:)[^\n]{0,60}\n", re.IGNORECASE)
_MARKS = (
    ("DocuSign", re.compile(r"docusign", re.IGNORECASE)),
    ("Adobe Acrobat Sign", re.compile(r"acrobat sign|adobe sign|final audit report", re.IGNORECASE)),
    ("Dropbox Sign", re.compile(r"dropbox sign|hellosign", re.IGNORECASE)),
    ("PandaDoc", re.compile(r"pandadoc|signer timestamp signature", re.IGNORECASE)),
    ("DocuSeal", re.compile(r"docuseal", re.IGNORECASE)),
    ("Documenso", re.compile(r"documenso", re.IGNORECASE)),
    ("signNow", re.compile(r"sign ?now\b", re.IGNORECASE)),
)


class Progress(StrEnum):
    """How far a signing round came."""

    COMPLETED = "completed"
    PENDING = "pending"
    ENDED = "ended without all signatures"  # declined, voided, expired


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate at `text[start:title_end]` and on; `signers` are those it says have signed.

    `own` says whether it belongs to the pages before it: by their ids, else by the names in it.
    """

    start: int
    title_end: int
    progress: Progress
    own: bool
    service: str
    signers: tuple[Signer, ...]


def read_certificate(view: View, printed: tuple[str, ...] = ()) -> Certificate | None:
    """Return the document's e-sign certificate, None where there is none; `printed` are the names to sign above."""
    title = next((one for one in _TITLE.finditer(view.text) if _proves(view.text, one.start())), None)
    if title is None:
        return None
    end = _end(view.text, title.start())
    part = view.text[title.start() : end]
    people = people_of(view, title.start(), end)
    signers = signers_of(view, title.start(), end, printed)
    progress = _progress(part, len(people) > len(signers))
    own = _belongs(view.text[: title.start()], part, (*people, *(one.name for one in signers)), printed)
    return Certificate(title.start(), title.end(), progress, own, _service(part), signers)


def _proves(text: str, start: int) -> bool:
    """Return whether what follows a title is the record of a signing round, and no other kind of certificate."""
    return _PROOF.search(text, start, start + 4000) is not None


def _end(text: str, start: int) -> int:
    """Return where a certificate ends: before the long terms that DocuSign prints after it."""
    disclosure = _DISCLOSURE.search(text, start + 200)
    return disclosure.start() if disclosure else len(text)


def _progress(part: str, some_unsigned: bool) -> Progress:
    words = [match["word"] for match in _STATUS.finditer(part)]
    if any(_DEAD_WORD.match(word) for word in words) or _DEAD.search(part):
        return Progress.ENDED
    if _OPEN.search(part) or any(_OPEN_WORD.match(word) for word in words):
        return Progress.PENDING
    if _DONE.search(part) or any(_DONE_WORD.match(word) for word in words):
        return Progress.COMPLETED
    return Progress.PENDING if some_unsigned else Progress.COMPLETED


def _belongs(body: str, part: str, people: tuple[str, ...], printed: tuple[str, ...]) -> bool:
    """Return whether a certificate is that of the pages before it."""
    shared = shares_an_id(body, part)
    if shared is not None:
        return shared
    if names_another_document(body, part):
        return False
    lower = " ".join(body.lower().split())
    return any(name.lower() in lower for name in people) if printed or people else True


def _service(part: str) -> str:
    return next((name for name, pattern in _MARKS if pattern.search(part)), "")
