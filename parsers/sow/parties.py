"""Who buys and who delivers: from labels, defined terms, sentences and, failing those, the signature lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.contract import Certainty, Finding
from parsers.fields.organisations import find_organisations, fold, same_organisation
from parsers.fields.people import EMAIL
from parsers.sow.blanks import is_blank
from parsers.sow.facts import Side
from parsers.sow.labels import Label, Pair
from parsers.sow.person_cells import is_person_cell
from parsers.sow.sections import Section
from parsers.sow.view import View, trimmed

CLIENT_TERMS = (
    r"client|customer|sponsor|buyer|purchaser|owner|advertiser|licensee|recipient|grantor|employer|auftraggeber|kunde"
)
AGENCY_TERMS = (
    r"agency|service provider|provider|vendor|contractor|independent contractor|consultant|supplier"
    r"|developer|advisor|adviser|manager|designer"
    r"|freelancer|seller|host|licensor|auftragnehmer|anbieter|studio|implementation partner"
)
_COMPANY_TERMS = r"company|corporation|business|firm"
_DEFINED = re.compile(r"\((?P<inside>[^()\n]{0,60}[\"“'‘][^()\n]{2,140}[\"”'’][^()\n]{0,40})\)")
_TERM = re.compile(r"[\"“”'‘’]{1,2}(?P<term>[^\"“”'‘’\n]{2,40})[\"“”'‘’]{1,2}")
_OPENING = re.compile(r"(?:^|[\s,;(]|\b)(?:between|among|and|with|by|from)[\s:]+(?:\(?[12ab]\)[ ]?)?", re.IGNORECASE)
_DESCRIPTION = re.compile(
    r",?\s+(?:an?|the|whose|with (?:its|an?|a principal|offices?)|having|located|of \d|incorporated"
    r"|organi[sz]ed|registered|established|doing business|d/b/a|acting|residing|represented|on behalf"
    r"|and its)\b"
    r"|,\s+(?!Inc|LLC|L\.L\.C|Ltd|LLP|Corp|Limited|PLC|S\.A|B\.V|Co\b|LP|L\.P|N\.V|P\.C|PLLC|GmbH)"
    r"|\s*[(;\n]|\s[–—-]\s|(?<!Dr)(?<!Mr)(?<!Ms)(?<!Mrs)(?<!St)(?<!Inc)(?<!Corp)(?<!Ltd)(?<!Co)"
    r"(?<!\b[A-Z])\.\s",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"(?<![\w.,&-])(?P<name>[A-Z][\w&.,’' -]{2,60}?)\s+(?:will|shall|agrees to)\s+(?:provide|perform"
    r"|deliver|develop|design|build|supply|furnish)\b"
)
_FOR = re.compile(r"\b(?:for|to)\s+(?P<name>[A-Z][\w&.’'-]{0,40}(?:[ ](?:[A-Z][\w&.’'-]{0,40}|of|and|the|&)){0,5})")
_LONGEST_NAME = 200  # characters in which a name and the description after it must begin
_OPENING_PART = 12_000  # characters in which an agreement names its parties
_ENGAGED = re.compile(
    r"\b(?:engaged|retained|hired|appointed|selected"
    r"|commissioned)\s+(?P<name>[A-Z][\w&.’'-]{0,40}(?:[ ][A-Z][\w&.’'-]{0,40}){0,4})\s+(?:to|for"
    r"|as)\b"
)
_HELPS = re.compile(
    r"(?:^|[.\n][ ]{0,3})(?P<agency>[A-Z][\w&.’'-]{0,40}(?:[ ][A-Z][\w&.’'-]{0,40}){0,4})\s+(?:will"
    r"|shall)\s+(?:support|assist|help|work with"
    r"|partner with)\s+(?P<client>[A-Z][\w&.’'-]{0,40}(?:[ ][A-Z][\w&.’'-]{0,40}){0,4})"
)
_LEGAL = re.compile(r"^\W*(?:registered )?legal (?:structure|entity)|^\W*(?:applicant|grantee)\b", re.IGNORECASE)
_NOT_PARTY = re.compile(
    r"\b(?:agreement|date|services?|part(?:y|ies)|sow|term|msa|work|project|fees?|deliverables?"
    r"|exhibit|information|product|site)\b",
    re.IGNORECASE,
)
_ROLE_WORDS = re.compile(
    rf"^(?:the )?(?:{CLIENT_TERMS}|{AGENCY_TERMS}|{_COMPANY_TERMS}|parties|party|both parties)$", re.IGNORECASE
)


_FORM_ALONE = re.compile(
    r"(?:an? )?(?:swiss|german|dutch|austrian|french|spanish|italian|uk|us|english|british|american"
    r"|canadian|estonian|polish|czech|belgian|irish|danish|swedish|norwegian"
    r"|finnish|singapore|japanese|delaware|nevada|california|limited|private|public)? ?[\w.]+$",
    re.IGNORECASE,
)
_PRONOUNS = frozenset(("the this our we it they both each team consultants he she you your any all").split())


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation or person on one side, as read; `term` is what the document calls it from there on."""

    side: Side
    name: Finding[str]
    term: str = ""


