"""The work plan and the drafts, at the centre."""

from django.urls import path

from agreements.work_plans.api import views
from agreements.work_plans.api.evidences import evidence_file

app_name = "work_plans_api"
urlpatterns = [
    path("<uuid:uid>/etapas/", views.StageList.as_view(), name="stages"),
    path(
        "<uuid:uid>/evidencias/<uuid:evidence_uid>/arquivo/",
        evidence_file,
        name="evidence_file",
    ),
    path("<uuid:uid>/minutas/gerar/", views.generate, name="generate"),
    path("<uuid:uid>/enviar/", views.send, name="send"),
    path("etapas/<uuid:uid>/concluir/", views.complete_stage, name="complete_stage"),
    path("etapas/<uuid:uid>/reabrir/", views.reopen_stage, name="reopen_stage"),
]
