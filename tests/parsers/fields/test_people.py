"""Names, titles and addresses are told from organisations and business words."""

import pytest

from parsers.fields.people import EMAIL, find_names, looks_like_name, looks_like_title


@pytest.mark.parametrize(
    "name", ["Jane Doe", "Christian L. Schenk", "Ana de la Cruz", "BRIAN HAYEK", "Anne-Marie O’Neil"]
)
def test_a_name_reads_as_a_name(name: str) -> None:
    assert looks_like_name(name)


@pytest.mark.parametrize("words", ["Project Manager", "Acme Corp", "Effective Date", "[Client Name]", "Jane", "Week 5"])
def test_business_words_are_no_name(words: str) -> None:
    assert not looks_like_name(words)


def test_a_name_is_found_before_a_title() -> None:
    assert [span.name for span in find_names("Priya Mehta, VP Product")] == ["Priya Mehta"]


def test_titles_read_as_titles() -> None:
    assert looks_like_title("VP, Commercial Mkts")
    assert not looks_like_title("Jane Doe")


def test_an_address_is_found_whole() -> None:
    match = EMAIL.search("write to jane.doe+sow@acme.example.")
    assert match is not None
    assert match.group() == "jane.doe+sow@acme.example"
