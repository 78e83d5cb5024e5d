"""Organisations at the centre."""

from django.urls import path

from tenants.web import views

app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("<uuid:uid>/", views.organisation, name="organisation"),
    path("<uuid:uid>/nascimento/", views.birth, name="birth"),
    path("<uuid:uid>/suspender/", views.change_life, {"verb": "suspend"}, name="suspend"),
    path("<uuid:uid>/reativar/", views.change_life, {"verb": "resume"}, name="resume"),
]
