"""Addresses of the rooms at the centre."""

from django.urls import path

from agreements.room.web import centre_views

app_name = "room_centre"
urlpatterns = [
    path("acordos/<uuid:uid>/sala/", centre_views.room, name="room"),
    path("acordos/<uuid:uid>/sala/convidar/", centre_views.invite, name="invite"),
    path("salas/convites/<uuid:uid>/novo-link/", centre_views.new_link, name="new_link"),
    path("salas/convites/<uuid:uid>/cancelar/", centre_views.revoke, name="revoke"),
]
