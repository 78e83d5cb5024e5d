"""Execution, on the host of an organisation."""

from django.urls import path

from integrity.execution.web import team, views

app_name = "execution"
urlpatterns = [
    path("", views.action_list, name="list"),
    path("acoes/<uuid:uid>/", views.action_page, name="action"),
    path("acoes/<uuid:uid>/classificar/", views.classify, name="classify"),
    path("acoes/<uuid:uid>/responsavel/", views.assign, name="assign"),
    path("acoes/<uuid:uid>/envolvidos/", team.involve, name="involve"),
    path(
        "acoes/<uuid:uid>/envolvidos/<uuid:person>/retirar/",
        team.end_involvement,
        name="end_involvement",
    ),
    path("acoes/<uuid:uid>/unidades/", team.change_units, name="change_units"),
    path("acoes/<uuid:uid>/andamento/", views.record, name="record"),
    path("acoes/<uuid:uid>/descontinuar/", views.discontinue, name="discontinue"),
    path("acoes/<uuid:uid>/evidencias/", views.add_evidence, name="add_evidence"),
    path("evidencias/<uuid:uid>/retirar/", views.remove_evidence, name="remove_evidence"),
]
