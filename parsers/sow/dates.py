"""Effective, start and end date, told from the dates of other agreements, price lists and revisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from parsers.contract import Certainty, Finding
from parsers.fields.dates import DateSpan, with_year
from parsers.fields.durations import add, find_durations
from parsers.sow.date_cues import (
    AGREEMENT,
    DEFINED_EFFECTIVE,
    DEFINED_END,
    DEFINED_START,
    EFFECTIVE,
    END,
    MEANS,
    MOVED,
    NOT_TERM,
    ON_EFFECTIVE,
    ORDER_TITLE,
    OTHER_PAPER,
    OWN_PAPER,
    RANGE,
    RANGED,
    RELATIVE,
    SELF_NAMED,
    SENTENCE_END,
    START,
    SUBJECT,
)  # fmt: skip
from parsers.sow.labels import Label, Pair
from parsers.sow.sections import Section, Topic, section_at
from parsers.sow.view import View, place_of, trimmed

_OPENING = 6000  # characters in which an agreement says its own date
_TITLE = 60  # characters past which a line at the head is no title
_LETTERHEAD = 900  # characters in which a letter is dated


@dataclass(frozen=True, slots=True)
class Dates:
    """Every reading of the three dates, the best first, and the spans whose day order nothing settles."""

    effective: tuple[Finding[date], ...]
    start: tuple[Finding[date], ...]
    end: tuple[Finding[date], ...]
    open_order: tuple[tuple[str, DateSpan], ...]


def read_dates(view: View, pairs: tuple[Pair, ...], sections: tuple[Section, ...]) -> Dates:
    """Return the dates that labels give, then those that sentences give, then those that can be worked out."""
    told = _Told(view, tuple(_own_spans(view, sections)))
    effective = [*_labelled(view, pairs, Label.EFFECTIVE), *told.effective()]
    effective = effective or [one for one in _labelled(view, pairs, Label.DATE) if _is_heading_date(view, one)]
    effective = effective or list(_alone(view))
    period = [*_periods(view, pairs), *told.ranges()]
    start = [*_labelled(view, pairs, Label.START), *(first for first, _ in period), *told.by(START, DEFINED_START)]
    end = [*_labelled(view, pairs, Label.END), *(last for _, last in period), *told.by(END, DEFINED_END)]
    start = start or list(_from_effective(view, effective))
    if not end:
        end = list(_worked_out(view, pairs, effective, start))
    start = start or list(_without_year(view, pairs, Label.START, end, before=True))
    end = end or list(_without_year(view, pairs, Label.END, start or effective, before=False))
    return Dates(tuple(effective), tuple(start), tuple(end), tuple(dict.fromkeys((*_open(view, pairs), *told.open()))))


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


@dataclass(frozen=True, slots=True)
class _Told:
    """The dates that running text makes the agreement's own."""

    view: View
    spans: tuple[DateSpan, ...]

    def effective(self) -> Iterator[Finding[date]]:
        """Yield the dates as of which the opening says that the agreement is made."""
        for span in self.spans:
            if span.start > _OPENING:
                return
            head, tail = self._around(span)
            if span.value is not None and (DEFINED_EFFECTIVE.match(tail) or EFFECTIVE.search(head[-90:])):
                yield self.view.document.finding(span.value, span.start, span.end)

    def by(self, cue: re.Pattern[str], defined: re.Pattern[str]) -> Iterator[Finding[date]]:
        """Yield the dates that the words before them, or the term defined after them, make a start or an end."""
        for span in self.spans:
            if span.value is not None and self._is_own(span, cue, defined):
                yield self.view.document.finding(span.value, span.start, span.end)

    def open(self) -> Iterator[tuple[str, DateSpan]]:
        """Yield starts and ends whose day order nothing settles."""
        for span in self.spans:
            for name, cue, defined in (("start_date", START, DEFINED_START), ("end_date", END, DEFINED_END)):
                if len(span.readings) > 1 and self._is_own(span, cue, defined):
                    yield name, span

    def ranges(self) -> Iterator[tuple[Finding[date], Finding[date]]]:
        """Yield "performed between 1 February and 30 April 2026" as a start and an end."""
        for first, last in pairwise(self.spans):
            between = self.view.text[first.end : last.start]
            head = _sentence_head(self._around(first)[0])
            moved = MOVED.search(head) is not None
            if moved or not RANGE.fullmatch(between) or not RANGED.search(head) or not SUBJECT.search(head):
                continue
            start = first.value or (last.value and _nearest(first, last.value, before=True))
            if start is not None and last.value is not None and not NOT_TERM.search(head):
                certainty = Certainty.STATED if first.value else Certainty.COMPUTED
                one = self.view.document.finding(start, first.start, first.end, certainty)
                yield one, self.view.document.finding(last.value, last.start, last.end)

    def _is_own(self, span: DateSpan, cue: re.Pattern[str], defined: re.Pattern[str]) -> bool:
        head, tail = self._around(span)
        if defined.match(tail):
            return True
        lasting = cue is START and re.match(r"\s*and (?:thereafter|continuing)", tail)
        sentence = _sentence_head(head)
        own = lasting or MEANS.search(sentence) or SUBJECT.search(sentence) or _opens_with(sentence, cue)
        return bool(cue.search(head) and own and not NOT_TERM.search(sentence))

    def _around(self, span: DateSpan) -> tuple[str, str]:
        text = self.view.text
        return text[max(0, span.start - 150) : span.start], text[span.end : span.end + 50]


