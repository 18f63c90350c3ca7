"""Who sent a mail: verified by our own host's stamp, internal, or unverified with the reason."""

from __future__ import annotations

import pytest

from agent.inbox.authentication import is_local_hop, read_stamp
from agent.inbox.identity import Sender, aligned, identify
from agent.inbox.message import read_mail
from tests.samples import mails
from tests.samples.mails import HOST


def who(headers: str, body: str = "hi", **trust: object) -> Sender:
    """Return the sender of a mail with these headers under these trust settings."""
    return identify(read_mail(f"{headers.strip()}\n\n{body}".encode()), mails.settings(**trust))


def test_a_dmarc_pass_of_our_own_host_verifies() -> None:
    sender = identify(read_mail(mails.mail()), mails.settings())
    assert (sender.email, sender.person, sender.verdict) == ("sam@agency.example", "sam@agency.example", "verified")
    assert sender.proven


def test_an_aligned_dkim_pass_verifies_where_there_is_no_dmarc() -> None:
    assert identify(read_mail(mails.mail(stamped="dkim")), mails.settings()).verdict == "verified"


def test_an_alias_is_the_person_and_a_stranger_is_nobody() -> None:
    alias = identify(read_mail(mails.mail("S <sales@agency.example>")), mails.settings())
    stranger = identify(read_mail(mails.mail("C <c@client.example>")), mails.settings())
    assert (alias.person, stranger.person) == ("sam@agency.example", None)
    assert stranger.verdict == "verified"


def test_somebody_who_signed_in_at_our_server_is_internal() -> None:
    assert identify(read_mail(mails.mail(stamped="auth")), mails.settings()).verdict == "internal"


def test_signing_in_as_another_proves_nothing() -> None:
    stamp = f"{HOST}; auth=pass smtp.auth=eve@agency.example"
    headers = f"Authentication-Results: {stamp}\nReceived: {mails.received()}\nFrom: fay@agency.example"
    assert who(headers).verdict == "unverified"


def test_spf_alone_proves_nothing() -> None:
    stamp = f"{HOST}; spf=pass smtp.mailfrom=fay@agency.example; dkim=none; dmarc=none"
    headers = f"Authentication-Results: {stamp}\nReceived: {mails.received()}\nFrom: fay@agency.example"
    assert who(headers).verdict == "unverified"


def test_without_a_stamp_or_without_settings_nobody_is_believed() -> None:
    assert identify(read_mail(mails.mail(stamped=None)), mails.settings()).verdict == "unverified"
    nobody = identify(read_mail(mails.mail()), mails.settings(authserv_id=""))
    assert "no server is named" in nobody.reasons[0]


def test_a_forged_stamp_below_the_hop_from_outside_is_not_ours() -> None:
    assert identify(read_mail(mails.forged()), mails.settings()).verdict == "unverified"
    stamp = mails.stamp("fay@agency.example")
    below = f"Received: {mails.received()}\nAuthentication-Results: {stamp}\nFrom: fay@agency.example"
    assert who(below).verdict == "unverified"


def test_internal_mail_without_a_stamp_counts_only_where_settings_say_so() -> None:
    hop = "Received: from desk (localhost [127.0.0.1]) by mx.agency.example with ESMTP id 1; now"
    local = f"{hop}\nFrom: fay@agency.example"
    assert who(local, internal_without_stamp=True).verdict == "internal"
    assert who(local).verdict == "unverified"
    outside = f"Received: {mails.received()}\nFrom: fay@agency.example"
    assert who(outside, internal_without_stamp=True).verdict == "unverified"


def test_a_foreign_domain_is_never_internal() -> None:
    assert who("From: eve@evil.example", internal_without_stamp=True).verdict == "unverified"


