"""A real Dovecot on loopback: any user name logs in with PASSWORD and has a mailbox of their own."""

from __future__ import annotations

import contextlib
import grp
import imaplib
import itertools
import os
import pwd
import re
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from tests.servers.certificates import Certificates
from tests.servers.process import await_ready, end, free_port, need

PASSWORD = "secret"
WEAK = "IMAP4rev1"  # a server that offers no IDLE, MOVE, UIDPLUS or NAMESPACE

_CONF = """\
protocols = imap
base_dir = {d}/run
state_dir = {d}/state
log_path = {d}/log
listen = 127.0.0.1
{tls}
disable_plaintext_auth = no
auth_mechanisms = plain login xoauth2
auth_failure_delay = 0
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
first_valid_uid = 1
mail_location = maildir:~/Maildir
mail_fsync = never
mail_max_userip_connections = 200
imap_logout_format = in=%i out=%o
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
  mailbox Sent {{
    auto = create
    special_use = \\Sent
  }}
}}
protocol imap {{
{capability}
{rawlog}
}}
passdb {{
  driver = static
  args = password={password}
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {d}/oauth2.conf.ext
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={d}/mail/%u
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
  }}
}}
"""
_OAUTH = (
    "introspection_mode = post\nintrospection_url = {url}\n"
    "username_attribute = username\nactive_attribute = active\nactive_value = true\n"
)
_SESSION = re.compile(r"imap\((?P<user>[^)]*)\).*? in=(?P<sent_to>\d+) out=(?P<sent_by>\d+)")


@dataclass(frozen=True, slots=True)
class Traffic:
    """What one finished session cost, in bytes: what the server received and what it sent."""

    received: int
    sent: int


@dataclass(slots=True)
class Dovecot:
    """A running Dovecot and the handles a test needs on it."""

    directory: Path
    port: int
    tls_port: int  # 0 where the server has no certificate
    separator: str
    prefix: str
    program: str
    host: str = "127.0.0.1"
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def user(self) -> str:
        """Return the name of a user nobody has used yet."""
        return f"box{next(self._numbers)}@agency.example"

    @contextlib.contextmanager
    def session(self, user: str, folder: str = "INBOX") -> Iterator[imaplib.IMAP4]:
        """Open a plain session of `user`, for the test's own hands."""
        session = imaplib.IMAP4(self.host, self.port, timeout=20)
        try:
            session.login(user, PASSWORD)
            session.select(_quoted(folder))
            yield session
        finally:
            with contextlib.suppress(OSError, imaplib.IMAP4.error):  # it may have been kicked
                session.logout()

    def append(self, user: str, raw: bytes, folder: str = "INBOX", at: datetime | None = None) -> None:
        """Put one mail into `folder`, with `at` (aware) as its INTERNALDATE."""
        when = imaplib.Time2Internaldate((at or datetime(2026, 3, 2, 9, tzinfo=UTC)).timestamp())
        with imaplib.IMAP4(self.host, self.port, timeout=20) as session:
            session.login(user, PASSWORD)
            answer, text = session.append(_quoted(folder), "", when, raw)
            assert answer == "OK", text

    def subjects(self, user: str, folder: str) -> list[str]:
        """Return the subjects in `folder`, in the order of their UIDs."""
        with self.session(user, folder) as session:
            parts = session.fetch("1:*", "(BODY.PEEK[HEADER.FIELDS (SUBJECT)])")[1]
        return [p[1].decode().partition(":")[2].strip() for p in parts if isinstance(p, tuple)]

    def flags(self, user: str, folder: str = "INBOX") -> list[str]:
        """Return the flags of each mail in `folder`, as the server writes them."""
        with self.session(user, folder) as session:
            parts = session.fetch("1:*", "(FLAGS)")[1]
        return [p.decode() for p in parts if isinstance(p, bytes)]

    def maildir(self, user: str) -> Path:
        """Return the directory of the user's Maildir, for filling it by files."""
        return self.directory / "mail" / user / "Maildir"

    def fill(self, user: str, mails: Sequence[bytes], at: datetime | None = None) -> None:
        """Drop `mails` as files into the user's inbox: thousands in a second, UIDs in their order."""
        owner = (self.directory / "mail").stat()
        new = self.maildir(user) / "new"
        for directory in (new.parent.parent, new.parent, new, new.parent / "cur", new.parent / "tmp"):
            if not directory.exists():
                directory.mkdir(parents=True)
                os.chown(directory, owner.st_uid, owner.st_gid)
        second = int((at or datetime(2026, 3, 2, 9, tzinfo=UTC)).timestamp())
        for raw in mails:
            path = new / f"{second}.M{next(self._numbers):09d}.desk"
            path.write_bytes(raw)
            os.chown(path, owner.st_uid, owner.st_gid)
            os.utime(path, (second, second))

    def doveadm(self, *arguments: str) -> str:
        """Run doveadm against this server and return what it prints."""
        done = subprocess.run(
            [need("doveadm", "dovecot-core"), "-c", str(self.directory / "conf"), *arguments],
            check=True,
            capture_output=True,
            text=True,
            timeout=30,
        )
        return done.stdout

    def kick(self, user: str) -> None:
        """End every session of `user`, as an administrator would; it may have none."""
        with contextlib.suppress(subprocess.CalledProcessError):
            self.doveadm("kick", user)

    def set_uidvalidity(self, user: str, uidvalidity: int, folder: str = "INBOX") -> None:
        """Give `folder` a new UIDVALIDITY, as a restore or a migration does."""
        self.doveadm("mailbox", "update", "-u", user, "--uid-validity", str(uidvalidity), folder)

    def traffic(self, user: str) -> list[Traffic]:
        """Return the cost of each finished session of `user`, oldest first."""
        lines = (self.directory / "log").read_text(errors="replace").splitlines()
        hits = (_SESSION.search(line) for line in lines)
        return [Traffic(int(h["sent_to"]), int(h["sent_by"])) for h in hits if h and h["user"] == user]

    def log(self) -> str:
        """Return all the server has logged."""
        return (self.directory / "log").read_text(errors="replace")