def _own_spans(view: View, sections: tuple[Section, ...]) -> Iterator[DateSpan]:
    """Yield the dates of running text that belong to no other paper and to no table of versions."""
    for span in view.dates(0, len(view.text)):
        in_cell = place_of(view, span.start, span.end).cell is not None
        if not in_cell and not _of_other_paper(view, span, 0) and not _in_revisions(sections, span.start):
            yield span


def _opens_with(sentence: str, cue: re.Pattern[str]) -> bool:
    """Return whether the cue itself opens the line: "Start on 5 October 2026"."""
    found = cue.search(sentence)
    return found is not None and not sentence[: found.start()].strip(" \n*•-–:.")


def _nearest(span: DateSpan, other: date, before: bool) -> date | None:
    """Return a yearless date in the year in which it comes last before `other`, or first after it."""
    last = other - timedelta(days=364) if before else other + timedelta(days=364)
    return with_year(span, (last, other))


def _without_year(
    view: View, pairs: tuple[Pair, ...], label: Label, known: list[Finding[date]], before: bool
) -> Iterator[Finding[date]]:
    """Yield a labelled date that names no year, in the year that the other end of the project gives it."""
    for pair in pairs:
        if pair.label is not label or pair.blank or not known or pair.end - pair.start > 60:
            continue
        for span in view.dates(pair.start, pair.end)[:1]:
            value = _nearest(span, known[0].value, before) if not span.readings else None
            if value is not None:
                yield view.document.finding(value, span.start, span.end, Certainty.COMPUTED)


def _sentence_head(head: str) -> str:
    breaks = [match.end() for match in SENTENCE_END.finditer(head)]
    return head[breaks[-1] if breaks else 0 :]


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
    match = ON_EFFECTIVE.search(view.text)
    if match is not None and effective:
        yield view.document.finding(effective[0].value, match.start(), match.end(), Certainty.COMPUTED)


def _of_other_paper(view: View, span: DateSpan, start: int) -> bool:
    if SELF_NAMED.match(view.text, span.end, span.end + 60):
        return False
    head = view.text[max(start, span.start - 110) : span.start]
    head = _sentence_head(head)
    head = head[head.rfind("; ") + 1 :]
    other = max((match.end() for match in OTHER_PAPER.finditer(head)), default=-1)
    if _is_order(view):
        other = max(other, *(match.end() for match in AGREEMENT.finditer(head)), -1)
    own = max((match.end() for match in OWN_PAPER.finditer(head)), default=-1)
    if other > own:
        return True
    tail = view.text[span.end : span.end + 50].split("\n")[0]
    return bool(re.match(r"[\s,]*(?:master|msa|nda|price list|version|revision|draft)\b", tail, re.IGNORECASE))


def _is_order(view: View) -> bool:
    """Return whether the document calls itself a SOW or order, and so no agreement it names is itself."""
    title = " ".join(line.text for line in view.lines[:3] if len(line.text) < _TITLE)
    return ORDER_TITLE.search(title) is not None and AGREEMENT.search(title) is None


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
        match = RELATIVE.match(view.text[length.end : length.end + 90])
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
