"""Headings and the sections under them, known by an explicit vocabulary."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from parsers.contract import BlockKind, Table
from parsers.sow.clauses import clauses, listed
from parsers.sow.view import Line, View, table_span


class Topic(StrEnum):
    """What a section is about."""

    DELIVERABLES = "deliverables"
    MILESTONES = "milestones"
    EFFORT = "effort"
    FEES = "fees"
    PAYMENTS = "payments"
    ASSUMPTIONS = "assumptions"
    OUT_OF_SCOPE = "out of scope"
    CLIENT_DUTIES = "client duties"
    WARRANTY = "warranty"
    CONTACTS = "contacts"
    SIGNATURES = "signatures"
    REVISIONS = "revisions"
    OPTIONS = "options"
    SCOPE = "scope"
    OTHER = "other"


_CLIENT = r"(?:client|customer|company|sponsor|buyer|kunde[n]?|auftraggeber)(?:['’]?s?['’]?)?"
_VOCABULARY: tuple[tuple[Topic, str], ...] = (
    (Topic.OTHER, r"(?:acceptance|ownership|review|rejection) of (?:the )?deliverables?|deliverables? (?:acceptance"
r"|review)|licen[cs]e to deliverables"),
    (Topic.OUT_OF_SCOPE, r"out[- ]of[- ]scope|exclusions?|excluded|not (?:in|within) scope|not included|nicht enthalten"
r"|ausschl[uü]ss|hors p[ée]rim[èe]tre|buiten scope|fuera de alcance"),
    (Topic.CLIENT_DUTIES, rf"{_CLIENT} (?:(?:roles? and )?responsibilit(?:y|ies)|obligations?"
    r"|dut(?:y|ies)|dependenc(?:y"
rf"|ies)|inputs?|requirements?|tasks|provided|furnished|will provide)"
rf"|responsibilities of (?:the )?{_CLIENT}|what we need from you|mitwirkung\w*"
rf"|your responsibilities"),
    (Topic.ASSUMPTIONS, r"assumptions?|annahmen|hypoth[èe]ses|supuestos|aannames"),
    (Topic.WARRANTY, r"warrant(?:y|ies)(?! and representation)|post-?launch support|defect correction"
r"|gew[äa]hrleistung|garantie|bug[- ]fix(?:es|ing)?(?: period)?"),
    (Topic.SIGNATURES, r"signatures?|signature page|signed|sign[- ]?off(?: and signature)?|authori[sz]ed signature"
r"|acceptance and (?:signature|authori[sz]ation)|agreed and accepted"
r"|acceptance of (?:this )?(?:sow|statement|proposal|agreement)|execution|approvals?"
r"|(?:counter-?part(?:y|ies)|parties)['’]? acceptance|acceptance by (?:the )?parties"
r"|unterschrift(?:en)?|signatures? des parties|handtekening(?:en)?|firmas?|in witness whereof"
r"|authori[sz]ation"),
    (Topic.CONTACTS, r"contacts?|key (?:contacts|personnel|people)|points? of contact|project (?:contacts|team"
r"|managers?)|representatives|stakeholders|ansprechpartner|team members?|team(?![’']?s?[ ](?:experience|code|website"
r"|linkedin|rates|and|composition|structure|name))"),
    (Topic.REVISIONS, r"revision history|version history|document (?:history|control)|change (?:log|history)|versions"),
    (Topic.OPTIONS, r"options?|optional(?: services| items| add-?ons| extras)?|add-?ons"),
    (Topic.PAYMENTS, r"payment (?:schedule|plan|milestones?|terms)|schedule of payments|payments?(?! card)|invoic(?:e"
r"|es|ing)|billing|zahlung\w*|paiement|pagos?|betaling\w*|payment schedule"),
    (Topic.EFFORT, r"effort|estimates?|estimated hours|hours|resourc(?:e|es|ing)|staffing|roles?(?: and rates)?"
r"|rates?|rate (?:card|sheet|table)|team(?: and rates| composition| structure)?|personnel|aufwand"
r"|people working on this"),
    (Topic.FEES, r"fees?|pricing|prices?|costs?|budget|compensation|commercials?|investment|charges|consideration"
r"|remuneration|financial(?:s| terms| summary)|verg[üu]tung|preise?|honorar|tarifs?|honoraires"
r"|precios?|kosten"),
    (Topic.DELIVERABLES, r"deliverables?|work products?|what(?:['’]s| is) included|what you(?:['’]ll| will)? (?:get"
    r"|receive)"
r"|what we(?:['’]ll| will)? deliver"
    r"|liefergegenst[äa]nde|livrables?|entregables?|outputs|lieferumfang"),
    (Topic.MILESTONES, r"milestones?|time ?lines?|schedules?|project plan|work ?plan|roadmap|phases?|key dates"
r"|important dates|meilensteine|zeitplan|termine|calendrier|planning|cronograma|hitos|mijlpalen"),
    (Topic.SCOPE, r"scope(?: of (?:work|services))?|statement of work|description of (?:services|work)|services"
r"|work to be (?:done|performed)|tasks|activities|objectives?|goals|in[- ]scope|leistungs\w+"
r"|leistungen"),
    (Topic.OTHER, r"background|defin\w+ of done|introduction|overview|summary|executive summary|purpose|compliance"
r"|confidential\w*|intellectual property|termination|term|governing law|liability|indemni\w+"
r"|general(?: provisions)?|terms(?: (?:and|&) conditions)?|definitions|references?"
r"|acceptance(?: criteria)?|change (?:control|management|requests?|orders?)|communication\w*"
r"|governance|reporting|requirements|conclusion|miscellaneous|notices|appendix|exhibit|annex"
r"|risks?|insurance|security|support|parties|dependencies|period of performance|duration"
r"|place of performance|contact us|additional information|conditions|privacy|data protection"
r"|non-?solicitation|warranties and representations|representations(?: and warranties)?"),
)  # fmt: skip
_PATTERNS = tuple((topic, re.compile(rf"(?:{words})(?!\w)", re.IGNORECASE)) for topic, words in _VOCABULARY)
_NUMBERING = re.compile(
    r"^[\W_]*(?:(?:article|section|clause|part|schedule|exhibit|appendix|annex)\s+(?=[\dA-Z]{1,4}\b))?(?:§\s*)?"
    r"(?:(?:\d{1,2}(?:\.\d{1,2}){0,3}|(?-i:[A-H])(?=[.):]|\s[–—-])"
    r"|(?-i:[IVX]{1,5})(?=[.):\s]))(?:[.):–—-]|\s)*)?[\W_]*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"^(?:(?:article|section)\s+)?(?:\d{1,2}(?:\.\d{1,2})?\.?|[IVX]{1,5}\.)\s+(?=[A-Z*])", re.IGNORECASE
)
_LISTS = frozenset({
    Topic.DELIVERABLES, Topic.PAYMENTS, Topic.FEES, Topic.MILESTONES, Topic.OUT_OF_SCOPE, Topic.ASSUMPTIONS,
    Topic.CLIENT_DUTIES,
})  # fmt: skip
_PASSING = frozenset({Topic.OTHER, Topic.SCOPE})  # words that turn up in any title: "Support for hubs"
_SIBLINGS = 60  # headings looked back through for the one that a sub-heading stands under
PART = re.compile(
    r"^(?:phase|milestone|sprint|stage|work package|part|fase|m|ms|wp)[ -]?#?[a-z]?(?:\d{1,2}|[ivx]{1,4})(?!\w)",
    re.IGNORECASE,
)
_JOINERS = frozenset((
    "what is are we you not and & / , the of for project key estimated proposed our your with in to a an by sow "
    "plan list delivery development technical professional total detailed high-level major main expected specific "
    "additional new further revised updated following main indicative overall agreed contractual "
    "terms schedule criteria conditions und et y en"
).split())  # fmt: skip


@dataclass(frozen=True, slots=True)
class Section:
    """The lines and tables from one heading to the next; `topics` is empty above the first heading.

    `nested` says that the heading itself was of no known topic and stands under one that was.
    """

    topics: frozenset[Topic]
    title: Line | None
    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    start: int
    end: int
    nested: bool = False

    def about(self, topic: Topic) -> bool:
        """Return whether the section is about `topic`."""
        return topic in self.topics


def topics_of(heading: str) -> frozenset[Topic]:
    """Return what a heading announces; one heading can announce several things."""
    plain = heading_words(heading)
    found: set[Topic] = set()
    rest = plain
    for topic, pattern in _PATTERNS:
        if pattern.search(rest):
            found.add(topic)
            rest = pattern.sub(" ", rest)
    if len(found) > 1:
        found -= {Topic.OTHER, Topic.SCOPE}
    return frozenset(found)


def is_part(section: Section) -> bool:
    """Return whether a section is one numbered part of the work: "Phase 2: Build", "Milestone 1"."""
    return section.title is not None and PART.match(heading_words(section.title.text)) is not None


def heading_words(heading: str) -> str:
    """Return a heading's words without its number and marks."""
    match = _NUMBERING.match(heading)
    return heading[match.end() if match else 0 :].strip(" *_:#.\t").lower()


