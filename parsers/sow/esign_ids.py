"""Whether an e-sign certificate speaks of the pages it is bound to: their ids and file hashes, and its file's name."""

from __future__ import annotations

import re

_ID = re.compile(
    r"(?:envelope|document|doc|transaction|agreement|reference|ref|submission)\.?[ ]?"
    r"(?:id|ref|number|no|identifier)\.?[ \t]*[:#]?[ \t\n]*(?P<id>(?=[\w-]*\d)[0-9A-Za-z][0-9A-Za-z_-]{11,80})",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"ref\. number[^\n]*\n\s*(?P<id>(?=[\w-]*\d)[0-9A-Z][0-9A-Z-]{11,40})", re.IGNORECASE)
_HASH = re.compile(r"sha-?256[^\n]{0,30}[:\n]\s*(?P<id>[0-9a-f]{64})", re.IGNORECASE)
_FILE = re.compile(
    r"(?:^|\n)[ \t]*(?:subject|file ?name|document name|title)[ \t]*[:\t ][ \t]*(?P<name>[^\n]{3,120})"
    r"|(?:^|\n)[\"“](?P<told>[^\"”\n]{3,120})[\"”] history",
    re.IGNORECASE,
)
_KINDS = tuple(
    re.compile(words, re.IGNORECASE)
    for words in (
        r"\bnda\b|non-?disclosure|confidentiality agreement",
        r"\bmsa\b|master (?:services?|consulting|service) agreement",
        r"\boffer letter\b|employment (?:agreement|contract)",
        r"\binvoice\b",
        r"\blease\b|rental agreement",
        r"\bw-?9\b",
        r"\bdpa\b|data processing (?:agreement|addendum)",
    )
)
_WORK = re.compile(r"\bsow\b|statements? of works?|work order|proposal|change order", re.IGNORECASE)


def shares_an_id(body: str, certificate: str) -> bool | None:
    """Return whether pages and certificate bear one id; None where one of them bears none."""
    pages, own = _ids(body), _ids(certificate)
    return bool(pages & own) if pages and own else None


def _ids(text: str) -> set[str]:
    return {
        re.sub(r"\W|_", "", match["id"]).lower()
        for pattern in (_ID, _REFERENCE, _HASH)
        for match in pattern.finditer(text)
    }


def names_another_document(body: str, certificate: str) -> bool:
    """Return whether the file a certificate names is of a kind that the pages before it are not."""
    names = " ".join(match["name"] or match["told"] for match in _FILE.finditer(certificate)).replace("_", " ")
    if not names or _WORK.search(names):
        return False
    head = body[:1500]
    return any(kind.search(names) and not kind.search(head) for kind in _KINDS)
