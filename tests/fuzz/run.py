"""Throws mutated files at the readers, and keeps count: `python -m tests.fuzz.run --count 100000 [--state FILE]`.

Each seed is one file, so that a finding is repeated by `--seed N --count 1`. A run goes on where the state file says
the last one ended. Files run in a child that is replaced when it dies; 2 s of CPU or 500 MB of memory are findings.
"""

from __future__ import annotations

import argparse
import json
import mmap
import os
import resource
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import FrameType

from parsers.formats.ocr import Eye, Tesseract, tessdata
from tests.fuzz.exercise import exercise, exercise_mail
from tests.fuzz.samples import Kind, kinds, pictures

SECONDS, MEGABYTES = 2, 500
_BLOCK = 500  # files for one child


class TooSlowError(BaseException):
    """A file took more than its CPU seconds; no reader may catch it."""


def main() -> None:
    """Run, and end with 1 where anything was found."""
    given = _arguments()
    state = Path(given.state)
    counts, seed = _resumed(state) if given.seed is None else (Counter[str](), given.seed)
    held, eye = _held(given.pictures)
    last = given.count if given.seed is None else given.seed + given.count
    while seed < last:
        end = min(seed + _BLOCK, last)
        seed = _block(held, eye, seed, end, state.with_suffix(".findings"), counts)
        if given.seed is None:
            state.write_text(json.dumps({"next": seed, "counts": counts}))
        sys.stdout.write(f"\r{seed:,} of {last:,} run, {counts['found']} found")
        sys.stdout.flush()
    sys.stdout.write("\n" + "".join(f"{name:24}{number:>9,}\n" for name, number in sorted(counts.items())))
    sys.exit(1 if counts["found"] else 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="how many files in all")
    parser.add_argument("--seed", type=int, help="start at this seed and keep no state: repeats a finding")
    parser.add_argument("--state", default="fuzz.json", help="where a run is resumed from")
    parser.add_argument("--pictures", action="store_true", help="pictures of pages instead, by OCR")
    return parser.parse_args()


def _resumed(state: Path) -> tuple[Counter[str], int]:
    if not state.exists():
        return Counter(), 0
    held = json.loads(state.read_text())
    return Counter(held["counts"]), held["next"]


def _held(of_pictures: bool) -> tuple[tuple[Kind, ...], Eye | None]:
    folder = tessdata()
    if not of_pictures:
        return kinds(), None
    if folder is None:
        sys.exit("Tesseract's English is not installed: apt-get install tesseract-ocr-eng")
    return pictures(), Tesseract(folder, ("eng",))


def drawn(held: tuple[Kind, ...], seed: int) -> tuple[str, bytes]:
    """Return the name of the kind and the mutated file that belong to a seed."""
    random = Random(seed)
    kind = random.choices(held, [kind.weight for kind in held])[0]
    content = random.choice(kind.samples)
    for _ in range(random.choice((1, 1, 1, 2))):
        content = kind.change(content, random)
    return kind.name, content


def _block(held: tuple[Kind, ...], eye: Eye | None, seed: int, end: int, findings: Path, counts: Counter[str]) -> int:
    """Run seeds in a child; return the seed to go on with, after the one that ended it where it died."""
    shared = mmap.mmap(-1, 1 << 20)
    child = os.fork()
    if child == 0:
        _child(held, eye, range(seed, end), shared, findings)
    _, status = os.waitpid(child, 0)
    at, told = _progress(shared)
    counts.update(told)
    if status == 0:
        return end
    _note(findings, at, held, f"the process ended with status {os.waitstatus_to_exitcode(status)}")
    counts.update({"found": 1})
    return at + 1


def _child(held: tuple[Kind, ...], eye: Eye | None, seeds: range, shared: mmap.mmap, findings: Path) -> None:
    size = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + MEGABYTES * 1_000_000,) * 2)
    signal.signal(signal.SIGPROF, _too_slow)
    counts: Counter[str] = Counter()
    for seed in seeds:
        _tell(shared, seed, counts)
        name, ended = _one(held, eye, seed, findings)
        counts.update((f"{name} {ended}", *(["found"] if ended == "found" else [])))
    _tell(shared, seeds.stop, counts)
    os._exit(0)


def _one(held: tuple[Kind, ...], eye: Eye | None, seed: int, findings: Path) -> tuple[str, str]:
    name, content = drawn(held, seed)
    signal.setitimer(signal.ITIMER_PROF, 30 if eye else SECONDS)
    try:
        return name, exercise_mail(content) if name == "mail" and seed % 2 else exercise(content, eye)
    except (Exception, TooSlowError):  # noqa: BLE001 - whatever it is, it is what this program looks for
        signal.setitimer(signal.ITIMER_PROF, 0)
        _note(findings, seed, held, traceback.format_exc(limit=-6))
        return name, "found"
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def _note(findings: Path, seed: int, held: tuple[Kind, ...], words: str) -> None:
    with findings.open("a") as file:
        file.write(f"seed {seed} ({drawn(held, seed)[0]}): {words}\n")


def _tell(shared: mmap.mmap, seed: int, counts: Counter[str]) -> None:
    data = json.dumps([seed, counts]).encode()
    shared[: len(data) + 4] = len(data).to_bytes(4, "little") + data


def _progress(shared: mmap.mmap) -> tuple[int, Counter[str]]:
    size = int.from_bytes(shared[:4], "little")
    seed, counts = json.loads(shared[4 : 4 + size])
    return seed, Counter(counts)


def findings_of(held: tuple[Kind, ...], seeds: range) -> Iterator[tuple[int, str]]:
    """Yield (seed, how it ended) of each, in this process and without limits: what the tests run."""
    for seed in seeds:
        yield seed, exercise(drawn(held, seed)[1])


if __name__ == "__main__":
    main()
