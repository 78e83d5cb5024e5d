"""Publication and delivery at the centre, beside the pages of the registry."""

from django.urls import path

from agreements.publication.web import (
    correction_views,
    document_views,
    production_views,
    release_views,
    sei_views,
    terms_views,
    views,
)

app_name = "publication"
urlpatterns = [
    path("versoes/", release_views.release_list, name="releases"),
    path("versoes/nova/", release_views.draft, name="draft_release"),
    path("versoes/instaladas/", release_views.installed, name="installed"),
    path("versoes/<uuid:uid>/", release_views.release, name="release"),
    path("versoes/<uuid:uid>/alterar/", release_views.change, name="change_release"),
    path("versoes/<uuid:uid>/lancar/", release_views.publish, name="publish_release"),
    path("versoes/<uuid:uid>/retirar/", release_views.withdraw, name="withdraw_release"),
    path("termos-de-uso/", terms_views.terms_list, name="terms"),
    path("termos-de-uso/nova-versao/", terms_views.publish_terms, name="publish_terms"),
    path("termos-de-uso/<int:number>/", terms_views.terms_version, name="terms_version"),
    path("publicacao/", views.queue, name="queue"),
    path("publicacao/<uuid:uid>/", views.agreement, name="agreement"),
    path("acordos/<uuid:uid>/publicacao/sei/", sei_views.from_sei, name="from_sei"),
    path("acordos/<uuid:uid>/publicacao/estado/", views.state_gazette, name="state_gazette"),
    path("acordos/<uuid:uid>/publicacao/participe/", views.partner_gazette, name="partner_gazette"),
    path("acordos/<uuid:uid>/publicacao/pncp/", correction_views.pncp, name="pncp"),
    path(
        "acordos/<uuid:uid>/publicacoes/<uuid:publication_uid>/corrigir/",
        correction_views.correct,
        name="correct",
    ),
    path(
        "acordos/<uuid:uid>/publicacoes/<uuid:publication_uid>/conferir/",
        correction_views.check,
        name="check_publication",
    ),
    path("acordos/<uuid:uid>/portal/<slug:word>/", document_views.show, name="show"),
    path("acordos/<uuid:uid>/portal/<slug:word>/previa/", document_views.preview, name="preview"),
    path(
        "acordos/<uuid:uid>/portal/<uuid:document_uid>/retirar/",
        document_views.withdraw,
        name="withdraw",
    ),
    path("acordos/<uuid:uid>/entregas/nova/", views.contact, name="contact"),
    path("acordos/<uuid:uid>/entregas/<uuid:delivery_uid>/", views.deliver, name="deliver"),
    path("acordos/<uuid:uid>/entregas/<uuid:delivery_uid>/reenviar/", views.resend, name="resend"),
    path(
        "acordos/<uuid:uid>/producao/<uuid:production_uid>/confirmar/",
        production_views.confirm_production,
        name="confirm_production",
    ),
    path(
        "acordos/<uuid:uid>/producao/<uuid:production_uid>/devolver/",
        production_views.return_production,
        name="return_production",
    ),
]
