"""What partners ask for their agreements, and the answers, at the centre."""

from django.urls import path

from agreements.continuity.api import answers, reading

app_name = "continuity_api"
urlpatterns = [
    path("pedidos/", reading.AskingList.as_view(), name="askings"),
    path("<uuid:uid>/pedidos/", reading.AskingsOfAgreement.as_view(), name="askings_of"),
    path("<uuid:uid>/pedidos/aceitar/", answers.take, name="take"),
    path("<uuid:uid>/pedidos/recusar/", answers.refuse, name="refuse"),
    path("<uuid:uid>/pedidos/apostila/", answers.note_asked, name="note_asked"),
    path("<uuid:uid>/pedidos/denuncia/", answers.accept_withdrawal, name="accept_withdrawal"),
]
