"""Moving settled mail to another folder of an IMAP account, as safely as that server allows."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator, Sequence

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from config import failpoint

FILED = b"$DeskFiled"  # the keyword of mail that could not be moved away safely


def move(client: IMAPClient, uids: Sequence[int], folder: str) -> None:
    """Move `uids` to `folder` (the server's name for it) and nothing else; UIDs that are gone are no error."""
    failpoint.reach("mailbox.before_move")
    client.move(uids, folder)
    failpoint.reach("mailbox.after_move")


def copy_away(client: IMAPClient, uids: Sequence[int], folder: str) -> None:
    """Do the same on a server without MOVE but with UIDPLUS: only our own UIDs are expunged (RFC 4315)."""
    failpoint.reach("mailbox.before_copy")
    client.copy(uids, folder)
    failpoint.reach("mailbox.after_copy")
    failpoint.reach("imap.before_store")
    client.add_flags(uids, [b"\\Deleted"], silent=True)
    failpoint.reach("imap.after_store")
    failpoint.reach("mailbox.before_expunge")
    client.uid_expunge(uids)
    failpoint.reach("mailbox.after_expunge")


def mark(client: IMAPClient, uids: Sequence[int]) -> None:
    """Leave `uids` where they are, marked: without UIDPLUS an EXPUNGE would take what people deleted, too."""
    failpoint.reach("imap.before_store")
    client.add_flags(uids, [FILED], silent=True)
    failpoint.reach("imap.after_store")


def ensure_folder(client: IMAPClient, folder: str) -> str:
    """Return the server's name for `folder` (written with /), making and subscribing it when it is absent."""
    candidates = list(_names(client, folder))
    for name in candidates:
        if _exists(client, name):
            return name
    for name in candidates:
        if _create(client, name):
            return name
    raise IMAPClientError(f"the folder {folder} can be neither found nor made")


def existing_folder(client: IMAPClient, folder: str) -> str | None:
    """Return the server's name for `folder` when it is there."""
    return next((name for name in _names(client, folder) if _exists(client, name)), None)


def _names(client: IMAPClient, folder: str) -> Iterator[str]:
    """Yield what `folder` may be called here: in the personal namespace, or below INBOX as some servers demand."""
    prefix, separator = _namespace(client)
    name = folder.replace("/", separator) if separator else folder
    yield name if prefix and name.startswith(prefix) else prefix + name
    if separator and not prefix:
        yield f"INBOX{separator}{name}"


def _namespace(client: IMAPClient) -> tuple[str, str]:
    if client.has_capability("NAMESPACE"):
        personal = client.namespace().personal
        if personal:
            return _text(personal[0][0]), _text(personal[0][1])
    for _, separator, _ in client.list_folders("", ""):
        return "", _text(separator)
    return "", "/"


def _exists(client: IMAPClient, name: str) -> bool:
    found = client.list_folders("", name)
    return any(b"\\noselect" not in {f.lower() for f in flags} and _text(n) == name for flags, _, n in found)


def _create(client: IMAPClient, name: str) -> bool:
    failpoint.reach("mailbox.before_create")
    try:
        client.create_folder(name)
    except imaplib.IMAP4.abort:
        raise
    except IMAPClientError:
        return False
    failpoint.reach("mailbox.after_create")
    _subscribe(client, name)
    return True


def _subscribe(client: IMAPClient, name: str) -> None:
    """Show the folder in people's mail programs; a server that will not is no failure of filing."""
    try:
        client.subscribe_folder(name)
    except imaplib.IMAP4.abort:
        raise
    except IMAPClientError:
        return


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return "" if value is None else str(value)
