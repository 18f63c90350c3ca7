"""Effective, start and end date, told from the dates of other agreements, price lists and revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parsers.contract import Certainty, Finding
from parsers.fields.dates import DateSpan
from parsers.fields.durations import add, find_durations
from parsers.sow.labels import Label, Pair
from parsers.sow.sections import Section, Topic, section_at
from parsers.sow.view import View, place_of, trimmed

_OTHER_PAPER = re.compile(
    r"(?<!this )(?<!present )\b(?:master (?:[a-z]+ ){0,3}agreement|msa|framework agreement"
    r"|non-?disclosure(?: agreement)?|nda|parent (?:sow|statement)|price ?list|rate card"
    r"|services agreement|consulting agreement|letter of intent|purchase order|proposal|quote|rfp"
    r"|policy|original agreement|prior agreement|lease|license agreement"
    r"|incorporated|founded|established|amended|amendment|revised|revision|version|supersed\w+"
    r"|last updated|printed|born|filed|registration|rahmenvertrag|contrat[- ]cadre)\b",
    re.IGNORECASE,
)
_OWN_PAPER = re.compile(
    r"\b(?:this|present) (?:\w+ ){0,6}(?:agreement|statement|sow|contract|exhibit)\b", re.IGNORECASE
)
_EFFECTIVE = re.compile(
    r"(?:made|entered into|executed|agreed|concluded|effective|dated(?: for reference)?"
    r"|signed)(?:,? and (?:is )?(?:entered into|made|effective|dated))?[\s,]+"
    r"(?:(?:as of|effective as of|effective|with effect from|on|from|as at|by the parties on|the|this"
    r"|and|is|date of)[\s,]+){0,4}$"
    r"|(?:effective date|sow date)[\"”’')]*\s*(?:is|shall be|means|of|:|–|-)?\s*(?:the\s+)?$|\bas of (?:the |this )?$",
    re.IGNORECASE,
)
_START = re.compile(
    r"(?:commenc(?:e|es|ing|ement)|start(?:s|ing)?|begin(?:s|ning)?|kick[- ]?off)(?:\s+(?:date|work"
    r"|the (?:services|work|project)|of the term))?[\"”’')]*\s*(?:(?:on|from|as of|effective|is"
    r"|shall be|:|-|–|the|with effect from)[\s,]*){0,3}$",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:end(?:s|ing)?|expir(?:e|es|ing|ation)|complet(?:e|es|ed|ion)|conclud(?:e|es|ing)"
    r"|terminat(?:e|es|ing)|until|through|finish(?:es|ed)?)(?:\s+(?:date|of the term|the project"
    r"|the work|all work|of the project|of the services))?"
    r"[\"”’')]*\s*(?:(?:on|at|by|no later than|is|shall be|:|-|–|the|and including|or before)[\s,]*){0,4}$",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    r"^\s*(?:\([^)\n]{0,20}\)\s*)?(?:from|after|following|of|as of|beginning (?:on|with)"
    r"|commencing (?:on|with))\s+(?:and including )?(?:the\s+)?(?P<anchor>effective date|start date"
    r"|commencement date|project start|kick-?off"
    r"|date (?:of this (?:agreement|document|sow|statement of work)|hereof|first (?:above )?written))",
    re.IGNORECASE,
)
_ON_EFFECTIVE = re.compile(
    r"\b(?:sow term|services|project|work|sow|engagement"
    r"|statement of work)\b[^.\n]{0,60}\b(?:commenc(?:es?|ing)|begin(?:s|ning)?|start(?:s"
    r"|ing)?)\b[^.\n]{0,20}\b(?:on|as of|from|upon)\s+the\s+(?:sow\s+)?effective date",
    re.IGNORECASE,
)
_LETTERHEAD = 900  # characters in which a letter is dated
_SUBJECT = re.compile(
    r"\b(?:term|sow|agreement|project|services|engagement|work|statement of work|contract)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dates:
    """Every reading of the three dates, the best first, and the spans whose day order nothing settles."""

    effective: tuple[Finding[date], ...]
    start: tuple[Finding[date], ...]
    end: tuple[Finding[date], ...]
    open_order: tuple[tuple[str, DateSpan], ...]


def read_dates(view: View, pairs: tuple[Pair, ...], sections: tuple[Section, ...]) -> Dates:
    """Return the dates that labels give, then those that sentences give, then those that can be worked out."""
    effective = [
        *_labelled(view, pairs, Label.EFFECTIVE),
        *_told(view, sections, _EFFECTIVE, before=_first_lines(view)),
    ]
    effective = effective or [one for one in _labelled(view, pairs, Label.DATE) if _is_heading_date(view, one)]
    effective = effective or list(_alone(view))
    period = list(_periods(view, pairs))
    start = [*_labelled(view, pairs, Label.START), *(first for first, _ in period), *_told(view, sections, _START)]
    end = [*_labelled(view, pairs, Label.END), *(last for _, last in period), *_told(view, sections, _END)]
    start = start or list(_from_effective(view, effective))
    if not end:
        end = list(_worked_out(view, pairs, effective, start))
    return Dates(tuple(effective), tuple(start), tuple(end), tuple(_open(view, pairs)))


def window_of(dates: Dates) -> tuple[date, date] | None:
    """Return the time in which a date without a year must lie: start to end, or the year after the start."""
    first = next((one.value for one in (*dates.start, *dates.effective)), None)
    if first is None:
        return None
    last = dates.end[0].value if dates.end else None
    return first, last if last is not None and last >= first else first + timedelta(days=364)


def _labelled(view: View, pairs: tuple[Pair, ...], label: Label) -> Iterator[Finding[date]]:
    for pair in pairs:
        if pair.label is not label or pair.blank or pair.end - pair.start > 120:
            continue
        spans = view.dates(pair.start, pair.end)
        if spans and spans[0].value is not None and not _of_other_paper(view, spans[0], pair.start):
            yield view.document.finding(spans[0].value, spans[0].start, spans[0].end)


def _told(
    view: View, sections: tuple[Section, ...], cue: re.Pattern[str], before: int | None = None
) -> Iterator[Finding[date]]:
    """Yield dates that the words just before them make one of the agreement's own."""
    for span in view.dates(0, len(view.text) if before is None else before):
        in_cell = place_of(view, span.start, span.end).cell is not None
        if span.value is None or in_cell or _of_other_paper(view, span, 0) or _in_revisions(sections, span.start):
            continue
        head = view.text[max(0, span.start - 90) : span.start]
        defined = cue is _EFFECTIVE and re.match(
            r"[\s,]*\(?(?:the |hereinafter )*[\"“”']?effective date", view.text[span.end : span.end + 40], re.IGNORECASE
        )
        lasting = cue is _START and re.match(r"\s*and (?:thereafter|continuing)", view.text[span.end : span.end + 25])
        if (defined or cue.search(head)) and (cue is _EFFECTIVE or lasting or _SUBJECT.search(_sentence_head(head))):
            yield view.document.finding(span.value, span.start, span.end)


