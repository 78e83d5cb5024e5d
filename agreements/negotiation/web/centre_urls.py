"""The negotiation, at the centre."""

from django.urls import path

from agreements.negotiation.web import file_views, verb_views, views

app_name = "negotiation"
PLACE = "acordos/<uuid:uid>/negociacao/"
urlpatterns = [
    path(PLACE, views.page, name="page"),
    path(f"{PLACE}comparar/", views.compare, name="compare"),
    path(f"{PLACE}clausulas/<slug:key>/", views.clause, name="clause"),
    path(f"{PLACE}clausulas/<slug:key>/redigir/", verb_views.word, name="word"),
    path(f"{PLACE}arquivo/", file_views.bring_at_centre, name="bring"),
    path(f"{PLACE}enviar/", verb_views.send, name="send"),
    path(f"{PLACE}tomar-de-volta/", verb_views.recall, name="recall"),
    path(f"{PLACE}reabrir/", verb_views.reopen, name="reopen"),
    path(f"{PLACE}aceitar/", verb_views.accept, name="accept"),
    path(f"{PLACE}aceite-do-participe/", verb_views.accept_for_partner, name="accept_for_partner"),
    path("acordos/propostas/<uuid:uid>/", verb_views.answer, name="answer"),
]
