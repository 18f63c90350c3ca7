"""Named points at which a test may end or stop the process; doing nothing unless one is armed.

`DESK_FAILPOINT=name[:N]` ends the process with SIGKILL the N-th time (1 unless told) `reach(name)` is called;
`DESK_FAILPOINT=name[:N]!STOP` stops it there until somebody sends SIGCONT, as a machine that hangs and comes back does.
Every commit, send, fsync, rename and mailbox change stands between two such points, and a test says so.
"""

from __future__ import annotations

import os
import signal

_POINT, _, _DEED = os.environ.get("DESK_FAILPOINT", "").partition("!")
_ARMED, _, _COUNT = _POINT.partition(":")
_left = int(_COUNT or 1)
_SIGNAL = signal.SIGSTOP if _DEED == "STOP" else signal.SIGKILL


def reach(name: str) -> None:
    """End or stop this process if `name` is armed and its turn has come."""
    if name != _ARMED:
        return
    global _left
    _left -= 1
    if _left == 0:
        os.kill(os.getpid(), _SIGNAL)
