"""One mail that nobody can read holds nobody else back: it is tried again alone, and then goes to a person."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from agent.services.mail.sort import sort_batch
from agent.services.office import Office
from agent.store.mailroom import State
from tests.conversation import Conversation
from tests.samples import mails

POISON = "<poison@mail.agency.example>"


class Stumbling(Office):
    """An office that falls over one mail, in a way nobody foresaw."""

    looked = 0

    def is_ours(self, message_id: str) -> bool:
        """Fall over the poison."""
        if message_id == POISON:
            Stumbling.looked += 1
            raise RecursionError("nobody foresaw this")
        return super().is_ours(message_id)


def _stumbling(desk: Conversation) -> Office:
    office = desk.desk.office
    return Stumbling(**{field.name: getattr(office, field.name) for field in fields(office)})


def _deliver(desk: Conversation, good: int) -> None:
    ids = [f"<{n}@mail.agency.example>" for n in range(good)]
    for message_id in [*ids[: good // 2], POISON, *ids[good // 2 :]]:
        desk.deliver(mails.mail(subject=message_id, message_id=message_id))
    desk.take_in()


def test_the_others_of_its_batch_are_sorted_at_once(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        _deliver(desk, good=6)
        assert sort_batch(_stumbling(desk)) == 7
        assert len(desk.mails(State.SORTED)) == 6
        (left,) = desk.mails(State.KEPT)
        assert left.reason == "reading it failed: RecursionError: nobody foresaw this"
        assert "in is_ours" in left.detail


def test_after_three_tries_it_goes_to_a_person_with_the_reason(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        Stumbling.looked = 0
        _deliver(desk, good=2)
        office = _stumbling(desk)
        for _ in range(6):
            sort_batch(office)
            desk.clock.forward(minutes=2)
        (given,) = desk.mails(State.PERSON)
        assert given.reason == "reading it failed: RecursionError: nobody foresaw this"
        assert Stumbling.looked == 3
        assert len(desk.mails(State.SORTED)) == 2


def test_a_person_can_replay_it_once_the_program_is_mended(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        _deliver(desk, good=0)
        for _ in range(4):
            sort_batch(_stumbling(desk))
            desk.clock.forward(minutes=2)
        (given,) = desk.mails(State.PERSON)
        desk.replay(given.id)
        desk.work()
        assert len(desk.letters("not_understood")) == 1  # it was read, and its sender answered
