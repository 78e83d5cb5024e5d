"""Yearly reports at the organisation."""

from django.urls import path

from agreements.improvements.web import views

app_name = "improvements"
urlpatterns = [
    path("", views.report_list, name="reports"),
    path("<uuid:uid>/", views.report, name="report"),
    path("<uuid:uid>/preencher/", views.fill_in, name="fill_in"),
    path("<uuid:uid>/melhorias/nova/", views.add_improvement, name="add_improvement"),
    path(
        "<uuid:uid>/melhorias/<uuid:improvement_uid>/retirar/",
        views.withdraw_improvement,
        name="withdraw_improvement",
    ),
    path("<uuid:uid>/enviar/", views.send, name="send"),
]
