"""The public portal: no sign-in here."""

from django.urls import include, path

from config.urls.everywhere import urlpatterns as everywhere

urlpatterns = [
    *everywhere,
    path("", include("agreements.registry.web.portal_urls")),
    path("", include("agreements.publication.web.portal_urls")),
    path("raizes-dos-diarios/", include("tenants.web.journal_portal_urls")),
    path("api/", include("config.urls.api")),
    path("api/publica/v1/", include("agreements.openness.api.urls")),
    path("organizacoes/", include("tenants.web.origins_portal_urls")),
    path("verificar/", include("tenants.web.verification_urls")),
    path("atendimentos/", include("tenants.web.support_portal_urls")),
    path("", include("agreements.openness.web.portal_urls")),
    path("", include("agreements.privacy.web.portal_urls")),
    path("melhorias/", include("agreements.improvements.web.portal_urls")),
    path("saude/enderecos/", include("tenants.web.portal_urls")),
    path("", include("portal.web.urls")),
]
