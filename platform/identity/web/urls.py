"""Sign-in, sign-out, passwords, second factor, sessions: allauth's views where they serve."""

from allauth.account import views
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as application
from allauth.mfa.webauthn import views as keys
from django.urls import path, re_path

from identity.web import govbr, own_provider, security

urlpatterns = [
    path("entrar/", views.login, name="account_login"),
    path("entrar/codigo/", factors.authenticate, name="mfa_authenticate"),
    path("entrar/chave/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("govbr/", govbr.enter, name="govbr_enter"),
    path("govbr/chegada/", govbr.arrive, name="govbr_arrive"),
    path("govbr/ligar/", govbr.link, name="govbr_link"),
    path("govbr/desligar/", govbr.unlink, name="govbr_unlink"),
    path("govbr/confirmar/", govbr.confirm, name="govbr_confirm"),
    path("provedor/", own_provider.enter, name="provider_enter"),
    path("provedor/retorno/", own_provider.come_back, name="provider_return"),
    path("provedor/ligar/", own_provider.link, name="provider_link"),
    path("provedor/confirmar/", own_provider.confirm, name="provider_confirm"),
    path("provedor/desligar/", own_provider.unlink, name="provider_unlink"),
    path("sair/", views.logout, name="account_logout"),
    path("criar/", views.signup, name="account_signup"),
    path("inativa/", views.account_inactive, name="account_inactive"),
    path("confirmar/", views.reauthenticate, name="account_reauthenticate"),
    path("confirmar/codigo/", factors.reauthenticate, name="mfa_reauthenticate"),
    path("confirmar/chave/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("senha/trocar/", views.password_change, name="account_change_password"),
    path("senha/definir/", views.password_set, name="account_set_password"),
    path("senha/esqueci/", views.password_reset, name="account_reset_password"),
    path("senha/esqueci/enviado/", views.password_reset_done, name="account_reset_password_done"),
    # the number ends at the first hyphen: the key has one of its own
    re_path(
        r"^senha/nova/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "senha/nova/pronto/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("seguranca/", security.overview, name="mfa_index"),
    path("seguranca/aplicativo/", application.activate_totp, name="mfa_activate_totp"),
    path("seguranca/aplicativo/retirar/", application.deactivate_totp, name="mfa_deactivate_totp"),
    path("seguranca/chaves/nova/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("seguranca/chaves/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("seguranca/chaves/<int:pk>/retirar/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("seguranca/chaves/", security.overview, name="mfa_list_webauthn"),
    path("seguranca/codigos/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "seguranca/codigos/novos/",
        codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("seguranca/sessoes/encerrar/", security.end_others, name="end_other_sessions"),
    path("seguranca/sessoes/<int:pk>/encerrar/", security.end_session, name="end_session"),
]
