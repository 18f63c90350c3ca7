"""What a lead wishes of a plan: "use Maria instead of Jon", "not Tom", "Jon not before February", "Uma for design"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from parsers.fields.dates import Order, find_dates, with_year
from parsers.replies.days import month_start

MAX_CHARS = 2_000

_SPLIT = re.compile(
    r"[.;\n]+|,\s+(?=(?:and |but |use |not |take |put |no |without |please |then )|\w+ (?:not|only|instead))|"
    r"\band (?=(?:use|not|take|put|without|please|then)\b)"
)
_LEAD = re.compile(
    r"^(?:ok|okay|yes|fine|hi|hello|but|and|please|pls|could you|can you|can we|let's|lets|we should|i would|"
    r"i'd|rather|then|also|instead)\b[ ,:]*"
)
_TRAIL = re.compile(r"[ ,]+(?:please|pls|thanks|thank you|thx|bitte|danke)$", re.IGNORECASE)
_SWAP = re.compile(
    r"^(?:use|take|put|give it to|assign|book|prefer|nimm|nehmt)?\s*(?P<new>.+?)\s+"
    r"(?:instead of|in place of|rather than|for|statt|anstatt)\s+(?P<old>.+)$"
)
_REPLACE = re.compile(r"^(?:replace|swap|exchange|ersetze)\s+(?P<old>.+?)\s+(?:with|by|for|durch|mit)\s+(?P<new>.+)$")
_NOT_BEFORE = re.compile(
    r"^(?P<who>.*?)\s*(?:is |can |could |should )?"
    r"(?:not (?:start )?(?:before|until)|only (?:from|after)|not available (?:before|until)|starts? (?:on|in|from)|"
    r"from|nicht vor|erst ab)\s+(?P<when>.+)$"
)
_BAR = re.compile(
    r"^(?:not|no|without|don't use|do not use|leave out|skip|remove|take off|nicht|ohne)\s+(?P<who>.+)$|"
    r"^(?P<who2>.+?)\s+(?:cannot|can't|can not|is not available|isn't available|is unavailable|should not|shouldn't)"
    r"(?: do (?:it|this|that))?$"
)
_USE = re.compile(
    r"^(?:use|take|put|assign|book|prefer|with|only|nimm)\s+(?P<who>.+?)"
    r"(?:\s+(?:on|for|as|to do|für)\s+(?:the\s+)?(?P<role>.+))?$|"
    r"^(?P<who2>.+?)\s+(?:should|can|could|shall|will|must|soll)\s+do\s+(?:the\s+)?(?P<role2>.+)$|"
    r"^(?P<who3>.+?)\s+(?:for|für)\s+(?:the\s+)?(?P<role3>.+)$"
)
_START = frozenset({"", "start", "it", "we", "this", "project", "the project", "work", "the work", "begin"})
_COURTESY = re.compile(r"^(?:thanks|thank you|thx|cheers|best|regards|kind regards|hi|hello|hey|danke|vg|lg)\b.{0,30}$")
_TOLERANCE, _MARGIN = 86.0, 8.0


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish: `kind` is "use", "bar" or "not before"; `person` is an address, "" for the whole work."""

    kind: str
    person: str
    quote: str
    role: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class WishList:
    """All wishes of a reply, and the clauses that were not understood."""

    wishes: tuple[Wish, ...]
    unclear: tuple[str, ...]


def read_wishes(visible: str, people: Mapping[str, str], today: date, order: Order | None = None) -> WishList:
    """Return what a reply wishes of a plan; `people` are names by address. Nothing is guessed: the rest is unclear."""
    wishes: list[Wish] = []
    unclear: list[str] = []
    reader = _Reader(people, today, order)
    for clause in _clauses(visible[:MAX_CHARS]):
        found = list(reader.read(clause))
        if found:
            wishes += found
        elif not reader.is_name(clause):
            unclear.append(clause)
    return WishList(tuple(wishes), tuple(unclear))


def _clauses(text: str) -> Iterator[str]:
    own = "\n".join(line for line in text.split("\n") if not line.lstrip().startswith(">"))
    for part in _SPLIT.split(own):
        clause = " ".join(part.split()).strip(" ,:!-*•")
        if clause and not _COURTESY.match(clause.lower()):
            yield clause


