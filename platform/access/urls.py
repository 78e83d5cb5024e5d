"""Switching between one's own profiles; going on after having shown who one is."""

from django.urls import path

from access.confirmation import carry_on
from access.web import switch_profile

app_name = "access"
urlpatterns = [
    path("usar/<uuid:uid>/", switch_profile, name="switch"),
    path("continuar/<str:number>/", carry_on, name="continue"),
]
