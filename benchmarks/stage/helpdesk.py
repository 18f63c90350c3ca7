"""django-helpdesk's import of an inbox, by the interpreter DESK_HELPDESK_PYTHON names; without it: not measured."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.servers.dovecot import PASSWORD, Dovecot

VARIABLE = "DESK_HELPDESK_PYTHON"
HOW = f"python -m venv X && X/bin/pip install django-helpdesk, then {VARIABLE}=X/bin/python"
_SCRIPT = Path(__file__).with_name("helpdesk_import.py")


def version() -> str | None:
    """Return the version of django-helpdesk there, None where no interpreter is named; exit where it has none."""
    named = os.environ.get(VARIABLE)
    if not named:
        return None
    if shutil.which(named) is None:
        raise SystemExit(f"{VARIABLE} names {named}, which is no program. Make one: {HOW}")
    ask = "from importlib.metadata import version; print(version('django-helpdesk'))"
    done = subprocess.run([named, "-c", ask], capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{VARIABLE} names {named}, which has no django-helpdesk. Make one: {HOW}")
    return done.stdout.strip()


def run(server: Dovecot, user: str, count: int) -> tuple[float, float]:
    """Return the seconds, by the clock and of the processor, in which helpdesk imports `user`'s inbox of `count` mails.

    It deletes what it has imported, so that each run needs an inbox of its own. RuntimeError: it did not import all.
    """
    with tempfile.TemporaryDirectory() as folder:
        # -I: the script's own folder, with a module named helpdesk, is not looked through for imports.
        command = [os.environ[VARIABLE], "-I", str(_SCRIPT), folder, server.host, str(server.port), user, PASSWORD]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"django-helpdesk ended with {done.returncode}: {done.stderr[-1000:]}")
    told = json.loads(done.stdout.splitlines()[-1])
    if told["mails"] != count:
        raise RuntimeError(f"django-helpdesk imported {told['mails']} of {count} mails: {done.stderr[-1000:]}")
    return told["seconds"], told["cpu"]
