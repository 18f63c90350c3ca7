"""How far each of our small agreements is signed; and never is one called signed that is not."""

from __future__ import annotations

import pytest

from parsers.contract import Limits, misquoted
from parsers.formats import read
from parsers.sow.facts import Doubt, Side, Signed, SowFacts
from parsers.sow.read import read_sow
from tests.files.sealed import Hand, flipped, sealed
from tests.samples.signatures import Case, source_of, written
from tests.samples.signatures.cryptographic import AGENCY, CLIENT, blank, cryptographic
from tests.samples.signatures.drawn import drawn
from tests.samples.signatures.office import office


def read_case(case: Case) -> SowFacts:
    document = read(source_of(case), Limits())
    found = read_sow(document).facts
    assert misquoted(document, found.findings()) == []
    return found


@pytest.mark.parametrize("case", list(written()), ids=lambda case: f"{case.expected}:{case.name}")
def test_a_written_agreement_is_as_far_signed_as_a_careful_reader_finds_it(case: Case) -> None:
    assert read_case(case).signed is case.expected


@pytest.mark.parametrize("case", list(drawn()), ids=lambda case: f"{case.expected}:{case.name}")
def test_a_page_signed_by_pen_is_told_from_one_that_is_not(case: Case) -> None:
    assert read_case(case).signed is case.expected


@pytest.mark.parametrize("case", list(cryptographic()), ids=lambda case: f"{case.expected}:{case.name}")
def test_a_digital_signature_counts_while_the_file_is_what_was_signed(case: Case) -> None:
    assert read_case(case).signed is case.expected


@pytest.mark.parametrize("case", list(office()), ids=lambda case: f"{case.expected}:{case.name}")
def test_a_word_file_is_signed_by_a_picture_where_one_signs_and_by_no_logo(case: Case) -> None:
    assert read_case(case).signed is case.expected


def test_a_digital_signature_names_its_signer_and_whether_the_issuer_is_known() -> None:
    found = read_case(Case("a.pdf", Signed.SIGNED, lambda: sealed(blank(), AGENCY, CLIENT)))
    assert [(one.value.side, one.value.name, one.value.mark) for one in found.signatures] == [
        (Side.CLIENT, "Ellen Ward", "digital signature of Ellen Ward, unchanged since; issuer not known here"),
        (Side.AGENCY, "Ravi Menon", "digital signature of Ravi Menon, unchanged since; issuer not known here"),
    ]


def test_one_flipped_bit_is_named_and_takes_the_marks_away() -> None:
    broken = flipped(sealed(blank(), CLIENT, AGENCY), b"48,000")
    found = read_case(Case("a.pdf", Signed.UNSIGNED, lambda: broken))
    assert [doubt.value for doubt in found.doubts] == [Doubt.BROKEN]
    assert [one.value.mark for one in found.signatures] == [None, None]


def test_the_seal_of_an_e_sign_service_signs_for_nobody() -> None:
    found = read_case(Case("a.pdf", Signed.UNSIGNED, lambda: sealed(blank(), Hand("Documenso", "Documenso, Inc."))))
    assert (found.doubts, [one.value.mark for one in found.signatures]) == ((), [None, None])


def named(name: str) -> SowFacts:
    return read_case(next(case for case in written() if case.name.startswith(f"{name}.")))


def test_a_certificate_tells_who_signed_when_and_by_which_service() -> None:
    marks = {one.value.name: (one.value.mark, str(one.value.date)) for one in named("docusign-certificate").signatures}
    assert marks == {
        "Monica Alvarez": ("DocuSign certificate", "2026-03-01"),
        "Peter Cho": ("DocuSign certificate", "2026-03-02"),
    }


def test_a_round_of_signing_that_waits_signs_for_those_who_did() -> None:
    found = named("docusign-certificate-one-signed")
    assert [(one.value.side, one.value.mark is not None) for one in found.signatures] == [
        (Side.CLIENT, True),
        (Side.AGENCY, False),
    ]
    assert [doubt.value for doubt in found.doubts] == [Doubt.PENDING]


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("docusign-certificate-of-another-envelope", Doubt.OTHER_DOCUMENT),
        ("docusign-certificate-other-people", Doubt.OTHER_DOCUMENT),
        ("dropbox-sign-of-another-document", Doubt.OTHER_DOCUMENT),
        ("docusign-certificate-voided", Doubt.ENDED),
        ("documenso-rejected", Doubt.ENDED),
    ],
)
def test_a_certificate_that_does_not_count_says_why(name: str, doubt: Doubt) -> None:
    assert [one.value for one in named(name).doubts] == [doubt]


def test_a_history_that_knows_addresses_only_signs_for_the_names_they_fit() -> None:
    found = named("signnow-history-emails")
    assert [one.value.name for one in found.signatures if one.value.mark] == ["Monica Alvarez", "Peter Cho"]


def test_the_sow_decides_where_a_signed_master_is_bound_to_it() -> None:
    found = named("sow-attached-to-signed-master")
    assert found.signed is Signed.UNSIGNED
    assert [one.value.mark for one in found.signatures].count(None) == 2