def _sentence_head(head: str) -> str:
    return head[max(head.rfind("\n"), head.rfind(". "), 0) :]


def _first_lines(view: View) -> int:
    """Return where the opening of the document ends: an agreement says its own date there."""
    return min(len(view.text), 6000)


def _is_heading_date(view: View, found: Finding[date]) -> bool:
    """Return whether a bare "Date:" stands at the head of the document and not in a signature block."""
    before = view.text[max(0, found.place.start - 400) : found.place.start]
    return found.place.start < 1500 and not re.search(r"/s/|signature|_{5,}|signed", before, re.IGNORECASE)


def _alone(view: View) -> Iterator[Finding[date]]:
    """Yield the date that stands alone on a line at the head of a letter; inferred from its position."""
    for line in view.lines:
        if line.start > _LETTERHEAD:
            return
        if line.cell is not None:  # a date in a table belongs to its row, not to the letter
            continue
        first, last = trimmed(view.text, line.start, line.end)
        for span in view.dates(first, last):
            if span.value is not None and (span.start, span.end) == (first, last):
                yield view.document.finding(span.value, first, last, Certainty.INFERRED)


def _from_effective(view: View, effective: list[Finding[date]]) -> Iterator[Finding[date]]:
    """Yield the effective date as the start where the document says that the work or term begins on it."""
    match = _ON_EFFECTIVE.search(view.text)
    if match is not None and effective:
        yield view.document.finding(effective[0].value, match.start(), match.end(), Certainty.COMPUTED)


def _of_other_paper(view: View, span: DateSpan, start: int) -> bool:
    head = view.text[max(start, span.start - 110) : span.start]
    head = head[max(head.rfind("\n"), head.rfind(". "), head.rfind("; "), 0) :]
    other = max((match.end() for match in _OTHER_PAPER.finditer(head)), default=-1)
    own = max((match.end() for match in _OWN_PAPER.finditer(head)), default=-1)
    if other > own:
        return True
    tail = view.text[span.end : span.end + 50].split("\n")[0]
    return bool(re.match(r"[\s,]*(?:master|msa|nda|price list|version|revision|draft)\b", tail, re.IGNORECASE))


def _in_revisions(sections: tuple[Section, ...], position: int) -> bool:
    return section_at(sections, position).about(Topic.REVISIONS)


def _periods(view: View, pairs: tuple[Pair, ...]) -> Iterator[tuple[Finding[date], Finding[date]]]:
    for pair in pairs:
        if pair.label is not Label.PERIOD or pair.blank:
            continue
        spans = [span for span in view.dates(pair.start, min(pair.end, pair.start + 160)) if span.value is not None]
        if len(spans) == 2 and spans[0].value and spans[1].value:
            first = view.document.finding(spans[0].value, spans[0].start, spans[0].end)
            yield first, view.document.finding(spans[1].value, spans[1].start, spans[1].end)


def _worked_out(
    view: View, pairs: tuple[Pair, ...], effective: list[Finding[date]], start: list[Finding[date]]
) -> Iterator[Finding[date]]:
    """Yield end dates such as "six weeks from the Effective Date", computed."""
    for length in find_durations(view.text):
        match = _RELATIVE.match(view.text[length.end : length.end + 90])
        head = view.text[max(0, length.start - 80) : length.start]
        if match is None or not _ends_something(pairs, length.start, _sentence_head(head)):
            continue
        anchors = start if re.search(r"start|commence|kick", match["anchor"], re.IGNORECASE) else effective
        moved = add(anchors[0].value, length) if anchors else None
        if moved is not None:
            yield view.document.finding(moved, length.start, length.end + match.end(), Certainty.COMPUTED)


def _ends_something(pairs: tuple[Pair, ...], position: int, head: str) -> bool:
    if any(pair.label in (Label.END, Label.PERIOD) and pair.start <= position <= pair.end for pair in pairs):
        return True
    return bool(
        re.search(r"\b(?:term|completed?|end|expire|finish(?:ed)?|complete within)\b[^.]{0,60}$", head, re.IGNORECASE)
    )


def _open(view: View, pairs: tuple[Pair, ...]) -> Iterator[tuple[str, DateSpan]]:
    for pair in pairs:
        if pair.label in (Label.EFFECTIVE, Label.START, Label.END) and not pair.blank:
            for span in view.dates(pair.start, min(pair.end, pair.start + 120)):
                if len(span.readings) > 1:
                    yield pair.label.value, span
