"""A status reply in plain words as typed changes, each with its verbatim quote: what is done, late, blocked, next.

'wireframes done, copy still with client, need two more days, about 60%' is four changes. Pure: the projects a person
may speak of come as candidates, the day as their own. What cannot be told is `unclear` with its quote, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.mail.reply import answers
from parsers.replies.clauses import MAX_CLAUSE, MAX_CLAUSES, MAX_TEXT, Clause, clauses
from parsers.replies.signals import Signal, What, is_correction, signals
from parsers.replies.subject import subject_of
from parsers.replies.topics import Candidate, Topic, Topics

_YES = re.compile(
    r"\A\W{0,3}(?:yes|yep|yup|yeah|ja|jawohl|correct|right|exactly|sure|genau|stimmt|oui|sí)\b\W{0,3}", re.I
)
_NO = re.compile(r"\A\W{0,3}(?:no|nope|nein|not really|leider nicht|leider nein|nee)\b\W{0,3}", re.I)
_BARE = re.compile(
    r"\A\W{0,3}(?:it'?s |that'?s |all |is |alles |ist )?(?:done|finished|complete|completed|ready|fertig|"
    r"erledigt|delivered|live|sent|✅|👍|✔️?)\W{0,3}(?:thanks|thank you|danke|thx)?\W{0,3}\Z",
    re.I,
)
_HEADING = re.compile(r"[^.!?]{2,60}[:：]\s*\Z")
_TAG = re.compile(r"\A\W{0,3}[^:,.]{1,60}?(?::|\s[-–—])\s*(?=\S)")


# What says no thing of its own is about the one thing its sentence named: "copy is not ready, comes Friday".
_INHERITING = frozenset((What.NEW_DATE, What.MORE_TIME, What.PERCENT, What.HOURS_LEFT, What.NOT_DONE))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a reply says, about a project by its code and a milestone by its name.

    Without candidates `milestone` is the thing as it was written. `value` is text: percent, ISO date, "2 days",
    hours, or whom one waits for; None where the kind says all.
    """

    what: What
    quote: str
    project: str | None = None
    milestone: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """The one question a request asked: what a bare "done" answers."""

    project: str
    milestone: str = ""


@dataclass(slots=True)
class _Reading:
    """A reply being read: what it is about so far."""

    topics: Topics
    today: date
    asked: Asked | None
    client: str
    current: tuple[str, ...] = ()
    milestone: str = ""
    sentence: int = -1
    told: tuple[str, ...] = ()  # the milestones named in this sentence so far


def read_status(
    visible: str, today: date, candidates: Sequence[Candidate] = (), asked: Asked | None = None
) -> tuple[Change, ...]:
    """Return what a reply's visible text says of the work, in its order; `today` is the sender's own day.

    Quoted lines count only as the question above an answer. Of two values for one thing a correction keeps the later.
    """
    changes: list[Change] = []
    spoken: set[str] = set()
    topics = Topics(candidates)
    client = "|".join(rf"\b{re.escape(name)}\b" for c in candidates for name in c.names if name)
    for answer in answers(visible):
        reading = _Reading(topics, today, asked, client)
        if answer.question:
            _begin(reading, answer.question)
        changes += _read(reading, answer.text, answer.question, spoken)
        if rest := answer.text[MAX_TEXT:].strip():
            changes.append(Change(What.UNCLEAR, rest[:200]))  # more than a person writes: somebody should look
    return tuple(_corrected(changes))


def _begin(reading: _Reading, question: str) -> None:
    """Take the topic of the question above an answer."""
    last = question.strip().split("\n")[-1]
    projects = reading.topics.projects(last).projects or reading.topics.projects(question).projects
    topic = reading.topics.milestone(last, projects)
    reading.current = topic.projects if not topic.unsure else projects
    reading.milestone = "" if topic.unsure else topic.milestone


def _read(reading: _Reading, text: str, question: str, spoken: set[str]) -> list[Change]:
    """Return the changes of one stretch of new text."""
    found: list[Change] = []
    line = -1
    said = clauses(text)
    for clause in said:
        if len(clause.text) > MAX_CLAUSE:
            found.append(Change(What.UNCLEAR, clause.text[:200]))  # no person says so much in one breath
            continue
        named = reading.topics.projects(clause.text).projects
        if named:
            reading.current, line = named, clause.line
            reading.milestone = ""
        elif clause.first and clause.line != line and _HEADING.match(clause.text):
            reading.milestone = ""
        rest = reading.topics.rest(clause.text, spoken | {c.project for c in found if c.project})
        if rest:
            reading.current = rest
        found += _from_clause(reading, clause, question)
        spoken.update(change.project for change in found if change.project)
    if len(said) >= MAX_CLAUSES:
        found.append(Change(What.UNCLEAR, said[-1].text))  # there is more than a person writes
    return found


def _from_clause(reading: _Reading, clause: Clause, question: str) -> list[Change]:
    """Return what one clause says: a question and a condition say nothing certain."""
    quote = clause.text
    if clause.sentence != reading.sentence:
        reading.sentence, reading.told = clause.sentence, ()
    if _HEADING.match(quote) and len(quote.split()) < 7 and not signals(quote, reading.today):
        return []
    said = _signals(reading, clause, question)
    if clause.asks:
        return [Change(What.QUESTION, quote, _only(reading.current or _default(reading)))]
    if clause.conditional:
        telling = [s for s in said if s.what not in (What.NEXT, What.QUESTION)]
        return [Change(What.UNCLEAR, quote, _only(reading.current or _default(reading)))] if telling else []
    return [change for signal in said for change in _changes(reading, clause, signal)]


