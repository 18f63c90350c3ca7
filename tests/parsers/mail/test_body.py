"""The body that tells what its sender wrote."""

from __future__ import annotations

from parsers.mail.body import best_text


def test_the_text_part_is_believed_where_it_says_something() -> None:
    assert best_text("Done.\n\n> How?", "<p>Done.</p><blockquote>How?</blockquote>") == "Done.\n\n> How?"


def test_html_stands_in_for_an_empty_text_part() -> None:
    assert best_text(" \n", "<p>Done.</p>") == "Done."


def test_html_stands_in_for_a_notice_that_there_is_html() -> None:
    notice = "This message is in HTML. Please view it in a mail program that can show it."
    assert best_text(notice, f"<p>{'The wireframes are done. ' * 9}</p>").startswith("The wireframes are done.")


def test_a_person_who_speaks_of_html_is_no_notice() -> None:
    said = "The HTML is done, the CSS is not."
    assert best_text(said, f"<p>{said}</p><blockquote>{'How is it going? ' * 20}</blockquote>") == said
