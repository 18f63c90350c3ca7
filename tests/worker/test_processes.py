"""The real processes on real servers: `desk run`, and `watch`, `work`, `schedule` over PostgreSQL and a broker."""

from __future__ import annotations

import imaplib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.store.engine import make_engine
from config.home import Home
from tests.conversation import AGENCY, sow_mail
from tests.samples.sow import Sow, signed_sow
from tests.servers.dovecot import Dovecot
from tests.servers.sink import Sink

pytestmark = pytest.mark.live

_SERVERS = """\
[mailbox]
kind = "imap"
host = "127.0.0.1"
port = {imap}
security = "none"
user = "{user}"
first_start = "{first_start}"

[smtp]
kind = "smtp"
host = "127.0.0.1"
port = {smtp}
security = "none"
auth = "none"
echo = {echo}
per_minute = 1000
"""


def home_on(
    folder: Path, dovecot: Dovecot, smtp: Sink, user: str, more: str = "", echo: str = "true", first_start: str = "all"
) -> Home:
    """Make a home whose mail comes from Dovecot and goes to the sink."""
    home = Home(folder / "home")
    home.make()
    start, end = AGENCY.index("[mailbox]"), AGENCY.index("[trust]")
    servers = _SERVERS.format(imap=dovecot.port, smtp=smtp.port, user=user, echo=echo, first_start=first_start)
    home.settings_file.write_text(AGENCY[:start] + servers + more + AGENCY[end:], encoding="utf-8")
    return home


@contextmanager
def running(home: Home, command: str, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run one `desk` process; it must end cleanly at SIGTERM."""
    desk = Path(sys.executable).with_name("desk")
    environ = {"PATH": os.environ["PATH"], "DESK_IMAP_PASSWORD": "secret", "DESK_BROKER_PASSWORD": "guest"}
    with (home.path / f"{command}.log").open("ab") as log:
        process = subprocess.Popen(
            [desk, "--home", str(home.path), command, *options], env=environ, stderr=log, stdout=log
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
    assert process.returncode == 0, (home.path / f"{command}.log").read_text()


@contextmanager
def killed(home: Home, command: str) -> Iterator[None]:
    """Run one `desk` process for the length of the block, then end it by SIGKILL."""
    desk = Path(sys.executable).with_name("desk")
    environ = {"PATH": os.environ["PATH"], "DESK_IMAP_PASSWORD": "secret"}
    with (home.path / f"{command}.log").open("ab") as log:
        process = subprocess.Popen([desk, "--home", str(home.path), command], env=environ, stderr=log, stdout=log)
    try:
        yield
    finally:
        process.kill()
        process.wait()


def until(what: Callable[[], bool], home: Home, seconds: float = 40) -> None:
    """Wait for something; fail with what the processes said."""
    end = time.monotonic() + seconds
    while not what():
        if time.monotonic() > end:
            logs = "\n".join(file.read_text()[-3000:] for file in home.path.glob("*.log"))
            raise AssertionError(f"it did not happen within {seconds} s\n{logs}")
        time.sleep(0.05)


def done_in(dovecot: Dovecot, user: str) -> list[str]:
    """Return the subjects of what was filed as done; the folder is made when it is first needed."""
    try:
        return dovecot.subjects(user, "Desk/Done")
    except imaplib.IMAP4.error:
        return []


def test_desk_run_answers_a_sow_that_arrives_while_it_listens(tmp_path: Path, dovecot: Dovecot, smtp: Sink) -> None:
    user = dovecot.user()
    home = home_on(tmp_path, dovecot, smtp, user)
    smtp.deliver = lambda to, raw: dovecot.append(user, raw) if to == "desk@agency.example" else None
    with running(home, "run"):
        until(lambda: "mailbox.opened" in (home.path / "run.log").read_text(), home)
        dovecot.append(user, sow_mail(("SOW.docx", signed_sow())))
        until(lambda: len(smtp.received_by("sam@agency.example")) == 1, home)
        until(lambda: len(smtp.received_by("lena@agency.example")) == 1, home)
        # The SOW and the copies of both letters are filed, and nothing of ours is answered.
        until(lambda: len(done_in(dovecot, user)) == 3, home, 320)
    assert len(smtp.accepted) == 2
    assert smtp.received_by("dana.whitfield@northwind.example") == []


def test_what_came_while_the_desk_was_down_is_done_when_it_starts(tmp_path: Path, dovecot: Dovecot, smtp: Sink) -> None:
    user = dovecot.user()
    home = home_on(tmp_path, dovecot, smtp, user, echo="false")
    dovecot.append(user, sow_mail(("SOW.docx", signed_sow())))
    with running(home, "run"):
        until(lambda: len(smtp.accepted) == 2, home)
    with running(home, "run"):
        until(lambda: (home.path / "run.log").read_text().count("mailbox.opened") == 2, home)
        time.sleep(1)
    assert len(smtp.accepted) == 2


@pytest.mark.parametrize("broker", ["rabbitmq", "redis"])
def test_three_processes_share_the_work_over_postgresql_and_a_broker(
    tmp_path: Path, dovecot: Dovecot, smtp: Sink, postgres: str, broker: str, request: pytest.FixtureRequest
) -> None:
    user, url = dovecot.user(), request.getfixturevalue(broker)
    without_password = url.replace("guest:guest@", "guest@")  # RabbitMQ's own default comes from the environment
    servers = f'[store]\nurl = "{postgres}"\n\n[broker]\nurl = "{without_password}"\n\n'
    home = home_on(tmp_path, dovecot, smtp, user, servers, echo="false")
    with ExitStack() as processes:
        for command in ("watch", "work", "work", "schedule"):
            processes.enter_context(running(home, command))
            until(lambda: "desk.started" in (home.path / f"{command}.log").read_text(), home)  # noqa: B023
        for number in range(5):
            sow = Sow(client=f"Client{number} Ltd.", project=f"Project {number}", reference=f"SOW-{number}")
            raw = sow_mail((f"{number}.docx", signed_sow(sow)), message_id=f"<{number}@mail.agency.example>")
            dovecot.append(user, raw)
        until(lambda: len(smtp.accepted) >= 10, home)
        time.sleep(1)
    assert len(smtp.received_by("sam@agency.example")) == len(smtp.received_by("lena@agency.example")) == 5
    engine = make_engine(postgres)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM project")).scalar_one() == 5
    engine.dispose()


def test_a_second_desk_on_one_home_is_refused(tmp_path: Path, dovecot: Dovecot, smtp: Sink) -> None:
    home = home_on(tmp_path, dovecot, smtp, dovecot.user())
    with running(home, "run"):
        until(lambda: "desk.started" in (home.path / "run.log").read_text(), home)
        desk = Path(sys.executable).with_name("desk")
        again = subprocess.run([desk, "--home", str(home.path), "run"], capture_output=True, text=True, timeout=30)
    assert again.returncode == 1
    assert "another `desk run` works on" in again.stderr
    assert "Traceback" not in again.stderr
