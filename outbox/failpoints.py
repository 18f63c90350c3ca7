"""The names of all points at which a test may end the process while letters are sent."""

from __future__ import annotations

COMMITS = ("recover", "breaker", "claim", "dotting", "settle", "look", "confirm", "resend")  # of delivery

POINTS = (
    *(f"outbox.{moment}_{commit}_commit" for commit in COMMITS for moment in ("before", "after")),
    "smtp.before_mail",
    "smtp.after_rcpt",
    "smtp.after_354",
    "smtp.before_dot",
    "smtp.after_dot",
    "smtp.after_reply",
    "folder.before_fsync",
    "folder.after_fsync",
    "folder.before_rename",
    "folder.after_rename",
    "folder.before_sync",
    "folder.after_sync",
)
