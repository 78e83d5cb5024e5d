"""More time for the agreement, asked for at the organisation's own host."""

from django.urls import path

from agreements.continuity.web import own_views as views

app_name = "continuity"
urlpatterns = [
    path("<uuid:uid>/aditivo/", views.ask, name="ask"),
    path("<uuid:uid>/aditivo/desistir/", views.withdraw, name="withdraw"),
]
