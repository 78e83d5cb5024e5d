"""A plan drafted in an organisation: begun, its commission, its content from a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile

from access.rules import Actor
from config.demo.mark import DOMAIN
from config.demo.team import Team
from documents.clearance import Decision
from documents.workbook import write_xlsx
from integrity.formulation.models import CatalogueEntry, Plan
from integrity.formulation.queries.programme import programme_of, values_of
from integrity.formulation.rules.programme import PARTS, Part, mark_of
from integrity.formulation.rules.public_plan import Paper
from integrity.formulation.rules.public_plan import Part as Shown
from integrity.formulation.rules.sheets import ACTIONS, AXES, SUB_AXES
from integrity.formulation.services import (
    adhesion,
    approval,
    commission,
    imports,
    plans,
    public_plans,
    publication,
)
from integrity.formulation.services.commission import MemberDraft
from integrity.formulation.services.programme import save_part
from integrity.formulation.services.validation import Terms, save_validation, terms_of
from integrity.formulation.services.validation import mark_of as mark_of_terms

SITE = f"https://www.{DOMAIN}"
OPINION = "with_reservations"
OPINION_TEXT = (
    "O plano trata dos riscos conhecidos e cada ação tem quem a execute. "
    "Recomenda-se acompanhar de perto as ações que dependem de mais de uma secretaria."
)


@dataclass(frozen=True, slots=True)
class Written:
    """An action as the commission wrote it in the workbook; `unit` is an acronym, or `????`."""

    number: str
    axis: str
    title: str
    objective: str
    unit: str
    sub_axis: str = ""
    benefit: str = ""
    support: str = ""
    types: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """What a plan says."""

    axes: Sequence[tuple[str, str]]
    sub_axes: Sequence[tuple[str, str, str]]
    actions: Sequence[Written]

    def workbook(self) -> bytes:
        """The same in SisPMPI's layout."""
        return write_xlsx(
            {
                AXES.title: [[*AXES.columns.values()], *map(list, self.axes)],
                SUB_AXES.title: [[*SUB_AXES.columns.values()], *map(list, self.sub_axes)],
                ACTIONS.title: [[*ACTIONS.columns.values()], *map(_cells, self.actions)],
            }
        )


def _cells(action: Written) -> list[str]:
    cells = {
        "axis": action.axis,
        "sub_axis": action.sub_axis,
        "number": action.number,
        "title": action.title,
        "description": "",
        "executing_unit": action.unit,
        "objective": action.objective,
        "expected_benefit": action.benefit,
        "supporting_units": action.support,
        "types": action.types,
    }
    return [cells.get(name, "") for name in ACTIONS.columns]


def begin(team: Team, actor: Actor, ago: int) -> Plan:
    """The first plan of the organ."""
    at = team.scene.days.at(ago)
    title = f"Plano de Integridade da {team.body.partner}"
    return plans.start_plan(actor=actor, organ_uid=team.organ.uid, title=title, at=at)


def adhere(team: Team, head: Actor, post: str, ago: int) -> None:
    """The head of the organ declares its adhesion to the programme."""
    adhesion.declare_adhesion(
        actor=head,
        organ_uid=team.organ.uid,
        after=None,
        post=post,
        at=team.scene.days.at(ago, 15),
        today=team.scene.days.day(ago),
    )


def register(team: Team, actor: Actor, head: str, post: str, *, act: str, ago: int) -> None:
    """What a head without an account signed on paper."""
    days = team.scene.days
    adhesion.register_adhesion(
        actor=actor,
        organ_uid=team.organ.uid,
        after=None,
        terms={
            "head_name": head,
            "post": post,
            "act_name": act,
            "adhered_date": days.day(ago + 2),
            "act_url": f"{SITE}/{team.body.key}/adesao",
            "process": "",
            "mandate_until": None,
        },
        at=days.at(ago, 15),
        today=days.day(ago),
    )


def seat(
    team: Team, actor: Actor, plan: Plan, members: Sequence[MemberDraft], *, act: str, ago: int
) -> None:
    """The commission and the act that instituted it."""
    days = team.scene.days
    commission.save_commission(
        actor=actor,
        plan_uid=plan.uid,
        terms={
            "is_formal": True,
            "act_name": act,
            "act_url": f"{SITE}/{team.body.key}/comissao",
            "published_date": days.day(ago + 5),
            "term_days": 180,
            "start_date": None,
        },
        members=members,
        at=days.at(ago),
        today=days.day(ago),
    )


