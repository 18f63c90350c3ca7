"""Realistic raw mails as they lie in the shared inbox of the agency `agency.example`, for tests and the demo."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP
from typing import Literal

from config.settings import Settings

HOST = "mx.agency.example"  # settings.trust.authserv_id of the sample agency
DESK = "desk@agency.example"
SALES = "Sam Sales <sam@agency.example>"
CLIENT = "Carla Client <carla@client.example>"
DATE = "Tue, 10 Nov 2026 09:00:00 +0000"

Attachment = tuple[str, str, bytes]  # name, media type, content
Stamped = Literal["pass", "fail", "dkim", "auth"] | None


def settings(**trust: object) -> Settings:
    """Return the settings of the sample agency; `trust` replaces its section of that name."""
    return Settings.model_validate(
        {
            "agency": {"name": "Agency", "address": DESK, "domains": ["agency.example"]},
            "mailbox": {"kind": "maildir", "path": "inbox"},
            "smtp": {"kind": "folder", "path": "outbox"},
            "trust": trust or {"authserv_id": HOST},
            "people": [
                {
                    "name": "Sam Sales",
                    "email": "sam@agency.example",
                    "aliases": ["sales@agency.example"],
                    "roles": ["sales"],
                },
                {"name": "Fay Founder", "email": "fay@agency.example", "roles": ["founder", "lead", "admin"]},
            ],
        }
    )


def address_of(sender: str) -> str:
    """Return the bare address in `sender`."""
    return sender.rpartition("<")[2].strip("<> ")


def stamp(sender: str, result: Stamped = "pass", host: str = HOST) -> str:
    """Return the Authentication-Results value our mail server writes for `sender`."""
    email = address_of(sender)
    domain = email.rpartition("@")[2]
    signed = (
        f"dkim={'fail' if result == 'fail' else 'pass'} (2048-bit key) header.d={domain} header.s=s1 header.b=Ab3+x/9="
    )
    if result == "auth":
        return f"{host}; auth=pass smtp.auth={email} smtp.mailfrom={email}"
    if result == "dkim":
        return f"{host}; {signed}; dmarc=none header.from={domain}"
    policy = f"dmarc={result} (p=reject dis=none) header.from={domain}"
    return f"{host}; {signed}; spf={result} smtp.mailfrom={email}; {policy}"


def received(by: str = HOST, source: str = "mail.example.net", ip: str = "203.0.113.7") -> str:
    """Return the Received value of a hop from outside."""
    return f"from {source} ({source} [{ip}])\r\n\tby {by} (Postfix) with ESMTPS id 4D1F2\r\n\tfor <{DESK}>; {DATE}"


def route(sender: str, stamped: Stamped = "pass", host: str = HOST) -> bytes:
    """Return the trace headers on top of a mail: delivery, our stamp if any, and the hop from outside."""
    lines = [f"Return-Path: <{address_of(sender)}>", f"Delivered-To: {DESK}"]
    if stamped is not None:
        lines.append(f"Authentication-Results: {stamp(sender, stamped, host)}")
    lines.append(f"Received: {received(host)}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def mail(
    sender: str = SALES,
    to: str = DESK,
    subject: str = "SOW for ACME",
    text: str = "Please find the SOW attached.\n",
    html: str = "",
    attachments: Sequence[Attachment] = (),
    stamped: Stamped = "pass",
    message_id: str = "<m1@mail.agency.example>",
    in_reply_to: str = "",
    headers: Sequence[tuple[str, str]] = (),
    date: str = DATE,
) -> bytes:
    """Return one mail as the server holds it; `stamped` is what our server found, None where it wrote no stamp."""
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"], message["Date"] = sender, to, subject, date
    if message_id:
        message["Message-ID"] = message_id
    if in_reply_to:
        message["In-Reply-To"] = message["References"] = in_reply_to
    for name, value in headers:
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    for name, media_type, content in attachments:
        main, _, sub = media_type.partition("/")
        message.add_attachment(content, maintype=main, subtype=sub, filename=name)
    return route(sender, stamped) + bytes(message)


OUTLOOK_TEXT = """\
{note}

Sam Sales
Account Director | Agency

________________________________
From: Carla Client <carla@client.example>
Sent: Monday, November 9, 2026 4:12 PM
To: Sam Sales <sam@agency.example>
Cc: Legal <legal@client.example>
Subject: RE: SOW website relaunch

Hi Sam,

signed on our side, see attached. When can your team start?

Best
Carla

From: Sam Sales <sam@agency.example>
Sent: Friday, November 6, 2026 10:02 AM
To: Carla Client <carla@client.example>
Subject: SOW website relaunch

Hi Carla, here is the SOW as discussed.
"""

OUTLOOK_HTML = """\
<html xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta charset="utf-8"><style>p.MsoNormal{{margin:0}}</style></head>
<body lang="EN-GB"><div class="WordSection1"><p class="MsoNormal">{note}</p><p class="MsoNormal">&nbsp;</p>
<p class="MsoNormal">Sam Sales<br>Account Director | Agency</p>
<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm"><p class="MsoNormal">
<b>From:</b> Carla Client &lt;carla@client.example&gt; <br><b>Sent:</b> Monday, November 9, 2026 4:12 PM<br>
<b>To:</b> Sam Sales &lt;sam@agency.example&gt;<br>
<b>Cc:</b> Legal &lt;legal@client.example&gt;<br><b>Subject:</b> RE: SOW website relaunch</p></div>
<p class="MsoNormal">Hi Sam,</p><p class="MsoNormal">signed on our side, see attached. When can your team start?</p>
<p class="MsoNormal">Best<br>Carla</p></div></body></html>
"""


def outlook_forward(
    attachments: Sequence[Attachment] = (),
    note: str = "Signed! Start is now 12 Jan, pls use Sam.",
    sender: str = SALES,
    subject: str = "FW: SOW website relaunch",
    stamped: Stamped = "pass",
    message_id: str = "<fw1@mail.agency.example>",
) -> bytes:
    """Return a mail forwarded from desktop Outlook: html and text, the client's thread below, files attached."""
    text, html = OUTLOOK_TEXT.format(note=note), OUTLOOK_HTML.format(note=note)
    headers = (("Thread-Topic", "SOW website relaunch"), ("X-MS-Has-Attach", "yes"), ("Accept-Language", "en-GB"))
    return mail(sender, DESK, subject, text, html, attachments, stamped, message_id, headers=headers)


