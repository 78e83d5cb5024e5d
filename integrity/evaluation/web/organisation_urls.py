"""Evaluation, on the host of an organisation."""

from django.urls import path

from integrity.evaluation.web import views

app_name = "evaluation"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("acoes/<uuid:uid>/", views.action_page, name="action"),
    path("acoes/<uuid:uid>/recomendar/", views.recommend, name="recommend"),
    path("relatorios/", views.report_list, name="reports"),
    path("relatorios/<uuid:uid>/", views.report_page, name="report"),
    path("planos/<uuid:uid>/relatorio/", views.issue_report, name="issue_report"),
]
