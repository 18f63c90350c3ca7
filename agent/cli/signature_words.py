"""Who signed a document and who did not, in one line for each, with the evidence and its place."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.contract import Finding
from parsers.sow.facts import Side, Signature, SowFacts


def signature_words(facts: SowFacts) -> Iterator[str]:
    """Yield "Acme Ltd (client): /s/ Jane Doe, 2026-05-03 (page 4)" for each line, then what casts doubt on them."""
    parties = {Side.CLIENT: facts.client, Side.AGENCY: facts.agency}
    for one in facts.signatures:
        party = parties.get(one.value.side)
        whose = f"{party.value} ({one.value.side})" if party else f"{one.value.side} side"
        yield f"{whose}: {_evidence(one.value)}{_place(one)}"
    for doubt in facts.doubts:
        yield f"signing in doubt: {doubt.value}{_place(doubt)}"


def _evidence(value: Signature) -> str:
    if value.mark is None:
        return f"blank line for {value.name}" if value.name else "blank line"
    name = value.name if value.name and value.name not in value.mark else None
    return ", ".join(str(part) for part in (value.mark, name, value.date) if part)


def _place(finding: Finding[object]) -> str:
    place = str(finding.place).removeprefix(finding.place.file).removeprefix(", ")
    return f" ({place})" if place else ""
