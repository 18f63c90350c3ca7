"""Reading an untrusted file in a child process: no network, no secrets, limits on memory, CPU and time."""
