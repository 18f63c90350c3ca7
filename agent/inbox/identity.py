"""Who sent a mail, and is it proven: the one place that judges it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from agent.inbox.authentication import Check, Stamp, is_local_hop, own_stamps
from agent.inbox.exchange import stayed_in_the_tenant
from agent.inbox.message import InboundMail
from config.settings import Settings

Verdict = Literal["verified", "internal", "unverified"]


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a mail says it is from and whether that is proven; `reasons` say why, one clause each.

    `person` is the main address of somebody in agency.toml (aliases resolved). It is a claim like the rest
    unless the verdict is "verified" or "internal".
    """

    email: str
    name: str
    person: str | None
    verdict: Verdict
    reasons: tuple[str, ...]

    @property
    def proven(self) -> bool:
        """Whether a command, an answer or a document may be taken from this sender."""
        return self.verdict != "unverified"


def identify(mail: InboundMail, settings: Settings) -> Sender:
    """Return who sent `mail` and the verdict on it; any doubt about the From header or the evidence is unverified."""
    verdict, reason = _judge(mail, settings)
    person = settings.person(mail.from_email) if mail.from_email else None
    return Sender(mail.from_email, mail.from_name, person.email if person else None, verdict, (reason,))


def _judge(mail: InboundMail, settings: Settings) -> tuple[Verdict, str]:
    """Return the verdict on a mail's sender and the reason for it."""
    if mail.from_doubt or not mail.from_email:
        return "unverified", mail.from_doubt or "there is no From address"
    domain = mail.from_email.rpartition("@")[2]
    trust = settings.trust
    own = domain in settings.agency.domains
    stamps = own_stamps(mail.headers, trust.authserv_ids, trust.topmost_without_id, trust.stamp_below_received)
    if stamps:
        verdict, reason = _weigh(stamps, mail.from_email, domain, own)
        inside = own and verdict == "unverified" and trust.exchange_internal and not _denied(stamps)
        if not inside or not stayed_in_the_tenant(mail.headers):
            return verdict, reason
        return "internal", "Exchange says that it stayed within our own tenant"
    if trust.exchange_internal and own and stayed_in_the_tenant(mail.headers) and not _stamped(mail):
        return "internal", "Exchange says that it stayed within our own tenant"
    if trust.internal_without_stamp and domain in settings.agency.domains and _stayed_inside(mail):
        return "internal", "our own domain, and no server outside handed it over"
    if not trust.authserv_ids and not trust.topmost_without_id:
        return "unverified", "no server is named in agency.toml whose word on senders is taken"
    return "unverified", "our mail server did not say who sent it"


def _denied(stamps: tuple[Stamp, ...]) -> bool:
    """Return whether our host found anything to be false; "none" is what it says where there was nothing to check."""
    return any(check.result not in ("none", "pass", "bestguesspass") for stamp in stamps for check in stamp.checks)


def _stamped(mail: InboundMail) -> bool:
    """Return whether a mail bears a stamp of any kind."""
    return any(name.lower() == "authentication-results" for name, _ in mail.headers)


def _stayed_inside(mail: InboundMail) -> bool:
    """Return whether a mail shows neither a stamp of any kind nor a hop from outside."""
    names = {name.lower() for name, _ in mail.headers}
    hops = [value for name, value in mail.headers if name.lower() == "received"]
    return "authentication-results" not in names and all(is_local_hop(hop) for hop in hops)


def _weigh(stamps: tuple[Stamp, ...], email: str, domain: str, own: bool) -> tuple[Verdict, str]:
    """Return the verdict our host's stamps carry for `email`; where they contradict each other nothing is proven.

    Proof is a DMARC pass for exactly this domain or a DKIM pass of an aligned domain (RFC 7489, 3.1). SPF alone
    is none: it passes for every customer of a shared sending host, and DMARC counts it already where it aligns.
    """
    checks = [check for stamp in stamps for check in stamp.checks]
    contradiction = _contradiction(checks, domain)
    if contradiction:
        return "unverified", contradiction
    if own and any(check.method == "auth" and _signed_in(check, email) for check in checks):
        return "internal", "our mail server let this person in with their own password"
    for check in checks:
        if check.method == "dmarc" and check.result == "pass" and check.get("header.from") == domain:
            return "verified", f"DMARC passed for {domain}"
    for check in checks:
        if check.method == "dkim" and check.result == "pass" and aligned(_signer(check), domain):
            return "verified", f"signed by {_signer(check)} (DKIM)"
    return "unverified", f"our mail server found no proof that it is from {domain}"


def _contradiction(checks: list[Check], domain: str) -> str:
    """Return why the stamps cannot all be true, "" where they can."""
    dmarc = [check for check in checks if check.method == "dmarc"]
    if any(check.result == "fail" for check in dmarc):
        return f"DMARC failed for {domain}"
    if len({check.result for check in dmarc}) > 1 or any(_ambiguous(check, "header.from") for check in dmarc):
        return "the verdicts of our mail server contradict each other"
    if any(check.get("header.from") not in ("", domain) for check in dmarc):
        return f"our mail server judged another sender than {domain}"
    signed: dict[tuple[str, ...], set[str]] = {}
    for check in checks:
        if check.method == "dkim" and aligned(_signer(check), domain):
            key = (_signer(check), check.get("header.s"), check.get("header.b"))
            signed.setdefault(key, set()).add(check.result)
    if any(len(results) > 1 and "pass" in results for results in signed.values()):
        return "the signature both passed and failed"
    return ""


def _ambiguous(check: Check, name: str) -> bool:
    """Return whether a property is given twice with two values."""
    return len({value.lower() for key, value in check.properties if key == name}) > 1


def _signer(check: Check) -> str:
    """Return the signing domain of a DKIM result: header.d, else the domain of header.i; "" where they disagree."""
    if _ambiguous(check, "header.d") or _ambiguous(check, "header.i"):
        return ""
    domain, agent = check.get("header.d"), check.get("header.i").rpartition("@")[2]
    if domain and agent and agent != domain and not agent.endswith("." + domain):
        return ""
    return domain or agent


def _signed_in(check: Check, email: str) -> bool:
    """Return whether an SMTP AUTH pass (RFC 8601, 2.7.4) is for the very mailbox in From."""
    user = check.get("smtp.auth")
    return check.result == "pass" and user in (email, email.rpartition("@")[0])


def aligned(signer: str, domain: str) -> bool:
    """Return whether a signing domain speaks for `domain`: the same, its parent or its child (relaxed alignment).

    Without a list of public suffixes on purpose. A parent owns its child's DNS, a mail of a parent signed by its
    child is what RFC 7489 calls aligned, and nobody can sign as co.uk; two siblings, which that list would join, are
    refused here, which errs on the safe side.
    """
    if not signer or "." not in signer:
        return False
    return signer == domain or domain.endswith("." + signer) or signer.endswith("." + domain)
