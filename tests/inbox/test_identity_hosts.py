"""Mail hosts with many names or none: Fastmail's pattern and Exchange Online's own mark, with their forgeries."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from agent.inbox.identity import Sender, identify
from agent.inbox.message import read_mail
from config.settings import Trust
from tests.inbox.test_identity import FASTMAIL
from tests.samples import mails

MANY = "*.messagingengine.com"
FORGED = "Authentication-Results: {}; dmarc=pass header.from=client.example\n"


def who(mail: str, **trust: object) -> Sender:
    return identify(read_mail(mail.lstrip("\n").encode()), mails.settings(**trust))


@pytest.mark.parametrize(
    "names", [MANY, ("mx5.messagingengine.com", "mx6.messagingengine.com"), ("mx.agency.example", MANY)]
)
def test_a_host_of_many_names_is_believed_by_pattern_or_list(names: str | tuple[str, ...]) -> None:
    assert who(FASTMAIL, authserv_id=names).verdict == "verified"
    assert who(FASTMAIL.replace("mx6.", "in2-smtp."), authserv_id=MANY).verdict == "verified"


@pytest.mark.parametrize(
    "name",
    ["messagingengine.com", "evilmessagingengine.com", "mx6.messagingengine.com.evil.example", "mx6.evil.example"],
)
def test_a_name_that_only_looks_like_the_pattern_is_nobodys(name: str) -> None:
    assert who(FASTMAIL.replace("mx6.messagingengine.com;", f"{name};"), authserv_id=MANY).verdict == "unverified"


def test_only_the_topmost_block_of_one_name_counts() -> None:
    unproven = FASTMAIL.replace("dmarc=pass", "dmarc=none").replace("dkim=pass", "dkim=none")
    forged = FORGED.format("mx9.messagingengine.com")
    assert who(unproven.replace("X-ME-Auth", f"{forged}X-ME-Auth"), authserv_id=MANY).verdict == "unverified"
    assert who(unproven.replace("From: Carla", f"{forged}From: Carla"), authserv_id=MANY).verdict == "unverified"
    assert who(unproven + "", authserv_id=MANY).verdict == "unverified"


@pytest.mark.parametrize("pattern", ["*", "*.com", "mx*.messagingengine.com", "*.messaging*.com"])
def test_a_pattern_that_trusts_too_much_is_refused(pattern: str) -> None:
    with pytest.raises(ValidationError, match="would trust too much"):
        Trust(authserv_id=pattern)


INSIDE = """
Received: from AM0PR01MB1.eurprd01.prod.outlook.com (2603:10a6:208::1) by
 DB7PR01MB2.eurprd01.prod.outlook.com with HTTPS; Tue, 10 Nov 2026 09:00:02 +0000
Authentication-Results: dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=agency.example;
Received: from DB9PR01MB3.eurprd01.prod.outlook.com (2603:10a6:10::3) by
 AM0PR01MB1.eurprd01.prod.outlook.com (2603:10a6:208::1) with Microsoft SMTP Server; Tue, 10 Nov 2026 09:00:01 +0000
X-MS-Exchange-Organization-AuthAs: Internal
X-MS-Exchange-Organization-AuthMechanism: 04
X-MS-Exchange-Organization-AuthSource: DB9PR01MB3.eurprd01.prod.outlook.com
X-MS-Exchange-CrossTenant-AuthAs: Internal
From: Fay Founder <fay@agency.example>
"""
EXCHANGE = {"topmost_without_id": True, "exchange_internal": True}
EDGE = (
    "Received: from {} (203.0.113.66) by VI1EUR05FT025.mail.protection.outlook.com (10.233.242.1)"
    " with Microsoft SMTP Server; Tue, 10 Nov 2026 09:00:00 +0000\n"
)


def test_mail_within_a_tenant_is_internal_where_the_agency_says_so() -> None:
    assert who(INSIDE, **EXCHANGE).verdict == "internal"
    assert who(INSIDE, topmost_without_id=True).verdict == "unverified"
    with pytest.raises(ValidationError, match="needs topmost_without_id"):
        Trust(exchange_internal=True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("From: Fay Founder", EDGE.format("evil.example") + "From: Fay Founder"),
        ("From: Fay Founder", EDGE.format("X.prod.outlook.com") + "From: Fay Founder"),
        ("AuthAs: Internal\nX-MS-Exchange-Organization-AuthM", "AuthAs: Anonymous\nX-MS-Exchange-Organization-AuthM"),
        ("From: Fay Founder", "X-MS-Exchange-Organization-AuthAs: Anonymous\nFrom: Fay Founder"),
        ("From: Fay Founder", "X-MS-Exchange-Organization-AuthAs: Internal\nFrom: Fay Founder"),
        ("CrossTenant-AuthAs: Internal", "CrossTenant-AuthAs: Anonymous"),
        ("AuthSource: DB9PR01MB3.eurprd01.prod.outlook.com", "AuthSource: evil.example"),
        ("AuthSource: DB9PR01MB3.eurprd01.prod.outlook.com", "AuthSource: prod.outlook.com.evil.example"),
        ("dmarc=none action=none", "dmarc=fail action=oreject"),
        ("dkim=none (message not signed)", "dkim=fail"),
        ("from DB9PR01MB3.eurprd01.prod.outlook.com", "from evil.example"),
        ("fay@agency.example", "fay@client.example"),
        ("\nReceived: from AM0", "\nX-MS-Exchange-Organization-AuthAs: Internal\nReceived: from AM0"),
    ],
)
def test_a_mark_that_exchange_need_not_have_written_proves_nothing(old: str, new: str) -> None:
    assert old in INSIDE
    assert who(INSIDE.replace(old, new), **EXCHANGE).verdict == "unverified"


def test_a_mark_without_any_hop_or_above_them_all_proves_nothing() -> None:
    bare = "X-MS-Exchange-Organization-AuthAs: Internal\nFrom: Fay Founder <fay@agency.example>\n"
    assert who(bare, **EXCHANGE).verdict == "unverified"
    mark = "X-MS-Exchange-Organization-AuthAs: Internal\n"
    assert who(mark + INSIDE.lstrip("\n").replace(mark, ""), **EXCHANGE).verdict == "unverified"
