"""The situation of the network at the centre."""

from django.urls import path

from tenants.web import network

app_name = "network"
urlpatterns = [
    path("", network.situation, name="situation"),
    path("planilha/", network.workbook, name="workbook"),
    path("divergencias/", network.drift_list, name="drifts"),
    path("recontar/", network.recount, name="recount"),
    path("recontar/<uuid:uid>/", network.recount_organisation, name="recount_organisation"),
]
