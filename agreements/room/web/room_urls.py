"""Addresses of the rooms, on the account host."""

from django.urls import path

from agreements.room.web import door_views, own_data_views, room_views

app_name = "room"
urlpatterns = [
    path("", room_views.page, name="page"),
    path("entrar/", door_views.door, name="door"),
    path("convite/<str:token>/", door_views.link, name="link"),
    path("codigo/", door_views.code, name="code"),
    path("codigo/outro/", door_views.another_code, name="another_code"),
    path("sair/", room_views.leave, name="leave"),
    path("pedidos/<uuid:uid>/", room_views.send, name="send"),
    path("comentar/", room_views.remark, name="remark"),
    path("dados/", own_data_views.own_data, name="own_data"),
    path("dados/propor/", own_data_views.propose, name="propose_change"),
    path("arquivos/<uuid:uid>/", room_views.download, name="download"),
]
