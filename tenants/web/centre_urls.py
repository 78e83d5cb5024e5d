"""Organisations at the centre."""

from django.urls import path

from tenants.web import centre_training, copies, host_views, support_centre, views

ADDRESSES = {
    "suspend": "suspender",
    "resume": "reativar",
    "freeze": "somente-leitura",
    "reopen": "devolver-escrita",
    "close": "encerrar",
    "recover": "recuperar",
    "archive": "arquivar",
    "drop": "eliminar",
    "rename": "endereco",
    "reset_training": "reiniciar-treinamento",
}
app_name = "organisations"
urlpatterns = [
    path("", views.organisation_list, name="list"),
    path("sem-restauracao/", copies.unproven, name="unproven"),
    path("treinamento/", centre_training.open_training, name="open_training"),
    path("<uuid:uid>/", views.organisation, name="organisation"),
    path("<uuid:uid>/atendimento/", support_centre.open_session, name="open_support"),
    path("<uuid:uid>/nascimento/", views.birth, name="birth"),
    path(
        "<uuid:uid>/enderecos/<uuid:host_uid>/retirar/",
        host_views.withdraw_at_centre,
        name="withdraw_host",
    ),
    *(
        path(f"<uuid:uid>/{address}/", views.change_life, {"verb": verb}, name=verb)
        for verb, address in ADDRESSES.items()
    ),
]
