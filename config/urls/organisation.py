"""The host of an organisation."""

from django.urls import include, path

from config.home import home
from config.urls.signed_in import urlpatterns as signed_in

urlpatterns = [
    *signed_in,
    path("", home, name="home"),
    path("", include("tenants.web.support_own_urls")),
    path("", include("integrity.formulation.web.organisation_urls")),
    path("perfis-derivados/", include("people.web.organisation_urls")),
    path("treinamento/", include("tenants.web.training_urls")),
    path("execucao/", include("integrity.execution.web.organisation_urls")),
    path("monitoramento/", include("integrity.monitoring.web.organisation_urls")),
    path("avaliacao/", include("integrity.evaluation.web.organisation_urls")),
    path("api/", include("integrity.formulation.api.urls")),
    path("api/biblioteca/", include("integrity.formulation.api.library_urls")),
    path("api/acordo/", include("agreements.registry.api.organisation_urls")),
    path("api/acordo/", include("agreements.work_plans.api.organisation_urls")),
    path("api/acordo/", include("agreements.publication.api.organisation_urls")),
    path("api/acordo/", include("agreements.continuity.api.organisation_urls")),
    path("api/relatorio-anual/", include("agreements.improvements.api.organisation_urls")),
    path("api/execucao/", include("integrity.execution.api.urls")),
    path("copias-de-seguranca/", include("tenants.web.copies_urls")),
    path("documentos-emitidos/", include("tenants.web.issued_urls")),
    path("diario/", include("tenants.web.journal_urls")),
    path("relatorio-anual/", include("agreements.improvements.web.organisation_urls")),
    path("melhorias/", include("agreements.improvements.web.exchange_organisation_urls")),
    path("acordo/", include("agreements.registry.web.organisation_urls")),
    path("acordo/", include("agreements.work_plans.web.organisation_urls")),
    path("acordo/", include("agreements.publication.web.organisation_urls")),
    path("acordo/", include("agreements.continuity.web.organisation_urls")),
    path("enderecos/", include("tenants.web.organisation_urls")),
]
