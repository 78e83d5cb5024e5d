"""The roots of the journals, for anybody."""

from django.urls import path

from tenants.web import journal as views

app_name = "journal_roots"
urlpatterns = [
    path("", views.roots, name="list"),
    path("raizes.json", views.roots_json, name="json"),
]
