"""Acts: every change has a cause, can be undone, and cannot be edited quietly."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa

from agent.store import acts
from agent.store import tables as t
from agent.store.acts import Cause
from agent.store.unit_of_work import Store

CAUSE = Cause("command", "test", "tester", "test.rule")


def _client(store: Store, name: str = "Acme") -> int:
    with store.begin("test", CAUSE) as work:
        return work.log.insert(t.client, code="ACME", name=name)


def _rename(store: Store, client_id: int, name: str) -> int:
    with store.begin("test", CAUSE) as work:
        work.log.update(t.client, client_id, name=name)
        return work.log.id


def _name(store: Store, client_id: int) -> str:
    with store.look() as connection:
        return str(connection.execute(sa.select(t.client.c.name).where(t.client.c.id == client_id)).scalar_one())


def test_a_change_keeps_what_was_there_before_and_who_did_it(store: Store) -> None:
    client_id = _client(store)
    _rename(store, client_id, "Acme Ltd")
    with store.look() as connection:
        (_, first), (act, second) = acts.acts_on(connection, "client", [client_id])
    assert (first.before, second.before, second.after) == ("", '{"name": "Acme"}', '{"name": "Acme Ltd"}')
    assert (act.actor, act.rule) == ("tester", "test.rule")


def test_undo_puts_back_what_an_act_changed(store: Store) -> None:
    client_id = _client(store)
    act_id = _rename(store, client_id, "Acme Ltd")
    with store.begin("test", CAUSE) as work:
        work.log.undo_of(act_id)
        assert acts.undo(work.log, work.connection, act_id) == []
    assert _name(store, client_id) == "Acme"


def test_undo_leaves_alone_what_was_changed_again_and_says_so(store: Store) -> None:
    client_id = _client(store)
    act_id = _rename(store, client_id, "Acme Ltd")
    _rename(store, client_id, "Acme Inc")
    with store.begin("test", CAUSE) as work:
        (kept,) = acts.undo(work.log, work.connection, act_id)
    assert (kept.noun, kept.row_id, _name(store, client_id)) == ("client", client_id, "Acme Inc")


def test_the_chain_of_acts_holds(store: Store) -> None:
    client_id = _client(store)
    for name in ("A", "B", "C"):
        _rename(store, client_id, name)
    with store.look() as connection:
        assert acts.verify_chain(connection) is None


def test_a_quiet_edit_of_history_breaks_the_chain_at_that_act(store: Store) -> None:
    client_id = _client(store)
    act_id = _rename(store, client_id, "B")
    _rename(store, client_id, "C")
    with store.engine.begin() as connection:
        connection.execute(sa.update(t.change).where(t.change.c.act_id == act_id).values(after='{"name": "X"}'))
    with store.look() as connection:
        assert acts.verify_chain(connection) == act_id


def test_a_deleted_last_act_breaks_the_chain_too(store: Store) -> None:
    client_id = _client(store)
    act_id = _rename(store, client_id, "B")
    with store.engine.begin() as connection:
        connection.execute(sa.delete(t.change).where(t.change.c.act_id == act_id))
        connection.execute(sa.delete(t.act).where(t.act.c.id == act_id))
    with store.look() as connection:
        assert acts.verify_chain(connection) is not None


def test_what_fails_leaves_nothing_behind(store: Store) -> None:
    try:
        with store.begin("test", CAUSE) as work:
            work.log.insert(t.client, code="ACME", name="Acme")
            raise RuntimeError("on purpose")
    except RuntimeError:
        pass
    with store.look() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(t.act)).scalar_one() == 0


def test_a_row_that_was_taken_out_comes_back_and_a_new_one_goes(store: Store) -> None:
    away: dict[str, str | date] = {
        "person": "jo@agency.example",
        "first_on": date(2027, 1, 4),
        "last_on": date(2027, 1, 8),
    }
    with store.begin("test", CAUSE) as work:
        leave_id = work.log.insert(t.leave, **away, kind="leave", state="booked")
    with store.begin("test", CAUSE) as work:
        work.log.remove(t.leave, leave_id)
        new_id = work.log.insert(t.leave, **away, kind="sick", state="booked")
        act_id = work.log.id
    with store.begin("test", CAUSE) as work:
        assert acts.undo(work.log, work.connection, act_id) == []
    with store.look() as connection:
        rows = connection.execute(sa.select(t.leave.c.id, t.leave.c.kind)).all()
        assert acts.verify_chain(connection) is None
    assert [(row.id, row.kind) for row in rows] == [(leave_id, "leave")]
    assert new_id
