"""An agency's settings: frozen, sectioned, validated at start. All times are minutes or seconds as their names say."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, model_validator

from config.control import Status
from config.planning import Country, HoursOfDay, Leave, Planning, WorkingHours
from config.section import Section


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"no time zone is called {name!r}; write one like Europe/London or America/New_York") from None
    return name


def _email(text: str) -> str:
    local, at, domain = text.strip().rpartition("@")
    if not at or not local or "." not in domain or any(c.isspace() or c in '<>,;"' for c in text.strip()):
        raise ValueError(f"{text!r} is no mail address; write one like ana@agency.example")
    return f"{local}@{domain.lower()}"


Zone = Annotated[str, AfterValidator(_zone)]
Email = Annotated[str, AfterValidator(_email)]
Domain = Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")]
Security = Literal["tls", "starttls", "none"]


class Role(StrEnum):
    """What a person does in the agency; it decides what their mail may set in motion."""

    SALES = "sales"
    MEMBER = "member"
    LEAD = "lead"
    FOUNDER = "founder"
    ADMIN = "admin"


class Agency(Section):
    """Who the agency is and where its shared inbox answers."""

    name: str = Field(min_length=1)
    address: Email
    domains: tuple[Domain, ...] = Field(min_length=1)
    timezone: Zone = "UTC"
    locale: str = Field("en-GB", pattern=r"^[a-z]{2}(-[A-Z]{2})?$")
    currency: str = Field("EUR", pattern=r"^[A-Z]{3}$")
    country: Country = ""
    region: str = ""


class Mailbox(Section):
    """Where mail comes in: an IMAP account or a Maildir."""

    kind: Literal["imap", "maildir"] = "imap"
    host: str = ""
    port: int = Field(993, ge=1, le=65535)
    security: Security = "tls"
    auth: Literal["password", "xoauth2"] = "password"
    user: str = ""
    folder: str = "INBOX"
    path: Path | None = None
    file_mail: bool = True
    done_folder: str = "Desk/Done"
    person_folder: str = "Desk/Needs a person"
    first_start: Literal["new", "all"] = "new"
    idle_seconds: int = Field(240, ge=1, le=600)
    poll_seconds: int = Field(300, ge=1, le=3600)
    timeout_seconds: int = Field(60, ge=1, le=600)
    mail_bytes: int = Field(60_000_000, ge=10_000)

    @model_validator(mode="after")
    def _where(self) -> Mailbox:
        if self.kind == "imap" and not (self.host and self.user):
            raise ValueError("an imap mailbox needs host and user")
        if self.kind == "maildir" and self.path is None:
            raise ValueError("a maildir mailbox needs path")
        return self


class Smtp(Section):
    """How letters leave: an SMTP server, or a folder that collects them (nothing is sent)."""

    kind: Literal["smtp", "folder"] = "smtp"
    host: str = ""
    port: int = Field(587, ge=1, le=65535)
    security: Security = "starttls"
    auth: Literal["password", "xoauth2", "none"] = "password"
    user: str = ""
    path: Path | None = None
    echo: bool = True
    per_minute: int = Field(25, ge=1)
    timeout_seconds: int = Field(60, ge=1, le=600)

    @model_validator(mode="after")
    def _where(self) -> Smtp:
        if self.kind == "smtp" and not self.host:
            raise ValueError("smtp needs host")
        if self.kind == "folder" and self.path is None:
            raise ValueError("a folder of letters needs path")
        return self


class OAuth(Section):
    """Who renews the tokens of a mailbox that refuses passwords; without a provider they are given."""

    provider: Literal["", "microsoft", "google"] = ""
    client_id: str = ""
    tenant: str = "organizations"
    authority: str = Field("", pattern=r"^(https?://\S+)?$")


class Trust(Section):
    """Which stamp of which server proves a sender (RFC 8601); without one nobody is believed."""

    authserv_id: str | tuple[str, ...] = ""
    topmost_without_id: bool = False
    exchange_internal: bool = False
    stamp_below_received: bool = False
    internal_without_stamp: bool = False

    @property
    def authserv_ids(self) -> tuple[str, ...]:
        """The names whose stamps count, none for nobody's."""
        names = (self.authserv_id,) if isinstance(self.authserv_id, str) else self.authserv_id
        return tuple(name for name in names if name)

    @model_validator(mode="after")
    def _names(self) -> Trust:
        for name in self.authserv_ids:
            if "*" in name and (not name.startswith("*.") or "*" in name[1:] or name.count(".") < 2):
                raise ValueError(f"{name!r} would trust too much; a pattern is written like *.messagingengine.com")
        if self.exchange_internal and not self.topmost_without_id:
            raise ValueError("exchange_internal is for Exchange Online and needs topmost_without_id = true")
        return self


class Store(Section):
    """Where the project store lies; empty means `desk.db` in the agency's home."""

    url: str = ""


