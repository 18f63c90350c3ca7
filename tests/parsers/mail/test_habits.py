"""Our own cases of what mail programs write around a reply or a forward, in some forty languages."""

from __future__ import annotations

from parsers.mail.forward import Forward, unwrap
from parsers.mail.reply import visible
from tests.parsers.mail.habits import Case, forwards, replies


def folded(text: str) -> str:
    return " ".join(text.split())


def told(forward: Forward, key: str) -> str:
    if key == "iso":
        return forward.moment.isoformat()[:16] if forward.moment else ""
    return str(getattr(forward, key))


def faults(case: Case) -> list[str]:
    """Return what differs between a forward as read and as written down."""
    found = unwrap(case.subject, case.text)
    if found is None or case.fields is None:
        return [] if found is None and case.fields is None else [f"forwards: {found}"]
    return [f"{key}: {told(found, key)!r}" for key, value in case.fields if folded(told(found, key)) != folded(value)]


def test_the_new_words_of_every_reply_are_read_and_nothing_else() -> None:
    wrong = {case.name: seen for case in replies() if folded(seen := visible(case.text)) != folded(case.wanted)}
    assert not wrong


def test_every_forward_gives_its_sender_date_subject_text_and_note() -> None:
    wrong = {case.name: found for case in forwards() if (found := faults(case))}
    assert not wrong


def test_both_halves_hold_enough_cases_to_mean_something() -> None:
    for cases in (replies(), forwards()):
        held = sum(case.held for case in cases)
        assert 0.4 < held / len(cases) < 0.6
    assert len(replies()) + len(forwards()) > 500
