"""Signatures read from outside, beside the pages of an agreement; and the roots of trust."""

from django.urls import path

from agreements.signatures.web import authority_views, root_views, signatory_views, views

app_name = "signatures"
urlpatterns = [
    path("acordos/<uuid:uid>/sei/<slug:document>/vincular/", views.link_sei, name="link_sei"),
    path("acordos/<uuid:uid>/sei/<uuid:link_uid>/ler/", views.read_sei, name="read_sei"),
    path(
        "acordos/<uuid:uid>/sei/<uuid:link_uid>/desvincular/", views.unlink_sei, name="unlink_sei"
    ),
    path("acordos/<uuid:uid>/pdf-assinado/<slug:document>/", views.signed_pdf, name="signed_pdf"),
    path(
        "acordos/<uuid:uid>/quem-assina/<slug:word>/", signatory_views.check_item, name="check_item"
    ),
    path(
        "acordos/<uuid:uid>/quem-assina/<uuid:check_uid>/desfazer/",
        signatory_views.withdraw_check,
        name="withdraw_check",
    ),
    path("acordos/<uuid:uid>/dirigente/", signatory_views.change_head, name="change_head"),
    path("raizes-de-confianca/", root_views.roots, name="roots"),
    path("raizes-de-confianca/nova/", root_views.trust, name="trust"),
    path("raizes-de-confianca/revogacao/", authority_views.policy, name="policy"),
    path(
        "raizes-de-confianca/<uuid:uid>/autoridades/nova/",
        authority_views.add,
        name="add_authority",
    ),
    path(
        "raizes-de-confianca/autoridades/<uuid:uid>/endereco/",
        authority_views.address,
        name="list_address",
    ),
    path(
        "raizes-de-confianca/autoridades/<uuid:uid>/lista/",
        authority_views.send_list,
        name="send_list",
    ),
    path("raizes-de-confianca/<uuid:uid>/retirar/", root_views.withdraw, name="withdraw"),
]
