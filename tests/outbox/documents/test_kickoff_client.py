"""The client's kickoff document holds nothing internal, by its type and by its words."""

from __future__ import annotations

import dataclasses
import typing
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from outbox.documents.client_edition import client_edition
from outbox.documents.facts import Project, Sourced
from outbox.documents.kickoff import Kickoff
from outbox.documents.kickoff_client import KickoffClient, build
from tests.outbox.documents.samples import BIG_KICKOFF, KICKOFF, MINIMAL_KICKOFF
from tests.outbox.documents.word_text import all_bytes, empty_cells, headings, text_of

MARK = "Zinnober"
INTERNAL = {"source", "quote", "asked", "evidence", "notes", "questions", "hours"}


def tainted(value: Any, internal: bool = False) -> Any:
    """Return the value with the marker in every internal text and a telling figure in every internal number."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = dataclasses.fields(value)
        changed = {f.name: tainted(getattr(value, f.name), internal or f.name in INTERNAL) for f in fields}
        return dataclasses.replace(value, **changed)
    if isinstance(value, tuple):
        return tuple(tainted(item, internal) for item in value)
    if internal and isinstance(value, str):
        return f"{MARK} {value}"
    return Decimal("8642") if internal and isinstance(value, Decimal) else value


def held_types(kind: Any) -> Iterator[tuple[str, Any]]:
    """Yield (field name, type) of everything a value of this type can hold."""
    for name, hint in typing.get_type_hints(kind).items():
        for held in typing.get_args(hint) or (hint,):
            yield name, held
            if dataclasses.is_dataclass(held):
                yield from held_types(held)


def test_its_input_has_no_place_for_anything_internal() -> None:
    held = list(held_types(KickoffClient))
    assert not {name for name, _ in held} & (INTERNAL | {"rate", "amount", "money", "fee", "percent", "mark"})
    assert {kind for _, kind in held} <= {str, Ellipsis, type(None), *_client_kinds()}


def _client_kinds() -> set[Any]:
    from datetime import date

    from outbox.documents import kickoff_client as k

    return {date, Project, k.ClientDeliverable, k.ClientMilestone, k.ClientRole, k.ClientContact}


def test_nothing_internal_reaches_the_file() -> None:
    marked: Kickoff = tainted(dataclasses.replace(KICKOFF, notes=(*KICKOFF.notes, "margin 38%")))
    assert MARK in repr(marked.scope)
    content = all_bytes(build(client_edition(marked)).content).decode("utf-8", "ignore")
    assert "Research report" in content
    for internal in (MARK, "8642", "8,642", "page 3", ".pdf", "margin"):
        assert internal not in content, internal


def test_a_person_of_another_side_is_not_listed() -> None:
    text = text_of(build(client_edition(KICKOFF)).content)
    assert "Claire Osei" in text
    assert "Tom Brandt" not in text


def test_it_has_the_sections_a_client_needs() -> None:
    assert headings(build(client_edition(KICKOFF)).content) == [
        "What you get", "Not part of this project", "What we build on", "Timeline", "At a glance",
        "Your team at Northlight Studio", "Your side", "What we need from you", "How we work together",
    ]  # fmt: skip


def test_a_section_without_facts_is_left_out() -> None:
    assert headings(build(client_edition(MINIMAL_KICKOFF)).content) == ["How we work together"]


def test_the_word_sow_and_internal_talk_stay_inside() -> None:
    text = text_of(build(client_edition(MINIMAL_KICKOFF)).content)
    assert "SOW" not in text
    assert "nternal" not in text


def test_a_reference_comes_without_its_source() -> None:
    edition = client_edition(dataclasses.replace(MINIMAL_KICKOFF, reference=Sourced("SOW 7", "x.pdf", "no. 7")))
    assert (edition.reference, edition.project) == ("SOW 7", MINIMAL_KICKOFF.project)


def test_no_cell_is_empty() -> None:
    editions = (client_edition(kickoff) for kickoff in (KICKOFF, BIG_KICKOFF, MINIMAL_KICKOFF))
    assert [empty_cells(build(edition).content) for edition in editions] == [0, 0, 0]
