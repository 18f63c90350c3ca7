"""One IMAP connection: verified, logged in, bounded in bytes and time, and with errors an admin can act on."""

from __future__ import annotations

import contextlib
import imaplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError

from agent.errors import MailboxError, MailboxRefusedError
from config.settings import Mailbox as MailboxSettings

CONNECT_SECONDS = 15
# What a client library may raise while it reads what a broken or hostile server says.
BROKEN = (IMAPClientError, OSError, EOFError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
_ANSWER_BYTES = 4_000_000  # an answer without mail in it is never this long
_PATIENCE = 10  # a command may take this many times the read timeout in all
_TRANSIENT = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "TEMPORAR", "TOO MANY", "TRY AGAIN", "THROTTL")


class Meter:
    """Counts what the server sends in answer to one command, and refuses more than was agreed."""

    def __init__(self, imap: imaplib.IMAP4) -> None:
        self._read, self._readline = imap.read, imap.readline
        self.left = _ANSWER_BYTES
        imap.read = self.read  # type: ignore[method-assign] # imaplib calls both through the instance
        imap.readline = self.readline  # type: ignore[method-assign]

    def read(self, size: int) -> bytes:
        """Read a literal of `size` bytes, unless it announces more than is left."""
        self._spend(size)
        return self._read(size)

    def readline(self) -> bytes:
        """Read a line; imaplib itself ends one of a million bytes."""
        line = self._readline()
        self._spend(len(line))
        return line

    def _spend(self, size: int) -> None:
        self.left -= size
        if self.left < 0:
            raise imaplib.IMAP4.abort(f"the server announced or sent {-self.left} bytes more than it was asked for")


class Connection:
    """A logged-in client and the guard around each of its commands."""

    def __init__(self, settings: MailboxSettings, client: IMAPClient) -> None:
        self.client = client
        self._settings = settings
        self._meter = Meter(client._imap)

    @contextlib.contextmanager
    def asking(self, doing: str, answer_bytes: int = _ANSWER_BYTES, seconds: float = 0) -> Iterator[IMAPClient]:
        """Guard one or two commands: whatever breaks becomes a MailboxError and ends the connection.

        The answer may have `answer_bytes`; `seconds` are added to the time it may take.
        """
        self._meter.left = answer_bytes
        watchdog = threading.Timer(seconds + self._settings.timeout_seconds * _PATIENCE, self._cut)
        watchdog.daemon = True
        watchdog.start()
        try:
            yield self.client
        except MailboxError:
            self.drop()
            raise
        except BROKEN as error:
            self.drop()
            raise MailboxError(f"{self._settings.host} failed to {doing}: {reason(error)}.") from error
        finally:
            watchdog.cancel()

    def _cut(self) -> None:
        """End a socket another thread waits on: its read returns at once."""
        with contextlib.suppress(*BROKEN):
            self.client.socket().shutdown(socket.SHUT_RDWR)

    def drop(self) -> None:
        """Close the socket without a word; never raises."""
        with contextlib.suppress(*BROKEN):
            self.client.shutdown()

    def leave(self) -> None:
        """Log out politely, then close; never raises."""
        with contextlib.suppress(MailboxError), self.asking("log out") as client:
            client.logout()
        self.drop()


def connect(settings: MailboxSettings, secret: Callable[[], str], tls: ssl.SSLContext | None = None) -> Connection:
    """Connect and log in; never over a line less safe than `settings.security` says."""
    word = secret()
    connection = Connection(settings, _reach(settings, tls or ssl.create_default_context()))
    with connection.asking("log in") as client:
        _log_in(settings, client, word)
    return connection


def _reach(settings: MailboxSettings, tls: ssl.SSLContext) -> IMAPClient:
    where, client = f"{settings.host}:{settings.port}", None
    try:
        client = IMAPClient(
            settings.host,
            settings.port,
            ssl=settings.security == "tls",
            ssl_context=tls,
            timeout=SocketTimeout(min(CONNECT_SECONDS, settings.timeout_seconds), settings.timeout_seconds),
        )
        client.normalise_times = False  # INTERNALDATE stays aware
        if settings.security == "starttls":
            _start_tls(settings, client, tls)
        return client
    except BROKEN as error:
        _abandon(client)
        if isinstance(error, ssl.SSLCertVerificationError):
            why = f"The certificate of {where} cannot be trusted ({error.verify_message}); nothing was sent to it."
            raise MailboxRefusedError(why) from error
        raise MailboxError(f"{where} does not answer as an IMAP server: {reason(error)}.") from error
    except MailboxError:
        _abandon(client)
        raise


def _start_tls(settings: MailboxSettings, client: IMAPClient, tls: ssl.SSLContext) -> None:
    if not client.has_capability("STARTTLS"):
        raise MailboxRefusedError(
            f"{settings.host}:{settings.port} offers no STARTTLS, so no password was sent; "
            'try mailbox.security = "tls" with port 993.'
        )
    client.starttls(tls)


def _abandon(client: IMAPClient | None) -> None:
    if client is not None:
        with contextlib.suppress(*BROKEN):
            client.shutdown()


def _log_in(settings: MailboxSettings, client: IMAPClient, secret: str) -> None:
    try:
        if settings.auth == "xoauth2":
            client.oauth2_login(settings.user, secret)
        elif client.has_capability("LOGINDISABLED"):
            raise MailboxRefusedError(f"{settings.host} takes no password over this line. {advice(settings)}")
        elif settings.user.isascii() and secret.isascii():
            client.login(settings.user, secret)
        else:
            client.plain_login(settings.user, secret)
    except LoginError as error:
        # imapclient calls a connection cut during login a LoginError too.
        if isinstance(error.__context__, imaplib.IMAP4.abort) or any(w in str(error).upper() for w in _TRANSIENT):
            raise MailboxError(f"{settings.host} could not log us in just now: {reason(error)}.") from error
        why = f"{settings.host} refused the login of {settings.user}: {reason(error)}. {advice(settings)}"
        raise MailboxRefusedError(why) from error


def advice(settings: MailboxSettings) -> str:
    """Return what an admin can do about a refused login, in one sentence."""
    host = settings.host.lower()
    if settings.auth == "xoauth2":
        return "Get a fresh token, and check that it covers IMAP and belongs to this address."
    if host.endswith(("office365.com", "outlook.com", "microsoft.com")):
        return 'Microsoft 365 no longer takes passwords over IMAP; set mailbox.auth = "xoauth2".'
    if host.endswith(("gmail.com", "googlemail.com", "google.com")):
        return 'Google takes only an app password here, or a token with mailbox.auth = "xoauth2".'
    return 'Check user and password; a provider that no longer takes passwords wants mailbox.auth = "xoauth2".'


def reason(error: BaseException) -> str:
    """Return what went wrong, in a line of at most 200 characters, without a full stop."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    text = error.args[0] if error.args and isinstance(error.args[0], bytes | str) else str(error)
    text = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    if isinstance(error, OSError) and error.strerror:
        text = error.strerror
    printable = "".join(c if c.isprintable() else " " for c in text).strip().rstrip(".")
    return printable[:200] or type(error).__name__
