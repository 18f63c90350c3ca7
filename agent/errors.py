"""The error tree: each says when it is raised and whether a retry can help."""

from __future__ import annotations


class DeskError(Exception):
    """Any failure this application names; its text is one sentence for a person, without a traceback."""

    retry_helps = False


class UsageError(DeskError):
    """The person at the keyboard asked for something that cannot be done; the sentence says what to do instead."""


class MailboxError(DeskError):
    """The mailbox did not answer as it should; a retry after a pause helps."""

    retry_helps = True


class MailboxRefusedError(MailboxError):
    """The mailbox refused the login or the folder; a retry does not help until a person changes something."""

    retry_helps = False


class StoreError(DeskError):
    """The store is absent, damaged, in use by another process or of another version."""


class ConcurrencyError(DeskError):
    """Somebody else settled the row first (another owner or epoch); walk away."""
