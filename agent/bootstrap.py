"""The composition root: builds one agency's desk from its home; nothing is contacted before it is asked for."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from types import TracebackType

import sqlalchemy as sa

from agent.clock import Clock, SystemClock
from agent.errors import MailboxError, MailboxRefusedError, StoreError
from agent.inbox.mailbox import Mailbox
from agent.oauth import TokenSource
from agent.reading import Reader
from agent.services.office import Office
from agent.store import acts, cases, documents, inbox_list, plans, projects, schema
from agent.store.engine import check, make_engine, sqlite_url
from agent.store.unit_of_work import Store
from config.home import Home
from config.load import load
from config.secrets import Secret, Secrets
from config.settings import Settings
from outbox import ledger
from outbox.transports import Transport
from templates.render import Words


@dataclass(frozen=True, slots=True)
class ProjectView:
    """A project with everything that hangs on it."""

    row: projects.ProjectRow
    plan: plans.Plan
    cases: tuple[cases.CaseRow, ...]
    documents: tuple[documents.DocumentRow, ...]
    letters: tuple[ledger.LetterRow, ...]
    acts: tuple[acts.ActRow, ...]


@dataclass(frozen=True, slots=True)
class MailView:
    """A mail with what came with it and what it caused."""

    row: inbox_list.MailRow
    arrivals: tuple[inbox_list.ArrivalRow, ...]
    documents: tuple[documents.DocumentRow, ...]
    letters: tuple[ledger.LetterRow, ...]


def _as_transport_asks(secret: Callable[[], str]) -> Callable[[], str]:
    """Return `secret` with the errors a transport speaks: a refused token halts sending as a refused login does."""
    from outbox.transports import HaltedError, UnavailableError

    def ask() -> str:
        try:
            return secret()
        except MailboxRefusedError as error:
            raise HaltedError("login", str(error)) from error
        except MailboxError as error:
            raise UnavailableError(str(error)) from error

    return ask


def _nobody(_actor: str, _row_id: int | None) -> None:
    """Wake nobody: a process without actors leaves its rows to the sweep."""


class Desk:
    """One agency's desk; `wake` is set by the process that runs the actors."""

    def __init__(self, home: Home, settings: Settings, clock: Clock, given: Secrets) -> None:
        self.home = home
        self.settings = settings
        self.clock = clock
        self.secrets = given
        self.owner = secrets.token_hex(8)
        self.wake: Callable[[str, int | None], None] = _nobody

    @cached_property
    def engine(self) -> sa.Engine:
        """The database, not looked into yet."""
        url = self.settings.store.url or sqlite_url(self.home.database)
        return make_engine(self.secrets.with_password(url, Secret.STORE_PASSWORD))

    @cached_property
    def store(self) -> Store:
        """The store, made when it is empty; `StoreError` when it is damaged or of another version."""
        try:
            check(self.engine)
            schema.ready(self.engine)
        except sa.exc.OperationalError as error:
            raise StoreError(f"the store does not answer: {str(error.orig).splitlines()[0]}") from error
        return Store(self.engine, self.clock, lambda actor, row_id: self.wake(actor, row_id))

    @cached_property
    def reader(self) -> Reader:
        """The process that reads untrusted files."""
        return Reader(self.settings.limits, self.settings.reading)

    @cached_property
    def office(self) -> Office:
        """What every use case works with."""
        words = Words(self.home.templates)
        key = self.secrets.key(self.home)
        return Office(self.settings, self.home, self.store, words, self.reader.read, self.reader.open, key, self.owner)

    def open_mailbox(self, interrupt: threading.Event | None = None, folder: str = "") -> Mailbox:
        """Return the agency's mailbox, not connected yet; another `folder` than its own is only read."""
        box = self.settings.mailbox
        if folder:
            box = box.model_copy(update={"folder": folder, "file_mail": False})
        if box.kind == "maildir":
            from agent.inbox.mailbox.maildir import MaildirMailbox

            return MaildirMailbox(box, interrupt=interrupt)
        from agent.inbox.mailbox.imap import ImapMailbox

        secret = Secret.IMAP_TOKEN if box.auth == "xoauth2" else Secret.IMAP_PASSWORD
        return ImapMailbox(box, self._login_secret(box.auth, secret), interrupt=interrupt)

    @cached_property
    def tokens(self) -> TokenSource | None:
        """Where renewed tokens come from; one for mailbox and SMTP. None where tokens are given as they are."""
        oauth = self.settings.oauth
        if oauth.provider == "microsoft":
            from agent.oauth import microsoft

            return TokenSource(microsoft.renewal(oauth, self.secrets, self.home))
        if oauth.provider == "google":
            from agent.oauth import google

            return TokenSource(google.renewal(oauth, self.secrets, self.clock))
        return None

    def _login_secret(self, auth: str, secret: Secret) -> Callable[[], str]:
        """Return what gives the password or token of a login, asked anew each time."""
        if auth == "xoauth2" and self.tokens is not None:
            return self.tokens
        return lambda: self.secrets.need(secret)

    def open_transport(self) -> Transport:
        """Return the way out, not connected yet."""
        smtp = self.settings.smtp
        if smtp.kind == "folder":
            from outbox.transports.folder import FolderTransport

            return FolderTransport(smtp.path or self.home.exports / "letters")
        from outbox.transports.login import Account
        from outbox.transports.smtp import SmtpTransport

        secret = Secret.SMTP_TOKEN if smtp.auth == "xoauth2" else Secret.SMTP_PASSWORD
        account = Account(
            smtp.host,
            smtp.port,
            smtp.security,
            smtp.auth,
            smtp.user,
            self.settings.agency.address if smtp.echo else "",
            greeting=self.settings.agency.address.rpartition("@")[2],
            timeout=smtp.timeout_seconds,
        )
        return SmtpTransport(account, _as_transport_asks(self._login_secret(smtp.auth, secret)))

    def project(self, code: str) -> ProjectView | None:
        """Return a project by its code, with everything that hangs on it."""
        with self.store.look() as connection:
            row = projects.project_by_code(connection, code)
            if row is None:
                return None
            log = acts.acts_on(connection, "project", [row.id])
            return ProjectView(
                row,
                plans.plan_of(connection, row.id),
                tuple(cases.of_project(connection, row.id)),
                tuple(documents.of_project(connection, row.id)),
                tuple(ledger.of_project(connection, row.id)),
                tuple({act.id: act for act, _ in log}.values()),
            )

    def mail(self, mail_id: int) -> MailView | None:
        """Return a mail by its number, with what came with it and what it caused."""
        with self.store.look() as connection:
            row = inbox_list.mail_by_id(connection, mail_id)
            if row is None:
                return None
            return MailView(
                row,
                tuple(inbox_list.arrivals_of(connection, mail_id)),
                tuple(documents.of_mail(connection, mail_id)),
                tuple(ledger.of_mail(connection, mail_id)),
            )

    def close(self) -> None:
        """Close what was opened."""
        if "reader" in self.__dict__:
            self.reader.close()
        if "engine" in self.__dict__:
            self.engine.dispose()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def build(home: Home, clock: Clock | None = None, given: Secrets | None = None, *, dry_run: bool = False) -> Desk:
    """Return the desk of an agency's home; `SettingsError` names every mistake in agency.toml first.

    In a dry run the mailbox is only read: what is dealt with stays where it came in.
    """
    settings = load(home.path)
    if dry_run:
        untouched = settings.mailbox.model_copy(update={"file_mail": False})
        settings = settings.model_copy(update={"mailbox": untouched})
    return Desk(home, settings, clock or SystemClock(), given or Secrets())
