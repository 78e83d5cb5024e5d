"""Pages of formulation: structure, plans."""

from django.urls import path

from integrity.formulation.rules.programme import PARTS
from integrity.formulation.web.views import (
    actions,
    catalogue,
    commission,
    commission_acts,
    content,
    earlier,
    guests,
    imports,
    methods,
    organs,
    plans,
    programme,
    publication,
    registers,
    reopening,
    revisions,
    structure,
    validation,
)

app_name = "formulation"
PLAN = "planos/<uuid:uid>/"
urlpatterns = [
    path("estrutura/", structure.structure, name="structure"),
    path("estrutura/governo/", organs.government, name="government"),
    path("estrutura/orgaos/", organs.organ_list, name="organs"),
    path("estrutura/orgaos/<uuid:uid>/", organs.organ_page, name="organ"),
    path("estrutura/orgaos/<uuid:uid>/arquivar/", organs.archive_organ, name="archive_organ"),
    path("estrutura/orgaos/<uuid:uid>/reabrir/", organs.restore_organ, name="restore_organ"),
    path("estrutura/orgaos/novo/", organs.add_organ, name="add_organ"),
    path("estrutura/orgaos/<uuid:uid>/editar/", organs.edit_organ, name="edit_organ"),
    path("estrutura/orgaos/<uuid:organ_uid>/unidades/nova/", structure.add_unit, name="add_unit"),
    path("estrutura/unidades/<uuid:uid>/editar/", structure.edit_unit, name="edit_unit"),
    path("estrutura/cadastros.xlsx", registers.registers_workbook, name="registers_workbook"),
    path("estrutura/importar/", registers.import_registers, name="import_registers"),
    path("estrutura/importar/<uuid:uid>/", registers.registers_preview, name="registers_preview"),
    path("metodo/", methods.method, name="method"),
    path("metodo/modelo/", methods.use_preset, name="use_preset"),
    path("catalogos/", catalogue.catalogues, name="catalogues"),
    path("catalogos/<slug:slug>/", catalogue.catalogue, name="catalogue"),
    path("catalogos/<slug:slug>/<uuid:uid>/", catalogue.edit_entry, name="edit_entry"),
    path("planos/", plans.plan_list, name="plans"),
    path("planos/iniciar/", plans.start, name="start_plan"),
    path("planos/anteriores/", earlier.earlier, name="earlier"),
    path("planos/reabertura/", reopening.plans_to_reopen, name="plans_to_reopen"),
    path(PLAN, plans.plan_page, name="plan"),
    path(f"{PLAN}publicado/", earlier.published, name="published"),
    path(f"{PLAN}planilha.xlsx", plans.workbook, name="workbook"),
    path(f"{PLAN}comissao/", commission.commission, name="commission"),
    path(f"{PLAN}comissao/historico/", commission_acts.history, name="commission_history"),
    path(f"{PLAN}comissao/prorrogar/", commission_acts.extend_term, name="extend_term"),
    path(
        f"{PLAN}comissao/prorrogacoes/<uuid:act_uid>/",
        commission_acts.extend_term,
        name="edit_extension",
    ),
    path(f"{PLAN}comissao/alterar/", commission_acts.change_members, name="change_members"),
    path(
        f"{PLAN}comissao/alteracoes/<uuid:act_uid>/",
        commission_acts.change_members,
        name="edit_composition",
    ),
    path(f"{PLAN}programa/", programme.programme, name="programme"),
    *(
        path(
            f"{PLAN}programa/{part.slug}/",
            programme.part_page,
            {"section": section},
            name=section.value,
        )
        for section, part in PARTS.items()
    ),
    path(f"{PLAN}programa/<slug:slug>/rascunho/", programme.keep_typed, name="keep_typed"),
    path(f"{PLAN}programa.docx", plans.programme_document, name="programme_document"),
    path(f"{PLAN}validacao/", validation.validation, name="validation"),
    path(f"{PLAN}validacao/editar/", validation.edit_validation, name="edit_validation"),
    path(f"{PLAN}validacao/convidar/", validation.invite_guests, name="invite_guests"),
    path(
        f"{PLAN}validacao/convites/<uuid:invitation_uid>/retirar/",
        validation.withdraw_invitation,
        name="withdraw_invitation",
    ),
    path(
        f"{PLAN}validacao/contribuicoes/<uuid:comment_uid>/",
        validation.answer_comment,
        name="answer_comment",
    ),
    path("contribuir/<uuid:uid>/<str:token>/", guests.contribute, name="contribute"),
    path(f"{PLAN}conteudo/", content.content, name="content"),
    path(f"{PLAN}eixos/do-metodo/", methods.add_axes, name="add_axes_of_method"),
    path(f"{PLAN}eixos/novo/", content.add_axis, name="add_axis"),
    path(f"{PLAN}eixos/<uuid:axis_uid>/editar/", content.edit_axis, name="edit_axis"),
    path(f"{PLAN}eixos/<uuid:axis_uid>/excluir/", content.remove_axis, name="remove_axis"),
    path(f"{PLAN}eixos/<uuid:axis_uid>/subeixos/novo/", content.add_sub_axis, name="add_sub_axis"),
    path(
        f"{PLAN}subeixos/<uuid:sub_axis_uid>/editar/", content.edit_sub_axis, name="edit_sub_axis"
    ),
    path(
        f"{PLAN}subeixos/<uuid:sub_axis_uid>/excluir/",
        content.remove_sub_axis,
        name="remove_sub_axis",
    ),
    path(f"{PLAN}acoes/nova/", actions.add_action, name="add_action"),
    path(f"{PLAN}acoes/<uuid:action_uid>/", actions.action_page, name="action"),
    path(f"{PLAN}acoes/<uuid:action_uid>/editar/", actions.edit_action, name="edit_action"),
    path(f"{PLAN}acoes/<uuid:action_uid>/excluir/", actions.remove_action, name="remove_action"),
    path(f"{PLAN}importar/", imports.import_plan, name="import"),
    path(f"{PLAN}importar/<uuid:run_uid>/", imports.import_preview, name="import_preview"),
    path(f"{PLAN}publicacao/", publication.publication, name="publication"),
    path(f"{PLAN}reabrir/", reopening.reopen, name="reopen"),
    path(f"{PLAN}atualizacao/", revisions.request_revision, name="request_revision"),
    path("planos/atualizacoes/<uuid:uid>/", revisions.revision, name="revision"),
    path(
        "planos/atualizacoes/<uuid:uid>/autorizar/",
        revisions.approve_revision,
        name="approve_revision",
    ),
    path(
        "planos/atualizacoes/<uuid:uid>/recusar/", revisions.reject_revision, name="reject_revision"
    ),
    path(
        "planos/atualizacoes/<uuid:uid>/retirar/",
        revisions.withdraw_revision,
        name="withdraw_revision",
    ),
]
