"""What every use case works with: the agency's settings, the store, the words and the reader of files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agent.reading import Opened, Reading
from agent.services.copies import Copies
from agent.store.unit_of_work import Store
from config.home import Home
from config.settings import Person, Role, Settings
from outbox.identifiers import is_ours
from outbox.letter import Address
from outbox.letters.desk import Desk, Masthead
from templates.render import Words


@dataclass(frozen=True)
class Office:
    """One agency's desk as use cases see it; `owner` names this process in claims."""

    settings: Settings
    home: Home
    store: Store
    words: Words
    read: Callable[[str, bytes], Reading]
    open: Callable[[str, bytes], Opened]
    key: bytes
    owner: str
    copies: Copies | None = None  # while a restored store is compared with the mailbox

    @property
    def address(self) -> Address:
        """The address letters come from."""
        return Address(self.settings.agency.address, self.settings.agency.name)

    @property
    def desk(self) -> Desk:
        """The writer of the agency's letters."""
        agency = self.settings.agency
        masthead = Masthead(agency.name, agency.address, self.settings.letters.signature)
        return Desk(self.words, masthead, agency.locale)

    @property
    def zone(self) -> ZoneInfo:
        """The agency's time zone."""
        return ZoneInfo(self.settings.agency.timezone)

    def today(self, now: datetime) -> date:
        """Return the day it is for the agency."""
        return now.astimezone(self.zone).date()

    @property
    def admin(self) -> Address:
        """Whom the desk tells what it cannot settle by itself."""
        return address_of(self.settings.with_role(Role.ADMIN)[0])

    def is_ours(self, message_id: str) -> bool:
        """Return whether a Message-ID was made by this desk."""
        return is_ours(self.key, message_id)


def address_of(person: Person) -> Address:
    """Return a person's address as letters are sent to it."""
    return Address(person.email, person.name)
