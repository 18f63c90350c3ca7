"""The ledger of letters: every statement about what leaves, has left or is in doubt.

Functions take an open `sqlalchemy.Connection` and `now`; none commits. `posting` puts letters in, `claims` takes them
out for sending, `settling` says how each ended, `doubts` handles what may or may not have arrived, `gate` is
for people (hold, release, drop, retry), `freezing` keeps all of them back, `righting` mends what a wrong clock wrote,
`register` only reads. Phases move along `outbox.tables.Phase`: from `dropped` to nothing, from `sent` only to
`refused`, when a letter bounced.
"""

from __future__ import annotations

from outbox.ledger.claims import (
    LEASE_SECONDS,
    Recovered,
    abandoned,
    claim,
    content,
    dotting,
    dotting_all,
    give_back,
    recover_expired,
    renew,
    small_contents,
    still_held,
)
from outbox.ledger.doubts import Doubt, confirm_echo, in_doubt, resend_once, unknown_due
from outbox.ledger.fence import Claimed
from outbox.ledger.freezing import FreezeRow, adopt, freezes, put_freeze, thaw, unsent
from outbox.ledger.gate import bounced, drop, hold, hold_all, hold_queued, release, retry
from outbox.ledger.posting import Cause, Post, post, post_many, posted
from outbox.ledger.register import (
    OVER_CAP,
    AttemptRow,
    LetterRow,
    attempts,
    by_mark,
    by_message_id,
    capped_since,
    counts,
    letters,
    load,
    next_due,
    of_mail,
    of_project,
    posted_between,
    posted_of_kind,
    posted_to,
    refused_since,
    sending_between,
    show,
)
from outbox.ledger.righting import pull_back
from outbox.ledger.settling import Sent, doubt, retry_later, settle_refused, settle_sent, settle_sent_many

__all__ = [
    "LEASE_SECONDS",
    "OVER_CAP",
    "AttemptRow",
    "Cause",
    "Claimed",
    "Doubt",
    "FreezeRow",
    "LetterRow",
    "Post",
    "Recovered",
    "Sent",
    "abandoned",
    "adopt",
    "attempts",
    "bounced",
    "by_mark",
    "by_message_id",
    "capped_since",
    "claim",
    "confirm_echo",
    "content",
    "counts",
    "dotting",
    "dotting_all",
    "doubt",
    "drop",
    "freezes",
    "give_back",
    "hold",
    "hold_all",
    "hold_queued",
    "in_doubt",
    "letters",
    "load",
    "next_due",
    "of_mail",
    "of_project",
    "post",
    "post_many",
    "posted",
    "posted_between",
    "posted_of_kind",
    "posted_to",
    "pull_back",
    "put_freeze",
    "recover_expired",
    "refused_since",
    "release",
    "renew",
    "resend_once",
    "retry",
    "retry_later",
    "sending_between",
    "settle_refused",
    "settle_sent",
    "settle_sent_many",
    "show",
    "small_contents",
    "still_held",
    "thaw",
    "unknown_due",
    "unsent",
]
