"""The central administration of CGE-MG."""

from django.urls import include, path

from config.home import home
from config.urls.signed_in import urlpatterns as signed_in

urlpatterns = [
    *signed_in,
    path("", home, name="home"),
    path("", include("agreements.registry.web.centre_urls")),
    path("", include("agreements.room.web.centre_urls")),
    path("", include("agreements.work_plans.web.centre_urls")),
    path("", include("agreements.signatures.web.centre_urls")),
    path("", include("agreements.negotiation.web.centre_urls")),
    path("", include("agreements.publication.web.centre_urls")),
    path("api/", include("agreements.registry.api.centre_urls")),
    path("api/acordos/", include("agreements.work_plans.api.centre_urls")),
    path("api/acordos/", include("agreements.publication.api.centre_urls")),
    path("api/acordos/", include("agreements.continuity.api.centre_urls")),
    path("api/termos-de-uso/", include("agreements.publication.api.terms_urls")),
    path("api/relatorios-anuais/", include("agreements.improvements.api.centre_urls")),
    path("titulares/", include("agreements.privacy.web.centre_urls")),
    path("painel-dos-acordos/", include("agreements.desk.web.centre_urls")),
    path("acordos/", include("agreements.continuity.web.centre_urls")),
    path("relatorios-anuais/", include("agreements.improvements.web.centre_urls")),
    path("biblioteca/", include("integrity.library.web.centre_urls")),
    path("melhorias/", include("agreements.improvements.web.exchange_centre_urls")),
    path("organizacoes/", include("tenants.web.centre_urls")),
    path("atualizacoes/", include("tenants.web.upgrade_urls")),
    path("documentos-emitidos/", include("tenants.web.issued_urls")),
    path("diario/", include("tenants.web.journal_urls")),
    path("atendimentos/", include("tenants.web.support_centre_urls")),
    path("situacao-da-rede/", include("tenants.web.network_urls")),
]