def attached_forward(inner: bytes, note: str = "See attached mail.", stamped: Stamped = "pass") -> bytes:
    """Return a mail that carries another one, `inner`, as an attachment (message/rfc822)."""
    boundary = b"=_fwd"
    head = (
        f"From: {SALES}\r\nTo: {DESK}\r\nSubject: Fwd: SOW\r\nDate: {DATE}\r\nMessage-ID: <fw2@mail.agency.example>\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="=_fwd"\r\n\r\n'
    ).encode()
    first = b"--" + boundary + b"\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + note.encode() + b"\r\n"
    second = b'--=_fwd\r\nContent-Type: message/rfc822; name="SOW.eml"\r\nContent-Disposition: attachment\r\n\r\n'
    return route(SALES, stamped) + head + first + second + inner + b"\r\n--" + boundary + b"--\r\n"


def auto_reply(in_reply_to: str = "<t0ken.mac@agency.example>", sender: str = CLIENT) -> bytes:
    """Return an out-of-office answer as Exchange sends it."""
    headers = (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))
    text = "I am out of the office until 23 November 2026.\n"
    return mail(sender, subject="Automatic reply: Status", text=text, in_reply_to=in_reply_to, headers=headers)


BOUNCE = """\
From: Mail Delivery System <MAILER-DAEMON@{host}>
To: {desk}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: <bounce1@{host}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b0unce"

--b0unce
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

This is the mail system at host {host}. Your message could not be delivered.

--b0unce
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; {host}
Arrival-Date: {date}

Final-Recipient: rfc822; {recipient}
Original-Recipient: rfc822;{recipient}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{recipient}>: Recipient address rejected

--b0unce
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

From: Delivery Desk <{desk}>
To: {recipient}
Subject: Receipt
Message-ID: {message_id}

--b0unce--
"""


def bounce(
    message_id: str = "<t0ken.mac@agency.example>",
    recipient: str = "ghost@client.example",
    permanent: bool = True,
) -> bytes:
    """Return a delivery status notification (RFC 3464) about the letter `message_id`, as Postfix writes it."""
    action, status = ("failed", "5.1.1") if permanent else ("delayed", "4.4.1")
    body = BOUNCE.format(
        host=HOST, desk=DESK, date=DATE, recipient=recipient, action=action, status=status, message_id=message_id
    )
    head = f"Return-Path: <>\r\nDelivered-To: {DESK}\r\nReceived: by {HOST} (Postfix) id 9E1; {DATE}\r\n"
    return (head + body.replace("\n", "\r\n")).encode()


def list_mail() -> bytes:
    """Return a mail that came over a mailing list."""
    headers = (
        ("List-Id", "<news.example.net>"),
        ("List-Unsubscribe", "<mailto:off@example.net>"),
        ("Precedence", "list"),
    )
    return mail("News <news@example.net>", subject="This week in design", text="Ten links.\n", headers=headers)


def calendar_reply() -> bytes:
    """Return the acceptance of an invitation as a calendar program sends it."""
    lines = (
        "BEGIN:VCALENDAR",
        "METHOD:REPLY",
        "BEGIN:VEVENT",
        "UID:1",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:carla@client.example",
    )
    event = "\r\n".join((*lines, "END:VEVENT", "END:VCALENDAR", ""))
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"], message["Subject"], message["Date"] = CLIENT, DESK, "Accepted: Kickoff", DATE
    message["Message-ID"] = "<cal1@client.example>"
    message.set_content("Carla accepted.\n")
    message.add_alternative(event, subtype="calendar", params={"method": "REPLY"})
    return route(CLIENT) + bytes(message)


def forged(sender: str = SALES) -> bytes:
    """Return a mail in `sender`'s name: our server stamped a fail, the forger a pass below it."""
    inner = f"Authentication-Results: {stamp(sender, 'pass')}\r\n".encode()
    genuine = route(sender, "fail")
    return genuine + inner + mail(sender, stamped=None, subject="Approved").removeprefix(route(sender, None))


def broken_mime() -> bytes:
    """Return a mail whose multipart names a boundary it never closes and a transfer encoding nobody knows."""
    head = f"From: {SALES}\r\nTo: {DESK}\r\nSubject: =?utf-9?q?broken=\r\nDate: soon\r\nMessage-ID: <[x]@y>\r\n"
    body = (
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\n"
        'The SOW is attached.\r\n--b\r\nContent-Type: application/pdf; name="SOW.pdf\r\n'
        "Content-Transfer-Encoding: x-unknown\r\n\r\n%PDF-1.4 cut short"
    )
    return route(SALES) + (head + body).encode()


def lying_charset(text: str = "Müller zahlt 5.000 €") -> bytes:
    """Return a mail that claims us-ascii and is written in UTF-8."""
    head = (
        f"From: {SALES}\r\nTo: {DESK}\r\nSubject: Zahlung\r\nDate: {DATE}\r\nMessage-ID: <l1@mail.agency.example>\r\n"
    )
    kind = "MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    return route(SALES) + (head + kind + text + "\r\n").encode()
