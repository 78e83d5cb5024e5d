"""What the organisation asks for its agreement, at its own host."""

from django.urls import path

from agreements.continuity.api import reading, views

app_name = "continuity_api"
urlpatterns = [
    path("pedidos/", reading.AskingList.as_view(), name="askings"),
    path("<uuid:uid>/pedidos/", reading.AskingsOfAgreement.as_view(), name="askings_of"),
    path("<uuid:uid>/aditivo/", views.ask, name="ask"),
    path("<uuid:uid>/aditivo/desistir/", views.withdraw, name="withdraw"),
    path("<uuid:uid>/aditivo/plano/", views.ask_plan_change, name="ask_plan_change"),
    path("<uuid:uid>/apostila/", views.ask_note, name="ask_note"),
    path("<uuid:uid>/denuncia/", views.ask_withdrawal, name="ask_withdrawal"),
]