def read_parties(view: View, pairs: tuple[Pair, ...]) -> tuple[Party, ...]:
    """Return the parties whose side the document states, the strongest statement first."""
    defined = list(_defined(view))
    return (*_told_apart(list(_labelled(view, pairs))), *_sided(defined))


def _told_apart(labelled: list[Party]) -> Iterator[Party]:
    """Yield the labelled parties without a client that is the agency: beside a blank "Client" stands its neighbour."""
    agencies = [party.name.value for party in labelled if party.side is Side.AGENCY]
    for party in labelled:
        if party.side is Side.AGENCY or not any(same_organisation(party.name.value, name) for name in agencies):
            yield party


def side_by_service(view: View, names: tuple[Finding[str], ...]) -> tuple[Party, ...]:
    """Return sides for parties known by name only (signature lines): who "will provide" delivers, the other buys."""
    doing = {fold(match["name"]) for match in _WILL.finditer(view.text)}
    agency = next((name for name in names if any(_begins(name.value, one) for one in doing)), None)
    if agency is None or len(names) < 2:
        return ()
    others = [name for name in names if not same_organisation(name.value, agency.value)]
    if len({fold(name.value) for name in others}) != 1:
        return ()
    return (
        Party(Side.AGENCY, _inferred(agency)),
        Party(Side.CLIENT, _inferred(others[0])),
    )


def side_by_prose(view: View, sections: tuple[Section, ...]) -> tuple[Party, ...]:
    """Return parties that only sentences or a plan's "Legal Structure" name: "engaged X to", "X will support Y"."""
    found: list[Party] = []
    head = view.text[:_OPENING_PART]
    for side, pattern, group in (
        (Side.AGENCY, _ENGAGED, "name"),
        (Side.AGENCY, _HELPS, "agency"),
        (Side.CLIENT, _HELPS, "client"),
    ):
        match = pattern.search(head)
        name = _name(view, match.start(group), match.end(group)) if match else None
        if name is not None and not _ROLE_WORDS.match(name.value) and name.value.split()[0].lower() not in _PRONOUNS:
            found.append(Party(side, _inferred(name)))
    for section in sections:
        if section.title is not None and _LEGAL.match(section.title.text):
            named = [
                one
                for one in find_organisations(view.text, section.title.end, section.end)
                if not _FORM_ALONE.match(one.name)
            ]
            found += [
                Party(Side.AGENCY, _inferred(view.document.finding(one.name, one.start, one.end))) for one in named[:1]
            ]
    return tuple(found)


def side_of_words(words: str) -> Side:
    """Return the side that role words name: "For the Client", "SERVICE PROVIDER"."""
    if re.search(rf"\b(?:{CLIENT_TERMS})\b", words, re.IGNORECASE):
        return Side.CLIENT
    if re.search(rf"\b(?:{AGENCY_TERMS})\b", words, re.IGNORECASE):
        return Side.AGENCY
    return Side.UNKNOWN


def side_of_name(name: str, parties: tuple[Party, ...]) -> Side:
    """Return the side of a known party's name or defined term, `UNKNOWN` for others."""
    for party in parties:
        if same_organisation(name, party.name.value) or (party.term and fold(name) == fold(party.term)):
            return party.side
    return Side.UNKNOWN


def _labelled(view: View, pairs: tuple[Pair, ...]) -> Iterator[Party]:
    own = {label for label in (pair.label for pair in pairs if not pair.blank) if label in (Label.CLIENT, Label.AGENCY)}
    for pair in pairs:
        side = {Label.CLIENT: Side.CLIENT, Label.AGENCY: Side.AGENCY}.get(pair.label)
        if pair.label is Label.COMPANY and len(own) == 1:
            side = Side.CLIENT if Label.AGENCY in own else Side.AGENCY
        if side is None or pair.blank or not _is_party_value(view.text[pair.start : pair.end]):
            continue
        if is_person_cell(view, pair.start):
            continue
        name = _name(view, pair.start, pair.end)
        if name is not None:
            yield Party(side, name)


