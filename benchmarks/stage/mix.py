"""A realistic shared inbox without SOWs: replies, notes, machine mail, list mail, strangers and resent copies."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from outbox.identifiers import mint
from tests.samples import mails
from tests.samples.mails import Stamped

COLLEAGUES = (
    "Sam Sales <sam@agency.example>",
    "Lena Lead <lena@agency.example>",
    "Fay Founder <fay@agency.example>",
    "Mo Member <mo@agency.example>",
)
# What comes to a desk's inbox, in per cent; SOW mails are measured apart, by benchmarks/push.py.
SHARES = {
    "reply": 30,  # a colleague answers a letter of ours, our words quoted below (text and html)
    "note": 10,  # a colleague writes by themselves
    "machine": 24,  # out of office, bounces, calendar answers, notices of other programs
    "list": 18,  # newsletters (html)
    "stranger": 16,  # proven and unproven mail of people who are nobody in agency.toml
    "copy": 2,  # one of the mails above once more, by another route: other bytes, the same mail
}
_WORDS = (
    "the homepage draft is with the client and we wait for their words on the hero picture before the next round "
    "search works on staging but the import of old orders stops at half and Mo looks into it with their developer "
    "kickoff went well they want the shop first and the blog later so milestone two moves by a week at most "
    "Übergabe der Texte am Freitag, danach prüfen wir die Größe der Bilder — gruß"
).split()


class Mix:
    """Mails drawn from one seed; `key` is the desk's own, so that replies refer to letters it could have sent."""

    def __init__(self, key: bytes, seed: int = 7) -> None:
        self._key = key
        self._random = random.Random(seed)
        self._number = 0

    def mails(self, count: int) -> list[tuple[str, bytes]]:
        """Return `count` (kind, raw mail) in the order of their arrival, in the shares above."""
        kinds = [kind for kind, share in SHARES.items() for _ in range(count * share // 100)]
        kinds += ["note"] * (count - len(kinds))
        self._random.shuffle(kinds)
        made: list[tuple[str, bytes]] = []
        for kind in kinds:
            # A copy that comes before anything it could copy is a mail of its own.
            made.append((kind, _again(self._random.choice(made)[1]) if kind == "copy" and made else self._one(kind)))
        return made

    def _one(self, kind: str) -> bytes:
        self._number += 1
        make: dict[str, Callable[[], bytes]] = {
            "reply": self._reply,
            "machine": self._machine,
            "list": self._list,
            "stranger": self._stranger,
        }
        return make.get(kind, self._note)()

    def _reply(self) -> bytes:
        letter, answer = mint(self._key, "agency.example"), self._text(40, 120)
        quoted = self._text(120, 350)
        wrote = "On Mon, 9 Nov 2026 at 08:00, Bright Harbour Studio <desk@agency.example> wrote:"
        text = f"{answer}\n\n{wrote}\n{_quote(quoted)}"
        html = f"<div>{_html(answer)}</div><blockquote class='gmail_quote'>{_html(quoted)}</blockquote>"
        return self._mail(self._colleague(), "Re: How is it going? [D-abcdefgh]", text, html, in_reply_to=letter)

    def _note(self) -> bytes:
        return self._mail(self._colleague(), "A few things from this week", self._text(200, 500))

    def _machine(self) -> bytes:
        which = self._random.randrange(4)
        if which == 0:
            text = "I am out of the office until 23 November 2026.\n\n" + self._text(120, 250)
            headers = (("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"))
            return self._mail("Carla Client <carla@client.example>", "Automatic reply", text, headers=headers)
        if which == 1:
            raw = mails.bounce(mint(self._key, "agency.example"), f"ghost{self._number}@client.example")
            return raw.replace(b"bounce1@", b"bounce%d@" % self._number).replace(b"message could", self._bytes(1500))
        if which == 2:
            raw = mails.calendar_reply().replace(b"cal1@", b"cal%d@" % self._number)
            return raw.replace(b"Carla accepted.", b"Carla accepted.\r\n" + self._bytes(1200))
        text, headers = self._text(250, 450), (("Auto-Submitted", "auto-generated"), ("Precedence", "bulk"))
        sender = "Build <build@tools.example>"
        return self._mail(sender, "Build 812 has passed", text, f"<table>{_html(text)}</table>", headers=headers)

    def _list(self) -> bytes:
        text = self._text(150, 350)
        headers = (("List-Id", "<news.example.net>"), ("List-Unsubscribe", "<mailto:off@example.net>"))
        html = f"<html><body><table><tr><td style='padding:8px'>{_html(text)}</td></tr></table></body></html>"
        return self._mail("News <news@example.net>", "This week in design", text, html, headers=headers)

    def _stranger(self) -> bytes:
        sender = f"Pat Prospect <pat{self._number}@prospect{self._number % 40}.example>"
        stamps: tuple[Stamped, ...] = ("pass", "pass", "fail", None)
        text, stamped = self._text(200, 450), self._random.choice(stamps)
        html = f"<p>{_html(text)}</p>" if self._random.random() < 0.6 else ""
        return self._mail(sender, "Do you have room in January?", text, html, stamped=stamped)

    def _mail(
        self,
        sender: str,
        subject: str,
        text: str,
        html: str = "",
        headers: Sequence[tuple[str, str]] = (),
        in_reply_to: str = "",
        stamped: Stamped = "pass",
    ) -> bytes:
        domain = mails.address_of(sender).rpartition("@")[2]
        return mails.mail(
            sender,
            subject=f"{subject} ({self._number})",
            text=text,
            html=html,
            headers=headers,
            in_reply_to=in_reply_to,
            stamped=stamped,
            message_id=f"<{self._number}.{self._random.getrandbits(64):x}@{domain}>",
        )

    def _colleague(self) -> str:
        return self._random.choice(COLLEAGUES)

    def _text(self, least: int, most: int) -> str:
        words = self._random.choices(_WORDS, k=self._random.randint(least, most))
        return "\n".join(" ".join(words[at : at + 14]) for at in range(0, len(words), 14)) + "\n"

    def _bytes(self, size: int) -> bytes:
        return self._text(size // 6, size // 5).encode("ascii", "replace").replace(b"\n", b"\r\n")


def _again(raw: bytes) -> bytes:
    """Return a mail as it comes a second time over another address: one more hop on top."""
    return b"Received: by mx.agency.example (Postfix) id 7C2\r\n" + raw


def _quote(text: str) -> str:
    return "".join(f"> {line}\n" for line in text.splitlines())


def _html(text: str) -> str:
    return "<br>\n".join(text.splitlines())
