"""Who buys and who delivers: from labels, defined terms, sentences and, failing those, the signature lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.contract import Finding
from parsers.fields.organisations import find_organisations, fold, same_organisation
from parsers.sow.defined import defined_parties
from parsers.sow.facts import Side
from parsers.sow.labels import Label, Pair
from parsers.sow.names import AGENCY_TERMS, CLIENT_TERMS, ROLE_WORDS, inferred, is_public_body, name_in
from parsers.sow.person_cells import is_person_cell
from parsers.sow.sections import Section
from parsers.sow.view import View

_DELIVERS = (
    r"(?:provide|perform|deliver|develop|design|build|supply|furnish|create|produce|prepare|conduct|implement|migrate"
    r"|redesign|rebuild|write|host|maintain)\b"
)
_WILL = re.compile(
    r"(?<![\w.,&-])(?P<name>[A-Z][\w&.,’' -]{2,60}?)\s+(?:will|shall|agrees to)\s+"
    rf"(?:{_DELIVERS}|\w+ [^.\n]{{0,160}}?,? and (?:will |shall )?{_DELIVERS})"
)
_FOR = re.compile(r"\b(?:for|to)\s+(?P<name>[A-Z][\w&.’'-]{0,40}(?:[ ](?:[A-Z][\w&.’'-]{0,40}|of|and|the|&)){0,5})")
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
_PREPARED = re.compile(
    r"^\W*(?i:prepared|submitted|presented|written"
    r"|created)\s+(?:by\s+(?P<by>[A-Z].{1,60}?)\s+for\s+(?P<for>[A-Z].{1,60}?)"
    r"|for\s+(?P<for2>[A-Z].{1,60}?)\s+by\s+(?P<by2>[A-Z].{1,60}?))(?=\W*$|\s*[,|(]|\s+(?:on\s)?\d{1,2}[ ./]"
    r"|\s+(?:January"
    r"|February|March|April|May|June|July|August|September|October|November|December)\s\d)",
)
_TITLE_PART = 1_500  # characters in which a proposal says by whom and for whom it is
_LEGAL = re.compile(r"^\W*(?:registered )?legal (?:structure|entity)|^\W*(?:applicant|grantee)\b", re.IGNORECASE)

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
    defined = (Party(side, name, term) for side, name, term in defined_parties(view))
    return (*_told_apart(list(_labelled(view, pairs))), *defined)


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
        Party(Side.AGENCY, inferred(agency)),
        Party(Side.CLIENT, inferred(others[0])),
    )


def side_by_prose(view: View, sections: tuple[Section, ...]) -> tuple[Party, ...]:
    """Return parties that only sentences or a plan's "Legal Structure" name: "engaged X to", "X will support Y"."""
    head = view.text[:_OPENING_PART]
    found: list[Party] = list(_prepared(view))
    for side, pattern, group in (
        (Side.AGENCY, _ENGAGED, "name"),
        (Side.AGENCY, _HELPS, "agency"),
        (Side.CLIENT, _HELPS, "client"),
    ):
        match = pattern.search(head)
        name = name_in(view, match.start(group), match.end(group)) if match else None
        if name is not None and not ROLE_WORDS.match(name.value) and name.value.split()[0].lower() not in _PRONOUNS:
            found.append(Party(side, inferred(name)))
    for section in sections:
        if section.title is not None and _LEGAL.match(section.title.text):
            named = [
                one
                for one in find_organisations(view.text, section.title.end, section.end)
                if not _FORM_ALONE.match(one.name)
            ]
            found += [
                Party(Side.AGENCY, inferred(view.document.finding(one.name, one.start, one.end))) for one in named[:1]
            ]
    return tuple(found)


def _prepared(view: View) -> Iterator[Party]:
    """Yield both sides of "Prepared by Moonrise Pictures for Cedar & Salt" on a line near the head."""
    for line in view.lines:
        if line.start > _TITLE_PART:
            return
        match = _PREPARED.match(line.text) if line.cell is None else None
        for side, group in ((Side.AGENCY, "by"), (Side.CLIENT, "for")) if match else ():
            at = next((match.span(name) for name in (group, f"{group}2") if match[name]), None) if match else None
            name = name_in(view, line.start + at[0], line.start + at[1]) if at else None
            if name is not None:
                yield Party(side, inferred(name))


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
        name = name_in(view, pair.start, pair.end)
        if name is not None:
            bought = side is Side.AGENCY and pair.words.lower() == "agency" and is_public_body(name.value)
            yield Party(Side.CLIENT if bought else side, name)


def _is_party_value(value: str) -> bool:
    if len(value) > 140 or "/s/" in value or (value.endswith(".") and len(value.split()) > 8):
        return False
    return value[:1].isupper() or value[:1].isdigit()


def _begins(name: str, folded: str) -> bool:
    return (
        folded == fold(name) or folded.endswith(" " + fold(name)) or (fold(name).startswith(folded) and len(folded) > 3)
    )
