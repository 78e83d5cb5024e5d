"""Who may do what in formulation."""

from access.rules import ORGANISATION_PROFILES, Profile, capability

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
