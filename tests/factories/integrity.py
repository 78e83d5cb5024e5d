"""Organs, units and plans; call inside the schema of an organisation (`in_first`)."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from access.models import Organ, Unit
from access.rules import Actor, Profile
from integrity.formulation.models import (
    Action,
    Adhesion,
    Axis,
    CatalogueEntry,
    CommissionAct,
    IntegrityRisk,
    Plan,
    PlanPublication,
    SubAxis,
    Submission,
    ValidationInvitation,
)
from integrity.formulation.queries import programme as written
from integrity.formulation.queries.adhesion import in_force_of
from integrity.formulation.rules.programme import PARTS, Section, mark_of
from integrity.formulation.services import approval
from integrity.formulation.services.action_words import ActionDraft
from integrity.formulation.services.actions import add_action
from integrity.formulation.services.adhesion import declare_adhesion, register_adhesion
from integrity.formulation.services.axes import add_axis, add_sub_axis
from integrity.formulation.services.commission import MemberDraft, save_commission
from integrity.formulation.services.commission_acts import change_members, extend_term
from integrity.formulation.services.plans import start_plan
from integrity.formulation.services.programme import save_part
from integrity.formulation.services.publication import publish_plan
from integrity.formulation.services.risk_words import RiskDraft
from integrity.formulation.services.risks import add_risk
from integrity.formulation.services.validation import (
    Terms,
    invite_guests,
    save_validation,
    terms_of,
)
from integrity.formulation.services.validation import mark_of as mark_of_terms

AT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
DRAFTER = Actor(name="Fátima Formuladora", profile=Profile.FORMULATION)
CONTROL = Actor(name="Ícaro Controle", profile=Profile.INTERNAL_CONTROL)
HEAD = Actor(name="Helena Prefeita", profile=Profile.HEAD)
TERMS = {
    "published_date": date(2026, 2, 20),
    "act_name": "Portaria nº 12",
    "act_url": "https://exemplo.test/portaria-12",
    "had_launch": False,
    "launch_date": None,
    "no_launch_reason": "Será feito depois.",
    "is_on_site": True,
    "site_url": "https://exemplo.test/plano",
    "no_site_reason": "",
    "knows_content": True,
    "knows_closing": True,
}
ACT = {"act_name": "Portaria nº 7", "act_url": "https://exemplo.test/portaria-7"}
SIGNED = {
    "head_name": "Pedro Prefeito",
    "post": "Prefeito Municipal",
    "act_name": "Portaria nº 3",
    "adhered_date": date(2026, 3, 2),
    "act_url": "https://exemplo.test/portaria-3",
    "process": "",
    "mandate_until": None,
}
CLARA = MemberDraft("Clara Coordenadora", "12345", None, True)
_numbers = count(1)


def organ(name: str = "", acronym: str = "") -> Organ:
    """A further organ of the organisation."""
    return Organ.objects.create(name=name or f"Órgão {next(_numbers)}", acronym=acronym)


def main_organ() -> Organ:
    """The organ that every organisation is born with."""
    return Organ.objects.order_by("pk")[0]


def unit(place: Organ | None = None, name: str = "", **more: object) -> Unit:
    """A unit of an organ, the main one unless another is given."""
    return Unit.objects.create(
        organ=place or main_organ(), name=name or f"Unidade {next(_numbers)}", **more
    )


def plan(place: Organ | None = None, title: str = "Plano de Integridade 2026") -> Plan:
    """A plan just begun."""
    organ_uid = (place or main_organ()).uid
    return start_plan(actor=DRAFTER, organ_uid=organ_uid, title=title, at=AT)


def adhesion(place: Organ | None = None) -> Adhesion:
    """The adhesion in force of an organ, declared by its head where there was none."""
    of = place or main_organ()
    return in_force_of(of) or declare_adhesion(
        actor=HEAD, organ_uid=of.uid, after=None, post="Prefeita", at=AT, today=TODAY
    )


def signed_adhesion(place: Organ | None = None, **more: Any) -> Adhesion:
    """An adhesion that the head signed on paper, in the place of the one in force."""
    of = place or main_organ()
    held = in_force_of(of)
    return register_adhesion(
        actor=CONTROL,
        organ_uid=of.uid,
        after=held.uid if held else None,
        terms={**SIGNED, **more},
        at=AT,
        today=TODAY,
    )


def commission(of: Plan) -> None:
    """An informal commission of one person."""
    terms = {"is_formal": False, "start_date": TODAY}
    save_commission(
        actor=DRAFTER, plan_uid=of.uid, terms=terms, members=[CLARA], at=AT, today=TODAY
    )


def formal_commission(of: Plan, published: date = date(2026, 2, 1), days: int = 90) -> None:
    """A commission by an act, with a term, and one person in it."""
    terms = {"is_formal": True, "published_date": published, "term_days": days, **ACT}
    save_commission(
        actor=DRAFTER, plan_uid=of.uid, terms=terms, members=[CLARA], at=AT, today=TODAY
    )


def extension(of: Plan, published: date = date(2026, 2, 20), days: int = 120) -> CommissionAct:
    """One more term for a formal commission."""
    terms = {"published_date": published, "term_days": days, **ACT}
    return extend_term(actor=DRAFTER, plan_uid=of.uid, terms=terms, at=AT, today=TODAY)


def composition(of: Plan, *others: MemberDraft) -> CommissionAct:
    """Others join who coordinates the commission."""
    terms = {"published_date": date(2026, 2, 25), **ACT}
    members = [CLARA, *(others or [MemberDraft("Mário Membro", "200")])]
    return change_members(
        actor=DRAFTER, plan_uid=of.uid, terms=terms, members=members, at=AT, today=TODAY
    )


def answers(section: Section, text: str = "Como está hoje.") -> dict[str, str | list[str]]:
    """A part of the programme filled in: the first word of its list, and the same text each."""
    part = PARTS[section]
    values: dict[str, str | list[str]] = {each.name: text for each in part.questions}
    if part.choice:
        word = CatalogueEntry.objects.filter(kind=part.choice.kind, organ=None)[0]
        values[part.choice.name] = [str(word.uid)]
    return values


def part_of_programme(of: Plan, section: Section, text: str = "Como está hoje.") -> None:
    """One part of the programme, saved over what was read a moment ago."""
    stored = written.values_of(written.programme_of(of))[section]
    save_part(
        actor=DRAFTER,
        plan_uid=of.uid,
        section=section,
        values=answers(section, text),
        mark=mark_of(PARTS[section], stored),
        at=AT,
    )


def programme(of: Plan) -> None:
    """The three parts of the programme, in order."""
    for section in Section:
        part_of_programme(of, section)


def validation(of: Plan, start: date = TODAY, end: date = TODAY) -> None:
    """The general validation: a period and one stakeholder."""
    word = CatalogueEntry.objects.filter(kind="stakeholder", organ=None)[0]
    stored = terms_of(written.programme_of(of))
    save_validation(
        actor=DRAFTER,
        plan_uid=of.uid,
        terms=Terms(start, end, [str(word.uid)]),
        mark=mark_of_terms(stored),
        at=AT,
    )


def guest(of: Plan, line: str = "Gil Guardião; gil@exemplo.test") -> ValidationInvitation:
    """Somebody invited to the validation."""
    return invite_guests(actor=DRAFTER, plan_uid=of.uid, people=line, at=AT)[0]


def axis(of: Plan, title: str = "") -> Axis:
    """An axis of a plan in draft."""
    title = title or f"Eixo {next(_numbers)}"
    return add_axis(actor=DRAFTER, plan_uid=of.uid, title=title, description="", at=AT)


def sub_axis(of: Axis, title: str = "") -> SubAxis:
    """A sub-axis of an axis of a plan in draft."""
    title = title or f"Subeixo {next(_numbers)}"
    return add_sub_axis(
        actor=DRAFTER, plan_uid=of.plan.uid, axis_uid=of.uid, title=title, description="", at=AT
    )


def action(of: Plan, number: str = "1", **more: object) -> Action:
    """An action of a plan in draft, ready to be published."""
    given = {
        "title": f"Ação {number}",
        "objective": "Reduzir riscos",
        "axis": more.pop("axis", None) or of.axes.first() or axis(of),
        "executing_unit": more.pop("executing_unit", None) or unit(of.organ),
        **more,
    }
    draft = ActionDraft(number=number, **given)  # type: ignore[arg-type]
    return add_action(actor=DRAFTER, plan_uid=of.uid, draft=draft, at=AT)


def risk(of: Plan, **more: Any) -> IntegrityRisk:
    """A grave risk of a plan in draft, which no action treats unless some are given."""
    given = {
        "cause": "Falta de rodízio",
        "event": "Favorecimento de fornecedor",
        "consequence": "obra mais cara",
        "probability": 4,
        "impact": 4,
        **more,
    }
    return add_risk(actor=DRAFTER, plan_uid=of.uid, draft=RiskDraft(**given), at=AT, today=TODAY)


def ready_plan(place: Organ | None = None, actions: int = 1) -> Plan:
    """A plan to which nothing is missing."""
    made = plan(place)
    adhesion(made.organ)
    commission(made)
    programme(made)
    validation(made)
    for number in range(1, actions + 1):
        action(made, str(number))
    made.refresh_from_db()
    return made


def published_plan(place: Organ | None = None, actions: int = 1) -> Plan:
    """A plan in force, published by the service that does it in production."""
    made = ready_plan(place, actions)
    publish(made)
    made.refresh_from_db()
    return made


def submitted(made: Plan) -> Submission:
    """A ready plan, sent to internal control."""
    made.refresh_from_db()
    sent = approval.submit_plan(actor=DRAFTER, uid=made.uid, version=made.version, at=AT)
    made.refresh_from_db()
    return sent


def opined(made: Plan, opinion: str = "adequate") -> Submission:
    """The same with an opinion: the head decides next."""
    sent = submitted(made)
    text = "O plano atende à lei e aos riscos conhecidos."
    return approval.give_opinion(actor=CONTROL, uid=sent.uid, opinion=opinion, text=text, at=AT)


def approved(made: Plan) -> Submission:
    """The same approved: what is left is to publish it."""
    sent = approval.approve_plan(actor=HEAD, uid=opined(made).uid, at=AT)
    made.refresh_from_db()
    return sent


def publish(made: Plan) -> PlanPublication:
    """Take a ready plan through its approval and publish it with a PDF made by the product."""
    made.refresh_from_db()
    if made.is_open:
        for part in made.parts.select_related("organ"):
            adhesion(part.organ)
        approved(made)
    return publish_plan(
        actor=DRAFTER,
        uid=made.uid,
        version=made.version,
        terms=TERMS,
        upload=None,
        at=AT,
        today=TODAY,
    )
