"""What a document gives its template is what the linter tells an agency it may use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from outbox.documents import handoff, kickoff, kickoff_client
from outbox.documents.built import project_words
from outbox.documents.client_edition import client_edition
from templates.word.offers import OFFERS, One, Rows, Shape
from tests.outbox.documents.samples import HANDOFF, KICKOFF, PROJECT

GIVEN: dict[str, dict[str, object]] = {
    "kickoff": kickoff.words(KICKOFF),
    "kickoff-client": kickoff_client.words(client_edition(KICKOFF)),
    "handoff": handoff.words(HANDOFF),
}


def offered(parts: Mapping[str, Shape]) -> dict[str, Any]:
    return {name: offered(s.parts) if isinstance(s, (One, Rows)) else "text" for name, s in parts.items()}


def given(value: object) -> Any:
    if isinstance(value, list):
        return given(value[0])
    if isinstance(value, dict):
        return {name: given(item) for name, item in value.items()}
    assert isinstance(value, str)
    return "text"


@pytest.mark.parametrize("name", OFFERS)
def test_the_offer_lists_exactly_what_is_given(name: str) -> None:
    assert given({**project_words(PROJECT), **GIVEN[name]}) == offered(OFFERS[name])
