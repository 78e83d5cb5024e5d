"""Switching between one's own profiles."""

from django.urls import path

from access.web import switch_profile

app_name = "access"
urlpatterns = [path("usar/<uuid:uid>/", switch_profile, name="switch")]
