"""Where the files of a plan are, by the names that the pages give them."""

from django.urls import path

from integrity.formulation.api import files as views

PLAN = "planos/<uuid:uid>/"
files = [
    path("estrutura/cadastros.xlsx", views.registers_workbook, name="registers_workbook"),
    path(f"{PLAN}planilha.xlsx", views.plan_workbook, name="workbook"),
    path(f"{PLAN}planilha.ods", views.plan_open_document, name="open_document"),
    path(f"{PLAN}programa.docx", views.programme_document, name="programme_document"),
    path(f"{PLAN}diferencas.xlsx", views.difference_workbook, name="difference_workbook"),
    path(f"{PLAN}comissao/ato.docx", views.commission_document, name="commission_document"),
    path(
        f"{PLAN}comissao/atos/<uuid:act_uid>/ato.docx",
        views.commission_act_document,
        name="commission_act_document",
    ),
    path(f"{PLAN}publicado/plano.pdf", views.published_plan, name="published_plan"),
    path(f"{PLAN}publicado/comunicacao.pdf", views.communication_plan, name="communication_plan"),
    path(f"{PLAN}publicado/capacitacao.pdf", views.training_plan, name="training_plan"),
    path(f"{PLAN}pagina-publica/plano.pdf", views.public_copy, name="public_copy"),
    path(f"{PLAN}pagina-publica/previa.pdf", views.public_preview, name="public_preview"),
]
