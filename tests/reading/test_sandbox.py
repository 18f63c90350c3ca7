"""The child can think and answer, and nothing else; how it ends is always known."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator

import pytest

from agent.reading.confinement import Bounds
from agent.reading.sandbox import Ended, Outcome, Sandbox

_BOUNDS = Bounds(memory_mb=512, cpu_seconds=5, wall_seconds=20)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox("tests.reading.probes:run")
    yield running
    running.close()


def probe(sandbox: Sandbox, name: str, content: bytes = b"", bounds: Bounds = _BOUNDS) -> Outcome:
    return sandbox.run(name, content, bounds)


def test_what_goes_in_comes_out_whatever_its_size(sandbox: Sandbox) -> None:
    for size in (0, 1, 65_536, 5_000_000):
        content = os.urandom(size)
        assert probe(sandbox, "echo", content) == Outcome(Ended.WELL, content)


def test_a_file_that_would_take_1600_mb_is_stopped_and_the_next_is_read(sandbox: Sandbox) -> None:
    assert probe(sandbox, "memory").ended is Ended.MEMORY
    assert probe(sandbox, "echo", b"next").output == b"next"


def test_an_endless_loop_is_stopped_by_its_cpu_seconds(sandbox: Sandbox) -> None:
    assert probe(sandbox, "endless", bounds=Bounds(512, 1, 30)).ended is Ended.TIME


def test_a_child_that_only_sleeps_is_stopped_by_the_clock(sandbox: Sandbox) -> None:
    assert probe(sandbox, "asleep", bounds=Bounds(512, 5, 1)).ended is Ended.TIME


def test_a_segfault_is_a_crash(sandbox: Sandbox) -> None:
    assert probe(sandbox, "crash") == Outcome(Ended.CRASHED, detail="status -11")


def test_a_child_that_leaves_without_a_word_is_a_crash(sandbox: Sandbox) -> None:
    assert probe(sandbox, "exit") == Outcome(Ended.CRASHED, detail="status 3")


def test_an_error_nobody_foresaw_is_told_by_its_name(sandbox: Sandbox) -> None:
    outcome = probe(sandbox, "error")
    assert outcome.ended is Ended.FAILED
    assert "ZeroDivisionError" in outcome.detail


def test_a_server_on_this_machine_cannot_be_reached_from_the_child(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        answer = probe(sandbox, "connect", str(server.getsockname()[1]).encode())
    assert answer.output.startswith(b"refused")


def test_where_the_kernel_allows_it_the_child_has_a_network_of_its_own(sandbox: Sandbox) -> None:
    probe(sandbox, "echo")
    if not sandbox.apart:
        pytest.skip("this kernel gives no namespaces; the limit of no descriptors alone keeps the network away")
    assert b"eth0" not in probe(sandbox, "interfaces").output


def test_the_child_can_open_no_file_to_write_or_to_read(sandbox: Sandbox) -> None:
    assert probe(sandbox, "write", b"/tmp/desk-probe").output.startswith(b"refused")
    assert probe(sandbox, "read", b"/etc/hostname").output.startswith(b"refused")
    assert not os.path.exists("/tmp/desk-probe")


def test_secrets_of_the_environment_are_not_in_the_child() -> None:
    os.environ["DESK_TEST_SECRET"] = "canary-8412"
    fresh = Sandbox("tests.reading.probes:run")
    try:
        assert b"canary" not in probe(fresh, "environment").output
    finally:
        fresh.close()
        del os.environ["DESK_TEST_SECRET"]


def test_the_child_has_no_descriptors_but_its_own(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)):
        assert int(probe(sandbox, "descriptors").output) <= 5


def test_many_threads_share_one_warm_process(sandbox: Sandbox) -> None:
    answers: dict[int, bytes] = {}

    def ask(number: int) -> None:
        for _ in range(5):
            answers[number] = probe(sandbox, "echo", b"%d" % number * 50_000).output

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(answers[number] == b"%d" % number * 50_000 for number in range(8))


def test_a_warm_process_that_was_killed_is_started_again(sandbox: Sandbox) -> None:
    probe(sandbox, "echo")
    assert sandbox.process_id is not None
    os.kill(sandbox.process_id, 9)
    os.waitid(os.P_PID, sandbox.process_id, os.WEXITED | os.WNOWAIT)
    assert probe(sandbox, "echo", b"again").output == b"again"


def test_closing_ends_the_warm_process_and_leaves_no_descriptor() -> None:
    before = len(os.listdir("/proc/self/fd"))
    fresh = Sandbox("tests.reading.probes:run")
    for _ in range(20):
        probe(fresh, "echo", b"x" * 100_000)
        probe(fresh, "exit")
    number = fresh.process_id
    fresh.close()
    assert len(os.listdir("/proc/self/fd")) == before
    assert not os.path.exists(f"/proc/{number}")
