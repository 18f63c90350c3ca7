"""Work sold by role: tables of roles with hours, days or rates; a list of names and roles is no effort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from parsers.contract import Finding
from parsers.fields.money import currency_in, read_amount
from parsers.sow.facts import Effort, Money
from parsers.sow.grids import Column, Grid, Row, entries, filled
from parsers.sow.view import View

_FIGURE = re.compile(r"\d[\d.,'’ \u00a0]*\d|\d")
_ROLE_RATE = re.compile(
    r"^(?:[•*–-]\s+)?(?P<role>[A-Z][A-Za-z/&,.() -]{2,50}?)\s*[:–—-]\s*(?:(?P<hours>\d{1,5}"
    r"(?:\.\d)?)\s*(?P<unit>hours|hrs|h|days|person-days)\b)?",
    re.IGNORECASE,
)


_CAPPED = re.compile(
    r"[^.\n]{0,14}?\(?(?:(?:up )?to |(?:for )?(?:up to )?(?:a |the )?maximum (?:of )?"
    r"|not to exceed )?(?:[a-z-]{3,12} )?"
    r"\(?(?P<hours>\d{1,4})\)? (?:hours|hrs)\b",
    re.IGNORECASE,
)
_TOTAL_HEAD = re.compile(r"\btotal|gesamt", re.IGNORECASE)
_ROLE_HEAD = re.compile(r"role|position|title|categor|rolle|funci|profil", re.IGNORECASE)


def read_effort(view: View, grids: tuple[Grid, ...], term: str = "") -> tuple[Finding[Effort], ...]:
    """Return the effort by role, sums left out; `term` is what the document calls the one who works ("Consultant")."""
    found: dict[tuple[str, Decimal | None], Finding[Effort]] = {}
    for grid in grids:
        measured = grid.has(Column.HOURS) or grid.has(Column.DAYS) or grid.has(Column.RATE)
        if grid.has(Column.ROLE) and measured:
            for item in _from_grid(view, grid):
                found.setdefault((item.value.role.lower(), item.value.hours), item)
    return tuple(found.values()) or tuple(_from_lines(view)) or tuple(_from_prose(view, term))


def _from_grid(view: View, grid: Grid) -> Iterator[Finding[Effort]]:
    by_day = (not grid.has(Column.HOURS) and grid.has(Column.DAYS)) or "day" in grid.words(Column.RATE).lower()
    for row in entries(grid):
        role = filled(view, grid.cell_headed(row, Column.ROLE, _ROLE_HEAD))
        if role is None:
            continue
        quantity = _figure(
            view,
            filled(
                view,
                grid.cell_headed(row, Column.DAYS if not grid.has(Column.HOURS) else Column.HOURS, _TOTAL_HEAD),
            ),
        )
        rate, per = _rate(view, grid, row)
        if quantity is None and rate is None:
            continue
        unit = per or ("day" if by_day else "hour")
        words = " ".join(view.text[role[0] : role[1]].split())
        yield view.document.finding(Effort(words, quantity, rate, unit), *row.span)


def _rate(view: View, grid: Grid, row: Row) -> tuple[Money | None, str | None]:
    span = filled(view, grid.cell(row, Column.RATE))
    if span is None:
        return None, None
    sums = view.money(*span)
    if sums:
        return view.sum_of(sums[0]), sums[0].per if sums[0].per in ("hour", "day") else None
    amount = _figure(view, span)
    return (Money(amount, currency_in(grid.words(Column.RATE))), None) if amount is not None else (None, None)


def _figure(view: View, span: tuple[int, int] | None) -> Decimal | None:
    if span is None:
        return None
    match = _FIGURE.search(view.text, *span)
    return read_amount(match.group().strip()) if match else None


def _from_lines(view: View) -> Iterator[Finding[Effort]]:
    """Yield "Senior Designer: 40 hours at $120/hour" and the like."""
    for line in view.lines:
        match = _ROLE_RATE.match(line.text)
        if match is None or line.cell is not None or len(line.text) > 120:
            continue
        rates = [span for span in view.money(line.start, line.end) if span.per in ("hour", "day")]
        if (not rates and not match["hours"]) or not _is_role(match["role"]):
            continue
        unit = rates[0].per if rates else "day" if (match["unit"] or "").lower().endswith("days") else "hour"
        hours = Decimal(match["hours"]) if match["hours"] else None
        yield view.document.finding(
            Effort(match["role"].strip(" *"), hours, view.sum_of(rates[0]) if rates else None, unit or "hour"),
            line.start,
            line.end,
        )


def _from_prose(view: View, term: str) -> Iterator[Finding[Effort]]:
    """Yield the rate that a sentence pays the one who works: "compensate Consultant at the rate of $400 per hour"."""
    if not _is_role(term):
        return
    for span in view.money(0, len(view.text)):
        head = view.text[max(0, span.start - 120) : span.start]
        if span.per not in ("hour", "day") or not re.search(
            r"\b(?:compensat\w+|pay|paid|fee|bill\w*)\b[^.]{0,100}$", head, re.IGNORECASE
        ):
            continue
        capped = _CAPPED.match(view.text, span.end, span.end + 60)
        hours = Decimal(capped["hours"]) if capped else None
        end = capped.end() if capped else span.end
        yield view.document.finding(Effort(term, hours, view.sum_of(span), span.per), span.start, end)
        return


def _is_role(words: str) -> bool:
    return bool(
        re.search(
            r"\b(?:developer|designer|engineer|manager|consultant|architect|analyst|lead|strategist|director"
            r"|writer|editor|producer|tester|partner|specialist|researcher|owner|administrator|programmer"
            r"|expert|coordinator|technician|contractor|advisor|freelancer)s?\b",
            words,
            re.IGNORECASE,
        )
    )
