"""How the terms of two readings of one agreement differ, field by field, each side with its words and place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rapidfuzz import fuzz

from parsers.contract import Finding
from parsers.sow.facts import Deliverable, Effort, Milestone, Money, Payment, SowFacts
from templates.formats import date_text, money_text, number_text

T = TypeVar("T")
Key = tuple[object, ...]

_SAME_ITEM = 75  # of 100: how alike two titles must be to be one item that was changed
_NOT_WORDS = re.compile(r"[\W_]+")
_MARKER = re.compile(r"^\W*(?:\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]|[A-Z]?\d+(?:\.\d+)*[.:)]?)\s+")


@dataclass(frozen=True, slots=True)
class Said:
    """What one document says, as a person reads it, with its verbatim words and where they stand."""

    text: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One term that is not the same; None stands for a document that does not say it."""

    field: str
    old: Said | None
    new: Said | None


@dataclass(frozen=True, slots=True)
class _Reader:
    """How the values of one field are compared (`key`), matched as items (`title`) and said."""

    key: Callable[[object], Key]
    title: Callable[[object], str]
    say: Callable[[object], str]


def differences(old: SowFacts, new: SowFacts, locale: str, *, only_stated: bool = False) -> tuple[Difference, ...]:
    """Return what `new` says otherwise than `old`; with `only_stated` silence of `new` changes nothing (an amendment).

    Spelling, case, punctuation and numbering of items are no difference: a copy in another format has equal terms.
    """
    found = [*_scalars(old, new, locale), *_lists(old, new, locale)]
    if only_stated:  # "Change Order No. 1" is the paper's own name, not a new one of the project
        found = [one for one in found if one.new is not None and one.field != "project"]
    return tuple(found)


def _scalars(old: SowFacts, new: SowFacts, locale: str) -> Iterator[Difference]:
    readers: tuple[tuple[str, Callable[..., object], Callable[..., str]], ...] = (
        ("project", fold, str),
        ("effective_date", lambda day: day, lambda day: date_text(day, locale)),
        ("start_date", lambda day: day, lambda day: date_text(day, locale)),
        ("end_date", lambda day: day, lambda day: date_text(day, locale)),
        ("fee_total", lambda money: money.amount, lambda money: _money(money, locale)),
        ("warranty", fold, str),
    )
    for field, key, say in readers:
        before: Finding[object] | None = getattr(old, field)
        after: Finding[object] | None = getattr(new, field)
        if (before and key(before.value)) != (after and key(after.value)) or _recoined(before, after):
            yield Difference(field, _said(before, say), _said(after, say))


def _recoined(before: Finding[object] | None, after: Finding[object] | None) -> bool:
    """Return whether two amounts are in two named currencies; a document that names none agrees with any."""
    named = {f.value.currency for f in (before, after) if f and isinstance(f.value, Money) and f.value.currency}
    return len(named) > 1


def _lists(old: SowFacts, new: SowFacts, locale: str) -> Iterator[Difference]:
    for field, reader in _readers(locale).items():
        yield from _items(field, getattr(old, field), getattr(new, field), reader)


def _items(
    field: str, old: Sequence[Finding[object]], new: Sequence[Finding[object]], reader: _Reader
) -> Iterator[Difference]:
    """Yield the items that are changed, gone or added; equal ones are taken out first, whatever their order."""
    rest = list(new)
    changed: list[Finding[object]] = []
    for item in old:
        same = next((other for other in rest if reader.key(other.value) == reader.key(item.value)), None)
        if same is None:
            changed.append(item)
        else:
            rest.remove(same)
    for item in changed:
        after = _most_alike(item, rest, reader)
        if after is not None:
            rest.remove(after)
        yield Difference(field, _said(item, reader.say), _said(after, reader.say))
    yield from (Difference(field, None, _said(item, reader.say)) for item in rest)


def _most_alike(item: Finding[object], others: Sequence[Finding[object]], reader: _Reader) -> Finding[object] | None:
    wanted = fold(reader.title(item.value))
    rated = [(fuzz.ratio(wanted, fold(reader.title(other.value))), -at) for at, other in enumerate(others)]
    best, at = max(rated, default=(0.0, 0))
    return others[-at] if best >= _SAME_ITEM else None


def fold(text: str) -> str:
    """Return the words of a text for comparing: no case, accent, punctuation or item number."""
    flat = unicodedata.normalize("NFKD", _MARKER.sub("", text)).encode("ascii", "ignore").decode() or text
    return _NOT_WORDS.sub(" ", flat).strip().casefold()


def _said(finding: Finding[T] | None, say: Callable[[T], str]) -> Said | None:
    return None if finding is None else Said(say(finding.value), finding.quote, str(finding.place))


def _readers(locale: str) -> dict[str, _Reader]:
    text = _Reader(lambda value: (fold(str(value)),), str, str)
    return {
        "deliverables": _reader(lambda d: (fold(d.title), d.due), lambda d: d.title, lambda d: _deliverable(d, locale)),
        "milestones": _reader(
            lambda m: (fold(m.title), m.due or fold(m.due_text or ""), _amount(m.amount)),
            lambda m: m.title,
            lambda m: _milestone(m, locale),
        ),
        "effort": _reader(
            lambda e: (fold(e.role), e.hours, e.unit, _amount(e.rate)), lambda e: e.role, lambda e: _effort(e, locale)
        ),
        "payments": _reader(
            lambda p: (fold(p.label), _amount(p.amount), p.percent, p.due or fold(p.due_text or "")),
            lambda p: p.label,
            lambda p: _payment(p, locale),
        ),
        "assumptions": text,
        "out_of_scope": text,
        "client_duties": text,
    }


def _reader(key: Callable[..., Key], title: Callable[..., str], say: Callable[..., str]) -> _Reader:
    return _Reader(key, title, say)


def _amount(money: Money | None) -> object:
    return None if money is None else money.amount


def _money(money: Money, locale: str) -> str:
    return money_text(money.amount, money.currency, locale)


def _deliverable(item: Deliverable, locale: str) -> str:
    return item.title if item.due is None else f"{item.title}, due {date_text(item.due, locale)}"


def _milestone(item: Milestone, locale: str) -> str:
    when = date_text(item.due, locale) if item.due else item.due_text or ""
    paid = _money(item.amount, locale) if item.amount else ""
    return ", ".join(part for part in (item.title, when, paid) if part)


def _effort(item: Effort, locale: str) -> str:
    unit = "d" if item.unit == "day" else "h"
    hours = f"{number_text(item.hours, locale)} {unit}" if item.hours is not None else ""
    rate = f"at {_money(item.rate, locale)}" if item.rate else ""
    return " ".join(part for part in (item.role, hours, rate) if part)


def _payment(item: Payment, locale: str) -> str:
    share = f"{number_text(item.percent, locale)}%" if item.percent is not None else ""
    paid = _money(item.amount, locale) if item.amount else ""
    when = date_text(item.due, locale) if item.due else item.due_text or ""
    return ", ".join(part for part in (item.label, share, paid, when) if part)
