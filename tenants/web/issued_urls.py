"""Issued documents of the place."""

from django.urls import path

from tenants.web import issued as views

app_name = "issued"
urlpatterns = [
    path("", views.issued_list, name="list"),
    path("<uuid:uid>/", views.issued, name="document"),
    path("<uuid:uid>/revogar/", views.revoke, name="revoke"),
    path("<uuid:uid>/substituir/", views.replace, name="replace"),
]
