"""The account host: where gov.br sends people back to, and the rooms of agreements."""

from django.urls import include, path

from config.views import account_home
from identity.web import account_host

urlpatterns = [
    path("", account_home, name="account_host"),
    path("entrar/", account_host.begin, name="govbr_begin"),
    path("retorno/", account_host.come_back, name="govbr_return"),
    path("sala/minutas/", include("agreements.consent.web.room_urls")),
    path("sala/clausulas/", include("agreements.negotiation.web.room_urls")),
    path("sala/", include("agreements.room.web.room_urls")),
    path("aparencia/", include("ui.urls")),
]
