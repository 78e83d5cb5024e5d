"""Who may do what in formulation."""

from typing import Protocol

from access.rules import ORGANISATION_PROFILES, Actor, Capability, Profile, capability
from foundation.refusals import Denied

DRAFTERS = (
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.FORMULATION,
    Profile.HEAD,
)

VIEW_PLAN = capability("formulation.view_plan", *ORGANISATION_PROFILES, title="Ver os planos")
EXPORT_PLAN = capability(
    "formulation.export_plan",
    *(ORGANISATION_PROFILES - {Profile.OBSERVER}),
    title="Baixar minutas e planilhas do plano",
)
DRAFT_PLAN = capability("formulation.draft_plan", *DRAFTERS, title="Elaborar o plano")
NOTE_DIAGNOSIS = capability(
    "formulation.note_diagnosis", Profile.HEAD, title="Tomar ciência do diagnóstico"
)
SUBMIT_PLAN = capability("formulation.submit_plan", *DRAFTERS, title="Enviar o plano para análise")
ANSWER_JOINT_PLAN = capability(
    "formulation.answer_joint_plan",
    Profile.HEAD,
    title="Dizer se o órgão participa de um plano conjunto",
)
GIVE_OPINION = capability(
    "formulation.give_opinion", Profile.INTERNAL_CONTROL, title="Dar parecer sobre o plano"
)
APPROVE_PLAN = capability(
    "formulation.approve_plan", Profile.HEAD, title="Aprovar ou devolver o plano"
)
SET_APPROVAL_POLICY = capability(
    "formulation.set_approval_policy",
    Profile.ORGANISATION_ADMIN,
    title="Definir como os planos são aprovados",
)
PUBLISH_PLAN = capability("formulation.publish_plan", *DRAFTERS, title="Publicar o plano")
SHOW_PLAN = capability(
    "formulation.show_plan",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    Profile.HEAD,
    title="Mostrar o plano publicado na página pública, ou retirá-lo",
)
REGISTRARS = (Profile.ORGANISATION_ADMIN, Profile.INTERNAL_CONTROL, Profile.FORMULATION)
DECLARE_ADHESION = capability(
    "formulation.declare_adhesion",
    Profile.HEAD,
    title="Declarar a adesão do órgão ao programa, ou confirmar a que foi registrada",
)
REGISTER_ADHESION = capability(
    "formulation.register_adhesion",
    *REGISTRARS,
    title="Registrar a adesão que o dirigente máximo assinou",
)
WITHDRAW_ADHESION = capability(
    "formulation.withdraw_adhesion",
    Profile.HEAD,
    *REGISTRARS,
    title="Retirar a adesão do órgão",
)
VIEW_STRUCTURE = capability(
    "formulation.view_structure", *ORGANISATION_PROFILES, title="Ver órgãos e unidades"
)
MANAGE_STRUCTURE = capability(
    "formulation.manage_structure",
    Profile.ORGANISATION_ADMIN,
    Profile.INTERNAL_CONTROL,
    title="Cadastrar órgãos e unidades",
)
MANAGE_CATALOGUES = capability(
    "formulation.manage_catalogues",
    Profile.ORGANISATION_ADMIN,
    title="Manter os catálogos",
)
MANAGE_METHOD = capability(
    "formulation.manage_method", Profile.ORGANISATION_ADMIN, title="Definir o método da organização"
)
ADD_WORDS = capability(
    "formulation.add_words",
    *DRAFTERS,
    Profile.EXECUTOR,
    title="Acrescentar itens do próprio órgão às listas de escolha",
)
REQUEST_REVISION = capability(
    "formulation.request_revision", Profile.MONITORING, title="Pedir a atualização do plano"
)
DECIDE_REVISION = capability(
    "formulation.decide_revision",
    Profile.INTERNAL_CONTROL,
    title="Decidir sobre a atualização do plano",
)
REOPEN_PLAN = capability(
    "formulation.reopen_plan", Profile.ORGANISATION_ADMIN, title="Reabrir um plano publicado"
)
MANAGE_RISK_SCALE = capability(
    "formulation.manage_risk_scale",
    Profile.ORGANISATION_ADMIN,
    title="Manter a escala dos riscos de integridade",
)


class Led(Protocol):
    """What one organ leads, whichever others take part."""

    organ_id: int

    @property
    def is_open(self) -> bool: ...


def leads(actor: Actor, plan: Led) -> bool:
    """Whether the actor reaches the organ that leads the plan, and not only one that takes part."""
    return actor.organ_id in (None, plan.organ_id)


def must_lead(actor: Actor, plan: Led) -> None:
    """Raise Denied to who reaches only an organ that takes part in the plan."""
    if not leads(actor, plan):
        raise Denied


def may_in(plan: Led, actor: Actor, wanted: Capability) -> bool:
    """Whether the actor may do this with the plan itself, and not only with a part of it."""
    return leads(actor, plan) and actor.may(wanted)


def may_draft(plan: Led, actor: Actor) -> bool:
    """Whether the actor may write the plan, and the plan may be written now."""
    return plan.is_open and may_in(plan, actor, DRAFT_PLAN)
