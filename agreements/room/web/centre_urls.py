"""Addresses of the rooms at the centre."""

from django.urls import path

from agreements.room.web import centre_views, centre_work

app_name = "room_centre"
urlpatterns = [
    path("acordos/<uuid:uid>/sala/", centre_views.room, name="room"),
    path("acordos/<uuid:uid>/sala/convidar/", centre_views.invite, name="invite"),
    path("acordos/<uuid:uid>/sala/pedir/", centre_work.ask, name="ask"),
    path("acordos/<uuid:uid>/sala/comentar/", centre_work.remark, name="remark"),
    path("salas/documentos/<uuid:uid>/conferir/", centre_work.accept, name="accept"),
    path("salas/documentos/<uuid:uid>/devolver/", centre_work.give_back, name="give_back"),
    path("salas/convites/<uuid:uid>/novo-link/", centre_views.new_link, name="new_link"),
    path("salas/convites/<uuid:uid>/cancelar/", centre_views.revoke, name="revoke"),
]
