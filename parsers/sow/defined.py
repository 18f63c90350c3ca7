"""Parties by the terms an agreement defines for them: `Acme, Inc. ("Client")`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.contract import Finding
from parsers.fields.organisations import find_organisations
from parsers.sow.facts import Side
from parsers.sow.names import AGENCY_TERMS, CLIENT_TERMS, COMPANY_TERMS, has_form, in_slot, inferred, name_in
from parsers.sow.view import View

_DEFINED = re.compile(
    r"\((?P<inside>[^()\n]{0,60}[\"“'‘][^()\n]{2,140}[\"”'’][^()\n]{0,40})\)"
    rf"|\((?P<bare>(?:hereinafter |hereafter )?(?:referred to as |called |known as )?(?:the )?"
    rf"(?:{CLIENT_TERMS}|{AGENCY_TERMS}|{COMPANY_TERMS}))\)"
    r"|,?[ ](?:hereinafter|hereafter),?[ ](?:(?:jointly|collectively)[ ])?(?:referred to as|called|known as)?[ ]?"
    r"(?:the )?(?P<open>[\"“][^\"“”\n]{2,40}[\"”])",
    re.IGNORECASE,
)
_TERM = re.compile(r"[\"“”'‘’]{1,2}(?:the )?(?P<term>[^\"“”'‘’\n]{2,40})[\"“”'‘’]{1,2}", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|[\s,;(]|\b)(?:between|among|and|with|by|from)[\s:]+(?:\(?[12ab]\)[ ]?)?", re.IGNORECASE)
_OPENING_PART = 12_000  # characters in which an agreement names its parties
_NOT_PARTY = re.compile(
    r"\b(?:agreement|date|services?|part(?:y|ies)|sow|term|msa|work|project|fees?|deliverables?"
    r"|exhibit|information|product|site)\b(?!\s+provider)",
    re.IGNORECASE,
)
_BOTH = 1500  # characters within which one sentence names both parties
_ACTS = r"(?:will|shall|agrees? to|undertakes to)\s+(?:(?:also|promptly|diligently)\s+)?"
_DOES = r"(?:provide|perform|deliver|develop|design|build|supply|furnish|render|host|maintain|install|invoice)\b"
_PAYS = r"(?:pay|compensate|reimburse)\b"


@dataclass(frozen=True, slots=True)
class Defined:
    """A party and the term defined for it, with where the definition ends."""

    term: str
    name: Finding[str]
    end: int


def defined_parties(view: View) -> Iterator[tuple[Side, Finding[str], str]]:
    """Yield (side, name, term) of each party whose side its term says, or the other's term, or what each does."""
    found = list(_defined(view))
    sides = [side_of_term(one.term) for one in found]
    known = {side for side in sides if side is not Side.UNKNOWN}
    if not known and len(found) >= 2 and _is_pair(view, found):
        yield from _by_acts(view, found[0], found[1])
        return
    for place, (one, said) in enumerate(zip(found, sides, strict=True)):
        other = known == {Side.AGENCY} or known == {Side.CLIENT}
        beside = place < 2 and _is_pair(view, found)
        side = said
        if said is Side.UNKNOWN and other and (is_name_term(one.term, one.name.value) or beside):
            side = Side.CLIENT if Side.AGENCY in known else Side.AGENCY
        if side is not Side.UNKNOWN:
            yield side, one.name, one.term


def side_of_term(term: str) -> Side:
    """Return the side that a defined term names; unknown for "Company" and for names."""
    if re.fullmatch(rf"(?:the )?(?:{CLIENT_TERMS})", term, re.IGNORECASE):
        return Side.CLIENT
    if re.fullmatch(rf"(?:the )?(?:{AGENCY_TERMS})", term, re.IGNORECASE):
        return Side.AGENCY
    return Side.UNKNOWN


def is_name_term(term: str, name: str) -> bool:
    """Return whether a defined term stands for a party: "Company", its first word or its initials."""
    if re.fullmatch(rf"(?:the )?(?:{COMPANY_TERMS})", term, re.IGNORECASE):
        return True
    words = re.findall(r"[A-Za-z0-9]+", name)
    initials = "".join(word[0] for word in words).lower()
    plain = re.sub(r"\W", "", term).lower()
    return bool(words) and (words[0].lower().startswith(plain[:4]) or initials.startswith(plain[:2]))


