"""Yearly reports at the organisation."""

from django.urls import path

from agreements.improvements.api import views

app_name = "reports_api"
urlpatterns = [
    path("", views.ReportList.as_view(), name="reports"),
    path("<uuid:uid>/", views.ReportDetail.as_view(), name="report"),
    path("<uuid:uid>/preencher/", views.fill_in, name="fill_in"),
    path("<uuid:uid>/enviar/", views.send, name="send"),
]
