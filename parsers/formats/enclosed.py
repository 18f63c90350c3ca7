"""The files inside a file: zip archives, saved mails and Outlook's winmail.dat, opened within limits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parsers.contract import Limits, Source, UnreadableError
from parsers.formats.container import Container
from parsers.formats.msg import as_mail
from parsers.formats.refusals import refusal
from parsers.formats.sniff import Kind, kind_of
from parsers.formats.tnef import files_of as tnef_files
from parsers.mail.clean import display_name

_MOST_BYTES = 60_000_000  # of all members together
_NOISE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True, slots=True)
class Member:
    """One file inside another; the name is for display, the type a claim or ""."""

    name: str
    media_type: str
    content: bytes


def members_of(source: Source, limits: Limits) -> tuple[Member, ...]:
    """Return the files that `source` encloses, in order; raises `UnreadableError`, also where it encloses none."""
    if len(source.content) > limits.bytes:
        raise _too_big(source)
    kind = kind_of(source.content)
    for known, open_it in _OPENERS:
        if known is kind:
            found = tuple(open_it(source, limits))
            if not found:
                raise UnreadableError(refusal(source.name, kind))
            return found
    raise UnreadableError(refusal(source.name, kind))


def _zip(source: Source, limits: Limits) -> Iterator[Member]:
    """Yield the files of an archive; folders and what file managers leave behind are none."""
    container = Container(source, limits)
    spent = 0
    for name in container.names():
        if name.endswith("/") or any(noise in name for noise in _NOISE):
            continue
        content = container.read(name)
        spent += len(content)
        if spent > _MOST_BYTES:
            raise _too_big(source)
        if content:
            yield Member(display_name(name), "", content)


def _msg(source: Source, limits: Limits) -> Iterator[Member]:
    """Yield the one mail that Outlook saved, as the mail it is."""
    yield Member(source.name, "message/rfc822", as_mail(source, limits))


def _tnef(source: Source, limits: Limits) -> Iterator[Member]:
    for number, (name, content) in enumerate(tnef_files(source.content)):
        if number >= limits.entries:
            raise _too_big(source)
        yield Member(display_name(name), "", content)


def _too_big(source: Source) -> UnreadableError:
    return UnreadableError(f"{source.name} unpacks to far more than documents hold; send the agreement alone.")


_OPENERS: tuple[tuple[Kind, Callable[[Source, Limits], Iterator[Member]]], ...] = (
    (Kind.ZIP, _zip),
    (Kind.MSG, _msg),
    (Kind.TNEF, _tnef),
)
ENCLOSING = frozenset(kind for kind, _ in _OPENERS)
