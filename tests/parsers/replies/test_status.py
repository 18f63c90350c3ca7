"""Status replies in plain words: what each clause changes, on which project and milestone, and what it leaves open."""

from __future__ import annotations

from datetime import date

import pytest

from parsers.replies.signals import What
from parsers.replies.status import Asked, read_status
from parsers.replies.topics import Candidate

TODAY = date(2026, 11, 24)  # a Tuesday
ACME = Candidate("ACME-1", "ACME website relaunch", ("Wireframes", "Copy", "Build", "Launch"), ("ACME",))
GLOBEX = Candidate("GLX-2", "Globex shop", ("Sitemap", "Checkout", "Launch"), ("Globex",))


def told(text: str, *candidates: Candidate, asked: Asked | None = None) -> list[str]:
    """Return the changes of a reply as "project/milestone what=value", with what is not said left out."""
    changes = read_status(text, TODAY, candidates or (ACME,), asked)
    assert all(change.quote in " ".join(text.split()) or change.quote in text for change in changes)
    return [
        "/".join(part for part in (c.project, c.milestone) if part) + f" {c.what}" + (f"={c.value}" if c.value else "")
        for c in changes
    ]


def test_one_line_holds_four_changes() -> None:
    assert told("wireframes done, copy still with client, need two more days, about 60%") == [
        "ACME-1/Wireframes done",
        "ACME-1/Copy waiting_client",
        "ACME-1 more_time=2 days",
        "ACME-1 percent=60",
    ]


@pytest.mark.parametrize(
    ("text", "changes"),
    [
        ("Wireframes approved by client", ["ACME-1/Wireframes done"]),
        ("Build is live ✅", ["ACME-1/Build done"]),
        ("We finished the wireframes and started the build.", ["ACME-1/Wireframes done"]),
        ("Logo finished.", ["ACME-1 done=Logo"]),
        ("not done yet", ["ACME-1 not_done"]),
        ("almost done with the build", ["ACME-1/Build not_done"]),
        ("Copy isn't approved yet", ["ACME-1/Copy not_done"]),
        ("Build: in progress", ["ACME-1/Build not_done"]),
        ("no, 80%", ["ACME-1 percent=80"]),
        ("60%. Sorry, 80%", ["ACME-1 percent=80"]),
        ("not 60% but 80%", ["ACME-1 percent=80"]),
        ("build 40% and copy 70%", ["ACME-1/Build percent=40", "ACME-1/Copy percent=70"]),
        ("half done", ["ACME-1 percent=50"]),
        ("build will be done by Friday", ["ACME-1/Build new_date=2026-11-27"]),
        ("launch moved to 12 Jan", ["ACME-1/Launch new_date=2027-01-12"]),
        ("build should be finished in 3 working days", ["ACME-1/Build new_date=2026-11-27"]),
        ("The wireframes will be delivered tomorrow", ["ACME-1/Wireframes new_date=2026-11-25"]),
        ("launch slips by a week", ["ACME-1/Launch more_time=1 week"]),
        ("we are 2 days late", ["ACME-1 more_time=2 days"]),
        ("6h left on the build", ["ACME-1/Build hours_left=6"]),
        ("blocked by Jon, he has the API keys", ["ACME-1 blocked=Jon"]),
        ("waiting for Jon's review", ["ACME-1 blocked=Jon's review"]),
        ("The build isn't blocked any more", ["ACME-1/Build unblocked"]),
        ("need the logo from the client", ["ACME-1 waiting_client=logo"]),
        ("ACME still owes us the copy", ["ACME-1/Copy waiting_client"]),
        ("client hasn't sent the images", ["ACME-1 waiting_client=images"]),
        ("at risk: launch might slip", ["ACME-1/Launch risk"]),
        ("we will not make Friday", ["ACME-1 risk"]),
        ("All good, on track!", ["ACME-1 on_track"]),
        ("next: build", ["ACME-1/Build next=build"]),
        ("done with wireframes, on to build now", ["ACME-1/Wireframes done", "ACME-1/Build next=build now"]),
        ("Can you extend the deadline?", ["ACME-1 question"]),
        ("- [x] wireframes\n- [ ] copy", ["ACME-1/Wireframes done", "ACME-1/Copy not_done"]),
        (
            "copy - done, build - 50%, launch - on track",
            ["ACME-1/Copy done", "ACME-1/Build percent=50", "ACME-1/Launch on_track"],
        ),
        (
            "Wireframes sind fertig, Texte liegen beim Kunden, brauche noch zwei Tage",
            ["ACME-1/Wireframes done", "ACME-1 waiting_client=Texte", "ACME-1 more_time=2 days"],
        ),
        ("Build verzögert sich um eine Woche", ["ACME-1/Build more_time=1 week"]),
        ("Copy noch nicht fertig, wird Freitag", ["ACME-1/Copy not_done", "ACME-1/Copy new_date=2026-11-27"]),
        ("Build hängt an den API-Keys von Jon", ["ACME-1/Build blocked=den API-Keys von Jon"]),
        ("alles im Plan", ["ACME-1 on_track"]),
        ("copy 50% (was 30%)", ["ACME-1/Copy percent=50"]),
        ("Up from 40% to 60%", ["ACME-1 percent=60"]),
        ("Copy will not be done by Friday", ["ACME-1/Copy not_done"]),
        ("nothing done on copy this week", ["ACME-1/Copy not_done"]),
        ("Copy done. Build not.", ["ACME-1/Copy done", "ACME-1/Build not_done"]),
        (
            "Done: wireframes, copy. Next: build. Blocked: nothing.",
            ["ACME-1/Wireframes done", "ACME-1/Copy done", "ACME-1/Build next=build", "ACME-1 on_track"],
        ),
        ("Blockers: API keys", ["ACME-1 blocked=API keys"]),
        ("Launch date confirmed: 12 January", ["ACME-1/Launch new_date=2027-01-12"]),
        ("Der Launch verschiebt sich auf den 12. Januar", ["ACME-1/Launch new_date=2027-01-12"]),
        ("launch pushed back 1 week", ["ACME-1/Launch more_time=1 week"]),
        ("We are done with ACME wireframes I think", ["ACME-1/Wireframes done"]),
        ("I don't think we'll make the launch date", ["ACME-1/Launch risk"]),
        (
            "Wireframes are 80% done and will be finished on Thursday",
            ["ACME-1/Wireframes percent=80", "ACME-1/Wireframes new_date=2026-11-26"],
        ),
    ],
)
def test_a_clause_changes_what_it_says(text: str, changes: list[str]) -> None:
    assert told(text) == changes


