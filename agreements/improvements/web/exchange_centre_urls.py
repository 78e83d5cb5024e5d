"""Improvements at the centre: the review of DTIC."""

from django.urls import path

from agreements.improvements.web import exchange_centre_views as views
from agreements.improvements.web import exchange_views

app_name = "exchange"
urlpatterns = [
    path("", views.improvement_list, name="improvements"),
    path("<uuid:uid>/", exchange_views.improvement, name="improvement"),
    path("<uuid:uid>/aceitar/", views.accept, name="accept"),
    path("<uuid:uid>/pedir-ajustes/", views.ask, name="ask"),
    path("<uuid:uid>/nao-aceitar/", views.refuse, name="refuse"),
    path("<uuid:uid>/versao/", views.place, name="place"),
]
