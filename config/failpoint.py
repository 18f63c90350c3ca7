"""Named points at which a test may end the process; doing nothing unless one is armed.

`DESK_FAILPOINT=name[:N]` ends the process with SIGKILL the N-th time (1 unless told) `reach(name)` is called.
Every commit, send, fsync, rename and mailbox change stands between two such points, and a test says so.
"""

from __future__ import annotations

import os
import signal

_ARMED, _, _COUNT = os.environ.get("DESK_FAILPOINT", "").partition(":")
_left = int(_COUNT or 1)


def reach(name: str) -> None:
    """End this process with SIGKILL if `name` is armed and its turn has come."""
    if name != _ARMED:
        return
    global _left
    _left -= 1
    if _left <= 0:
        os.kill(os.getpid(), signal.SIGKILL)
