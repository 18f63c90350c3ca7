"""What one clause of a status reply says about the work: typed signals, read by the words that carry them.

English and German. A clause that carries none is small talk and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parsers.fields.numerals import number_of, plain
from parsers.fields.spoken_dates import SpokenSpan, find_spoken
from parsers.replies.status_words import (
    BARE_PERCENT,
    BLOCKED,
    BY,
    CORRECTION,
    DELIVERS,
    DONE,
    DONE_WITH,
    EXCEPT,
    FRACTION,
    FREE_OF,
    FUTURE,
    HALF,
    HEDGED,
    HOURS_LEFT,
    LONG_PAST,
    MEETING,
    MORE_TIME,
    NEXT,
    NO_BLOCKER,
    NOT_DONE,
    ON_TRACK,
    PAST_DATE,
    PERCENT,
    PERCENT_FROM,
    PERCENT_OTHER,
    PERCENT_RANGE,
    PRONOUNS,
    RANGE,
    REVIEW,
    RISK,
    SENT_FOR,
    STARTS,
    TODO,
    UNBLOCKED,
    VAGUE,
    WAITING,
    WAITS,
    WANTED,
    WAS,
    WEEKDAY_ONLY,
    WHEN_ONLY,
)


class What(StrEnum):
    """What changed, in the person's own words."""

    DONE = "done"
    NOT_DONE = "not_done"
    NEXT = "next"
    BLOCKED = "blocked"  # value: by whom or what
    UNBLOCKED = "unblocked"
    WAITING = "waiting_client"  # value: for what
    PERCENT = "percent"  # value: 0 to 100
    NEW_DATE = "new_date"  # value: ISO date
    MORE_TIME = "more_time"  # value: "2 days"
    HOURS_LEFT = "hours_left"  # value: hours
    RISK = "risk"
    ON_TRACK = "on_track"
    QUESTION = "question"  # they ask something
    UNCLEAR = "unclear"  # it speaks of the work and cannot be told


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing a clause says: `value` as text, and the words before the signal, in which its subject stands."""

    what: What
    value: str = ""
    subject: str = ""


def is_correction(text: str) -> bool:
    """Return whether a clause takes back what was said before: "no, 80%"."""
    return CORRECTION.search(text) is not None


def signals(text: str, today: date, client: str = "") -> tuple[Signal, ...]:
    """Return what a clause says, seen from `today`; `client` is a regular expression of the clients' own names."""
    found: list[Signal] = []
    for reader in (_percent, _time):
        found += reader(text)
    found += _waiting(re.sub(client, "client", text, flags=re.IGNORECASE) if client else text)
    for later in (_state, _dated):
        found += later(text, today, found)
    for last in (_mood, _next, _vague):
        found += last(text, found)
    return tuple(found)


def _percent(text: str) -> Iterator[Signal]:
    text = WAS.sub("", text)
    if PERCENT_OTHER.search(text):
        return
    moved = PERCENT_FROM.search(text)
    if moved is None and PERCENT_RANGE.search(text):
        yield Signal(What.UNCLEAR)
        return
    match = moved or _last(PERCENT, text) or BARE_PERCENT.match(text)
    if match is None:
        if half := HALF.search(text):
            yield Signal(What.PERCENT, "50", text[: half.start()])
        return
    bare = match.re is BARE_PERCENT
    if int(match["number"]) <= 100 and not (bare and not is_correction(text)):
        yield Signal(What.PERCENT, str(int(match["number"])), text[: match.start()])


def _time(text: str) -> Iterator[Signal]:
    if RANGE.search(text):
        yield Signal(What.UNCLEAR)
        return
    hours = HOURS_LEFT.search(text)
    if hours is not None and (count := number_of(hours["count"] or hours["after"])) is not None:
        yield Signal(What.HOURS_LEFT, plain(count), text[: hours.start()])
        return
    match = MORE_TIME.search(text)
    if match is None:
        return
    count = number_of(match["count"] or match["count2"] or match["count3"])
    unit = (match["unit"] or match["unit2"] or match["unit3"]).lower()
    if count is None:
        yield Signal(What.UNCLEAR)
    elif unit[0] in "hs":
        yield Signal(What.HOURS_LEFT, plain(count), text[: match.start()])
    else:
        yield Signal(
            What.MORE_TIME,
            _span(count, unit),
            text[: match.start()],
        )


def _span(count: float, unit: str) -> str:
    """Return a span of time in one way of writing: "1 day", "2 weeks"."""
    name = "week" if unit[0] == "w" and "ork" not in unit else "day"
    return f"{plain(count)} {name}{'' if count == 1 else 's'}"


def _waiting(text: str) -> Iterator[Signal]:
    if UNBLOCKED.search(text):
        yield Signal(What.UNBLOCKED)
        return
    if SENT_FOR.search(text):
        yield Signal(What.WAITING, "", text)
        return
    if FREE_OF.search(text):
        return
    waits = None if DONE_WITH.search(text) else WAITING.search(text)
    if waits is not None:
        yield Signal(What.WAITING, "", _subject(text, waits))
        return
    blocked = BLOCKED.search(text)
    if blocked is not None and not NO_BLOCKER.search(text):
        by = BY.search(text)
        who = "" if by is None else (by["by"] or by["wait"] or f"{by['what'].strip()} from {by['from']}").strip()
        yield Signal(What.BLOCKED, "" if who.lower() in PRONOUNS else who, text[: blocked.start()])