class Broker(Section):
    """What carries nudges between processes."""

    url: str = Field("memory:", pattern=r"^(memory:|redis://|rediss://|amqp://|amqps://)")


class Limits(Section):
    """What one file or mail may cost before it is put before a person."""

    file_bytes: int = Field(30_000_000, ge=1_000)
    pages: int = Field(200, ge=1)
    cells: int = Field(200_000, ge=1)
    unpacked_bytes: int = Field(200_000_000, ge=1_000)
    ratio: int = Field(100, ge=2)
    entries: int = Field(2_000, ge=1)
    read_seconds: int = Field(20, ge=1)
    read_memory_mb: int = Field(512, ge=128)
    scanned_pages: int = Field(60, ge=1)
    ocr_seconds: int = Field(180, ge=1)
    convert_seconds: int = Field(30, ge=1)


class Reading(Section):
    """What helps to read scanned pages and old office files."""

    tessdata: str = ""
    languages: tuple[Annotated[str, Field(pattern=r"^[A-Za-z_]{3,20}$")], ...] = ()
    libreoffice: str = "soffice"


class Letters(Section):
    """How much we write, and to whom at most."""

    per_address_per_hour: int = Field(12, ge=1)
    per_hour: int = Field(150, ge=1)
    admin_digest_minutes: int = Field(15, ge=0)
    signature: str = ""


class Alarm(Section):
    """Who is told without mail that the desk is alive or in trouble, and how old each sign of life may be."""

    ping_url: str = Field("", pattern=r"^(https?://\S+)?$")
    webhook_url: str = Field("", pattern=r"^(https?://\S+)?$")
    file: Path | None = None
    watch_minutes: int = Field(15, ge=1, le=10_080)
    mail_minutes: int = Field(180, ge=1, le=10_080)
    letter_minutes: int = Field(30, ge=1, le=10_080)
    schedule_minutes: int = Field(15, ge=1, le=10_080)


class Policy(Section):
    """What the agency decided once, so that nobody is asked again."""

    kickoff_days: int = Field(5, ge=0, le=60)
    approval_days: int = Field(30, ge=1, le=365)


class Person(Section):
    """Somebody of the agency."""

    name: str = Field(min_length=1)
    email: Email
    aliases: tuple[Email, ...] = ()
    roles: tuple[Role, ...] = (Role.MEMBER,)
    title: str = ""
    skills: dict[str, Annotated[int, Field(ge=1, le=5)]] = Field({})
    hours: float = Field(40, gt=0, le=80)
    week: dict[str, HoursOfDay] = Field({})  # by the days of config.planning.WEEKDAYS
    working_hours: WorkingHours | None = None
    non_delivery: float | None = Field(None, ge=0, lt=1)
    country: Country | None = None
    region: str = ""
    starts: date | None = None
    ends: date | None = None
    leave: tuple[Leave, ...] = ()
    timezone: Zone | None = None


class Client(Section):
    """A client the agency already works for."""

    name: str = Field(min_length=1)
    code: str = Field(pattern=r"^[A-Z][A-Z0-9]{1,9}$")
    domains: tuple[Domain, ...] = ()
    lead: Email | None = None
    aliases: tuple[str, ...] = ()


class Settings(Section):
    """All of agency.toml."""

    agency: Agency
    mailbox: Mailbox
    smtp: Smtp
    oauth: OAuth = OAuth()
    trust: Trust = Trust()
    store: Store = Store()
    broker: Broker = Broker()
    limits: Limits = Limits()
    reading: Reading = Reading()
    letters: Letters = Letters()
    policy: Policy = Policy()
    planning: Planning = Planning()
    status: Status = Status()
    alarm: Alarm = Alarm()
    people: tuple[Person, ...] = Field(min_length=1)
    clients: tuple[Client, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Settings:
        seen: dict[str, str] = {}
        for person in self.people:
            for address in (person.email, *person.aliases):
                if address in seen:
                    raise ValueError(f"{address} belongs to both {seen[address]} and {person.name}")
                seen[address] = person.name
        roles = {role for person in self.people for role in person.roles}
        for needed in (Role.ADMIN, Role.LEAD):
            if needed not in roles:
                raise ValueError(f"nobody has the role {needed.value!r}; give it to one of [[people]]")
        for client in self.clients:
            if client.lead is not None and client.lead not in seen:
                raise ValueError(f"the lead of {client.name} is {client.lead}, who is not in [[people]]")
        return self

    def person(self, email: str) -> Person | None:
        """Return who writes from `email`, by address or alias, or None for a stranger."""
        wanted = email.lower()
        for person in self.people:
            if wanted in (person.email.lower(), *(a.lower() for a in person.aliases)):
                return person
        return None

    def with_role(self, role: Role) -> tuple[Person, ...]:
        """Return the people who have `role`, in the order of agency.toml."""
        return tuple(person for person in self.people if role in person.roles)