def _signals(reading: _Reading, clause: Clause, question: str) -> tuple[Signal, ...]:
    """Return the signals of a clause; "yes" and "no" say what the question above them asks."""
    said = signals(_without_tag(reading, clause.text), reading.today, reading.client)
    if clause.box and not said:
        return (Signal(What.NOT_DONE if clause.box == " " else What.DONE, "", clause.text),)
    if said or not question:
        return said
    asked = signals(question.strip().split("\n")[-1].rstrip("? "), reading.today, reading.client)
    told = next(
        (signal for signal in asked if signal.what in (What.DONE, What.WAITING, What.ON_TRACK, What.BLOCKED)), None
    )
    if told is None:
        return ()
    if _YES.match(clause.text):
        return (replace(told, subject=""),)
    if _NO.match(clause.text) and told.what is What.DONE:
        return (Signal(What.NOT_DONE),)
    return ()


def _without_tag(reading: _Reading, text: str) -> str:
    """Return a clause without the project's name set before it: "ACME: done"."""
    tag = _TAG.match(text)
    return (
        text[tag.end() :]
        if tag and reading.topics.projects(tag.group()).projects and text[tag.end() :].strip()
        else text
    )


def _changes(reading: _Reading, clause: Clause, signal: Signal) -> list[Change]:
    """Return one signal as changes, one for each project it is about; none is guessed."""
    quote, subject = clause.text, subject_of(signal.subject)
    if not reading.topics.candidates:
        return [Change(signal.what, quote, None, subject or None, signal.value or None)]
    topic = _topic(reading, clause, signal)
    if topic.unsure or not topic.projects:
        return [Change(What.UNCLEAR, quote)]
    milestone = topic.milestone
    if signal.what is What.DONE and not milestone and (_BARE.match(quote) or not _names(reading, subject)):
        milestone = _one_milestone(reading, topic.projects)
        if not milestone:
            return [Change(What.UNCLEAR, quote, _only(topic.projects))]
    named = subject if signal.what in (What.DONE, What.WAITING, What.NOT_DONE) and not milestone else ""
    value = signal.value or named
    return [Change(signal.what, quote, code, milestone or None, value or None) for code in topic.projects]


def _topic(reading: _Reading, clause: Clause, signal: Signal) -> Topic:
    """Return what a signal is about: named in its clause, else what the reply speaks of, else what was asked."""
    projects = reading.current or _default(reading)
    named = reading.topics.milestone(signal.subject if signal.what is not What.NEXT else signal.value, projects)
    if not named.milestone and not named.unsure:
        named = reading.topics.milestone(clause.text, projects)
    if named.unsure and not named.milestone:
        return named if signal.what is What.DONE else Topic(projects, "", not projects)
    if named.milestone:
        reading.told = tuple(dict.fromkeys((*reading.told, named.milestone)))
        return named
    if own := subject_of(signal.subject):
        reading.told = (*reading.told, own)
    alone = len(reading.told) == 1 and signal.what in _INHERITING and not own
    return Topic(projects, reading.told[0] if alone else reading.milestone)


def _default(reading: _Reading) -> tuple[str, ...]:
    """Return the project of a clause that names none: the one asked about, or the only one there is."""
    if reading.asked is not None and reading.asked.project:
        return (reading.asked.project,)
    codes = tuple(candidate.code for candidate in reading.topics.candidates)
    return codes if len(codes) == 1 else ()


def _one_milestone(reading: _Reading, projects: tuple[str, ...]) -> str:
    """Return the milestone a bare "done" means: the one asked about, or the only one of the project."""
    if reading.milestone:
        return reading.milestone
    if reading.asked is not None and projects == (reading.asked.project,) and reading.asked.milestone:
        return reading.asked.milestone
    held = [name for c in reading.topics.candidates if c.code in projects for name in c.milestones]
    return held[0] if len(held) == 1 and len(projects) == 1 else ""


def _names(reading: _Reading, subject: str) -> bool:
    """Return whether a subject names a thing of its own: "logo" does, the project's name alone does not."""
    return bool(subject) and not (reading.topics.projects(subject).projects and len(subject.split()) < 3)


def _only(projects: tuple[str, ...]) -> str | None:
    return projects[0] if len(projects) == 1 else None


def _corrected(changes: list[Change]) -> list[Change]:
    """Return the changes without what a later one takes back, and without doubles."""
    kept: list[Change] = []
    for change in changes:
        if is_correction(change.quote) or change.what in (What.PERCENT, What.NEW_DATE, What.HOURS_LEFT):
            kept = [old for old in kept if not _same_thing(old, change)]
        if not any(_key(old) == _key(change) for old in kept):
            kept.append(change)
    return kept


def _same_thing(old: Change, new: Change) -> bool:
    same = (old.project, old.milestone) == (new.project, new.milestone) or (
        is_correction(new.quote) and old.project == new.project and new.milestone is None
    )
    return old.what is new.what and same


def _key(change: Change) -> tuple[object, ...]:
    told = (change.what, change.project, change.milestone, change.value)
    return (*told, change.quote) if change.what in (What.UNCLEAR, What.QUESTION, What.RISK) else told