def tell(team: Team, actor: Actor, plan: Plan, written: Mapping[str, str], ago: int) -> None:
    """The programme, part by part: the same three words of each list, and what is written here."""
    at = team.scene.days.at(ago)
    for section, part in PARTS.items():
        values: dict[str, str | list[str]] = {name: written[name] for name in texts_of(part)}
        if part.choice:
            words = CatalogueEntry.objects.filter(kind=part.choice.kind, organ=None)[:3]
            values[part.choice.name] = [str(word.uid) for word in words]
        stored = values_of(programme_of(plan))[section]
        save_part(
            actor=actor,
            plan_uid=plan.uid,
            section=section,
            values=values,
            mark=mark_of(part, stored),
            at=at,
        )


def hear(team: Team, actor: Actor, plan: Plan, ago: int) -> None:
    """The general validation: fifteen days, three stakeholders."""
    days = team.scene.days
    words = CatalogueEntry.objects.filter(kind="stakeholder", organ=None)[:3]
    terms = Terms(
        days.day(ago + 15),
        days.day(ago),
        [str(word.uid) for word in words],
        "A minuta foi lida em uma reunião aberta e ficou no mural da sede.",
    )
    mark = mark_of_terms(terms_of(programme_of(plan)))
    save_validation(actor=actor, plan_uid=plan.uid, terms=terms, mark=mark, at=days.at(ago))


def texts_of(part: Part) -> list[str]:
    """The names of the texts of a part."""
    return [question.name for question in part.questions]


def bring(team: Team, actor: Actor, plan: Plan, content: Content, ago: int) -> None:
    """Import the workbook: what the preview shows, then the same for good."""
    days = team.scene.days
    file = ContentFile(content.workbook(), name=f"plano-{team.body.key}.xlsx")
    run = imports.preview_import(actor=actor, plan_uid=plan.uid, upload=file, at=days.at(ago))
    imports.apply_import(
        actor=actor, plan_uid=plan.uid, run_uid=run.uid, create_units=False, at=days.at(ago, 11)
    )


def approve(team: Team, author: Actor, control: Actor, head: Actor, plan: Plan, ago: int) -> None:
    """Sent by the commission, with the opinion of internal control, approved by the head."""
    days = team.scene.days
    plan.refresh_from_db()
    sent = approval.submit_plan(
        actor=author, uid=plan.uid, version=plan.version, at=days.at(ago + 12)
    )
    approval.give_opinion(
        actor=control, uid=sent.uid, opinion=OPINION, text=OPINION_TEXT, at=days.at(ago + 7)
    )
    approval.approve_plan(actor=head, uid=sent.uid, at=days.at(ago + 2))


def publish(team: Team, actor: Actor, plan: Plan, *, act: str, ago: int) -> None:
    """The plan in force, as a PDF that the product makes."""
    days = team.scene.days
    plan.refresh_from_db()
    publication.publish_plan(
        actor=actor,
        uid=plan.uid,
        version=plan.version,
        terms={
            "act_name": act,
            "act_url": f"{SITE}/{team.body.key}/plano",
            "published_date": days.day(ago),
            "had_launch": True,
            "launch_date": days.day(ago),
            "no_launch_reason": "",
            "is_on_site": True,
            "site_url": f"{SITE}/{team.body.key}",
            "no_site_reason": "",
            "knows_content": True,
            "knows_closing": True,
        },
        upload=None,
        at=days.at(ago, 16),
        today=days.day(ago),
    )


def show(team: Team, actor: Actor, plan: Plan, ago: int) -> None:
    """The plan in force on the page that everybody reads; whatever is found in it is masked."""
    plan.refresh_from_db()
    shows = frozenset({Shown.PROGRESS.value, Shown.PROGRAMME.value})
    choice = public_plans.Choice(shows, Paper.MADE)
    sheet = public_plans.sheet_for(plan.publication, choice)
    public_plans.show_plan(
        actor=actor,
        uid=plan.uid,
        choice=choice,
        decision=Decision(stamp=sheet.stamp),
        at=team.scene.days.at(ago, 9),
    )
