"""The agent's end of checking signatures: bytes go to a process with pyHanko in it, checked seals come back."""

from __future__ import annotations

from agent.reading.confinement import Bounds
from agent.reading.sandbox import Ended, Sandbox, SandboxError
from parsers.contract import Seal
from parsers.seals import may_be_sealed, unverified
from parsers.wire import WireError, load, parse

_JOB = "agent.reading.seal_job:run"
_MOST = 100


class Sealing:
    """Checks the cryptographic signatures of files; its process starts with the first file that has any."""

    def __init__(self) -> None:
        self._sandbox = Sandbox(_JOB)

    def seals_of(self, name: str, content: bytes, bounds: Bounds) -> tuple[Seal, ...]:
        """Return a file's signatures, none for a file without; a check that dies leaves one that is not verified."""
        if not may_be_sealed(content):
            return ()
        try:
            outcome = self._sandbox.run(name, content, bounds)
        except SandboxError:
            return unverified()
        if outcome.ended is not Ended.WELL:
            return unverified()
        try:
            return _checked(outcome.output)
        except (WireError, UnicodeDecodeError):
            return unverified()

    def close(self) -> None:
        """End the process."""
        self._sandbox.close()


def _checked(output: bytes) -> tuple[Seal, ...]:
    listed = parse(output.decode("utf-8"))
    if type(listed) is not list or len(listed) > _MOST:
        raise WireError("a list of signatures is wanted")
    return tuple(load(Seal, one) for one in listed)
