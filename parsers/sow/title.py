"""What the work is called and numbered: project name and reference, from labels or the document's title."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from parsers.contract import BlockKind, Certainty, Finding
from parsers.fields.organisations import same_organisation
from parsers.sow.blanks import is_blank
from parsers.sow.labels import Label, Pair
from parsers.sow.sections import topics_of
from parsers.sow.view import Line, View, trimmed

_PAPER = (
    r"(?:statement of works?|statements? of objectives|scope of work|work order|sow|proposal"
    r"|service agreement|services agreement|project agreement|project proposal)"
)
_PAPERS = (
    r"statement of works?|sow|work order|change order|task order|amendment|call-?off(?: contract)?|leistungsschein"
    r"|einzelauftrag|einzelvertrag|angebot|devis|opdracht|propuesta|proposal"
)
_TITLED = re.compile(
    rf"^\W*{_PAPER}(?:\s*\((?:sow|soo)\))?(?:\s*(?:no\.?|number|#)\s*[\w./-]+)?\s*(?:[:–—|]|\s-\s"
    rf"|\bfor\b)\s*(?P<name>.+)$",
    re.IGNORECASE,
)
_TITLED_AFTER = re.compile(rf"^(?P<name>.{{4,90}}?)\s*(?:[:–—|]|\s-\s)\s*{_PAPER}\W*$", re.IGNORECASE)
_GENERIC = re.compile(
    rf"^\W*(?:(?:the|a|final|draft|sample|template|master|professional|project|consulting"
    rf"|independent contractor|services?|hosting|web ?site|development|software|square one|signed"
    rf"|executed|call-?off|work order|task order|exhibit \w+|schedule \w+|appendix \w+)\W+)*(?:{_PAPER}|agreement"
    rf"|contract|proposal"
    rf"|template|terms and conditions|quote|estimate|invoice)\b.{{0,30}}$"
    r"|agreement\b|\btemplate\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"(?:{_PAPERS})\)?\s*(?:\(sow\)\s*)?[–—-]?\s*(?:(?:no\.?|number|nr\.?"
    r"|n°|num\.?)\s*[:#]?\s*|#\s*)(?P<number>[A-Z]{0,6}[-/]?\d[\w./-]*)",
    re.IGNORECASE,
)
_CODED = re.compile(
    rf"^\W*(?:{_PAPERS})[ ]+(?P<code>(?:[A-Z]{{1,6}}[-/_.]?)+\d[\w/.-]*|\d{{4}}[-/]\d{{1,4}}(?![-/]\d))"
    rf"\W*(?:$|[–—:|]|\s-\s)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(?<![\w-])(?P<code>(?:SOW|SA|WO)[-_#][A-Z0-9][A-Z0-9_./-]*\d[A-Z0-9]*)(?![\w-])")
_PAPER_WORDS = re.compile(
    r"\b(?:statement of works?|sow|work order|change order|call-?off|proposal for"
    r"|(?:performance )?work statement|statements? of objectives)\b",
    re.IGNORECASE,
)
_ONLY_KIND = re.compile(
    r"(?:\b(?:consulting|professional|managed|technical|services?|consultancy|development|design|master|general|and|the"
    r"|agreement|contract|schedule|exhibit|project|engagement|attachment|annex|appendix|terms|order|form|draft|final"
    r"|[a-z]|\d{1,3})\b\W*)+",
    re.IGNORECASE,
)
_SAYS_NUMBER = re.compile(r"ref|no\b|number|\bid\b|#|code|nr|nummer|n°", re.IGNORECASE)
_CHAT = re.compile(r"\b(?:let['’]?s|we|you|your|our|us|hi|hello|dear|thank|how to|why|what)\b|[!?]$", re.IGNORECASE)
_QUOTED = re.compile(
    r"\b(?:project|engagement|program(?:me)?)\b[^.\n\"“]{0,50}\b(?:titled|entitled|called|known as"
    r"|named)\s+(?:the\s+)?[\"“](?P<name>[^\"“”\n]{4,140})[\"”]",
    re.IGNORECASE,
)
_QUOTED_PART = 20_000
_LONGEST_TITLE = 120
_SHARED = 2  # headings of a title's size: itself and a second line of it
_HEAD = 1500  # characters in which a document says what it is


def read_project(view: View, pairs: tuple[Pair, ...], parties: tuple[str, ...] = ()) -> Finding[str] | None:
    """Return the project's name: as labelled, else from "Statement of Work: NAME", else the title of a plan.

    A title that is only a party's name (`parties`) names no project.
    """
    found = _project(view, pairs)
    return None if found is None or any(same_organisation(found.value, name) for name in parties) else found


def _project(view: View, pairs: tuple[Pair, ...]) -> Finding[str] | None:
    for pair in pairs:
        if (
            pair.label is Label.PROJECT
            and not pair.blank
            and 2 < pair.end - pair.start <= 160
            and not _is_sentence(view, pair)
        ):
            return view.document.finding(" ".join(view.text[pair.start : pair.end].split()), pair.start, pair.end)
    for line in _head_lines(view):
        match = _TITLED.match(line.text) or _TITLED_AFTER.match(line.text)
        if match is not None:
            found = _titled(view, line.start + match.start("name"), line.start + match.end("name"))
            if found is not None:
                return found
    match = _QUOTED.search(view.text[:_QUOTED_PART])
    if match is not None:
        return view.document.finding(match["name"].strip(" .,"), match.start("name"), match.end("name"))
    return _first_heading(view)


def read_reference(view: View, pairs: tuple[Pair, ...]) -> Finding[str] | None:
    """Return the SOW's own number: as labelled, else from its title, else the first code such as SOW-2024-017."""
    for pair in pairs:
        value = view.text[pair.start : pair.end]
        if (
            pair.label is Label.REFERENCE
            and (" " not in value or _SAYS_NUMBER.search(pair.words))
            and not pair.blank
            and len(value) <= 60
            and re.search(r"\d", value)
            and not view.dates(pair.start, pair.end)
        ):
            return view.document.finding(value, pair.start, pair.end)
    for line in _head_lines(view):
        coded = _CODED.match(line.text)
        if coded is not None and line.cell is None:
            start = line.start + coded.start("code")
            return view.document.finding(coded["code"].rstrip("./-"), start, start + len(coded["code"].rstrip("./-")))
    head = view.text[:_HEAD]
    match = _NUMBERED.search(head)
    if match is not None and not is_blank(match.group()):
        return view.document.finding(_short(match), match.start(), match.end())
    code = _CODE.search(head)
    return view.document.finding(code["code"], code.start(), code.end()) if code else None


