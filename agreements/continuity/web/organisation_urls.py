"""What the organisation asks for its agreement, at its own host."""

from django.urls import path

from agreements.continuity.web import other_asking_views as others
from agreements.continuity.web import own_views as views

app_name = "continuity"
urlpatterns = [
    path("<uuid:uid>/aditivo/", views.ask, name="ask"),
    path("<uuid:uid>/aditivo/desistir/", views.withdraw, name="withdraw"),
    path("<uuid:uid>/aditivo/plano/", others.ask_plan_change, name="ask_plan_change"),
    path("<uuid:uid>/apostila/", others.ask_note, name="ask_note"),
    path("<uuid:uid>/denuncia/", others.ask_withdrawal, name="ask_withdrawal"),
]
