"""Routes that every kind of host has."""

from django.urls import include, path

from config.views import health

urlpatterns = [
    path("saude/", health, name="health"),
    path("aparencia/", include("ui.urls")),
]
