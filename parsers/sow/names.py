"""Names of parties in running text: where a name ends, and what can be one at all."""

from __future__ import annotations

import re

from parsers.contract import Certainty, Finding
from parsers.fields.organisations import find_organisations
from parsers.fields.people import EMAIL
from parsers.sow.blanks import is_blank
from parsers.sow.view import View, trimmed

CLIENT_TERMS = (
    r"client|customer|sponsor|buyer|purchaser|owner|advertiser|licensee|recipient|grantor|employer|authority"
    r"|contracting authority|auftraggeber|kunde|opdrachtgever|cliente"
)
AGENCY_TERMS = (
    r"agency|service provider|services provider|provider|vendor|contractor|independent contractor|consultant|supplier"
    r"|developer|advisor|adviser|manager|designer|servicer|outsourcer"
    r"|freelancer|seller|host|licensor|auftragnehmer|anbieter|studio|implementation partner|opdrachtnemer|prestataire"
)
COMPANY_TERMS = r"company|corporation|business|firm"
ROLE_WORDS = re.compile(
    rf"^(?:the )?(?:{CLIENT_TERMS}|{AGENCY_TERMS}|{COMPANY_TERMS}|parties|party|both parties)$", re.IGNORECASE
)
_FORM = r"Inc|LLC|L\.L\.C|Ltd|LLP|Corp|Limited|PLC|S\.A|B\.V|Co\b|LP|L\.P|N\.V|P\.C|PLLC|GmbH|S\.L|S\.p\.A|S\.r\.l"
_KIND = (
    r"corporation|company|partnership|individual|firm|university|body|association|trust|nonprofit|non-profit"
    r"|not-for-profit|organi[sz]ation|agency|charity|foundation|proprietor|entity|person|citizen|resident|limited"
)
_DESCRIPTION = re.compile(
    rf",?\s+an?\s+(?:[\w().,-]+\s){{0,5}}?(?:{_KIND})\b"
    r"|,?\s+(?:whose|with (?:its|an?|a principal|offices?)\b|having|located|of \d+|incorporated|organi[sz]ed"
    r"|registered|established|doing business|d/b/a|acting|residing|represented|on behalf|and its|hereinafter|hereafter"
    r"|\(?company number)\b"
    rf"|,\s+(?!{_FORM})"
    r"|\s*[(;\n]|\s[–—-]\s"
    r"|(?<!Dr)(?<!Mr)(?<!Ms)(?<!Mrs)(?<!St)(?<!Inc)(?<!Corp)(?<!Ltd)(?<!Co)(?<!Sp)(?<!Pvt)(?<!Pte)(?<!Pty)"
    r"(?<!\b[A-Z])\.\s",
    re.IGNORECASE,
)
_PUBLIC = re.compile(
    r"\b(?:department|bureau|ministry|office|council|commission|authority|administration|county|city|state|government"
    r"|district|borough|service of|federal|national)\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 200  # characters in which a name and the description after it must begin


def name_in(view: View, start: int, end: int) -> Finding[str] | None:
    """Return the name at the start of a stretch, descriptions ("a Delaware corporation") and addresses left off."""
    text = view.text
    end = min(end, start + _LONGEST_NAME)
    cut = _DESCRIPTION.search(text, start, end)
    first, last = trimmed(text, start, cut.start() if cut else end)
    email = EMAIL.search(text, first, last)
    if email:
        first, last = trimmed(text, first, email.start())
    name = text[first:last]
    if (
        len(name) < 2
        or in_slot(text, first, last)
        or len(name) > 90
        or is_blank(name)
        or ROLE_WORDS.match(name)
        or not re.search(r"[A-Za-zÀ-ÿ]{2}", name)
    ):
        return None
    return view.document.finding(" ".join(name.split()), first, last)


def in_slot(text: str, start: int, end: int) -> bool:
    """Return whether `text[start:end]` stands in brackets that a form leaves to fill in: "[Client Company]"."""
    return text[max(start - 1, 0) : start] in ("[", "<", "{", "«") or text[end : end + 1] in ("]", ">", "}", "»")


def is_public_body(name: str) -> bool:
    """Return whether a name is a government's: what it calls "Agency" buys and does not deliver."""
    return _PUBLIC.search(name) is not None


def has_form(name: str) -> bool:
    """Return whether a name holds a legal form: "Acme, Inc."."""
    return bool(find_organisations(name))


def inferred(name: Finding[str]) -> Finding[str]:
    """Return a name as one whose side was worked out."""
    return Finding(name.value, name.quote, name.place, Certainty.INFERRED)
