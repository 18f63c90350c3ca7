"""A reply to a decisions mail: '1a 2 yes, 3 ask Sam, rest default', typed for each number with its verbatim quote.

What is answered with words that are no choice is `unclear` with its quote; a number that is not answered is not there,
and keeps its default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parsers.mail.reply import answers
from parsers.replies.decision_words import (
    ALL_FIRST,
    ASK,
    BUT,
    DEFAULT,
    FILLER,
    LATER,
    MARK,
    NO,
    NO_MARK,
    OPTION,
    REST,
    VERB_FIRST,
    WHOLE,
    YES,
)

MAX_TEXT = 10_000


class Choice(StrEnum):
    """How a decision was answered."""

    OPTION = "option"  # one of the lettered options
    YES = "yes"
    NO = "no"
    DEFAULT = "default"  # what was recommended
    ASK = "ask"  # somebody else decides or is asked first
    LATER = "later"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer to one number; `option` is a lower-case letter, `who` whom to ask, where the choice has one."""

    number: int
    choice: Choice
    quote: str
    option: str = ""
    who: str = ""


def read_decisions(visible: str, numbers: Sequence[int]) -> tuple[Decision, ...]:
    """Return the answers in a reply to the decisions `numbers`, in their order; the last word on a number counts.

    An answer below a quoted decision belongs to its number. "All" and "rest" mean the numbers not named otherwise.
    """
    found: dict[int, Decision] = {}
    for answer in answers(visible[:MAX_TEXT]):
        asked = _asked(answer.question, numbers)
        for decision in _read(answer.text, (asked,) if asked else tuple(numbers), bool(asked), found):
            found[decision.number] = decision
    return tuple(found[number] for number in sorted(found))


def _asked(question: str, numbers: Sequence[int]) -> int:
    """Return the number of the decision quoted above an answer, the last one there, 0 where none is."""
    said = [int(number) for number in re.findall(r"(?m)^\W{0,4}(?:#|Q)?\(?(\d{1,2})[.):]", question)]
    known = [number for number in said if number in numbers]
    return known[-1] if known else 0


def _read(text: str, numbers: tuple[int, ...], inline: bool, so_far: dict[int, Decision]) -> Iterator[Decision]:
    """Yield the decisions of one stretch of text."""
    if inline:
        yield from _content(numbers, text, text)
        return
    named: dict[int, Decision] = {}
    rest: list[Decision] = []
    left = text
    for match in ALL_FIRST.finditer(text):
        content = (
            "default" if "recommend" in match.group().lower() or "default" in match.group().lower() else match["verb"]
        )
        rest += _content(numbers, content, match.group())
        left = left.replace(match.group(), " " * len(match.group()), 1)
    for match in VERB_FIRST.finditer(left):
        for decision in _content(_numbers(match["numbers"], numbers), match["verb"], match.group()):
            named[decision.number] = decision
        left = left[: match.start()] + " " * len(match.group()) + left[match.end() :]
    for listed, content, quote in _segments(left, numbers):
        target = _content(listed or numbers, content, quote)
        if listed:
            named.update({decision.number: decision for decision in target})
        else:
            rest += target
    if not named and not rest:
        rest += _whole(text, numbers)
    for decision in rest:
        if decision.number not in named and decision.number not in so_far:
            yield decision
    yield from named.values()


def _segments(text: str, numbers: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], str, str]]:
    """Yield (numbers, what is said of them, quote); no numbers where it is "rest" or "all"."""
    marks: list[tuple[int, int, tuple[int, ...]]] = []
    for match in MARK.finditer(text):
        listed = _numbers(match["numbers"], numbers)
        if listed and not NO_MARK.match(text, match.end("numbers")) and len(listed) == len(_said(match["numbers"])):
            marks.append((match.start(), match.end(), listed))
    for match in REST.finditer(text):
        if not any(start <= match.start() < end for start, end, _ in marks):
            marks.append((match.start(), match.end(), ()))
    marks.sort()
    for at, (start, end, listed) in enumerate(marks):
        stop = marks[at + 1][0] if at + 1 < len(marks) else len(text)
        cut = re.search(r"\n|[.!](?=\s|\Z)", text[end:stop])
        stop = end + cut.start() if cut else stop
        content = text[end:stop].strip(" \t\n,;.&")
        if content:
            yield listed, content, text[start:stop].strip(" \t\n,;")


def _said(listed: str) -> list[int]:
    """Return the numbers a list names, ranges told out: "1-3", "1, 2 and 4"."""
    found: list[int] = []
    for part in re.split(r",|&|\+|/|\band\b|\bund\b", listed, flags=re.IGNORECASE):
        ends = [int(number) for number in re.findall(r"\d{1,2}", part)]
        found += range(ends[0], ends[1] + 1) if len(ends) == 2 and ends[0] < ends[1] else ends
    return found


def _numbers(listed: str, known: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in _said(listed) if number in known))


def _whole(text: str, numbers: tuple[int, ...]) -> list[Decision]:
    """Return a text without any number: about all decisions where it says so, or the only one there is."""
    said = text.strip()
    if WHOLE.match(said):
        return list(_content(numbers, "default", said))
    if len(numbers) == 1 and not FILLER.match(said):
        return list(_content(numbers, said, said))
    if _choice(said)[0] is not Choice.UNCLEAR or OPTION.match(said):
        return [Decision(number, Choice.UNCLEAR, said) for number in numbers]  # "yes" to which of them?
    return []


def _content(numbers: Sequence[int], content: str, quote: str) -> list[Decision]:
    """Return what `content` says of each number."""
    choice, option, who = _choice(content.strip())
    return [Decision(number, choice, quote.strip(), option, who) for number in numbers]


def _choice(content: str) -> tuple[Choice, str, str]:
    """Return (choice, option, who) of the words about a decision; a condition or a doubt makes it unclear."""
    asked = ASK.search(content)
    if asked is not None:
        return Choice.ASK, "", asked["who"] or asked["who2"]
    if BUT.search(content):
        return Choice.UNCLEAR, "", ""
    if option := OPTION.match(content):
        return Choice.OPTION, option["option"].lower(), ""
    for pattern, choice in ((DEFAULT, Choice.DEFAULT), (LATER, Choice.LATER), (NO, Choice.NO), (YES, Choice.YES)):
        if pattern.match(content):
            return choice, "", ""
    return Choice.UNCLEAR, "", ""
