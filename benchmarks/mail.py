"""How well forwards and replies are read on the corpus, and how fast mail is decoded and judged: a table and json.

Run: python -m benchmarks.mail [--json FILE]
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from agent.inbox.identity import identify
from agent.inbox.message import read_headers, read_mail
from agent.inbox.triage import triage
from parsers.mail.forward import unwrap
from parsers.mail.reply import visible
from tests.samples import mails

CORPUS = Path(os.environ.get("DESK_CORPUS", "../shared/corpus")) / "mail"


def cases(folder: str) -> list[tuple[str, bytes, dict[str, object]]]:
    """Return (name, raw mail, expected values) of each case in one folder of the corpus."""
    return [
        (path.stem, path.read_bytes(), json.loads(path.with_suffix(".json").read_text()))
        for path in sorted((CORPUS / folder).glob("*.eml"))
    ]


def folded(text: object) -> str:
    """Return a text with its white space folded, as the corpus compares."""
    return " ".join(str(text or "").split())


def forward_faults(raw: bytes, wanted: dict[str, object]) -> list[str]:
    """Return what differs between a forward as read and as expected."""
    mail = read_mail(raw)
    found = unwrap(mail.subject, mail.text)
    if (found is not None) != wanted["forwarded"]:
        return [f"forwarded: {found is not None}"]
    if found is None:
        return []
    got = {
        "subject": found.subject,
        "from_address": found.address,
        "from_name": found.name,
        "body": found.text,
        "note": found.note,
    }
    return [
        f"{key}: {got[key]!r} for {wanted[key]!r}"
        for key in got
        if key in wanted and folded(got[key]) != folded(wanted[key])
    ]


def reply_faults(raw: bytes, wanted: dict[str, object]) -> list[str]:
    """Return what differs between a reply as read and as expected."""
    got = visible(read_mail(raw).text)
    return [] if folded(got) == folded(wanted["reply"]) else [f"{got!r} for {wanted['reply']!r}"]


def rate(work: Callable[[bytes], object], raws: Iterable[bytes], seconds: float = 1.0) -> float:
    """Return how many of `raws` are worked through in a second, round after round."""
    batch, done = list(raws), 0
    start = time.perf_counter()
    while (spent := time.perf_counter() - start) < seconds:
        for raw in batch:
            work(raw)
        done += len(batch)
    return done / spent


def speeds() -> dict[str, float]:
    """Return mails per second of each step over a mix of sample mails, and over the corpus' replies."""
    pdf = ("SOW.pdf", "application/pdf", b"%PDF-1.4" + bytes(20_000))
    plain = [
        mails.mail(text="A line of a status mail, as people write them.\n" * 12, message_id=f"<{n}@x.example>")
        for n in range(50)
    ]
    whole = mails.settings()

    def intake(raw: bytes) -> object:
        mail = read_mail(raw)
        return triage(mail, identify(mail, whole), lambda _: False)

    texts = [read_mail(raw).text.encode() for _, raw, _ in cases("reply")]
    return {
        "headers only, plain mail": rate(read_headers, plain),
        "decode, plain mail": rate(read_mail, plain),
        "decode + identity + triage, plain mail": rate(intake, plain),
        "decode + identity + triage, mail with a 20 kB pdf": rate(intake, [mails.outlook_forward([pdf])]),
        "visible reply (corpus)": rate(lambda text: visible(text.decode()), texts),
    }


def main() -> None:
    """Print the table; write json where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    result: dict[str, object] = {}
    for folder, faults_of in (("forward", forward_faults), ("reply", reply_faults)):
        faults = {name: found for name, raw, wanted in cases(folder) if (found := faults_of(raw, wanted))}
        total = len(cases(folder))
        result[folder] = {"cases": total, "right": total - len(faults)}
        print(f"{folder:50} {total - len(faults):4} of {total} ({100 * (total - len(faults)) / max(1, total):.1f}%)")
        for name, found in faults.items() if options.verbose else ():
            print(f"  {name}", *found, sep="\n    ")
    for name, speed in speeds().items():
        result[name] = round(speed)
        print(f"{name:50} {speed:8.0f} a second")
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
