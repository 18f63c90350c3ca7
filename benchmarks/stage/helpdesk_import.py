"""django-helpdesk's own inbox import, timed; run by an interpreter that has django-helpdesk, never imported by ours.

Run: PYTHON helpdesk_import.py FOLDER HOST PORT USER PASSWORD. FOLDER is empty and holds the database and attachments.
SQLite as our own store has it (WAL, synchronous=FULL); helpdesk's own letter templates; its answers stay in memory.
Prints one line of JSON: {"seconds", "cpu", "mails"}; only `process_email` is timed.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import django  # type: ignore[import-not-found]
from django.conf import settings  # type: ignore[import-not-found]
from django.core.management import call_command  # type: ignore[import-not-found]
from django.urls import include, path  # type: ignore[import-not-found]

_APPS = (
    *(f"django.contrib.{name}" for name in ("auth", "contenttypes", "sessions", "sites", "messages", "humanize")),
    *("django.contrib.admin", "rest_framework", "helpdesk"),
)
urlpatterns: list[object] = []


def configure(folder: Path) -> None:
    """Set Django up with all it keeps in `folder`, migrate, and load the letters helpdesk comes with."""
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(folder / "helpdesk.sqlite3"),
        "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"},
    }
    settings.configure(
        SECRET_KEY="of one benchmark's round",
        DATABASES={"default": database},
        INSTALLED_APPS=_APPS,
        ROOT_URLCONF=__name__,
        MEDIA_ROOT=str(folder / "media"),
        SITE_ID=1,
        USE_TZ=True,
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
        HELPDESK_TEAMS_MODE_ENABLED=False,
        HELPDESK_ACTIVATE_API_ENDPOINT=False,
    )
    django.setup()
    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("loaddata", "emailtemplate.json", verbosity=0)
    urlpatterns.append(path("", include("helpdesk.urls", namespace="helpdesk")))


def queue(host: str, port: int, user: str, password: str) -> None:
    """Make the one queue, whose mails lie in the inbox of `user`."""
    from helpdesk.models import Queue  # type: ignore[import-not-found]  # only once Django is set up

    Queue.objects.create(
        title="Inbox",
        slug="inbox",
        email_address="desk@agency.example",
        allow_email_submission=True,
        email_box_type="imap",
        email_box_host=host,
        email_box_port=port,
        email_box_user=user,
        email_box_pass=password,
        email_box_imap_folder="INBOX",
        email_box_interval=0,
    )


def timed() -> dict[str, float]:
    """Let helpdesk import its queue and return the seconds, those of the processor, and the mails that became rows."""
    from helpdesk.email import process_email  # type: ignore[import-not-found]
    from helpdesk.models import FollowUp

    began, used = time.perf_counter(), time.process_time()
    process_email()
    seconds, cpu = time.perf_counter() - began, time.process_time() - used
    return {"seconds": seconds, "cpu": cpu, "mails": FollowUp.objects.count()}


if __name__ == "__main__":
    configure(Path(sys.argv[1]))
    queue(sys.argv[2], int(sys.argv[3]), *sys.argv[4:6])
    print(json.dumps(timed()))