def _defined(view: View) -> Iterator[Defined]:
    """Yield each party defined in brackets; of several terms the one that names a side."""
    text = view.text
    position = 0
    for match in _DEFINED.finditer(text, 0, min(len(text), _OPENING_PART)):
        low = max(position, match.start() - 700)
        position = match.end()
        terms = _terms(match)
        if not terms or _NOT_PARTY.search(terms[0]):
            continue
        name = _name_before(view, low, match.start())
        if name is not None:
            term = next((term for term in terms if side_of_term(term) is not Side.UNKNOWN), terms[0])
            yield Defined(term, name, match.end())


def _terms(match: re.Match[str]) -> list[str]:
    if match["bare"]:
        return [
            match["bare"].split()[-1]
            if " " not in match["bare"]
            else re.sub(r"^.*\b(?:as|called|the)\s", "", match["bare"])
        ]
    return [found["term"].strip(" ,.") for found in _TERM.finditer(match["inside"] or match["open"])]


def _is_pair(view: View, found: list[Defined]) -> bool:
    """Return whether the first two definitions are the two parties of the opening sentence."""
    if len(found) < 2 or found[1].end - found[0].name.place.start > _BOTH:
        return False
    before = view.text[max(0, found[0].name.place.start - 160) : found[0].name.place.start]
    joined = view.text[found[0].end : found[1].name.place.start]
    opened = re.search(r"\b(?:between|among|parties|by and)\b", before, re.IGNORECASE)
    return opened is not None and re.search(r"\band\b", joined[:60], re.IGNORECASE) is not None


def _by_acts(view: View, one: Defined, other: Defined) -> Iterator[tuple[Side, Finding[str], str]]:
    """Yield both parties where what they do tells who delivers: one performs, the other pays or engages it."""
    scores = [_delivers(view.text, first.term) - _delivers(view.text, second.term)
              for first, second in ((one, other), (other, one))]  # fmt: skip
    if abs(scores[0]) < 2:
        return
    agency, client = (one, other) if scores[0] > 0 else (other, one)
    yield Side.AGENCY, inferred(agency.name), agency.term
    yield Side.CLIENT, inferred(client.name), client.term


def _delivers(text: str, term: str) -> int:
    """Return how often a party is said to do the work, less how often it is said to pay or to engage somebody."""
    name = rf"(?<!\w)(?:the )?{re.escape(term)}"
    doing = len(re.findall(rf"{name}\s+{_ACTS}{_DOES}", text, re.IGNORECASE))
    hired = len(re.findall(rf"\b(?:engages?|retains?|hires?|appoints?)\s+{name}(?!\w)", text, re.IGNORECASE))
    paying = len(re.findall(rf"{name}\s+{_ACTS}{_PAYS}", text, re.IGNORECASE))
    hiring = len(re.findall(rf"{name}\s+(?:hereby\s+)?(?:engages?|retains?|hires?|appoints?)\b", text, re.IGNORECASE))
    return doing + 2 * hired - paying - 2 * hiring


def _name_before(view: View, low: int, high: int) -> Finding[str] | None:
    """Return the party of the clause `text[low:high]`: after its "between" or "and", else its last name."""
    text = view.text
    between = re.search(r"\bbetween\b|\bamong\b", text[low:high], re.IGNORECASE)
    low += between.start() if between else 0
    head = text[low:high]
    openings = [low + match.end() for match in _OPENING.finditer(head)]
    for start in openings:
        name = name_in(view, start, high)
        if (
            name is not None
            and name.value[:1].isupper()
            and (has_form(name.value) or start == openings[0] or high - start < 60)
        ):
            return name
    named = find_organisations(text, max(low, high - 120), high)
    if named and not in_slot(text, named[-1].start, named[-1].end):
        return view.document.finding(named[-1].name, named[-1].start, named[-1].end)
    direct = re.search(
        r"(?:^|(?<![,\d])[\s(])((?:[A-Z][\w&.’'-]{0,40})(?:[ ](?:[A-Z][\w&.’'-]{0,40}|of|and|&|the)){0,6}),?\s*$",
        text[max(low, high - 80) : high],
    )
    if direct:
        return name_in(view, max(low, high - 80) + direct.start(1), high)
    return None