def sections_of(view: View) -> tuple[Section, ...]:
    """Return the document cut at its headings, in order; text above the first heading is a section of no topic."""
    lines, heads = _laid_out(view)
    starts = [0, *(line.start for line in heads)]
    ends = [*(line.start for line in heads), len(view.text)]
    line_starts = [line.start for line in lines]
    tables = [(table, table_span(table)[0]) for table in view.document.tables if table.rows]
    sections: list[Section] = []
    for title, start, end in zip([None, *heads], starts, ends, strict=True):
        topics, nested = _topics(title, sections)
        first, last = bisect_left(line_starts, start), bisect_left(line_starts, end)
        body = tuple(line for line in lines[first:last] if line.cell is None)
        if topics & _LISTS:
            body = tuple(piece for line in body for piece in listed(line))
        inside = tuple(table for table, at in tables if start <= at < end) if tables else ()
        sections.append(Section(topics, title, body, inside, start, end, nested))
    return tuple(sections)


def _laid_out(view: View) -> tuple[list[Line], list[Line]]:
    """Return the lines that are no heading, and the headings, those that open a clause's own line included."""
    lines: list[Line] = []
    heads: list[Line] = []
    for line in view.lines:
        if _is_heading(line):
            heads.append(line)
        elif line.cell is not None:
            lines.append(line)
        else:
            for title, text in clauses(line, _is_title):
                heads += [title] if title is not None else []
                lines += [text] if text is not None else []
    return lines, heads


