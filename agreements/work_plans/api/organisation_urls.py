"""The work plan, at the host of the partner."""

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
    path("<uuid:uid>/etapas/<uuid:stage_uid>/", views.report_stage, name="report_stage"),
]
