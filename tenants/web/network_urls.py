"""The situation of the network at the centre."""

from django.urls import path

from tenants.web import deliveries, network

app_name = "network"
urlpatterns = [
    path("", network.situation, name="situation"),
    path("planilha/", network.workbook, name="workbook"),
    path("divergencias/", network.drift_list, name="drifts"),
    path("entregas/", deliveries.deliveries, name="deliveries"),
    path("entregas/<uuid:uid>/reenviar/", deliveries.replay, name="replay"),
    path("recontar/", network.recount, name="recount"),
    path("recontar/<uuid:uid>/", network.recount_organisation, name="recount_organisation"),
]