def _is_title(words: str) -> bool:
    plain = heading_words(words)
    return len(plain.split()) <= 8 and _only_vocabulary(plain)


def section_at(sections: tuple[Section, ...], position: int) -> Section:
    """Return the section in which `position` stands."""
    return sections[max(bisect_right(sections, position, key=lambda section: section.start) - 1, 0)]


def about(sections: tuple[Section, ...], topic: Topic) -> Iterator[Section]:
    """Yield the sections about `topic`, in order."""
    return (section for section in sections if section.about(topic))


def _topics(title: Line | None, before: list[Section]) -> tuple[frozenset[Topic], bool]:
    if title is None:
        return frozenset(), False
    own = topics_of(title.text)
    passing = own <= _PASSING and not _only_vocabulary(heading_words(title.text))
    if (own and not passing) or title.kind is not BlockKind.HEADING:
        return own or frozenset({Topic.OTHER}), False
    nearest = reversed(before[-_SIBLINGS:])
    parent = next((s for s in nearest if s.title is not None and 0 < s.title.level < title.level), None)
    if parent is not None and parent.topics and not parent.nested and parent.topics != {Topic.OTHER}:
        return parent.topics, True
    return own or frozenset({Topic.OTHER}), False


def _is_heading(line: Line) -> bool:
    if line.cell is not None:
        return False
    if line.kind is BlockKind.HEADING:
        return True
    if line.kind is BlockKind.ITEM and not _NUMBERED.match(line.text):
        return False
    text = line.text.rstrip(":").strip()
    if _NUMBERED.match(text) and len(text) < 60 and _only_vocabulary(heading_words(text.rstrip("*."))):
        return True
    if len(text) > 70 or text.endswith((".", ",", ";")) or line.text.startswith(("-", "•", "·", "* ")):
        return False
    plain = heading_words(text)
    if not plain or len(plain.split()) > 8:
        return False
    if line.text.endswith(":") and not _only_vocabulary(plain):
        return False
    if (
        _only_vocabulary(plain)
        and text[:1].isascii()
        and (text[:1].isupper() or text[:1] in "*#" or text[:1].isdigit())
    ):
        return True
    return bool(_NUMBERED.match(text)) and plain[:1].isalpha() and _capitalised(text) and len(plain.split()) <= 6


def _only_vocabulary(plain: str) -> bool:
    """Return whether a line is made of topic words and joiners alone, and so is a heading wherever it stands."""
    rest = re.sub(r"\([^)]*\)", " ", plain)
    hits = 0
    for _, pattern in _PATTERNS:
        rest, count = pattern.subn(" ", rest)
        hits += count
    return hits > 0 and all(
        word.strip("&/,()-–:'’") in _JOINERS or not word.strip("&/,()-–:'’") for word in rest.split()
    )


def _capitalised(text: str) -> bool:
    words = [word for word in re.findall(r"[A-Za-z][\w’'-]*", text) if len(word) > 3]
    return bool(words) and sum(word[0].isupper() for word in words) >= len(words) * 0.7
