"""A home in which the desk has done some work: a signed SOW became a project, and a stranger's mail waits."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from agent.bootstrap import build
from agent.inbox.mailbox import Fetched
from agent.services.mail.handle import handle_one
from agent.services.mail.keep import StoreKeeper
from agent.services.mail.sort import sort_batch
from config.home import Home
from tests.cli.desk import made_home
from tests.samples import mails
from tests.samples.sow import signed_sow

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AT = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)


def worked_home(folder: Path) -> Path:
    """Make the home and take in two mails: number 1 with the SOW from sales, number 2 from a stranger."""
    home = made_home(folder)
    raws = [
        mails.mail(attachments=[("SOW.docx", WORD, signed_sow())]),
        mails.mail("Mallory <mallory@elsewhere.example>", subject="Look \x1b[31mhere", stamped="fail"),
    ]
    with build(Home(home)) as desk:
        StoreKeeper(desk.office).keep("maildir", "INBOX", 1, [Fetched(n, AT, raw) for n, raw in enumerate(raws, 1)])
        sort_batch(desk.office)
        assert handle_one(desk.office, 1)
        taken = desk.mail(1)
        assert taken is not None
        assert taken.row.state == "handled", f"{taken.row.reason}\n{taken.row.detail}"
    return home
