"""Public holidays by country and region; the one home of the library that knows them (it takes long to import)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache


def countries() -> dict[str, list[str]]:
    """Return the known countries (ISO 3166-1 alpha-2) with their regions (ISO 3166-2, the part after the hyphen)."""
    from holidays import list_supported_countries

    return list_supported_countries(include_aliases=True)


@cache
def holidays_of(country: str, region: str, years: tuple[int, ...]) -> dict[date, str]:
    """Return the public holidays of some years with their names; none where no country is given."""
    if not country:
        return {}
    from holidays import country_holidays

    return dict(country_holidays(country, subdiv=region or None, years=years))


def unknown(country: str, region: str) -> str:
    """Return what is wrong with a country and region, as the end of a sentence; "" where both are known."""
    known = countries()
    if country not in known:
        return f'no holidays are known for the country "{country}"; leave it empty to count none'
    if region and region not in known[country]:
        return f'"{region}" is no region of {country}; it must be {_listed(known[country])}'
    return ""


def _listed(regions: Iterable[str]) -> str:
    named = [f'"{region}"' for region in regions]
    return "empty: it has none" if not named else "one of " + ", ".join(named)