def _short(match: re.Match[str]) -> str:
    """Return the reference as its title says it; "(SOW) #001" is called "SOW #001"."""
    words = " ".join(match.group().split())
    if ")" in words and "(" not in words:
        return words.partition(")")[2].strip()
    return f"SOW #{match['number']}" if "#" in words and "(" in words else words


def _is_sentence(view: View, pair: Pair) -> bool:
    words = view.text[pair.start : pair.end]
    return words.endswith(".") and len(words.split()) > 9


def _head_lines(view: View) -> Iterator[Line]:
    return (line for line in view.lines if line.start < _HEAD and len(line.text) < 140)


def _titled(view: View, start: int, end: int) -> Finding[str] | None:
    first, last = trimmed(view.text, start, end)
    name = view.text[first:last]
    if (
        len(name) < 3
        or is_blank(name)
        or _GENERIC.match(name)
        or _ONLY_KIND.fullmatch(name)
        or not re.search(r"[A-Za-z]{3}", name)
    ):
        return None
    return view.document.finding(name, first, last)


def _first_heading(view: View) -> Finding[str] | None:
    """Return the first heading where it names the work; after one that names the kind of paper, the next one does."""
    heads = list(_opening_headings(view))
    for line in heads[:2]:
        first, last = trimmed(view.text, line.start, line.end)
        name = view.text[first:last]
        if len(name) < 3 or is_blank(name) or _GENERIC.search(name) or _PAPER_WORDS.search(name) or _CHAT.search(name):
            continue
        if topics_of(name) and len(name.split()) < 4:
            return None
        return view.document.finding(name, first, last, Certainty.INFERRED)
    return None


def _opening_headings(view: View) -> Iterator[Line]:
    """Yield the headings that open the document, before any text; sub-headings only right below a title.

    A title is of the first level or, where levels are told by size alone, of one that hardly any heading shares.
    """
    levels = Counter(line.level for line in view.lines if line.kind is BlockKind.HEADING)
    top: int | None = None
    for line in view.lines:
        if line.cell is not None and top is None:  # a table of versions can stand above the title
            continue
        if line.kind is not BlockKind.HEADING or len(line.text) > _LONGEST_TITLE:
            return
        if top is None and line.level > 1 and (levels[line.level] > _SHARED or line.level > min(levels)):
            return
        if top is not None and line.level > top + 1:
            return
        top = line.level if top is None else top
        yield line
