"""Organisations are known by their legal form and compared without it."""

import pytest

from parsers.fields.organisations import find_organisations, fold, same_organisation


@pytest.mark.parametrize(
    "name",
    [
        "Acme, Inc.",
        "CZ Dev Kft.",
        "Nimbus Technologies Pte Ltd",
        "Müller Maschinenbau GmbH",
        "Cobalt & Finch Agency LLC",
    ],
)
def test_a_name_with_its_legal_form_is_found_whole(name: str) -> None:
    assert [span.name for span in find_organisations(f"between {name} and others")] == [name]


def test_prose_holds_no_organisation() -> None:
    assert find_organisations("The agency will build the site in ten weeks.") == ()


def test_names_are_compared_without_form_and_case() -> None:
    assert fold("KIROMIC, INC.") == "kiromic"
    assert same_organisation("YourNetPlus.com", "YourNetPlus.com, Inc.")
    assert not same_organisation("Acme Ltd", "Apex Ltd")
