"""SIGKILL at every named point of every journey: no mail lost, one project, each letter accepted once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.faults import oracle
from tests.faults.conftest import Stage
from tests.faults.forking import KILLED
from tests.faults.journeys import JOURNEYS
from tests.faults.rig import Rig


def _commits(*names: str) -> tuple[str, ...]:
    return tuple(f"{name}.{moment}_commit" for name in names for moment in ("before", "after"))


def _sending(*names: str) -> tuple[str, ...]:
    return tuple(f"outbox.{moment}_{name}_commit" for name in names for moment in ("before", "after"))


TAKING_IN = (
    *("maildir.before_numbering", "maildir.after_numbering"),
    *_commits("folder", "keep", "mail.claim", "mail.sort", "admin.tell", "filed"),
    *("mailbox.before_move", "mailbox.after_move"),
)
STEPS = ("before_mail", "after_rcpt", "after_354", "before_dot", "after_dot", "after_reply")
SMTP = tuple(f"smtp.{step}" for step in STEPS)
SENDING = (*_sending("recover", "breaker", "claim", "dotting"), *SMTP)
# The second time some points are reached another thing is at stake: the claim for work instead of for sorting, the
# second letter of two, the copy of a letter that comes back.
LATER = ("mail.claim.after_commit:3", "mail.sort.before_commit:3", "keep.before_commit:2", "filed.before_commit:2")
EVERYWHERE = (*TAKING_IN, *SENDING, *LATER)
POINTS = {
    "signed": (
        *_commits("schema"),
        *EVERYWHERE,
        *_commits("intake"),
        *(f"{step}:2" for step in SMTP),
        "mailbox.after_move:3",
    ),
    "part signed": (*_commits("schema"), *EVERYWHERE, *_commits("intake")),
    "ok": (*EVERYWHERE, *_commits("mail.words"), *(f"{step}:2" for step in SMTP)),
    "answers": (*EVERYWHERE, *_commits("mail.words")),
    "bounce": (*EVERYWHERE, *_commits("mail.bounce")),
    "forged": (*_commits("schema"), *EVERYWHERE),
}
# From here on the dot may have been sent: without a copy to find, the letter goes once more.
DOTTED = ("outbox.after_dotting_commit", "smtp.before_dot", "smtp.after_dot", "smtp.after_reply")
IN_DOUBT = _sending("look", "confirm", "resend")
KILLS = [(journey, point) for journey, points in POINTS.items() for point in points]


@pytest.mark.parametrize(("journey", "point"), KILLS)
def test_killed_anywhere_nothing_is_lost_and_nothing_said_twice(begun: Stage, journey: str, point: str) -> None:
    rig = begun(journey)
    assert rig.kill_at(point) == KILLED
    rig.finish()
    _judge(rig, journey)


@pytest.mark.parametrize("point", SENDING)
def test_killed_without_copies_to_find_one_letter_at_most_goes_once_more_with_the_same_bytes(
    begun: Stage, point: str
) -> None:
    rig = begun("ok")
    rig.echo = False
    assert rig.kill_at(point) == KILLED
    rig.finish()
    _judge(rig, "ok", extra=1 if point in DOTTED else 0)


@pytest.mark.parametrize("point", IN_DOUBT)
def test_killed_again_while_a_doubt_is_resolved_the_letter_arrives(begun: Stage, point: str) -> None:
    rig = begun("part signed")
    rig.echo = "resend" not in point
    assert rig.kill_at("smtp.after_dot") == KILLED
    assert rig.kill_at(point, replace(rig.order, minutes=(0, 11))) == KILLED
    rig.finish()
    _judge(rig, "part signed", extra=1 if "resend" in point else 0)


@pytest.mark.parametrize("seed", range(24))
def test_killed_twice_at_random_nothing_is_lost_and_nothing_said_twice(begun: Stage, seed: int) -> None:
    chance = random.Random(seed)
    journey = chance.choice(sorted(POINTS))
    first, second = (chance.choice(POINTS[journey]).partition(":")[0] for _ in range(2))
    rig = begun(journey)
    rig.kill_at(f"{first}:{chance.randint(1, 3)}")
    rig.kill_at(f"{second}:{chance.randint(1, 3)}", replace(rig.order, minutes=(0, 11)))
    rig.finish()
    _judge(rig, journey)


def _judge(rig: Rig, name: str, extra: int = 0) -> None:
    journey = JOURNEYS[name]
    oracle.judge_mails(rig, journey.states)
    oracle.judge_letters(rig, journey.letters, extra)
    oracle.judge_store(rig, journey.projects)
