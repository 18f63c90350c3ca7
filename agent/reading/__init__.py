"""Reading an untrusted file in a child process: no network, no secrets, limits on memory, CPU and time.

`read_document` is the door; `Reader` is the same with a process of its own. `zygote` is the warm process, `sandbox`
the agent's end of it, `confinement` what the child may do, `job` what it does.
"""

from agent.reading.layout import Layout
from agent.reading.reader import Reader, close, read_document
from agent.reading.sandbox import SandboxError
from agent.reading.verdict import Reading

__all__ = ["Layout", "Reader", "Reading", "SandboxError", "close", "read_document"]
