"""The public pages of the registry."""

from django.urls import path

from agreements.registry.web import portal_views as views

app_name = "registry_portal"
urlpatterns = [
    path("solicitar/", views.submit, name="submit"),
    path("acompanhar/<str:token>/", views.track, name="track"),
    path("acompanhar/<str:token>/responder/", views.answer, name="answer"),
    path("acompanhar/<str:token>/desistir/", views.withdraw, name="withdraw"),
]
