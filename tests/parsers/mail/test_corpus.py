"""The corpus of real forwards and replies: how many are read as their own projects expect."""

from __future__ import annotations

import pytest

from benchmarks.mail import CORPUS, cases, forward_faults, reply_faults

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the checkout (set DESK_CORPUS)")

# Two cases of one project keep the signature that all others, and we, leave out.
KEEPS_SIGNATURE = {"talon-iphone", "talon-sparrow"}


def test_forwards_of_the_corpus_are_unwrapped() -> None:
    faults = {name: found for name, raw, wanted in cases("forward") if (found := forward_faults(raw, wanted))}
    assert len(faults) <= 0.02 * len(cases("forward")), faults


def test_replies_of_the_corpus_are_read() -> None:
    chosen = [case for case in cases("reply") if case[0] not in KEEPS_SIGNATURE]
    faults = {name: found for name, raw, wanted in chosen if (found := reply_faults(raw, wanted))}
    assert len(faults) <= 0.02 * len(chosen), faults
