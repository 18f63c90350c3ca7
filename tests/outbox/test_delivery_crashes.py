"""SIGKILL at every named point of sending: each letter leaves once, or is in doubt and resolved; none is lost."""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import outbox
from outbox.failpoints import POINTS
from outbox.tables import Phase, letter
from tests.outbox.crashing import FAST, KILLED, LETTERS, Sender
from tests.outbox.desk import DESK, Rig, a_letter, sqlite_engine
from tests.servers.sink import Sink

RECOVERY = tuple(p for p in POINTS if any(word in p for word in ("recover", "look", "confirm", "resend")))
SENDING = tuple(p for p in POINTS if p not in RECOVERY)
SMTP = tuple(p for p in SENDING if not p.startswith("folder."))
FOLDER = tuple(p for p in SENDING if not p.startswith("smtp."))
DOTTED = ("after_dotting_commit", "before_dot", "after_dot", "after_reply", "before_settle", "rename", "sync")


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[sa.Engine]:
    made = sqlite_engine(tmp_path)
    yield made
    made.dispose()


def _posted(engine: sa.Engine, letters: int = LETTERS) -> list[bytes]:
    rig = Rig(engine, Sender(Path(), 0, False).transport())
    return [rig.content(i) for i in rig.post(*(a_letter(f"k{n}", f"p{n}@client.example") for n in range(letters)))]


def _keep_echoes(smtp: Sink, folder: Path) -> None:
    (folder / "echo").mkdir()

    def keep(_: str, raw: bytes) -> None:
        # At the first recipient already: aiosmtpd drops the rest of its work when the client is gone.
        if DESK.email in smtp.accepted[-1].recipients:
            (folder / "echo" / f"{hashlib.sha256(raw).hexdigest()}.eml").write_bytes(raw)

    smtp.deliver = keep


def _let_leases_run_out(engine: sa.Engine) -> None:
    with engine.begin() as conn:
        conn.execute(sa.update(letter).where(letter.c.lease_until > 0).values(lease_until=1))


def _come_back(engine: sa.Engine, sender: Sender) -> list[Phase]:
    _let_leases_run_out(engine)
    rig = Rig(engine, sender.transport(), FAST)
    for _ in range(4):
        rig.delivery.send_due()
        rig.delivery.resolve_doubts(sender.finds)
        rig.hours.go_on(minutes=11)
    return rig.phases()


@pytest.mark.parametrize("point", SMTP)
def test_killed_while_sending_with_copies_to_find_each_letter_leaves_once(
    engine: sa.Engine, tmp_path: Path, smtp: Sink, point: str
) -> None:
    _keep_echoes(smtp, tmp_path)
    contents = _posted(engine)
    sender = Sender(tmp_path, smtp.port, echo=True)
    assert sender.send_until(point) == KILLED
    assert _come_back(engine, sender) == [Phase.SENT] * LETTERS
    assert Counter(mail.raw for mail in smtp.accepted) == Counter(contents)


@pytest.mark.parametrize("point", SMTP)
def test_killed_while_sending_without_copies_one_letter_at_most_goes_twice_with_the_same_bytes(
    engine: sa.Engine, tmp_path: Path, smtp: Sink, point: str
) -> None:
    contents = _posted(engine)
    sender = Sender(tmp_path, smtp.port, echo=False)
    assert sender.send_until(point) == KILLED
    assert _come_back(engine, sender) == [Phase.SENT] * LETTERS
    assert {mail.raw for mail in smtp.accepted} == set(contents)
    extra = len(smtp.accepted) - LETTERS
    assert extra <= (1 if any(word in point for word in DOTTED) or "dotting" in point else 0)


@pytest.mark.parametrize("point", FOLDER)
def test_killed_while_writing_to_a_folder_each_letter_is_there_once(
    engine: sa.Engine, tmp_path: Path, point: str
) -> None:
    contents = _posted(engine)
    sender = Sender(tmp_path, 0, echo=False)
    assert sender.send_until(point) == KILLED
    assert _come_back(engine, sender) == [Phase.SENT] * LETTERS
    assert sorted(f.read_bytes() for f in (tmp_path / "letters" / "new").iterdir()) == sorted(contents)


@pytest.mark.parametrize("point", RECOVERY)
def test_killed_again_while_recovering_nothing_is_lost(
    engine: sa.Engine, tmp_path: Path, smtp: Sink, point: str
) -> None:
    if "resend" not in point:
        _keep_echoes(smtp, tmp_path)
    contents = _posted(engine)
    sender = Sender(tmp_path, smtp.port, echo="resend" not in point)
    assert sender.send_until("smtp.after_dot") == KILLED
    _let_leases_run_out(engine)
    if "resend" in point:
        assert sender.send_until("outbox.after_look_commit") == KILLED
    assert sender.send_until(point, minutes=11) == KILLED
    assert _come_back(engine, sender) == [Phase.SENT] * LETTERS
    assert {mail.raw for mail in smtp.accepted} == set(contents)
    assert len(smtp.accepted) - LETTERS <= (1 if "resend" in point else 0)


@pytest.mark.parametrize(
    "point",
    [
        "outbox.before_claim_commit:2",
        "outbox.before_dotting_commit:21",
        "outbox.after_dotting_commit:21",
        "smtp.before_mail:30",
        "smtp.after_354:30",
        "smtp.after_dot:30",
        "smtp.after_reply:30",
        "outbox.before_claim_commit:3",
    ],
)
def test_killed_under_load_when_a_batch_is_committed_together_each_letter_leaves_once(
    engine: sa.Engine, tmp_path: Path, smtp: Sink, point: str
) -> None:
    _keep_echoes(smtp, tmp_path)
    contents = _posted(engine, 45)
    sender = Sender(tmp_path, smtp.port, echo=True)
    assert sender.send_until(point, letters=45) == KILLED
    assert _come_back(engine, sender) == [Phase.SENT] * 45
    assert Counter(mail.raw for mail in smtp.accepted) == Counter(contents)


def test_every_point_in_the_code_has_a_name_in_the_list_and_the_other_way_round() -> None:
    reached = {name for file in Path(outbox.__file__).parent.rglob("*.py") for name in _reached(file.read_text())}
    assert reached == {p for p in POINTS if not p.startswith("outbox.")}
    commits = set(_commits((Path(outbox.__file__).parent / "delivery.py").read_text())) | {"settle"}
    assert {f"outbox.{moment}_{c}_commit" for c in commits for moment in ("before", "after")} == {
        p for p in POINTS if p.startswith("outbox.")
    }


def _reached(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "reach":
            yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))


def _commits(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "commit":
            yield from (str(a.value) for a in ast.walk(node) if isinstance(a, ast.Constant))
