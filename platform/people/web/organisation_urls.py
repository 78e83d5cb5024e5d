"""Profiles of an organisation's own making."""

from django.urls import path

from people.web import profiles

app_name = "profiles"
urlpatterns = [
    path("", profiles.derived_profiles, name="list"),
    path("de/<slug:base>/", profiles.derive, name="derive"),
    path("<uuid:uid>/", profiles.edit_derived, name="edit"),
    path("<uuid:uid>/retirar/", profiles.retire_derived, name="retire"),
]
