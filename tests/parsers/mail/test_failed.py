"""Bounces without a report, in the words of the mail systems that write them."""

from __future__ import annotations

import pytest

from parsers.mail.bounce import read_bounces

COPY = (
    "\n\nReceived: from x\nFrom: desk@agency.example\nTo: ghost@x.example, other@x.example\n"
    "Message-ID: <t.m@agency.example>\n"
)
SYSTEMS = {
    "qmail": "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<ghost@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n",  # noqa: E501
    "postfix": "This is the mail system at host mx.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients.\n\n<ghost@x.example>: host mx.x.example[192.0.2.1] said: 550 5.1.1 <ghost@x.example>: Recipient address rejected (in reply to RCPT TO command)\n",  # noqa: E501
    "exim": "This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  ghost@x.example\n    host mx.x.example [192.0.2.1]\n    SMTP error from remote mail server after RCPT TO:<ghost@x.example>:\n    550 No such user here\n\n------ This is a copy of the message, including all the headers. ------\n",  # noqa: E501
    "sendmail": "The original message was received at Mon, 9 Nov 2026 09:00:00 GMT\nfrom localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<ghost@x.example>\n    (reason: 550 5.1.1 User unknown)\n\n   ----- Transcript of session follows -----\n",  # noqa: E501
    "gmail": "** Address not found **\n\nYour message wasn't delivered to ghost@x.example because the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.\n",  # noqa: E501
    "gmail-old": "Delivery to the following recipient failed permanently:\n\n     ghost@x.example\n\nTechnical details of permanent failure:\nGoogle tried to deliver your message, but it was rejected. 550 550 5.1.1 user unknown\n\n----- Original message -----\n",  # noqa: E501
    "exchange": "Delivery has failed to these recipients or groups:\n\nghost@x.example<mailto:ghost@x.example>\nThe email address you entered couldn't be found. Please check the address.\n\nDiagnostic information for administrators:\nGenerating server: ex.example\n",  # noqa: E501
    "office365": "Your message to ghost@x.example couldn't be delivered.\n\nghost wasn't found at x.example.\n\ndesk\tOffice 365\tghost\nAction Required\n",  # noqa: E501
    "yahoo": "Sorry, we were unable to deliver your message to the following address.\n\n<ghost@x.example>:\n550: 5.1.1 User does not exist\n\n--- Below this line is a copy of the message.\n",  # noqa: E501
    "notes": "Your message\n\n  Subject: Status\n\nwas not delivered to:\n\n  ghost@x.example\n\nbecause:\n\n  User ghost (ghost@x.example) not listed in public Name & Address Book\n",  # noqa: E501
    "gmx": "Diese E-Mail wurde automatisch erstellt.\n\nIhre Nachricht konnte an folgende Adresse nicht zugestellt werden:\n\nghost@x.example:\nSMTP error: 550 unknown user\n",  # noqa: E501
    "french": "Votre message n'a pas pu être remis au destinataire suivant :\n\nghost@x.example\nAdresse introuvable (550 5.1.1)\n",  # noqa: E501
    "spanish": "No se pudo entregar el mensaje a ghost@x.example porque la dirección no existe. 550 5.1.1\n",
    "domino": "DELIVERY FAILURE: User ghost (ghost@x.example) not listed in Domino Directory\n",
}


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_names_whom_it_did_not_reach_for_good(system: str) -> None:
    (found,) = read_bounces((), SYSTEMS[system] + COPY, (), ("desk@agency.example",))
    assert (found.recipient, found.permanent) == ("ghost@x.example", True)
    assert found.message_id == "<t.m@agency.example>"


@pytest.mark.parametrize(
    "text",
    [
        "Warning: message delayed 4 hours\n\nThis message has not yet been delivered to the following recipients:\n\n  ghost@x.example\n\nDelivery attempts will continue to be made for some time.\n",  # noqa: E501
        "** Delivery incomplete **\n\nThere was a temporary problem delivering your message to ghost@x.example. Gmail will retry for 46 more hours.\n",  # noqa: E501
        "THIS IS A WARNING MESSAGE ONLY.\nYOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\nWill keep trying until message is 5 days old\n<ghost@x.example>: connection refused\n",  # noqa: E501
    ],
)
def test_a_delay_is_not_the_end(text: str) -> None:
    (found,) = read_bounces((), text + COPY, (), ("desk@agency.example",))
    assert (found.recipient, found.permanent) == ("ghost@x.example", False)
