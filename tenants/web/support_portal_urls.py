"""Support sessions, for anybody."""

from django.urls import path

from tenants.web import support_portal as views

app_name = "support_portal"
urlpatterns = [
    path("", views.session_list, name="list"),
    path("atendimentos.json", views.session_json, name="json"),
]
