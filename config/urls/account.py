"""The account host: where gov.br sends people back to, and nothing else."""

from django.urls import include, path

from identity.web import account_host

urlpatterns = [
    path("", account_host.home, name="account_host"),
    path("entrar/", account_host.begin, name="govbr_begin"),
    path("retorno/", account_host.come_back, name="govbr_return"),
    path("aparencia/", include("ui.urls")),
]
