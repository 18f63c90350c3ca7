"""The checks of `desk doctor` that ask something outside this process: the store, the mailbox, the SMTP server."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from agent.cli.doctor import Check
from agent.errors import DeskError
from config.home import Home
from config.mistakes import SettingsError
from config.secrets import Secret, Secrets
from config.settings import Settings

if TYPE_CHECKING:
    from agent.inbox.mailbox import Mailbox
    from outbox.transports import Transport


def store(home: Home, settings: Settings, secrets: Secrets) -> Check:
    """Open the store as it is, ask whether it is whole and of the shape this version needs."""
    import sqlalchemy as sa

    from agent.store import schema
    from agent.store.engine import check, make_engine, reading, sqlite_url

    if not settings.store.url and not home.database.exists():
        return Check("store", True, f"none yet; the first start makes {home.database}")
    advice = "desk backup, then: desk db upgrade; or restore the newest backup where it is damaged"
    try:
        url = secrets.with_password(settings.store.url, Secret.STORE_PASSWORD) or sqlite_url(home.database)
        engine = make_engine(url)
        check(engine)
        schema.ready(reading(engine))
        engine.dispose()
    except (DeskError, SettingsError) as error:
        return Check("store", False, str(error), advice)
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        told = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
        return Check("store", False, f"the database does not answer: {told}", "mend `url` in [store], or its server")
    return Check("store", True, settings.store.url.rpartition("@")[2] or str(home.database))


@dataclass(frozen=True, slots=True)
class MailboxFound:
    """How the mailbox answered, and when its newest mail was received."""

    check: Check
    newest: datetime | None = None


def mailbox(settings: Settings, secrets: Secrets) -> MailboxFound:
    """Log in to the mailbox, open the folder and look at the newest mail; nothing is changed there."""
    box = _open_mailbox(settings, secrets)
    where = settings.mailbox.path or f"{settings.mailbox.user} at {settings.mailbox.host}"
    try:
        state = box.open()
        newest = [mail.received_at for mail in box.fetch(box.uids_after(state.uidnext - 2)[-1:])]
        detail = f"{where}: {settings.mailbox.folder} holds {state.exists} mails"
        return MailboxFound(Check("mailbox", True, detail), max(newest, default=None))
    except (DeskError, SettingsError) as error:
        advice = f"mend [mailbox] in agency.toml or its secret ({where})"
        return MailboxFound(Check("mailbox", False, str(error), advice))
    finally:
        box.close()


def _open_mailbox(settings: Settings, secrets: Secrets) -> Mailbox:
    if settings.mailbox.kind == "maildir":
        from agent.inbox.mailbox.maildir import MaildirMailbox

        return MaildirMailbox(settings.mailbox)
    from agent.inbox.mailbox.imap import ImapMailbox

    secret = Secret.IMAP_TOKEN if settings.mailbox.auth == "xoauth2" else Secret.IMAP_PASSWORD
    return ImapMailbox(settings.mailbox, lambda: secrets.need(secret))


def smtp(settings: Settings, secrets: Secrets) -> Check:
    """Connect and log in where letters are handed in; no letter is begun."""
    from outbox.transports import TransportError

    transport = _open_transport(settings, secrets)
    try:
        transport.open()
    except (TransportError, SettingsError) as error:
        return Check("SMTP", False, str(error), "mend [smtp] in agency.toml or its secret")
    finally:
        transport.close()
    if settings.smtp.kind == "folder":
        return Check("SMTP", None, f"letters are kept in {settings.smtp.path} and none is sent", 'kind = "smtp" sends')
    return Check("SMTP", True, f"{settings.smtp.host}:{settings.smtp.port} takes our login")


def _open_transport(settings: Settings, secrets: Secrets) -> Transport:
    section = settings.smtp
    if section.kind == "folder" and section.path is not None:
        from outbox.transports.folder import FolderTransport

        return FolderTransport(section.path)
    from outbox.transports.smtp import Account, SmtpTransport

    account = Account(
        host=section.host,
        port=section.port,
        security=section.security,
        auth=section.auth,
        user=section.user,
        timeout=section.timeout_seconds,
    )
    secret = Secret.SMTP_TOKEN if section.auth == "xoauth2" else Secret.SMTP_PASSWORD
    return SmtpTransport(account, lambda: secrets.need(secret))