@contextlib.contextmanager
def dovecot(
    separator: str = "/",
    prefix: str = "",
    capability: str = "",
    certificates: Certificates | None = None,
    introspect: str = "http://127.0.0.1:1/",
    rawlog: bool = False,
) -> Iterator[Dovecot]:
    """Run a Dovecot; `capability` replaces what it offers (WEAK), certificates switch on STARTTLS and IMAPS."""
    program = need("dovecot", "dovecot-imapd")
    directory = Path(tempfile.mkdtemp(prefix="desk-dovecot-"))
    directory.chmod(0o755)  # pytest's tmp_path is 0700: the mail user could not enter it
    server = Dovecot(directory, free_port(), free_port() if certificates else 0, separator, prefix, program)
    _configure(server, capability, certificates, introspect, rawlog)
    with (directory / "stderr").open("wb") as stderr:
        process = subprocess.Popen([program, "-F", "-c", str(directory / "conf")], stderr=stderr)
    try:
        await_ready(process, lambda: _greets(server.port), directory / "stderr", 15)
        yield server
    finally:
        end(process)
        shutil.rmtree(directory, ignore_errors=True)


def _configure(
    server: Dovecot, capability: str, certificates: Certificates | None, introspect: str, rawlog: bool
) -> None:
    directory, root = server.directory, os.geteuid() == 0
    me = pwd.getpwuid(os.getuid()).pw_name
    owner = pwd.getpwnam("mail" if root else me)  # Dovecot never serves mail as uid 0
    (directory / "mail").mkdir()
    os.chown(directory / "mail", owner.pw_uid, owner.pw_gid)
    (directory / "oauth2.conf.ext").write_text(_OAUTH.format(url=introspect))
    tls = f"ssl = yes\nssl_cert = <{certificates.server}\nssl_key = <{certificates.key}" if certificates else "ssl = no"
    text = _CONF.format(
        d=directory,
        port=server.port,
        tls_port=server.tls_port,
        tls=tls,
        separator=server.separator,
        prefix=server.prefix,
        password=PASSWORD,
        uid=owner.pw_uid,
        gid=owner.pw_gid,
        capability=f"  imap_capability = {capability}" if capability else "",
        rawlog="  rawlog_dir = ~/rawlog" if rawlog else "",
        internal="dovecot" if root else me,
        internal_group="dovecot" if root else grp.getgrgid(os.getgid()).gr_name,
        login="dovenull" if root else me,
    )
    (directory / "conf").write_text(text)


def _greets(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1) as connection:
        return connection.recv(99).startswith(b"* OK")
    return False


def _quoted(folder: str) -> str:
    return '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
