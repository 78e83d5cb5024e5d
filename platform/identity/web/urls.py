"""Sign-in, sign-out, passwords: allauth's views, only those that serve here."""

from allauth.account import views
from django.urls import path, re_path

urlpatterns = [
    path("entrar/", views.login, name="account_login"),
    path("sair/", views.logout, name="account_logout"),
    path("criar/", views.signup, name="account_signup"),
    path("inativa/", views.account_inactive, name="account_inactive"),
    path("confirmar/", views.reauthenticate, name="account_reauthenticate"),
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
]
