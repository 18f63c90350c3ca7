"""Only a mark makes a signature: printed names, dates and "Executed" do not."""

import pytest

from parsers.sow.facts import Side, Signed
from tests.parsers.sow.papers import facts

HEAD = """STATEMENT OF WORK No. 7

between Meridian Foods Co. ("Client") and Lumen Works LLC ("Agency")

Effective Date: January 12, 2026
Fixed Fee: USD 22,000

"""
BLANK = (
    HEAD
    + """Client: Meridian Foods Co.
By: ______________________
Name: Karen Osei
Title: CMO
Date: ____________________

Agency: Lumen Works LLC
By: ______________________
Name: Ravi Menon
Title: Founder
Date: 1/14/2026
"""
)


def test_names_and_a_date_beside_blank_lines_are_unsigned() -> None:
    found = facts(BLANK)
    assert found.signed is Signed.UNSIGNED
    assert [one.value.name for one in found.signatures] == ["Karen Osei", "Ravi Menon"]


def test_a_printed_name_and_date_without_any_mark_are_unsigned() -> None:
    lines = [
        line
        for line in BLANK.replace("Date: ____________________", "Date: 1/13/2026").splitlines()
        if "___" not in line
    ]
    assert facts("\n".join(lines)).signed is Signed.UNSIGNED


def test_a_status_without_a_signature_is_unsigned() -> None:
    assert facts(HEAD + "Status: Executed\nClient: Meridian Foods Co.\n").signed is Signed.UNSIGNED


def test_typed_marks_of_both_sides_are_signed() -> None:
    text = BLANK.replace("By: ______________________\nName: Karen", "By: /s/ Karen Osei\nName: Karen")
    assert facts(text).signed is Signed.PART_SIGNED
    both = text.replace("By: ______________________\nName: Ravi", "By: /s/ Ravi Menon\nName: Ravi")
    assert facts(both).signed is Signed.SIGNED


def test_blocks_in_two_columns_keep_apart() -> None:
    found = facts(
        HEAD + "IN WITNESS WHEREOF the parties have signed.\n\n"
        "MERIDIAN FOODS CO.                    LUMEN WORKS LLC\n\n"
        "By: ____________________________          By: /s/ Ravi Menon\n"
        "Name: Karen Osei                          Name: Ravi Menon\n"
    )
    assert [(one.value.side, one.value.name, one.value.mark) for one in found.signatures] == [
        (Side.CLIENT, "Karen Osei", None),
        (Side.AGENCY, "Ravi Menon", "/s/ Ravi Menon"),
    ]


def test_a_name_in_quotation_marks_on_the_line_is_a_conformed_signature() -> None:
    text = HEAD + 'IN WITNESS WHEREOF:\nMERIDIAN FOODS CO.\nPer: "Karen Osei"\nLUMEN WORKS LLC\nPer: "Ravi Menon"\n'
    assert facts(text).signed is Signed.SIGNED


def test_name_title_and_date_in_one_line_are_a_signature() -> None:
    text = HEAD + "Agreed and accepted:\nClient: Karen Osei, CMO — January 13, 2026\nAgency: ______________________\n"
    assert facts(text).signed is Signed.PART_SIGNED


CERTIFICATE = """
Certificate Of Completion
Envelope Id: 5A3C9D1077114B8E9F1A
Status: {status}
Signer Events
Karen Osei
karen.osei@meridian.example
Signed: 1/13/2026
Ravi Menon
ravi@lumen.example
Signed: 1/14/2026
"""


@pytest.mark.parametrize(
    ("status", "verdict"), [("Completed", Signed.SIGNED), ("Sent", Signed.PART_SIGNED), ("Voided", Signed.UNSIGNED)]
)
def test_a_certificate_counts_only_when_completed(status: str, verdict: Signed) -> None:
    assert facts(BLANK + CERTIFICATE.format(status=status)).signed is verdict


def test_a_certificate_of_another_envelope_signs_nothing() -> None:
    text = "Envelope Id: FFFF9D1077114B8E9F1A\n" + BLANK + CERTIFICATE.format(status="Completed")
    assert facts(text).signed is Signed.UNSIGNED


def test_an_envelope_id_alone_is_no_signature() -> None:
    assert facts("DocuSign Envelope ID: 5A3C9D10-7711-4B8E-9F1A-0C2D3E4F5A6B\n" + BLANK).signed is Signed.UNSIGNED


def test_an_e_sign_stamp_over_a_name_is_a_signature() -> None:
    text = HEAD + "Client:\nDocuSigned by:\nKaren Osei\n7B1F2A3C4D5E4F6...\n"
    text += "\nAgency:\nDocuSigned by:\nRavi Menon\n9C8D7E6F5A4B3C2...\n"
    found = facts(text)
    assert found.signed is Signed.SIGNED
    assert [one.value.name for one in found.signatures] == ["Karen Osei", "Ravi Menon"]


@pytest.mark.parametrize("blank", ["[CLIENT NAME]", "<Client Name>", "{{ client_name }}", "______________"])
def test_a_form_with_open_places_is_a_template(blank: str) -> None:
    head = f"STATEMENT OF WORK\n\nClient: {blank}\nProject: {blank}\nStart Date: [DATE]\nTotal Fee: $[AMOUNT]\n"
    text = head + "\nSignature: ________ Date: ________\n"
    found = facts(text)
    assert found.signed is Signed.TEMPLATE
    assert (found.client, found.project, found.start_date, found.fee_total) == (None, None, None, None)
