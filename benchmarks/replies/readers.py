"""Our reader of replies and the public ones beside it, each as a function from a mail's text to the new words."""

from __future__ import annotations

import importlib
import importlib.util
import time
from collections.abc import Callable, Sequence

from parsers.mail.reply import visible

Reader = Callable[[str], str]
LANGUAGES = ("en", "cs", "da", "de", "es", "fr", "it", "ja", "ko", "nl", "pl", "pt", "sv", "zh")


def readers() -> dict[str, Reader]:
    """Return every reader that is installed: ours first, then mail-parser-reply, email-reply-parser and talon."""
    found: dict[str, Reader] = {"ours": visible}
    for name, package, make in (
        ("mail-parser-reply", "mailparser_reply", _mail_parser_reply),
        ("email-reply-parser", "email_reply_parser", _email_reply_parser),
        ("talon", "talon", _talon),
    ):
        if importlib.util.find_spec(package) is not None:
            found[name] = make()
    return found


def _mail_parser_reply() -> Reader:
    known = importlib.import_module("mailparser_reply.constants").MAIL_LANGUAGES
    made = importlib.import_module("mailparser_reply").EmailReplyParser(languages=[c for c in LANGUAGES if c in known])
    return lambda text: str(made.parse_reply(text) or "")


def _email_reply_parser() -> Reader:
    parser = importlib.import_module("email_reply_parser").EmailReplyParser
    return lambda text: str(parser.parse_reply(text))


def _talon() -> Reader:
    importlib.import_module("talon").init()
    quotations = importlib.import_module("talon.quotations")
    return lambda text: str(quotations.extract_from_plain(text))


def rates(chosen: dict[str, Reader], texts: Sequence[str], rounds: int = 7) -> dict[str, float]:
    """Return each reader's mails per second of processor time: the best of `rounds` that take turns."""
    best = dict.fromkeys(chosen, 0.0)
    for _ in range(rounds):
        for name, reader in chosen.items():
            repeats = 20 if name == "ours" else 1
            start = time.process_time()
            for _ in range(repeats):
                for text in texts:
                    reader(text)
            best[name] = max(best[name], repeats * len(texts) / max(1e-9, time.process_time() - start))
    return best
