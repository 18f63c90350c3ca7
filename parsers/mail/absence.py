"""What an automatic reply says of its owner's absence: from when, until when, and who stands in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from parsers.fields.absences import Absence, find_absences
from parsers.mail.address import is_address
from parsers.mail.clean import clean_line

MAX_TEXT = 10_000

_EMAIL = re.compile(r"[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9][A-Za-z0-9.-]{1,190}\.[A-Za-z]{2,20}")
_ASK = re.compile(
    r"(?:contact|reach out to|get in touch with|turn to|write to|speak to|call|forward it to|email|"
    r"wenden sie sich (?:bitte )?(?:an|direkt an)|kontaktieren sie (?:bitte )?|vertritt mich|vertretung (?:ist|"
    r"hat|übernimmt)|"
    r"ansprechpartner(?:in)? (?:ist|in dieser zeit ist)|ist (?:ihnen )?|hilft ihnen (?:gerne )?|"
    r"contacter|adresse[rz](?:-vous)? à|joindre|contacte(?: con)?|contactar(?: con)?|dirigirse a|diríjase a|"
    r"póngase en contacto con|"
    r"contattare|rivolgersi a|rivolgetevi a|contact op(?:nemen)? met|terecht bij|wenden tot|contate|contacte|"
    r"contatar|entre em contato com|"
    r"entrar em contacto com)\s+(?:please |bitte |my colleague |meine[mnr]? kolleg\w+ |mon collègue |"
    r"ma collègue |mi compañer[oa] |"
    r"il (?:mio )?collega |la (?:mia )?collega |mijn collega |o meu colega |a minha colega |frau |herrn? |mr\.? |"
    r"ms\.? |mrs\.? |mme |m\. )*"
    r"(?P<name>(?-i:[A-ZÄÖÜÉ][\w'’.-]{1,25}(?: (?:van |von |de |der |den |di |da |"
    r"del )?[A-ZÄÖÜÉ][\w'’-]{1,25}){0,3}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OutOfOffice:
    """The days away and the substitute that an automatic reply names; "" where it names none."""

    absences: tuple[Absence, ...]
    substitute: str = ""
    substitute_address: str = ""


def read_absence(text: str, sent: date, owner: str = "") -> OutOfOffice:
    """Return what an automatic reply of `sent` states; `owner` is its sender, who is nobody's substitute."""
    text = text[:MAX_TEXT]
    absences = find_absences(text, sent, certain=True)
    named = _ASK.search(text)
    addresses = [found for found in _EMAIL.findall(text) if is_address(found) and found.lower() != owner.lower()]
    near = _EMAIL.search(text, named.end(), named.end() + 120) if named else None
    address = near[0] if near is not None else addresses[0] if addresses else ""
    name = clean_line(named["name"]).rstrip(".") if named is not None else ""
    if name and not address and len(name.split()) < 2:
        name = ""  # "contact Support": no person
    return OutOfOffice(absences, name, address.lower())