EXCHANGE = """
Received: from AM0PR01MB1.eurprd01.prod.outlook.com (2603:10a6:208::1) by
 DB7PR01MB2.eurprd01.prod.outlook.com with HTTPS; Tue, 10 Nov 2026 09:00:02 +0000
Received: from VI1EUR05FT025.eop-eur05.prod.protection.outlook.com
 (2603:10a6:20b::c) by AM6PR08CA0022.outlook.office365.com with Microsoft SMTP Server; Tue, 10 Nov 2026 09:00:01 +0000
Authentication-Results: spf=pass (sender IP is 203.0.113.7)
 smtp.mailfrom=client.example; dkim=pass (signature was verified)
 header.d=client.example;dmarc={dmarc} action=none
 header.from=client.example;compauth=pass reason=100
Received-SPF: Pass (protection.outlook.com: domain of client.example designates 203.0.113.7 as permitted sender)
Received: from mail.client.example (203.0.113.7) by VI1EUR05FT025.mail.protection.outlook.com (10.233.242.1)
 with Microsoft SMTP Server; Tue, 10 Nov 2026 09:00:00 +0000
{forged}From: Carla <carla@client.example>
"""


def test_exchange_online_writes_no_id_and_is_believed_when_settings_say_so() -> None:
    mail = EXCHANGE.format(dmarc="pass", forged="")
    assert who(mail, topmost_without_id=True).verdict == "verified"
    assert who(mail, authserv_id="mx.agency.example").verdict == "unverified"


def test_exchange_online_is_not_fooled_by_a_second_stamp_without_id() -> None:
    forged = "Authentication-Results: dmarc=pass action=none header.from=client.example\n"
    assert who(EXCHANGE.format(dmarc="fail", forged=forged), topmost_without_id=True).verdict == "unverified"


GMAIL = """
Delivered-To: desk@agency.example
Received: by 2002:a05:6520:1 with SMTP id l1csp1; Tue, 10 Nov 2026 01:00:01 -0800 (PST)
X-Received: by 2002:a17:906:1 with SMTP id f1mr2; Tue, 10 Nov 2026 01:00:01 -0800 (PST)
ARC-Seal: i=1; a=rsa-sha256; t=1; cv=none; d=google.com; s=arc-20240605; b=abc
ARC-Authentication-Results: i=1; mx.google.com;
       dkim=pass header.i=@client.example header.s=20230601 header.b=AbC12+/=;
       spf=pass (google.com: domain of carla@client.example designates 203.0.113.7 as permitted sender)
       smtp.mailfrom=carla@client.example;
       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=client.example
Return-Path: <carla@client.example>
Received: from mail.client.example (mail.client.example. [203.0.113.7])
        by mx.google.com with SMTPS id 1 for <desk@agency.example>; Tue, 10 Nov 2026 01:00:01 -0800 (PST)
Received-SPF: pass (google.com: domain of carla@client.example designates 203.0.113.7) client-ip=203.0.113.7;
Authentication-Results: mx.google.com;
       dkim=pass header.i=@client.example header.s=20230601 header.b=AbC12+/=;
       spf=pass (google.com: x) smtp.mailfrom=carla@client.example;
       dmarc=pass (p=REJECT sp=REJECT dis=NONE) header.from=client.example
DKIM-Signature: v=1; a=rsa-sha256; d=client.example
From: Carla <carla@client.example>
"""


def test_gmail_repeats_its_stamp_above_the_hop_and_that_one_counts() -> None:
    assert who(GMAIL, authserv_id="mx.google.com").verdict == "verified"
    without = "\n".join(line for line in GMAIL.split("\n") if not line.startswith("ARC-Auth")).replace("i=1; mx", "")
    assert who(without, authserv_id="mx.google.com").verdict == "unverified"


def test_a_host_that_stamps_below_its_line_is_believed_when_settings_say_so() -> None:
    stamp = mails.stamp("carla@client.example")
    head = f"Received: {mails.received()}\nAuthentication-Results: {stamp}\nFrom: carla@client.example"
    assert who(head, authserv_id=HOST, stamp_below_received=True).verdict == "verified"
    assert who(head, authserv_id=HOST).verdict == "unverified"