def _subject(text: str, match: re.Match[str]) -> str:
    """Return where the thing waited for stands: before the words, else behind them."""
    before = text[: match.start()]
    if re.search(r"\w{3}", before):
        return before
    wanted = WANTED.search(match.group())
    return wanted[1] if wanted else text[match.end() :]


def _state(text: str, today: date, so_far: list[Signal]) -> Iterator[Signal]:
    """Yield done or not done; neither where the clause only speaks of time to come or of a share."""
    open_ = NOT_DONE.search(text) or TODO.search(text)
    if open_ is not None and any(signal.what is What.WAITING for signal in so_far):
        return
    if open_ is not None:
        yield Signal(What.NOT_DONE, "", text[: open_.start()])
        return
    match = DONE.search(text)
    if match is None or any(s.what in (What.PERCENT, What.WAITING, What.BLOCKED) and s.value != "100" for s in so_far):
        return
    if match["mark"] and len(text.strip()) > 60:
        return
    excepted = EXCEPT.search(text)
    if excepted is not None:
        yield Signal(What.NOT_DONE, "", text[excepted.end() :])
        yield Signal(What.UNCLEAR)
        return
    if FRACTION.search(text) or REVIEW.search(text):
        yield Signal(What.UNCLEAR)
        return
    spans = find_spoken(text, today)
    ahead = [span for span in spans if span.said != "past" and span.last > today]
    if FUTURE.search(text[: match.end()]) or (ahead and not PAST_DATE.search(text[: ahead[0].start])):
        return  # a promise: a date says when, and without one it says nothing yet
    yield Signal(What.DONE, "", _subject(text, match))


def _dated(text: str, today: date, so_far: list[Signal]) -> Iterator[Signal]:
    """Yield the new date of a promise; a meeting's date and a past one are none."""
    if any(signal.what in (What.DONE, What.WAITING, What.NOT_DONE) for signal in so_far):
        return
    ahead = [span for span in find_spoken(text, today) if span.said != "past" and span.last >= today]
    if not ahead or not DELIVERS.search(text):
        return
    if MEETING.search(text) and not re.search(r"\b(?:done|ready|finished|fertig|deliver\w*)\b", text, re.I):
        return
    span = _settled(ahead)
    promise = FUTURE.search(text) or DONE.search(text)
    if promise is None and RISK.search(text):
        return
    if span is None or promise is None or HEDGED.search(text) or WAITS.search(text) or _may_be_past(text, span):
        yield Signal(What.UNCLEAR)
    else:
        yield Signal(What.NEW_DATE, span.last.isoformat(), text[: span.start])


def _may_be_past(text: str, span: SpokenSpan) -> bool:
    """Return whether "copy done Friday" may speak of last Friday: a bare weekday and no word of what is to come."""
    if FUTURE.search(text) or not WEEKDAY_ONLY.match(text[span.start : span.end]):
        return False
    return LONG_PAST.search(text) is not None


def _settled(ahead: list[SpokenSpan]) -> SpokenSpan | None:
    """Return the one date a clause promises: the last of "not Friday but Monday", None for a choice of two."""
    return ahead[-1] if len({span.last for span in ahead}) == 1 else None


def _mood(text: str, so_far: list[Signal]) -> Iterator[Signal]:
    if RISK.search(text) and not NO_BLOCKER.search(text) and not FREE_OF.search(text):
        if not any(signal.what is What.MORE_TIME for signal in so_far):
            yield Signal(What.RISK, "", text)
    elif FREE_OF.search(text) or (
        ON_TRACK.search(text)
        and not re.search(r"\b(?:not|nicht|n't|off|back)\W{1,3}(?:\w+\s){0,2}?(?:on|im|wie|as)\b", text, re.I)
    ):
        yield Signal(What.ON_TRACK, "", text)


def _next(text: str, so_far: list[Signal]) -> Iterator[Signal]:
    if any(
        s.what in (What.DONE, What.WAITING, What.BLOCKED, What.NEW_DATE, What.MORE_TIME, What.NOT_DONE) for s in so_far
    ):
        return
    match = NEXT.search(text) or STARTS.match(text)
    if match is None or WHEN_ONLY.match(match["what"].strip()):
        return
    yield Signal(What.NEXT, match["what"].strip(), match["what"])


def _vague(text: str, so_far: list[Signal]) -> Iterator[Signal]:
    """Yield what speaks of the work without saying how it stands: "getting there", "hard to say"."""
    if not so_far and VAGUE.search(text):
        yield Signal(What.UNCLEAR)


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    """Return the last match: "not 60% but 80%" says 80."""
    found = None
    for match in pattern.finditer(text):
        found = match
    return found
