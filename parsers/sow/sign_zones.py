"""Where the signature blocks of a document stand: stretches of text and tables to be cut into their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.contract import MarkKind, Table
from parsers.fields.organisations import find_organisations
from parsers.fields.people import NameSpan, find_names
from parsers.sow.sections import Section, Topic
from parsers.sow.view import Line, View, table_span

LABEL = re.compile(
    r"(?<![\w/])(?<!effective )(?P<label>by|per|signature|signed(?: by)?|(?:signed|accepted"
    r"|agreed) (?:for and on behalf of|for|on behalf of) (?P<whom>[^:_\n]{2,60}?)|sign(?: here)?"
    r"|authori[sz]ed signature|(?:print(?:ed)?|full|signatory)?[ ]?name(?: \(print(?:ed)?\))?"
    r"|(?:job )?title|position|its|role"
    r"|date(?:d| signed| of signature)?|unterschrift|datum|titel|nom|fonction|signature date)\s*(?:[:：]|(?=\s*_{3,}))",
    re.IGNORECASE,
)
STAMP = re.compile(
    r"/s/(?!(?:[ ,]*[\"”’']?[ ,]*(?:or|and|followed|before|in front|as|mark|symbol|signature)\b))"
    r"|(?<![\w/])s/[ ](?=(?-i:[A-Z]))|(?:docu|e-?|electronically |digitally )signed (?:by|with)\b"
    r"|signed (?:electronically|digitally) (?:by|with)\b"
    r"|elektronisch (?:unterzeichnet|signiert) von|sign[ée] [ée]lectroniquement par",
    re.IGNORECASE,
)
_WITNESS = re.compile(
    r"in witness (?:whereof|of which)|agreed (?:and|&) accepted|accepted (?:and|&) agreed|accepted by"
    r"|by signing below|signed by the parties|the parties have (?:caused|executed|signed)"
    r"|duly authori[sz]ed (?:representative|officer)s?|acceptance of (?:this )?proposal|unterschriften",
    re.IGNORECASE,
)
_FOR_ROLE = re.compile(
    r"^[\W_]*for (?:and on behalf of )?(?:the )?(?:client|customer|agency|provider|service provider"
    r"|vendor|contractor|consultant|supplier|company)\b[\W_]{0,4}:",
    re.IGNORECASE,
)
_SIGNED_FOR = re.compile(r"^\W*(?:signed|accepted|agreed) (?:for and on behalf of|for|on behalf of)\b", re.IGNORECASE)
_ZONE = 2500  # characters that a signature block can take after the words that open it


def zones_of(view: View, sections: tuple[Section, ...]) -> Iterator[tuple[int, int]]:
    """Yield the stretches in which a document can be signed."""
    for mark in view.document.marks:
        if mark.kind is not MarkKind.PICTURE:  # a picture alone makes no place to sign
            yield mark.position - 400, mark.position + 400
    for section in sections:
        if section.about(Topic.SIGNATURES):
            yield section.start if section.title is None else section.title.end, section.end
    for line in view.lines:
        if _WITNESS.search(line.text):
            yield line.start, line.start + _ZONE + len(line.text)
        elif _FOR_ROLE.match(line.text) or _SIGNED_FOR.match(line.text) or _inline_signature(view, line):
            yield line.start, line.end + 200
        elif STAMP.search(line.text):
            yield line.start - 400, line.end + 500
        elif _is_rule(line.text) or re.match(r"\W*(?:signature|by|per)\s*[:：]", line.text, re.IGNORECASE):
            yield line.start - 250, line.end + 400


def _inline_signature(view: View, line: Line) -> bool:
    """Return whether a line reads "ACME LTD — Jane Doe, CEO — 2 May 2026" near the end of a document."""
    if len(line.text) > 140 or line.start < len(view.text) // 2 or not re.search(r"\s[—–·|-]\s", line.text):
        return False
    named = find_organisations(line.text)
    return bool(named and named[0].start <= 4 and view.dates(line.start, line.end) and names_in(line.text))


def names_in(text: str) -> tuple[NameSpan, ...]:
    """Return the people's names of a stretch, organisations left out."""
    position = 0
    found: list[NameSpan] = []
    for organisation in (*find_organisations(text), None):
        stop = organisation.start if organisation else len(text)
        found.extend(find_names(text, position, stop))
        position = organisation.end if organisation else stop
    return tuple(found)


def _is_rule(text: str) -> bool:
    return bool(re.search(r"_{8,}", text)) and len(text) < 160


def is_signed_on(view: View, table: Table, zones: list[tuple[int, int]]) -> bool:
    """Return whether a table holds signature blocks."""
    start, end = table_span(table)
    text = view.text[start:end]
    labels = {match["label"].lower() for match in LABEL.finditer(text)} | {
        word.lower() for word in re.findall(r"(?:^|[\t\n])(Signature|Name|Title|Date|By)[ :]*(?=[\t\n]|$)", text)
    }
    signing = (
        bool(labels & {"by", "signature", "signed", "per", "signed by", "sign", "authorized signature", "unterschrift"})
        or "/s/" in text
    )
    inside = any(first <= start < last for first, last in zones)
    if any(start <= mark.position <= end and mark.kind is not MarkKind.PICTURE for mark in view.document.marks):
        return len(table.rows) <= 14
    return len(table.rows) <= 14 and (
        (signing and len(labels) >= 2)
        or (signing and inside)
        or (inside and len(labels) >= 2)
        or (inside and "___" in text)
    )
