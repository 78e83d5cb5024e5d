"""Plans, their road, and the registers of the organisation, as JSON."""

from django.urls import path

from integrity.formulation.api import (
    action_verbs,
    axis_verbs,
    commission_reading,
    commission_verbs,
    content_reading,
    import_reading,
    import_verbs,
    organ_reading,
    organ_verbs,
    plan_verbs,
    reading,
    register_reading,
    register_verbs,
    risk_verbs,
)
from integrity.formulation.api.views import PlanDetail, PlanList

app_name = "formulation_api"
PLAN = "planos/<uuid:uid>/"
SHEET = "estrutura/importar/<uuid:uid>/"
RUN = f"{PLAN}importar/<uuid:run_uid>/"
SENT = "planos/envios/<uuid:uid>/"
urlpatterns = [
    path("estrutura/", register_reading.Structure.as_view(), name="structure"),
    path("estrutura/pessoas/", organ_reading.PersonList.as_view(), name="people"),
    path("estrutura/governo/", organ_reading.GovernmentView.as_view(), name="government"),
    path("estrutura/governo/gravar/", organ_verbs.save_government, name="save_government"),
    path("estrutura/orgaos/", organ_reading.OrganList.as_view(), name="organs"),
    path("estrutura/orgaos/novo/", organ_verbs.add_organ, name="add_organ"),
    path("estrutura/orgaos/<uuid:uid>/", organ_reading.OrganView.as_view(), name="organ"),
    path("estrutura/orgaos/<uuid:uid>/editar/", organ_verbs.edit_organ, name="edit_organ"),
    path("estrutura/orgaos/<uuid:uid>/arquivar/", organ_verbs.archive_organ, name="archive_organ"),
    path("estrutura/orgaos/<uuid:uid>/reabrir/", organ_verbs.restore_organ, name="restore_organ"),
    path(
        "estrutura/orgaos/<uuid:organ_uid>/unidades/nova/",
        register_verbs.add_unit,
        name="add_unit",
    ),
    path("estrutura/unidades/<uuid:uid>/editar/", register_verbs.edit_unit, name="edit_unit"),
    path("estrutura/importar/", import_verbs.preview_registers, name="import_registers"),
    path(f"{SHEET}", import_reading.RegisterRun.as_view(), name="registers_run"),
    path(f"{SHEET}linhas/", import_reading.RegisterLines.as_view(), name="registers_lines"),
    path(f"{SHEET}aplicar/", import_verbs.apply_registers, name="apply_registers"),
    path("catalogos/", organ_reading.ShelfList.as_view(), name="catalogues"),
    path("catalogos/<slug:slug>/", register_reading.EntryList.as_view(), name="catalogue"),
    path("catalogos/<slug:slug>/incluir/", register_verbs.add_entry, name="add_entry"),
    path("catalogos/<slug:slug>/<uuid:uid>/", register_verbs.edit_entry, name="edit_entry"),
    path("metodo/", register_reading.MethodView.as_view(), name="method"),
    path("metodo/gravar/", register_verbs.save_method, name="save_method"),
    path("planos/", PlanList.as_view(), name="plans"),
    path("planos/iniciar/", axis_verbs.start, name="start_plan"),
    path(PLAN, PlanDetail.as_view(), name="plan"),
    path(f"{PLAN}diferencas/", reading.Differences.as_view(), name="differences"),
    path(f"{PLAN}programa/<slug:slug>/", reading.Part.as_view(), name="part"),
    *(
        path(f"{PLAN}programa/{slug}/gravar/", view, name=f"save_{slug}")
        for slug, view in plan_verbs.PART_VERBS.items()
    ),
    path(f"{PLAN}validacao/", reading.Validation.as_view(), name="validation"),
    path(f"{PLAN}validacao/gravar/", plan_verbs.save_validation, name="save_validation"),
    path(f"{PLAN}comissao/", commission_reading.CommissionView.as_view(), name="commission"),
    path(f"{PLAN}comissao/gravar/", commission_verbs.save, name="save_commission"),
    path(f"{PLAN}comissao/prorrogar/", commission_verbs.extend_term, name="extend_term"),
    path(
        f"{PLAN}comissao/prorrogacoes/<uuid:act_uid>/",
        commission_verbs.edit_extension,
        name="edit_extension",
    ),
    path(f"{PLAN}comissao/alterar/", commission_verbs.change_members, name="change_members"),
    path(
        f"{PLAN}comissao/alteracoes/<uuid:act_uid>/",
        commission_verbs.edit_composition,
        name="edit_composition",
    ),
    path(f"{PLAN}importar/", import_verbs.preview_plan, name="import"),
    path(f"{PLAN}importar/colar/", import_verbs.preview_rows, name="paste_rows"),
    path(f"{RUN}", import_reading.PlanRun.as_view(), name="import_run"),
    path(f"{RUN}linhas/", import_reading.PlanLines.as_view(), name="import_lines"),
    path(f"{RUN}aplicar/", import_verbs.apply_plan, name="apply_import"),
    path(f"{PLAN}eixos/", content_reading.AxisList.as_view(), name="axes"),
    path(f"{PLAN}eixos/do-metodo/", axis_verbs.add_axes, name="add_axes_of_method"),
    path(f"{PLAN}eixos/novo/", axis_verbs.add_axis, name="add_axis"),
    path(f"{PLAN}eixos/<uuid:axis_uid>/editar/", axis_verbs.edit_axis, name="edit_axis"),
    path(f"{PLAN}eixos/<uuid:axis_uid>/excluir/", axis_verbs.remove_axis, name="remove_axis"),
    path(
        f"{PLAN}eixos/<uuid:axis_uid>/subeixos/novo/",
        axis_verbs.add_sub_axis,
        name="add_sub_axis",
    ),
    path(
        f"{PLAN}subeixos/<uuid:sub_axis_uid>/editar/",
        axis_verbs.edit_sub_axis,
        name="edit_sub_axis",
    ),
    path(
        f"{PLAN}subeixos/<uuid:sub_axis_uid>/excluir/",
        axis_verbs.remove_sub_axis,
        name="remove_sub_axis",
    ),
    path(f"{PLAN}acoes/", content_reading.ActionList.as_view(), name="actions"),
    path(f"{PLAN}acoes/nova/", action_verbs.add_action, name="add_action"),
    path(f"{PLAN}acoes/grade/", action_verbs.edit_actions, name="action_rows"),
    path(f"{PLAN}acoes/renumerar/", action_verbs.renumber_actions, name="renumber_actions"),
    path(f"{PLAN}acoes/copiar/", action_verbs.copy_actions, name="copy_actions"),
    path(f"{PLAN}acoes/<uuid:action_uid>/", content_reading.ActionView.as_view(), name="action"),
    path(f"{PLAN}acoes/<uuid:action_uid>/editar/", action_verbs.edit_action, name="edit_action"),
    path(
        f"{PLAN}acoes/<uuid:action_uid>/excluir/", action_verbs.remove_action, name="remove_action"
    ),
    path(f"{PLAN}acoes/<uuid:action_uid>/ordem/", action_verbs.move_action, name="move_action"),
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
