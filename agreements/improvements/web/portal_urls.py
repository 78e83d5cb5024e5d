"""The public pages of improvements."""

from django.urls import path

from agreements.improvements.web import public_views

app_name = "improvements"
urlpatterns = [
    path("", public_views.improvements, name="improvements"),
    path("<uuid:uid>/", public_views.improvement, name="improvement"),
    path("<uuid:uid>/alteracoes/", public_views.patch, name="patch"),
]
