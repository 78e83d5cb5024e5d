"""Plans, their road, and the registers of the organisation, as JSON."""

from django.urls import path

from integrity.formulation.api import (
    action_verbs,
    approval_verbs,
    axis_verbs,
    commission_reading,
    commission_verbs,
    content_reading,
    import_reading,
    import_verbs,
    joint,
    plan_verbs,
    publication_verbs,
    reading,
    revision_reading,
    revision_verbs,
    risk_reading,
    risk_verbs,
    typed_drafts,
    validation_reading,
    validation_verbs,
)
from integrity.formulation.api.adhesion_urls import adhesions
from integrity.formulation.api.file_urls import files
from integrity.formulation.api.register_urls import registers
from integrity.formulation.api.views import PlanDetail, PlanList

app_name = "formulation_api"
PLAN = "planos/<uuid:uid>/"
RUN = f"{PLAN}importar/<uuid:run_uid>/"
SENT = "planos/envios/<uuid:uid>/"
ASKED = "planos/atualizacoes/<uuid:uid>/"
urlpatterns = [
    *registers,
    *files,
    *adhesions,
    path("planos/", PlanList.as_view(), name="plans"),
    path("planos/iniciar/", axis_verbs.start, name="start_plan"),
    path("planos/anteriores/", revision_reading.EarlierPlans.as_view(), name="earlier"),
    path("planos/aprovacao/", revision_reading.PolicyView.as_view(), name="approval_policy"),
    path("planos/aprovacao/gravar/", revision_verbs.save_policy, name="save_approval_policy"),
    path(PLAN, PlanDetail.as_view(), name="plan"),
    path(f"{PLAN}diferencas/", reading.Differences.as_view(), name="differences"),
    path(f"{PLAN}programa/ciencia/", validation_verbs.note, name="note_diagnosis"),
    path(f"{PLAN}programa/<slug:slug>/", reading.Part.as_view(), name="part"),
    path(
        f"{PLAN}programa/<slug:slug>/rascunho/",
        typed_drafts.TypedDraftView.as_view(),
        name="typed_draft",
    ),
    *(
        path(f"{PLAN}programa/{slug}/rascunho/guardar/", view, name=f"keep_{slug}")
        for slug, view in typed_drafts.KEEP_VERBS.items()
    ),
    *(
        path(f"{PLAN}programa/{slug}/rascunho/descartar/", view, name=f"discard_{slug}")
        for slug, view in typed_drafts.DISCARD_VERBS.items()
    ),
    *(
        path(f"{PLAN}programa/{slug}/gravar/", view, name=f"save_{slug}")
        for slug, view in plan_verbs.PART_VERBS.items()
    ),
    path(f"{PLAN}validacao/", reading.Validation.as_view(), name="validation"),
    path(f"{PLAN}validacao/gravar/", plan_verbs.save_validation, name="save_validation"),
    path(
        f"{PLAN}validacao/convites/",
        validation_reading.InvitationList.as_view(),
        name="invitations",
    ),
    path(f"{PLAN}validacao/convidar/", validation_verbs.invite, name="invite_guests"),
    path(
        f"{PLAN}validacao/convites/<uuid:invitation_uid>/retirar/",
        validation_verbs.withdraw,
        name="withdraw_invitation",
    ),
    path(
        f"{PLAN}validacao/contribuicoes/",
        validation_reading.CommentList.as_view(),
        name="comments",
    ),
    path(
        f"{PLAN}validacao/contribuicoes/<uuid:comment_uid>/responder/",
        validation_verbs.answer,
        name="answer_comment",
    ),
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
    path(f"{PLAN}acoes/completar/", action_verbs.fill_in_actions, name="fill_in_actions"),
    path(f"{PLAN}acoes/copiar/", action_verbs.copy_actions, name="copy_actions"),
    path(f"{PLAN}acoes/<uuid:action_uid>/", content_reading.ActionView.as_view(), name="action"),
    path(f"{PLAN}acoes/<uuid:action_uid>/editar/", action_verbs.edit_action, name="edit_action"),
    path(
        f"{PLAN}acoes/<uuid:action_uid>/excluir/", action_verbs.remove_action, name="remove_action"
    ),
    path(f"{PLAN}eixos/<uuid:axis_uid>/ordem/", axis_verbs.move_axis, name="move_axis"),
    path(
        f"{PLAN}subeixos/<uuid:sub_axis_uid>/ordem/",
        axis_verbs.move_sub_axis,
        name="move_sub_axis",
    ),
    path(f"{PLAN}acoes/<uuid:action_uid>/ordem/", action_verbs.move_action, name="move_action"),
    path(f"{PLAN}riscos/", reading.RiskList.as_view(), name="risks"),
    path(f"{PLAN}riscos/novo/", risk_verbs.add_risk, name="add_risk"),
    path(f"{PLAN}riscos/<uuid:risk_uid>/", risk_reading.RiskView.as_view(), name="risk"),
    path(
        f"{PLAN}riscos/<uuid:risk_uid>/reavaliar/", risk_verbs.reassess_risk, name="reassess_risk"
    ),
    path(f"{PLAN}riscos/<uuid:risk_uid>/editar/", risk_verbs.edit_risk, name="edit_risk"),
    path(f"{PLAN}riscos/<uuid:risk_uid>/arquivar/", risk_verbs.archive_risk, name="archive_risk"),
    path(f"{PLAN}riscos/<uuid:risk_uid>/retomar/", risk_verbs.restore_risk, name="restore_risk"),
    path(f"{PLAN}pendencias/", reading.Checklist.as_view(), name="checklist"),
    path(f"{PLAN}enviar/", approval_verbs.submit, name="submit"),
    path(f"{PLAN}envios/", reading.SubmissionList.as_view(), name="submissions"),
    path(SENT, revision_reading.SubmissionView.as_view(), name="submission"),
    path(f"{SENT}parecer/", approval_verbs.give_opinion, name="give_opinion"),
    path(f"{SENT}aprovar/", approval_verbs.approve_plan, name="approve_plan"),
    path(f"{SENT}devolver/", approval_verbs.return_plan, name="return_plan"),
    path(f"{SENT}retomar/", approval_verbs.recall_plan, name="recall_plan"),
    path(f"{PLAN}publicacao/", publication_verbs.publish, name="publication"),
    path(f"{PLAN}orgaos/", joint.PartList.as_view(), name="plan_organs"),
    path(f"{PLAN}orgaos/convidar/", joint.ask_organ, name="ask_organ"),
    path(f"{PLAN}orgaos/<uuid:organ_uid>/retirar/", joint.remove_organ, name="remove_organ"),
    path(f"{PLAN}orgaos/<uuid:organ_uid>/resposta/", joint.answer, name="answer_joint_plan"),
    path(f"{PLAN}publicado/", revision_reading.Published.as_view(), name="published"),
    path(f"{PLAN}pagina-publica/", revision_reading.PublicPage.as_view(), name="public_page"),
    path(
        f"{PLAN}pagina-publica/conferir/",
        publication_verbs.PublicCheck.as_view(),
        name="public_check",
    ),
    path(f"{PLAN}pagina-publica/mostrar/", publication_verbs.show_plan, name="show_plan"),
    path(f"{PLAN}pagina-publica/retirar/", publication_verbs.hide_plan, name="hide_plan"),
    path(f"{PLAN}reabrir/", revision_verbs.reopen, name="reopen"),
    path(f"{PLAN}atualizacao/", revision_verbs.request_revision, name="request_revision"),
    path(f"{PLAN}atualizacoes/", revision_reading.RequestList.as_view(), name="revisions"),
    path(ASKED, revision_reading.RequestView.as_view(), name="revision"),
    path(f"{ASKED}autorizar/", revision_verbs.approve, name="approve_revision"),
    path(f"{ASKED}recusar/", revision_verbs.reject, name="reject_revision"),
    path(f"{ASKED}retirar/", revision_verbs.withdraw, name="withdraw_revision"),
]