class _Reader:
    """Reads one clause at a time, given who there is."""

    def __init__(self, people: Mapping[str, str], today: date, order: Order | None) -> None:
        self._people, self._today, self._order = people, today, order

    def read(self, clause: str) -> Iterator[Wish]:
        said = clause
        while lead := _LEAD.match(said.lower()):
            said = said[lead.end() :]
        said = _TRAIL.sub("", said)
        for read in (self._not_before, self._swap, self._bar, self._use):
            found = read(said, clause)
            if found:
                yield from found
                return
        yield from self._halves(said)

    def _halves(self, said: str) -> list[Wish]:
        """Read "replace Jon with Maria and Tom not before 1 March": two wishes, where each half is one."""
        for joint in re.finditer(r"\s+(?:and|und)\s+", said):
            halves = [list(self.read(part)) for part in (said[: joint.start()], said[joint.end() :])]
            if all(halves):
                return [*halves[0], *halves[1]]
        return []

    def is_name(self, clause: str) -> bool:
        """Return whether a clause is only somebody's name, as under a mail; or nothing but a yes."""
        return bool(self._all(clause)) or not _LEAD.sub("", clause.lower()).strip()

    def _swap(self, said: str, quote: str) -> list[Wish]:
        for pattern in (_REPLACE, _SWAP):
            match = pattern.match(said) or pattern.match(said.lower())
            if match and (new := self._all(match["new"])) and (old := self._all(match["old"])):
                return [*(Wish("bar", who, quote) for who in old), *(Wish("use", who, quote) for who in new)]
        return []

    def _bar(self, said: str, quote: str) -> list[Wish]:
        match = _BAR.match(said.lower())
        people = self._all(match["who"] or match["who2"] or "") if match else []
        return [Wish("bar", who, quote) for who in people]

    def _use(self, said: str, quote: str) -> list[Wish]:
        match = _USE.match(said.lower())
        if match is None:
            return []
        people = self._all(match["who"] or match["who2"] or match["who3"] or "")
        role = (match["role"] or match["role2"] or match["role3"] or "").strip()
        return [Wish("use", who, quote, role) for who in people]

    def _not_before(self, said: str, quote: str) -> list[Wish]:
        match = _NOT_BEFORE.match(said.lower())
        if match is None:
            return []
        day = self._day(match["when"])
        who = match["who"].strip()
        if day is None:
            return []
        if who in _START:
            return [Wish("not before", "", quote, day=day)]
        return [Wish("not before", person, quote, day=day) for person in self._all(who)]

    def _day(self, text: str) -> date | None:
        spans = find_dates(text.title(), self._order)  # a month in small letters is no date to it
        if len(spans) == 1:
            near = (self._today, date(self._today.year + 1, self._today.month, min(self._today.day, 28)))
            return spans[0].value or with_year(spans[0], near)
        return month_start(text, self._today) if not spans else None

    def _all(self, text: str) -> list[str]:
        """Return the people a text names, "Maria and Jon" being two; empty where one of the names is nobody's."""
        parts = [part.strip(" .,") for part in re.split(r",|\band\b|&|\bund\b", text) if part.strip(" .,")]
        found = [self._one(part) for part in parts]
        return [person for person in found if person] if found and all(found) else []

    def _one(self, text: str) -> str:
        """Return whose name a text is, "" for nobody's and for a name that two people may have."""
        from rapidfuzz.fuzz import ratio

        wanted = text.lower().strip()
        scores: list[tuple[float, str]] = []
        for address, name in self._people.items():
            forms = (name.lower(), *name.lower().split()[:1], *name.lower().split()[-1:])
            scores.append((max(ratio(wanted, form) for form in forms), address))
        scores.sort(reverse=True)
        best: Sequence[tuple[float, str]] = scores[:2]
        if not best or best[0][0] < _TOLERANCE or (len(best) > 1 and best[0][0] - best[1][0] < _MARGIN):
            return ""
        return best[0][1]
