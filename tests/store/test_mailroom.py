"""The ledger of mail: kept once, claimed by one, settled by its owner alone."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store import arrivals, inbox_list, mailroom
from agent.store import tables as t
from agent.store.acts import Cause
from agent.store.arrivals import FolderRow, NewArrival
from agent.store.mailroom import ClaimedMail, State
from agent.store.unit_of_work import Store
from tests.conversation import NOW

CAUSE = Cause("command", "test", "tester", "test.rule")


def _keep(store: Store, *raws: bytes, first_uid: int = 1, uidvalidity: int = 7, folder: str = "INBOX") -> int:
    batch = [NewArrival(uid, NOW, raw) for uid, raw in enumerate(raws, start=first_uid)]
    with store.begin("test", CAUSE) as work:
        arrivals.put_folder(work.connection, "desk", folder, FolderRow(uidvalidity, 0, NOW, NOW))
        return arrivals.keep(work.connection, "desk", folder, uidvalidity, batch, work.now)


def _claim(store: Store, owner: str = "one", limit: int = 10) -> list[ClaimedMail]:
    with store.begin("test", CAUSE) as work:
        return mailroom.claim(work.connection, State.KEPT, owner, work.now, limit)


def _let_leases_run_out(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.update(t.mail).values(lease_until=1))


def test_the_same_bytes_are_one_mail_with_two_arrivals(store: Store) -> None:
    assert _keep(store, b"one", b"two") == 2
    assert _keep(store, b"two", first_uid=9, folder="Other") == 0
    with store.look() as connection:
        assert len(inbox_list.mails(connection)) == 2
        assert [a.folder for a in inbox_list.arrivals_of(connection, 2)] == ["INBOX", "Other"]


def test_a_known_uid_is_no_new_arrival(store: Store) -> None:
    _keep(store, b"one")
    assert _keep(store, b"one") == 0
    with store.look() as connection:
        assert len(inbox_list.arrivals_of(connection, 1)) == 1


def test_a_uid_given_twice_speaks_of_the_new_mail(store: Store) -> None:
    _keep(store, b"one")
    assert _keep(store, b"other") == 1
    with store.look() as connection:
        assert [a.uid for a in inbox_list.arrivals_of(connection, 2)] == [1]


def test_what_is_claimed_is_nobody_elses(store: Store) -> None:
    _keep(store, b"one", b"two")
    assert [mail.raw for mail in _claim(store)] == [b"one", b"two"]
    assert _claim(store, "other") == []


def test_a_claim_that_ran_out_goes_to_the_next_and_the_first_settles_nothing(store: Store) -> None:
    _keep(store, b"one")
    (first,) = _claim(store)
    _let_leases_run_out(store)
    (second,) = _claim(store, "other")
    assert second.tries == 2
    with store.begin("test", CAUSE) as work:
        assert not mailroom.settle(work.connection, first, "one", work.now, State.HANDLED, "late")
        assert mailroom.settle(work.connection, second, "other", work.now, State.HANDLED, "done")


def test_a_mail_tried_before_is_claimed_alone(store: Store) -> None:
    _keep(store, b"poison")
    _claim(store)
    _let_leases_run_out(store)
    _keep(store, b"two", b"three", first_uid=5)
    assert [mail.raw for mail in _claim(store)] == [b"two", b"three"]
    assert [mail.raw for mail in _claim(store)] == [b"poison"]


def test_message_id_and_digest_together_make_a_copy_and_neither_alone(store: Store) -> None:
    _keep(store, b"1", b"2", b"3", b"4")
    with store.begin("test", CAUSE) as work:
        copies = mailroom.first_of_kind(
            work.connection, [(1, "<a>", "d"), (2, "<a>", "d"), (3, "<a>", "other"), (4, "<b>", "d")]
        )
    assert copies == {2: 1}


def test_a_mail_without_message_id_is_never_a_copy_by_digest(store: Store) -> None:
    _keep(store, b"1", b"2")
    with store.begin("test", CAUSE) as work:
        assert mailroom.first_of_kind(work.connection, [(1, "", "d"), (2, "", "d")]) == {}


def test_the_sweep_wakes_for_a_mail_once_in_a_while(store: Store) -> None:
    _keep(store, b"one")
    with store.begin("test", CAUSE) as work:
        assert mailroom.waiting(work.connection, work.now) == [("kept", 1)]
        assert mailroom.waiting(work.connection, work.now) == []


def test_replay_puts_a_settled_mail_back_to_the_start_but_none_on_its_way(store: Store) -> None:
    _keep(store, b"one")
    (mail,) = _claim(store)
    with store.begin("test", CAUSE) as work:
        assert not inbox_list.replay(work.connection, mail.id, work.now)
        mailroom.give_to_person(work.connection, mail, "one", work.now, "no idea", "trace")
        assert inbox_list.replay(work.connection, mail.id, work.now)
    assert [again.tries for again in _claim(store)] == [1]
