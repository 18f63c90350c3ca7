"""Reading an untrusted file in a child process: no network, no secrets, limits on memory, CPU and time.

`Reader` is the door. `zygote` is the warm process, `sandbox` the agent's end of it, `confinement` what the child may
do, `job` what it does; `ocr_job` does the same with Tesseract at hand, and `libreoffice` converts in a `jail` of its
own.
"""

from agent.reading.layout import Layout
from agent.reading.reader import Reader
from agent.reading.sandbox import SandboxError
from agent.reading.verdict import Member, Opened, Reading

__all__ = ["Layout", "Member", "Opened", "Reader", "Reading", "SandboxError"]
