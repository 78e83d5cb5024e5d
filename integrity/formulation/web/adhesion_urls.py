"""Pages of the adhesion of the head of an organ."""

from django.urls import path

from integrity.formulation.web.views import adhesion

ORGAN = "planos/adesao/<uuid:uid>/"
adhesions = [
    path("planos/adesao/", adhesion.adhesion_list, name="adhesions"),
    path("planos/<uuid:uid>/adesao/", adhesion.plan_adhesion, name="plan_adhesion"),
    path(ORGAN, adhesion.adhesion_page, name="adhesion"),
    path(f"{ORGAN}declarar/", adhesion.declare_adhesion, name="declare_adhesion"),
    path(f"{ORGAN}registrar/", adhesion.register_adhesion, name="register_adhesion"),
    path(f"{ORGAN}responder/", adhesion.answer_adhesion, name="answer_adhesion"),
    path(f"{ORGAN}retirar/", adhesion.withdraw_adhesion, name="withdraw_adhesion"),
]
