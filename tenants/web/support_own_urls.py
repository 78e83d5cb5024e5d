"""Support sessions, at the host of an organisation."""

from django.urls import path

from tenants.web import support_own as views

app_name = "support"
urlpatterns = [
    path("atendimentos/", views.session_list, name="list"),
    path("atendimentos/<uuid:uid>/", views.session, name="session"),
    path("atendimentos/<uuid:uid>/permitir/", views.raise_session, name="raise"),
    path("atendimentos/<uuid:uid>/encerrar/", views.end_session, name="end"),
    path("atendimento/entrar/<str:token>/", views.enter, name="enter"),
    path("atendimento/sair/", views.leave, name="leave"),
]
