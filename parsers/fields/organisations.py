"""Names of organisations in text, known by their legal form or by the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORMS = (
    r"Inc|INC|CO|CORP|LTD|LIMITED|COMPANY|GMBH|PVT\.?[ ]LTD|PTE\.?[ ]LTD|PTY\.?[ ]LTD|CORPORATION|INCORPORATED"
    r"|Incorporated|LLC|L\.L\.C|LLP|L\.P|LP|PLLC|P\.C|Ltd|Limited|PLC|plc|Corp|Corporation|Company|Co|GmbH|AG"
    r"|KG|UG|SE|S\.A|SA"
    r"|S\.A\.S|SAS|SARL|S\.à[ ]r\.l|S\.r\.l|Srl|S\.p\.A|SpA|B\.V|BV|N\.V|NV|Oy|Oyj|AB|ASA|AS|A/S|ApS|Kft|Zrt"
    r"|Sp\.[ ]z[ ]o\.o|s\.r\.o|a\.s"
    r"|Pty\.?[ ]Ltd|Pte\.?[ ]Ltd|Pvt\.?[ ]Ltd|Private[ ]Limited|S\.L|SL|Lda|Ltda|e\.V|K\.K|Foundation|Trust"
    r"|Association|University|Bank|OÜ|UAB|SIA|d\.o\.o|DOO|EOOD|ehf|Sdn\.?[ ]Bhd|Bhd|EURL|GbR|OHG|mbH|A\.Ş|Ltée|Lda"
    r"|ANS|PC"
)
_WORD = r"(?:[A-Z0-9À-ÞĀ-Ž][\w&.’'À-ÿ+-]{0,40}|&|and|of|the|de|für|y)"
_ORG = re.compile(
    rf"(?<![\w])(?P<name>[A-Z0-9À-ÞĀ-Ž][\w&.’'À-ÿ+-]{{0,40}}(?:[ ]{_WORD}){{0,7}}?(?:,[ ]?"
    rf"|[ ])(?:{_FORMS})(?:(?=[^\w])|$)\.?)"
)


@dataclass(frozen=True, slots=True)
class OrganisationSpan:
    """An organisation's name with its legal form at `text[start:end]`."""

    start: int
    end: int
    name: str


def find_organisations(text: str, start: int = 0, end: int | None = None) -> tuple[OrganisationSpan, ...]:
    """Return the names of `text[start:end]` that end in a legal form, in reading order."""
    stop = len(text) if end is None else end
    return tuple(OrganisationSpan(m.start("name"), m.end("name"), m["name"]) for m in _ORG.finditer(text, start, stop))


def fold(name: str) -> str:
    """Return `name` for comparing: lower case, punctuation and legal form dropped."""
    plain = re.sub(r"[^\w ]+", " ", re.sub(r"(?<=\w)\.(?=\w\b)", "", name.lower()))
    words = plain.split()
    while len(words) > 1 and words[-1] in _FOLDED_FORMS:
        words.pop()
    return " ".join(words)


_FOLDED_FORMS = frozenset(
    (
        "inc incorporated llc llp lp ltd limited plc corp corporation company co gmbh ag kg ug se sa sas sarl srl "
        "spa bv nv oy ab as aps kft zrt pty pte pvt private sl lda ltda ev kk oü uab sia bhd sdn eurl gbr ohg mbh"
    ).split()
)


def same_organisation(one: str, other: str) -> bool:
    """Return whether two names mean one organisation: equal when folded, or one begins the other."""
    first, second = fold(one), fold(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return longer == shorter or longer.startswith(shorter + " ") or shorter.replace(" ", "") == longer.replace(" ", "")
