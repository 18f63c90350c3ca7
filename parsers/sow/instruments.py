"""Which agreement of a file a signature block closes: one file often binds a master, its SOW and blank forms."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from parsers.contract import BlockKind
from parsers.fields.organisations import fold
from parsers.sow.facts import Side
from parsers.sow.signatures import SignatureRead
from parsers.sow.view import Line, View

_LONGEST = 90  # characters of a line that can be a title
_ANNEX = r"(?:exhibit|attachment|schedule|annex(?:ure)?|appendix|addendum|anlage)"


class Instrument(StrEnum):
    """What kind of paper a group of signature blocks closes."""

    WORK = "statement of work"
    AGREEMENT = "agreement"
    ANNEX = "annex"
    FORM = "form"  # a blank specimen to be filled in later


_TITLES = (
    (Instrument.FORM, re.compile(r"\b(?:form|specimen|template|sample) of\b|\bsample\b|\btemplate\b", re.IGNORECASE)),
    (
        Instrument.WORK,
        re.compile(
            r"\b(?:statements? of works?|work order|task order|change order|leistungsbeschreibung)\b", re.IGNORECASE
        ),
    ),
    (Instrument.AGREEMENT, re.compile(r"\b(?:agreement|contract|vertrag|terms and conditions)\b", re.IGNORECASE)),
    (Instrument.ANNEX, re.compile(rf"^\W*{_ANNEX}\b", re.IGNORECASE)),
)
_HEAD = re.compile(
    rf"\W*(?:{_ANNEX}\b[ ]?[\w.-]{{0,6}}|(?:form|specimen) of\b|master\b|statements? of works?\b|work order\b"
    r"|[\w’'&-]+(?: [\w’'&-]+){0,5} agreement\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Closing:
    """The signature blocks that close one instrument, in reading order."""

    kind: Instrument
    blocks: tuple[SignatureRead, ...]

    @property
    def is_named(self) -> bool:
        """Return whether a block says who is to sign, which a bare form does not."""
        return any(one.finding.value.name for one in self.blocks)


def closings_of(view: View, signatures: tuple[SignatureRead, ...]) -> tuple[Closing, ...]:
    """Return the blocks by the instrument they close; a title between two blocks counts where a signer comes again."""
    titles = [(line.start, kind) for line in view.lines if (kind := _titled(line)) is not None]
    groups: list[list[SignatureRead]] = []
    starts: list[int] = [0]
    for one in sorted(signatures, key=lambda read: read.finding.place.start):
        at = one.finding.place.start
        last = groups[-1][-1].finding.place.end if groups else 0
        between = [start for start, _ in titles if last <= start < at]
        if groups and not (between and _comes_again(one, groups[-1])):
            groups[-1].append(one)
            continue
        starts[len(groups) :] = [between[0] if groups and between else 0]
        groups.append([one])
    return tuple(
        Closing(_kind([kind for start, kind in titles if first <= start < group[0].finding.place.start]), tuple(group))
        for first, group in zip(starts, groups, strict=False)
    )


def _titled(line: Line) -> Instrument | None:
    """Return what a line entitles, None for one that is no title."""
    text = line.text.strip(" #*_")
    if len(text) > _LONGEST or text.endswith((".", ";", ",", ":")) or not _HEAD.match(text):
        return None
    if line.kind is not BlockKind.HEADING and not text.isupper() and len(text.split()) > 8:
        return None
    return next((kind for kind, pattern in _TITLES if pattern.search(text)), None)


def _kind(titles: list[Instrument]) -> Instrument:
    """Return the kind of an instrument by its first two titles: "Exhibit B", "Form of Statement of Work" is a form."""
    head = titles[:2]
    if Instrument.FORM in head:
        return Instrument.FORM
    otherwise = Instrument.ANNEX if head else Instrument.AGREEMENT
    return next((kind for kind in head if kind is not Instrument.ANNEX), otherwise)


def _comes_again(one: SignatureRead, group: list[SignatureRead]) -> bool:
    """Return whether a block's side, party or name stands in the group already: a second round of signing."""
    value = one.finding.value
    for other in group:
        known = other.finding.value
        if value.side is not Side.UNKNOWN and value.side is known.side:
            return True
        if value.name and known.name and value.name.lower() == known.name.lower():
            return True
        if one.party and other.party and fold(one.party.value) == fold(other.party.value):
            return True
    return False
