"""Plans, their road, and the registers of the organisation, as JSON."""

from django.urls import path

from integrity.formulation.api import (
    plan_verbs,
    reading,
    register_reading,
    register_verbs,
    risk_verbs,
)
from integrity.formulation.api.views import PlanDetail, PlanList

app_name = "formulation_api"
PLAN = "planos/<uuid:uid>/"
SENT = "planos/envios/<uuid:uid>/"
urlpatterns = [
    path("estrutura/", register_reading.Structure.as_view(), name="structure"),
    path(
        "estrutura/orgaos/<uuid:organ_uid>/unidades/nova/",
        register_verbs.add_unit,
        name="add_unit",
    ),
    path("estrutura/unidades/<uuid:uid>/editar/", register_verbs.edit_unit, name="edit_unit"),
    path("catalogos/<slug:slug>/", register_reading.EntryList.as_view(), name="catalogue"),
    path("catalogos/<slug:slug>/incluir/", register_verbs.add_entry, name="add_entry"),
    path("catalogos/<slug:slug>/<uuid:uid>/", register_verbs.edit_entry, name="edit_entry"),
    path("metodo/", register_reading.MethodView.as_view(), name="method"),
    path("metodo/gravar/", register_verbs.save_method, name="save_method"),
    path("planos/", PlanList.as_view(), name="plans"),
    path(PLAN, PlanDetail.as_view(), name="plan"),
    path(f"{PLAN}diferencas/", reading.Differences.as_view(), name="differences"),
    path(f"{PLAN}programa/<slug:slug>/", reading.Part.as_view(), name="part"),
    *(
        path(f"{PLAN}programa/{slug}/gravar/", view, name=f"save_{slug}")
        for slug, view in plan_verbs.PART_VERBS.items()
    ),
    path(f"{PLAN}validacao/", reading.Validation.as_view(), name="validation"),
    path(f"{PLAN}validacao/gravar/", plan_verbs.save_validation, name="save_validation"),
    path(f"{PLAN}riscos/", reading.RiskList.as_view(), name="risks"),
    path(f"{PLAN}riscos/novo/", risk_verbs.add_risk, name="add_risk"),
    path(f"{PLAN}riscos/<uuid:risk_uid>/editar/", risk_verbs.edit_risk, name="edit_risk"),
    path(f"{PLAN}riscos/<uuid:risk_uid>/arquivar/", risk_verbs.archive_risk, name="archive_risk"),
    path(f"{PLAN}riscos/<uuid:risk_uid>/retomar/", risk_verbs.restore_risk, name="restore_risk"),
    path(f"{PLAN}pendencias/", reading.Checklist.as_view(), name="checklist"),
    path(f"{PLAN}enviar/", plan_verbs.submit, name="submit"),
    path(f"{PLAN}envios/", reading.SubmissionList.as_view(), name="submissions"),
    path(f"{SENT}parecer/", plan_verbs.give_opinion, name="give_opinion"),
    path(f"{SENT}aprovar/", plan_verbs.approve_plan, name="approve_plan"),
    path(f"{SENT}devolver/", plan_verbs.return_plan, name="return_plan"),
    path(f"{SENT}retomar/", plan_verbs.recall_plan, name="recall_plan"),
    path(f"{PLAN}publicacao/", plan_verbs.publish_plan, name="publication"),
]
