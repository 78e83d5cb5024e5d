"""Routes of the hosts where people sign in: the centre and every organisation."""

from django.urls import include, path

from config.urls.everywhere import urlpatterns as everywhere
from identity.web.views import accept_invitation

urlpatterns = [
    *everywhere,
    path("conta/", include("identity.web.urls")),
    path("perfil/", include("access.urls")),
    path("pessoas/", include("people.web.urls")),
    path("avisos/", include("notifications.web.urls")),
    path("arquivos/", include("documents.web.urls")),
    path("api/", include("config.urls.api")),
    path("api/eu/", include("people.api.urls")),
    path("convite/<str:token>/", accept_invitation, name="accept_invitation"),
]