def _is_party_value(value: str) -> bool:
    if len(value) > 140 or "/s/" in value or (value.endswith(".") and len(value.split()) > 8):
        return False
    return value[:1].isupper() or value[:1].isdigit()


def _name(view: View, start: int, end: int) -> Finding[str] | None:
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
        or len(name) > 90
        or is_blank(name)
        or _ROLE_WORDS.match(name)
        or not re.search(r"[A-Za-zÀ-ÿ]{2}", name)
    ):
        return None
    return view.document.finding(" ".join(name.split()), first, last)


def _defined(view: View) -> Iterator[tuple[str, Finding[str]]]:
    """Yield (term, name) for each party defined in brackets: `Acme, Inc. ("Client")`; of several terms the best."""
    text = view.text
    position = 0
    for match in _DEFINED.finditer(text, 0, min(len(text), _OPENING_PART)):
        low = max(position, match.start() - 700)
        position = match.end()
        terms = [found["term"].strip(" ,.") for found in _TERM.finditer(match["inside"])]
        if not terms or _NOT_PARTY.search(terms[0]):
            continue
        name = _name_before(view, low, match.start())
        if name is not None:
            yield next((term for term in terms if _side_of_term(term) is not Side.UNKNOWN), terms[0]), name


def _name_before(view: View, low: int, high: int) -> Finding[str] | None:
    """Return the party of the clause `text[low:high]`: after its "between" or "and", else its last name."""
    text = view.text
    between = re.search(r"\bbetween\b|\bamong\b", text[low:high], re.IGNORECASE)
    low += between.start() if between else 0
    head = text[low:high]
    openings = [low + match.end() for match in _OPENING.finditer(head)]
    for start in openings:
        name = _name(view, start, high)
        if (
            name is not None
            and name.value[:1].isupper()
            and (_has_form(name.value) or start == openings[0] or high - start < 60)
        ):
            return name
    named = find_organisations(text, max(low, high - 120), high)
    if named:
        return view.document.finding(named[-1].name, named[-1].start, named[-1].end)
    direct = re.search(
        r"(?:^|(?<![,\d])[\s(])((?:[A-Z][\w&.’'-]{0,40})(?:[ ](?:[A-Z][\w&.’'-]{0,40}|of|and|&|the)){0,6}),?\s*$",
        text[max(low, high - 80) : high],
    )
    if direct:
        return _name(view, max(low, high - 80) + direct.start(1), high)
    return None


def _has_form(name: str) -> bool:
    return bool(find_organisations(name))


def _sided(defined: list[tuple[str, Finding[str]]]) -> Iterator[Party]:
    sides = [_side_of_term(term) for term, _ in defined]
    known = {side for side in sides if side is not Side.UNKNOWN}
    for (term, name), side in zip(defined, sides, strict=True):
        if side is Side.UNKNOWN and len(known) == 1 and _is_name_term(term, name.value):
            side = Side.CLIENT if Side.AGENCY in known else Side.AGENCY
        if side is not Side.UNKNOWN:
            yield Party(side, name, term)


def _side_of_term(term: str) -> Side:
    if re.fullmatch(rf"(?:the )?(?:{CLIENT_TERMS})", term, re.IGNORECASE):
        return Side.CLIENT
    if re.fullmatch(rf"(?:the )?(?:{AGENCY_TERMS})", term, re.IGNORECASE):
        return Side.AGENCY
    return Side.UNKNOWN


def _is_name_term(term: str, name: str) -> bool:
    """Return whether a defined term stands for a party: "Company", its first word or its initials."""
    if re.fullmatch(rf"(?:the )?(?:{_COMPANY_TERMS})", term, re.IGNORECASE):
        return True
    words = re.findall(r"[A-Za-z0-9]+", name)
    initials = "".join(word[0] for word in words).lower()
    plain = re.sub(r"\W", "", term).lower()
    return bool(words) and (words[0].lower().startswith(plain[:4]) or initials.startswith(plain[:2]))


def _begins(name: str, folded: str) -> bool:
    return (
        folded == fold(name) or folded.endswith(" " + fold(name)) or (fold(name).startswith(folded) and len(folded) > 3)
    )


def _inferred(name: Finding[str]) -> Finding[str]:
    return Finding(name.value, name.quote, name.place, Certainty.INFERRED)
