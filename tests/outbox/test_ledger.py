"""Letters in the ledger: posted once, claimed by one, settled only by who holds them, never moved back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from outbox import ledger
from outbox.ledger import claims
from outbox.tables import Phase, blob, letter
from tests.outbox.desk import NOW, a_letter, put, sqlite_engine, tables_on

LATER = NOW + timedelta(minutes=11)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.live)])
def conn(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Connection]:
    postgres = request.param == "postgres"
    engine = tables_on(request.getfixturevalue("postgres")) if postgres else sqlite_engine(tmp_path)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def _take(conn: sa.Connection, owner: str = "me") -> ledger.Claimed:
    [taken] = ledger.claim(conn, owner, NOW, 1)
    return taken


def _dotting(conn: sa.Connection) -> ledger.Claimed:
    put(conn, a_letter())
    taken = _take(conn)
    assert ledger.dotting(conn, taken)
    return taken


def _phase(conn: sa.Connection, letter_id: int) -> Phase:
    return ledger.load(conn, letter_id).phase


def _expire(conn: sa.Connection) -> None:
    conn.execute(sa.update(letter).values(lease_until=1))


def test_a_dedupe_key_is_taken_once_for_each_recipient(conn: sa.Connection) -> None:
    first = put(conn, a_letter("k", "ana@agency.example"))
    other = put(conn, a_letter("k", "bo@agency.example"))
    again = ledger.post(conn, a_letter("k", "ANA@agency.example"), "<x.y@agency.example>", b"other bytes", NOW)
    assert again is None
    assert first != other
    assert ledger.posted(conn, "k", "Ana@agency.example") == first


def test_a_letter_posted_before_leaves_no_bytes_behind(conn: sa.Connection) -> None:
    put(conn, a_letter("k"))
    ledger.post(conn, a_letter("k"), "<x.y@agency.example>", b"other bytes", NOW)
    assert conn.execute(sa.select(sa.func.count()).select_from(blob)).scalar_one() == 1


def test_posting_many_answers_in_order_and_passes_over_what_was_posted(conn: sa.Connection) -> None:
    known = put(conn, a_letter("b"))
    posts = [ledger.Post(a_letter(key), f"<{key}@x.example>", key.encode()) for key in ("a", "b", "c", "a")]
    posts[3] = replace(posts[3], message_id="<again@x.example>")
    ids = ledger.post_many(conn, posts, NOW)
    assert [i is None for i in ids] == [False, True, False, True]
    assert known not in ids
    assert ledger.content(conn, ids[2] or 0) == b"c"


def test_urgent_letters_are_claimed_first_then_the_oldest(conn: sa.Connection) -> None:
    old = put(conn, a_letter("old"), NOW - timedelta(hours=1))
    new = put(conn, a_letter("new"))
    urgent = put(conn, a_letter("urgent", urgent=True))
    assert [item.id for item in ledger.claim(conn, "me", NOW, 10)] == [urgent, old, new]


def test_what_is_held_or_not_yet_due_is_not_claimed(conn: sa.Connection) -> None:
    put(conn, a_letter("held", held=True))
    put(conn, a_letter("later"), NOW + timedelta(minutes=1))
    assert ledger.claim(conn, "me", NOW, 10) == []


def test_a_claim_counts_tries_and_epochs_and_is_not_given_twice(conn: sa.Connection) -> None:
    put(conn, a_letter())
    taken = _take(conn)
    assert (taken.tries, taken.epoch, taken.owner) == (1, 1, "me")
    assert ledger.claim(conn, "you", NOW, 10) == []


def test_a_letter_goes_connecting_dotting_sent_and_the_attempt_is_kept(conn: sa.Connection) -> None:
    taken = _dotting(conn)
    assert ledger.settle_sent(conn, taken, 250, "2.0.0 queued", NOW)
    row = ledger.load(conn, taken.id)
    assert (row.phase, row.sent_at) == (Phase.SENT, NOW)
    assert [(a.phase, a.code) for a in ledger.attempts(conn, taken.id)] == [(Phase.SENT, 250)]


def test_settling_many_tells_which_were_lost(conn: sa.Connection) -> None:
    put(conn, a_letter("a"))
    put(conn, a_letter("b"))
    first, second = ledger.claim(conn, "me", NOW, 2)
    assert ledger.dotting_all(conn, "me") == 2
    assert ledger.small_contents(conn, "me").keys() == {first.id, second.id}
    lost = replace(second, epoch=9)
    assert not ledger.still_held(conn, lost)
    replies = [ledger.Sent(item, 250, "ok", NOW) for item in (first, lost)]
    assert ledger.settle_sent_many(conn, replies) == replies[:1]
    assert [_phase(conn, i) for i in (first.id, second.id)] == [Phase.SENT, Phase.DOTTING]
    assert [len(ledger.attempts(conn, i)) for i in (first.id, second.id)] == [1, 0]


@pytest.mark.parametrize("change", [{"owner": "you"}, {"epoch": 2}])
def test_nobody_settles_with_another_owner_or_epoch(conn: sa.Connection, change: dict[str, str]) -> None:
    mine = _dotting(conn)
    stranger = replace(mine, **change)  # type: ignore[arg-type]
    assert not ledger.settle_sent(conn, stranger, 250, "", NOW)
    assert not ledger.settle_refused(conn, stranger, 550, "", NOW, "no")
    assert not ledger.retry_later(conn, stranger, 450, "", NOW, timedelta(minutes=1))
    assert not ledger.doubt(conn, stranger, "", NOW)
    assert ledger.attempts(conn, mine.id) == []


def test_the_dot_needs_a_living_lease(conn: sa.Connection) -> None:
    put(conn, a_letter())
    taken = _take(conn)
    _expire(conn)
    assert not ledger.dotting(conn, taken)
    assert ledger.renew(conn, "me") == 1
    assert ledger.dotting(conn, taken)


def test_a_letter_put_off_is_due_again_after_its_wait(conn: sa.Connection) -> None:
    put(conn, a_letter())
    taken = _take(conn)
    assert ledger.retry_later(conn, taken, 450, "mailbox busy", NOW, timedelta(minutes=5))
    assert ledger.claim(conn, "me", NOW + timedelta(minutes=4), 1) == []
    assert ledger.claim(conn, "me", NOW + timedelta(minutes=5), 1)[0].tries == 2


def test_a_letter_given_back_counts_no_try(conn: sa.Connection) -> None:
    put(conn, a_letter())
    ledger.give_back(conn, [_take(conn)])
    assert (_take(conn).tries, ledger.attempts(conn, 1)) == (1, [])


def test_a_crash_before_the_dot_is_queued_again(conn: sa.Connection) -> None:
    put(conn, a_letter())
    taken = _take(conn)
    assert ledger.recover_expired(conn, NOW) == ledger.Recovered((), (), ())
    assert not ledger.abandoned(conn)
    _expire(conn)
    assert ledger.abandoned(conn)
    assert ledger.recover_expired(conn, NOW) == ledger.Recovered((taken.id,), (), ())
    assert _phase(conn, taken.id) == Phase.QUEUED


def test_a_crash_after_dotting_is_unknown_and_never_unsent(conn: sa.Connection) -> None:
    taken = _dotting(conn)
    _expire(conn)
    ledger.recover_expired(conn, NOW)
    assert _phase(conn, taken.id) == Phase.UNKNOWN
    assert ledger.claim(conn, "you", LATER, 1) == []


def test_an_owner_thought_dead_may_still_say_that_it_was_sent(conn: sa.Connection) -> None:
    taken = _dotting(conn)
    _expire(conn)
    ledger.recover_expired(conn, NOW)
    assert ledger.settle_sent(conn, taken, 250, "ok", NOW)


def test_an_owner_thought_dead_changes_nothing_once_another_has_the_letter(conn: sa.Connection) -> None:
    put(conn, a_letter())
    dead = _take(conn, "dead")
    _expire(conn)
    ledger.recover_expired(conn, NOW)
    _take(conn, "alive")
    assert not ledger.dotting(conn, dead)
    assert not ledger.retry_later(conn, dead, 450, "", NOW, timedelta(minutes=1))


def test_a_letter_that_kills_every_process_is_put_before_a_person(conn: sa.Connection) -> None:
    letter_id = put(conn, a_letter())
    for _ in range(claims.CRASHES):
        _take(conn)
        _expire(conn)
        ledger.recover_expired(conn, NOW)
    assert _phase(conn, letter_id) == Phase.REFUSED
    assert "10 times" in ledger.load(conn, letter_id).reason


def test_a_letter_in_doubt_waits_ten_minutes_before_it_goes_again(conn: sa.Connection) -> None:
    taken = _dotting(conn)
    ledger.doubt(conn, taken, "silence after the dot", NOW)
    assert ledger.resend_once(conn, taken.id, NOW + timedelta(minutes=9)) is None
    assert [d.id for d in ledger.unknown_due(conn, LATER)] == [taken.id]
    assert ledger.resend_once(conn, taken.id, LATER) == Phase.QUEUED


def test_a_copy_found_settles_the_doubt(conn: sa.Connection) -> None:
    taken = _dotting(conn)
    ledger.doubt(conn, taken, "silence", NOW)
    assert ledger.confirm_echo(conn, taken.message_id, LATER) == taken.id
    assert _phase(conn, taken.id) == Phase.SENT
    assert ledger.in_doubt(conn) == []


def test_a_copy_of_a_letter_in_no_doubt_changes_nothing(conn: sa.Connection) -> None:
    letter_id = put(conn, a_letter())
    assert ledger.confirm_echo(conn, ledger.load(conn, letter_id).message_id, NOW) is None
    assert _phase(conn, letter_id) == Phase.QUEUED


def test_a_second_doubt_is_for_a_person_and_a_late_copy_still_settles_it(conn: sa.Connection) -> None:
    taken = _dotting(conn)
    ledger.doubt(conn, taken, "silence", NOW)
    ledger.resend_once(conn, taken.id, LATER)
    [again] = ledger.claim(conn, "me", LATER, 1)
    ledger.dotting(conn, again)
    ledger.doubt(conn, again, "silence", LATER)
    assert ledger.resend_once(conn, taken.id, LATER + timedelta(minutes=11)) == Phase.REFUSED
    assert ledger.load(conn, taken.id).reason.startswith("in doubt")
    assert ledger.confirm_echo(conn, taken.message_id, LATER) == taken.id


def test_a_held_letter_leaves_only_by_name(conn: sa.Connection) -> None:
    letter_id = put(conn, a_letter(held=True))
    assert ledger.release(conn, letter_id, "lea@agency.example", NOW)
    assert not ledger.release(conn, letter_id, "lea@agency.example", NOW)
    assert ledger.load(conn, letter_id).released_by == "lea@agency.example"
    assert _take(conn).id == letter_id


def test_what_was_sent_or_dropped_never_moves_again(conn: sa.Connection) -> None:
    sent = _dotting(conn)
    ledger.settle_sent(conn, sent, 250, "", NOW)
    dropped = put(conn, a_letter("other"))
    assert ledger.drop(conn, dropped, "a mistake")
    for letter_id in (sent.id, dropped):
        assert not ledger.drop(conn, letter_id, "again")
        assert not ledger.retry(conn, letter_id, "ana", NOW)
        assert not ledger.release(conn, letter_id, "ana", NOW)
        assert not ledger.hold(conn, letter_id, "why")
    assert not ledger.doubt(conn, sent, "", NOW)
    assert not ledger.settle_refused(conn, sent, 550, "", NOW, "")


def test_a_person_may_try_a_refused_letter_again(conn: sa.Connection) -> None:
    put(conn, a_letter())
    taken = _take(conn)
    ledger.settle_refused(conn, taken, 550, "no such user", NOW, "550 no such user")
    assert [row.id for row in ledger.refused_since(conn, NOW - timedelta(hours=1))] == [taken.id]
    assert ledger.retry(conn, taken.id, "lea@agency.example", NOW)
    assert _take(conn).tries == 1


def test_the_breaker_holds_all_but_what_a_person_let_go_or_is_spared(conn: sa.Connection) -> None:
    runaway = put(conn, a_letter("a"))
    released = put(conn, a_letter("b", held=True))
    ledger.release(conn, released, "lea", NOW)
    spared = put(conn, replace(a_letter("c"), kind="alarm"))
    assert ledger.hold_queued(conn, "breaker", {"alarm"}) == 1
    assert [_phase(conn, i) for i in (runaway, released, spared)] == [Phase.HELD, Phase.QUEUED, Phase.QUEUED]


def test_counts_answer_the_caps(conn: sa.Connection) -> None:
    hour = timedelta(hours=1)
    put(conn, a_letter("old"), NOW - 2 * hour)
    put(conn, a_letter("new"))
    taken = ledger.claim(conn, "me", NOW, 1)[0]
    assert ledger.posted_to(conn, "ana@agency.example", NOW - hour, NOW) == 1
    assert ledger.posted_between(conn, NOW - hour, NOW) == 1
    assert ledger.sending_between(conn, NOW - hour, NOW) == 1
    ledger.dotting(conn, taken)
    ledger.settle_sent(conn, taken, 250, "", NOW)
    assert ledger.sending_between(conn, NOW - hour, NOW) == 1
    assert ledger.counts(conn) == {Phase.SENT: 1, Phase.QUEUED: 1}
    assert ledger.next_due(conn) == NOW


def test_a_letter_is_found_by_message_id_and_by_mark(conn: sa.Connection) -> None:
    letter_id = put(conn, a_letter())
    put(conn, a_letter("other"))
    message_id = ledger.load(conn, letter_id).message_id
    found = ledger.by_message_id(conn, message_id)
    assert found is not None
    assert found.id == letter_id
    assert [row.id for row in ledger.by_mark(conn, f"[D-{message_id[1:9]}]")] == [letter_id]


def test_letters_are_listed_newest_first_and_by_phase(conn: sa.Connection) -> None:
    first, second = put(conn, a_letter("a")), put(conn, a_letter("b", held=True))
    assert [row.id for row in ledger.letters(conn)] == [second, first]
    assert [row.id for row in ledger.letters(conn, [Phase.HELD])] == [second]
    assert ledger.show(conn, 99) is None
