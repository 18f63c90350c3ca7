"""What `desk doctor` looks at, one function for each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta

from agent.cli.beat_checks import schedule
from agent.cli.doctor import Check
from agent.cli.reach import broker, frozen, mailbox, smtp, store, waiting
from agent.reading.helpers import spoken
from config.home import Home
from config.mistakes import SettingsError
from config.secrets import Secret, Secrets
from config.settings import Reading, Role, Settings
from parsers.formats.ocr import tessdata

_MB = 1_000_000
_LEAST_FREE, _PLENTY_FREE = 200 * _MB, 1_000 * _MB
_CLOCK_SLACK = timedelta(minutes=2)


def examine(home: Home) -> Iterator[Check]:
    """Yield the checks of a home in the order in which they help: the first failure is the one to mend first."""
    from agent.bootstrap import build

    try:
        desk = build(home)
    except SettingsError as error:
        yield Check("settings", False, str(error), f"mend {home.settings_file}; the other checks need it")
        yield from (libreoffice(Reading()), ocr(Reading()), disk(home))
        return
    with desk:
        yield settings_read(desk.settings)
        yield trust(desk.settings)
        yield from secrets_given(desk.settings, desk.secrets, home)
        yield from (templates(home), libreoffice(desk.settings.reading), ocr(desk.settings.reading))
        opened = store(desk)
        yield opened
        if opened.ok and (desk.settings.store.url or home.database.exists()):
            yield waiting(desk)
            if (kept_back := frozen(desk)) is not None:
                yield kept_back
            yield schedule(desk)
        yield broker(desk)
        found = mailbox(desk)
        yield found.check
        yield smtp(desk)
        yield clock(found.newest, desk.clock.now())
        yield disk(home)


def settings_read(settings: Settings) -> Check:
    """Say what agency.toml holds."""
    admins = ", ".join(person.email for person in settings.with_role(Role.ADMIN))
    return Check("settings", True, f"{settings.agency.name}: {len(settings.people)} people, admin {admins}")


def trust(settings: Settings) -> Check:
    """Tell whether any sender can be believed."""
    if settings.trust.authserv_ids or settings.trust.topmost_without_id or settings.trust.internal_without_stamp:
        return Check(
            "trust",
            True,
            f"senders are proven by the stamp of {' or '.join(settings.trust.authserv_ids) or 'our server'}",
        )
    advice = "set authserv_id in [trust]: the name in the topmost Authentication-Results line of a mail in your inbox"
    return Check("trust", None, "nobody's mail is believed, so nothing is set in motion", advice)


def needed_secrets(settings: Settings) -> tuple[Secret, ...]:
    """Return the secrets that these settings ask for."""
    needed: list[Secret] = []
    renewed = bool(settings.oauth.provider)
    if renewed and "xoauth2" in (settings.mailbox.auth, settings.smtp.auth):
        needed.append(Secret.OAUTH_SECRET if settings.oauth.provider == "microsoft" else Secret.OAUTH_REFRESH_TOKEN)
    if settings.mailbox.kind == "imap" and not (renewed and settings.mailbox.auth == "xoauth2"):
        needed.append(Secret.IMAP_TOKEN if settings.mailbox.auth == "xoauth2" else Secret.IMAP_PASSWORD)
    if (
        settings.smtp.kind == "smtp"
        and settings.smtp.auth != "none"
        and not (renewed and settings.smtp.auth == "xoauth2")
    ):
        needed.append(Secret.SMTP_TOKEN if settings.smtp.auth == "xoauth2" else Secret.SMTP_PASSWORD)
    return tuple(needed)


def secrets_given(settings: Settings, secrets: Secrets, home: Home) -> Iterator[Check]:
    """Tell whether each needed secret is there and no file with one is open to others."""
    problems: list[str] = []
    for secret in needed_secrets(settings):
        try:
            secrets.need(secret)
        except SettingsError as error:
            problems.append(str(error))
    try:
        secrets.key(home)
    except SettingsError as error:
        problems.append(str(error))
    yield Check("secrets", not problems, "\n".join(problems) or "all there")
    for warning in secrets.warnings(home):
        what, _, advice = warning.partition("; ")
        yield Check("secrets", None, what, advice)


def templates(home: Home) -> Check:
    """Tell whether the agency's own templates can be used."""
    from agent.cli.templates import faults_in

    faults = faults_in(home.templates)
    told = "\n".join(map(str, faults[:3])) or "in order"
    advice = "mend them, then: desk templates check; the built-in ones are used meanwhile"
    return Check("templates", not faults, told, advice)


def libreoffice(reading: Reading) -> Check:
    """Tell whether LibreOffice can convert what we cannot read ourselves."""
    found = shutil.which(reading.libreoffice) if reading.libreoffice else None
    if found:
        return Check("LibreOffice", True, f"{found} converts .doc, .odt, .rtf, .xls and .ods files")
    advice = "apt install libreoffice-writer-nogui libreoffice-calc-nogui"
    return Check("LibreOffice", None, "not found; .doc, .odt, .rtf, .xls, .ods go back to their sender", advice)


def ocr(reading: Reading) -> Check:
    """Tell whether scanned pages can be read, and in which languages."""
    folder, languages = tessdata(reading.tessdata), spoken(reading)
    if folder is None:
        advice = "apt install tesseract-ocr-eng, and -deu, -fra, ... for more languages"
        return Check("OCR", None, "no language files; scanned pages go back to their sender", advice)
    missing = [name for name in reading.languages if name not in languages]
    if missing:
        return Check("OCR", None, f"no {', '.join(missing)} in {folder}", f"apt install tesseract-ocr-{missing[0]}")
    return Check("OCR", True, f"scanned pages are read in {', '.join(languages)} ({folder})")


def disk(home: Home) -> Check:
    """Tell how much room is left where the home lies."""
    there = next(path for path in (home.path, *home.path.parents) if path.exists())
    free = shutil.disk_usage(there).free
    ok = False if free < _LEAST_FREE else None if free < _PLENTY_FREE else True
    return Check("disk", ok, f"{free / 1e9:.1f} GB free at {there}", "make room: mail is not taken in without it")


def clock(newest: datetime | None, now: datetime) -> Check:
    """Tell whether this machine's clock is behind the mail server's, by the newest mail there."""
    if newest is not None and newest > now + _CLOCK_SLACK:
        behind = newest - now
        advice = "set the clock and keep it by NTP: apt install systemd-timesyncd"
        return Check("clock", False, f"this machine is {behind} behind the mail server", advice)
    if _kept_by_ntp() is False:
        detail = f"{now:%Y-%m-%d %H:%M:%S} UTC, not kept by NTP"
        return Check("clock", None, detail, "keep it by NTP: apt install systemd-timesyncd")
    return Check("clock", True, f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _kept_by_ntp() -> bool | None:
    """Ask the kernel whether its clock is synchronised (adjtimex(2)); None where it cannot be asked."""
    import ctypes

    try:
        state = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))  # a zeroed struct timex changes nothing
    except (AttributeError, OSError):
        return None
    return None if state < 0 else state != 5  # TIME_ERROR
