"""Risks of a plan, with the forms and the services of the pages."""

from typing import Any

from django.utils import timezone

from access.openapi import Told
from access.verbs import Wish, verb
from integrity.formulation.api.described import OF_PLAN, OF_RISK, RISKS
from integrity.formulation.api.plan_verbs import drafted
from integrity.formulation.queries import plans
from integrity.formulation.queries import risks as risk_queries
from integrity.formulation.services import risks
from integrity.formulation.web.forms.risks import ArchiveRiskForm, RiskForm


def risk_form(wish: Wish, data: Any, files: Any) -> RiskForm:
    """With the words of the scale in force."""
    plan = plans.plan_by_uid(wish.actor, wish.uid)
    scale = risk_queries.scale_in_force().scale
    named = wish.where.get("risk_uid")
    risk = risk_queries.risk_in(plan, named) if named else None
    return RiskForm(data, plan=plan, scale=scale, risk=risk)


@verb(
    Told("incluir_risco", "Inclui um risco no plano", "Como no formulário.", group=RISKS),
    page="formulation:add_risk",
    form=RiskForm,
    make=risk_form,
    find=drafted,
    creates=True,
    where=OF_PLAN,
)
def add_risk(wish: Wish) -> object:
    return risks.add_risk(
        actor=wish.actor,
        plan_uid=wish.uid,
        draft=wish.form.draft(),
        at=wish.at,
        today=timezone.localdate(wish.at),
    )


@verb(
    Told("alterar_risco", "Altera um risco do plano", "O ETag é a sua `versao`.", group=RISKS),
    page="formulation:edit_risk",
    form=RiskForm,
    make=risk_form,
    find=drafted,
    versioned="version",
    where=OF_RISK,
)
def edit_risk(wish: Wish) -> object:
    return risks.edit_risk(
        actor=wish.actor,
        plan_uid=wish.uid,
        uid=wish.where["risk_uid"],
        version=wish.given["version"],
        draft=wish.form.draft(),
        at=wish.at,
        today=timezone.localdate(wish.at),
    )


@verb(
    Told("arquivar_risco", "Arquiva um risco", "Com o motivo.", group=RISKS),
    page="formulation:archive_risk",
    form=ArchiveRiskForm,
    find=drafted,
    where=OF_RISK,
)
def archive_risk(wish: Wish) -> object:
    return risks.archive_risk(
        actor=wish.actor,
        plan_uid=wish.uid,
        uid=wish.where["risk_uid"],
        at=wish.at,
        **wish.given,
    )


@verb(
    Told("retomar_risco", "Retoma um risco arquivado", "Ele volta a contar.", group=RISKS),
    page="formulation:restore_risk",
    find=drafted,
    where=OF_RISK,
)
def restore_risk(wish: Wish) -> object:
    uid = wish.where["risk_uid"]
    return risks.restore_risk(actor=wish.actor, plan_uid=wish.uid, uid=uid, at=wish.at)


@verb(
    Told(
        "reavaliar_risco",
        "Reavalia um risco pela escala em vigor",
        "A avaliação que a escala mudou passa a ter o nível de hoje.",
        group=RISKS,
    ),
    page="formulation:reassess_risk",
    find=drafted,
    where=OF_RISK,
)
def reassess_risk(wish: Wish) -> object:
    return risks.reassess_risk(
        actor=wish.actor,
        plan_uid=wish.uid,
        uid=wish.where["risk_uid"],
        at=wish.at,
        today=timezone.localdate(wish.at),
    )
