"""What a person newly wrote: top, bottom and inline answers, and everything programs put around them."""

from __future__ import annotations

import pytest

from parsers.mail.html import html_to_text
from parsers.mail.reply import Answer, answers, new_text, visible

BLOCK = "From: Desk <desk@agency.example>\nSent: Monday, 9 November 2026 09:00\nTo: Sam\nSubject: Status"
OUTLOOK = f"Done.\n\n{BLOCK}\n\nHow is ACME?"


@pytest.mark.parametrize(
    "text",
    [
        "Done.\n\nOn Mon, 9 Nov 2026 at 09:00, Desk <desk@agency.example> wrote:\n> How is ACME?\n> Sam\n",
        "Done.\n\nAm Mo., 9. Nov. 2026 um 09:00 Uhr schrieb Desk <desk@agency.example>:\n\n> Wie steht es?\n",
        "Done.\n\nLe lun. 9 nov. 2026 à 09:00, Desk <desk@agency.example> a\nécrit :\n\n> Alors ?\n",
        "Done.\n\nEl lun, 9 nov 2026 a las 9:00, Desk (<desk@agency.example>)\nescribió:\n> x",
        "Done.\n\nIl giorno lun 9 nov 2026 alle ore 09:00 Desk <desk@agency.example> ha scritto:\n> x",
        "Done.\n\nOp ma 9 nov 2026 om 09:00 schreef Desk <desk@agency.example>:\n> x",
        "Done.\n\nпн, 9 нояб. 2026 г. в 09:00, Desk <desk@agency.example>:\n> x",
        "Done.\n\n2026年11月9日(月) 9:00 Desk <desk@agency.example>:\n> x",
        OUTLOOK,
        OUTLOOK.replace("From:", "*From:*").replace("Sent:", "*Sent:*").replace("Subject:", "*Subject:*"),
        OUTLOOK.replace("From:", "Von:")
        .replace("Sent:", "Gesendet:")
        .replace("To:", "An:")
        .replace("Subject:", "Betreff:"),
        "Done.\n\n________________________________\n" + OUTLOOK.partition("\n\n")[2],
        "Done.\n\n-----Original Message-----\nFrom: Desk\nHow is ACME?",
        "Done.\n\n-----Ursprüngliche Nachricht-----\nVon: Desk\nWie steht es?",
        "Done.\n\nSent from my iPhone\n\n> On 9 Nov 2026, at 09:00, Desk <desk@agency.example> wrote:\n> \n> How?",
        "Done.\n\n-- \nSam Sales\n+44 20 1234\n\nOn Mon, 9 Nov 2026 at 09:00, Desk wrote:\n> How?",
        "Done.\n\nVon meinem iPhone gesendet",
        "Done.\n\n2026/11/9 Desk at Agency <desk@agency.example>\n\n> How?",
        "Done.\n\n> Message du 09/11/26 09:00\n> De : Desk\n> A : Sam\n> Objet : ACME\n> Alors ?",
        "Done.\n\nMessage du 09/11/26 09:00\nDe : Desk\nA : Sam\nObjet : ACME\n\nAlors ?",
        "Done.\n\n------ Xxyyz zz ------\nFrom: Desk\nSubject: ACME\n\nHow?",
        "Done.\n\n------\n",
        "Done.\n\n在 2026年11月9日 上午9:00，Desk <desk@agency.example> 写道：\n\n> x",
        "Done.\n\nDesk <desk@agency.example> escreveu no dia seg, 9/11/2026 às 09:00:\n\n> x",
        "Done.\r\n\r\nGet Outlook for iOS<https://aka.ms/o0ukef>\r\n",
        "Done.\n\nThis email and any attachments are confidential and meant for the addressee only.\nIf not...",
        "On Mon, 9 Nov 2026 at 09:00, Desk <desk@agency.example> wrote:\n> How is ACME?\n\nDone.",
    ],
)
def test_only_the_new_words_are_visible(text: str) -> None:
    assert visible(text) == "Done."


@pytest.mark.parametrize(
    "text",
    [
        "Here is the plan:\n\nFrom: April 5\nTo: April 9\n\nOne thing: we start early.",
        "From: now on we ship weekly.\nTo: be clear, every Friday.",
        "On 3 May Sam wrote: all fine.\nStill true.",
        "As I wrote on 3 May:\nthe API is late.",
        "Options:\n- one\n- two\n--- a line with dashes --- inside",
        "Total: 40h\nDate: 12 Jan\nDeadline: 9 Feb",
        "They want blue.\n\nSent from the client's office this morning.",
        "a > b, and 2 > 1 holds.",
    ],
)
def test_a_persons_own_words_survive(text: str) -> None:
    assert visible(text) == text


def test_quotes_stay_between_new_lines_and_new_text_drops_them() -> None:
    text = "Hi\n\nOn Mon, 9 Nov 2026 at 09:00, Desk <d@a.example> wrote:\n> 1. When?\n\n12 Jan\n\n> 2. Who?\n\nSam\n"
    assert "> 1. When?" in visible(text)
    assert new_text(text) == "Hi\n\n\n12 Jan\n\n\nSam"
    assert answers(text) == (Answer("", "Hi"), Answer("1. When?", "12 Jan"), Answer("2. Who?", "Sam"))


def test_a_command_in_the_history_is_not_visible() -> None:
    assert visible("> ok\n> approved\n") == ""
    assert "approve" not in new_text("No.\n\n> approve\n\nSee above.")


def test_html_mails_are_read_through_their_quotes() -> None:
    gmail = '<div>Done.</div><div class="gmail_quote"><div class="gmail_attr">On Mon, 9 Nov 2026 at 09:00, Desk &lt;d@a.example&gt; wrote:<br></div><blockquote class="gmail_quote">How?</blockquote></div>'  # noqa: E501
    outlook = '<p>Done.</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>From:</b> Desk &lt;d@a.example&gt;<br><b>Sent:</b> Monday<br><b>To:</b> Sam<br><b>Subject:</b> Status</p></div><p>How?</p>'  # noqa: E501
    apple = '<div>Done.<br><div>Sent from my iPhone</div><div><br><blockquote type="cite">On 9 Nov 2026, at 09:00, Desk wrote:<br></blockquote></div><blockquote type="cite">How?</blockquote></div>'  # noqa: E501
    assert [visible(html_to_text(html)) for html in (gmail, outlook, apple)] == ["Done."] * 3


def test_an_answer_inside_an_html_quote_is_seen() -> None:
    html = "<p>See below</p><blockquote>When?</blockquote><p>12 Jan</p><blockquote>Who?</blockquote><p>Sam</p>"
    assert new_text(html_to_text(html)).split() == ["See", "below", "12", "Jan", "Sam"]