FASTMAIL = """
Received: from compute6.internal (compute6.nyi.internal [10.202.2.46])
 by sloti22d2t08 (Cyrus 3.9) with LMTPA; Tue, 10 Nov 2026 04:00:02 -0500
Received: from mx6 ([10.202.2.205]) by compute6.internal (LMTPProxy); Tue, 10 Nov 2026 04:00:02 -0500
Received: from mx6.messagingengine.com (localhost [127.0.0.1])
 by mailmx.nyi.internal (Postfix) with ESMTP id 1; Tue, 10 Nov 2026 04:00:01 -0500
Authentication-Results: mx6.messagingengine.com;
 dkim=pass (2048-bit rsa key sha256) header.d=client.example header.i=@client.example header.b=AbC/1=
Authentication-Results: mx6.messagingengine.com; dmarc=pass policy.published-domain-policy=reject
 policy.applied-disposition=none (p=reject,d=none) header.from=client.example
Authentication-Results: mx6.messagingengine.com; iprev=pass smtp.remote-ip=203.0.113.7 (mail.client.example)
Authentication-Results: mx6.messagingengine.com; spf=pass smtp.mailfrom=carla@client.example
 smtp.helo=mail.client.example
X-ME-Authentication-Results: mx6.messagingengine.com; vbr=none
Received: from mail.client.example (mail.client.example [203.0.113.7])
 (using TLSv1.3 with cipher X (256/256 bits)) by mx6.messagingengine.com (Postfix) with ESMTPS id 2; Tue, 10 Nov 2026
From: Carla <carla@client.example>
"""


def test_fastmail_writes_four_stamps_which_count_as_one() -> None:
    assert who(FASTMAIL, authserv_id="mx6.messagingengine.com").verdict == "verified"
    assert (
        who(FASTMAIL.replace("dmarc=pass", "dmarc=fail"), authserv_id="mx6.messagingengine.com").verdict == "unverified"
    )


def test_one_broken_stamp_of_ours_spoils_the_others() -> None:
    broken = FASTMAIL.replace("iprev=pass", 'iprev=pass ("')
    assert who(broken, authserv_id="mx6.messagingengine.com").verdict == "unverified"


def test_a_stamp_is_tokenized_with_nested_comments_and_quotes() -> None:
    stamp = read_stamp(
        'mx.example 1 (a (b; dmarc=pass) c); dkim=fail reason="x; dmarc=pass" header.d=a.example; spf=none'
    )
    assert stamp is not None
    assert [(check.method, check.result) for check in stamp.checks] == [("dkim", "fail"), ("spf", "none")]
    assert stamp.checks[0].get("reason") == "x; dmarc=pass"


@pytest.mark.parametrize(
    "value",
    [
        "mx.example; dmarc=pass (open",
        'mx.example; dmarc="pass',
        "mx.example; dmarc=pass stray",
        "mx.example; =pass",
        "mx.example 2; dmarc=pass",
        "a b c; dmarc=pass",
        "mx.example; dmarc=pass )",
        "mx.example; dmarc",
        "",
        "mx.example; dmarc=pass header.from=" + "x" * 20_000,
    ],
)
def test_half_a_stamp_is_no_stamp(value: str) -> None:
    stamp = read_stamp(value)
    assert stamp is None or not stamp.checks


def test_a_parent_and_a_child_are_aligned_and_siblings_are_not() -> None:
    assert aligned("agency.example", "mail.agency.example")
    assert aligned("mail.agency.example", "agency.example")
    assert not aligned("a.agency.example", "b.agency.example")
    assert not aligned("evilagency.example", "agency.example")
    assert not aligned("example", "agency.example")


def test_helo_cannot_make_a_hop_local() -> None:
    assert not is_local_hop("from localhost (evil.example [203.0.113.9]) by mx.agency.example with ESMTP")
    assert not is_local_hop("from [127.0.0.1] (evil.example [203.0.113.9]) by mx.agency.example with ESMTP")
    assert not is_local_hop("from lmtp (evil.example [203.0.113.9]) by mx.agency.example with ESMTP")
    assert is_local_hop("from mx.agency.example by mx.agency.example with LMTP id x; now")


def test_the_name_in_the_thread_decides_nothing_and_reasons_are_said() -> None:
    sender = identify(read_mail(mails.mail("Fay Founder <eve@evil.example>", stamped=None)), mails.settings())
    assert (sender.person, sender.verdict) == (None, "unverified")
    assert sender.reasons == ("our mail server did not say who sent it",)
