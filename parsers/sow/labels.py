"""Labelled values: "Client: Acme", a two-column table of terms, a heading with its value on the next line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from parsers.contract import BlockKind, Table
from parsers.sow.blanks import is_blank
from parsers.sow.view import Line, View, trimmed


class Label(StrEnum):
    """The field that a label names."""

    CLIENT = "client"
    AGENCY = "agency"
    COMPANY = "company"
    PROJECT = "project"
    REFERENCE = "reference"
    EFFECTIVE = "effective_date"
    DATE = "document date"
    START = "start_date"
    END = "end_date"
    PERIOD = "period"
    FEE = "fee_total"
    WARRANTY = "warranty"


_PARTY = r"(?:name|company|company name|legal name|entity|organi[sz]ation|legal entity)"
_PAPER = (
    r"(?:sow|statement of work|agreement|contract|work order|change order|task order|amendment|call-off"
    r"|engagement letter)"
)
_WHOLE = (
    r"(?:grand|overall|estimated|total|fixed|project|contract|sow|engagement|lump[- ]sum|one-?(?:time|off)|all-in"
    r"|agreed|net|maximum|ceiling|firm)"
)
_KIND = rf"(?:{_WHOLE}|services?|professional|development|consulting)"
_SUM = r"(?:fees?|costs?|price|amount|value|budget|investment|charges|consideration|sum|compensation|total)"
_WORDS: tuple[tuple[Label, str], ...] = (
    (Label.CLIENT, rf"(?:the )?(?:client|customer|sponsor|project sponsor|buyer|purchaser|prepared for|submitted to"
rf"|presented to|proposal for|created for|commissioned by|for client|kunde|auftraggeber|cliente?|opdrachtgever|klant"
rf"|zamawiaj[ąa]cy|best[äa]llare|cliente final|contracting authority"
rf"|bill to)(?: {_PARTY})?(?: \(.{{1,30}}\))?|{_PARTY} of (?:the )?(?:client|customer)"),
    (Label.AGENCY, rf"(?:the )?(?:agency|vendor|provider|service provider|contractor|supplier|consultant|seller"
rf"|developer|designer|freelancer|implementation partner|system integrator|grantee|applicant"
rf"|registered legal entity|team name|prepared by|submitted by|presented by|studio|consulting firm|partner"
rf"|auftragnehmer|anbieter|dienstleister|prestataire|proveedor|opdrachtnemer"
rf"|leverancier)(?: {_PARTY})?(?: \(.{{1,30}}\))?"),
    (Label.COMPANY, r"company(?: name)?"),
    (Label.PROJECT, r"(?:project|engagement|assignment)(?: (?:name|title))?|title of project|name of project"
r"|projekt(?:name|titel)?|projet|proyecto|sow title|projectnaam"),
    (Label.REFERENCE, r"(?:sow|statement of work|agreement|contract|document|project|proposal|quote"
r"|order)?[ -]?(?:reference|ref|number|no|id|#|code|nr|nummer)(?: (?:number|no|id))?|sow #"
r"|contract|call-off|sow"
r"|vertragsnummer|n° de contrat"),
    (Label.EFFECTIVE, rf"(?:{_PAPER} )?effective(?: date)?|effective as of|(?:{_PAPER}) date|date of (?:this "
    rf"|the )?{_PAPER}"
r"|date effective|datum des inkrafttretens|vertragsdatum|effective from|date d['’]effet|date du contrat"
r"|fecha (?:de entrada en vigor|efectiva|del contrato)|ingangsdatum"),
    (Label.DATE, r"date|dated|document date|date issued|issue date|datum|fecha|issued"),
    (Label.START, r"(?:estimated |planned |proposed |target |expected |anticipated )?(?:project |service |services "
r"|contract |work |engagement |sow )?(?:start(?:ing)?(?: date)?|commencement(?: date)?"
r"|kick-?off(?: date)?|begin(?:ning|s)?(?: date)?|start of (?:the )?(?:project|work|services))|startdatum"
r"|projektbeginn|vertragsbeginn|projektstart|beginn|date de d[ée]but|d[ée]but|fecha de inicio|inicio|start on"),
    (Label.END, r"(?:estimated |planned |proposed |target |expected |anticipated )?(?:project |service |services "
r"|contract |work |engagement |sow )?(?:end(?:ing)?(?: date)?|completion(?: date)?"
r"|finish(?: date)?|expir(?:y|ation)(?: date)?|close(?: date)?|end of (?:the )?(?:project|work|services)"
r"|complete by)|enddatum|projektende|vertragsende|ende|date de fin|fecha de (?:fin|finalizaci[óo]n)|einddatum"),
    (Label.PERIOD, r"(?:project |contract |engagement )?(?:duration|term|period(?: of performance)?|dates|timeframe"
r"|time frame)|performance period|laufzeit|dur[ée]e"),
    (Label.FEE, rf"(?:{_KIND} )*total(?: (?:{_KIND}|the|for|of|this|sow|price"
    rf"|hours and))*(?: {_SUM})?(?: \(.{{1,30}}\))?"
rf"|(?:{_WHOLE} )+{_SUM}(?: (?:component|total|for (?:the|this) (?:project|sow)))?(?: \(.{{1,30}}\))?"
r"|fees?|price|budget|investment|not[- ]to[- ]exceed(?: (?:amount|total|fee|price))?|nte(?: amount)?"
r"|fixed[- ](?:fee|price)(?: component| amount| total)?|gesamt(?:betrag|preis|summe|honorar|kosten|verg[üu]tung)"
r"|festpreis|pauschale|prix (?:total|forfaitaire)|montant total|precio(?: total)?|importe total|honorarios"
r"|totaalprijs|totaalbedrag|vaste prijs|wynagrodzenie"),
    (Label.WARRANTY, r"warranty(?: period)?|gew[äa]hrleistung(?:sfrist)?|garantie"),
)  # fmt: skip
_LABELS = tuple((label, re.compile(words, re.IGNORECASE)) for label, words in _WORDS)
_PAIR = re.compile(
    r"^(?P<lead>[\s*_>#•·▪-]{0,8}(?:\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+)?)"
    r"(?P<label>[A-Za-zÀ-ÿ#][\wÀ-ÿ &/()#.°'’-]{0,60}?)[ *_]{0,4}[:：=](?P<value>.*)$"
)


_LONGEST = 240  # characters past which a line with colons is running text
_GAP = re.compile(r"[ \t\u00a0]{3,}|[ ]{0,2}\|[ ]{0,2}|\t")
_INNER = re.compile(r"(?P<words>[A-Za-z#][\w#.-]*(?:[ ][A-Za-z#][\w#.-]*){0,3}):[ ]")


@dataclass(frozen=True, slots=True)
class Pair:
    """A value `text[start:end]` that stands beside a label; `blank` where the place is left to fill in."""

    label: Label
    start: int
    end: int
    words: str
    blank: bool = False


def label_of(words: str) -> Label | None:
    """Return the field that label words name, None for others."""
    plain = re.sub(r"\s+", " ", words.lstrip("# ").strip(" \t\n*_:.|\u00a0")).lower() or words.strip()
    return next((label for label, pattern in _LABELS if pattern.fullmatch(plain)), None)


def pairs_of(view: View) -> tuple[Pair, ...]:
    """Return the labelled values of a document in reading order."""
    found = [*_from_lines(view), *(pair for table in view.document.tables for pair in _from_table(view, table))]
    return tuple(sorted(set(found), key=lambda pair: (pair.start, pair.end, pair.label)))


def _from_lines(view: View) -> Iterator[Pair]:
    lines = view.lines
    for number, line in enumerate(lines):
        following = lines[number + 1] if number + 1 < len(lines) else None
        for part, offset in _columns(line.text):
            match = _PAIR.match(part)
            label = label_of(match["label"]) if match else None
            if match and label is not None:
                start = line.start + offset + match.start("value")
                end = line.start + offset + len(part)
                if match["value"].strip(" *_"):
                    yield _pair(view, label, start, end, match["label"])
                elif following is not None and _is_value(following, line):
                    yield _pair(view, label, following.start, following.end, match["label"])
        if following is not None and line.kind is BlockKind.HEADING and ":" not in line.text:
            label = label_of(line.text)
            if label not in (None, Label.FEE, Label.DATE, Label.PERIOD) and _is_value(following, line):
                yield _pair(view, label, following.start, following.end, line.text)


def _columns(text: str) -> Iterator[tuple[str, int]]:
    """Yield the parts of a line that wide gaps, bars or further labels set apart, each with its offset."""
    cuts = [gap.span() for gap in _GAP.finditer(text) if not _opens_value(text, gap)]
    cuts += [(start, start) for start in _label_starts(text)]
    position = 0
    for start, end in sorted(cuts):
        if start > position:
            yield text[position:start], position
        position = max(position, end)
    if position < len(text):
        yield text[position:], position


def _opens_value(text: str, gap: re.Match[str]) -> bool:
    """Return whether a wide gap only sets a value off from its label: "Client:        Acme"."""
    following = text[gap.end() : gap.end() + _LONGEST]
    lone = _GAP.split(following)[0]
    return text[: gap.start()].endswith((":", ":**")) and bool(lone.strip()) and not lone.rstrip(" *").endswith(":")


def _label_starts(text: str) -> list[int]:
    """Return where labels begin inside a line that strings several together: "Client: Acme Provider: Bright"."""
    if text.count(":") < 2 or len(text) > _LONGEST:
        return []
    starts: list[int] = []
    for match in _INNER.finditer(text):
        words = match["words"]
        offsets = [found.start() for found in re.finditer(r"(?<![^\s])\S", words)]
        known = next((at for at in offsets if label_of(words[at:]) is not None), None)
        if known is None and words[offsets[-1]].isupper() and starts:
            known = offsets[-2] if len(offsets) > 1 and words[offsets[-2]].isupper() else offsets[-1]
        if known is not None:
            starts.append(match.start("words") + known)
    return starts if len(starts) > 1 else []


def _is_value(following: Line, label_line: Line) -> bool:
    if following.cell != label_line.cell or len(following.text) > 90 or following.kind is BlockKind.HEADING:
        return False
    return not following.is_item and not following.text.endswith((".", ":")) and ":" not in following.text


def _from_table(view: View, table: Table) -> Iterator[Pair]:
    text = view.text
    for row in table.rows:
        cells = [cell for number, cell in enumerate(row) if number == 0 or cell.start != row[number - 1].start]
        for left, right in zip(cells[::2], cells[1::2], strict=False):
            label = label_of(text[left.start : left.end])
            if label is not None and len(cells) in (2, 4):
                yield _pair(view, label, right.start, right.end, text[left.start : left.end])
    if len(table.rows) == 2 and len(table.rows[0]) > 2:
        labels = [label_of(text[cell.start : cell.end]) for cell in table.rows[0]]
        if all(label is not None for label in labels):
            for head, label, cell in zip(table.rows[0], labels, table.rows[1], strict=True):
                if label is not None:
                    yield _pair(view, label, cell.start, cell.end, text[head.start : head.end])


def _pair(view: View, label: Label, start: int, end: int, words: str) -> Pair:
    first, last = trimmed(view.text, start, end)
    return Pair(label, first, last, words.strip(" *_#"), is_blank(view.text[first:last]))
