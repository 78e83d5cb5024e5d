"""People, at the centre and in every organisation."""

from django.urls import path

from people.web import erasure, keys, own, own_copy, profiles, provider, views

app_name = "people"
urlpatterns = [
    path("", views.people, name="list"),
    path("eu/", own.own_data, name="own_data"),
    path("eu/copia/", own_copy.ask, name="own_copy"),
    path("eu/copia/<str:token>/", own_copy.take, name="own_copy_file"),
    path("eu/chaves/", keys.own_keys, name="own_keys"),
    path("eu/chaves/<uuid:uid>/revogar/", keys.revoke_own, name="own_key_revoked"),
    path("chaves/<uuid:uid>/revogar/", keys.revoke, name="revoke_key"),
    path("provedor/", provider.settings_page, name="provider"),
    path("provedor/desligar/", provider.switch_off, name="switch_off_provider"),
    path("convidar/", views.invite, name="invite"),
    path("perfis/<uuid:uid>/encerrar/", views.end_assignment, name="end_assignment"),
    path("perfis/<uuid:uid>/afastamento/", profiles.absence, name="absence"),
    path("segregacao/", profiles.duties, name="duties"),
    path("<uuid:uid>/", views.person, name="person"),
    path("<uuid:uid>/editar/", views.edit, name="edit"),
    path("<uuid:uid>/desativar/", views.deactivate, name="deactivate"),
    path("<uuid:uid>/eliminar/", erasure.ask, name="erase"),
    path("<uuid:uid>/eliminar/confirmar/", erasure.confirm, name="confirm_erasure"),
    path("<uuid:uid>/eliminar/retirar/", erasure.withdraw, name="withdraw_erasure"),
    path("<uuid:uid>/reativar/", views.reactivate, name="reactivate"),
    path("<uuid:uid>/segunda-protecao/", views.reset_factor, name="reset_factor"),
]
