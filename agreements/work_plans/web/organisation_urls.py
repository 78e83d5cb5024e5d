"""The stages of the work plan, at the host of the partner."""

from django.urls import path

from agreements.work_plans.web import own_views as views

app_name = "work_plans"
urlpatterns = [
    path("<uuid:uid>/etapas/<uuid:stage_uid>/", views.report_stage, name="report_stage"),
]
