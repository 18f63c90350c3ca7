"""From a SOW to the input of its documents: the kickoff (the client edition is cut from it) and the handoff."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from agent.domain.planning.questions import NewQuestion, in_words
from outbox.documents import facts as paper
from outbox.documents.handoff import Handoff, PaymentRow, RateRow, RiskRow, SignatureRow
from outbox.documents.kickoff import Kickoff
from parsers.contract import Conflict, Finding, Parsed
from parsers.sow.facts import Contact, Deliverable, Effort, Milestone, Money, Payment, Signature, SowFacts
from templates.labels import field_label, field_words


@dataclass(frozen=True, slots=True)
class Brief:
    """One new project as its documents see it: who it is for, what its SOW says, what was asked of whom."""

    project: paper.Project
    parsed: Parsed[SowFacts]
    questions: tuple[NewQuestion, ...]
    asked: str
    sold_by: str

    @property
    def facts(self) -> SowFacts:
        """What the SOW says."""
        return self.parsed.facts


def kickoff(brief: Brief) -> Kickoff:
    """Return the input of the team's kickoff document."""
    facts = brief.facts
    return Kickoff(
        project=brief.project,
        reference=_sourced(facts.reference),
        start=_day(facts.start_date or facts.effective_date),
        end=_day(facts.end_date),
        warranty=_sourced(facts.warranty),
        scope=tuple(map(_deliverable, facts.deliverables)),
        exclusions=_all(facts.out_of_scope),
        assumptions=_all(facts.assumptions),
        team=tuple(map(_role, facts.effort)),
        milestones=tuple(map(_milestone, facts.milestones)),
        client_duties=_all(facts.client_duties),
        contacts=tuple(map(_contact, facts.contacts)),
        questions=_questions(brief),
    )


def handoff(brief: Brief) -> Handoff:
    """Return the input of the sales-to-delivery handoff."""
    facts = brief.facts
    return Handoff(
        project=brief.project,
        sold_by=brief.sold_by,
        reference=_sourced(facts.reference),
        start=_day(facts.start_date or facts.effective_date),
        end=_day(facts.end_date),
        sold=tuple(map(_deliverable, facts.deliverables)),
        milestones=tuple(map(_milestone, facts.milestones)),
        assumptions=_all(facts.assumptions),
        exclusions=_all(facts.out_of_scope),
        unsaid=tuple(map(field_words, brief.parsed.missing)),
        fee=_fee(facts.fee_total),
        rates=tuple(map(_rate, facts.effort)),
        payments=tuple(map(_payment, facts.payments)),
        warranty=_sourced(facts.warranty),
        client_duties=_all(facts.client_duties),
        risks=tuple(_risk(conflict, brief.project.locale) for conflict in brief.parsed.conflicts),
        contacts=tuple(map(_contact, facts.contacts)),
        signatures=tuple(map(_signature, facts.signatures)),
        questions=_questions(brief),
    )


def _sourced(finding: Finding[str] | None) -> paper.Sourced | None:
    return None if finding is None else paper.Sourced(finding.value, str(finding.place), finding.quote)


def _all(findings: tuple[Finding[str], ...]) -> tuple[paper.Sourced, ...]:
    return tuple(paper.Sourced(f.value, str(f.place), f.quote) for f in findings)


def _day(finding: Finding[date] | None) -> paper.SourcedDate | None:
    return None if finding is None else paper.SourcedDate(finding.value, str(finding.place), finding.quote)


def _money(money: Money | None) -> paper.Money | None:
    return None if money is None else paper.Money(money.amount, money.currency)


def _fee(finding: Finding[Money] | None) -> paper.SourcedMoney | None:
    if finding is None:
        return None
    return paper.SourcedMoney(
        paper.Money(finding.value.amount, finding.value.currency), str(finding.place), finding.quote
    )


def _deliverable(f: Finding[Deliverable]) -> paper.DeliverableRow:
    return paper.DeliverableRow(f.value.title, f.value.due, "", f.value.acceptance or "", str(f.place), f.quote)


def _milestone(f: Finding[Milestone]) -> paper.MilestoneRow:
    return paper.MilestoneRow(f.value.title, f.value.due, f.value.due_text or "", str(f.place), f.quote)


def _unit(unit: str) -> paper.Unit:
    return "day" if unit == "day" else "hour"


def _role(f: Finding[Effort]) -> paper.TeamRow:
    return paper.TeamRow(f.value.role, f.value.hours, _unit(f.value.unit), "", str(f.place), f.quote)


def _rate(f: Finding[Effort]) -> RateRow:
    return RateRow(f.value.role, f.value.hours, _unit(f.value.unit), _money(f.value.rate), str(f.place), f.quote)


def _payment(f: Finding[Payment]) -> PaymentRow:
    value = f.value
    return PaymentRow(
        value.label, _money(value.amount), value.percent, value.due, value.due_text or "", str(f.place), f.quote
    )


def _contact(f: Finding[Contact]) -> paper.ContactRow:
    value = f.value
    side: paper.Side = value.side.value
    return paper.ContactRow(value.name, value.role or "", value.email or "", side, str(f.place), f.quote)


def _signature(f: Finding[Signature]) -> SignatureRow:
    value = f.value
    return SignatureRow(
        value.side.value,
        value.name or "",
        value.title or "",
        value.date,
        value.mark or "",
        str(f.place),
        f.quote,
    )


def _risk(conflict: Conflict, locale: str) -> RiskRow:
    first = conflict.places[0] if conflict.places else None
    source, quote = (str(first.place), first.quote) if first else ("", "")
    said = f"{field_label(conflict.field)}: {in_words(conflict.why, locale)}"
    return RiskRow(said, "Settle it with sales before the kickoff.", source, quote)


def _questions(brief: Brief) -> tuple[paper.Question, ...]:
    evidence = {
        conflict.field: tuple(paper.Sourced(p.value, str(p.place), p.quote) for p in conflict.places)
        for conflict in brief.parsed.conflicts
    }
    return tuple(paper.Question(q.text, brief.asked, evidence.get(q.field, ())) for q in brief.questions)
