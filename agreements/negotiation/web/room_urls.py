"""The texts in the room of an agreement: read, commented, proposed otherwise, returned."""

from django.urls import path

from agreements.negotiation.web import file_views, room_views

app_name = "texts"
urlpatterns = [
    path("", room_views.page, name="page"),
    path("comparar/", room_views.compare, name="compare"),
    path("devolver/", room_views.give_back, name="give_back"),
    path("arquivo/", file_views.bring_in_room, name="bring"),
    path("anexar/", file_views.attach, name="attach"),
    path("<slug:key>/", room_views.clause, name="clause"),
    path("<slug:key>/propor/", room_views.propose, name="propose"),
    path("<slug:key>/retirar/", room_views.withdraw, name="withdraw"),
]
