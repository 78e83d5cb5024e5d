"""Improvements at an organisation: its own, and those of others to be adopted."""

from django.urls import path

from agreements.improvements.web import exchange_own_views as views
from agreements.improvements.web import exchange_views

app_name = "exchange"
urlpatterns = [
    path("", views.improvement_list, name="improvements"),
    path("<uuid:uid>/", exchange_views.improvement, name="improvement"),
    path("<uuid:uid>/enviar/", views.submit, name="submit"),
    path("<uuid:uid>/responder/", views.answer, name="answer"),
    path("<uuid:uid>/adotar/", views.adopt, name="adopt"),
    path("<uuid:uid>/desfazer-adocao/", views.undo, name="undo"),
]
