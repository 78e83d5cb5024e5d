"""Verbs on an agreement in force, at the centre."""

from django.urls import path

from agreements.continuity.web import asking_views, views

app_name = "continuity"
urlpatterns = [
    path("<uuid:uid>/aditivo/", views.amend, name="amend"),
    path("<uuid:uid>/aditivo/pedido/aceitar/", asking_views.take, name="take"),
    path("<uuid:uid>/aditivo/pedido/recusar/", asking_views.refuse, name="refuse"),
    path("<uuid:uid>/apostila/pedido/", asking_views.note_asked, name="note_asked"),
    path("<uuid:uid>/fim/pedido/", asking_views.accept_withdrawal, name="accept_withdrawal"),
    path("<uuid:uid>/aditivo/assinatura/", views.sign, name="sign"),
    path("<uuid:uid>/aditivo/publicacao/", views.publish, name="publish"),
    path("<uuid:uid>/aditivo/abandonar/", views.abandon, name="abandon"),
    path("<uuid:uid>/apostila/", views.apostille, name="apostille"),
    path("<uuid:uid>/fim/", views.end, name="end"),
    path("<uuid:uid>/fim/desfazer/", views.retract, name="retract"),
]
