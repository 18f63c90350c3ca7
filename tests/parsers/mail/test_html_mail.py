"""Replies and forwards that come as html alone, in the markup of the programs that make them."""

from __future__ import annotations

import pytest

from parsers.mail.forward import unwrap
from parsers.mail.html import html_to_text
from parsers.mail.reply import Answer, answers, visible

REPLIES = {
    "gmail": '<div dir="ltr">Done.<div>Copy: late.</div></div><br><div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">On Mon, Nov 9, 2026 at 9:00 AM Jo Doe &lt;<a href="mailto:jo@acme.example">jo@acme.example</a>&gt; wrote:<br></div><blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex"><div>How?</div></blockquote></div>',  # noqa: E501
    "gmail-signature": '<div dir="ltr">Done.<br>Copy: late.<br clear="all"><div><br></div><span class="gmail_signature_prefix">-- </span><br><div dir="ltr" class="gmail_signature"><div>Sam Sales</div></div></div>',  # noqa: E501
    "outlook-desktop": '<div class="WordSection1"><p class="MsoNormal">Done.<o:p></o:p></p><p class="MsoNormal">Copy: late.<o:p></o:p></p><p class="MsoNormal"><o:p>&nbsp;</o:p></p><div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in"><p class="MsoNormal"><b>From:</b> Jo Doe &lt;jo@acme.example&gt; <br><b>Sent:</b> Monday, November 9, 2026 9:00 AM<br><b>To:</b> Desk &lt;desk@agency.example&gt;<br><b>Subject:</b> Status</p></div><p class="MsoNormal">How?</p></div>',  # noqa: E501
    "outlook-web": '<div style="font-family: Aptos; color: rgb(0, 0, 0);">Done.</div><div>Copy: late.</div><div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr"><font face="Calibri"><b>From:</b> Jo Doe &lt;jo@acme.example&gt;<br><b>Sent:</b> Monday, November 9, 2026 9:00 AM<br><b>To:</b> Desk<br><b>Subject:</b> Status</font><div>&nbsp;</div></div><div>How?</div>',  # noqa: E501
    "outlook-ios": '<div dir="ltr">Done.</div><div dir="ltr">Copy: late.</div><div><br></div><div id="ms-outlook-mobile-signature">Get <a href="https://aka.ms/o0ukef">Outlook for iOS</a></div><hr><div id="divRplyFwdMsg"><b>Von:</b> Jo Doe &lt;jo@acme.example&gt;<br><b>Gesendet:</b> Monday, November 9, 2026 9:00:00 AM<br><b>An:</b> Desk<br><b>Betreff:</b> Status</div><div>How?</div>',  # noqa: E501
    "apple-mail": '<html><body style="overflow-wrap: break-word;">Done.<div>Copy: late.<br id="lineBreakAtBeginningOfMessage"><div><br><blockquote type="cite"><div>On 9 Nov 2026, at 09:00, Jo Doe &lt;jo@acme.example&gt; wrote:</div><br class="Apple-interchange-newline"><div>How?</div></blockquote></div></div></body></html>',  # noqa: E501
    "iphone": '<div dir="ltr">Done.</div><div dir="ltr">Copy: late.<br><br><div>Von meinem iPhone gesendet</div></div><div dir="ltr"><br><blockquote type="cite">Am 09.11.2026 um 09:00 schrieb Jo Doe &lt;jo@acme.example&gt;:<br><br></blockquote></div><blockquote type="cite"><div>Wie?</div></blockquote>',  # noqa: E501
    "thunderbird": '<p>Done.<br>Copy: late.</p><div class="moz-cite-prefix">Am 09.11.26 um 09:00 schrieb Jo Doe:<br></div><blockquote type="cite" cite="mid:1@acme.example"><p>How?</p></blockquote><pre class="moz-signature" cols="72">-- \nSam Sales</pre>',  # noqa: E501
    "yahoo": '<div class="ydp1-yahoo-style-wrap"><div dir="ltr">Done.</div><div dir="ltr">Copy: late.</div><div><br></div></div><div id="ydp2yahoo_quoted_1" class="ydp2yahoo_quoted"><div><div>On Monday, November 9, 2026 at 09:00:00 AM GMT, Jo Doe &lt;jo@acme.example&gt; wrote: </div><div><br></div><div>How?</div></div></div>',  # noqa: E501
    "proton": '<div style="font-family: Arial;">Done.<br>Copy: late.</div><div class="protonmail_signature_block"><div class="protonmail_signature_block-proton">Sent with <a href="https://proton.me/">Proton Mail</a> secure email.</div></div><div class="protonmail_quote">On Monday, November 9th, 2026 at 9:00 AM, Jo Doe &lt;jo@acme.example&gt; wrote:<br><blockquote class="protonmail_quote" type="cite">How?</blockquote></div>',  # noqa: E501
    "zoho": '<div>Done.<br></div><div>Copy: late.<br></div><div class="zmail_extra_hr" style="border-top: 1px solid rgb(204, 204, 204); height: 0px;"><br></div><div class="zmail_extra"><div><div id="Zm-_Id_-Sgn1">---- On Mon, 09 Nov 2026 09:00:00 +0000 <b>Jo Doe &lt;jo@acme.example&gt;</b> wrote ---<br></div></div><blockquote>How?</blockquote></div>',  # noqa: E501
    "gmx": '<div><div>Done.</div><div>Copy: late.</div><div>&nbsp;<div style="margin:10px 5px 5px 10px; border-left:2px solid #C3D9E5;"><div><b>Gesendet:</b>&nbsp;Montag, 09. November 2026 um 09:00 Uhr<br/><b>Von:</b>&nbsp;&quot;Jo Doe&quot; &lt;jo@acme.example&gt;<br/><b>An:</b>&nbsp;desk@agency.example<br/><b>Betreff:</b>&nbsp;Status</div><div>How?</div></div></div></div>',  # noqa: E501
    "spark": '<div name="messageBodySection"><div dir="auto">Done.<br/>Copy: late.</div></div><div name="messageSignatureSection"><br/>Sent with <a href="https://sparkmailapp.com">Spark</a></div><div name="messageReplySection">On 9 Nov 2026 at 09:00 +0000, Jo Doe &lt;jo@acme.example&gt;, wrote:<br/><blockquote type="cite">How?</blockquote></div>',  # noqa: E501
    "samsung": '<p dir="ltr">Done.<br>Copy: late.</p><div id="composer_signature" dir="auto">Sent from my Galaxy</div><div><br></div><div style="font-size:100%;"><!-- originalMessage --><div>-------- Original message --------</div><div>From: Jo Doe &lt;jo@acme.example&gt; </div><div>Date: 09/11/2026  09:00  (GMT+00:00) </div><div>To: desk@agency.example </div><div>Subject: Status </div><div><br></div></div>How?',  # noqa: E501
    "notes": '<span>Done.</span><br><span>Copy: late.</span><br><br><font color="#990099">-----Jo Doe/ACME wrote: -----</font><div>To: desk@agency.example<br>From: Jo Doe/ACME<br>Date: 11/09/2026 09:00AM<br>Subject: Status<br><br>How?</div>',  # noqa: E501
}
HEAD = "Carla Client", "carla@client.example", "SOW", "Use Sam."
FORWARDS = {
    "gmail": '<div dir="ltr">Use Sam.<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong class="gmail_sendername" dir="auto">Carla Client</strong> <span dir="auto">&lt;<a href="mailto:carla@client.example">carla@client.example</a>&gt;</span><br>Date: Mon, Nov 9, 2026 at 4:12 PM<br>Subject: SOW<br>To: Sam &lt;sam@agency.example&gt;<br></div><br><br><div dir="ltr">Signed.</div></div></div>',  # noqa: E501
    "outlook-desktop": '<p class="MsoNormal">Use Sam.</p><p class="MsoNormal">&nbsp;</p><div style="border:none;border-top:solid #B5C4DF 1.0pt"><p class="MsoNormal"><b>From:</b> Carla Client &lt;<a href="mailto:carla@client.example">carla@client.example</a>&gt; <br><b>Sent:</b> Monday, November 9, 2026 4:12 PM<br><b>To:</b> Sam<br><b>Subject:</b> SOW</p></div><p class="MsoNormal">Signed.</p>',  # noqa: E501
    "outlook-paragraphs": "<p>Use Sam.</p><p><b>Da:</b> Carla Client &lt;carla@client.example&gt;</p><p><b>Inviato:</b> lunedì 9 novembre 2026 16:12</p><p><b>A:</b> Sam</p><p><b>Oggetto:</b> SOW</p><p>Signed.</p>",  # noqa: E501
    "outlook-web": '<div>Use Sam.</div><hr style="width:98%"><div id="divRplyFwdMsg"><b>De :</b> Carla Client &lt;carla@client.example&gt;<br><b>Envoyé :</b> lundi 9 novembre 2026 16:12<br><b>À :</b> Sam<br><b>Objet :</b> SOW</div><div>Signed.</div>',  # noqa: E501
    "apple": '<div>Use Sam.<br><div><br><blockquote type="cite"><div>Begin forwarded message:</div><br><div style="margin:0"><span><b>From: </b></span><span>Carla Client &lt;carla@client.example&gt;<br></span></div><div style="margin:0"><b>Subject: </b><b>SOW</b><br></div><div style="margin:0"><b>Date: </b>9 November 2026 at 16:12:00 GMT<br></div><div style="margin:0"><b>To: </b>Sam<br></div><br><div>Signed.</div></blockquote></div></div>',  # noqa: E501
    "thunderbird": '<p>Use Sam.</p><div class="moz-forward-container"><br><br>-------- Forwarded Message --------<table class="moz-email-headers-table" cellspacing="0"><tbody><tr><th align="RIGHT" nowrap>Subject: </th><td>SOW</td></tr><tr><th>Date: </th><td>Mon, 9 Nov 2026 16:12:00 +0000</td></tr><tr><th>From: </th><td>Carla Client <a href="mailto:carla@client.example">&lt;carla@client.example&gt;</a></td></tr><tr><th>To: </th><td>Sam</td></tr></tbody></table><br><br><p>Signed.</p></div>',  # noqa: E501
    "yahoo": '<div>Use Sam.</div><div id="ydpforwarded" class="yahoo_quoted"><div>   <p class="MsoNormal"></p><div>----- Forwarded Message -----</div><div><b>From:</b> Carla Client &lt;carla@client.example&gt;</div><div><b>To:</b> Sam</div><div><b>Sent:</b> Monday, November 9, 2026 at 04:12:00 PM GMT</div><div><b>Subject:</b> SOW</div><div><br></div><div>Signed.</div></div></div>',  # noqa: E501
    "proton": '<div>Use Sam.</div><div class="protonmail_quote">------- Forwarded Message -------<br>From: Carla Client &lt;carla@client.example&gt;<br>Date: On Monday, November 9th, 2026 at 4:12 PM<br>Subject: SOW<br>To: Sam &lt;sam@agency.example&gt;<br><br><blockquote class="protonmail_quote">Signed.</blockquote></div>',  # noqa: E501
}


