"""How well forwards and replies are read, beside the public readers, and how fast, hostile mails too: tables and json.

Run: python -m benchmarks.mail [--json FILE] [--verbose] [--hostile]
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
from benchmarks.replies import hostile
from benchmarks.replies.readers import rates, readers
from parsers.mail.forward import unwrap
from parsers.mail.reply import visible
from tests.parsers.mail.habits import FIELDS, Case, forwards, replies
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

    return {
        "headers only, plain mail": rate(read_headers, plain),
        "decode, plain mail": rate(read_mail, plain),
        "decode + identity + triage, plain mail": rate(intake, plain),
        "decode + identity + triage, mail with a 20 kB pdf": rate(intake, [mails.outlook_forward([pdf])]),
    }


def own_cases() -> dict[str, tuple[int, int]]:
    """Return (right, cases) of our own tables, the half that was tuned on and the half that was held out."""
    counted: dict[str, tuple[int, int]] = {}
    for kind, chosen, judge in (("replies", replies(), _reply_right), ("forwards", forwards(), _forward_right)):
        for half in ("seen", "held out"):
            found = [judge(case) for case in chosen if case.held == (half == "held out")]
            counted[f"own {kind}, {half}"] = (sum(found), len(found))
    return counted


def _reply_right(case: Case) -> bool:
    return folded(visible(case.text)) == folded(case.wanted)


def _forward_right(case: Case) -> bool:
    found = unwrap(case.subject, case.text)
    if found is None or case.fields is None:
        return found is None and case.fields is None
    moment = found.moment.isoformat()[:16] if found.moment else ""
    told = {name: str(getattr(found, name)) for name in FIELDS if name != "iso"} | {"iso": moment}
    return all(folded(told[key]) == folded(value) for key, value in case.fields)


def peers() -> dict[str, dict[str, tuple[int, int]]]:
    """Return (right, cases) of every installed reader on each project's own cases, and on our own replies."""
    texts = [(name.split("-")[0], read_mail(raw).text, str(wanted["reply"])) for name, raw, wanted in cases("reply")]
    texts += [("ours, own tables", case.text, case.wanted) for case in replies()]
    scores: dict[str, dict[str, tuple[int, int]]] = {}
    for name, reader in readers().items():
        scores[name] = {}
        for source, text, wanted in texts:
            right, total = scores[name].get(source, (0, 0))
            scores[name][source] = (right + (folded(reader(text)) == folded(wanted)), total + 1)
    return scores


def _show_scores(scores: dict[str, dict[str, tuple[int, int]]]) -> None:
    sources = list(next(iter(scores.values())))
    print(f"\n{'replies exact, by whose cases':30}", *(f"{source:>18}" for source in sources))
    for name, row in scores.items():
        print(f"{name:30}", *(f"{right:11} of {total:3}" for right, total in row.values()))


def _show_rates(speeds: dict[str, float]) -> None:
    print(f"\n{'replies, text in, new words out':30} {'mails/s':>10} {'ours is faster by':>20}")
    for name, speed in speeds.items():
        print(f"{name:30} {speed:10,.0f} {speeds['ours'] / speed:19.1f}x")


def main() -> None:
    """Print the tables; write json where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("--hostile", action="store_true", help="only the table of hostile mails")
    options = parser.parse_args()
    result = {"hostile": _hostile()} if options.hostile else _measured(options.verbose)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n")


def _hostile() -> dict[str, dict[str, tuple[float, float]]]:
    found = hostile.table()
    hostile.show(found)
    return found


def _measured(verbose: bool) -> dict[str, object]:
    result: dict[str, object] = {}
    for folder, faults_of in (("forward", forward_faults), ("reply", reply_faults)):
        faults = {name: found for name, raw, wanted in cases(folder) if (found := faults_of(raw, wanted))}
        total = len(cases(folder))
        _show_share(result, f"corpus, {folder}", total - len(faults), total)
        for name, found in faults.items() if verbose else ():
            print(f"  {name}", *found, sep="\n    ")
    for name, (right, total) in own_cases().items():
        _show_share(result, name, right, total)
    scores = peers()
    _show_scores(scores)
    texts = [read_mail(raw).text for _, raw, _ in cases("reply")] or [case.text for case in replies()]
    compared = rates(readers(), texts)
    _show_rates(compared)
    print()
    for name, speed in speeds().items():
        result[name] = round(speed)
        print(f"{name:50} {speed:8.0f} a second")
    return {**result, "peers": scores, "mails a second": compared, "hostile": _hostile()}


def _show_share(result: dict[str, object], name: str, right: int, total: int) -> None:
    result[name] = {"cases": total, "right": right}
    print(f"{name:50} {right:4} of {total} ({100 * right / max(1, total):.1f}%)")


if __name__ == "__main__":
    main()
