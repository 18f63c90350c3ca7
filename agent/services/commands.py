"""What a person at the keyboard may set in motion: replay a mail, drop it, let a letter go, try it again."""

from __future__ import annotations

from agent.domain.control.items import Said, Statement
from agent.errors import UsageError
from agent.services.control import blocking
from agent.services.control.assess import assess
from agent.services.office import Office
from agent.services.quality.release import release_by_command
from agent.store import blockers, inbox_list, projects
from agent.store.acts import Cause
from agent.store.unit_of_work import Store
from outbox import ledger


def replay(store: Store, mail_id: int, by: str) -> None:
    """Put a settled mail back to the start of its way."""
    with store.begin("command.replay", _cause("inbox replay", mail_id, by)) as work:
        row = inbox_list.mail_by_id(work.connection, mail_id)
        if row is None:
            raise UsageError(f"there is no mail {mail_id}; `desk inbox list` shows them")
        if not inbox_list.replay(work.connection, mail_id, work.now):
            raise UsageError(f"mail {mail_id} is {row.state}: it is on its way already")
        work.nudge("inbox.sort")


def drop_mail(store: Store, mail_id: int, why: str, by: str) -> None:
    """Take a waiting mail off the human queue."""
    with store.begin("command.drop", _cause("inbox drop", mail_id, by)) as work:
        if not inbox_list.drop(work.connection, mail_id, f"{why} ({by})", work.now):
            raise UsageError(
                f"mail {mail_id} does not wait for a person; `desk inbox list --state person` shows which do"
            )


def release(office: Office, letter_id: int, by: str) -> str:
    """Let a held letter go; return its recipient."""
    with office.store.begin("command.release", _cause("outbox release", letter_id, by)) as work:
        return release_by_command(office, work, letter_id, by).recipient


def retry(store: Store, letter_id: int, by: str) -> None:
    """Queue a refused letter again, at once."""
    with store.begin("command.retry", _cause("outbox retry", letter_id, by)) as work:
        row = ledger.show(work.connection, letter_id)
        if row is None:
            raise UsageError(f"there is no letter {letter_id}; `desk outbox list` shows them")
        if not ledger.retry(work.connection, letter_id, by, work.now):
            raise UsageError(f"letter {letter_id} is {row.phase}: only refused and queued letters can be tried again")
        work.nudge("outbox.send")


def open_blocker(office: Office, code: str, what: str, owner: str, *, client: bool, by: str) -> int:
    """Write a blocker down by a person's command; return its number."""
    with office.store.begin("command.block", _cause("blockers open", 0, by)) as work:
        project = projects.project_by_code(work.connection, code)
        if project is None:
            raise UsageError(f"There is no project {code}; `desk projects` lists them.")
        person = office.settings.person(owner) if owner else None
        if owner and person is None:
            raise UsageError(f"{owner} is nobody of agency.toml")
        said = Statement(Said.BLOCKED, by, work.now, what, person.name if person else "")
        number = blocking.open_blocker(office, work, project, None, said, client=client)
        assess(office, work, [project.id])
        return number


def free_blocker(office: Office, number: int, by: str) -> str:
    """End a blocker by a person's command; return its project's code."""
    with office.store.begin("command.free", _cause("blockers free", number, by)) as work:
        row = blockers.by_id(work.connection, number)
        if row is None or row.freed_at is not None:
            raise UsageError(f"there is no open blocker {number}; `desk blockers` lists them")
        blocking.free(office, work, row, by, "freed by hand")
        assess(office, work, [row.project_id])
        return row.code


def drop_letter(store: Store, letter_id: int, why: str, by: str) -> None:
    """Take back a letter that has not left."""
    with store.begin("command.drop_letter", _cause("outbox drop", letter_id, by)) as work:
        row = ledger.show(work.connection, letter_id)
        if row is None:
            raise UsageError(f"there is no letter {letter_id}; `desk outbox list` shows them")
        if not ledger.drop(work.connection, letter_id, f"{why} ({by})"):
            raise UsageError(f"letter {letter_id} is {row.phase}: only what has not left can be dropped")


def _cause(command: str, row_id: int, by: str) -> Cause:
    return Cause("command", f"{command} {row_id}", by, command.replace(" ", "."))