@pytest.mark.parametrize("program", REPLIES)
def test_a_reply_in_html_is_read_like_one_in_text(program: str) -> None:
    assert visible(html_to_text(REPLIES[program])) == "Done.\nCopy: late."


@pytest.mark.parametrize("program", FORWARDS)
def test_a_forward_in_html_is_read_like_one_in_text(program: str) -> None:
    found = unwrap("Fwd: SOW", html_to_text(FORWARDS[program]))
    assert found is not None
    assert (found.name, found.address, found.subject, found.note) == HEAD
    assert found.text == "Signed."


def test_answers_between_the_quotes_of_an_html_mail_are_paired_with_their_questions() -> None:
    html = (
        '<div>Hi</div><div>On Mon, 9 Nov 2026 at 09:00, Desk &lt;d@a.example&gt; wrote:</div>'
        '<blockquote type="cite"><p>1. When?</p></blockquote><p>12 Jan</p>'
        '<blockquote type="cite"><p>2. Who?</p></blockquote><p>Sam</p>'
    )  # fmt: skip
    assert answers(html_to_text(html)) == (Answer("", "Hi"), Answer("1. When?", "12 Jan"), Answer("2. Who?", "Sam"))


def test_a_table_keeps_its_rows_and_a_list_its_numbers() -> None:
    table = "<table><tr><td><p>Role</p></td><td><p>Hours</p></td></tr><tr><td>PM</td><td>40</td></tr></table>"
    assert html_to_text(table) == "Role  Hours\nPM  40"
    assert html_to_text("<ol><li>12 Jan</li><li>Sam</li></ol><ul><li>done</li></ul>") == "1. 12 Jan\n2. Sam\n* done"


def test_a_paragraph_that_a_person_set_in_is_no_quote() -> None:
    assert html_to_text('<blockquote style="margin:0 0 0 40px;border:none">mine</blockquote>') == "mine"


def test_a_hundred_thousand_nested_elements_are_read_to_the_innermost() -> None:
    for tag in ("div", "blockquote", "b", "table"):
        assert html_to_text(f"{f'<{tag}>' * 100_000}deep").lstrip(">").strip() == "deep"
