"""The journal, at the centre and at every organisation."""

from django.urls import path

from tenants.web import journal as views

app_name = "journal"
urlpatterns = [
    path("", views.journal, name="list"),
    path("conferencia/", views.verification, name="verification"),
    path("cadeia.txt", views.chain, name="chain"),
    path("exportar/<str:kind>/", views.export, name="export"),
    path("<uuid:uid>/", views.entry, name="entry"),
]