@pytest.mark.parametrize(
    "text",
    [
        "done",  # of four milestones
        "if the client sends copy we will be done Friday",
        "Wenn der Kunde liefert, sind wir Freitag fertig",
        "Build 3/5 screens done",
        "Build ready for review",
        "Copy done Friday",  # the last one or the next
        "Launch is going to be 2-3 days late",
        "wireframes are getting there",
        "copy is at 90",
        "build might be done by Friday",
        "the build waits until Monday",
    ],
)
def test_what_can_be_read_in_two_ways_is_unclear(text: str) -> None:
    assert [change.split()[1] for change in told(text)] == ["unclear"]


@pytest.mark.parametrize(
    "text",
    [
        "Hope you had a nice weekend!",
        "Thanks for the reminder",
        "The client call is on Friday.",
        "Let's talk tomorrow about the launch",
        "I spent 12 hours on the build",
        "Budget is at 80% of the hours",
        "we're 80% sure that launch works",
        "I'm off on Friday",
    ],
)
def test_small_talk_changes_nothing(text: str) -> None:
    assert told(text) == []


def test_everything_but_one_thing_is_not_that_thing_done() -> None:
    assert "ACME-1/Copy done" not in told("Everything is done except the copy")


def test_several_projects_are_told_apart() -> None:
    text = "ACME\n- wireframes done\n- build 40%\n\nGlobex: launch moved to 15 Jan\nglobx checkout at 80%"
    assert told(text, ACME, GLOBEX) == [
        "ACME-1/Wireframes done",
        "ACME-1/Build percent=40",
        "GLX-2/Launch new_date=2027-01-15",
        "GLX-2/Checkout percent=80",
    ]


def test_the_rest_means_the_projects_not_named() -> None:
    assert told("ACME at risk, everything else on track", ACME, GLOBEX) == ["ACME-1 risk", "GLX-2 on_track"]


@pytest.mark.parametrize("text", ["launch done", "need two more days"])
def test_a_project_is_never_guessed(text: str) -> None:
    assert told(text, ACME, GLOBEX) == [" unclear"]


def test_a_milestone_that_one_project_has_names_that_project() -> None:
    assert told("sitemap done", ACME, GLOBEX) == ["GLX-2/Sitemap done"]


def test_answers_below_questions_are_about_what_was_asked() -> None:
    text = "> ACME: is the copy done?\n\nno, still with the client\n\n> Globex: is the Checkout done?\n\nyes\n"
    assert told(text, ACME, GLOBEX) == ["ACME-1/Copy waiting_client", "GLX-2/Checkout done"]


def test_a_bare_done_answers_the_one_question() -> None:
    assert told("done", ACME, GLOBEX, asked=Asked("ACME-1", "Wireframes")) == ["ACME-1/Wireframes done"]


def test_without_projects_the_words_themselves_name_the_thing() -> None:
    changes = read_status("wireframes done, about 60%", TODAY)
    assert [(c.what, c.project, c.milestone, c.value) for c in changes] == [
        ("done", None, "wireframes", None),
        ("percent", None, None, "60"),
    ]


def test_what_is_too_long_to_be_read_is_named() -> None:
    percent, *rest = read_status("copy is at 50%. " * 5_000, TODAY, (ACME,))
    assert (percent.value, {change.what for change in rest}) == ("50", {What.UNCLEAR})
