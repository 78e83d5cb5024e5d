"""Where people without an account ask after their data."""

from django.urls import path

from agreements.privacy.web import portal_views as views

app_name = "privacy_portal"
urlpatterns = [
    path("meus-dados/", views.ask, name="ask"),
    path("meus-dados/<str:token>/", views.way, name="way"),
    path("meus-dados/<str:token>/copia/", views.copy, name="copy"),
    path("meus-dados/<str:token>/eliminar/", views.erasure, name="erasure"),
]
