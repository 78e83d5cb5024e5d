"""The adhesion of the heads, as JSON."""

from django.urls import path

from integrity.formulation.api import adhesion

ORGAN = "planos/adesao/<uuid:uid>/"
adhesions = [
    path("planos/adesao/", adhesion.StandingList.as_view(), name="adhesions"),
    path(ORGAN, adhesion.OrganAdhesions.as_view(), name="adhesion"),
    path(f"{ORGAN}declarar/", adhesion.declare_adhesion, name="declare_adhesion"),
    path(f"{ORGAN}registrar/", adhesion.register_adhesion, name="register_adhesion"),
    path(f"{ORGAN}responder/", adhesion.answer_adhesion, name="answer_adhesion"),
    path(f"{ORGAN}retirar/", adhesion.withdraw_adhesion, name="withdraw_adhesion"),
]
