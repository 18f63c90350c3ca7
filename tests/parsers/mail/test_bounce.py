"""Delivery reports: which letter, which recipient, over or not."""

from __future__ import annotations

from parsers.mail.bounce import Bounce, read_bounces

LETTER = ("message/rfc822", b"From: desk@agency.example\nMessage-ID:\n <t0ken.mac@agency.example>\n\nbody")


def report(*groups: str) -> tuple[str, bytes]:
    """Return a delivery-status part with one group of fields for each recipient."""
    return ("message/delivery-status", "\r\n\r\n".join(("Reporting-MTA: dns; mx.example", *groups)).encode())


def test_a_failed_and_a_delayed_recipient_are_told_apart() -> None:
    failed = "Final-Recipient: rfc822; a@x.example\r\nAction: failed\r\nStatus: 5.1.1 (no such user)"
    late = "Final-Recipient: rfc822; b@x.example\r\nAction: delayed\r\nStatus: 4.4.1"
    found = read_bounces((report(failed, late), LETTER), "", ())
    assert [(b.recipient, b.permanent, b.status) for b in found] == [
        ("a@x.example", True, "5.1.1"),
        ("b@x.example", False, "4.4.1"),
    ]
    assert {b.message_id for b in found} == {"<t0ken.mac@agency.example>"}


def test_a_recipient_that_was_reached_is_no_bounce() -> None:
    assert (
        read_bounces((report("Final-Recipient: rfc822; a@x.example\r\nAction: delivered\r\nStatus: 2.0.0"),), "", ())
        == ()
    )


def test_the_original_recipient_is_named_where_an_alias_failed() -> None:
    named = "Original-Recipient: rfc822;sam@x.example\r\nFinal-Recipient: rfc822;inner@y.example"
    fields = f"{named}\r\nAction: failed\r\nStatus: 5.0.0"
    assert read_bounces((report(fields),), "", ())[0].recipient == "sam@x.example"


def test_without_a_report_the_header_and_the_words_say_it() -> None:
    text = "550 5.1.1 no such user\n\nMessage-ID: <t0ken.mac@agency.example>\n"
    assert read_bounces((), text, ("ghost@x.example",)) == (
        Bounce("ghost@x.example", "<t0ken.mac@agency.example>", True, "5.1.1"),
    )


def test_a_bounce_that_says_nothing_claims_nothing() -> None:
    assert read_bounces((), "It did not work.", ()) == (Bounce("", "", None),)


def test_a_flood_of_recipients_is_cut() -> None:
    groups = [f"Final-Recipient: rfc822; u{n}@x.example\r\nAction: failed" for n in range(1_000)]
    assert len(read_bounces((report(*groups),), "", ())) == 100
